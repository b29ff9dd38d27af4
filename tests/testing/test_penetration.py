# SPDX-License-Identifier: Apache-2.0
"""Findings of a penetration test in CSV: what fails the test, and every bad row with its place and mend."""

from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.testing import Format, Outcome, Report, parse
from medward.testing.penetration import COLUMNS

SAMPLES = Path(__file__).parent / "samples"
HEADER = "id,title,severity,status,tester,date,cwe\n"
GOOD = "P1,Weak code,high,open,Testers,2026-02-03,CWE-307\n"


def said(rows: str) -> Report:
    return parse((HEADER + rows).encode(), "findings.csv", Format.PENTEST)


def test_open_findings_fail_and_the_rest_is_told_apart() -> None:
    report = parse((SAMPLES / "findings.csv").read_bytes(), "findings.csv")
    assert (report.format, report.outcome) == (Format.PENTEST, Outcome.FAILED)
    assert [(one.key, one.severity, one.cwe) for one in report.findings] == [("PT-01", "high", ("CWE-307",))]
    assert [one.key for one in report.suppressed] == ["PT-03"]
    assert report.tool == "Red Team Ltd., for the maker"
    assert (str(report.first_day), str(report.day)) == ("2026-02-03", "2026-02-12")


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ("", Outcome.UNKNOWN),
        (GOOD, Outcome.FAILED),
        (GOOD.replace("high", "low"), Outcome.FAILED),
        (GOOD.replace("high", "info"), Outcome.PASSED),
        (GOOD.replace("open", "fixed"), Outcome.PASSED),
    ],
)
def test_what_the_rows_say_of_the_test(rows: str, outcome: Outcome) -> None:
    assert said(rows).outcome is outcome


@pytest.mark.parametrize(
    ("old", "new", "column", "code"),
    [
        ("P1", "", 1, "testing.cell"),
        ("high", "bad", 3, "testing.cell"),
        ("open", "maybe", 4, "testing.cell"),
        ("2026-02-03", "3 Feb", 6, "testing.cell"),
        ("CWE-307", "307", 7, "testing.cell"),
        ("Weak code", "x" * 6_000, 2, "testing.row"),
        ("CWE-307", "CWE-307,more", 0, "testing.row"),
    ],
)
def test_a_bad_row_is_told_with_line_column_and_mend(old: str, new: str, column: int, code: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        said(GOOD.replace("P1", "P0") + GOOD.replace(old, new))
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column, problem.code) == (3, column, code)
    assert problem.mend


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"testing\.duplicate"):
        said(GOOD + GOOD)


@pytest.mark.parametrize("header", ["id,severity,status", HEADER.strip() + ",id"])
def test_a_column_that_is_missing_or_stands_twice_is_refused(header: str) -> None:
    with pytest.raises(ProblemsError, match=r"testing\.columns"):
        parse(f"{header}\n".encode(), "findings.csv")


def test_a_table_with_too_many_columns_is_refused() -> None:
    with pytest.raises(ProblemsError, match="columns allowed"):
        parse((HEADER.strip() + ",x" * 300).encode(), "findings.csv", Format.PENTEST)


def test_every_bad_row_is_told_at_once() -> None:
    with pytest.raises(ProblemsError) as caught:
        said("".join(GOOD.replace("P1", f"P{number}").replace("high", "?") for number in range(5)))
    assert [problem.place.line for problem in caught.value.problems] == [2, 3, 4, 5, 6]


def test_the_guide_names_every_column() -> None:
    guide = Path(__file__).parents[2] / "docs" / "how-to" / "take-in-test-results.md"
    assert all(f"| `{column}` |" in guide.read_text() for column in COLUMNS)
