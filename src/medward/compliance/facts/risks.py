# SPDX-License-Identifier: Apache-2.0
"""Facts on risk: the method is complete, every residual risk meets its criteria, safety has had its say.

A risk is judged by exploitability and severity of harm (FDA premarket guidance); for each severity the method sets
the highest exploitability that is acceptable. A risk above it needs a benefit-risk argument; whether that argument
is good is for people to judge.
"""

from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every
from medward.compliance.model import BrokenLink, Proof
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Assessment, Level, Risk, RiskMethod, Severity
from medward.trace.model import Node
from medward.triage.harm import of_risk, order

_METHOD = "risk_method:risk_method"
_LEVELS = list(Level)
_NO_METHOD = "the dossier has no risk method"


def method_complete(context: Context) -> Outcome:
    """The method is approved, describes every level of exploitability and has a criterion for every severity."""
    method = context.dossier.risk_method
    if method is None:
        mend = "Describe how security risk is judged"
        return not_met(_NO_METHOD, [BrokenLink(_NO_METHOD, "device:device", mend, "risk_method.add")])
    broken = [
        BrokenLink(
            f"the risk method does not say what the exploitability {level} means",
            _METHOD,
            "Describe each level of exploitability in the risk method",
            "risk_method.exploitability",
        )
        for level in Level
        if not filled(method.exploitability.get(level))
    ]
    judged = {criterion.severity for criterion in method.acceptance}
    broken += [
        BrokenLink(
            f"the risk method has no acceptance criterion for the severity {severity}",
            _METHOD,
            "Set an acceptance criterion for each severity in the risk method",
            "risk_method.acceptance",
        )
        for severity in Severity
        if severity not in judged
    ]
    if method.approved is None or method.approved > context.as_of:
        broken.append(
            BrokenLink(
                "the risk method is not approved", _METHOD, "Approve the risk method", "risk_method.approved"
            )
        )
    if broken:
        return not_met(f"the risk method is not complete: {broken[0].text}", broken)
    reason = "the risk method is approved, describes every level and has a criterion for every severity"
    return met(reason, [Proof(reason, _METHOD)])


def every_risk_within_criteria(context: Context) -> Outcome:
    """Every residual risk is acceptable by the method, or is outweighed by a benefit-risk argument."""
    method = context.dossier.risk_method
    if method is None:
        return unknown(f"{_NO_METHOD}, so there are no criteria")
    risks = [node.data for node in context.trace.of_kind("risk") if isinstance(node.data, Risk)]
    judged = {criterion.severity for criterion in method.acceptance}
    open_ = {risk.after.severity for risk in risks if risk.after is not None} - judged
    if open_:
        named = ", ".join(severity for severity in Severity if severity in open_)
        return unknown(f"the risk method has no acceptance criterion for the severity {named}")
    return every(
        context,
        "risk",
        context.trace.of_kind("risk"),
        lambda node: _above(node, method),
        "is within the acceptance criteria or outweighed by benefit",
    )


def transferred_to_safety(context: Context) -> Outcome:
    """Every risk that can end in serious harm was handed to safety risk management, which answered."""
    risks = context.trace.of_kind("risk")
    if not risks:
        return unknown("there is no risk, and an empty list proves nothing")
    severities = {node: of_risk(node, context.trace) for node in risks}
    loose = [node.id for node, severity in severities.items() if severity is None]
    serious = [
        node for node, severity in severities.items() if severity and order(severity) >= order(Severity.SERIOUS)
    ]
    if not serious and not loose:
        return met("no risk can end in a harm that is serious or worse", [Proof(f"{len(risks)} risks looked at")])
    if not serious:
        return unknown(f"nobody has said in which harm these risks can end: {', '.join(loose)}")
    outcome = every(
        context, "risk", serious, _not_transferred, "of serious harm was answered by safety risk management"
    )
    if loose and not outcome.broken:
        return unknown(f"nobody has said in which harm these risks can end: {', '.join(loose)}")
    return outcome


def _above(node: Node, method: RiskMethod) -> Fault | None:
    if not isinstance(node.data, Risk):
        return None
    if node.data.after is None:
        return Fault("is not assessed with its controls", "Assess the risk with its controls", "risk.after")
    if _acceptable(node.data.after, method) or filled(node.data.benefit_risk):
        return None
    said = f"{node.data.after.exploitability} × {node.data.after.severity}"
    mend = "Lower the risk to its acceptance criterion, or say why its benefit outweighs it"
    return Fault(f"is above the acceptance criteria with its controls ({said})", mend, "risk.acceptable")


def _acceptable(assessment: Assessment, method: RiskMethod) -> bool:
    """Whether a risk is within the criterion of its severity, which the method has."""
    limits = [one.acceptable_up_to for one in method.acceptance if one.severity is assessment.severity]
    return all(limit is not None and _easy(assessment.exploitability) <= _easy(limit) for limit in limits)


def _easy(level: Level) -> int:
    return _LEVELS.index(level)


def _not_transferred(node: Node) -> Fault | None:
    transfer = node.data.transfer if isinstance(node.data, Risk) else None
    if transfer is None:
        mend = "Hand the risk over to safety risk management"
        return Fault("can end in serious harm and was not handed to safety risk management", mend, "risk.transfer")
    if not filled(transfer.outcome):
        mend = "Write down what safety risk management decided about the risk"
        return Fault("was handed to safety risk management, which has not answered", mend, "risk.transfer.outcome")
    return None


FACTS = (
    Fact(
        "risks.method_complete",
        "The risk method is approved, describes each level of exploitability and has a criterion per severity.",
        method_complete,
    ),
    Fact(
        "risks.every_risk_within_criteria",
        "Every risk is, with its controls, within the acceptance criteria or outweighed by benefit.",
        every_risk_within_criteria,
    ),
    Fact(
        "risks.transferred_to_safety",
        "Every risk that can end in serious harm was handed to safety risk management, which answered.",
        transferred_to_safety,
    ),
)
