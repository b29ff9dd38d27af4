# SPDX-License-Identifier: Apache-2.0
"""How a reader gives up: one problem, with the place."""

from medward.inventory.source import MAKE_AGAIN, Source, refusal

SOURCE = Source("main.json", b"one\ntwo\nthree", "sha256:0")


def test_a_refusal_is_one_problem_with_its_place() -> None:
    (problem,) = SOURCE.refusal("shape", "a value is odd", line=2, key="components[0]").problems
    assert str(problem) == f"main.json:2: components[0]: a value is odd. {MAKE_AGAIN} [inventory.shape]"


def test_a_file_without_bytes_is_refused_as_a_whole() -> None:
    (problem,) = refusal("gone.json", "unreadable", "it is gone", "Look for it").problems
    assert (problem.place.line, problem.code) == (0, "inventory.unreadable")


def test_lines_are_counted_from_one() -> None:
    assert [SOURCE.line(offset) for offset in (-1, 0, 3, 4, 8, 99)] == [1, 1, 1, 2, 3, 3]
