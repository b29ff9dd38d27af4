# SPDX-License-Identifier: Apache-2.0
"""Whether the generic order is to be trusted with two versions, by their shapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.shapes import MAX_TOKENS, decided


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.0", "2.0"),
        ("v1.0", "2.0"),
        ("1.2", "1.2.1"),
        ("1.2", "1.2.0"),
        ("10.0.19041.1", "10.0.22000.5"),
        ("1.0.2k", "1.0.3"),
        ("1.0.2k", "1.1.0"),
        ("1.0.2g", "1.0.2k"),
        ("2.0-rc1", "3.0"),
        ("2.0-rc1", "2.0-rc2"),
        ("2.0-rc1", "2.0-RC1"),
        ("1.01", "1.1"),
        ("2016", "2019"),
        ("2016.1.2", "2024.3"),
        ("20230101", "20240101"),
        ("5.4.x", "5.3.9"),
        ("1.2.3", "0"),
        ("7", "8.1"),
    ],
)
def test_where_every_maker_counts_in_the_same_way_the_order_is_trusted(one: str, other: str) -> None:
    assert decided(one, other)


@pytest.mark.parametrize(
    ("one", "other", "shape"),
    [
        ("1.0.2k", "1.0.2", "a letter may be a later release"),
        ("1.0.2", "1.0.2a", "or an alpha"),
        ("2.0", "2.0-rc1", "a word before the release"),
        ("1.3.0", "1.3.0 Build 14", "a word after it"),
        ("1.2", "1.2-3", "a revision"),
        ("1.2-3", "1.2.4", "a revision against a number"),
        ("1.2.3", "1.2.b", "a number against a word"),
        ("12.2SXI", "12.2SXJ", "two trains"),
        ("2.0-alpha", "2.0-beta", "two words"),
        ("2016", "10.0.4", "a year against a version"),
        ("2016", "20170101", "a year against a date"),
        ("20240101", "3.1", "a date against a version"),
        ("22", "10.0.19041", "a build against a version"),
        ("", "1.0", "nothing"),
        ("...", "1.0", "no number"),
    ],
)
def test_where_makers_count_differently_it_is_not(one: str, other: str, shape: str) -> None:
    assert not decided(one, other), shape


VERSIONS = st.text("0129.-_ abrcvx*", max_size=12)


@given(VERSIONS, VERSIONS)
def test_it_is_the_same_either_way_round(one: str, other: str) -> None:
    assert decided(one, other) is decided(other, one)


@given(VERSIONS)
def test_a_version_is_always_decided_against_itself(one: str) -> None:
    assert decided(one, one)


def test_very_many_parts_are_never_trusted() -> None:
    assert not decided("1." * MAX_TOKENS + "1", "2.0")


def test_numbers_may_have_any_length() -> None:
    assert decided("1." + "9" * 5_000, "1." + "0" * 5_000 + "1")
