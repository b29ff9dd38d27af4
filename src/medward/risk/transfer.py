# SPDX-License-Identifier: Apache-2.0
"""Security risks handed over to safety risk management: which, under which id, and what came back.

Rules:

- A risk that can end in serious harm or worse has to be handed over. Its severity is the worst of what it states
  and of the harms that are linked; without any it is unknown whether it has to.
- A hand-over after the day is not known on the day. Without an outcome in words it waits for an answer.
- A hazardous situation that security can bring about and that can end in serious harm, or in nobody knows what,
  has to be known to safety risk management: by an id of its own there, or with a risk that was handed over.

FDA, premarket guidance, V.A.2; ISO 14971:2019, 5.4; AAMI SW96:2023; AAMI TIR57.
"""

from collections.abc import Iterator
from datetime import date

from medward.dossier.model.parts import filled
from medward.dossier.model.risk import HazardousSituation, Risk, Severity, Threat, ThreatStatus, Transfer
from medward.risk.model import Gap, Handed, TransferLine
from medward.risk.proving import said
from medward.trace.model import Node, Trace
from medward.triage import harm


def line(node: Node, risk: Risk, trace: Trace, as_of: date) -> TransferLine:
    """One risk in the table."""
    severity = harm.of_risk(node, trace)
    situations = tuple((one.id, _safety_id(one)) for one in harm.situations(node, trace))
    made = _known(risk, as_of)
    if made is None:
        return TransferLine(risk.id, risk.title, severity, situations, _missing(severity))
    answered = filled(made.outcome)
    return TransferLine(
        risk.id,
        risk.title,
        severity,
        situations,
        Handed.ANSWERED if answered else Handed.WAITING,
        made.safety_id,
        made.date,
        (made.outcome or "") if answered else "",
    )


def untold(trace: Trace, as_of: date) -> Iterator[Gap]:
    """Hazardous situations with safety impact of which safety risk management does not know."""
    handed = {
        situation.id
        for node in trace.of_kind("risk")
        if isinstance(node.data, Risk) and _known(node.data, as_of) is not None
        for situation in harm.situations(node, trace)
    }
    for node in trace.of_kind("hazardous_situation"):
        if node.id in handed or _safety_id(node) or not _reached(node, trace):
            continue
        severity = harm.of_harms(trace.follow(node, "harms"))
        if severity is not None and harm.order(severity) < harm.order(Severity.SERIOUS):
            continue
        worst = f"{severity} harm" if severity is not None else "a harm that nobody has linked"
        text = f"{said(node)} can end in {worst} and was not handed over to safety risk management"
        yield Gap(
            node.name, text, "Hand over a risk that ends in it, or write down its id in the safety risk file"
        )


def _known(risk: Risk, as_of: date) -> Transfer | None:
    """The hand-over of a risk, where it was made by the day."""
    made = risk.transfer
    return made if made is not None and made.date <= as_of and filled(made.safety_id) else None


def _missing(severity: Severity | None) -> Handed:
    if severity is None:
        return Handed.UNKNOWN
    return Handed.MISSING if harm.order(severity) >= harm.order(Severity.SERIOUS) else Handed.NOT_NEEDED


def _safety_id(node: Node) -> str:
    data = node.data
    return (
        data.safety_id
        if isinstance(data, HazardousSituation) and data.safety_id and filled(data.safety_id)
        else ""
    )


def _reached(situation: Node, trace: Trace) -> bool:
    """Whether a threat that was not put aside, or a risk, leads to a situation."""
    threats = trace.follow(situation, "caused_by")
    return bool(trace.follow(situation, "assessed_in")) or any(
        isinstance(one.data, Threat) and one.data.status is not ThreatStatus.NOT_APPLICABLE for one in threats
    )
