# SPDX-License-Identifier: Apache-2.0
"""The chain as a drawing: where its beads and threads lie, in units of the drawing. The templates only draw them.

Two drawings of the same chain, because a phone has no room for nine stations side by side: `wide` runs from left
to right with the branch below, `tall` from top to bottom with the branch at the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from medward.reports.chain import Chain, Station

STEP = 98
LEFT = 58
WIDE_RIGHT = 58
THREAD = 66
BRANCH = 150
WIDE_HEIGHT = 212
ROUND = 15
MARGIN = 5
HALF_DIGIT = 5
BADGE_ON_BEND = (80, 134)

TALL = 300
TALL_STEP = 68
TALL_LEFT = 30
TALL_TOP = 26
TALL_GAP = 30


@dataclass(frozen=True, slots=True)
class Bead:
    """A station.

    Attributes:
        x: across.
        y: down.
        lines: its name, broken so that it fits.
        broken: parts there that fall short.
        above: whether its name stands above it.
    """

    x: int
    y: int
    lines: tuple[str, ...]
    broken: int
    above: bool = False

    @property
    def half(self) -> int:
        """Half of its width: a circle, and longer where its number needs that."""
        return _half(self.broken)


@dataclass(frozen=True, slots=True)
class Thread:
    """A joint between two beads.

    Attributes:
        path: how it runs, as the `d` of an SVG path.
        x: where its number of missing links stands, across.
        y: the same, down.
        missing: that number.
    """

    path: str
    x: int
    y: int
    missing: int

    @property
    def half(self) -> int:
        """Half of the width of its number."""
        return _half(self.missing)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Beads on threads, and the size of the whole."""

    width: int
    height: int
    beads: tuple[Bead, ...]
    threads: tuple[Thread, ...]


def wide(chain: Chain) -> Drawing:
    """From left to right; the branch hangs below the first station."""
    beads = [_bead(one, LEFT + STEP * index, THREAD, above=True) for index, one in enumerate(chain.stations)]
    branch = [_bead(one, LEFT + STEP * (index + 1), BRANCH) for index, one in enumerate(chain.branch)]
    first = _bend(beads[0], branch[0], chain.branch[0].before)
    threads = [*_straight(beads, chain.stations), first, *_straight(branch, chain.branch)]
    return Drawing(beads[-1].x + WIDE_RIGHT, WIDE_HEIGHT, (*beads, *branch), tuple(threads))


def tall(chain: Chain) -> Drawing:
    """From top to bottom; the branch stands below and begins with the first station again."""
    beads = [_bead(one, TALL_LEFT, TALL_TOP + TALL_STEP * index) for index, one in enumerate(chain.stations)]
    again = (replace(chain.stations[0], broken=0), *chain.branch)
    below = beads[-1].y + TALL_STEP + TALL_GAP
    branch = [_bead(one, TALL_LEFT, below + TALL_STEP * index) for index, one in enumerate(again)]
    threads = [*_straight(beads, chain.stations), *_straight(branch, again)]
    return Drawing(TALL, branch[-1].y + TALL_TOP, (*beads, *branch), tuple(threads))


def _half(number: int) -> int:
    return max(ROUND, MARGIN + HALF_DIGIT * len(str(number)))


def _bead(station: Station, x: int, y: int, *, above: bool = False) -> Bead:
    return Bead(x, y, tuple(station.name.split(" ")), station.broken, above)


def _straight(beads: Sequence[Bead], stations: Sequence[Station]) -> list[Thread]:
    """A thread to every bead but the first."""
    return [
        Thread(
            path=f"M{start.x} {start.y}L{end.x} {end.y}",
            x=(start.x + end.x) // 2,
            y=(start.y + end.y) // 2,
            missing=station.before,
        )
        for start, end, station in zip(beads[:-1], beads[1:], stations[1:], strict=True)
    ]


def _bend(start: Bead, end: Bead, missing: int) -> Thread:
    """From a bead down and to the right."""
    return Thread(f"M{start.x} {start.y}Q{start.x} {end.y} {end.x} {end.y}", *BADGE_ON_BEND, missing)
