# SPDX-License-Identifier: Apache-2.0
"""The search for an arrangement of boxes with short flows that fits a page (simulated annealing).

The search is the same in every run: its chances come from a generator with a fixed start, of which only the
function is used whose numbers Python promises never to change.
"""

import math
from collections.abc import Iterable
from dataclasses import replace
from random import Random

from medward.threats.views.drawing import Drawing
from medward.threats.views.packing import Arrangement, Contents, Filling, filling, packed

STEPS = 8000
"""Arrangements that are looked at."""
HOT, COLD = 60.0, 1.0
"""How much worse an arrangement may be and still be taken, at the beginning and at the end."""
STRETCHES = (0.7, 0.9, 1.1, 1.3, 1.6, 2.0, 2.5, 4.0)
SHAPE = 1.7
"""Width over height of the room for a picture on a lying page, above its legend."""
ROOM = 920.0
"""Height of that room in points, where the smallest text is to be printed with 6 points on A3."""


def arranged(drawing: Drawing, what: Contents) -> Arrangement:
    """A good arrangement."""
    chance = Random(1)  # noqa: S311  it lays out a picture
    ends = [(flow.part.source, flow.part.target) for flow in drawing.flows]
    here = filling(drawing)
    movable = [name for name in here for _ in here[name].children if len(here[name].children) > 1]
    cost = _cost(what, here, ends)
    best, least = dict(here), cost
    for step in range(STEPS if movable else 0):
        heat = HOT * (COLD / HOT) ** (step / STEPS)
        name = movable[int(chance.random() * len(movable))]
        before = here[name]
        here[name] = _changed(before, chance)
        tried = _cost(what, here, ends)
        if tried <= cost or chance.random() < math.exp((cost - tried) / heat):
            cost = tried
            if cost < least:
                best, least = dict(here), cost
        else:
            here[name] = before
    return best


def _cost(what: Contents, arrangement: Arrangement, ends: Iterable[tuple[str, str]]) -> float:
    """What is bad about an arrangement: long flows, a large page, and most of all one too large to be read."""
    (wide, high), spots = packed(what, arrangement)
    far, count = 0.0, 1
    for source, target in ends:
        a, b = spots[source], spots[target]
        far += abs(a[0] + a[2] / 2 - b[0] - b[2] / 2) + abs(a[1] + a[3] / 2 - b[1] - b[3] / 2)
        count += 1
    page = max(wide / SHAPE, high)
    return 1.5 * far / count + 0.3 * page + 5 * max(0.0, page - ROOM)


def _changed(before: Filling, chance: Random) -> Filling:
    """The filling with one change: two children swapped, one moved, or other lines."""
    kind, count = chance.random(), len(before.children)
    if kind < 0.15:  # noqa: PLR2004  the share of moves of this kind
        stretch = STRETCHES[int(chance.random() * len(STRETCHES))]
        return replace(before, lying=chance.random() < 0.5, stretch=stretch)  # noqa: PLR2004  even chances
    first, second = int(chance.random() * count), int(chance.random() * count)
    children = list(before.children)
    if kind < 0.6:  # noqa: PLR2004  the share of moves of this kind
        children[first], children[second] = children[second], children[first]
    else:
        children.insert(second, children.pop(first))
    return replace(before, children=tuple(children))
