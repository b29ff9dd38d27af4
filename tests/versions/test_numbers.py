# SPDX-License-Identifier: Apache-2.0
"""Numbers as bytes: their order is the order of the numbers, whatever follows them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.numbers import NUMBERS, ZERO, encoded

numbers = st.integers(0, 300) | st.integers(0, 10**20) | st.integers(0, 10**60)


@given(one=numbers, other=numbers)
@example(one=159, other=160)
@example(one=10**14 - 1, other=10**14)
@example(one=10**255, other=10**256)
def test_bytes_order_as_the_numbers_do(one: int, other: int) -> None:
    assert (encoded(str(one)) < encoded(str(other))) == (one < other)
    assert (encoded(str(one)) == encoded(str(other))) == (one == other)


@given(one=numbers, other=numbers, after_one=st.binary(max_size=3), after_other=st.binary(max_size=3))
def test_what_follows_a_number_never_disturbs_the_order(
    one: int, other: int, after_one: bytes, after_other: bytes
) -> None:
    if one != other:
        assert (encoded(str(one)) + after_one < encoded(str(other)) + after_other) == (one < other)


@given(number=numbers, zeros=st.integers(0, 40))
def test_leading_zeros_do_not_count(number: int, zeros: int) -> None:
    assert encoded("0" * zeros + str(number)) == encoded(str(number))


@given(numbers)
def test_the_first_byte_leaves_room_for_marks_and_only_zero_ends_in_its_byte(number: int) -> None:
    assert 0x10 <= encoded(str(number))[0] <= 0xBF
    assert encoded(str(number)).endswith(ZERO) == (number == 0)


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", " 1", "1_0", "x", "\uff11", "²", "٣"])
def test_only_ascii_digits_are_a_number(text: str) -> None:
    with pytest.raises(KeyError):
        encoded(text)


def test_a_number_longer_than_python_reads_by_default_is_encoded_too() -> None:
    assert encoded("9" * 5000) < encoded("1" + "0" * 5000)


@given(numbers)
def test_the_mapping_answers_as_the_function(number: int) -> None:
    assert NUMBERS[str(number)] == encoded(str(number))
