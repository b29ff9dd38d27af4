# SPDX-License-Identifier: Apache-2.0
"""From a framework and a context to verdicts: what is asked on the day, whether it applies, and how it stands.

Rules, in this order:

- A framework that is not in force on the day asks nothing: every verdict is `not_applicable` and says why. So is
  that of a requirement which is only asked later.
- A framework or a requirement applies where its condition is a fact: yes goes on, no is `not_applicable`; unknown
  and error stay what they are, because nobody can say that it does not apply.
- A requirement that names something that does not exist is an `error`, and only that one.
- Everything else is decided by its check.
"""

from medward.compliance import facts
from medward.compliance.binding import condition_faults, requirement_faults
from medward.compliance.checks.evaluation import evaluate
from medward.compliance.context import Context
from medward.compliance.model import FrameworkVerdicts, Section, Status, Verdict
from medward.compliance.outcome import Outcome, error, not_applicable
from medward.packs.checks import Condition
from medward.packs.framework import Framework, Requirement
from medward.packs.standing import LegalStatus, legal_note, legal_status


def of_framework(framework: Framework, context: Context) -> FrameworkVerdicts:
    """The verdicts of every requirement of a framework, in its order."""
    return FrameworkVerdicts(
        id=framework.id,
        version=framework.version,
        title=framework.title,
        citation=framework.citation,
        legal_status=legal_status(framework, context.as_of),
        note=legal_note(framework, context.as_of),
        sections=tuple(Section(section.id, section.title) for section in framework.sections),
        verdicts=tuple(of_requirement(framework, one, context) for one in framework.requirements),
    )


def of_requirement(framework: Framework, requirement: Requirement, context: Context) -> Verdict:
    """The verdict of one requirement of a framework."""
    outcome = _outcome(framework, requirement, context)
    return Verdict(
        framework=framework.id,
        requirement=requirement.id,
        title=requirement.title,
        citation=requirement.citation,
        section=requirement.section,
        status=outcome.status,
        reason=outcome.reason,
        proofs=outcome.proofs,
        broken=outcome.broken,
    )


def _outcome(framework: Framework, requirement: Requirement, context: Context) -> Outcome:
    standing = _not_asked(framework, requirement, context)
    if standing is not None:
        return standing
    faults = (*condition_faults(framework.applies_when), *requirement_faults(requirement))
    if faults:
        return error(f"the pack names what does not exist: {'; '.join(faults)}")
    for condition in (framework.applies_when, requirement.applies_when):
        if condition is not None and (outside := _outside(condition, context)) is not None:
            return outside
    return evaluate(requirement.check, context)


def _not_asked(framework: Framework, requirement: Requirement, context: Context) -> Outcome | None:
    """Why nothing is asked on the day; None where it is."""
    if legal_status(framework, context.as_of) is not LegalStatus.IN_FORCE:
        return not_applicable(f"on {context.as_of} the framework is {legal_note(framework, context.as_of)}")
    if requirement.in_force_from is not None and requirement.in_force_from > context.as_of:
        return not_applicable(f"only asked from {requirement.in_force_from}")
    return None


def _outside(condition: Condition, context: Context) -> Outcome | None:
    """What a condition makes of the requirement; None where it applies."""
    fact = facts.decide(condition.fact, context)
    if fact.status is Status.MET:
        return None
    if fact.status is Status.NOT_MET:
        return not_applicable(f"it does not apply: {fact.reason}")
    return Outcome(fact.status, f"nobody can say whether it applies: {fact.reason}")
