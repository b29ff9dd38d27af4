# SPDX-License-Identifier: Apache-2.0
"""Lists of numbers: R, Haskell and intdot order as the lists of integers do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions.counted import cran, hackage, intdot
from version_laws import assert_in_order, refused, sign

IN_ORDER = [
    "0",
    "0.0",
    "0.0.1",
    "0.9.9",
    "1 01 001",
    "1.0",
    "1.0.0",
    "1.2.2",
    "1.2.10 1.002.010",
    "1.10",
    "2",
    "10.1",
]
lists = st.lists(st.integers(0, 300) | st.integers(0, 10**20), min_size=1, max_size=6)


def dotted(numbers: list[int]) -> str:
    return ".".join(map(str, numbers))


def test_the_table_is_in_order_for_all_three() -> None:
    for key in (cran, hackage, intdot):
        assert_in_order(key, IN_ORDER)


@given(one=lists, other=lists)
def test_keys_order_as_the_lists_do(one: list[int], other: list[int]) -> None:
    for key in (cran, hackage, intdot):
        assert sign(key(dotted(one)), key(dotted(other))) == sign(one, other)


def test_r_takes_a_hyphen_for_a_dot() -> None:
    assert_in_order(cran, ["1.2-3 1.2.3 1-2-3", "1.2-10", "1.3-0", "1.3-0.1"])


def test_intdot_ends_at_the_first_other_character() -> None:
    assert_in_order(intdot, ["1.2 1.2beta 1.2rc1 1.2. 1.2-3", "1.10 1.10alpha", "2.0 2.0+x"])


@pytest.mark.parametrize("text", ["", "a", ".1", "-1", "v1", " 1"])
def test_what_begins_with_no_number_is_refused_by_all(text: str) -> None:
    assert [refused(key, text) for key in (cran, hackage, intdot)] == [True] * 3


@pytest.mark.parametrize("text", ["1.", "1..2", "1.a", "1.0-", "1 2", "1.2\n", "1.²"])
def test_r_and_haskell_refuse_everything_else(text: str) -> None:
    assert [refused(cran, text), refused(hackage, text)] == [True, True]


def test_long_lists_are_read_too() -> None:
    assert hackage("1" + ".0" * 500) < hackage("1" + ".0" * 499 + ".1")
