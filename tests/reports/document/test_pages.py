# SPDX-License-Identifier: Apache-2.0
"""Paper changes only where nothing is torn apart."""

from datetime import date

from medward.reports.document.pages import Paper, sections
from medward.reports.document.tree import Block, Column, Document, Figure, Heading, Paragraph, Table, Words

WORDS = Paragraph((Words("words"),))
NARROW = Table("Narrow", (Column("A"),), ())
WIDE = Table("Wide", (Column("A"),), (), wide=True)
FIGURE = Figure(b"<svg/>", "View", "a view", wide=True)


def papers(*blocks: Block) -> list[tuple[Paper, int]]:
    made = sections(Document("a", "A", "a", date(2026, 1, 2), (), blocks))
    return [(one.paper, len(one.blocks)) for one in made]


def test_a_document_without_anything_wide_is_one_run_upright() -> None:
    assert papers(Heading(1, "A"), WORDS, NARROW, Heading(1, "B"), NARROW) == [(Paper.UPRIGHT, 5)]


def test_a_part_with_a_wide_table_lies_on_its_side_with_its_heading() -> None:
    found = papers(Heading(1, "A"), NARROW, Heading(1, "B"), Heading(2, "C"), WORDS, WIDE, Heading(1, "D"), WORDS)
    assert found == [(Paper.UPRIGHT, 2), (Paper.ACROSS, 4), (Paper.UPRIGHT, 2)]


def test_a_wide_figure_has_a_large_sheet_with_the_words_that_lead_to_it() -> None:
    found = papers(Heading(1, "A"), Heading(2, "B"), WORDS, FIGURE, WIDE, Heading(2, "C"), FIGURE, NARROW)
    assert found == [(Paper.LARGE, 4), (Paper.ACROSS, 1), (Paper.LARGE, 2), (Paper.ACROSS, 1)]


def test_words_after_a_table_stay_with_it_where_a_heading_leads_to_the_figure() -> None:
    found = papers(Heading(1, "A"), WIDE, WORDS, Heading(1, "B"), Heading(2, "C"), WORDS, FIGURE)
    assert found == [(Paper.ACROSS, 3), (Paper.LARGE, 4)]


def test_what_stands_before_the_first_heading_is_kept() -> None:
    assert papers(WORDS, Heading(1, "A"), WIDE) == [(Paper.UPRIGHT, 1), (Paper.ACROSS, 2)]


def test_an_empty_document_has_no_pages() -> None:
    assert papers() == []
