# SPDX-License-Identifier: Apache-2.0
"""A content tree links every statement to its source and cannot hide what is missing."""

from datetime import date

import pytest

from medward.reports.document.tree import (
    Block,
    Bullets,
    Column,
    Document,
    Figure,
    Gap,
    Heading,
    Missing,
    Paragraph,
    Ref,
    Row,
    Table,
    Words,
    faults,
    gaps,
    sound,
)


def document(*blocks: Block) -> Document:
    return Document("risks", "Risks", "Pump", date(2026, 1, 2), (("Day", "2026-01-02"),), blocks)


def table(*rows: Row) -> Table:
    return Table("Risks", (Column("Id"), Column("Title", 3)), rows)


def row(name: str, *, anchor: str | None = None) -> Row:
    return Row((((Words(name),),), ((Words("a title"),),)), anchor)


def test_a_reference_is_found_in_the_same_document() -> None:
    told = (Paragraph((Words("Open: "), Ref("risk:K-001", "K-001"))), table(row("K-001", anchor="risk:K-001")))
    assert sound(document(*told)) == document(*told)


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ((Bullets(((Ref("risk:K-001", "K-001"),),)),), "nothing has the anchor risk:K-001"),
        ((Heading(1, "A", "a"), Heading(2, "B", "a")), "the anchor a stands twice"),
        ((Heading(2, "A"),), "the heading 'A' is of level 2 below level 0"),
        ((Heading(1, "A"), Heading(3, "B")), "the heading 'B' is of level 3 below level 1"),
        ((table(Row((((Words("K-001"),),),))),), "a row of the table 'Risks' is not as wide as its head"),
        ((Figure(b"<svg/>", "Views", ""),), "a figure has no caption or no description"),
    ],
)
def test_what_breaks_a_rule_is_named(blocks: tuple[Block, ...], fault: str) -> None:
    assert faults(document(*blocks)) == [fault]
    with pytest.raises(ValueError, match=f"risks: {fault}"):
        sound(document(*blocks))


def test_headings_may_go_up_several_levels_at_once() -> None:
    levels = (1, 2, 3, 1, 2)
    assert faults(document(*(Heading(level, "A") for level in levels))) == []


def test_everything_that_is_missing_is_found_wherever_it_stands() -> None:
    said = document(
        Paragraph((Missing("intended use"),)),
        Gap("No view of updates", "Add the flow of updates"),
        table(Row((((Missing("an id"),),), ((Words("a title"),), (Missing("a reason"),))))),
    )
    assert gaps(said) == ("intended use", "No view of updates", "an id", "a reason")
