# SPDX-License-Identifier: Apache-2.0
"""Small readings that all readers of reports share."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.testing.source import after_epoch, clean, cwes, moment, whole


@given(st.text(), st.integers(2, 50))
def test_text_becomes_one_printable_line_of_bounded_length(text: str, limit: int) -> None:
    made = clean(text, limit)
    assert made.isprintable()
    assert len(made) <= limit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("external/cwe/cwe-079", ("CWE-79",)),
        ("CWE-798: Use of a key", ("CWE-798",)),
        ("CWE_22;CWE-20", ("CWE-20", "CWE-22")),
        ("cwe-1234567", ()),
        ("crowe-79", ()),
    ],
)
def test_weaknesses_are_found_in_any_common_writing(text: str, found: tuple[str, ...]) -> None:
    assert cwes((text,)) == found


def test_counts_are_ascii_digits() -> None:
    assert [whole(text) for text in (" 12 ", "-1", "1e3", "٣", "9" * 40, None)] == [
        12,
        None,
        None,
        None,
        None,
        None,
    ]


def test_times_are_utc_or_nothing() -> None:
    assert moment("2026-03-04T23:30:00-02:00") == dt.datetime(2026, 3, 5, 1, 30, tzinfo=dt.UTC)
    assert [moment(text) for text in ("yesterday", "", None, "0001-01-01T00:00:00+14:00")] == [None] * 4
    assert after_epoch(86_400) == dt.datetime(1970, 1, 2, tzinfo=dt.UTC)
    assert [after_epoch(number) for number in (None, 0, 10**15)] == [None] * 3
