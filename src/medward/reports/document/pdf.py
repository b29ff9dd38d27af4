# SPDX-License-Identifier: Apache-2.0
"""A document as PDF: PDF/A-2 with tags, bookmarks and links, made by typst.

Rules:

- The content is handed to a fixed template (`document.typ`) as data, never as markup.
- Fonts are those that typst brings; none of the machine's, and nothing is fetched, so that the same document gives
  the same bytes everywhere. The only date in the file is the day for which the document speaks.
- In tables, words that are longer than a column get places where they may break.
"""

import json
import re
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

import typst

from medward.reports import visible as harmless
from medward.reports.document import glyphs
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
    gaps,
)
from medward.reports.page.web import is_web_address
from medward.reports.words import counted, short

STANDARDS: "list[typst.PDFStandard]" = ["a-2a", "ua-1"]
TALLEST = {Paper.UPRIGHT: 200, Paper.ACROSS: 115, Paper.LARGE: 215}
"""Height of a figure in mm on each paper, which leaves room for headings, words and caption."""
_LONG = re.compile(r"\S{13,}")
_JOINT = re.compile(r"(?<=[/:@._+=-])(?=\w)|(?<=\w{20})(?=\w)")
BREAK = "\u200b"


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
        "author": _plain(facts.get("Manufacturer", "")),
        "revision": short(facts.get("Dossier revision", "")),
        "language": document.language,
        "day": [document.day.year, document.day.month, document.day.day],
        "facts": [[_plain(name), _breakable(value)] for name, value in document.facts],
        "missing": missing,
        "missing-words": f"{counted(missing, 'thing is', 'things are')} missing, each marked in its place.",
        "sections": [_section(one) for one in sections(document)],
    }


def _section(section: Section) -> Mapping[str, Any]:
    return {"paper": section.paper, "blocks": [_block(one.block, section.paper) for one in section.blocks]}


def _block(block: object, paper: Paper) -> Mapping[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": _plain(block.text), "anchor": block.anchor}
        case Paragraph():
            return {"kind": "paragraph", "line": _line(block.line), "anchor": block.anchor}
        case Bullets():
            return {"kind": "bullets", "ordered": block.ordered, "items": [_line(item) for item in block.items]}
        case Gap():
            return {"kind": "gap", "what": _plain(block.what), "mend": _plain(block.mend)}
        case Table():
            return _table(block)
        case Figure():
            return _figure(block, paper)
        case _:
            raise TypeError(f"no block of a document: {type(block).__name__}")


def _table(table: Table) -> Mapping[str, Any]:
    return {
        "kind": "table",
        "caption": _plain(table.caption),
        "heads": [_plain(column.title) for column in table.columns],
        "shares": [column.share for column in table.columns],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> Mapping[str, Any]:
    return {"anchor": row.anchor, "cells": [[_line(line, narrow=True) for line in cell] for cell in row.cells]}


def _figure(figure: Figure, paper: Paper) -> Mapping[str, Any]:
    return {
        "kind": "figure",
        "svg": figure.svg.decode(),
        "caption": _plain(figure.caption),
        "description": _plain(figure.description),
        "height": TALLEST[paper],
    }


def _line(line: Line, *, narrow: bool = False) -> list[Mapping[str, str]]:
    return [_inline(one, narrow=narrow) for one in line]


def _inline(one: Inline, *, narrow: bool) -> Mapping[str, str]:
    text = _breakable(one.text) if narrow else _plain(one.text)
    match one:
        case Missing():
            return {"kind": "missing", "text": text}
        case Ref():
            return {"kind": "ref", "text": text, "anchor": one.anchor}
        case Link() if is_web_address(one.address):
            return {"kind": "link", "text": text, "address": one.address}
        case Link():
            return {"kind": "words", "text": f"{text} ({_plain(one.address)})", "tone": "plain"}
        case _:
            return {"kind": "words", "text": text, "tone": one.tone}


def _plain(text: str) -> str:
    """Text as it can be printed: nothing hidden in it, and every character in some font."""
    return glyphs.shown(harmless.visible(text), _OWN.compiler)


def _breakable(text: str) -> str:
    """Text whose long words may break after a joint, or after every twenty letters."""
    return _LONG.sub(lambda word: _JOINT.sub(BREAK, word.group()), _plain(text))
