# SPDX-License-Identifier: Apache-2.0
"""Facts on keeping the device safe: how often patches come, how long it is supported, what evidence still holds.

The two patch times are those of section 524B(b)(2)(A) and (B) of the FD&C Act: a reasonably justified regular
cycle, and as soon as possible out of cycle. How long is too long is for people to judge; the reason must be there.
"""

from medward.compliance import validity
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every
from medward.compliance.model import BrokenLink, Proof
from medward.compliance.outcome import Outcome, met, not_met
from medward.dossier.model.device import Release
from medward.dossier.model.keeping import Plan
from medward.dossier.model.parts import filled
from medward.trace.model import Node

_NAMES = {
    "routine_patch_days": "the longest time between routine updates",
    "urgent_patch_days": "the longest time to an urgent update",
    "cadence_reason": "why these times are justified",
}


def patch_cadence_justified(context: Context) -> Outcome:
    """One plan that speaks for the day sets both patch times and says why."""
    plans = context.trace.of_kind("plan")
    good = [node for node in plans if not _missing(node) and not validity.objection(node, context.as_of)]
    if good:
        node = good[0]
        return met(f"plan {node.id} sets and justifies the patch times", [Proof(f"plan {node.id}", node.name)])
    nearest = min(plans, key=lambda node: len(_missing(node)), default=None)
    mend, mend_id = "Set both patch times in a plan and say why they are justified", "plan.cadence"
    if nearest is None or len(_missing(nearest)) == len(_NAMES):
        text = "no plan sets the patch times"
        return not_met(text, [BrokenLink(text, "device:device", mend, mend_id)])
    wrong = [f"does not say {said}" for said in _missing(nearest)] or [validity.objection(nearest, context.as_of)]
    text = f"plan {nearest.id} {' and '.join(wrong)}"
    return not_met(text, [BrokenLink(text, nearest.name, mend, mend_id, context.place(nearest))])


def support_not_past(context: Context) -> Outcome:
    """Every release that is assessed says until when it is supported, and that day is not past."""
    nodes = [context.trace.nodes["release", release.id] for release in context.releases]

    def judge(node: Node) -> Fault | None:
        until = node.data.supported_until if isinstance(node.data, Release) else None
        if until is None:
            return Fault(
                "does not say until when it is supported",
                "Set the end of support of the release",
                "release.supported_until",
            )
        if until < context.as_of:
            mend = "Support the release longer, or withdraw it"
            return Fault(f"was supported until {until}", mend, "release.support.past")
        return None

    return every(context, "release", nodes, judge, "that is assessed is supported on the day")


def evidence_all_valid(context: Context) -> Outcome:
    """Every piece of evidence speaks for the day."""

    def judge(node: Node) -> Fault | None:
        objection = validity.objection(node, context.as_of)
        return Fault(objection, "Renew the evidence", "evidence.renew") if objection else None

    return every(context, "evidence", context.trace.of_kind("evidence"), judge, "speaks for the day")


def _missing(node: Node) -> list[str]:
    """What a plan does not say of the patch times."""
    if not isinstance(node.data, Plan):
        return list(_NAMES.values())
    return [said for name, said in _NAMES.items() if not filled(getattr(node.data, name))]


FACTS = (
    Fact(
        "plans.patch_cadence_justified",
        "A plan sets the longest time to routine and to urgent updates, and says why.",
        patch_cadence_justified,
    ),
    Fact(
        "releases.support_not_past",
        "Every assessed release says until when it is supported, and that day is not past.",
        support_not_past,
    ),
    Fact(
        "evidence.all_valid", "Every piece of evidence speaks for the day of the assessment.", evidence_all_valid
    ),
)
