# SPDX-License-Identifier: Apache-2.0
"""`medward disclosure`: a case from its report to its publication, in a dossier that people write by hand."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli import application
from medward.dossier import load
from triage.disclosures import DEADLINES, folder

REPORTED = ("--title", "Crash on a long message", "--author", "Product security", "--date", "2026-03-02")


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["disclosure"]), ["disclosure", *map(str, arguments)])


def opened(tmp_path: Path, *more: str) -> Path:
    path = folder(tmp_path, DEADLINES)
    result = medward("open", path, *REPORTED, *more)
    assert result.exit_code == 0, result.output
    return path


def test_a_report_is_opened_with_the_next_id_and_comments_stay(tmp_path: Path) -> None:
    path = opened(tmp_path)
    assert medward("open", path, *REPORTED).stdout.startswith("CVD-2026-002 is reported; recorded in ")
    assert [one.id for one in load(path).dossier.disclosures] == ["CVD-2026-001", "CVD-2026-002"]
    assert "# A comment that stays." in (path / "dossier.yaml").read_text()


def test_a_case_goes_on_step_by_step(tmp_path: Path) -> None:
    path = opened(tmp_path)
    for day, stage in enumerate(("acknowledged", "triaged", "fixed", "published"), 3):
        made = medward(
            "advance", path, "CVD-2026-001", stage, "--author", "Product security", "--date", f"2026-03-{day:02}"
        )
        assert made.exit_code == 0, made.output
    (case,) = load(path).dossier.disclosures
    assert [step.stage for step in case.steps] == ["reported", "acknowledged", "triaged", "fixed", "published"]
    assert medward("list", path, "--as-of", "2027-01-01").exit_code == 0


def test_the_list_says_what_is_due_and_ends_with_1_where_it_is_overdue(tmp_path: Path) -> None:
    path = opened(tmp_path)
    in_time = medward("list", path, "--as-of", "2026-03-05")
    assert in_time.exit_code == 0
    assert "due: acknowledged by 2026-03-05" in in_time.stdout
    late = medward("list", path, "--as-of", "2026-03-07")
    assert late.exit_code == 1
    assert "overdue: acknowledged was due by 2026-03-05, 2 days ago" in late.stdout
    assert "1 case as of 2026-03-07, 1 overdue" in late.stdout


def test_the_list_as_json_has_the_days(tmp_path: Path) -> None:
    path = opened(tmp_path, "--embargo-until", "2026-06-01", "--vulnerability", "CVE-2099-0001")
    told = json.loads(medward("list", path, "--as-of", "2026-03-07", "--format", "json").stdout)
    (case,) = told["cases"]
    assert (case["stage"], case["under_embargo"], case["vulnerability"]) == ("reported", True, "CVE-2099-0001")
    assert case["due"][0] == {"stage": "acknowledged", "by": "2026-03-05", "days_late": 2}
    assert told["without_deadlines"] == []


def test_without_deadlines_an_open_case_is_not_in_time(tmp_path: Path) -> None:
    path = folder(tmp_path, "")
    assert medward("open", path, *REPORTED).exit_code == 0
    result = medward("list", path, "--as-of", "2026-03-02")
    assert result.exit_code == 1
    assert "no deadlines: nothing says when the steps of CVD-2026-001 are due" in result.stderr


def test_no_case_is_nothing_to_do(tmp_path: Path) -> None:
    result = medward("list", folder(tmp_path, ""), "--as-of", "2026-03-02")
    assert (result.exit_code, result.stdout) == (0, "0 cases as of 2026-03-02, 0 overdue\n")


@pytest.mark.parametrize("output", ["text", "json"])
def test_who_reported_is_shown_nowhere(tmp_path: Path, output: str) -> None:
    path = opened(tmp_path, "--reporter", "Mallory <m@example.com>", "--credit", "M.")
    result = medward("list", path, "--as-of", "2026-03-02", "--format", output)
    assert "Mallory" not in result.output
    assert load(path).dossier.disclosures[0].reporter == "Mallory <m@example.com>"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("CVD-2026-001", "published"), "disclosure.step"),
        (("CVD-2026-001", "acknowledged", "--date", "2026-01-01"), "disclosure.step"),
        (("CVD-2026-009", "acknowledged"), "disclosure.unknown"),
    ],
)
def test_a_step_that_cannot_be_taken_changes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    path = opened(tmp_path)
    before = load(path).digest
    result = medward("advance", path, *arguments, "--author", "Product security")
    assert result.exit_code == 2
    assert code in result.stderr
    assert load(path).digest == before


def test_an_id_that_is_taken_is_refused(tmp_path: Path) -> None:
    path = opened(tmp_path)
    result = medward("open", path, *REPORTED, "--id", "CVD-2026-001")
    assert result.exit_code == 2
    assert "disclosure.taken" in result.stderr


def test_what_is_no_day_is_refused(tmp_path: Path) -> None:
    result = medward("list", folder(tmp_path, ""), "--as-of", "tomorrow")
    assert result.exit_code == 2
    assert "is no day" in result.stderr
