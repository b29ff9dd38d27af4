# SPDX-License-Identifier: Apache-2.0
"""From what a person chose to decisions of the dossier, each with the facts on which it rests.

Rules:

- A decision names the component without its version, unless another version of it is in the same release; the
  facts say which version was looked at.
- One decision for each vulnerability of a component and, with the scope `release`, for each release. With a wider
  scope the findings of several releases become one decision, which rests on the facts of the first.
- What the dossier's model forbids is refused with its mend (a justification where it is affected, days out of
  order). So is a wider decision that would not hold, because one for the very release goes before it.
- Ids go on from the highest that ends in a number; nothing is ever renumbered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import ValidationError

from medward.base.canonical import Json
from medward.base.problems import Place, Problem, ProblemsError
from medward.base.validation import problems_of
from medward.dossier.model.deciding import Scope
from medward.dossier.model.keeping import Triage
from medward.trace.model import Trace
from medward.triage import facts
from medward.triage.knowledge import ids
from medward.triage.ordering import Ranked

_NUMBERED = re.compile(r"(?P<head>.*?)(?P<number>[0-9]{1,9})")
_FIRST = "TR-000"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decided, as they said it.

    Attributes:
        scope: for what the decision speaks.
        said: keys of a triage decision with their values, such as `status` and `reason`.
    """

    scope: Scope
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class About:
    """The findings of a dossier, and what they are held against.

    Attributes:
        triage: the decisions of the dossier.
        ranked: every finding of the releases that are looked at.
        trace: the trace.
        as_of: the day of the decision.
    """

    triage: Sequence[Triage]
    ranked: Sequence[Ranked]
    trace: Trace
    as_of: date


def decided(found: Sequence[Ranked], choice: Choice, about: About) -> tuple[Triage, ...]:
    """The decisions about some findings. Raises ProblemsError with everything that the dossier would not take."""
    problems = [problem for one in found for problem in _overshadowed(one, choice, about)]
    if problems:
        raise ProblemsError(problems)
    names = new_ids(about.triage)
    items = {_place(one, choice, about): one for one in reversed(found)}
    made: list[Triage] = []
    wrong: list[Problem] = []
    for (_, component, release), one in reversed(items.items()):
        keys = {"id": next(names), "component": component, "release": release, **_kept(one, choice, about)}
        try:
            made.append(checked(keys))
        except ProblemsError as error:
            wrong += error.problems
    if wrong:
        raise ProblemsError(list(dict.fromkeys(wrong)))
    return tuple(made)


def checked(keys: Mapping[str, Any]) -> Triage:
    """A decision of these keys, without those that are None. Raises ProblemsError."""
    said = {key: value for key, value in keys.items() if value is not None}
    try:
        return Triage.model_validate(said)
    except ValidationError as error:
        place = Place(f"the decision about {said.get('vulnerability', 'a finding')}")
        told = problems_of(error, model=Triage, value=said, place=lambda _: place, area="dossier")
        raise ProblemsError(told) from error


def item(made: Triage) -> dict[str, Json]:
    """A decision as it is written in a dossier; what was left out stays left out."""
    return made.model_dump(mode="json", exclude_defaults=True)


def new_ids(triage: Iterable[Triage]) -> Iterator[str]:
    """Ids after the highest one that ends in a number: `TR-046` after `TR-045`."""
    numbered = [found for one in triage if (found := _NUMBERED.fullmatch(one.id))]
    last = max(numbered, key=lambda one: int(one["number"]), default=_NUMBERED.fullmatch(_FIRST))
    if last is None:
        raise AssertionError("the first id ends in a number")
    for number in range(int(last["number"]) + 1, 10**10):
        yield f"{last['head']}{number:0{len(last['number'])}}"


def component_key(one: Ranked, ranked: Iterable[Ranked], scope: Scope) -> str:
    """How a decision names the component of a finding."""
    bare, version = facts.unversioned(one), facts.version_of(one.component)
    others = {facts.version_of(other.component) for other in ranked if _beside(other, one, bare)} - {version}
    if one.finding.purl and (not others or scope is Scope.FAMILY):
        return bare
    return f"{bare}@{version}" if not one.finding.purl else one.finding.purl.partition("?")[0].partition("#")[0]


def _beside(other: Ranked, one: Ranked, bare: str) -> bool:
    return other.release == one.release and facts.unversioned(other) == bare


def _place(one: Ranked, choice: Choice, about: About) -> tuple[str, str, str | None]:
    """What a decision is about: vulnerability, component, release."""
    release = one.release if choice.scope is Scope.RELEASE else None
    return one.finding.vulnerability, component_key(one, about.ranked, choice.scope), release


def _kept(one: Ranked, choice: Choice, about: About) -> dict[str, Any]:
    """What was said, with the day and the facts."""
    plain = choice.scope is Scope.FAMILY
    known = facts.basis(one, choice.said.get("controls") or (), about.trace) if _exist(choice, about) else None
    return {
        "vulnerability": one.finding.vulnerability,
        "scope": choice.scope if plain else None,
        **choice.said,
        "date": choice.said.get("date") or about.as_of,
        "basis": known.model_dump(mode="json", exclude_defaults=True) if known is not None else None,
    }


def _exist(choice: Choice, about: About) -> bool:
    """Whether every control that is named exists; where one does not, recording says so with its place."""
    return all(("control", one) in about.trace.nodes for one in choice.said.get("controls") or ())


def _overshadowed(one: Ranked, choice: Choice, about: About) -> Iterator[Problem]:
    """A decision for the very release goes before a wider one, which would be written and count for nothing."""
    if choice.scope is Scope.RELEASE:
        return
    for made in about.triage:
        own = made.release == one.release and made.vulnerability in ids(one.finding)
        if own and facts.same_component(made, one):
            message = f"{made.id} speaks for release {one.release} alone and goes before a decision of wider scope"
            mend = f"Decide with `--scope release`, or take {made.id} out of the dossier first"
            yield Problem(Place(one.finding.vulnerability), "", "triage.overshadowed", message, mend)
