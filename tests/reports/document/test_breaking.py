# SPDX-License-Identifier: Apache-2.0
"""Words that are wider than their place may break; all others stay as they are."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medward.reports.document.breaking import BREAK, IN_LINE, breakable

IN_CELL = 12
DIGEST = "sha256:" + "5e" * 32


def pieces(text: str, room: int, *, code: bool = False) -> list[str]:
    return breakable(text, room, code=code).split(BREAK)


@pytest.mark.parametrize("room", [IN_LINE, IN_CELL])
def test_a_digest_breaks_after_its_joint_and_every_four_letters(room: int) -> None:
    first, *rest = pieces(DIGEST, room)
    assert first == "sha256:"
    assert max(map(len, rest)) == 4


def test_an_address_breaks_after_its_joints() -> None:
    address = "https://example.org/security/advisories"
    assert pieces(address, IN_LINE) == ["https://", "example.", "org/", "security/", "advisories"]


def test_a_word_of_a_language_is_left_to_hyphenation() -> None:
    assert pieces("cybersecurity vulnerabilities", IN_CELL) == ["cybersecurity vulnerabilities"]


def test_an_acronym_is_no_word_of_a_language() -> None:
    assert pieces("P-EHRBRIDGE", 7) == ["P-", "EHRB", "RIDG", "E"]


def test_a_name_in_code_breaks_after_its_joint() -> None:
    assert pieces("removable_media", 7) == ["removable_", "media"]


def test_code_is_never_hyphenated_and_so_breaks_anywhere() -> None:
    assert len(pieces("AuthenticateEverything", IN_CELL, code=True)) > 1


def test_what_is_longer_than_any_word_breaks() -> None:
    assert max(map(len, pieces("W" * 90, IN_CELL))) == 4


def test_a_word_that_fits_its_line_stays_whole_to_be_found_and_copied() -> None:
    assert pieces("CVE-2024-12345 LVP-500-GATEWAY-SERVICE", IN_LINE) == ["CVE-2024-12345 LVP-500-GATEWAY-SERVICE"]


@settings(max_examples=30)
@given(st.text(max_size=60), st.booleans())
def test_nothing_is_lost_and_no_mark_is_torn_from_its_letter(text: str, code: bool) -> None:
    whole = text.replace(BREAK, "")
    first, *rest = pieces(whole, IN_CELL, code=code)
    assert "".join((first, *rest)) == whole
    assert all(unicodedata.category(one[0]) not in {"Mn", "Me"} for one in rest)
