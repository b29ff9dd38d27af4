# SPDX-License-Identifier: Apache-2.0
"""Version texts as clauses: what is understood is kept, and what is not is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions.vendor_clauses import MAX_TEXT, Bound, Key, key, rule


def bounds(text: str) -> list[list[tuple[str, Key, bool]]]:
    """The clauses of a text, each bound as operator, version and whether it ends in a placeholder."""
    return [[(one.operator, one.key, one.open_end) for one in clause] for clause in rule(text).clauses]


@pytest.mark.parametrize("text", ["vers:all/*", "*", "all versions", "All Versions", "-"])
def test_every_version_is_meant(text: str) -> None:
    assert rule(text).everything
    assert rule(text).understood


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("<= 9.33", "<="),
        ("9.33 and below", "<="),
        ("9.33 or earlier versions", "<="),
        ("9.33 and prior", "<="),
        ("9.33 and all previous", "<="),
        ("> 9.33", ">"),
        ("9.33 and later", ">="),
        ("9.33 or newer", ">="),
        ("version 9.33", "="),
        ("v9.33 (integrated)", "="),
    ],
)
def test_a_bound_is_read_from_signs_and_from_words(text: str, operator: str) -> None:
    assert bounds(text) == [[(operator, (9, 33), False)]]


def test_alternatives_stand_apart_and_a_lower_bound_takes_the_next_upper_one() -> None:
    assert bounds("1.0 | 2.0") == [[("=", (1, 0), False)], [("=", (2, 0), False)]]
    assert bounds(">= 1.0 | < 2.0") == [[(">=", (1, 0), False), ("<", (2, 0), False)]]
    assert bounds("< 2.0 | >= 3.0") == [[("<", (2, 0), False)], [(">=", (3, 0), False)]]


def test_letters_in_a_row_are_a_range_and_a_placeholder_is_said() -> None:
    assert bounds("Rev J-M") == [[(">=", ("j",), False), ("<=", ("m",), True)]]
    assert bounds("14.1.x") == [[("=", (14, 1), True)]]


def test_letters_that_are_written_onto_a_number_are_marked() -> None:
    assert key("U61") == ("u#", 61)
    assert key("1.8.4 service pack 01") == (1, 8, 4, "sp", 1)
    assert key("A.01") == ("a", 1)


@pytest.mark.parametrize("version", ["", "Windows 10", "x", "1.0 / 2.0", "unknown"])
def test_what_is_no_version_has_no_key(version: str) -> None:
    assert key(version) == ()


def test_a_part_that_is_not_understood_is_said_and_the_others_are_kept() -> None:
    found = rule("<= 2.0 | with the wireless option")
    assert found.partly
    assert found.clauses == ((Bound("<=", (2, 0), open_end=False),),)
    assert not rule("with the wireless option").understood
    assert not rule("3 (only with option)").understood


@given(st.text(max_size=2 * MAX_TEXT))
def test_any_text_is_read(text: str) -> None:
    found = rule(text)
    assert found.understood is (found.everything or bool(found.clauses))
    assert isinstance(key(text), tuple)


def test_a_text_that_is_too_long_is_not_understood() -> None:
    assert not rule("1" * (MAX_TEXT + 1)).understood
