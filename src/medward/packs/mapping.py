# SPDX-License-Identifier: Apache-2.0
"""What meeting one framework says about another: for each requirement, the best route through crosswalks.

- A crosswalk can be walked in both directions; the relation is then the inverse.
- A route is as strong as what follows from all of its steps (`medward.packs.relations.then`), never stronger.
  Where nothing follows, there is no route.
- The best route has the strongest relation; among equals the fewest steps. Routes have at most `MAX_STEPS` steps,
  because each passes through somebody else's judgement.
- `covered`: what the other framework asks is the same, or less. `partly`: the two share something. `open`: nobody
  has said that they share anything. Nothing here knows whether the first framework is truly met.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from medward.base.problems import Place, Problem
from medward.packs.crosswalk import Crosswalk
from medward.packs.framework import Framework
from medward.packs.relations import STRONGEST_FIRST, Relation, inverse, then

MAX_STEPS = 3

Named: TypeAlias = tuple[str, str]
"""A requirement: id of the framework, id of the requirement."""


class Coverage(StrEnum):
    """What meeting the first framework says about a requirement of the second."""

    COVERED = "covered"
    """Who meets the first meets this too."""
    PARTLY = "partly"
    """Something of it is asked by the first as well."""
    OPEN = "open"
    """Nobody has said that the first asks anything of it."""


_COVERS = {
    Relation.EQUAL: Coverage.COVERED,
    Relation.SUPERSET: Coverage.COVERED,
    Relation.SUBSET: Coverage.PARTLY,
    Relation.INTERSECTS: Coverage.PARTLY,
    Relation.NONE: Coverage.OPEN,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route: where it leads, what the last requirement is to it, why, and in which crosswalk."""

    to: Named
    relation: Relation
    because: str
    crosswalk: str


@dataclass(frozen=True, slots=True)
class Route:
    """How a requirement of the first framework leads to one of the second.

    Attributes:
        start: the requirement of the first framework.
        steps: the steps, at least one.
        relation: what the start is to the end.
    """

    start: Named
    steps: tuple[Step, ...]
    relation: Relation

    @property
    def end(self) -> Named:
        """The requirement to which it leads."""
        return self.steps[-1].to


@dataclass(frozen=True, slots=True)
class Mapped:
    """A requirement of the second framework, with the best routes to it: all of the strongest relation."""

    requirement: str
    coverage: Coverage
    routes: tuple[Route, ...]


Links: TypeAlias = Mapping[Named, Sequence[Step]]


def links(crosswalks: Iterable[Crosswalk]) -> Links:
    """Every step that crosswalks allow, in both directions."""
    found: dict[Named, list[Step]] = {}
    for crosswalk in crosswalks:
        for one in crosswalk.relations:
            first, second = (crosswalk.source, one.source), (crosswalk.target, one.target)
            found.setdefault(first, []).append(Step(second, one.relation, one.because, crosswalk.id))
            found.setdefault(second, []).append(Step(first, inverse(one.relation), one.because, crosswalk.id))
    return found


def mapped(source: Framework, target: Framework, known: Links) -> tuple[Mapped, ...]:
    """Every requirement of `target`, and what meeting `source` says about it."""
    ways: dict[str, list[Route]] = {}
    for requirement in source.requirements:
        for route in _routes((source.id, requirement.id), known):
            if route.end[0] == target.id:
                ways.setdefault(route.end[1], []).append(route)
    return tuple(_mapped(one.id, ways.get(one.id, [])) for one in target.requirements)


def problems(crosswalk: Crosswalk, frameworks: Mapping[str, Framework]) -> Iterator[Problem]:
    """What a crosswalk names and does not exist."""
    sides = ((crosswalk.source, "from", "source"), (crosswalk.target, "to", "target"))
    for pack, key, side in sides:
        if pack not in frameworks:
            yield _unknown(crosswalk, key, f"there is no pack '{pack}'", "`medward pack list` names the packs")
            continue
        known = {one.id for one in frameworks[pack].requirements}
        for number, one in enumerate(crosswalk.relations):
            if getattr(one, side) not in known:
                message = f"'{pack}' has no requirement '{getattr(one, side)}'"
                mend = f"`medward pack show {pack}` shows them all"
                yield _unknown(crosswalk, f"relations[{number}].{key}", message, mend)


def _unknown(crosswalk: Crosswalk, key: str, message: str, mend: str) -> Problem:
    return Problem(Place(f"{crosswalk.id}.yaml"), key, "pack.unknown-requirement", message, mend)


def _mapped(requirement: str, routes: list[Route]) -> Mapped:
    """The strongest routes; of two that pass the same way, the shorter."""
    if not routes:
        return Mapped(requirement, Coverage.OPEN, ())
    best = min((route.relation for route in routes), key=STRONGEST_FIRST.index)
    strongest = [route for route in routes if route.relation is best]
    shortest = min(len(route.steps) for route in strongest)
    kept = sorted(
        (route for route in strongest if len(route.steps) == shortest),
        key=lambda route: (route.start, [step.to for step in route.steps]),
    )
    return Mapped(requirement, _COVERS[best], tuple(kept))


def _routes(start: Named, known: Links) -> Iterator[Route]:
    """Every route from a requirement that never enters a framework twice."""
    waiting = [Route(start, (step,), step.relation) for step in known.get(start, ())]
    while waiting:
        route = waiting.pop()
        yield route
        if len(route.steps) < MAX_STEPS:
            waiting += _longer(route, known)


def _longer(route: Route, known: Links) -> Iterator[Route]:
    entered = {route.start[0], *(step.to[0] for step in route.steps)}
    for step in known.get(route.end, ()):
        relation = then(route.relation, step.relation)
        if relation is not None and step.to[0] not in entered:
            yield Route(route.start, (*route.steps, step), relation)
