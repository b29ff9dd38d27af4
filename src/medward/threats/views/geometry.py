# SPDX-License-Identifier: Apache-2.0
"""Where the things of a picture stand, as values. Points count from the left upper corner, downwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
INSET = 5.0
"""Space between the left edge of a zone and its head, in points."""


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def meets(self, other: "Area") -> bool:
        """Whether the two cover each other; a common edge does not count."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not (beside or self.y + self.height <= other.y or other.y + other.height <= self.y)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it or on its edge."""
        across = self.x <= point[0] <= self.x + self.width
        return across and self.y <= point[1] <= self.y + self.height

    def moved(self, right: float, down: float) -> "Area":
        """The same size elsewhere."""
        return Area(self.x + right, self.y + down, self.width, self.height)

    def grown(self, by: float) -> "Area":
        """The area with as much more around it."""
        return Area(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True, slots=True)
class Curve:
    """The way of a flow: a chain of Bézier curves (a first point, then three for each curve), and its tip."""

    points: tuple[Point, ...]
    tip: Point
    label: Area


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands.

    Attributes:
        size: width and height of the whole.
        zones: areas of the zones, by id.
        zone_labels: areas of their labels, by id.
        elements: areas of the elements, by id.
        flows: ways of the flows, by id.
    """

    size: Point
    zones: Mapping[str, Area]
    zone_labels: Mapping[str, Area]
    elements: Mapping[str, Area]
    flows: Mapping[str, Curve]


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    """Pairs of boxes and texts that cover each other: elements, heads of zones, texts of flows."""
    placed = [
        *(("element", name, area) for name, area in layout.elements.items()),
        *(("zone", name, area) for name, area in layout.zone_labels.items()),
        *(("flow", name, way.label) for name, way in layout.flows.items()),
    ]
    return [(f"{a[0]} {a[1]}", f"{b[0]} {b[1]}") for a, b in combinations(placed, 2) if a[2].meets(b[2])]


def bounds(areas: Iterable[Area], points: Iterable[Point] = ()) -> Area:
    """The least area around all of them; there must be at least one."""
    corners = [*((one.x, one.y) for one in areas), *points]
    far = [*((one.x + one.width, one.y + one.height) for one in areas), *points]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return Area(left, top, max(x for x, _ in far) - left, max(y for _, y in far) - top)
