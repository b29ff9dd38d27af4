# SPDX-License-Identifier: Apache-2.0
"""Which CPE names stand for a deprecated one, over all steps: the closure of the dictionary's own pairs.

A dictionary says of a name which names replace it (`deprecatedBy`, NISTIR 7697, section 5.3), and these may be
replaced in turn. Rules:

- Every name that is reached is kept, not only the last: records are published under each of them.
- A name may be replaced by several; all are kept, each with the shortest way to it.
- A name that leads back to itself is told; it replaces all others of its circle, and never itself.
- A way has `MAX_STEPS` at most and a name `MAX_REACHED` replacing ones; where there are more, that is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MAX_STEPS = 16
MAX_REACHED = 1_000


class Chain(NamedTuple):
    """That `new` replaces `old`, over the names `via` between them, in their order."""

    old: str
    new: str
    via: tuple[str, ...] = ()


@dataclass(slots=True)
class Chains:
    """Follows the pairs of a dictionary.

    Attributes:
        replaced: name → the names that replace it in one step.
        circles: after `all`: the names that lead back to themselves, sorted.
        cut: after `all`: the names of which not every replacing one was followed, sorted.
    """

    replaced: Mapping[str, tuple[str, ...]]
    circles: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def all(self) -> Iterator[Chain]:
        """Every pair of the closure, by the replaced name and then by the number of steps."""
        self.circles, self.cut = [], []
        for old in sorted(self.replaced):
            yield from self._from(old)

    def _from(self, old: str) -> Iterator[Chain]:
        ways: dict[str, tuple[str, ...]] = {old: ()}
        ends, circle, cut = [old], False, False
        for step in range(MAX_STEPS + 1):
            found: list[str] = []
            for end in ends:
                for new in self.replaced.get(end, ()):
                    circle |= new == old
                    if new in ways:
                        continue
                    if step == MAX_STEPS or len(ways) > MAX_REACHED:
                        cut = True
                        continue
                    ways[new] = (*ways[end], end) if end != old else ()
                    found.append(new)
                    yield Chain(old, new, ways[new])
            ends = found
        self.circles += [old] if circle else []
        self.cut += [old] if cut else []
