# SPDX-License-Identifier: Apache-2.0
"""The cybersecurity management plans: what is done once the device is on the market (guidance, section VI.B)."""

from medward.dossier.model.keeping import Plan, PlanTopic
from medward.reports.document.tree import Document, Missing
from medward.reports.package.draft import Draft, in_words, line, said
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, verdicts


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "management-plans", "Cybersecurity management plans")
    plans = material.dossier.plans
    if not plans:
        draft.gap("The dossier holds no plan", "Add `plans`")
    for plan in plans:
        _plan(draft, plan)
    draft.heading(1, "Topics that no plan covers")
    _topics(draft)
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("plan", "cyber-device"))
    verdicts(draft, wanted, "FDA's requirements on plans")
    return draft.document()


def _plan(draft: Draft, plan: Plan) -> None:
    draft.heading(1, plan.title)
    draft.say(plan.text)
    draft.table(
        f"{plan.title}: its head",
        (("Plan", 3), ("Kind", 3), ("Owner", 3), ("Approved", 2), ("Review by", 2), ("Evidence", 2)),
        (
            [
                draft.told(plan.id),
                in_words(plan.plan_kind),
                said(plan.owner, "its owner"),
                said(plan.approved, "its approval"),
                said(plan.review_by, "its next review"),
                draft.refs(plan.evidence, "no evidence"),
            ],
        ),
    )
    _patching(draft, plan)
    draft.table(
        f"{plan.title}: what it says",
        (("Topic", 1), ("What is done", 4)),
        ([in_words(one.topic), one.text] for one in plan.elements),
    )


def _patching(draft: Draft, plan: Plan) -> None:
    if plan.routine_patch_days is None and plan.urgent_patch_days is None:
        return
    routine = f"{plan.routine_patch_days} days" if plan.routine_patch_days else Missing("no longest time is set")
    urgent = f"{plan.urgent_patch_days} days" if plan.urgent_patch_days else Missing("no longest time is set")
    draft.say("Routine updates: ", routine, ". Urgent updates: ", urgent, ". ", said(plan.cadence_reason, "why"))


def _topics(draft: Draft) -> None:
    covered = {one.topic for plan in draft.material.dossier.plans for one in plan.elements}
    missing = [topic for topic in PlanTopic if topic not in covered]
    if not missing:
        draft.say("None.")
    draft.bullets(line(Missing(in_words(topic))) for topic in missing)
