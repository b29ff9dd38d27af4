# SPDX-License-Identifier: Apache-2.0
"""`medward evidence` from end to end: what it prints, what it writes, its exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli import application
from medward.cli.evidence import As
from medward.testing import Format

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "testing" / "samples"


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["evidence"]), ["evidence", *map(str, arguments)])


@pytest.fixture
def pump(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples" / "infusion-pump", tmp_path / "pump")
    return tmp_path / "pump"


def test_the_words_are_those_of_the_engine() -> None:
    assert {one.value for one in As} == {"auto", *(one.value for one in Format)}


@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("nested.junit.xml", 1, "failed: 2 of 6 cases failed"),
        ("analysis.sarif.json", 1, "suppressed: warning: Seeker:S/key: Key in the source (CWE-321, CWE-798), 1 ×"),
        ("coverage.json", 0, "src/auth.py: 3 of 4 lines"),
        ("clean.libfuzzer.log", 0, "passed: 100,000 inputs were run without a crash"),
        ("fuzzer_stats", 1, "afl: AFL++ 4.09c, 2026-03-02 to 2026-03-03"),
        ("findings.csv", 1, "high: Lock-out ends with a restart (CWE-307), 1 × at service menu"),
    ],
)
def test_a_report_is_shown_with_its_exit_code(name: str, code: int, told: str) -> None:
    result = medward("read", SAMPLES / name)
    assert result.exit_code == code, result.stderr
    assert told in result.stdout


def test_a_report_that_contradicts_itself_is_bad_input(tmp_path: Path) -> None:
    file = tmp_path / "report.xml"
    file.write_text("<testsuite tests='4'><testcase name='a'/></testsuite>")
    result = medward("read", file)
    assert (result.exit_code, "error: the suite" in result.stdout) == (2, True)
    file.write_text("<testsuite")
    assert medward("read", file, "--format", "json").exit_code == 2


def test_a_program_gets_everything_as_json() -> None:
    found = json.loads(medward("read", SAMPLES / "analysis.sarif.json", "--format", "json").stdout)
    assert (found["result"], found["version"], len(found["suppressed"])) == ("failed", "4.2.1", 1)


def test_a_report_is_taken_in_once(pump: Path) -> None:
    words = (
        "add",
        pump,
        SAMPLES / "nested.junit.xml",
        "--new",
        "Link",
        "--verifies",
        "SR-001",
        "--tool",
        "Runner 1.2",
    )
    result = medward(*words)
    assert result.exit_code == 1, result.stderr
    assert "wrote E-001 (files/evidence/nested.junit.xml), result of TE-063" in result.stdout
    assert "2 anomalies to assess: AN-007, AN-008" in result.stdout
    again = medward(*words)
    assert "nothing changed: the dossier has this report already, as E-001" in again.stdout


def test_what_passed_ends_with_nothing_to_do(pump: Path) -> None:
    words = ("--new", "Fuzzing", "--date", "2026-03-01", "--format", "json")
    result = medward("add", pump, SAMPLES / "clean.libfuzzer.log", *words)
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert (found["changed"], found["anomalies"], found["report"]["result"]) == (True, [], "passed")


def test_bad_input_is_told_and_ends_with_2(pump: Path) -> None:
    result = medward("add", pump, SAMPLES / "nested.junit.xml", "--test", "TE-999")
    assert (result.exit_code, "testing.unknown-test" in result.stderr) == (2, True)
    assert medward("add", pump, SAMPLES / "clean.libfuzzer.log", "--new", "F", "--date", "May").exit_code == 2
