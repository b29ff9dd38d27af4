# SPDX-License-Identifier: Apache-2.0
"""Where everything stands: Graphviz lays the boxes out, and gets no text of anybody's to do so.

It is given numbered nodes and labels of a fixed size, so that neither the fonts of a machine nor anything that
stands in a dossier can change or break what it does. Points count from the upper left corner.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pygraphviz

from medward.threats.views import legend
from medward.threats.views.boxes import NOTE, Line, box, brief, flow_label, stacked, widest, zone_label
from medward.threats.views.compact import compact
from medward.threats.views.drawing import Drawing
from medward.threats.views.geometry import INSET, Area, Curve, Layout, Point, overlaps

POINTS_PER_INCH = 72
SHEET = (1134.0, 785.0)
"""A sheet of A3 without its margins of 10 mm, in points."""
LEAST = 640.0
"""Least width of a picture: that of its legend in three columns."""
MARGIN = 12.0
HEAD = 58.0
"""Height of the title with one line of text each, and of the spaces around it and above the legend."""
APART = (("0.2", "0.35"), ("0.3", "0.5"), ("0.5", "0.7"))
"""Spaces between boxes that are tried, within a rank and between ranks, in inches."""
READABLE = 6.0
"""Least size of printed text in points: the smallest text of a picture that is printed on A3."""
COLUMN = 3
"""As many elements without a flow stand below each other, so that they do not make one long row."""


def lay_out(drawing: Drawing) -> Layout:
    """The layout of a view that hides the least text, and of those the one that can be printed largest.

    A view of few flows stands in ranks, so that flows run one way. Graphviz keeps boxes apart from each other, but
    not always what stands beside a flow from the head of a zone, so several layouts are tried. A view of many, and
    one that would be too small in print, is packed. Raises OSError where Graphviz fails.
    """
    ways = () if brief(drawing) else (_laid_out(drawing, way, apart) for apart in APART for way in ("TB", "LR"))
    tried = [layout for layout in ways if layout]
    if not any(map(_readable, tried)):
        for layout in compact(drawing):
            tried.append(layout)
            if _readable(layout):
                break
    return _best(tried)


def _best(tried: Sequence[Layout]) -> Layout:
    return max(tried, key=lambda layout: (-len(overlaps(layout)), printed(layout)))


def _readable(layout: Layout) -> bool:
    """Whether no text is hidden, and the smallest can be read in print."""
    return not overlaps(layout) and printed(layout) * NOTE >= READABLE


def printed(layout: Layout) -> float:
    """How large its picture can be printed on a sheet of A3, lying or upright: 1 is as it is drawn."""
    inner = max(layout.size[0], LEAST)
    wide, high = inner + 2 * MARGIN, layout.size[1] + HEAD + legend.height(inner) + 2 * MARGIN
    longer, shorter = SHEET
    return max(min(longer / wide, shorter / high), min(shorter / wide, longer / high))


def _laid_out(drawing: Drawing, way: str, apart: tuple[str, str]) -> Layout | None:
    """A layout in ranks; none where Graphviz has lost a flow, as it can where zones and circles of flows meet."""
    answer = json.loads(graph(drawing, way, apart).draw(format="json0", prog="dot"))
    lost = any("pos" not in edge for edge in answer.get("edges", ()))
    return None if lost else _Reader(drawing, answer).layout()


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
