# SPDX-License-Identifier: Apache-2.0
"""What became better or worse between two reports of one test."""

from medward.testing import FileCoverage, Finding, Format, Outcome, Report
from medward.testing.comparing import Comparison, compare

FAULT = Finding("a", "Fault a")


def report(outcome: Outcome = Outcome.PASSED, *findings: Finding, ran: str = "", hidden: str = "") -> Report:
    told = tuple(Finding(key, f"Fault {key}", suppressed="why") for key in hidden)
    return Report(
        Format.JUNIT, "sha256:0", outcome, ("why",), findings=findings, suppressed=told, ran=frozenset(ran)
    )


def covered(lines: int) -> Report:
    counts = {"lines": 10, "lines_covered": lines}
    files = (FileCoverage("a.c", 10, lines),)
    return Report(Format.LCOV, "sha256:0", Outcome.NOT_JUDGED, ("why",), counts=counts, coverage=files)


def test_a_report_is_neither_better_nor_worse_than_itself() -> None:
    for one in (report(), report(Outcome.FAILED, FAULT, ran="a"), covered(3)):
        assert compare(one, one) == Comparison()


def test_a_fault_that_is_gone_is_better_where_its_case_was_run() -> None:
    before = report(Outcome.FAILED, FAULT, ran="ab")
    assert "no longer reported: Fault a" in compare(before, report(ran="ab")).better
    after = compare(before, report(ran="b"))
    assert "no longer reported: Fault a" not in after.better
    assert after.worse == ("no longer run: a",)


def test_a_fault_that_is_suppressed_now_is_worse() -> None:
    found = compare(report(Outcome.FAILED, FAULT), report(hidden="a"))
    assert found.worse == ("now suppressed: Fault a",)
    assert "no longer reported: Fault a" not in found.better


def test_a_new_fault_and_a_result_that_is_not_passed_any_more_are_worse() -> None:
    assert compare(report(), report(Outcome.FAILED, FAULT)).worse == (
        "the result was passed, and is failed",
        "new: Fault a",
    )
    assert compare(report(), report(Outcome.UNKNOWN)).worse == ("the result was passed, and is unknown",)


def test_nothing_is_better_in_a_report_that_cannot_be_believed() -> None:
    found = compare(report(Outcome.FAILED, FAULT), report(Outcome.ERROR))
    assert (found.better, len(found.worse)) == ((), 1)


def test_coverage_that_goes_down_is_worse() -> None:
    assert compare(covered(5), covered(3)).worse == ("50.0 % of lines were run, and 30.0 % are",)
    assert compare(covered(3), covered(5)).better == ("30.0 % of lines were run, and 50.0 % are",)


def test_long_lists_are_counted() -> None:
    many = report(Outcome.FAILED, *(Finding(str(number), f"Fault {number}") for number in range(30)))
    assert compare(report(Outcome.FAILED), many).worse[-1] == "new: 10 more"
