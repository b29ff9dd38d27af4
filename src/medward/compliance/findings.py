# SPDX-License-Identifier: Apache-2.0
"""Findings with what the dossier knows about them, what matters first.

Order, each only where those before it are equal:

1. what still needs somebody (`open`) before what is settled;
2. known to be exploited before the rest;
3. the worst harm that it can reach;
4. the base score of the worst published CVSS 3.x vector;
5. release, component and vulnerability by name.

What nobody knows is not taken for harmless: a finding without a linked harm stands with the serious ones, one
without a score with those of 7.0, the lowest that CVSS calls high.
"""

from medward.advisories.facts import finding_of
from medward.advisories.model import Finding
from medward.compliance.context import Context, ReadSbom
from medward.compliance.cvss3 import base_score
from medward.compliance.decisions import SETTLED, Standing, decision, expired, standing
from medward.compliance.model import Decision, FindingLine, Reach
from medward.compliance.reach import Reaching
from medward.compliance.severity import order
from medward.dossier.model.keeping import Triage
from medward.dossier.model.risk import Severity
from medward.inventory.model import Component
from medward.trace.model import Node

_UNKNOWN_SEVERITY = Severity.SERIOUS
_UNKNOWN_SCORE = 7.0
_STANDS = {
    Standing.UNDECIDED: "nobody has decided about it",
    Standing.EXPIRED: "the decision about it has expired",
    Standing.UNDER_INVESTIGATION: "it is still under investigation",
    Standing.WITHOUT_REASON: "the decision about it has no reason",
    Standing.CLOSED: "it is decided not to affect the device, or fixed",
    Standing.CONTROLLED: "its risk is controlled",
    Standing.UNCONTROLLED: "its risk is not controlled",
    Standing.RISK_UNKNOWN: "nobody has said whether its risk is controlled",
}


def lines(context: Context) -> tuple[FindingLine, ...]:
    """Every finding of the releases that are assessed, what matters first."""
    nodes = context.trace.of_kind("finding")
    if not nodes:
        return ()
    sboms = {sbom.name: sbom for sbom in context.sboms}
    reaching = Reaching(context.trace)
    return tuple(sorted((_line(node, sboms, reaching, context) for node in nodes), key=_rank))


def _line(node: Node, sboms: dict[str, ReadSbom], reaching: Reaching, context: Context) -> FindingLine:
    (component,) = context.trace.follow(node, "component")
    (sbom,) = context.trace.follow(component, "sbom")
    release = sboms[sbom.id].release
    finding = finding_of(node)
    made = decision(node, context.trace, context.as_of)
    stands = standing(made, context.as_of)
    risks = context.trace.follow(context.trace.nodes["triage", made.id], "risks") if made is not None else ()
    reach = reaching.of(component, risks)
    score = worst_score(finding)
    return FindingLine(
        finding=finding,
        node=node.name,
        component_name=component.data.name if isinstance(component.data, Component) else component.label,
        component_version=component.data.version if isinstance(component.data, Component) else "",
        release=release.id,
        release_version=release.version,
        decision=_decision(made, context) if made is not None else None,
        open=stands not in SETTLED,
        reach=reach,
        score=score,
        rank=_sentence(finding, stands, reach, score),
    )


def worst_score(finding: Finding) -> float | None:
    """The base score of the worst published CVSS 3.x vector; None where there is none."""
    scores = [score for one in finding.severities if (score := base_score(one.vector)) is not None]
    return max(scores, default=None)


def _decision(made: Triage, context: Context) -> Decision:
    return Decision(
        id=made.id,
        status=made.status,
        justification=made.justification,
        risk_state=made.risk_state,
        reason=made.reason,
        action=made.action,
        author=made.author,
        decided=made.date,
        expires=made.expires,
        expired=expired(made, context.as_of),
    )


def _rank(line: FindingLine) -> tuple[bool, bool, int, float, str, str, str]:
    """The order of findings, as the docstring of the module tells it."""
    worst = line.reach.worst_severity
    harm = order(Severity(worst) if worst is not None else _UNKNOWN_SEVERITY)
    score = line.score if line.score is not None else _UNKNOWN_SCORE
    exploited = line.finding.known_exploited is not None
    return (not line.open, not exploited, -harm, -score, line.release, line.component_name, line.node)


def _sentence(finding: Finding, stands: Standing, reach: Reach, score: float | None) -> str:
    """Why a finding stands where it stands."""
    said = ["known to be exploited"] if finding.known_exploited is not None else []
    said.append(_STANDS[stands])
    said.append(_reached(reach))
    said.append(f"CVSS base score {score:.1f}" if score is not None else "no CVSS 3 score is published")
    return "; ".join(said)


def _reached(reach: Reach) -> str:
    if not reach.processes and not reach.threats and not reach.harms:
        return "no process is said to run the component"
    through = f" through {', '.join(reach.processes)}" if reach.processes else ""
    if reach.worst_severity is None:
        return f"no harm is linked to what it reaches{through}"
    return f"can reach a harm that is {reach.worst_severity}{through}"
