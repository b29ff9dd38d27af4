# SPDX-License-Identifier: Apache-2.0
"""`medward triage` from end to end on the example device: what it prints, what it writes, its exit codes."""

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
LATER = ("--as-of", "2026-10-21")
ARCHIVE = "CVE-2026-4111"
DECIDED = (
    *("--status", "not_affected", "--justification", "vulnerable_code_cannot_be_controlled_by_adversary"),
    *("--reason", "Archives come from signed updates alone.", "--by", "Product security"),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("advisories") / "sample.duckdb"
    build(ROOT / "examples" / "advisories", path)
    return path


@pytest.fixture
def pump(tmp_path: Path) -> Path:
    """A copy to write into, with a planned release whose components are those of the current one."""
    folder = tmp_path / "pump"
    shutil.copytree(PUMP, folder)
    file = folder / "releases.yaml"
    text = file.read_text()
    current, _, planned = text.partition("  - id: REL-3.3.0")
    again = "  - id: REL-3.2.3" + current.partition("  - id: REL-3.2.2")[2]
    again = (
        again.replace('"3.2.2"', '"3.2.3"', 1).replace("current", "planned", 1).replace("2026-05-28", "2026-11-28")
    )
    file.write_text(f"{current}{again}  - id: REL-3.3.0{planned}")
    return folder


def medward(*arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(application(["triage"]), ["triage", *map(str, arguments)], input=typed)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def machine(*arguments: str | Path) -> Any:
    return json.loads(medward(*arguments, "--format", "json").stdout)


def test_the_list_is_in_one_order_with_a_sentence_on_each(database: Path) -> None:
    result = medward("list", PUMP, "--database", database, *DAY)
    assert result.exit_code == 1, result.stderr
    said = flat(result.stdout)
    assert "46 findings of 46, 3 open, as of 2026-10-20; what matters first" in said
    assert said.index("1 CVE-2023-4863 KEV: electron 25.8.0 in release 3.2.2: affected, expired, open") > 0
    assert said.count("why here: ") == said.count("to do: ") == 46
    assert "no CVSS score is published, which is not a low one" in said


def test_only_open_findings_are_listed_where_that_is_asked(database: Path) -> None:
    found = machine("list", PUMP, "--database", database, *DAY, "--open")
    assert [line["open"] for line in found["findings"]] == [True] * 3
    assert [line["standing"] for line in found["findings"]] == ["expired", "under_investigation", "undecided"]


def test_one_finding_is_told_in_full(database: Path) -> None:
    result = medward("show", PUMP, "CVE-2023-4863", "--database", database, *DAY)
    assert result.exit_code == 1
    said = flat(result.stdout)
    for told in (
        "OSV npm GHSA-j7hp-h8jx-5ppr, changed 2023-10-03: affected: 25.8.0 is in >= 25.0.0, < 25.8.1",
        "not said → E:H: it is known to be exploited [CVSS 3.1, 3.1]",
        "SSVC for who makes the device (supplier)",
        "SSVC for who runs it (deployer)",
        "mission impact: degraded or mef support crippled or mef failure or mission failure (nobody has said",
        "which can end in H-01 'Overdose' (catastrophic)",
        "its first decision, of 2026-03-05, stands for that day",
        "tell customers by 2026-04-04, fix by 2026-05-04 (FDA, Postmarket Management",
        "report under 21 CFR part 806: needed, because a condition does not hold",
        "its facts were not kept, so most changes since cannot be noticed",
    ):
        assert told in said


def test_one_finding_in_full_for_programs(database: Path) -> None:
    (found,) = machine("show", PUMP, "CVE-2023-4863", "--database", database, *DAY)["findings"]
    assert found["line"]["node"].endswith(":CVE-2023-4863")
    assert {path["role"] for path in found["paths"]} == {"supplier", "deployer"}
    assert found["vectors"][0]["changed"][0]["source"] == "CVSS 3.1, 3.1"


def test_an_id_that_names_nothing_ends_with_2(database: Path) -> None:
    result = medward("show", PUMP, "CVE-1999-1", "--database", database, *DAY)
    assert result.exit_code == 2
    assert "triage.unknown-finding" in result.stderr


def test_a_decision_is_written_with_its_facts_and_settles_the_finding(pump: Path, database: Path) -> None:
    on = (pump, "--database", database, *DAY)
    before = (pump / "triage.yaml").read_text()
    result = medward("decide", pump, ARCHIVE, *on[1:], *DECIDED, "--aware", "2026-10-02", "--control", "C-009")
    assert result.exit_code == 0, result.stderr
    assert f"{ARCHIVE} in pkg:deb/debian/libarchive13, release REL-3.2.2: not_affected" in result.stdout
    assert (pump / "triage.yaml").read_text().startswith(before)
    made = load(pump).dossier.triage[-1]
    assert made.basis is not None
    assert made.basis.ranges == (f"DEBIAN-{ARCHIVE}: this version is in < 3.6.2-1+deb12u4 of DEBIAN-{ARCHIVE}",)
    (found,) = machine("show", pump, ARCHIVE, "--database", database, *DAY)["findings"]
    assert (found["line"]["open"], found["line"]["decision"]["id"]) == (False, "TR-046")


def test_what_the_dossier_forbids_is_refused_and_nothing_is_written(pump: Path, database: Path) -> None:
    before = (pump / "triage.yaml").read_bytes()
    on = ("--database", database, *DAY)
    for wrong in (("--evidence", "E-NONE"), ("--ssvc", "mission_impact=bad"), ("--expires", "2026-01-01")):
        result = medward("decide", pump, ARCHIVE, *on, *DECIDED, *wrong)
        assert result.exit_code == 2
        assert "dossier." in result.stderr
    assert (pump / "triage.yaml").read_bytes() == before


def test_decisions_are_carried_to_the_next_release_and_hold_there(pump: Path, database: Path) -> None:
    on = ("--database", database)
    medward("decide", pump, ARCHIVE, *on, *DAY, *DECIDED)
    way = ("--from", "REL-3.2.2", "--to", "REL-3.2.3", *on, *LATER)
    told = medward("carry", pump, *way)
    assert told.exit_code == 1
    assert "Nothing was written. `--record` writes 1 decision for REL-3.2.3." in told.stdout
    assert "the facts on which it rested were not kept" in told.stdout
    written = medward("carry", pump, *way, "--record")
    assert "wrote 1 decision: TR-047" in written.stdout
    made = load(pump).dossier.triage[-1]
    assert (made.release, made.carried_from, made.author) == ("REL-3.2.3", "TR-046", "Product security")
    (found,) = machine("show", pump, ARCHIVE, *on, "--release", "REL-3.2.3", *LATER)["findings"]
    assert (found["line"]["open"], found["line"]["decision"]["carried_from"]) == (False, "TR-046")
    again = machine("carry", pump, *way)
    assert "TR-046" not in [one["decision"] for one in again["decisions"]]


def test_without_its_components_nothing_is_carried_to_a_release(pump: Path, database: Path) -> None:
    result = medward("carry", pump, "--from", "REL-3.2.2", "--to", "REL-3.3.0", "--database", database, *DAY)
    assert result.exit_code == 2
    assert "triage.no-inventory" in result.stderr


def test_a_release_that_does_not_exist_ends_with_2(pump: Path, database: Path) -> None:
    for source, target in (("REL-9", "REL-3.2.3"), ("REL-3.2.2", "REL-9")):
        result = medward("carry", pump, "--from", source, "--to", target, "--database", database, *DAY)
        assert result.exit_code == 2
        assert "triage.unknown-release" in result.stderr


def test_decisions_that_expired_or_whose_facts_changed_are_listed_until_somebody_decides(
    pump: Path, database: Path
) -> None:
    on = ("--database", database)
    medward("decide", pump, ARCHIVE, *on, *DAY, *DECIDED)
    kept = (pump / "triage.yaml").read_text()
    (pump / "triage.yaml").write_text(kept.replace("nearest: network", "nearest: local"))
    found = machine("reopened", pump, *on, *LATER)["decisions"]
    assert [(one["decision"]["id"], one["reasons"]) for one in found] == [
        ("TR-040", ["it expired on 2026-09-30"]),
        ("TR-046", ["an easier way leads to it than when it was decided"]),
    ]
    result = medward("reopened", pump, *on, *LATER)
    assert result.exit_code == 1
    assert "an easier way leads to it than when it was decided" in flat(result.stdout)
    listed = machine("list", pump, *on, *LATER, "--open")["findings"]
    assert "reopened" in [line["standing"] for line in listed]


def test_where_every_decision_holds_nothing_is_left(pump: Path, database: Path) -> None:
    result = medward("reopened", pump, "--database", database, "--as-of", "2026-09-15")
    assert (result.exit_code, "0 as of 2026-09-15" in result.stdout) == (0, True)


def test_an_interview_asks_only_what_answers_leave_open_and_keeps_them(pump: Path, database: Path) -> None:
    on = ("--database", database, *DAY)
    result = medward("interview", pump, "CVE-2024-29415", *on, typed="no\nperhaps\nno: a service port\n\n")
    assert result.exit_code == 1
    assert re.findall(r"(X[A-Z]+)  [A-Z]", result.stdout) == ["XAVN", "XAVP", "XAVP", "XACL"]
    assert "CVSS:3.0/AV:L/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H" in result.stdout
    (made,) = [one for one in load(pump).dossier.triage if one.id == "TR-045"]
    assert [(one.question, one.note) for one in made.rubric] == [("XAVN", None), ("XAVP", "a service port")]
    assert "attack vector L: XAVN, XAVP are answered no" in result.stdout


def test_answers_from_a_file_take_the_place_of_questions(pump: Path, database: Path, tmp_path: Path) -> None:
    from medward.triage.rubrics import shipped

    answers = tmp_path / "answers.yaml"
    answers.write_text("".join(f"{question.code}: no\n" for question in shipped().questions))
    on = ("--database", database, *DAY)
    nobody = medward("interview", pump, ARCHIVE, *on, "--answers", answers)
    assert nobody.exit_code == 2
    result = medward("interview", pump, ARCHIVE, *on, "--answers", answers, "--by", "Security")
    assert result.exit_code == 0, result.stderr
    assert "CVSS:3.0/AV:L/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:N  0.0 none" in result.stdout
    (found,) = machine("show", pump, ARCHIVE, *on)["findings"]
    assert (found["line"]["standing"], found["rubric"]["next"]) == ("under_investigation", None)


def test_a_day_that_is_none_ends_with_2(database: Path) -> None:
    result = medward("list", PUMP, "--database", database, "--as-of", "soon")
    assert result.exit_code == 2


def test_an_sbom_that_cannot_be_read_ends_with_2_after_the_list(pump: Path, database: Path) -> None:
    (pump / "files" / "sbom" / "pump-3.2.2.spdx.json").write_text("{}")
    result = medward("list", pump, "--database", database, *DAY)
    assert result.exit_code == 2
    assert "findings of" in flat(result.stdout)
    assert "pump-3.2.2.spdx.json" in result.stderr
