# SPDX-License-Identifier: Apache-2.0
"""`medward risk` from end to end on the example device: what it prints, and its exit codes."""

import datetime as dt
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from medward.advisories import build
from medward.cli import application
from medward.dossier import load

ROOT = Path(__file__).parents[2]
PUMP = ROOT / "examples" / "infusion-pump"
DAY = ("--as-of", "2026-10-20")
COMMANDS = ("list", "matrix", "transfer")
RISKS = {risk.id for risk in load(PUMP).dossier.risks}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("advisories") / "sample.duckdb"
    build(ROOT / "examples" / "advisories", path)
    return path


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    """A dossier whose one risk is minor, judged, and rests on nothing that could break."""
    folder = tmp_path / "sketch"
    folder.mkdir()
    (folder / "dossier.yaml").write_text("""\
format: 1
device:
  name: Drip 100
  manufacturer: Example Devices
  intended_use: Infusion of fluids
  clinical_function: Delivers a set volume in a set time
  cyber_device: {contains_software: yes, can_connect: yes, could_be_vulnerable: yes, reason: It has Wi-Fi}
risk_method:
  description: exploitability x severity
  exploitability: {low: needs a key}
  acceptance: [{severity: minor, acceptable_up_to: low}]
  approved: 2026-01-01
harms: [{id: H-1, name: alarm is annoying, severity: minor}]
hazardous_situations: [{id: HS-1, name: alarm sounds, harms: [H-1]}]
threats: [{id: T-1, title: false alarm, description: Somebody sets it off, leads_to: [HS-1], status: accepted}]
risks:
  - id: R-1
    title: false alarm
    threats: [T-1]
    before: {exploitability: low, severity: minor, rationale: needs the service key}
    after: {exploitability: low, severity: minor, rationale: needs the service key}
    new_risks: no control was added
overall_risk: {decision: acceptable, reason: One minor risk, risks: [R-1], author: Risk board, date: 2026-03-01}
""")
    return folder


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["risk"]), ["risk", *map(str, arguments)])


def machine(*arguments: str | Path) -> Any:
    return json.loads(medward(*arguments, "--format", "json").stdout)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_list_begins_with_what_is_not_acceptable_and_says_why(database: Path) -> None:
    result = medward("list", PUMP, "--database", database, *DAY)
    assert result.exit_code == 1, result.stderr
    said = flat(result.stdout)
    assert said.startswith(f"{len(RISKS)} risks as of 2026-10-20, the worst first")
    assert said.index("R-013 Command bus of an opened pump: not acceptable") < said.index(": reopened")
    assert "because low × catastrophic is above the acceptance criteria" in said
    assert "test TE-005 'Lock-out of the service menu' of control C-004 'Personal service key' failed" in said
    assert "CVE-2023-4863, whose decision has expired" in said
    assert "Several risks can end in one harm; people judge them together" in said


def test_json_tells_the_same_as_text(database: Path) -> None:
    found = machine("list", PUMP, "--database", database, *DAY)
    assert found["risks"][0]["standing"] == "not_acceptable"
    assert {line["id"] for line in found["risks"]} == RISKS
    assert found["overall"]["standing"] == "not_acceptable"
    reopened = {line["id"] for line in found["risks"] if line["standing"] == "reopened"}
    assert {"R-004", "R-014"} <= reopened
    assert all(line["chains"] for line in found["risks"] if line["standing"] == "reopened")


def test_one_risk_is_shown_in_full_with_its_chains(database: Path) -> None:
    result = medward("show", PUMP, "R-018", "--database", database, *DAY)
    assert result.exit_code == 1
    said = flat(result.stdout)
    assert "test:TE-005 → control:C-004 → risk:R-018" in said
    assert "safety risk file: RM-118 since 2026-03-30" in said
    assert machine("show", PUMP, "R-018", "--database", database, *DAY)["risks"][0]["id"] == "R-018"


def test_a_risk_in_order_ends_with_zero(database: Path) -> None:
    result = medward("show", PUMP, "R-001", "--database", database, *DAY)
    assert result.exit_code == 0, result.stdout
    assert "with controls: very low × catastrophic, acceptable" in result.stdout


def test_a_risk_that_does_not_exist_is_bad_input(database: Path) -> None:
    result = medward("show", PUMP, "R-999", "--database", database, *DAY)
    assert result.exit_code == 2
    assert "the dossier has no risk 'R-999'" in result.stderr


