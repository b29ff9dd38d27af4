# SPDX-License-Identifier: Apache-2.0
"""Moments and texts: moments order by time whatever their offset, texts by their bytes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions.texts import datetime, lexicographic
from version_laws import assert_in_order, refused, sign

offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
moments = st.datetimes(dt.datetime(2, 1, 1), dt.datetime(9998, 12, 31), timezones=offsets)  # noqa: DTZ001


def test_moments_are_in_order_of_time() -> None:
    assert_in_order(
        datetime,
        [
            "0001-01-01T00:00:00+23:59",
            "0001-01-01T00:00:00Z",
            "2024-01-01T00:00:00+02:00 2023-12-31T22:00:00Z",
            "2023-12-31T23:00:00Z",
            "2023-12-31T23:59:60Z 2024-01-01T00:00:00Z 2023-12-31T19:00:00-05:00 2024-01-01t00:00:00.000z",
            "2024-01-01T00:00:00.090Z 2024-01-01T00:00:00.09Z",
            "2024-01-01T00:00:00.123Z",
            "2024-01-01T00:00:00.9Z",
            "2024-01-01T00:00:01-00:00",
            "9999-12-31T23:59:59-23:59",
        ],
    )


@given(one=moments, other=moments)
def test_keys_order_as_moments_do(one: dt.datetime, other: dt.datetime) -> None:
    assert sign(datetime(one.isoformat()), datetime(other.isoformat())) == sign(one, other)


@pytest.mark.parametrize(
    "text",
    ["", "2024-01-01", "2024-01-01T00:00:00", "2024-02-30T00:00:00Z", "2024-13-01T00:00:00Z",
     "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", "2024-01-01 00:00:00Z",
     "2024-01-01T00:00:00.Z", "0000-01-01T00:00:00Z",
     "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00Z ", "20240101T000000Z", "²024-01-01T00:00:00Z"],
)  # fmt: skip # a list of texts, not a table
def test_what_is_no_moment_is_refused(text: str) -> None:
    assert refused(datetime, text)


@given(one=st.text(min_size=1), other=st.text(min_size=1))
def test_texts_order_as_their_bytes(one: str, other: str) -> None:
    assert sign(lexicographic(one), lexicographic(other)) == sign(one.encode(), other.encode())


def test_empty_and_broken_texts_are_refused() -> None:
    assert refused(lexicographic, "")
    assert refused(lexicographic, "\ud800")
