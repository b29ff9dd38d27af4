# SPDX-License-Identifier: Apache-2.0
"""Lengths of bars: exact in sum, and nothing that is there disappears."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.reports.bars import whole_parts

COUNTS = st.lists(st.integers(0, 100_000), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("counts", "length", "parts"),
    [
        ([1, 1], 10, [5, 5]),
        ([3, 1], 8, [6, 2]),
        ([1, 1, 1], 10, [4, 3, 3]),
        ([10_000, 1], 72, [71, 1]),
        ([0, 5], 10, [0, 10]),
        ([0, 0], 10, [0, 0]),
        ([7, 7, 7], 2, [1, 1, 0]),
    ],
)
def test_counts_become_lengths(counts: list[int], length: int, parts: list[int]) -> None:
    assert whole_parts(counts, length) == parts


@given(COUNTS, st.integers(0, 1000), st.integers(0, 20))
def test_the_parts_fill_the_bar_exactly(counts: list[int], length: int, least: int) -> None:
    assert sum(whole_parts(counts, length, least)) == (length if sum(counts) else 0)


@given(COUNTS, st.integers(200, 1000), st.integers(1, 20))
def test_every_count_is_seen(counts: list[int], length: int, least: int) -> None:
    parts = whole_parts(counts, length, least)
    assert all(part >= least if count else part == 0 for count, part in zip(counts, parts, strict=True))


@given(COUNTS, st.integers(200, 1000))
def test_more_is_never_shown_shorter(counts: list[int], length: int) -> None:
    parts = sorted(zip(counts, whole_parts(counts, length), strict=True))
    assert all(part <= after + 1 for (_, part), (_, after) in itertools.pairwise(parts))
