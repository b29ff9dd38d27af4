# SPDX-License-Identifier: Apache-2.0
"""A problem says where, what and how to mend it; an error holds all of them in order."""

from medward.base.problems import Place, Problem, ProblemsError

LATER = Problem(Place("b.yaml", 2, 1), "a", "x.rule", "this is wrong", "Mend it")
EARLIER = Problem(Place("a.yaml"), "", "x.rule", "this is wrong", "Mend it")


def test_a_place_is_a_file_and_a_line_where_there_is_one() -> None:
    assert str(Place("a.yaml", 3, 7)) == "a.yaml:3"
    assert str(Place("a.yaml")) == "a.yaml"


def test_a_problem_reads_as_one_line() -> None:
    assert str(LATER) == "b.yaml:2: a: this is wrong. Mend it [x.rule]"
    assert str(EARLIER) == "a.yaml: this is wrong. Mend it [x.rule]"


def test_an_error_holds_every_problem_once_in_order_of_place() -> None:
    error = ProblemsError([LATER, EARLIER, LATER])
    assert error.problems == (EARLIER, LATER)
    assert str(error) == f"{EARLIER}\n{LATER}"
