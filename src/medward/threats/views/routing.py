# SPDX-License-Identifier: Apache-2.0
"""The ways of flows between boxes that stand already: Graphviz leads them around boxes and heads of zones."""

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

import pygraphviz

from medward.threats.views.drawing import Drawing, ShownFlow
from medward.threats.views.geometry import Area, Point

POINTS_PER_INCH = 72
Way = tuple[tuple[Point, ...], Point]
"""The points of a flow's curve, and its tip."""
BEND = 24.0
"""Space between flows that join the same two elements, in points."""


def routed(drawing: Drawing, elements: Mapping[str, Area], heads: Mapping[str, Area]) -> dict[str, Way]:
    """The ways of all flows, by id. Raises OSError where Graphviz fails."""
    asked = pygraphviz.AGraph(name="view", directed=True, strict=False)
    asked.graph_attr.update(splines="true", esep="+4", overlap="true", outputorder="nodesfirst")
    asked.node_attr.update(shape="box", fixedsize="true", label="")
    names = {name: f"n{number}" for number, name in enumerate(elements)}
    for name, area in (*((names[one], area) for one, area in elements.items()), *_obstacles(heads)):
        across, down = area.middle
        size = {"width": f"{area.width / POINTS_PER_INCH:.4f}", "height": f"{area.height / POINTS_PER_INCH:.4f}"}
        asked.add_node(name, id=name, pos=f"{across:.2f},{-down:.2f}", **size)
    for number, flow in enumerate(drawing.flows):
        ends = (names[flow.part.source], names[flow.part.target])
        asked.add_edge(*ends, key=f"f{number}", id=f"f{number}")
    answer = json.loads(asked.draw(format="json0", prog="nop")) if drawing.flows else {}
    return _read(drawing, answer, elements)


def _obstacles(heads: Mapping[str, Area]) -> Iterator[tuple[str, Area]]:
    yield from ((f"h{number}", area) for number, area in enumerate(heads.values()))


def _read(drawing: Drawing, answer: Mapping[str, Any], elements: Mapping[str, Area]) -> dict[str, Way]:
    """The ways, moved to where the boxes stand: Graphviz may move the whole."""
    edges = {one["id"]: one["pos"] for one in answer.get("edges", ()) if "pos" in one}
    if len(edges) < len(drawing.flows):
        raise OSError("Graphviz found no way for a flow")
    if not edges:
        return {}
    x, y = map(float, next(one for one in answer["objects"] if one["id"] == "n0")["pos"].split(","))
    across, down = next(iter(elements.values())).middle
    right, below = across - x, down + y
    ways: dict[str, Way] = {}
    for number, flow in enumerate(drawing.flows):
        tip, points = (0.0, 0.0), []
        for word in edges[f"f{number}"].split(";")[0].split():
            left, up = map(float, word.removeprefix("e,").removeprefix("s,").split(","))
            point = (left + right, below - up)
            if word.startswith("e,"):
                tip = point
            else:
                points.append(point)
        ways[flow.part.id] = (tuple(points), tip)
    return _spread(drawing, ways)


def _spread(drawing: Drawing, ways: Mapping[str, Way]) -> dict[str, Way]:
    """Flows between the same two elements bent away from each other, so that each can be followed."""
    beside: dict[frozenset[str], list[ShownFlow]] = {}
    for flow in drawing.flows:
        beside.setdefault(frozenset((flow.part.source, flow.part.target)), []).append(flow)
    spread = dict(ways)
    for flows in beside.values():
        for number, flow in enumerate(flows):
            same = 1 if flow.part.source == flows[0].part.source else -1
            away = (number - (len(flows) - 1) / 2) * BEND * same
            spread[flow.part.id] = _bent(ways[flow.part.id], away)
    return spread


def _bent(way: Way, away: float) -> Way:
    """A flow moved aside between its ends."""
    points, tip = way
    across, down = tip[0] - points[0][0], tip[1] - points[0][1]
    length = math.hypot(across, down) or 1.0
    right, below = -down / length * away, across / length * away
    return (points[0], *((x + right, y + below) for x, y in points[1:-1]), points[-1]), tip
