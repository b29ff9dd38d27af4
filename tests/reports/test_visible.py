# SPDX-License-Identifier: Apache-2.0
"""Foreign text cannot steer a terminal, reorder a line or hide."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.reports.visible import visible
from reports.factories import HOSTILE

KEPT = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nul\x00byte", "nul␀byte"),
        ("\x1b[31mred", "␛[31mred"),
        ("delete\x7f", "delete␡"),
        ("\x9b1m", "[U+009B]1m"),
        ("evil\u202egnp.exe", "evil[U+202E]gnp.exe"),
        ("\u2066isolated\u2069", "[U+2066]isolated[U+2069]"),
        ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
        ("half \ud800", "half [U+D800]"),
        ("tag \U000e0041", "tag [U+E0041]"),
    ],
)
def test_what_steers_or_hides_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["plain", "Grüße, 日本語", "עברית", "न\u200dम", "👩\u200d⚕️", "<b>&amp;", "[bold]x[/]"]
)
def test_text_that_only_says_something_stays(text: str) -> None:
    assert visible(text) == text


def test_white_space_becomes_one_space() -> None:
    assert visible("one\r\n two\t\u2028three") == "one two three"


@given(st.text(st.characters(codec=None)))
def test_nothing_is_left_that_a_terminal_or_a_reader_would_not_see(text: str) -> None:
    left = [char for char in visible(text) if unicodedata.category(char) in {"Cc", "Cf", "Cs"}]
    assert [char for char in left if char not in KEPT and not _format_of_a_script(char)] == []


def _format_of_a_script(char: str) -> bool:
    """Signs that Unicode counts as format characters and that are seen, such as Arabic number signs."""
    return ord(char) in {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD} or (
        0x13430 <= ord(char) <= 0x1343F or 0x1BCA0 <= ord(char) <= 0x1BCA3 or 0x1D173 <= ord(char) <= 0x1D17A
    )


@given(st.text(st.characters(codec=None)))
def test_making_it_visible_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(st.text(st.characters(codec=None)))
def test_the_result_can_always_be_written_as_utf_8(text: str) -> None:
    assert visible(text).encode().decode() == visible(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_on_one_line(text: str) -> None:
    assert len(visible(text).splitlines()) == 1