def test_the_matrix_counts_risks_without_and_with_controls(database: Path) -> None:
    result = medward("matrix", PUMP, "--database", database, *DAY)
    assert result.exit_code == 1
    said = flat(result.stdout)
    assert "severity very low low medium high very high" in said
    assert re.search(r"catastrophic \+ 0 → \d+ ! \d+ → \d+", said)
    cells = machine("matrix", PUMP, "--database", database, *DAY)["cells"]
    assert sum(len(cell["after"]) for cell in cells) == len(RISKS)


def test_the_transfers_name_the_safety_ids_and_what_came_back(database: Path) -> None:
    result = medward("transfer", PUMP, "--database", database, *DAY)
    said = flat(result.stdout)
    assert (
        "R-004 Import file takes over the editor catastrophic HS-02 (HZ-014) RM-104 2026-03-30 Accepted until"
        in said
    )
    found = machine("transfer", PUMP, "--database", database, *DAY)
    assert [line["risk"] for line in found["transfers"]] == sorted(line["risk"] for line in found["transfers"])


@pytest.mark.parametrize("command", COMMANDS[:2])
def test_without_a_database_no_risk_is_acceptable_and_that_is_said(command: str) -> None:
    result = medward(command, PUMP, *DAY)
    assert result.exit_code == 1
    found = machine("list", PUMP, *DAY)
    assert found["gap"].startswith("no advisory database was given")
    assert {line["standing"] for line in found["risks"]} <= {"unknown", "reopened", "not_acceptable"}


@pytest.mark.parametrize("command", COMMANDS)
def test_where_nothing_is_left_to_do_the_exit_code_is_zero(sketch: Path, database: Path, command: str) -> None:
    result = medward(command, sketch, "--database", database, *DAY)
    assert result.exit_code == 0, result.stdout


def test_a_probability_is_refused_with_what_to_write_instead(sketch: Path) -> None:
    file = sketch / "dossier.yaml"
    file.write_text(file.read_text().replace("    title: false alarm\n", "    title: false alarm\n    p1: 3\n", 1))
    result = medward("list", sketch, *DAY)
    assert result.exit_code == 2
    assert "risks[0].p1" in result.stderr
    assert "V.A.2" in result.stderr
    assert "[dossier.probability]" in result.stderr


def test_an_sbom_that_cannot_be_read_is_bad_input_after_the_list(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "pump"
    shutil.copytree(PUMP, folder)
    (folder / "files" / "sbom" / "pump-3.2.2.spdx.json").write_text("{")
    result = medward("list", folder, "--database", database, *DAY)
    assert result.exit_code == 2
    assert f"{len(RISKS)} risks as of" in result.stdout
    assert "no risk is acceptable as far as anybody knows" in flat(result.stdout)


def test_texts_of_a_dossier_cannot_write_to_the_terminal(sketch: Path, database: Path) -> None:
    file = sketch / "dossier.yaml"
    file.write_text(file.read_text().replace("title: false alarm\n    threats", 'title: "a\\u2028b"\n    threats'))
    result = medward("list", sketch, "--database", database, *DAY)
    assert "\u2028" not in result.stdout
    assert "\\u2028" in result.stdout


def test_a_whole_that_nobody_has_judged_is_unknown_and_every_table_says_why(sketch: Path, database: Path) -> None:
    file = sketch / "dossier.yaml"
    file.write_text(
        "".join(line for line in file.read_text().splitlines(keepends=True) if "overall_risk" not in line)
    )
    for command in ("list", "matrix"):
        result = medward(command, sketch, "--database", database, *DAY)
        assert result.exit_code == 1
        assert "Residual risk as a whole: unknown (1 acceptable)" in result.stdout
        assert "  - nobody has judged all residual risks together (overall_risk)" in result.stdout


def test_a_risk_that_safety_has_not_answered_is_left_to_do(sketch: Path, database: Path) -> None:
    file = sketch / "dossier.yaml"
    waiting = "    new_risks: no control was added\n    transfer: {safety_id: RM-1, date: 2026-03-01}\n"
    file.write_text(file.read_text().replace("    new_risks: no control was added\n", waiting))
    for arguments in (("list", sketch), ("show", sketch, "R-1"), ("transfer", sketch)):
        assert medward(*arguments, "--database", database, *DAY).exit_code == 1


def test_check_and_risk_agree_on_what_is_acceptable(database: Path) -> None:
    from medward.compliance.facts import decide
    from medward.compliance.triaging import desk

    on = desk(load(PUMP), database, dt.date(2026, 10, 20))
    broken = decide("risks.every_risk_within_criteria", on.context).broken
    lines = machine("list", PUMP, "--database", database, *DAY)["risks"]
    needs = {line["id"] for line in lines if line["standing"] not in {"acceptable", "outweighed"}}
    assert {link.node.removeprefix("risk:") for link in broken} == needs
