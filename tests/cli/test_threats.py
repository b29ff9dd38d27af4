# SPDX-License-Identifier: Apache-2.0
"""`medward threats`: generating, deciding, gaps and paths, on the shipped example as a user would."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli import application
from medward.dossier import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "infusion-pump"
DECIDED = ("--by", "Product security", "--date", "2026-11-02")
NO_PROBE = "The case is opened by service staff alone."


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["threats"]), ["threats", *map(str, arguments)])


@pytest.fixture
def pump(tmp_path: Path) -> Path:
    return shutil.copytree(EXAMPLE, tmp_path / "pump")


def unanswered(pump: Path, *threats: str) -> Path:
    """The pump as if nobody had read these threats of the libraries: their answers name something else."""
    text = (pump / "threats.yaml").read_text()
    for threat in threats:
        text = re.sub(rf"{{threat: {threat}, element: [\w-]+}}", "{threat: TL-GONE-000, element: I-GONE}", text)
    (pump / "threats.yaml").write_text(text)
    return pump


def recorded(pump: Path) -> Path:
    """The pump after threats of ports were found and written down, and not decided."""
    unanswered(pump, "TL-HW-005")
    assert medward("generate", pump, "--pack", "hardware", "--record").exit_code == 1
    return pump


def test_generating_tells_new_and_known_threats_and_needs_a_person() -> None:
    result = medward("generate", EXAMPLE)
    assert result.exit_code == 1
    assert "known: TL-HW-001@I-JTAG is answered by T-025 (mitigated)" in result.stdout
    assert "0 no longer applying, 0 errors" in result.stdout


def test_what_is_only_possible_is_counted_and_told_on_demand(pump: Path) -> None:
    unanswered(pump, "TL-GEN-025")
    assert "of the new may apply, because facts are unknown" in medward("generate", pump).stdout
    shown = json.loads(medward("generate", pump, "--possible", "--format", "json").stdout)
    hidden = json.loads(medward("generate", pump, "--format", "json").stdout)
    assert hidden["more_possible"] == len(shown["new"]) - len(hidden["new"]) > 0
    assert shown["more_possible"] == 0
    assert all(one["unknown"] for one in shown["new"] if one["verdict"] == "possible")


def test_recording_keeps_every_byte_of_what_was_decided(pump: Path) -> None:
    before = (unanswered(pump, "TL-HW-005") / "threats.yaml").read_text()
    text = (recorded(pump) / "threats.yaml").read_text()
    assert text.startswith(before.rstrip("\n"))
    made = [one for one in load(pump).dossier.threats if one.id.startswith("TL-")]
    assert made
    assert {one.status.value for one in made} == {"proposed"}


def test_recording_twice_changes_nothing(pump: Path) -> None:
    before = (recorded(pump) / "threats.yaml").read_bytes()
    again = medward("generate", pump, "--pack", "hardware", "--record")
    assert "nothing new to write" in again.stdout
    assert (pump / "threats.yaml").read_bytes() == before


def test_one_library_alone_takes_the_ground_from_no_threat_of_another() -> None:
    assert json.loads(medward("generate", EXAMPLE, "--pack", "radio", "--format", "json").stdout)["stale"] == []


def test_a_library_that_is_not_there_is_bad_input() -> None:
    result = medward("generate", EXAMPLE, "--pack", "nothing")
    assert result.exit_code == 2
    assert "there is no threat library 'nothing'" in result.stderr


def test_threats_are_decided_in_bulk_with_author_and_day(pump: Path) -> None:
    recorded(pump)
    result = medward(
        "review", pump, "--library", "TL-HW-005", "--status", "not_applicable", "--reason", NO_PROBE, *DECIDED
    )
    assert result.exit_code == 0, result.output
    decided = [one for one in load(pump).dossier.threats if one.id.startswith("TL-")]
    assert len(decided) > 1
    assert {(one.status.value, one.decided_by, str(one.decided_on)) for one in decided} == {
        ("not_applicable", "Product security", "2026-11-02")
    }


def test_generating_again_leaves_a_decision_byte_for_byte(pump: Path) -> None:
    recorded(pump)
    medward("review", pump, "--library", "TL-HW-005", "--status", "transferred", "--reason", "Theirs", *DECIDED)
    before = (pump / "threats.yaml").read_bytes()
    medward("generate", pump, "--pack", "hardware", "--record")
    assert (pump / "threats.yaml").read_bytes() == before


def test_putting_a_threat_aside_needs_a_reason(pump: Path) -> None:
    before = (pump / "threats.yaml").read_bytes()
    result = medward("review", pump, "T-044", "--status", "not_applicable", *DECIDED)
    assert result.exit_code == 2
    assert "reason" in result.stderr
    assert (pump / "threats.yaml").read_bytes() == before


def test_either_ids_or_a_filter_is_named(pump: Path) -> None:
    assert medward("review", pump, "--status", "accepted", *DECIDED).exit_code == 2
    assert medward("review", pump, "T-044", "--element", "I-WIFI", "--status", "accepted", *DECIDED).exit_code == 2


def test_a_decision_is_told_as_json(pump: Path) -> None:
    result = medward("review", pump, "T-044", "--status", "accepted", *DECIDED, "--format", "json")
    assert json.loads(result.stdout)["threats"] == ["T-044"]


def test_gaps_name_unknown_facts_by_what_hangs_on_them() -> None:
    result = medward("gaps", EXAMPLE)
    assert result.exit_code == 1
    assert "unknown: I-GW-HL7.authenticated decides" in result.stdout
    assert "0 uncovered, 0 silent" in result.stdout


def test_a_part_that_no_threat_covers_is_a_gap(pump: Path) -> None:
    text = (pump / "threats.yaml").read_text()
    (pump / "threats.yaml").write_text(
        text.replace("[I-DOCK-DEBUG, P-DOCK]", "[P-DOCK]").replace("element: I-DOCK-DEBUG", "element: I-GONE")
    )
    told = json.loads(medward("gaps", pump, "--format", "json").stdout)
    assert told["uncovered"] == [{"kind": "interface", "id": "I-DOCK-DEBUG"}]
    assert {one["element"] for one in told["stale"]} == {"I-GONE"}


def test_paths_are_ranked_and_say_what_cuts_most() -> None:
    result = medward("paths", EXAMPLE, "--most", "2")
    assert result.exit_code == 0
    assert "  1. I-GW-HL7 > P-EHRBRIDGE" in result.stdout
    assert "controls of the dossier on most paths" in result.stdout
    assert "2 listed" in result.stdout


def test_paths_can_begin_and_end_where_somebody_asks() -> None:
    told = json.loads(
        medward("paths", EXAMPLE, "--from", "I-WIFI", "--to", "AS-THERAPY-COMMAND", "--format", "json").stdout
    )
    assert {(one["parts"][0], one["asset"]) for one in told["paths"]} == {("I-WIFI", "AS-THERAPY-COMMAND")}
    assert told["trees"]["AS-THERAPY-COMMAND"]["gate"] == "or"


def test_attack_trees_come_as_dot() -> None:
    result = medward("paths", EXAMPLE, "--to", "AS-PROGRAM", "--format", "dot")
    assert result.stdout.startswith("digraph attack_tree {")


def test_an_interface_that_is_not_there_is_bad_input() -> None:
    result = medward("paths", EXAMPLE, "--from", "I-NOWHERE")
    assert result.exit_code == 2
    assert "no interface 'I-NOWHERE'" in result.stderr


def test_libraries_and_their_threats_are_listed() -> None:
    result = medward("libraries", "--pack", "hardware")
    assert "TL-HW-001    interface Debug port opens the running processor" in result.stdout
    told = json.loads(medward("libraries", "--format", "json").stdout)
    assert sum(len(one["threats"]) for one in told["libraries"]) >= 150


def test_a_threat_of_a_library_is_shown_in_full() -> None:
    text = medward("show", "TL-HW-001").stdout
    assert all(word in text for word in ("false positives:", "test:", "CWE-1191", "TID-119"))
    assert json.loads(medward("show", "TL-HW-001", "--format", "json").stdout)["library"] == "hardware"
    assert medward("show", "TL-HW-999").exit_code == 2
