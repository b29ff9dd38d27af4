# SPDX-License-Identifier: Apache-2.0
"""Coverage in three formats: the same totals, no verdict, and an error where files are missing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.testing import FileCoverage, Outcome, parse

SAMPLES = Path(__file__).parent / "samples"


def test_cobertura_tells_lines_and_branches_of_each_file() -> None:
    report = parse((SAMPLES / "cobertura.xml").read_bytes(), "cobertura.xml")
    assert report.outcome is Outcome.NOT_JUDGED
    assert report.coverage == (FileCoverage("src/auth.c", 3, 2, 2, 1), FileCoverage("src/link.c", 2, 1))
    assert str(report.day) == "2026-03-03"


def test_lcov_takes_records_of_one_file_together() -> None:
    report = parse((SAMPLES / "trace.lcov").read_bytes(), "trace.lcov")
    assert report.coverage == (FileCoverage("src/auth.c", 3, 3, 2, 1),)
    assert (report.tool, report.day) == ("", None)


def test_the_json_of_coverage_py_names_its_version() -> None:
    report = parse((SAMPLES / "coverage.json").read_bytes(), "coverage.json")
    assert (report.tool, report.version, str(report.day)) == ("coverage.py", "7.4.0", "2026-02-03")
    assert report.counts == {
        "files": 2, "lines": 6, "lines_covered": 3, "branches": 2, "branches_covered": 1,
    }  # fmt: skip
    assert report.reasons == ("50.0 % of 6 lines were run; coverage says what ran, not that it works",)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("cobertura.xml", 'lines-valid="5"', 'lines-valid="50"'),
        ("trace.lcov", "LF:3", "LF:30"),
        ("coverage.json", '"num_statements": 6', '"num_statements": 60'),
        ("coverage.json", '"covered_lines": 3', '"covered_lines": 5'),
    ],
)
def test_totals_that_are_not_those_of_the_files_are_an_error(name: str, old: str, new: str) -> None:
    text = (SAMPLES / name).read_text()
    assert old in text
    assert parse(text.replace(old, new).encode(), name).outcome is Outcome.ERROR


def test_a_tracefile_that_was_cut_off_is_an_error() -> None:
    text = (SAMPLES / "trace.lcov").read_text()
    assert parse(text.rpartition("end_of_record")[0].encode(), "half.lcov").outcome is Outcome.ERROR


def test_a_report_without_lines_measured_nothing() -> None:
    assert parse(b"<coverage/>", "empty.xml").outcome is Outcome.UNKNOWN
    assert parse(b"SF:a.c\nend_of_record\n", "empty.lcov").outcome is Outcome.UNKNOWN


def test_a_line_without_a_count_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"testing\.shape"):
        parse(b"SF:a.c\nDA:1\nend_of_record\n", "bad.lcov")
    with pytest.raises(ProblemsError, match=r"testing\.shape"):
        parse(b"<coverage><class filename='a'><line number='1' hits='many'/></class></coverage>", "bad.xml")


def test_the_three_reports_of_coverage_py_agree(tmp_path: Path) -> None:
    (tmp_path / "it.py").write_text("def a(x):\n    if x:\n        return 1\n    return 2\n\n\na(1)\n")
    for words in (["run", "--branch", "it.py"], ["xml"], ["json"], ["lcov"]):
        command = [sys.executable, "-m", "coverage", *words]
        subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    reports = [parse((tmp_path / f"coverage.{kind}").read_bytes(), kind) for kind in ("xml", "json", "lcov")]
    assert [report.outcome for report in reports] == [Outcome.NOT_JUDGED] * 3
    assert {tuple(report.counts.values()) for report in reports} == {(1, 5, 4, 2, 1)}
    assert [report.tool for report in reports] == ["coverage.py", "coverage.py", ""]
    assert reports[0].version == json.loads((tmp_path / "coverage.json").read_text())["meta"]["version"]
