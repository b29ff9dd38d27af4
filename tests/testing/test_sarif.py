# SPDX-License-Identifier: Apache-2.0
"""SARIF: which results count, which are told apart, and when an empty list shows nothing."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from medward.base.problems import ProblemsError
from medward.testing import Outcome, Report, parse

SAMPLES = Path(__file__).parent / "samples"
RAN = {"invocations": [{"executionSuccessful": True}]}


def run(results: list[dict[str, Any]] | None, **keys: Any) -> Report:
    one: dict[str, Any] = {"tool": {"driver": {"name": "Seeker"}}, **keys}
    if results is not None:
        one["results"] = results
    return parse(json.dumps({"version": "2.1.0", "runs": [one]}).encode(), "made.sarif")


def test_findings_of_one_rule_are_one_with_their_weaknesses_and_places() -> None:
    report = parse((SAMPLES / "analysis.sarif.json").read_bytes(), "analysis.sarif.json")
    assert (report.outcome, report.tool, report.version) == (Outcome.FAILED, "Seeker", "4.2.1")
    first = report.findings[0]
    assert (first.key, first.severity, first.count) == ("Seeker:S/overflow", "error", 2)
    assert first.cwe == ("CWE-120", "CWE-787")
    assert first.places == ("src/pump main.c:12", "src/link.c:7")
    assert first.text == "The copy may go beyond the buffer."
    assert (str(report.first_day), str(report.day)) == ("2026-03-04", "2026-03-05")


def test_what_is_suppressed_is_told_and_does_not_count() -> None:
    report = parse((SAMPLES / "analysis.sarif.json").read_bytes(), "analysis.sarif.json")
    assert [(one.key, one.suppressed, one.cwe) for one in report.suppressed] == [
        ("Seeker:S/key", "Key of a test", ("CWE-321", "CWE-798"))
    ]
    assert "1 results are suppressed and do not count" in report.notes
    assert report.counts["suppressed"] == 1


@pytest.mark.parametrize("status", ["underReview", "rejected"])
def test_a_suppression_that_nobody_accepted_suppresses_nothing(status: str) -> None:
    report = run([{"ruleId": "a", "suppressions": [{"kind": "external"}, {"kind": "external", "status": status}]}])
    assert (report.outcome, len(report.findings)) == (Outcome.FAILED, 1)


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ({}, Outcome.FAILED),
        ({"level": "error"}, Outcome.FAILED),
        ({"level": "dreadful"}, Outcome.FAILED),
        ({"level": "note"}, Outcome.PASSED),
        ({"kind": "pass"}, Outcome.PASSED),
        ({"kind": "open"}, Outcome.UNKNOWN),
        ({"kind": "review"}, Outcome.UNKNOWN),
        ({"kind": "odd"}, Outcome.UNKNOWN),
        ({"kind": "notApplicable"}, Outcome.UNKNOWN),
        ({"baselineState": "absent"}, Outcome.PASSED),
        ({"baselineState": "unchanged"}, Outcome.FAILED),
        ({"suppressions": []}, Outcome.FAILED),
    ],
)
def test_what_a_result_says_of_the_run(result: dict[str, Any], outcome: Outcome) -> None:
    assert run([{"ruleId": "a", "message": {"text": "m"}, **result}], **RAN).outcome is outcome


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ({}, Outcome.UNKNOWN),
        (RAN, Outcome.PASSED),
        ({"artifacts": [{"location": {"uri": "a.c"}}]}, Outcome.PASSED),
        ({**RAN, "externalPropertyFileReferences": {"results": [{}]}}, Outcome.UNKNOWN),
        ({"invocations": [{"executionSuccessful": False}]}, Outcome.ERROR),
        (
            {"invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [{"level": "error"}]}]},
            Outcome.ERROR,
        ),
    ],
)
def test_an_empty_list_passes_only_where_something_was_looked_at(keys: dict[str, Any], outcome: Outcome) -> None:
    assert run([], **keys).outcome is outcome


def test_no_list_and_no_run_show_nothing() -> None:
    assert run(None, **RAN).outcome is Outcome.UNKNOWN
    assert parse(b'{"version": "2.1.0", "runs": []}', "none.sarif").outcome is Outcome.UNKNOWN


def test_a_run_that_broke_is_an_error_although_it_has_findings() -> None:
    assert run([{"ruleId": "a"}], invocations=[{"executionSuccessful": False}]).outcome is Outcome.ERROR


def test_another_version_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"testing\.version"):
        parse(b'{"version": "1.0.0", "runs": []}', "old.sarif")


def test_a_report_that_was_cut_off_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"testing\.syntax"):
        parse((SAMPLES / "analysis.sarif.json").read_bytes()[:900], "half.sarif")


def test_the_report_of_ruff_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "it.py").write_text("import os\nassert os\n")
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--isolated",
        "--no-cache",
        "--select",
        "S",
        "--output-format",
    ]
    made = subprocess.run([*command, "sarif", str(tmp_path)], check=False, capture_output=True)
    report = parse(made.stdout, "ruff.sarif")
    assert (report.outcome, report.tool) == (Outcome.FAILED, "ruff")
    assert report.version
    assert [(one.key, one.count) for one in report.findings] == [("ruff:S101", 1)]
    assert report.findings[0].places[0].endswith("/it.py:2")


def test_ruff_on_an_empty_folder_shows_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--output-format", "sarif"]
    made = subprocess.run([*command, str(tmp_path)], check=False, capture_output=True)
    assert parse(made.stdout, "ruff.sarif").outcome is Outcome.UNKNOWN
