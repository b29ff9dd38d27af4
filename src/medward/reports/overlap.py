# SPDX-License-Identifier: Apache-2.0
"""What meeting one framework says about another, as a picture: a tile for each requirement, by section.

Rules:

- A tile tells its state by a sign and by the line of its edge as well as by its colour, so that it reads in grey.
- Every requirement of the second framework has one tile with its id; its title and what was judged stand in the
  tile's own title, which programs read out and show under the pointer.
- The same crosswalks give the same bytes: widths are counted from characters, never measured by a font.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from medward.packs.framework import Framework
from medward.packs.mapping import Coverage, Mapped
from medward.reports.visible import visible
from medward.threats.views import pen
from medward.threats.views.palette import INK, Stroke

WIDE = 960
MARGIN, TILE, GAP, LINE = 24, 26, 6, 20
CHARACTER = 6.6
"""Width that is left for a character of 11 points; the widest in ids, `m`, takes less than 10."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown.

    Attributes:
        sign: one character.
        word: the state in words.
        ground: colour of the tile.
        edge: pattern of its edge, as the `stroke-dasharray` of SVG; empty for an unbroken one.
    """

    sign: str
    word: str
    ground: str
    edge: str


LOOKS: Mapping[Coverage, Look] = {
    Coverage.COVERED: Look("✓", "covered: the first asks the same, or more", "#cfe8d8", ""),
    Coverage.PARTLY: Look("~", "in part: the two share something", "#f6e6b4", "6 3"),
    Coverage.OPEN: Look("!", "open: nobody has said that the first asks anything of it", "#f3cfcb", "2 3"),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """A requirement in the picture: where its tile stands, and how wide it is, in user units."""

    requirement: str
    coverage: Coverage
    x: float
    y: float
    width: float


def overlap(first: Framework, second: Framework, found: Iterable[Mapped]) -> bytes:
    """The picture as SVG."""
    states = {one.requirement: one for one in found}
    tiles, heads, high = laid_out(second, states)
    counts = {coverage: sum(one.coverage is coverage for one in states.values()) for coverage in Coverage}
    told = ", ".join(f"{counts[coverage]} {coverage}" for coverage in LOOKS)
    title = f"What meeting {first.id} says about {second.id}"
    height = high + LINE * (len(LOOKS) + 1) + MARGIN
    root = pen.canvas(WIDE, height, visible(title), f"Of {len(states)} requirements: {told}. A tile for each.")
    pen.rectangle(root, (0, 0, WIDE, height), Stroke("none", 0), "#ffffff")
    _write(root, MARGIN, MARGIN + 10, title, size=17, bold=True)
    _write(root, MARGIN, MARGIN + 32, f"Of {len(states)} requirements: {told}")
    for y, head in heads:
        _write(root, MARGIN, y, head, bold=True)
    for tile in tiles:
        _tile(root, tile, second, states[tile.requirement])
    _legend(root, high)
    return pen.document(root)


def laid_out(
    second: Framework, states: Mapping[str, Mapped]
) -> tuple[tuple[Tile, ...], tuple[tuple[float, str], ...], float]:
    """Tiles, heads of sections with their height, and where the last of them ends."""
    tiles: list[Tile] = []
    heads: list[tuple[float, str]] = []
    y = MARGIN + 56.0
    for section in second.sections:
        inside = [one.id for one in second.requirements if one.section == section.id]
        if not inside:
            continue
        heads.append((y + 12, section.title))
        y += LINE
        x = float(MARGIN)
        for name in inside:
            width = CHARACTER * (len(name) + 3) + 8
            if x + width > WIDE - MARGIN and x > MARGIN:
                x, y = float(MARGIN), y + TILE + GAP
            tiles.append(Tile(name, states[name].coverage, x, y, width))
            x += width + GAP
        y += TILE + 2 * GAP
    return tuple(tiles), tuple(heads), y


def _tile(root: pen.Element, tile: Tile, pack: Framework, one: Mapped) -> None:
    look = LOOKS[tile.coverage]
    (asked,) = (requirement for requirement in pack.requirements if requirement.id == tile.requirement)
    ways = sorted({route.start[1] for route in one.routes})
    why = f"; by {', '.join(ways)}" if ways else ""
    told = visible(f"{tile.requirement} {asked.title}: {look.word}{why}")
    marks = {"data-requirement": tile.requirement, "data-coverage": tile.coverage.value}
    group = pen.titled(root, told, **marks)
    pen.rectangle(group, (tile.x, tile.y, tile.width, TILE), Stroke(INK, 1.0, look.edge), look.ground, 4)
    _write(group, tile.x + 6, tile.y + 17, f"{look.sign} {tile.requirement}")


def _legend(root: pen.Element, top: float) -> None:
    for number, look in enumerate(LOOKS.values()):
        y = top + LINE * number
        pen.rectangle(root, (MARGIN, y, 22, 15), Stroke(INK, 1.0, look.edge), look.ground, 4)
        _write(root, MARGIN + 7, y + 12, look.sign)
        _write(root, MARGIN + 32, y + 12, look.word)


def _write(root: pen.Element, x: float, y: float, words: str, *, size: float = 11, bold: bool = False) -> None:
    weight = {"font_weight": "bold"} if bold else {}
    pen.add(root, "text", x=x, y=y, font_size=size, **weight).text = visible(words)
