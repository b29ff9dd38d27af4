# SPDX-License-Identifier: Apache-2.0
"""Facts on activities of the maker and of the organisation: whether the dossier shows that each is done.

What people do day by day leaves no trace in the architecture, so it is known only from what the dossier holds:

- No entry for the activity: unknown. Nobody said that it is not done; nobody said that it is.
- An entry without evidence of something that was done: unknown. A procedure says what should happen.
- An entry without an owner or an approval, or past its review: no. Nobody stands by it on the day.
- An owned, approved entry that says why nothing here needs the activity: it does not apply.
- An owned, approved entry with a record that speaks for the day: yes; where one requirement of many is asked, only
  if the entry says that it answers it.

One good entry is enough. What a record must show, and whether it does, is the judgement of who approved it.
"""

from collections.abc import Callable

from medward.compliance import phrases, validity
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.model import BrokenLink, Proof, Status
from medward.compliance.outcome import BEST_FIRST, Outcome, met, not_applicable, not_met, unknown
from medward.dossier.model.activity_kinds import ActivityKind
from medward.dossier.model.life_cycle import Activity
from medward.dossier.model.parts import filled
from medward.dossier.model.proof import Evidence, EvidenceKind
from medward.trace.model import Node

_SAYS_WHAT_SHOULD_BE = frozenset({EvidenceKind.PROCEDURE, EvidenceKind.DESIGN_DOCUMENT})
"""Kinds of evidence that show an intention, not something that was done."""
_STANDS_BY = ("owner", "approved")

MEANINGS = {
    ActivityKind.QUALITY_MANAGEMENT: "security is a part of the quality management system",
    ActivityKind.DEVELOPMENT_PROCESS: "one development process holds security from requirement to retirement",
    ActivityKind.RESPONSIBILITIES: "it is set who answers for which security activity",
    ActivityKind.APPLICABILITY: "it is set for which products and parts the process holds",
    ActivityKind.SECURITY_EXPERTISE: "people have, and keep, the security knowledge that their part needs",
    ActivityKind.PROCESS_SCOPING: "what the process asks of this product is decided with reasons",
    ActivityKind.FILE_INTEGRITY: "who gets files can verify that they are as they left the maker",
    ActivityKind.DEVELOPMENT_ENVIRONMENT: "the environment of development, build and delivery is protected",
    ActivityKind.PRIVATE_KEYS: "keys that sign code are protected",
    ActivityKind.SUPPLIED_COMPONENTS: "components of others are chosen and watched for their security",
    ActivityKind.CUSTOM_COMPONENTS: "who makes components for this maker alone follows the same process",
    ActivityKind.RELEASE_GATE: "nothing is released before its security issues are dealt with",
    ActivityKind.PROCESS_VERIFICATION: "before a release it is verified that the process was followed",
    ActivityKind.CONTINUOUS_IMPROVEMENT: "what went wrong changes the process",
    ActivityKind.RISK_MANAGEMENT: "security risk is managed by one process that is tied to that of safety",
    ActivityKind.CONTROL_MONITORING: "it is watched whether controls still hold",
    ActivityKind.THREAT_MODEL_REVIEW: "the threat model is reviewed, and again after each change",
    ActivityKind.REQUIREMENTS_REVIEW: "security requirements are reviewed by those whom they concern",
    ActivityKind.DEFENCE_IN_DEPTH: "layers of defence are designed so that one failure is not enough",
    ActivityKind.DESIGN_PRACTICES: "practices of secure design are written down and followed",
    ActivityKind.DESIGN_REVIEW: "architecture and design are reviewed for security",
    ActivityKind.DESIGN_VERIFICATION: "the detailed design is verified against its security requirements",
    ActivityKind.CODING_STANDARD: "rules for secure code are set and followed",
    ActivityKind.CODE_REVIEW: "code is reviewed and analysed for security",
    ActivityKind.INTEGRATION_TESTING: "security is tested where parts are put together",
    ActivityKind.TESTER_INDEPENDENCE: "who tests is not who made it",
    ActivityKind.ISSUE_INTAKE: "reports of security issues are taken in from everybody",
    ActivityKind.ISSUE_REVIEW: "each report of a security issue is looked at in time",
    ActivityKind.ISSUE_ASSESSMENT: "the effect and the cause of each security issue are worked out",
    ActivityKind.ISSUE_RESOLUTION: "each security issue is mended, put off or accepted, by criteria",
    ActivityKind.ISSUE_DISCLOSURE: "users are told of security issues in time",
    ActivityKind.ISSUE_PRACTICE_REVIEW: "how security issues are handled is reviewed from time to time",
    ActivityKind.PUBLIC_MONITORING: "public sources are watched for incidents and vulnerabilities",
    ActivityKind.UPDATE_QUALIFICATION: "security updates are tested before they leave",
    ActivityKind.UPDATE_DOCUMENTATION: "users learn what an update mends and how to install it",
    ActivityKind.DEPENDENCY_UPDATE_DOCUMENTATION: "users learn which updates of components go with the device",
    ActivityKind.UPDATE_DELIVERY: "updates reach users in a way in which they can verify them",
    ActivityKind.RELEASE_DOCUMENTATION: "what was released, with which known issues, is recorded",
    ActivityKind.CONFIGURATION_MANAGEMENT: "every item, its version and its changes are under control",
    ActivityKind.DOCUMENTATION_REVIEW: "what users are told about security is reviewed against the device",
}
"""What is true where the fact is met, to follow "The dossier shows that"; the names of other activities say it."""


