# SPDX-License-Identifier: Apache-2.0
"""Boxes side by side: a zone as small as what stands in it allows.

Graphviz's ranks need much empty room once a system has many parts, because each zone must keep to the ranks of
all others. Here a zone is filled like a page instead: its children (elements and inner zones) in an order, line by
line or column by column, with channels between them for the flows. `arranging` looks for the orders.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from medward.threats.views.boxes import box, stacked, widest, zone_label
from medward.threats.views.drawing import Drawing
from medward.threats.views.geometry import INSET, Area, Point

RIM = 10.0
"""Space between the line around a zone and what stands in it."""
EVERYTHING = ""
"""Stands for the picture as a whole among the zones; no part has such an id."""
Spot: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height: areas as the search for a good arrangement needs them, made by the thousand."""


@dataclass(frozen=True, slots=True)
class Filling:
    """How one zone is filled.

    Attributes:
        children: ids of what stands in it, in order.
        lying: whether line by line; else column by column.
        stretch: length of a line or column, in edges of a square that would just hold the children.
    """

    children: tuple[str, ...]
    lying: bool = True
    stretch: float = 1.5


Arrangement: TypeAlias = Mapping[str, Filling]
"""For each zone that is not empty, and for `EVERYTHING`, how it is filled."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What has to be packed.

    Attributes:
        elements: sizes of the elements, by id.
        heads: sizes of the heads of zones, by id.
        channel: width of the channels between boxes, across and down.
    """

    elements: Mapping[str, Point]
    heads: Mapping[str, Point]
    channel: Point


def contents(drawing: Drawing, channel: Point) -> Contents:
    """The sizes of what stands in a view."""
    heads = {zone.id: zone_label(zone) for zone in drawing.zones}
    return Contents(
        elements={one.part.id: box(one, drawing).size for one in drawing.elements},
        heads={name: (widest(lines) + 8, stacked(lines) + 6) for name, lines in heads.items()},
        channel=channel,
    )


def filling(drawing: Drawing) -> dict[str, Filling]:
    """The first arrangement: everything in the order of the dossier."""
    children: dict[str, list[str]] = {EVERYTHING: []}
    for zone in drawing.zones:
        children.setdefault(zone.inside or EVERYTHING, []).append(zone.id)
    for element in drawing.elements:
        children.setdefault(element.part.zone, []).append(element.part.id)
    return {name: Filling(tuple(inner)) for name, inner in children.items()}


def packed(what: Contents, arrangement: Arrangement) -> tuple[Point, dict[str, Spot]]:
    """Size of the whole, and the spots of all elements and zones."""
    inner: dict[str, Sequence[Spot]] = {}
    size = _measured(EVERYTHING, what, arrangement, inner)
    spots: dict[str, Spot] = {}
    waiting: list[tuple[str, float, float]] = [(EVERYTHING, 0.0, 0.0)]
    while waiting:
        outer, left, top = waiting.pop()
        if outer in inner:
            for name, (x, y, wide, high) in zip(arrangement[outer].children, inner[outer], strict=True):
                spots[name] = (left + x, top + y, wide, high)
                waiting.append((name, left + x, top + y))
    return size, spots


def head_area(zone: Area, head: Point) -> Area:
    """Where the head of a zone stands."""
    return Area(zone.x + INSET, zone.y + INSET, *head)


def _measured(name: str, what: Contents, arrangement: Arrangement, inner: dict[str, Sequence[Spot]]) -> Point:
    """The size of an element or a zone; keeps in `inner` how the children of zones stand in it."""
    if name in what.elements:
        return what.elements[name]
    wide, high = what.heads.get(name, (0.0, 0.0))
    left, top = (RIM, high + INSET + RIM) if name else (0.0, 0.0)
    if name not in arrangement:
        return wide + 2 * INSET, high + 2 * INSET
    sizes = [_measured(one, what, arrangement, inner) for one in arrangement[name].children]
    room, spots = _filled(tuple(sizes), arrangement[name].lying, arrangement[name].stretch, what.channel)
    inner[name] = [(x + left, y + top, w, h) for x, y, w, h in spots]
    return max(room[0] + 2 * left, wide + 2 * INSET), room[1] + top + left


@lru_cache(maxsize=2000)
def _filled(
    sizes: tuple[Point, ...],
    lying: bool,
    stretch: float,
    channel: Point,
) -> tuple[Point, tuple[Spot, ...]]:
    """The size of the children together, and where each stands in its line or column: in the middle of it."""
    along, across = (0, 1) if lying else (1, 0)
    limit = stretch * sum((w + channel[0]) * (h + channel[1]) for w, h in sizes) ** 0.5
    lines: list[list[Point]] = []
    used = 0.0
    for size in sizes:
        if not lines or used + size[along] > limit:
            lines.append([])
            used = 0.0
        lines[-1].append(size)
        used += size[along] + channel[along]
    spots: list[Spot] = []
    longest, depth = 0.0, 0.0
    for line in lines:
        thick, place = max(size[across] for size in line), 0.0
        for size in line:
            aside = depth + (thick - size[across]) / 2
            spots.append((place, aside, *size) if lying else (aside, place, *size))
            place += size[along] + channel[along]
        longest = max(longest, place - channel[along])
        depth += thick + channel[across]
    depth = max(depth - channel[across], 0.0)
    return ((longest, depth) if lying else (depth, longest)), tuple(spots)
