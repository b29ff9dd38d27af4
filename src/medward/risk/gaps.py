# SPDX-License-Identifier: Apache-2.0
"""What a risk file leaves out, by name: controls, anomalies and threats that nobody has looked at.

Rules:

- Each control of a risk has to be looked at for the risks that it introduces (ISO 14971:2019, 7.5; AAMI SW96): in
  its own `new_risks`, or in that of the risk, which speaks for all of its controls. A risk that a control
  introduces has to be closed itself.
- An anomaly that is not fixed needs its security impact, an assessment in words and its weaknesses (CWE); one with
  security impact names the risks to which it adds (FDA, premarket guidance, V.A.5).
- A threat that holds, or about which nobody has decided, has to be assessed in a risk.
- A finding that still needs somebody has to touch a risk: one that touches none is in no judgment of risk.
"""

from collections.abc import Iterable, Iterator

from medward.dossier.model.parts import Answer, filled
from medward.dossier.model.proof import Anomaly, Disposition
from medward.dossier.model.risk import Control, Risk, Threat, ThreatStatus
from medward.risk.model import NEEDS_NOBODY, Gap, RiskLine
from medward.risk.proving import said
from medward.trace.model import Node, Trace
from medward.triage.ordering import Ranked

_ASIDE = frozenset({ThreatStatus.NOT_APPLICABLE, ThreatStatus.TRANSFERRED})


def unreviewed(node: Node, risk: Risk, trace: Trace) -> tuple[str, ...]:
    """Ids of the controls of a risk that nobody has looked at for new risks."""
    if filled(risk.new_risks):
        return ()
    controls = trace.follow(node, "controls")
    return tuple(one.id for one in controls if isinstance(one.data, Control) and not filled(one.data.new_risks))


def new_risks(lines: Iterable[RiskLine], trace: Trace) -> Iterator[Gap]:
    """Controls that nobody has looked at, and risks introduced by a control that are open."""
    known = {line.id: line for line in lines}
    for line in known.values():
        for control in line.unreviewed:
            text = f"nobody has looked whether control {control} brings new risks (risk {line.id})"
            yield Gap(
                f"control:{control}", text, "Write in `new_risks` of the control or the risk what it makes worse"
            )
    for node in trace.of_kind("control"):
        for risk in trace.follow(node, "introduces"):
            if risk.id in known and known[risk.id].standing not in NEEDS_NOBODY:
                standing = known[risk.id].standing.replace("_", " ")
                yield Gap(
                    node.name, f"{said(node)} introduces {said(risk)}, which is {standing}", "Close that risk"
                )


def anomalies(trace: Trace) -> Iterator[Gap]:
    """Unresolved anomalies, with what is missing from their assessment."""
    for node in trace.of_kind("anomaly"):
        if isinstance(node.data, Anomaly) and node.data.disposition is not Disposition.FIXED:
            missing = tuple(_missing(node.data))
            if missing:
                yield Gap(
                    node.name, f"{said(node)} is not resolved and {', '.join(missing)}", "Assess the anomaly"
                )


def threats(trace: Trace) -> Iterator[Gap]:
    """Threats that no risk assesses."""
    for node in trace.of_kind("threat"):
        if not isinstance(node.data, Threat) or node.data.status in _ASIDE or trace.follow(node, "assessed_in"):
            continue
        proposed = node.data.status is ThreatStatus.PROPOSED
        text = "is not decided, and no risk assesses it" if proposed else "holds, and no risk assesses it"
        yield Gap(node.name, f"{said(node)} {text}", "Name it in a risk, or say why it does not hold")


def findings(touchless: Iterable[Ranked]) -> Iterator[Gap]:
    """Open findings that touch no risk."""
    for one in touchless:
        text = f"component {one.component.label} has {one.finding.vulnerability}, which touches no risk"
        yield Gap(
            one.node.name, text, "Name the component in a threat of a risk, or the risk in a decision about it"
        )


def _missing(anomaly: Anomaly) -> Iterator[str]:
    if anomaly.security_impact is Answer.UNKNOWN:
        yield "nobody knows its security impact"
    if not filled(anomaly.assessment):
        yield "is not assessed in words"
    if not anomaly.cwe:
        yield "names no weakness (CWE)"
    if anomaly.security_impact is Answer.YES and not anomaly.risks:
        yield "names no risk to which it adds"
