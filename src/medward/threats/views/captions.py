# SPDX-License-Identifier: Apache-2.0
"""Where the texts of flows stand: each on its own flow, so that nobody takes it for another's.

Rules, in this order:

- A text covers no box, no head of a zone, no text of another flow and no tip of its own arrow.
- It stands on its own flow if it can, else as near beside it as it can, with a thin line that leads to it.
- It covers as few other flows and tips of arrows as it can, and stands near the middle of its own.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import islice

from medward.threats.views.geometry import Area, Point, bounds
from medward.threats.views.routing import Way

PIECES = 12
"""So many short straight lines stand for each Bézier curve."""
STEP = 6.0
"""Space between places along a flow that are tried, in points."""
ASIDE = (0.0, 0.55, 0.7, 0.9, 1.2, 1.6, 2.2, 3.0)
"""How far beside its flow a text is tried, in its own sizes."""
NEIGHBOURS = ((0, -1), (0, 1), (-1, 0), (1, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))
REACH = 150.0
"""So far around a flow others are looked at, in points."""
TRIED = 40
"""So many free places are asked whether a line can lead from them, the best first."""
GRID = 12.0
"""Space between places on the whole page that are tried where none beside a flow is free, in points."""
TIP = 12.0
"""So much of a flow before its tip stays free, in points."""
LED = 4.0
"""A text that is farther than this from its flow is led to, in points."""


def captions(
    ways: Mapping[str, Way], sizes: Mapping[str, Point], taken: Sequence[Area], page: Area
) -> dict[str, Area]:
    """The areas of the texts, by id of the flow. The shortest flow, which has the fewest places, is first."""
    traces = {name: _evenly(_trace(way)) for name, way in ways.items()}
    tips = [way[1] for way in ways.values()]
    found: dict[str, Area] = {}
    for name in sorted(traces, key=lambda one: (len(traces[one]), one)):
        near = bounds([], traces[name]).grown(REACH)
        others = [point for other, trace in traces.items() if other != name for point in trace]
        seen = [point for point in (*others, *tips, *tips) if near.holds(point)]
        blocked = [*taken, *(area.grown(1) for area in found.values()), _arrow(traces[name])]
        found[name] = _best(traces[name], sizes[name], blocked, seen, page)
    return found


def leader(way: Way, label: Area) -> tuple[Point, Point] | None:
    """A line from a text to its flow; none where it stands on the flow or right beside it."""
    return _leader(_evenly(_trace(way)), label)


def _leader(trace: Sequence[Point], label: Area) -> tuple[Point, Point] | None:
    near = min(trace, key=lambda point: math.dist(point, _nearest(label, point)))
    start = _nearest(label, near)
    return (start, near) if math.dist(start, near) > LED else None


def _led(trace: Sequence[Point], label: Area, blocked: Sequence[Area]) -> bool:
    """Whether a text needs no line to its flow, or one that runs over nothing else."""
    line = _leader(trace, label)
    if line is None:
        return True
    (x, y), (right, down) = line
    parts = [(x + (right - x) * part / PIECES, y + (down - y) * part / PIECES) for part in range(1, PIECES)]
    return not any(area.holds(point) for area in blocked for point in parts)


def _nearest(area: Area, point: Point) -> Point:
    """The point of an area that is nearest to another point."""
    across = min(max(point[0], area.x), area.x + area.width)
    return across, min(max(point[1], area.y), area.y + area.height)


def _arrow(trace: Sequence[Point]) -> Area:
    """The end of a flow, which its own text must not cover."""
    end = [point for point in trace[-4:] if math.dist(point, trace[-1]) <= TIP]
    return bounds([], end).grown(2)


def _best(
    trace: Sequence[Point], size: Point, blocked: Sequence[Area], others: Sequence[Point], page: Area
) -> Area:
    """The best free place beside the flow, else the nearest."""
    reach = bounds([], trace).grown(max(size) * (ASIDE[-1] + 1))
    close = [area for area in blocked if area.meets(reach)]  # the arrow, which is last, always does
    for aside in ASIDE:
        free = [one for one in _places(trace, size, aside) if not any(map(one[1].meets, close))]
        inside = [one for one in free if page.holds((one[1].x, one[1].y)) and page.holds(_corner(one[1]))]
        good = nsmallest(TRIED, ((far + 12 * sum(map(area.holds, others)), area) for far, area in inside))
        for _, area in good:
            if _led(trace, area, close[:-1]):
                return area
    return _nearest_free(trace, size, blocked, page)


def _nearest_free(trace: Sequence[Point], size: Point, blocked: Sequence[Area], page: Area) -> Area:
    """The free place on the page that is nearest to the middle of a flow; the middle where nothing is free."""
    middle = trace[len(trace) // 2]
    columns, rows = (max(0, int(room // GRID)) for room in (page.width - size[0], page.height - size[1]))
    spots = [
        Area(page.x + column * GRID, page.y + row * GRID, *size)
        for column in range(columns + 1)
        for row in range(rows + 1)
    ]
    spots.sort(key=lambda one: math.dist(one.middle, middle))
    free = list(islice((spot for spot in spots if not any(map(spot.meets, blocked))), TRIED))
    return next(
        (one for one in free if _led(trace, one, blocked[:-1])), free[0] if free else _around(middle, size)
    )


def _places(trace: Sequence[Point], size: Point, aside: float) -> Iterator[tuple[float, Area]]:
    """Places along a flow, each with its distance from the middle of the flow in points."""
    for number, (x, y) in enumerate(trace):
        away = abs(number - (len(trace) - 1) / 2) * STEP
        for right, down in NEIGHBOURS if aside else ((0, 0),):
            yield away, _around((x + right * aside * size[0], y + down * aside * size[1]), size)


def _around(point: Point, size: Point) -> Area:
    return Area(point[0] - size[0] / 2, point[1] - size[1] / 2, *size)


def _corner(area: Area) -> Point:
    return area.x + area.width, area.y + area.height


def _trace(way: Way) -> Iterator[Point]:
    """Points on the curve, from its beginning to its tip."""
    points, tip = way
    yield points[0]
    for start in range(0, len(points) - 1, 3):
        yield from (_bezier(points[start : start + 4], piece / PIECES) for piece in range(1, PIECES + 1))
    yield tip


def _bezier(four: Sequence[Point], part: float) -> Point:
    left = 1 - part
    weights = (left**3, 3 * left**2 * part, 3 * left * part**2, part**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, four, strict=True)) for axis in (0, 1))
    return x, y


def _evenly(trace: Iterator[Point]) -> list[Point]:
    """Points along the trace at even distances."""
    last = next(trace)
    made, owed = [last], STEP
    for point in trace:
        length = math.dist(point, last)
        while length >= owed > 0:
            share = owed / length
            last = (last[0] + share * (point[0] - last[0]), last[1] + share * (point[1] - last[1]))
            made.append(last)
            length -= owed
            owed = STEP
        owed -= length
        last = point
    return made
