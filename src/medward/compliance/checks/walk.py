# SPDX-License-Identifier: Apache-2.0
"""Walking the steps of a path from a node, and telling how far the way goes.

Rules:

- A step goes on to every node of its kind that the link names, stands as asked, has its fields filled and, for
  evidence, plans and documents, speaks for the day. One continuation that arrives is enough.
- Where none arrives, the chain that is told is the one that comes farthest; of equals the first in order of ids.
- Where nodes of a step's kind are not all known (an SBOM that cannot be read, no advisory database), a chain that
  breaks there could still be whole: then it has the status of that gap instead of `not_met`.

Each step is decided once for each node, so the time grows with the number of links and not of chains; sentences
are made only for the chains that are told. What is made once for each node is a msgspec struct, which is light and
left out of garbage collection.
"""

from collections.abc import Iterator, Sequence

import msgspec

from medward.compliance import phrases
from medward.compliance.checks.candidates import Shortfall, candidates, shortfall
from medward.compliance.context import Context
from medward.compliance.model import Status
from medward.compliance.outcome import best
from medward.packs.checks import Step
from medward.trace.links import Way, way
from medward.trace.model import Key, Node

_STEP = 4
"""A step farther counts more than any nearness of a candidate, which is at most 3."""


class Chain(msgspec.Struct, frozen=True, gc=False):
    """A chain in words, from the node at which it begins.

    Attributes:
        clauses: its links, one clause each, and what is missing.
        end: the node at which it arrives or breaks.
        length: how far it goes.
        mend: what mends it; empty where it arrives.
        mend_id: stable name of that group of mends.
    """

    clauses: tuple[str, ...]
    end: Node
    length: int = 0
    mend: str = ""
    mend_id: str = ""

    def after(self, clause: str) -> "Chain":
        """The same chain with a link before it."""
        return Chain((clause, *self.clauses), self.end, self.length, self.mend, self.mend_id)


class _Decided(msgspec.Struct, frozen=True, gc=False):
    """Whether the way goes on from a node: the status, and the first continuation that arrives."""

    status: Status
    through: Node | None = None


_ARRIVED = _Decided(Status.MET)


class Walk:
    """The steps of one path in one trace."""

    def __init__(self, start: str, steps: Sequence[Step], context: Context) -> None:
        self._steps = tuple(steps)
        self._context = context
        self._ways = _bound(start, self._steps)
        self._gaps = tuple(context.gaps.get(step.kind) for step in steps)
        self._decided: tuple[dict[Key, _Decided], ...] = tuple({} for _ in steps)
        self._broken: tuple[dict[Key, Chain], ...] = tuple({} for _ in steps)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Why not all nodes of the steps are known, each reason once."""
        return tuple(dict.fromkeys(gap.reason for gap in self._gaps if gap is not None))

    def status(self, node: Node) -> Status:
        """Whether the way arrives from a node at which the path begins."""
        return self._onwards(node, 0).status

    def told(self, node: Node) -> Chain:
        """The chain that arrives from a node, or the one that comes farthest."""
        return self._whole(node, 0) if self.status(node) is Status.MET else self._farthest(node, 0)

    def _onwards(self, node: Node, depth: int) -> _Decided:
        if depth == len(self._steps):
            return _ARRIVED
        known = self._decided[depth]
        key = node.key
        if key not in known:
            known[key] = self._decide(node, depth)
        return known[key]

    def _decide(self, node: Node, depth: int) -> _Decided:
        gap = self._gaps[depth]
        statuses = [Status.NOT_MET if gap is None else gap.status]
        for candidate in self._candidates(node, depth):
            if shortfall(candidate, self._steps[depth], self._context.as_of) is not None:
                continue
            status = self._onwards(candidate, depth + 1).status
            if status is Status.MET:
                return _Decided(status, candidate)
            statuses.append(status)
        return _Decided(best(statuses))

    def _candidates(self, node: Node, depth: int) -> Iterator[Node]:
        step = self._steps[depth]
        return candidates(self._context.trace.follow(node, step.link), step)

    def _whole(self, node: Node, depth: int) -> Chain:
        """The chain of a node from which the way arrives."""
        through = self._onwards(node, depth).through
        if through is None:
            return Chain((), node)
        return self._whole(through, depth + 1).after(self._clause(node, through, depth))

    def _farthest(self, node: Node, depth: int) -> Chain:
        """The longest chain of a node from which no way arrives."""
        known = self._broken[depth].get(node.key)
        if known is None:
            chains = [self._through(node, candidate, depth) for candidate in self._candidates(node, depth)]
            known = max(chains, key=lambda one: one.length) if chains else self._missing(node, depth)
            self._broken[depth][node.key] = known
        return known

    def _through(self, node: Node, candidate: Node, depth: int) -> Chain:
        """The chain that breaks at a candidate or after it."""
        clause = self._clause(node, candidate, depth)
        short = shortfall(candidate, self._steps[depth], self._context.as_of)
        if short is None:
            return self._farthest(candidate, depth + 1).after(clause)
        clauses = (f"{clause} but {self._short(candidate, short, depth)}",)
        return Chain(clauses, candidate, depth * _STEP + short.near, short.mend, short.mend_id)

    def _short(self, candidate: Node, short: Shortfall, depth: int) -> str:
        """Forwards, the candidate is not the subject of its clause, so it is named."""
        return short.of(candidate) if self._ways[depth].forward else short.of_it()

    def _clause(self, node: Node, candidate: Node, depth: int) -> str:
        """`control C-012 reduces it`, `it leads to hazardous situation HS-3`."""
        walked, near = self._ways[depth], _near(node, depth)
        if walked.forward:
            return f"{near} {walked.link.verb} {phrases.named(candidate)}"
        return f"{phrases.named(candidate)} {walked.link.verb} {near}"

    def _missing(self, node: Node, depth: int) -> Chain:
        """The chain that breaks at `node`: `no test verifies C-012`, `it leads to no hazardous situation`."""
        step, walked, near = self._steps[depth], self._ways[depth], _near(node, depth)
        dangling = self._context.trace.dangling.get((node.key, step.link), ())
        if dangling and walked.forward:
            clause = f"{near} {walked.link.verb} '{dangling[0]}', which names no {phrases.singular(step.kind)}"
            mend = f"Correct what the {walked.owner} {walked.link.verb}, or add the {phrases.singular(step.kind)}"
            return Chain((clause,), node, depth * _STEP, mend, f"{walked.mend_id}.dangling")
        sorts = phrases.sorts(step.where)
        wanted = f"no {phrases.singular(step.kind)}{phrases.criteria(sorts, step.without)}"
        words = (near, walked.link.verb, wanted) if walked.forward else (wanted, walked.link.verb, near)
        mend, mend_id = walked.mend(phrases.criteria(sorts)), phrases.identified(walked.mend_id, sorts)
        return Chain((" ".join(words),), node, depth * _STEP, mend, mend_id)


def _near(node: Node, depth: int) -> str:
    """How a clause calls the node from which it goes on: the first was named just before, so it is `it`."""
    return "it" if depth == 0 else phrases.short(node)


def _bound(start: str, steps: Sequence[Step]) -> tuple[Way, ...]:
    """How each step is walked. Raises ValueError for a link that binding would have refused."""
    kinds = (start, *(step.kind for step in steps))
    found = [way(kind, step.link, step.kind) for kind, step in zip(kinds, steps, strict=False)]
    if not all(found):
        raise ValueError(f"a step from {start} was not bound before it was walked")
    return tuple(one for one in found if one is not None)
