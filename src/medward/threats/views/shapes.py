# SPDX-License-Identifier: Apache-2.0
"""The shape of each kind of part: people, systems, processes, stores and interfaces can be told apart in grey."""

from medward.dossier.model.architecture import Actor, ActorKind, Process
from medward.threats.views import pen
from medward.threats.views.boxes import CAP, EXPOSURES, MARK, PAD, Box, Line, Port
from medward.threats.views.drawing import ShownElement, ShownInterface
from medward.threats.views.exposure import Exposure
from medward.threats.views.geometry import Area
from medward.threats.views.palette import ACTOR, INK, PAPER, PORT, PROCESS, STORE, Stroke

FRAME = Stroke(INK, 1.2)
THIN = Stroke(INK, 0.9)
HEAD = 4.0
_PORTS = {
    Exposure.EXPOSED: Stroke(INK, 2.2),
    Exposure.INSIDE: Stroke(INK, 0.9),
    Exposure.CLOSED: Stroke(INK, 0.9, "5 3"),
    Exposure.UNKNOWN: Stroke(INK, 1.4, "1.5 2.5"),
}


def element(parent: pen.Element, box: Box, area: Area) -> None:
    """An element with its text and its interfaces."""
    part = box.shown.part
    group = pen.titled(parent, _told(box.shown), id=f"part-{part.id}", **{"class": part.kind})
    frame(group, box.shown, area)
    top = area.y + PAD + (CAP if part.kind == "store" else 0)
    pen.write(group, box.lines, area.x + PAD, top)
    top = area.y + box.head
    for one in box.ports:
        _port(group, one, Area(area.x + PAD, top, area.width - 2 * PAD, one.height))
        top += one.height + PAD


def frame(group: pen.Element, shown: ShownElement, area: Area) -> None:
    """The outline of an element."""
    at = (area.x, area.y, area.width, area.height)
    if isinstance(shown.part, Process):
        pen.rectangle(group, at, FRAME, PROCESS, radius=10)
    elif isinstance(shown.part, Actor):
        _actor(group, shown.part, area)
    else:
        _store(group, area)


def mark(group: pen.Element, exposure: Exposure, x: float, y: float) -> None:
    """The mark of an interface's exposure, in a square with its left upper corner at a point."""
    size = MARK - 4
    middle = y + size / 2
    if exposure is Exposure.EXPOSED:
        pen.path(group, f"M{_at(x, y)} L{_at(x + size, middle)} L{_at(x, y + size)} Z", THIN, fill=INK)
    elif exposure is Exposure.INSIDE:
        pen.rectangle(group, (x + 1, y + 1, size - 2, size - 2), THIN, PAPER)
    elif exposure is Exposure.CLOSED:
        cross = f"M{_at(x, y)} L{_at(x + size, y + size)} M{_at(x + size, y)} L{_at(x, y + size)}"
        pen.path(group, cross, Stroke(INK, 1.5))
    else:
        pen.write(group, (Line("?", 11, bold=True),), x, y - 2)


def port_frame(group: pen.Element, exposure: Exposure, area: Area) -> None:
    """The outline of an interface, with its mark."""
    pen.rectangle(group, (area.x, area.y, area.width, area.height), _PORTS[exposure], PORT)
    mark(group, exposure, area.x + 4, area.y + 4)


def _port(parent: pen.Element, port: Port, area: Area) -> None:
    group = pen.titled(parent, _told_port(port.shown), id=f"part-{port.shown.part.id}", **{"class": "interface"})
    port_frame(group, port.shown.exposure, area)
    pen.write(group, port.lines, area.x + MARK + 4, area.y + PAD / 2)


def _actor(group: pen.Element, actor: Actor, area: Area) -> None:
    pen.rectangle(group, (area.x, area.y, area.width, area.height), FRAME, ACTOR)
    if actor.actor_kind is ActorKind.SYSTEM:
        pen.rectangle(group, (area.x + 3, area.y + 3, area.width - 6, area.height - 6), THIN, "none")
        return
    x, y = area.x + area.width - 12, area.y + 8
    pen.add(group, "circle", cx=x, cy=y, r=HEAD, fill=INK)
    shoulders = f"M{_at(x - 7, y + 13)} C{_at(x - 7, y + 3)} {_at(x + 7, y + 3)} {_at(x + 7, y + 13)} Z"
    pen.path(group, shoulders, THIN, fill=INK)


def _store(group: pen.Element, area: Area) -> None:
    """A cylinder."""
    left, right, half = area.x, area.x + area.width, CAP / 2
    top, bottom = area.y + half, area.y + area.height - half
    lid = f"M{_at(left, top)} C{_at(left, top - CAP * 0.66)} {_at(right, top - CAP * 0.66)} {_at(right, top)}"
    foot = f"L{_at(right, bottom)} C{_at(right, bottom + CAP * 0.66)} {_at(left, bottom + CAP * 0.66)}"
    pen.path(group, f"{lid} {foot} {_at(left, bottom)} Z", FRAME, fill=STORE)
    rim = f"C{_at(left, top + CAP * 0.66)} {_at(right, top + CAP * 0.66)} {_at(right, top)}"
    pen.path(group, f"M{_at(left, top)} {rim}", FRAME)


def _at(x: float, y: float) -> str:
    return f"{pen.written(x)},{pen.written(y)}"


def _told(shown: ShownElement) -> str:
    return f"{shown.part.kind} {shown.part.id}: {shown.part.name}"


def _told_port(shown: ShownInterface) -> str:
    return f"interface {shown.part.id}: {shown.part.name}, {EXPOSURES[shown.exposure]}"
