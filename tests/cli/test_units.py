# SPDX-License-Identifier: Apache-2.0
"""`medward units match` on small CSAF documents of our own."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.advisories import build
from medward.cli import application

UNITS = """unit,manufacturer,model,software_version
U-1,Acme Medical,Breeze 3,1.4
U-2,Acme Medical,Breeze 3,2.1
U-3,Acme Medical,Breeze 3,
U-4,Nobody Ltd,Lamp,1
"""


def advisory(name: str, version: str) -> dict[str, object]:
    """A CSAF 2.0 document about one product of one maker in one version range."""
    product = {"product_id": "P1", "name": f"Acme Medical Breeze 3 {version}"}
    versions = [{"category": "product_version_range", "name": version, "product": product}]
    models = [{"category": "product_name", "name": "Breeze 3", "branches": versions}]
    day = "2026-01-05T00:00:00Z"
    tracking = {
        "id": name,
        "status": "final",
        "version": "1",
        "initial_release_date": day,
        "current_release_date": day,
        "revision_history": [{"date": day, "number": "1", "summary": "first"}],
    }
    publisher = {"category": "vendor", "name": "Acme", "namespace": "https://acme.example"}
    head = {"category": "csaf_security_advisory", "csaf_version": "2.0", "title": "Acme Breeze"}
    return {
        "document": {**head, "publisher": publisher, "tracking": tracking},
        "product_tree": {"branches": [{"category": "vendor", "name": "Acme Medical", "branches": models}]},
        "vulnerabilities": [{"cve": "CVE-2026-1000", "product_status": {"known_affected": ["P1"]}}],
    }


@pytest.fixture
def hospital(tmp_path: Path) -> Path:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "csaf").mkdir()
    (tmp_path / "csaf" / "acme-1.json").write_text(json.dumps(advisory("ACME-1", "< 2.0")), encoding="utf-8")
    (tmp_path / "csaf" / "broken.json").write_text("{", encoding="utf-8")
    return tmp_path


def match(hospital: Path, *options: str, advisories: str = "csaf") -> Result:
    arguments = ["units", "match", str(hospital / "units.csv"), "--advisories", str(hospital / advisories)]
    return CliRunner().invoke(application(), [*arguments, *options])


def test_each_unit_gets_its_state_with_the_reason(hospital: Path) -> None:
    result = match(hospital)
    assert result.exit_code == 1
    assert "affected  U-1" in result.stdout
    assert "possible  U-3" in result.stdout
    assert "U-2" not in result.stdout
    assert (
        "4 units: 1 affected, 1 not covered, 1 possible, 1 ruled out; none of these means clean" in result.stdout
    )


def test_an_advisory_that_cannot_be_read_is_told(hospital: Path) -> None:
    assert "not read: broken.json" in match(hospital).stdout


def test_json_has_every_unit_with_its_evidence(hospital: Path) -> None:
    told = json.loads(match(hospital, "--format", "json").stdout)
    assert [(unit["unit"], unit["state"]) for unit in told["units"]] == [
        ("U-1", "affected"),
        ("U-2", "ruled out"),
        ("U-3", "possible"),
        ("U-4", "not covered"),
    ]
    assert told["units"][0]["matches"][0]["evidence"]
    assert [one["file"] for one in told["refused"]] == ["broken.json", "csaf"]
    assert "signatures of 1 documents are missing" in told["refused"][1]["reason"]


def test_only_reads_the_advisories_that_are_named(hospital: Path) -> None:
    result = match(hospital, "--only", "other-")
    assert result.exit_code == 2
    assert "units.advisories" in result.stderr


def test_a_folder_that_does_not_exist_is_bad_input(hospital: Path) -> None:
    result = match(hospital, advisories="nowhere")
    assert result.exit_code == 2
    assert "units.advisories" in result.stderr


def test_a_list_without_its_columns_is_bad_input(hospital: Path) -> None:
    (hospital / "units.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = match(hospital)
    assert result.exit_code == 2
    assert "units.columns" in result.stderr


@pytest.fixture
def database(hospital: Path) -> Path:
    (hospital / "s" / "csaf").mkdir(parents=True)
    (hospital / "csaf").rename(hospital / "s" / "csaf" / "acme")
    build(hospital / "s", hospital / "all.duckdb")
    return hospital / "all.duckdb"


def test_the_database_gives_the_same_answers_as_the_folder(hospital: Path, request: pytest.FixtureRequest) -> None:
    from_folder = json.loads(match(hospital, "--format", "json").stdout)
    database = request.getfixturevalue("database")
    arguments = ["units", "match", str(hospital / "units.csv"), "--database", str(database)]
    from_database = json.loads(CliRunner().invoke(application(), [*arguments, "--format", "json"]).stdout)
    assert from_database["units"] == from_folder["units"]
    assert from_database["sources"] == ["CSAF acme, newest record of 2026-01-05"]
    told = CliRunner().invoke(application(), arguments)
    assert told.exit_code == 1
    assert "not read: csaf/acme/broken.json" in told.stdout
    assert "to know: csaf/acme: the signatures of 1 documents are missing" in told.stdout
    strict = CliRunner().invoke(application(), [*arguments, "--signatures", "require"])
    assert (strict.exit_code, "units.advisories" in strict.stderr) == (2, True)
    nothing = CliRunner().invoke(application(), [*arguments, "--only", "other-"])
    assert (nothing.exit_code, "units.advisories" in nothing.stderr) == (2, True)


@pytest.mark.parametrize("both", [True, False])
def test_a_folder_or_a_database_is_named_and_not_both(hospital: Path, both: bool) -> None:
    options = ["--advisories", str(hospital / "csaf"), "--database", "all.duckdb"] if both else []
    result = CliRunner().invoke(application(), ["units", "match", str(hospital / "units.csv"), *options])
    assert result.exit_code == 2
    assert "Name either a folder" in result.stderr


def test_where_signatures_are_required_unsigned_advisories_are_not_read(hospital: Path) -> None:
    result = match(hospital, "--signatures", "require")
    assert result.exit_code == 0
    assert "not read: acme-1.json: its signature is missing" in result.stdout
