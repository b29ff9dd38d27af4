# SPDX-License-Identifier: Apache-2.0
"""The legend below a picture: every shape, line and sign that pictures use, in rows as wide as the picture."""

from collections.abc import Callable
from dataclasses import dataclass

from medward.dossier.model.architecture import Actor, ActorKind, Process, Store, Trust
from medward.threats.views import pen, shapes
from medward.threats.views.boxes import EXPOSURES, Line
from medward.threats.views.drawing import Protection, ShownElement
from medward.threats.views.exposure import Exposure
from medward.threats.views.geometry import Area
from medward.threats.views.palette import FLOWS, ZONES, Stroke

CELL = (186.0, 32.0)
SAMPLE = (40.0, 24.0)
SIGNS = (
    "A authenticated, E encrypted, I integrity protected: + yes, - no, ? nobody has said.",
    "* an asset with a clinical function. EXPOSED: reachable from outside in normal use.",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a sample and what it means, on one or two lines."""

    draw: Callable[[pen.Element, Area], None]
    words: tuple[str, ...]


def height(wide: float) -> float:
    """Height of the legend in a picture of this width."""
    return _rows(wide) * CELL[1] + 26 + 14 * len(SIGNS)


def legend(parent: pen.Element, x: float, y: float, wide: float) -> None:
    """The legend, from a left upper corner."""
    group = pen.titled(parent, "Legend", id="legend")
    pen.write(group, (Line("Legend", 11, bold=True),), x, y)
    columns = _columns(wide)
    for number, entry in enumerate(ENTRIES):
        left, top = x + number % columns * CELL[0], y + 20 + number // columns * CELL[1]
        entry.draw(group, Area(left, top + (CELL[1] - SAMPLE[1]) / 2, *SAMPLE))
        lines = tuple(Line(word) for word in entry.words)
        pen.write(group, lines, left + SAMPLE[0] + 8, top + (CELL[1] - sum(one.height for one in lines)) / 2)
    pen.write(group, (Line(text) for text in SIGNS), x, y + 24 + _rows(wide) * CELL[1])


def _columns(wide: float) -> int:
    return max(1, int(wide // CELL[0]))


def _rows(wide: float) -> int:
    return -(-len(ENTRIES) // _columns(wide))


def _element(part: Actor | Process | Store) -> Callable[[pen.Element, Area], None]:
    return lambda group, area: shapes.frame(group, ShownElement(part), area)


def _port(exposure: Exposure) -> Callable[[pen.Element, Area], None]:
    return lambda group, area: shapes.port_frame(group, exposure, area)


def _line(stroke: Stroke) -> Callable[[pen.Element, Area], None]:
    def draw(group: pen.Element, area: Area) -> None:
        middle = pen.written(area.y + area.height / 2)
        pen.path(group, f"M{pen.written(area.x)},{middle} L{pen.written(area.x + area.width)},{middle}", stroke)

    return draw


def _zone(trust: Trust) -> Callable[[pen.Element, Area], None]:
    def draw(group: pen.Element, area: Area) -> None:
        stroke, ground = ZONES[trust]
        pen.rectangle(group, (area.x, area.y, area.width, area.height), stroke, ground)

    return draw


ENTRIES = (
    Entry(_element(Actor(id="X", name="x", zone="Z", actor_kind=ActorKind.PERSON)), ("person",)),
    Entry(_element(Actor(id="X", name="x", zone="Z", actor_kind=ActorKind.SYSTEM)), ("outside system",)),
    Entry(_element(Process(id="X", name="x", zone="Z")), ("process",)),
    Entry(_element(Store(id="X", name="x", zone="Z")), ("store",)),
    *(Entry(_port(one), ("interface:", EXPOSURES[one])) for one in Exposure),
    Entry(_line(FLOWS[Protection.PROTECTED]), ("flow: all three", "protections")),
    Entry(_line(FLOWS[Protection.OPEN]), ("flow: at least one", "is missing, none unknown")),
    Entry(_line(FLOWS[Protection.UNKNOWN]), ("flow: at least one", "is unknown")),
    Entry(_zone(Trust.TRUSTED), ("zone: trusted",)),
    Entry(_zone(Trust.SEMI_TRUSTED), ("zone: semi-trusted",)),
    Entry(_zone(Trust.UNTRUSTED), ("zone: NOT TRUSTED",)),
)
