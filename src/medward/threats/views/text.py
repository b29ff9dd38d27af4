# SPDX-License-Identifier: Apache-2.0
"""A view's words and tables as Markdown, and as JSON for programs."""

import json
from collections.abc import Iterator

from medward.threats.views.drawing import KIND_TITLES, Drawing
from medward.threats.views.measuring import shown
from medward.threats.views.svg import description
from medward.threats.views.tables import Table, tables

_MARKS = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|#&~$"})


def markdown(drawing: Drawing) -> str:
    """The view in words. No text of a dossier becomes markup or HTML of the page."""
    return "\n".join((*_head(drawing), *(line for table in tables(drawing) for line in _table(table))))


def machine(drawing: Drawing) -> str:
    """The view as JSON: its head, and each table as a list of objects."""
    document = {
        "id": drawing.id,
        "title": drawing.title,
        "kind": drawing.kind,
        "operating_state": drawing.operating_state or None,
        "text": drawing.text or None,
        "derived": drawing.derived,
        "settled": drawing.settled,
        "tables": {
            table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
            for table in tables(drawing)
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _head(drawing: Drawing) -> Iterator[str]:
    yield f"# {_plain(drawing.title)}"
    yield ""
    chosen = "derived from the architecture" if drawing.derived else "as its author chose"
    yield f"{_plain(drawing.id)}: {KIND_TITLES[drawing.kind]}, {chosen}. {_plain(description(drawing))}"
    if drawing.text:
        yield ""
        yield _plain(drawing.text)
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.title}"
    yield ""
    if not table.rows:
        yield "None."
    else:
        yield _row(table.columns)
        yield _row(("---",) * len(table.columns))
        yield from (_row(map(_plain, row)) for row in table.rows)
    yield ""


def _row(cells: "tuple[str, ...] | map[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return shown(text).translate(_MARKS)
