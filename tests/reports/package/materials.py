# SPDX-License-Identifier: Apache-2.0
"""What documents are built from in these tests: the example pump, an empty dossier, and the pump with changes."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from medward.dossier import load
from medward.dossier.starter import begin
from medward.packs import asked_by_default
from medward.reports.document.tree import Document, Heading, Inline, Missing, Row, Table, Tone, Words
from medward.reports.package.material import Material, collect

AS_OF = date(2026, 6, 1)
PUMP = Path(__file__).parents[3] / "examples" / "infusion-pump"


@cache
def pump() -> Material:
    """The example infusion pump, without an advisory database."""
    return collect(load(PUMP), None, list(asked_by_default()), AS_OF)


@cache
def empty() -> Material:
    """A dossier that was only begun: it says nothing of the device."""
    folder = Path(mkdtemp()) / "new"
    begin(folder)
    made = collect(load(folder), None, list(asked_by_default()), AS_OF)
    shutil.rmtree(folder.parent)
    return made


def said(inline: Inline) -> str:
    """What is printed of an inline, with a mark where it is missing or bad."""
    bad = isinstance(inline, Missing) or (isinstance(inline, Words) and inline.tone is Tone.ALARM)
    return f"!{inline.text}" if bad else inline.text


def cells(row: Row) -> list[list[str]]:
    """A row as texts: cells, and the lines of each."""
    return [["".join(map(said, line)) for line in cell] for cell in row.cells]


def rows(document: Document, caption: str) -> list[list[list[str]]]:
    """The rows of the tables whose caption begins so."""
    tables = [one for one in document.blocks if isinstance(one, Table) and one.caption.startswith(caption)]
    return [cells(row) for table in tables for row in table.rows]


def headings(document: Document, level: int = 1) -> list[str]:
    """The headings of one level."""
    return [one.text for one in document.blocks if isinstance(one, Heading) and one.level == level]
