# SPDX-License-Identifier: Apache-2.0
"""Names become words: one reading for every spelling, and the reading of a reading is itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.devices.text import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dräger", "DRAGER"),
        ("Innokas YhtymÃ¤ Oy", "Innokas Yhtymä Oy"),
        ("N'Vision", "N’VISION"),
        ("IntelliVue® MX40™", "intellivue mx40"),
        ("EC 40", "EC40"),
        ("HDxt 3.0T", "HDXT 3T"),
        ("Patient Monitors", "patient-monitor"),
        ("Merlin@home", "Merlin home"),
        ("Johnson & Johnson", "Johnson and Johnson"),
    ],
)
def test_spellings_of_one_name_have_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(("one", "other"), [("Link", "Link+"), ("VS2", "VS4"), ("8.0.x", "8.0"), ("GL2", "GL 20")])
def test_different_names_have_different_words(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_a_placeholder_stays_with_its_version() -> None:
    assert words("Portal 8.0.x") == ("portal", "8.0.x")


@given(st.text(max_size=80))
def test_the_words_of_a_reading_are_the_reading(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once


@given(st.text(max_size=80))
def test_case_and_spaces_around_do_not_count(text: str) -> None:
    plain = "".join(letter for letter in text if letter.isascii())
    assert words(f"  {plain.upper()} ") == words(plain.lower())
