# SPDX-License-Identifier: Apache-2.0
"""How bad the harm is that something can end in, as far as the trace knows.

Followed are the links to hazardous situations (a risk's own, and those of its threats) and from them to harms, and
the severities that a risk's assessments state. None is not the same as harmless: nobody has said.
"""

from collections.abc import Iterable, Iterator

from medward.dossier.model.risk import Harm, Risk, Severity
from medward.trace.model import Node, Trace

_ORDER = {severity: index for index, severity in enumerate(Severity)}


def order(severity: Severity) -> int:
    """How bad a severity is; the least is 0."""
    return _ORDER[severity]


def worst(severities: Iterable[Severity]) -> Severity | None:
    """The worst of several; None where there is none."""
    return max(severities, key=order, default=None)


def situations(node: Node, trace: Trace) -> tuple[Node, ...]:
    """The hazardous situations in which a threat or a risk can end, each once."""
    found = [*trace.follow(node, "hazardous_situations"), *trace.follow(node, "leads_to")]
    for threat in trace.follow(node, "threats") if node.kind == "risk" else ():
        found += trace.follow(threat, "leads_to")
    return tuple(dict.fromkeys(found))


def harms(found: Iterable[Node], trace: Trace) -> tuple[Node, ...]:
    """The harms that can follow from hazardous situations, each once."""
    return tuple(dict.fromkeys(harm for situation in found for harm in trace.follow(situation, "harms")))


def of_harms(found: Iterable[Node]) -> Severity | None:
    """The worst severity among harms."""
    return worst(harm.data.severity for harm in found if isinstance(harm.data, Harm))


def of_risk(node: Node, trace: Trace) -> Severity | None:
    """The worst severity of a risk: of the harms that it can end in, and of its assessments."""
    stated: list[Severity] = []
    if isinstance(node.data, Risk):
        stated = [one.severity for one in (node.data.before, node.data.after) if one is not None]
    linked = of_harms(harms(situations(node, trace), trace))
    return worst([*stated, *([linked] if linked else [])])


def chains(threats: Iterable[str], trace: Trace) -> tuple[str, ...]:
    """How threats can end in harm, one sentence for each way; one that leads nowhere says so."""
    return tuple(
        dict.fromkeys(said for threat in threats for said in _chains(trace.nodes["threat", threat], trace))
    )


def _chains(threat: Node, trace: Trace) -> Iterator[str]:
    found = situations(threat, trace)
    for situation in found:
        for harm in trace.follow(situation, "harms"):
            severity = f" ({harm.data.severity})" if isinstance(harm.data, Harm) else ""
            yield f"{_said(threat)} leads to {_said(situation)}, which can end in {_said(harm)}{severity}"
    if not harms(found, trace):
        yield f"{_said(threat)} leads to no harm that anybody has linked"


def _said(node: Node) -> str:
    return f"{node.id} '{node.label}'" if node.label else node.id
