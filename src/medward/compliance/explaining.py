# SPDX-License-Identifier: Apache-2.0
"""One requirement explained: what it wants, why it applies here, how it stands, what to do, and who else asks.

Who else asks is told from two sides: crosswalks, where people judged that two requirements share something, and
the dossier, where two requirements wait for the same broken links.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from medward.compliance import facts, verdicts
from medward.compliance.context import Context
from medward.compliance.mends import groups
from medward.compliance.model import Mend, Verdict
from medward.packs.framework import Framework, Requirement
from medward.packs.mapping import Links, Step


@dataclass(frozen=True, slots=True)
class Applies:
    """A condition under which something is asked.

    Attributes:
        of: `framework` or `requirement`.
        fact: the fact that has to be true.
        meaning: the fact in words, as one sentence.
        status: what the dossier says of it; None without a dossier.
        reason: why; empty without a dossier.
    """

    of: str
    fact: str
    meaning: str
    status: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything on one requirement.

    Attributes:
        framework: its framework.
        requirement: the requirement.
        conditions: when it applies; none where it always does.
        verdict: how it stands; None without a dossier.
        todo: what mends its broken links.
        related: requirements of other frameworks that share something with it, and what people judged of each.
        waiting: requirements that wait for one of the same broken links.
    """

    framework: Framework
    requirement: Requirement
    conditions: tuple[Applies, ...]
    verdict: Verdict | None
    todo: tuple[Mend, ...]
    related: tuple[Step, ...]
    waiting: tuple[str, ...]


def explain(
    framework: Framework,
    requirement: Requirement,
    links: Links,
    context: Context | None = None,
    others: Sequence[Framework] = (),
) -> Explained:
    """Explain a requirement; with a context, as it stands there, beside the requirements of other frameworks."""
    verdict = None if context is None else verdicts.of_requirement(framework, requirement, context)
    return Explained(
        framework=framework,
        requirement=requirement,
        conditions=_conditions(framework, requirement, context),
        verdict=verdict,
        todo=groups([verdict] if verdict is not None else []),
        related=tuple(links.get((framework.id, requirement.id), ())),
        waiting=_waiting(verdict, context, others),
    )


def _conditions(framework: Framework, requirement: Requirement, context: Context | None) -> tuple[Applies, ...]:
    found = []
    for of, condition in (("framework", framework.applies_when), ("requirement", requirement.applies_when)):
        if condition is not None:
            outcome = None if context is None else facts.decide(condition.fact, context)
            status, reason = (None, "") if outcome is None else (outcome.status.value, outcome.reason)
            meaning = facts.FACTS[condition.fact].meaning
            found.append(Applies(of, condition.fact, meaning, status, reason))
    return tuple(found)


def _waiting(verdict: Verdict | None, context: Context | None, others: Sequence[Framework]) -> tuple[str, ...]:
    """Requirements with a broken link of this one, by id."""
    if verdict is None or context is None or not verdict.broken:
        return ()
    own = {(link.node, link.text) for link in verdict.broken}
    asked = (one for framework in others for one in verdicts.of_framework(framework, context).verdicts)
    found = {one.id for one in asked if own & {(link.node, link.text) for link in one.broken}}
    return tuple(sorted(found - {verdict.id}))
