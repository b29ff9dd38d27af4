# SPDX-License-Identifier: Apache-2.0
"""The layout of a view of many parts: boxes packed side by side, flows led between them, texts on the flows."""

from collections.abc import Iterator, Mapping

from medward.threats.views.arranging import arranged
from medward.threats.views.boxes import brief, flow_label, stacked, widest
from medward.threats.views.captions import captions
from medward.threats.views.drawing import Drawing
from medward.threats.views.geometry import Area, Curve, Layout, Point, bounds
from medward.threats.views.packing import Arrangement, contents, head_area, packed
from medward.threats.views.routing import Way, routed

NARROW = ((66.0, 50.0), (54.0, 38.0), (44.0, 28.0), (38.0, 24.0), (34.0, 20.0))
WIDE = ((150.0, 100.0), (120.0, 70.0), (90.0, 50.0), (64.0, 40.0))
"""Widths of the channels between boxes that are tried, across and down, in points: for short texts, for long."""


def compact(drawing: Drawing) -> Iterator[Layout]:
    """Layouts, the next always closer packed than the one before. Raises OSError where Graphviz fails."""
    channels = NARROW if brief(drawing) else WIDE
    arrangement = arranged(drawing, contents(drawing, channels[len(channels) // 2]))
    yield from (_laid_out(drawing, arrangement, channel) for channel in channels)


def _laid_out(drawing: Drawing, arrangement: Arrangement, channel: Point) -> Layout:
    what = contents(drawing, channel)
    size, spots = packed(what, arrangement)
    areas = {name: Area(*spot) for name, spot in spots.items()}
    elements = {one.part.id: areas[one.part.id] for one in drawing.elements}
    zones = {one.id: areas[one.id] for one in drawing.zones}
    heads = {name: head_area(area, what.heads[name]) for name, area in zones.items()}
    ways = routed(drawing, elements, heads)
    page = bounds([Area(0, 0, *size)], [point for points, tip in ways.values() for point in (*points, tip)])
    labels = captions(ways, _sizes(drawing), [*elements.values(), *heads.values()], page)
    return _from_corner(page, zones, heads, elements, {name: (ways[name], labels[name]) for name in ways})


def _sizes(drawing: Drawing) -> dict[str, Point]:
    lines = {flow.part.id: flow_label(flow, drawing) for flow in drawing.flows}
    return {name: (widest(one) + 8, stacked(one) + 6) for name, one in lines.items()}


def _from_corner(
    page: Area,
    zones: Mapping[str, Area],
    heads: Mapping[str, Area],
    elements: Mapping[str, Area],
    flows: Mapping[str, tuple[Way, Area]],
) -> Layout:
    """The layout, moved so that nothing stands left of or above the corner of the page."""
    right, down = -page.x, -page.y

    def moved(areas: Mapping[str, Area]) -> dict[str, Area]:
        return {name: area.moved(right, down) for name, area in areas.items()}

    curves = {
        name: Curve(
            tuple((x + right, y + down) for x, y in points),
            (tip[0] + right, tip[1] + down),
            label.moved(right, down),
        )
        for name, ((points, tip), label) in flows.items()
    }
    return Layout((page.width, page.height), moved(zones), moved(heads), moved(elements), curves)
