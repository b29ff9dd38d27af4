# SPDX-License-Identifier: Apache-2.0
"""Old and new on one short line."""

from hypothesis import given
from hypothesis import strategies as st

from medward.dossier.excerpts import MAX_SHORT, from_to, short

LONG = "The pump checks the signature of every drug library before it takes any of its limits into use."


def test_one_word_stands_alone_and_several_stand_in_quotes() -> None:
    assert short("accepted") == "accepted"
    assert short("two words") == "'two words'"
    assert short(7) == "7"
    assert short("a\n  b") == "'a b'"
    assert len(short(LONG)) <= MAX_SHORT + 2


def test_short_values_are_shown_whole() -> None:
    assert from_to("accepted", "mitigated") == "accepted → mitigated"
    assert from_to(30, 7) == "30 → 7"


def test_of_long_texts_only_what_differs_is_shown_with_its_neighbours() -> None:
    assert from_to(LONG, LONG.replace("signature", "checksum")) == (
        "'… pump checks the signature of every drug …' → '… pump checks the checksum of every drug …'"
    )
    assert from_to(LONG, LONG + " It logs it.") == "'… limits into use.' → '… limits into use. It logs it.'"


def test_other_line_breaks_alone_are_told_as_such() -> None:
    assert from_to(LONG, LONG.replace(" before", "\nbefore")) == "is laid out in other lines"


def test_a_text_that_is_another_altogether_is_cut_in_the_middle() -> None:
    assert len(from_to(LONG * 20, LONG[::-1] * 20)) < 5 * MAX_SHORT


@given(st.text(), st.text())
def test_any_two_texts_fit_on_one_line(before: str, after: str) -> None:
    line = from_to(before, after)
    assert len(line) < 6 * MAX_SHORT
    assert line.splitlines()[1:] == []
