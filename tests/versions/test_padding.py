# SPDX-License-Identifier: Apache-2.0
"""Lists that zeros follow for ever: their bytes order as the lists do."""

from itertools import zip_longest

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.numbers import NUMBERS
from medward.versions.padding import END, ZERO, number, numbers, padded

BELOW, ABOVE = b"\x01", b"\x06"
lists = st.lists(st.integers(-1, 3), max_size=8)
ITEMS = {-1: BELOW, 0: ZERO, 1: ABOVE, 2: NUMBERS["2"], 3: NUMBERS["3"]}


def order(one: list[int], other: list[int]) -> int:
    pairs = zip_longest(one, other, fillvalue=0)
    return next(((mine > its) - (mine < its) for mine, its in pairs if mine != its), 0)


@given(one=lists, other=lists)
@example(one=[1], other=[1, 0, -1])
@example(one=[1, 0, -1], other=[1, 0, 0, -1])
@example(one=[1, 0, 1], other=[1, 0, 0, 1])
@example(one=[1, 0, 0], other=[1])
def test_bytes_order_as_lists_padded_with_zeros(one: list[int], other: list[int]) -> None:
    first, second = padded(ITEMS[item] for item in one), padded(ITEMS[item] for item in other)
    assert (first > second) - (first < second) == order(one, other)
    assert first.endswith(END)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=6))
def test_numbers_between_dots_have_the_bytes_of_their_list(values: list[int]) -> None:
    assert numbers(".".join(map(str, values))) == padded(number(str(value)) for value in values)


@pytest.mark.parametrize("text", ["", "1.", ".1", "1..2", "1.a", "1.-1", "a.1", "1" + ".1" * 64 + ".x"])
def test_other_texts_are_no_numbers_between_dots(text: str) -> None:
    with pytest.raises(KeyError):
        numbers(text)
