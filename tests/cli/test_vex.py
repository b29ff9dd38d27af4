# SPDX-License-Identifier: Apache-2.0
"""`medward vex`: export, import and check, with their exit codes, and nothing written where nothing should be."""

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from medward.advisories import build
from medward.cli import application
from triage.vex.made import csaf_document, openvex_document, openvex_statement

PUMP = Path(__file__).parents[2] / "examples" / "infusion-pump"
DAY = ("--as-of", "2026-10-01")


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["vex"]), ["vex", *map(str, arguments)])


def written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize("target", ["openvex", "cyclonedx", "cyclonedx-vdr", "csaf-vex", "csaf-advisory"])
def test_what_is_exported_passes_its_check_and_agrees_when_it_is_imported(target: str, tmp_path: Path) -> None:
    file = tmp_path / "vex.json"
    made = medward("export", PUMP, "--to", target, "--output", file, *DAY)
    assert made.exit_code == 0, made.stderr
    assert made.stdout.startswith(f"wrote {file}: ")
    assert "note: " in made.stderr
    assert medward("check", file).exit_code == 0
    back = json.loads(medward("import", file, "--into", PUMP, *DAY, "--format", "json").stdout)
    assert back["agreed"]
    assert (back["conflicts"], back["not_applied"]) == ([], [])


@pytest.mark.parametrize("target", ["openvex", "cyclonedx", "csaf-vex"])
def test_with_a_database_it_tells_what_is_published_and_decides_the_same(target: str, tmp_path: Path) -> None:
    database, file = tmp_path / "all.duckdb", tmp_path / "vex.json"
    build(PUMP.parent / "advisories", database)
    made = medward(
        "export", PUMP, "--to", target, "--output", file, *DAY, "--database", database, "--note", "Hello."
    )
    assert made.exit_code == 0, made.output
    assert "are those of the advisory database" in made.stderr
    assert "GHSA-" in file.read_text()
    assert medward("check", file).exit_code == 0
    back = json.loads(medward("import", file, "--into", PUMP, *DAY, "--format", "json").stdout)
    assert (back["conflicts"], back["not_applied"]) == ([], [])


def test_export_as_json_tells_what_was_written(tmp_path: Path) -> None:
    arguments = ("--to", "openvex", "--output", tmp_path / "v.json", *DAY, "--format", "json")
    told = json.loads(medward("export", PUMP, *arguments).stdout)
    assert (told["file"], told["statements"]) == (str(tmp_path / "v.json"), 44)


def test_export_of_nothing_ends_with_2_and_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "v.json"
    result = medward("export", PUMP, "--to", "openvex", "--output", file, "--as-of", "2020-01-01")
    assert result.exit_code == 2
    assert "vex.nothing" in result.stderr
    assert not file.exists()


def test_a_file_that_cannot_be_written_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = medward("export", PUMP, "--to", "openvex", "--output", tmp_path / "file" / "v.json", *DAY)
    assert result.exit_code == 2
    assert "vex.unwritable" in result.stderr


def test_import_prints_a_triage_list_for_review_and_writes_nothing(tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in PUMP.rglob("*") if path.is_file()}
    said = openvex_statement(vulnerability={"name": "CVE-2099-0001"}, products=[{"@id": "pkg:npm/axios@1.6.7"}])
    result = medward("import", written(tmp_path / "v.json", openvex_document(said)), "--into", PUMP, *DAY)
    assert result.exit_code == 0, result.stderr
    (one,) = yaml.safe_load(result.stdout)["triage"]
    assert (one["component"], one["status"], one["author"]) == ("pkg:npm/axios@1.6.7", "not_affected", "?")
    assert "1 proposal, 0 conflicts, 0 agreed, 0 not applied" in result.stderr
    assert {path: path.read_bytes() for path in PUMP.rglob("*") if path.is_file()} == before


def test_import_ends_with_1_and_the_reason_where_something_is_not_applied(tmp_path: Path) -> None:
    result = medward("import", written(tmp_path / "v.json", openvex_document()), "--into", PUMP, *DAY)
    assert result.exit_code == 1
    assert yaml.safe_load(result.stdout) == {"triage": []}
    assert "no component of the releases is 'pkg:deb/debian/tls@3.0'" in result.stderr


def test_import_shows_both_sides_of_a_conflict(tmp_path: Path) -> None:
    said = openvex_statement(
        vulnerability={"name": "CVE-2025-27363"},
        products=[{"@id": "pkg:deb/debian/libfreetype6"}],
        status="affected",
        justification=None,
        action_statement="Update.",
    )
    result = medward("import", written(tmp_path / "v.json", openvex_document(said)), "--into", PUMP, *DAY)
    assert result.exit_code == 1
    assert "CVE-2025-27363 in pkg:deb/debian/libfreetype6 is affected" in result.stderr
    assert "but TR-001 of the dossier: not_affected" in result.stderr


def test_import_names_some_and_counts_the_rest(tmp_path: Path) -> None:
    many = [openvex_statement(vulnerability={"name": f"CVE-2099-{number:04}"}) for number in range(30)]
    result = medward("import", written(tmp_path / "v.json", openvex_document(*many)), "--into", PUMP, *DAY)
    assert "not applied: 10 more; see --format json" in result.stderr


def test_check_ends_with_1_and_names_the_rule(tmp_path: Path) -> None:
    document = csaf_document()
    del document["vulnerabilities"][0]["flags"]
    document["document"]["lang"] = "en"
    file = written(tmp_path / "c.json", document)
    result = medward("check", file)
    assert result.exit_code == 1
    assert "6.1.27.9: vulnerabilities[0].product_status.known_not_affected: nothing says why" in result.stdout
    assert "not judged: 6.1.12" in result.stdout
    told = json.loads(medward("check", file, "--format", "json").stdout)
    assert {one["rule"] for one in told["breaches"]} == {"6.1.27.9"}


def test_what_is_no_vex_ends_with_2(tmp_path: Path) -> None:
    file = written(tmp_path / "x.json", {})
    assert medward("check", file).exit_code == 2
    assert medward("import", file, "--into", PUMP).exit_code == 2


def test_a_day_that_is_none_ends_with_2(tmp_path: Path) -> None:
    result = medward("export", PUMP, "--to", "openvex", "--output", tmp_path / "v", "--as-of", "soon")
    assert result.exit_code == 2
