# SPDX-License-Identifier: Apache-2.0
"""The mapping of parts: it answers as its function does, and never grows without bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions.learned import LONGEST_KEPT, MOST_KEPT, Learned


def test_a_part_is_worked_out_once() -> None:
    asked: list[str] = []

    def work(part: str) -> int:
        asked.append(part)
        return len(part)

    lengths = Learned(work)
    assert [lengths["abc"], lengths["abc"]] == [3, 3]
    assert asked == ["abc"]


@given(st.lists(st.text(max_size=LONGEST_KEPT + 4)))
def test_the_answer_never_depends_on_what_is_kept(parts: list[str]) -> None:
    lengths = Learned(len)
    assert [lengths[part] for part in parts] == [len(part) for part in parts]


def test_long_parts_are_not_kept() -> None:
    lengths = Learned(len)
    assert lengths["x" * (LONGEST_KEPT + 1)] == LONGEST_KEPT + 1
    assert not lengths


def test_parts_beyond_the_longest_wanted_are_refused() -> None:
    lengths = Learned(len, longest=4)
    assert lengths["abcd"] == 4
    with pytest.raises(KeyError):
        lengths["abcde"]


def test_the_mapping_starts_afresh_when_it_is_full() -> None:
    lengths = Learned(len)
    for number in range(MOST_KEPT + 10):
        assert lengths[str(number)] == len(str(number))
    assert len(lengths) == 10


def test_what_the_work_raises_is_raised_each_time_and_nothing_is_kept() -> None:
    numbers = Learned(int)
    for _ in range(2):
        with pytest.raises(ValueError, match="invalid literal"):
            numbers["x"]
    assert not numbers
