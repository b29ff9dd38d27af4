# SPDX-License-Identifier: Apache-2.0
"""A document while it is written: short words for its blocks, and a place for every part that it names.

Rules:

- A part of the dossier is named by `ref`, never by a bare id. A part that the document itself does not tell gets
  a row in its last section, with the file and line where it stands.
- Where something was not said, `said` gives `Missing`; an empty value never becomes an empty cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from medward import __version__
from medward.reports.document.tree import (
    DEEPEST,
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Gap,
    Heading,
    Inline,
    Line,
    Missing,
    Paragraph,
    Ref,
    Row,
    Table,
    Tone,
    Words,
    anchors,
    inlines,
    sound,
)
from medward.reports.package.material import Material
from medward.trace.model import Node

Cell: TypeAlias = str | Inline | Line | list["Cell"]
"""What a cell is made from: words, an inline, a line of them, or a list of lines."""

SOURCES = "Where each part stands in the dossier"


class Draft:
    """One document in the making."""

    def __init__(self, material: Material, name: str, title: str) -> None:
        self.material = material
        self._name = name
        self._title = title
        self._blocks: list[Block] = []
        self._told: set[str] = set()

    def heading(self, level: int, text: str) -> None:
        """A heading."""
        self._blocks.append(Heading(level, text))

    def say(self, *parts: str | Inline) -> None:
        """A paragraph."""
        self._blocks.append(Paragraph(line(*parts)))

    def bullets(self, items: Iterable[Line], *, ordered: bool = False) -> None:
        """A list; nothing where it has no items."""
        made = tuple(items)
        if made:
            self._blocks.append(Bullets(made, ordered))

    def table(
        self,
        caption: str,
        columns: Sequence[tuple[str, int]],
        rows: Iterable[Sequence[Cell]],
        *,
        wide: bool = False,
    ) -> None:
        """A table; nothing where it has no rows, so that its caller says what their absence means."""
        made = tuple(self._row(cells) for cells in rows)
        if made:
            heads = tuple(Column(title, share) for title, share in columns)
            self._blocks.append(Table(caption, heads, made, wide))

    def figure(self, svg: bytes, caption: str, description: str, *, wide: bool) -> None:
        """A drawing."""
        self._blocks.append(Figure(svg, caption, description, wide))

    def gap(self, what: str, mend: str) -> None:
        """Something that is missing."""
        self._blocks.append(Gap(what, mend))

    def ref(self, part: str) -> Inline:
        """A part of the dossier by its id; code where the dossier has no such part."""
        node = self.material.parts.get(part)
        return Words(part, Tone.CODE) if node is None else Ref(node.name, part)

    def refs(self, parts: Iterable[str], without: str = "none") -> Line:
        """Several parts, with commas; what is missing in words where there are none."""
        named: list[Inline] = []
        for part in parts:
            named += [Words(", "), self.ref(part)] if named else [self.ref(part)]
        return tuple(named) or (Missing(without),)

    def follow(self, part: str, link: str) -> tuple[Node, ...]:
        """The parts at the other end of a link, forward or reverse."""
        node = self.material.parts.get(part)
        return () if node is None else self.material.context.trace.follow(node, link)

    def told(self, part: str) -> list[Cell]:
        """The first cell of the row that tells a part: its id, and where it stands in the dossier."""
        place = self.material.place(part)
        where: list[Cell] = [Words(f"{place.file}:{place.line}", Tone.CODE)] if place else []
        return [Words(part, Tone.STRONG), *where]

    def document(self) -> Document:
        """The finished document."""
        self._blocks = list(_followed(self._blocks))
        loose = self._loose()
        if loose:
            self.heading(1, SOURCES)
            self.table(
                "Parts that are named above and told elsewhere",
                (("Part", 2), ("Kind", 2), ("Name", 6)),
                ([self.told(part), in_words(self.material.parts[part].kind), self._label(part)] for part in loose),
            )
        return sound(self._made())

    def _made(self) -> Document:
        device = self.material.dossier.device
        day = self.material.assessment.as_of
        return Document(self._name, self._title, device.name, day, _facts(self.material), tuple(self._blocks))

    def _loose(self) -> list[str]:
        """Ids of the parts that are named and have no anchor yet, in order."""
        made = self._made()
        named = {one.anchor for one in inlines(made) if isinstance(one, Ref)} - set(anchors(made))
        return sorted(name.partition(":")[2] for name in named)

    def _label(self, part: str) -> str | Inline:
        node = self.material.parts[part]
        return node.label or Words(part, Tone.CODE)

    def _row(self, cells: Sequence[Cell]) -> Row:
        return Row(tuple(_lines(one) for one in cells), self._anchor(cells[0]))

    def _anchor(self, first: Cell) -> str | None:
        """The anchor of the part whose row begins with `told`, for its first row alone."""
        head = first[0] if isinstance(first, list) and first else None
        if not isinstance(head, Words) or head.tone is not Tone.STRONG or head.text in self._told:
            return None
        node = self.material.parts.get(head.text)
        self._told.add(head.text)
        return node.name if node is not None else None


def line(*parts: str | Inline) -> Line:
    """A line of words and inlines."""
    return tuple(Words(part) if isinstance(part, str) else part for part in parts)


def said(text: object, what: str) -> Inline:
    """What was said, or that nothing was."""
    if text in {None, "", "unknown"}:
        return Missing(what)
    word = str(text)
    return Words(word if " " in word else in_words(word))


def strong(text: str) -> Words:
    """Words that stand out."""
    return Words(text, Tone.STRONG)


def alarm(text: str) -> Words:
    """Words for something that is there and bad."""
    return Words(text, Tone.ALARM)


def in_words(word: str) -> str:
    """A word of a vocabulary as people say it."""
    return word.replace("_", " ")


def _followed(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without headings under which nothing stands."""
    below = 0
    kept: list[Block] = []
    for block in reversed(blocks):
        if not isinstance(block, Heading):
            below = DEEPEST
        elif block.level > below:
            continue
        else:
            below = block.level - 1
        kept.append(block)
    yield from reversed(kept)


def _lines(cell: Cell) -> tuple[Line, ...]:
    if isinstance(cell, list):
        return tuple(made for one in cell for made in _lines(one))
    if isinstance(cell, tuple):
        return (cell,)
    return (line(cell),)


def _facts(material: Material) -> tuple[tuple[str, str], ...]:
    """What the title page tells of how the document was made."""
    assessment = material.assessment
    database = assessment.database
    return (
        ("Manufacturer", assessment.manufacturer),
        ("Models", ", ".join(assessment.models) or "none is named"),
        ("As of", assessment.as_of.isoformat()),
        ("Dossier revision", assessment.dossier_digest),
        ("Advisory database", database.digest if database else "none was asked: findings are unknown"),
        ("Frameworks asked", ", ".join(f"{pack.id} {pack.version}" for pack in assessment.packs) or "none"),
        ("Made by", f"Medward {__version__}"),
    )
