# SPDX-License-Identifier: Apache-2.0
"""Facts on risk: the method is complete, every residual risk meets its criteria, safety has had its say.

Whether a risk is acceptable is for `medward.risk` to say, which answers `medward risk` as well. Here is told what
that makes of a requirement:

- One risk above the criteria is enough for no, whatever is not known of the others.
- A risk that is open again, or whose assessment lacks something, leaves it unknown. So it is where nobody knows
  the findings.
- Whether the benefit of a risk really outweighs it is for people to judge.
"""

from medward.compliance import phrases
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every, link
from medward.compliance.model import BrokenLink, Proof
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.compliance.risk_report import risk_report
from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Level, OverallDecision, Severity
from medward.risk.model import Handed, RiskLine, Standing, State
from medward.triage.harm import order

_METHOD = "risk_method:risk_method"
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
    """Every residual risk is acceptable by the method or outweighed by benefit, and what that rests on holds."""
    if context.dossier.risk_method is None:
        return unknown(f"{_NO_METHOD}, so there are no criteria")
    lines = risk_report(context).risks
    if not lines:
        return unknown("there is no risk, and an empty list proves nothing")
    broken = [_link(line, wrong, context) for line in lines if (wrong := _wrong(line)) is not None]
    more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
    reason = f"{len(broken)} of {phrases.count(len(lines), 'risk')}: {broken[0].text}{more}" if broken else ""
    if any(line.standing is Standing.NOT_ACCEPTABLE for line in lines):
        return not_met(reason, broken)
    if (gap := context.gaps.get("finding")) is not None:
        return Outcome(gap.status, gap.reason, broken=tuple(broken))
    if broken:
        return unknown(reason, broken)
    reason = "every risk is within the acceptance criteria or outweighed by benefit"
    return met(reason, [Proof(f"{phrases.count(len(lines), 'risk')} looked at")])


def overall_judged(context: Context) -> Outcome:
    """People judged all residual risks together by the day, said why, and hold the whole to be acceptable.

    Whether each risk is within its criteria is `every_risk_within_criteria`; this asks for their decision alone.
    """
    made = context.dossier.overall_risk
    if made is None or made.date > context.as_of or not filled(made.reason):
        return _not_judged("nobody has judged all residual risks together and said why")
    if left := sorted(risk.id for risk in context.dossier.risks if risk.id not in made.risks):
        return _not_judged(
            f"the decision on all residual risks, of {made.date}, does not speak of {', '.join(left)}"
        )
    if made.decision is OverallDecision.NOT_ACCEPTABLE:
        return _not_judged(f"on {made.date} all residual risks together were judged to be not acceptable")
    reason = f"all residual risks together were judged on {made.date}: {made.decision.replace('_', ' ')}"
    return met(reason, [Proof(reason)])


def _not_judged(reason: str) -> Outcome:
    mend = "Judge all residual risks together, and write decision and reason in `overall_risk`"
    return not_met(reason, [BrokenLink(reason, "device:device", mend, "overall_risk.decision")])


def transferred_to_safety(context: Context) -> Outcome:
    """Every risk that can end in serious harm was handed to safety risk management, which answered."""
    lines = {line.id: line.transfer for line in risk_report(context).risks}
    if not lines:
        return unknown("there is no risk, and an empty list proves nothing")
    loose = [one.risk for one in lines.values() if one.severity is None]
    serious = [one for one in lines.values() if one.severity and order(one.severity) >= order(Severity.SERIOUS)]
    if not serious and not loose:
        return met("no risk can end in a harm that is serious or worse", [Proof(f"{len(lines)} risks looked at")])
    outcome = every(
        context,
        "risk",
        [context.trace.nodes["risk", one.risk] for one in serious],
        lambda node: _UNANSWERED.get(lines[node.id].handed),
        "of serious harm was answered by safety risk management",
    )
    if loose and not outcome.broken:
        return unknown(f"nobody has said in which harm these risks can end: {', '.join(loose)}")
    return outcome


_UNANSWERED = {
    Handed.MISSING: Fault(
        "can end in serious harm and was not handed to safety risk management",
        "Hand the risk over to safety risk management",
        "risk.transfer",
    ),
    Handed.WAITING: Fault(
        "was handed to safety risk management, which has not answered",
        "Write down what safety risk management decided about the risk",
        "risk.transfer.outcome",
    ),
}


def _wrong(line: RiskLine) -> Fault | None:
    """Why a risk is not within the criteria as far as its own assessment and what it rests on tell."""
    said = f"{_words(line.after.level)} × {line.after.severity}"
    if line.standing is Standing.NOT_ACCEPTABLE:
        mend = "Lower the risk to its acceptance criterion, or say why its benefit outweighs it"
        return Fault(f"is above the acceptance criteria with its controls ({said})", mend, "risk.acceptable")
    if line.chains:
        more = f", and {len(line.chains) - 1} more" if len(line.chains) > 1 else ""
        mend = "Settle what opens the risk again"
        return Fault(f"is open again: {line.chains[0].text}{more}", mend, "risk.reopened")
    if line.after.severity is None:
        return Fault("is not assessed with its controls", "Assess the risk with its controls", "risk.after")
    if line.after.state is State.UNKNOWN:
        mend = "Complete the assessment of the risk"
        return Fault(f"is not known to be acceptable: {line.after.reasons[0]}", mend, "risk.assessed")
    return None


def _link(line: RiskLine, wrong: Fault, context: Context) -> BrokenLink:
    return link(context.trace.nodes["risk", line.id], wrong, context)


def _words(level: Level | None) -> str:
    return level.replace("_", " ") if level is not None else "unknown"


FACTS = (
    Fact(
        "risks.method_complete",
        "The risk method is approved, describes each level of exploitability and has a criterion per severity.",
        method_complete,
    ),
    Fact(
        "risks.every_risk_within_criteria",
        "Every risk is within the acceptance criteria or outweighed by benefit, and nothing opens it again.",
        every_risk_within_criteria,
    ),
    Fact(
        "risks.overall_judged",
        "People judged all residual risks together, with a reason, and hold the whole to be acceptable.",
        overall_judged,
    ),
    Fact(
        "risks.transferred_to_safety",
        "Every risk that can end in serious harm was handed to safety risk management, which answered.",
        transferred_to_safety,
    ),
)
