# SPDX-License-Identifier: Apache-2.0
"""Flows run from box to box, around other boxes, and apart from each other."""

from medward.threats.views.geometry import Area
from medward.threats.views.routing import routed
from view_plans import drawn, pump

DRAWING = drawn(pump(), "derived--global-system")
BOXES = {
    one.part.id: Area(number * 300.0, number % 2 * 200.0, 120.0, 60.0)
    for number, one in enumerate(DRAWING.elements)
}
HEADS = {"Z-ROOM": Area(40, 300, 80, 20)}


def test_every_flow_begins_and_ends_at_its_boxes() -> None:
    ways = routed(DRAWING, BOXES, HEADS)
    for flow in DRAWING.flows:
        points, tip = ways[flow.part.id]
        assert BOXES[flow.part.source].grown(3).holds(points[0])
        assert BOXES[flow.part.target].grown(3).holds(tip)


def test_no_flow_runs_through_another_box() -> None:
    row = {name: Area(number * 300.0, 0.0, 120.0, 60.0) for number, name in enumerate(BOXES)}
    for flow in DRAWING.flows:
        points, _ = routed(DRAWING, row, HEADS)[flow.part.id]
        others = [area for name, area in row.items() if name not in (flow.part.source, flow.part.target)]
        assert not [area for area in others if any(map(area.holds, points[::3]))]


def test_the_same_boxes_give_the_same_ways() -> None:
    assert routed(DRAWING, BOXES, HEADS) == routed(DRAWING, BOXES, HEADS)
