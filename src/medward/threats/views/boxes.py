# SPDX-License-Identifier: Apache-2.0
"""What stands in each box of a picture, line by line, and how large that makes the box.

Every element is one box; its interfaces are boxes of their own on its lower edge. Labels of flows and zones are
boxes without a frame. Sizes are in points. A view of many flows writes less in its boxes and beside its flows,
because the rest stands in its tables; `BRIEF` says from how many on, and its title tells.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medward.dossier.model.architecture import Actor, Process, Store, Trust, Zone
from medward.dossier.model.keeping import ViewKind
from medward.dossier.model.parts import Answer
from medward.threats.views.drawing import Drawing, ShownElement, ShownFlow, ShownInterface, codes
from medward.threats.views.exposure import Exposure
from medward.threats.views.measuring import width, wrapped

NAME, NOTE = 10.0, 9.0
"""Sizes of names and of notes in points."""
LEADING = 1.3
PAD = 6.0
ROOM = 150.0
"""Greatest width of a line in a box."""
FLOW_ROOM = 125.0
BRIEF = 12
"""A view with more flows than this writes less."""
EXPOSURES = {
    Exposure.EXPOSED: "EXPOSED",
    Exposure.INSIDE: "inside only",
    Exposure.CLOSED: "closed",
    Exposure.UNKNOWN: "exposed? unknown",
}
TRUSTS = {Trust.TRUSTED: "trusted", Trust.SEMI_TRUSTED: "semi-trusted", Trust.UNTRUSTED: "NOT TRUSTED"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    Attributes:
        text: what it says.
        size: size of its letters in points.
        bold: whether they are bold.
    """

    text: str
    size: float = NOTE
    bold: bool = False

    @property
    def height(self) -> float:
        """Height in points, with the space to the next line."""
        return self.size * LEADING

    @property
    def width(self) -> float:
        """Greatest width in points."""
        return width(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Port:
    """The box of an interface on the lower edge of its element.

    Attributes:
        shown: the interface.
        lines: what stands in it.
    """

    shown: ShownInterface
    lines: tuple[Line, ...]

    @property
    def height(self) -> float:
        """Height in points."""
        return stacked(self.lines) + PAD


@dataclass(frozen=True, slots=True)
class Box:
    """The box of an element.

    Attributes:
        shown: the element.
        lines: what stands above its interfaces.
        ports: its interfaces.
    """

    shown: ShownElement
    lines: tuple[Line, ...]
    ports: tuple[Port, ...]

    @property
    def head(self) -> float:
        """Height of what stands above the interfaces, and of the space around it."""
        return stacked(self.lines) + 2 * PAD + (CAP if isinstance(self.shown.part, Store) else 0)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        inner = max(widest(self.lines), *(widest(port.lines) + 2 * PAD + MARK for port in self.ports), 60.0)
        foot = sum(port.height + PAD for port in self.ports)
        figure = FIGURE if isinstance(self.shown.part, Actor) else 0
        return inner + figure + 2 * PAD, self.head + foot


CAP = 10.0
"""Height of the lid of a store."""
FIGURE = 16.0
"""Width of the figure that marks a person."""
MARK = 12.0
"""Width of the mark of an interface's exposure."""


def stacked(lines: Iterable[Line]) -> float:
    """Height of lines below each other."""
    return sum(line.height for line in lines)


def widest(lines: Iterable[Line]) -> float:
    """Width of the widest line."""
    return max((line.width for line in lines), default=0.0)


def box(element: ShownElement, drawing: Drawing) -> Box:
    """The box of an element."""
    ports = tuple(_port(one, drawing) for one in element.interfaces)
    return Box(element, tuple(_element_lines(element, drawing)), ports)


def brief(drawing: Drawing) -> bool:
    """Whether a view shows so much that names of interfaces and flows, loads and controls stand in tables only."""
    return len(drawing.flows) > BRIEF


def flow_label(flow: ShownFlow, drawing: Drawing) -> tuple[Line, ...]:
    """What stands beside a flow."""
    part = flow.part
    head = f"{part.id}{'*' if flow.clinical else ''}"
    protocol = _lines(part.protocol or "protocol unknown", room=FLOW_ROOM)
    if brief(drawing):
        return (*_lines(f"{head} {codes(part)}", room=FLOW_ROOM, bold=True), *protocol)
    lines = [*_lines(f"{head} {part.name}", room=FLOW_ROOM, bold=True), *protocol]
    lines += _lines(codes(part), room=FLOW_ROOM)
    if part.via:
        lines += _lines(f"via {', '.join(part.via)}", room=FLOW_ROOM)
    if part.carries:
        lines += _lines(f"carries {', '.join(_starred(part.carries, drawing))}", room=FLOW_ROOM)
    return (*lines, *_control_lines(flow.controls, FLOW_ROOM))


def zone_label(zone: Zone) -> tuple[Line, ...]:
    """What stands at the head of a zone."""
    return (*_lines(zone.name, size=NAME, bold=True, room=ROOM * 1.4), Line(f"{zone.id}: {TRUSTS[zone.trust]}"))


def _element_lines(element: ShownElement, drawing: Drawing) -> Iterator[Line]:
    part = element.part
    yield from _lines(part.name, size=NAME, bold=True)
    if isinstance(part, Actor):
        yield Line(f"{part.id}: {'person' if part.actor_kind == 'person' else 'outside system'}")
    elif isinstance(part, Process):
        yield Line(f"{part.id}: process")
        yield from _serves(part, drawing)
    else:
        yield Line(f"{part.id}: store, {codes(part)}")
        if part.holds:
            yield from _lines(f"holds {', '.join(_starred(part.holds, drawing))}")
    if not brief(drawing):
        yield from _control_lines(element.controls, ROOM)


def _serves(process: Process, drawing: Drawing) -> Iterator[Line]:
    """Whether a process serves several patients: always where it does, else in the view that is about that."""
    asked = drawing.kind is ViewKind.MULTI_PATIENT_HARM
    if process.multi_patient is Answer.YES or asked:
        yield from _lines(f"several patients: {process.multi_patient}")


def _port(shown: ShownInterface, drawing: Drawing) -> Port:
    part = shown.part
    room = ROOM - 2 * PAD - MARK
    bold = shown.exposure is Exposure.EXPOSED
    note = f"{part.medium.replace('_', ' ')}, {codes(part)}"
    if brief(drawing):
        return Port(shown, (*_lines(part.id, room=room, bold=bold), *_lines(note, room=room)))
    name = _lines(f"{part.id} {part.name}", room=room, bold=bold)
    told = _lines(f"{note}, {EXPOSURES[shown.exposure]}", room=room)
    return Port(shown, (*name, *told, *_control_lines(shown.controls, room)))


def _control_lines(controls: Iterable[str], room: float) -> Iterator[Line]:
    if named := ", ".join(controls):
        yield from _lines(f"controls {named}", room=room)


def _starred(assets: Iterable[str], drawing: Drawing) -> Iterator[str]:
    clinical = {one.id for one in drawing.assets if one.clinical_function}
    yield from (f"{asset}*" if asset in clinical else asset for asset in assets)


def _lines(text: str, *, size: float = NOTE, bold: bool = False, room: float = ROOM) -> Iterator[Line]:
    yield from (Line(line, size, bold) for line in wrapped(text, size, room, bold=bold))
