# SPDX-License-Identifier: Apache-2.0
"""Attack paths: from an interface that can be reached to an asset with a clinical function, the easiest first.

From each way in, elements are visited in the order of obstacles and then of steps, each at most `EACH` times
and never twice on one path, so the work grows with ways in × flows × `EACH` and not with the number of paths,
which is exponential. For each way in and asset the best `EACH` paths are kept; a path ends at the first element
that touches the asset. What is kept is ordered by: fewest obstacles, worst harm, fewest steps. A harm that
nobody has linked to the asset counts as the worst.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from medward.dossier.model.risk import Harm, Severity
from medward.threats.routes import Routes, Step, routes
from medward.threats.truth import OpenFact
from medward.trace.model import Key, Node, Trace

EACH = 3
"""Paths that are kept for each way in and asset."""
MOST = 500
"""Paths that are listed."""
MAX_STEPS = 30
"""Steps of a path; what needs more is not looked for."""
_ORDER = {severity: index for index, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Path:
    """One way from the outside to an asset.

    Attributes:
        steps: the way in, then each step.
        asset: id of the asset that the last element touches.
        severity: the worst harm that threats to the asset can end in; None where none is linked.
    """

    steps: tuple[Step, ...]
    asset: str
    severity: Severity | None

    @property
    def obstacles(self) -> tuple[str, ...]:
        """What the architecture says is in the way."""
        return tuple(said for step in self.steps for said in step.obstacles)

    @property
    def unknown(self) -> tuple[OpenFact, ...]:
        """Facts that nobody has said and that could be an obstacle."""
        return tuple(dict.fromkeys(fact for step in self.steps for fact in step.unknown))

    @property
    def parts(self) -> tuple[str, ...]:
        """Ids of the interface, flows and elements on the way, in order."""
        return tuple(part for step in self.steps for part in (step.over[1], step.to[1]))

    @property
    def rank(self) -> tuple[int, int, int, tuple[str, ...], str]:
        """What orders paths; the smallest comes first."""
        worst = len(_ORDER) if self.severity is None else _ORDER[self.severity]
        return (len(self.obstacles), -worst, len(self.steps), self.parts, self.asset)


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of an architecture.

    Attributes:
        listed: the first paths in their order.
        more: how many others were kept and are not listed.
        entries: how many ways in there are.
    """

    listed: tuple[Path, ...]
    more: int
    entries: int


class _Visit(NamedTuple):
    """An element on the way, with the visit before it."""

    obstacles: int
    length: int
    order: int
    step: Step
    before: "_Visit | None"


def attack_paths(trace: Trace, most: int = MOST) -> Paths:
    """The attack paths of a dossier's trace, the easiest and worst first."""
    ways = routes(trace)
    severities = _severities(trace)
    found = sorted(
        (path for entry in ways.entries for path in _from(entry, ways, severities)), key=lambda path: path.rank
    )
    return Paths(tuple(found[:most]), max(0, len(found) - most), len(ways.entries))


def _from(entry: Step, ways: Routes, severities: Mapping[str, Severity]) -> list[Path]:
    """The best paths from one way in."""
    visits: Counter[Key] = Counter()
    kept: dict[str, list[Path]] = defaultdict(list)
    waiting = [_Visit(len(entry.obstacles), 1, 0, entry, None)]
    order = 0
    while waiting:
        visit = heapq.heappop(waiting)
        here = visit.step.to
        if visits[here] == EACH:
            continue
        visits[here] += 1
        been = _been(visit)
        _keep(visit, been, ways, severities, kept)
        for step in ways.steps.get(here, ()) if visit.length < MAX_STEPS else ():
            if step.to in ways.finds and step.to not in been and visits[step.to] < EACH:
                order += 1
                obstacles = visit.obstacles + len(step.obstacles)
                heapq.heappush(waiting, _Visit(obstacles, visit.length + 1, order, step, visit))
    return [path for paths in kept.values() for path in paths]


def _keep(
    visit: _Visit,
    been: list[Key],
    ways: Routes,
    severities: Mapping[str, Severity],
    kept: dict[str, list[Path]],
) -> None:
    """Keep the path for each asset that is new at this element."""
    earlier = frozenset().union(*(ways.finds[key] for key in been[:-1]))
    for asset in sorted(ways.finds[visit.step.to] - earlier):
        if len(kept[asset]) < EACH:
            kept[asset].append(Path(_steps(visit), asset, severities.get(asset)))


def _been(visit: _Visit) -> list[Key]:
    return [step.to for step in _steps(visit)]


def _steps(visit: _Visit) -> tuple[Step, ...]:
    found: list[Step] = []
    here: _Visit | None = visit
    while here is not None:
        found.append(here.step)
        here = here.before
    return tuple(reversed(found))


def _severities(trace: Trace) -> dict[str, Severity]:
    """For each asset the worst harm that follows from threats to it."""
    found: dict[str, Severity] = {}
    for asset in trace.of_kind("asset"):
        severities = [
            harm.data.severity
            for threat in trace.follow(asset, "threatened_by")
            for harm in _harms(threat, trace)
            if isinstance(harm.data, Harm)
        ]
        if severities:
            found[asset.id] = max(severities, key=lambda one: _ORDER[one])
    return found


def _harms(threat: Node, trace: Trace) -> list[Node]:
    situations = trace.follow(threat, "leads_to")
    return [harm for situation in situations for harm in trace.follow(situation, "harms")]
