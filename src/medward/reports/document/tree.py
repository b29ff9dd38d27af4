# SPDX-License-Identifier: Apache-2.0
"""The content tree: what a document says, without how it looks. Each rendering shows all of it.

Rules, which `sound` holds every document to:

- A statement that comes from the dossier names the part it came from (`Ref`), and the part is found in the same
  document: every `Ref` has its anchor.
- What is missing is a `Gap` or a `Missing` and never an empty cell, so that no rendering can hide it.
- Headings go down one level at a time, from 1 to 4; anchors are unique; a table's rows are as wide as its head.
- A figure has a caption and a description in words for those who cannot see it.
- All values are frozen and equal content gives equal trees: no clock, no path of a machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DEEPEST = 4
"""Lowest level of headings."""


class Tone(StrEnum):
    """How words are said."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"
    ALARM = "alarm"
    """Bad, and there: a risk that is not accepted, a test that failed."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words, in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to the part of the dossier that a statement came from.

    Attributes:
        anchor: where in this document the part is told: kind and id, `risk:K-001`.
        text: what is printed, usually its id.
    """

    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page of the web, printed with its address where there is nothing to click."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that should stand here and does not, in a few words; always shown as such."""

    text: str


Inline = Words | Ref | Link | Missing
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4, with the anchor by which it is found (None: nothing refers to it)."""

    level: int
    text: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    line: Line
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; `ordered` where the order means something."""

    items: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and its share of the width beside those of the other columns."""

    title: str
    share: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell holds one or more lines, each a paragraph of its own."""

    cells: tuple[tuple[Line, ...], ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. Its head is repeated on each page. `wide` tables get a page on its side."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as SVG, its caption, and what it shows in words; a `wide` one gets a page on its side."""

    svg: bytes
    caption: str
    description: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A part of the document that is missing, printed in red: what, and what mends it."""

    what: str
    mend: str


Block = Heading | Paragraph | Bullets | Table | Figure | Gap


@dataclass(frozen=True, slots=True)
class Document:
    """A document.

    Attributes:
        id: its short name, such as `risk-management-report`; becomes its file's name.
        title: its title.
        subject: the device, as the title page names it.
        day: the day for which it speaks.
        facts: what the title page tells of its making, name and value: manufacturer, day, revision, packs.
        blocks: its content, in order.
        language: BCP 47 tag of its language.
    """

    id: str
    title: str
    subject: str
    day: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    language: str = "en"


def anchors(document: Document) -> Iterator[str]:
    """Every anchor, in order."""
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph) and block.anchor is not None:
            yield block.anchor
        if isinstance(block, Table):
            yield from (row.anchor for row in block.rows if row.anchor is not None)


def inlines(document: Document) -> Iterator[Inline]:
    """Every inline, in order."""
    for block in document.blocks:
        for line in _lines(block):
            yield from line


def gaps(document: Document) -> tuple[str, ...]:
    """Everything that the document shows as missing, in order."""
    return tuple(_gaps(document))


def faults(document: Document) -> list[str]:
    """What breaks the rules above, in words; empty for a sound document."""
    known = list(anchors(document))
    found = [f"the anchor {name} stands twice" for name in sorted({one for one in known if known.count(one) > 1})]
    refs = {one.anchor for one in inlines(document) if isinstance(one, Ref)}
    found += [f"nothing has the anchor {name}" for name in sorted(refs - set(known))]
    return [*found, *_uneven_headings(document), *_uneven_tables(document)]


def sound(document: Document) -> Document:
    """The document itself; ValueError names its first fault, which is one of the program and of no person."""
    for fault in faults(document):
        raise ValueError(f"{document.id}: {fault}")
    return document


def _gaps(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Gap):
            yield block.what
        for line in _lines(block):
            yield from (one.text for one in line if isinstance(one, Missing))


def _lines(block: Block) -> Iterator[Line]:
    if isinstance(block, Paragraph):
        yield block.line
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from cell


def _uneven_headings(document: Document) -> Iterator[str]:
    level = 0
    for block in document.blocks:
        if not isinstance(block, Heading):
            continue
        if not 1 <= block.level <= min(level + 1, DEEPEST):
            yield f"the heading '{block.text}' is of level {block.level} below level {level}"
        level = block.level


def _uneven_tables(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table) and any(len(row.cells) != len(block.columns) for row in block.rows):
            yield f"a row of the table '{block.caption}' is not as wide as its head"
        if isinstance(block, Figure) and not (block.caption and block.description):
            yield "a figure has no caption or no description"