def shown(kind: ActivityKind, requirement: str = "") -> Callable[[Context], Outcome]:
    """The function that decides whether an activity is shown to be done; for that requirement, if one is given."""

    def decide(context: Context) -> Outcome:
        found = [
            _judged(node, node.data, requirement, context)
            for node in context.trace.of_kind("activity")
            if isinstance(node.data, Activity) and node.data.activity_kind is kind
        ]
        return min(found, key=lambda outcome: BEST_FIRST.index(outcome.status), default=_unsaid(kind))

    return decide


def _unsaid(kind: ActivityKind) -> Outcome:
    said = phrases.plain(kind)
    text = f"the dossier says nothing of {said}"
    mend = f"Add an activity of the kind '{kind}', with its owner, approval and a record that it is done"
    return unknown(text, [BrokenLink(text, "device:device", mend, f"activity.{kind}")])


def _judged(node: Node, activity: Activity, requirement: str, context: Context) -> Outcome:
    """What one entry shows, for a requirement if one is given."""
    missing = [name for name in _STANDS_BY if not filled(getattr(activity, name))]
    if missing:
        text = f"has no {' and no '.join(missing)}"
        return not_met(*_broken(node, text, "Have the activity owned and approved", "activity.approved", context))
    if objection := validity.objection(node, context.as_of):
        return not_met(*_broken(node, objection, "Review and approve the activity", "activity.renew", context))
    if activity.not_needed is not None and filled(activity.not_needed):
        return not_applicable(f"{phrases.introduced(node)} is not needed, as {activity.owner} approved")
    recorded = _recorded(node, context)
    if recorded.status is Status.MET and requirement and requirement not in activity.answers:
        text = f"does not say that it answers {requirement}"
        mend = f"Add {requirement} to the activity's answers, once its records show it"
        return unknown(*_broken(node, text, mend, "activity.answers", context))
    return recorded


def _recorded(node: Node, context: Context) -> Outcome:
    """What the records behind an approved entry show."""
    records = [one for one in context.trace.follow(node, "evidence") if _is_record(one)]
    if not records:
        text = "has no record that it is done"
        return unknown(
            *_broken(node, text, "Add a record that the activity is done", "activity.evidence", context)
        )
    good = [one for one in records if not validity.objection(one, context.as_of)]
    if not good:
        text = f"rests on {phrases.named(records[0])}, which {validity.objection(records[0], context.as_of)}"
        return not_met(*_broken(node, text, "Renew the evidence", "evidence.renew", context))
    text = f"{phrases.introduced(node)} is approved and backed by {phrases.named(good[0])}"
    return met(text, [Proof(text, node.name, context.place(node))])


def _is_record(node: Node) -> bool:
    return isinstance(node.data, Evidence) and node.data.evidence_kind not in _SAYS_WHAT_SHOULD_BE


def _broken(
    node: Node, wrong: str, mend: str, mend_id: str, context: Context
) -> tuple[str, tuple[BrokenLink, ...]]:
    """The reason and the broken link of an entry that does not show its activity."""
    text = f"{phrases.introduced(node)} {wrong}"
    return text, (BrokenLink(text, node.name, mend, mend_id, context.place(node)),)


def _meaning(kind: ActivityKind) -> str:
    return MEANINGS.get(kind, f"this is done: {phrases.plain(kind)}")


FACTS = tuple(
    Fact(f"activities.{kind}", f"The dossier shows that {_meaning(kind)}.", shown(kind)) for kind in ActivityKind
)
