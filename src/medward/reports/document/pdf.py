# SPDX-License-Identifier: Apache-2.0
"""A document as PDF: PDF/A-2 with tags, bookmarks and links, made by typst.

Rules:

- The content is handed to a fixed template (`document.typ`) as data, never as markup.
- Fonts are those that typst brings; none of the machine's, and nothing is fetched, so that the same document gives
  the same bytes everywhere. The only date in the file is the day for which the document speaks.
- Words that are longer than a line or a column get places where they may break (`breaking`).
- A heading and a caption stand with what follows them, and a row of a table is parted only where it is very long.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

from medward.reports import visible as harmless
from medward.reports.document import glyphs
from medward.reports.document.breaking import IN_LINE, breakable
from medward.reports.document.pages import Paper, Section, sections
from medward.reports.document.tree import (
    Bullets,
    Document,
    Figure,
    Gap,
    Heading,
    Inline,
    Line,
    Link,
    Missing,
    Paragraph,
    Ref,
    Row,
    Table,
    Tone,
    Words,
    gaps,
)
from medward.reports.page.web import is_web_address
from medward.reports.words import counted, short

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
TALLEST = {Paper.UPRIGHT: 200, Paper.ACROSS: 115, Paper.LARGE: 215}
"""Height of a figure in mm on each paper, which leaves room for headings, words and caption."""
IN_FACTS = 16
"""Letters of a word that fit beside the facts."""
REGION = 2
"""Letters of a region in a tag of a language."""
WIDTH = {Paper.UPRIGHT: 174, Paper.ACROSS: 261, Paper.LARGE: 384}
"""Width of a table in mm on each paper."""
INSET = 2.1
"""Room between the text of a cell and its edges, left and right together, in mm."""
LETTER = 1.7
"""Width of a letter of a table in mm, rather too much than too little."""
MANY_LINES = 20
"""Lines of a cell from which on its row may be parted, so that none is higher than a page."""


def render(document: Document) -> bytes:
    """The document as PDF/A."""
    data = json.dumps(_document(document), ensure_ascii=False)
    day = datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC)
    made = _OWN.compiler.compile(
        input=_template(),
        format="pdf",
        sys_inputs={"document": data},
        pdf_standards=STANDARDS,
        timestamp=int(day.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no bytes")
    return made


class _Own(threading.local):
    """A compiler for each thread, because one cannot be shared."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(ignore_system_fonts=True)


_OWN = _Own()


@cache
def _template() -> bytes:
    return resources.files("medward.reports.document").joinpath("document.typ").read_bytes()


def _document(document: Document) -> Mapping[str, Any]:
    facts = dict(document.facts)
    missing = len(gaps(document))
    return {
        "title": _plain(document.title),
        "subject": _plain(document.subject),
        "heading": _shown(document.title),
        "device": _shown(document.subject),
        "running": _shown(f"{document.subject}, {document.title}"),
        "author": _plain(facts.get("Manufacturer", "")),
        "revision": _shown(short(facts.get("Dossier revision", ""))),
        **_language(document.language),
        "day": [document.day.year, document.day.month, document.day.day],
        "facts": [[_shown(name, IN_FACTS), _shown(value)] for name, value in document.facts],
        "missing": missing,
        "missing-words": f"{counted(missing, 'thing is', 'things are')} missing, each marked in its place.",
        "sections": [_section(one) for one in sections(document)],
    }


def _language(tag: str) -> Mapping[str, str | None]:
    """Language and region of a BCP 47 tag, which typst wants apart."""
    language, *rest = tag.lower().split("-")
    return {"language": language, "region": next((one for one in rest if len(one) == REGION), None)}


def _section(section: Section) -> Mapping[str, Any]:
    return {"paper": section.paper, "blocks": [_block(one.block, section.paper) for one in section.blocks]}


def _block(block: object, paper: Paper) -> Mapping[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _shown(block.text), "anchor": block.anchor}
        case Paragraph():
            return {"kind": "paragraph", "line": _line(block.line), "anchor": block.anchor}
        case Bullets():
            return {"kind": "bullets", "ordered": block.ordered, "items": [_line(item) for item in block.items]}
        case Gap():
            return {"kind": "gap", "what": _shown(block.what), "mend": _shown(block.mend)}
        case Table():
            return _table(block, paper)
        case Figure():
            return _figure(block, paper)
        case _:
            raise TypeError(f"no block of a document: {type(block).__name__}")


def _table(table: Table, paper: Paper) -> Mapping[str, Any]:
    share = WIDTH[paper] / sum(column.share for column in table.columns)
    room = [max(1, int((column.share * share - INSET) / LETTER)) for column in table.columns]
    return {
        "kind": "table",
        "caption": _shown(table.caption),
        "heads": [_shown(column.title, letters) for column, letters in zip(table.columns, room, strict=True)],
        "shares": [column.share for column in table.columns],
        "rows": [_row(row, room) for row in table.rows],
    }


def _row(row: Row, room: Sequence[int]) -> Mapping[str, Any]:
    """A row; `room` tells how many letters a line of each column holds."""
    cells = tuple(zip(row.cells, room, strict=True))
    return {
        "anchor": row.anchor,
        "long": any(_lines(cell, letters) > MANY_LINES for cell, letters in cells),
        "cells": [[_line(line, letters) for line in cell] for cell, letters in cells],
    }


def _lines(cell: tuple[Line, ...], letters: int) -> int:
    return sum(1 + sum(len(one.text) for one in line) // letters for line in cell)


def _figure(figure: Figure, paper: Paper) -> Mapping[str, Any]:
    return {
        "kind": "figure",
        "svg": figure.svg.decode(),
        "caption": _shown(figure.caption),
        "description": _plain(figure.description),
        "height": TALLEST[paper],
    }


def _line(line: Line, room: int = IN_LINE) -> list[Mapping[str, str]]:
    return [_inline(one, room) for one in line]


def _inline(one: Inline, room: int) -> Mapping[str, str]:
    text = _shown(one.text, room, code=isinstance(one, Words) and one.tone is Tone.CODE)
    match one:
        case Missing():
            return {"kind": "missing", "text": text}
        case Ref():
            return {"kind": "ref", "text": text, "anchor": one.anchor}
        case Link() if is_web_address(one.address):
            return {"kind": "link", "text": text, "address": one.address}
        case Link():
            return {"kind": "words", "text": f"{text} ({_shown(one.address, room)})", "tone": "plain"}
        case Words():
            return {"kind": "words", "text": text, "tone": one.tone}


def _plain(text: str) -> str:
    """Text as it can be printed: nothing hidden in it, and every character in some font."""
    return glyphs.shown(harmless.visible(text), _OWN.compiler)


def _shown(text: str, room: int = IN_LINE, *, code: bool = False) -> str:
    """The same with places to break in words of more than `room` letters."""
    return breakable(_plain(text), room, code=code)
