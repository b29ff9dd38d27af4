# SPDX-License-Identifier: Apache-2.0
"""Where everything stands: Graphviz lays the boxes out, and gets no text of anybody's to do so.

It is given numbered nodes and labels of a fixed size, so that neither the fonts of a machine nor anything that
stands in a dossier can change or break what it does. Points count from the upper left corner.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, TypeAlias

import pygraphviz

from medward.threats.views.boxes import Line, box, flow_label, stacked, widest, zone_label
from medward.threats.views.drawing import Drawing

Point: TypeAlias = tuple[float, float]
POINTS_PER_INCH = 72
INSET = 5.0
"""Space between the left edge of a zone and its head, in points."""
PAGE = 2**0.5
"""Length of a page's longer edge over its shorter one."""
APART = (("0.2", "0.35"), ("0.3", "0.5"), ("0.5", "0.7"))
"""Spaces between boxes that are tried, within a rank and between ranks, in inches."""
COLUMN = 3
"""As many elements without a flow stand below each other, so that they do not make one long row."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: its left upper corner and its size."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Area") -> bool:
        """Whether the two cover each other; a common edge does not count."""
        beside = self.x + self.width <= other.x or other.x + other.width <= self.x
        return not (beside or self.y + self.height <= other.y or other.y + other.height <= self.y)


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


def lay_out(drawing: Drawing) -> Layout:
    """The layout of a view that hides the least text, and of those the one that can be printed largest.

    Graphviz keeps boxes apart from each other, but not always what stands beside a flow from the head of a zone,
    so several layouts are tried. Raises OSError where Graphviz fails.
    """
    tried = (_laid_out(drawing, way, apart) for apart in APART for way in ("TB", "LR"))
    return max(tried, key=lambda layout: (-len(overlaps(layout)), _scale(layout)))


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    """Pairs of boxes and texts that cover each other: elements, heads of zones, texts of flows."""
    placed = [
        *(("element", name, area) for name, area in layout.elements.items()),
        *(("zone", name, area) for name, area in layout.zone_labels.items()),
        *(("flow", name, way.label) for name, way in layout.flows.items()),
    ]
    return [(f"{a[0]} {a[1]}", f"{b[0]} {b[1]}") for a, b in combinations(placed, 2) if a[2].meets(b[2])]


def _laid_out(drawing: Drawing, way: str, apart: tuple[str, str]) -> Layout:
    answer = json.loads(graph(drawing, way, apart).draw(format="json0", prog="dot"))
    return _Reader(drawing, answer).layout()


def _scale(layout: Layout) -> float:
    """How large it can be printed on a page of the proportions of ISO 216, lying or upright."""
    wide, high = layout.size
    return max(min(PAGE / wide, 1 / high), min(1 / wide, PAGE / high))


def graph(drawing: Drawing, way: str, apart: tuple[str, str]) -> pygraphviz.AGraph:
    """What Graphviz is asked; `way` is the direction of most flows, `TB` or `LR`, and `apart` one of `APART`."""
    asked = pygraphviz.AGraph(name="view", directed=True, strict=False)
    asked.graph_attr.update(rankdir=way, nodesep=apart[0], ranksep=apart[1], splines="true", margin="0")
    asked.node_attr.update(shape="box", fixedsize="true", label="")
    _nodes(asked, drawing)
    _stack_idle(asked, drawing)
    for number, flow in enumerate(drawing.flows):
        ends = (_number(drawing, flow.part.source), _number(drawing, flow.part.target))
        asked.add_edge(*ends, key=f"f{number}", id=f"f{number}", label=_blank(flow_label(flow, drawing)))
    return asked


def _nodes(asked: pygraphviz.AGraph, drawing: Drawing) -> None:
    places: dict[str | None, pygraphviz.AGraph] = {None: asked}
    for number, zone in _outer_first(drawing):
        outer = places[zone.inside]
        label = _blank(zone_label(zone))
        places[zone.id] = outer.add_subgraph(
            name=f"cluster_z{number}", id=f"z{number}", label=label, labeljust="l", margin="10"
        )
        _hold_open(places[zone.id], f"o{number}", drawing, zone.id)
    for number, element in enumerate(drawing.elements):
        wide, high = box(element, drawing).size
        size = {"width": f"{wide / POINTS_PER_INCH:.3f}", "height": f"{high / POINTS_PER_INCH:.3f}"}
        places[element.part.zone].add_node(f"n{number}", id=f"n{number}", **size)


def _stack_idle(asked: pygraphviz.AGraph, drawing: Drawing) -> None:
    """Put elements without a flow below each other by edges that are not drawn."""
    ends = {end for flow in drawing.flows for end in (flow.part.source, flow.part.target)}
    for zone in drawing.zones:
        idle = [one.part.id for one in drawing.elements if one.part.zone == zone.id and one.part.id not in ends]
        for place, (first, then) in enumerate(pairwise(idle), 1):
            if place % COLUMN:
                names = (_number(drawing, first), _number(drawing, then))
                asked.add_edge(*names, key=f"i{names[0]}", id=f"i{names[0]}", style="invis")


def _hold_open(place: pygraphviz.AGraph, name: str, drawing: Drawing, zone: str) -> None:
    """Give a zone in which nothing stands something small, so that it is drawn at all."""
    filled = {one.part.zone for one in drawing.elements} | {one.inside for one in drawing.zones}
    if zone not in filled:
        place.add_node(name, id=name, width="0.1", height="0.1", style="invis")


def _outer_first(drawing: Drawing) -> Iterator[tuple[int, Any]]:
    """Zones with their numbers, each after the zone around it."""
    waiting = list(enumerate(drawing.zones))
    done: set[str | None] = {None}
    while waiting:
        ready = [one for one in waiting if one[1].inside in done]
        waiting = [one for one in waiting if one[1].inside not in done]
        done |= {zone.id for _, zone in ready}
        yield from ready


def _number(drawing: Drawing, element: str) -> str:
    return next(f"n{number}" for number, one in enumerate(drawing.elements) if one.part.id == element)


def _blank(lines: Sequence[Line]) -> str:
    """A label of a fixed size with nothing in it."""
    wide, high = round(widest(lines)) + 8, round(stacked(lines)) + 6
    cell = f'<td fixedsize="true" width="{wide}" height="{high}"></td>'
    return f'<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>{cell}</tr></table>>'


class _Reader:
    """Reads Graphviz's answer."""

    def __init__(self, drawing: Drawing, answer: Mapping[str, Any]) -> None:
        self._drawing = drawing
        self._answer = answer
        _, _, right, self._top = _numbers(answer["bb"])
        self._size = (right, self._top)
        self._objects = {one["id"]: one for one in answer.get("objects", ()) if "id" in one}
        self._edges = {one["id"]: one for one in answer.get("edges", ())}

    def layout(self) -> Layout:
        """The whole."""
        drawing = self._drawing
        zones = {zone.id: self._objects[f"z{number}"] for number, zone in enumerate(drawing.zones)}
        return Layout(
            size=self._size,
            zones={name: self._bounds(one) for name, one in zones.items()},
            zone_labels={name: self._label(one) for name, one in zones.items()},
            elements={
                one.part.id: self._node(self._objects[f"n{number}"]) for number, one in enumerate(drawing.elements)
            },
            flows={
                one.part.id: self._curve(self._edges[f"f{number}"]) for number, one in enumerate(drawing.flows)
            },
        )

    def _bounds(self, cluster: Mapping[str, str]) -> Area:
        left, bottom, right, top = _numbers(cluster["bb"])
        return Area(left, self._top - top, right - left, top - bottom)

    def _node(self, node: Mapping[str, str]) -> Area:
        return self._around(node["pos"], float(node["width"]), float(node["height"]))

    def _label(self, cluster: Mapping[str, str]) -> Area:
        label = self._around(cluster["lp"], float(cluster["lwidth"]), float(cluster["lheight"]))
        return Area(self._bounds(cluster).x + INSET, label.y, label.width, label.height)

    def _around(self, middle: str, wide: float, high: float) -> Area:
        """The area around a point; sizes are in inches."""
        x, y = _numbers(middle)
        wide, high = wide * POINTS_PER_INCH, high * POINTS_PER_INCH
        return Area(x - wide / 2, self._top - y - high / 2, wide, high)

    def _curve(self, edge: Mapping[str, str]) -> Curve:
        tip, points = "", []
        for word in edge["pos"].split():
            if word.startswith("e,"):
                tip = word.removeprefix("e,")
            else:
                points.append(self._point(word))
        wide, high = map(float, re.findall(r'(?:width|height)="(\d+)"', edge["label"]))
        label = self._around(edge["lp"], wide / POINTS_PER_INCH, high / POINTS_PER_INCH)
        return Curve(tuple(points), self._point(tip), label)

    def _point(self, text: str) -> Point:
        x, y = _numbers(text)
        return x, self._top - y


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(map(float, text.split(",")))
