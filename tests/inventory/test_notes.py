# SPDX-License-Identifier: Apache-2.0
"""Notes on what was not taken over."""

from medward.inventory.notes import counted, left_out


def test_sections_that_hold_something_are_noted_with_their_number() -> None:
    assert left_out({"services": (1, 2), "annotations": (), "citations": None}) == ["not taken over: services (2)"]


def test_nothing_is_noted_of_a_count_of_nothing() -> None:
    assert counted(0, "refs", ["a"]) == []


def test_a_count_shows_its_first_three_examples() -> None:
    assert counted(2, "refs renamed", ["a", "b"]) == ["2 refs renamed: a, b"]
    assert counted(5, "refs renamed", list("abcde")) == ["5 refs renamed: a, b, c, …"]
    assert counted(1, "refs missing") == ["1 refs missing"]
