# SPDX-License-Identifier: Apache-2.0
"""A view as an SVG picture: the same drawing gives the same bytes, on every machine.

Text is only ever text: no scripts, styles, links, fonts or pictures of others are in it. For people who do not see
it, it has a title and a description, and each part a title; its tables (`tables`) say all of it in words.
"""

import math

from medward.dossier.model.architecture import Zone
from medward.threats.views import legend, pen, shapes
from medward.threats.views.boxes import Line, box, brief, flow_label, zone_label
from medward.threats.views.captions import leader
from medward.threats.views.drawing import KIND_TITLES, Drawing, ShownFlow
from medward.threats.views.geometry import Area, Curve, Layout, Point
from medward.threats.views.layout import LEAST, MARGIN, lay_out
from medward.threats.views.measuring import shown, wrapped
from medward.threats.views.palette import FLOWS, PAPER, ZONES, Stroke

GAP = 2.0
"""Space between the line around a zone and its area, so that neighbours do not share a line."""
TITLE = 16.0
LEADER = 0.7
"""Width of the line from a text to its flow, in points."""
ARROW = (9.0, 4.0)
"""Length and half the width of an arrow."""


def svg(drawing: Drawing) -> bytes:
    """The picture. Raises OSError where Graphviz fails."""
    layout = lay_out(drawing)
    wide = max(layout.size[0], LEAST)
    head = _head(drawing, wide)
    top = MARGIN + sum(line.height for line in head) + 8
    high = top + layout.size[1] + 16 + legend.height(wide) + MARGIN
    root = pen.canvas(wide + 2 * MARGIN, high, shown(drawing.title), description(drawing))
    pen.rectangle(root, (0, 0, wide + 2 * MARGIN, high), Stroke("none", 0), PAPER)
    pen.write(root, head, MARGIN, MARGIN)
    place = f"translate({pen.written(MARGIN + (wide - layout.size[0]) / 2)} {pen.written(top)})"
    _picture(pen.add(root, "g", transform=place), drawing, layout)
    legend.legend(root, MARGIN, top + layout.size[1] + 16, wide)
    return pen.document(root)


def description(drawing: Drawing) -> str:
    """What the picture shows, in one sentence for people who do not see it."""
    ports = sum(len(one.interfaces) for one in drawing.elements)
    numbers = f"{len(drawing.zones)} zones, {len(drawing.elements)} elements, {ports} interfaces"
    state = f" Operating state: {shown(drawing.operating_state)}." if drawing.operating_state else ""
    return (
        f"{KIND_TITLES[drawing.kind]} with {numbers} and {len(drawing.flows)} flows.{state} "
        f"Facts that nobody has said: {len(drawing.unknown)}. The tables of this view say the same in words."
    )


def _head(drawing: Drawing, wide: float) -> list[Line]:
    """Title, kind and state above the picture."""
    chosen = ", derived from the architecture" if drawing.derived else ""
    told = f"{drawing.id}: {KIND_TITLES[drawing.kind]}{chosen}"
    if drawing.operating_state:
        told += f". State: {drawing.operating_state}"
    if brief(drawing):
        told += ". Names of interfaces and flows, what they carry, and controls: see its tables"
    title = [Line(one, TITLE, bold=True) for one in wrapped(drawing.title, TITLE, wide, bold=True)]
    return [*title, *(Line(one, 10.0) for one in wrapped(told, 10.0, wide))]


def _picture(group: pen.Element, drawing: Drawing, layout: Layout) -> None:
    for zone in sorted(drawing.zones, key=lambda one: -layout.zones[one.id].width * layout.zones[one.id].height):
        stroke, ground = ZONES[zone.trust]
        place = pen.titled(group, f"zone {zone.id}: {zone.name}", id=f"part-{zone.id}", **{"class": "zone"})
        area = layout.zones[zone.id]
        pen.rectangle(
            place, (area.x + GAP, area.y + GAP, area.width - 2 * GAP, area.height - 2 * GAP), stroke, ground
        )
    for flow in drawing.flows:
        _way(group, flow, layout.flows[flow.part.id])
    for zone in drawing.zones:
        _head_of(group, zone, layout.zone_labels[zone.id])
    for element in drawing.elements:
        shapes.element(group, box(element, drawing), layout.elements[element.part.id])
    for flow in drawing.flows:
        _beside(group, flow, drawing, layout.flows[flow.part.id])


def _head_of(parent: pen.Element, zone: Zone, label: Area) -> None:
    """The text of a zone. A rim in the colour of its ground keeps it readable where a line runs behind it."""
    rim = {"stroke": ZONES[zone.trust][1], "stroke-width": "3", "paint-order": "stroke"}
    group = pen.add(parent, "g", **{"class": "zone-label", "data-zone": zone.id, **rim})
    pen.write(group, zone_label(zone), label.x + 3, label.y + 3)


def _way(parent: pen.Element, flow: ShownFlow, curve: Curve) -> None:
    part = flow.part
    told = f"flow {part.id}: {part.name}, from {part.source} to {part.target}"
    ends = {"data-source": part.source, "data-target": part.target, "data-protection": str(flow.protection)}
    group = pen.titled(parent, told, id=f"part-{part.id}", **{"class": "flow", **ends})
    stroke = FLOWS[flow.protection]
    first, *rest = (f"{pen.written(x)},{pen.written(y)}" for x, y in curve.points)
    pen.path(group, f"M{first} C{' '.join(rest)} L{pen.written(curve.tip[0])},{pen.written(curve.tip[1])}", stroke)
    if led := leader((curve.points, curve.tip), curve.label):
        start, end = (f"{pen.written(x)},{pen.written(y)}" for x, y in led)
        pen.path(group, f"M{start} L{end}", Stroke(stroke.colour, LEADER))
    pen.path(group, _arrow(curve.points, curve.tip), Stroke(stroke.colour, 1.0), fill=stroke.colour)


def _arrow(points: tuple[Point, ...], tip: Point) -> str:
    """A triangle at the tip, in the direction in which the curve ends."""
    before = next((point for point in reversed(points) if math.dist(point, tip) > 1), points[0])
    angle = math.atan2(tip[1] - before[1], tip[0] - before[0])
    long, half = ARROW
    foot = (tip[0] - long * math.cos(angle), tip[1] - long * math.sin(angle))
    aside = (half * math.sin(angle), -half * math.cos(angle))
    corners = (tip, (foot[0] + aside[0], foot[1] + aside[1]), (foot[0] - aside[0], foot[1] - aside[1]))
    return f"M{' L'.join(f'{pen.written(x)},{pen.written(y)}' for x, y in corners)} Z"


def _beside(parent: pen.Element, flow: ShownFlow, drawing: Drawing, curve: Curve) -> None:
    """The text of a flow, on paper of its own so that no line runs through it."""
    area = curve.label
    group = pen.add(parent, "g", **{"class": "flow-label", "data-flow": flow.part.id})
    at = (area.x + 2, area.y + 1, area.width - 4, area.height - 2)
    pen.rectangle(group, at, Stroke(FLOWS[flow.protection].colour, 0.6), PAPER)
    pen.write(group, flow_label(flow, drawing), area.x + 5, area.y + 3)
