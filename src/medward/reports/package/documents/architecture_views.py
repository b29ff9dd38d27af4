# SPDX-License-Identifier: Apache-2.0
"""The four kinds of architecture view, drawn from the dossier, each with its tables (guidance, section V.B.2)."""

from medward.dossier.model.keeping import DocumentKind
from medward.reports.document.tree import Document, Missing, Words
from medward.reports.package.draft import Cell, Draft, line
from medward.reports.package.material import Material
from medward.reports.package.standing import in_sections, narrative, verdicts
from medward.threats.views import Drawing, Undrawn
from medward.threats.views.drawing import KIND_TITLES
from medward.threats.views.svg import svg
from medward.threats.views.tables import Table, tables

SHOWN = ("elements", "interfaces", "flows", "assets")
"""Tables that are printed with a view; `medward views` writes all."""


def write(material: Material) -> Document:
    """The document."""
    draft = Draft(material, "architecture-views", "Security architecture views")
    draft.heading(1, "Security architecture")
    narrative(draft, DocumentKind.ARCHITECTURE)
    for kind, title in KIND_TITLES.items():
        draft.heading(1, f"{title}s")
        drawings = [one for one in material.views.drawings if one.kind is kind]
        for drawing in drawings:
            _view(draft, drawing)
        for one in (one for one in material.views.undrawn if one.kind is kind):
            _undrawn(draft, one)
        if not drawings:
            draft.gap(
                f"No {title.lower()} is drawn", "Add the view, or the parts of the architecture that it shows"
            )
    draft.heading(1, "How the requirements on this document stand")
    wanted = in_sections("fda-premarket-cybersecurity", ("views", "details"))
    verdicts(draft, wanted, "FDA's requirements on views")
    return draft.document()


def _view(draft: Draft, drawing: Drawing) -> None:
    draft.heading(2, drawing.title)
    if drawing.derived:
        draft.gap(
            "The architecture chose what this view shows; nobody has reviewed it", "Take it into the dossier"
        )
    else:
        draft.say(drawing.text) if drawing.text else draft.gap("The view has no text", "Write its `text`")
    state = f" Operating state: {drawing.operating_state}." if drawing.operating_state else ""
    draft.figure(svg(drawing), drawing.title, f"{_told(drawing)}{state}", wide=True)
    for table in tables(drawing):
        if table.name in SHOWN:
            _table(draft, table)
    if drawing.unknown:
        draft.say(
            Missing(f"{len(drawing.unknown)} facts that nobody has said"),
            ": ",
            ", ".join(map(str, drawing.unknown)),
        )


def _told(drawing: Drawing) -> str:
    elements = ", ".join(one.part.name for one in drawing.elements)
    return (
        f"{len(drawing.elements)} elements and {len(drawing.flows)} flows: {elements}. The tables tell the same."
    )


def _table(draft: Draft, table: Table) -> None:
    columns = tuple((title.capitalize(), 3 if title in NARROW else 4) for title in table.columns)
    draft.table(table.title, columns, (_row(draft, row) for row in table.rows), wide=len(columns) > AT_MOST)


NARROW = frozenset(
    {
        "id",
        "on",
        "from",
        "to",
        "via",
        "medium",
        "direction",
        "port",
        "exposure",
        "enabled",
        "service",
        "kind",
        "zone",
    }
    | {"encrypted", "clinical", "controls"}
)
"""Columns of few words."""
AT_MOST = 6


def _row(draft: Draft, row: tuple[str, ...]) -> list[Cell]:
    return [draft.ref(row[0]), *(_cell(one) for one in row[1:])]


def _cell(text: str) -> Cell:
    if text == "unknown":
        return Missing("unknown")
    return text or Words("–")


def _undrawn(draft: Draft, one: Undrawn) -> None:
    draft.heading(2, one.title)
    draft.say(*line("Left out: " if one.left_out else "Not drawn: ", one.why))
