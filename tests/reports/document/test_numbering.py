# SPDX-License-Identifier: Apache-2.0
"""Headings, tables and figures are numbered the same everywhere."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from medward.reports.document.numbering import numbered
from medward.reports.document.tree import Document, Heading
from reports.document.samples import every_block


def of(*levels: int) -> list[str]:
    return [
        one.label
        for one in numbered(
            Document("a", "A", "a", date(2026, 1, 2), (), tuple(Heading(one, "A") for one in levels))
        )
    ]


def test_headings_count_within_their_part() -> None:
    assert of(1, 2, 2, 3, 2, 1, 2) == ["1", "1.1", "1.2", "1.2.1", "1.3", "2", "2.1"]


def test_tables_and_figures_count_apart_from_headings() -> None:
    labels = [one.label for one in numbered(every_block()) if one.label]
    assert labels == ["1", "1.1", "Table 1", "2", "Figure 1", "Table 2"]


@given(st.lists(st.integers(1, 4), max_size=12))
def test_every_heading_has_a_number_of_its_own(levels: list[int]) -> None:
    labels = of(*levels)
    assert len(set(labels)) == len(levels)
    assert [label.count(".") + 1 for label in labels] == levels


def test_every_block_has_a_name_of_its_own() -> None:
    names = [one.name for one in numbered(every_block())]
    assert len(set(names)) == len(names)
