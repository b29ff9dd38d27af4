# SPDX-License-Identifier: Apache-2.0
"""`medward portfolio`: what people and CI see of many releases at once."""

import json
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from advisories.product_sources import below, cve, product
from advisories.sources import affected, catalogue, entry, folder, record, span
from dossier.samples import DEVICE, put
from medward.advisories import build
from medward.cli import application

UNITS = """unit,manufacturer,model,software_version
U-1,Acme Medical,pump,7
U-2,Acme Medical,lamp,7
"""


def sbom(path: Path, name: str, version: str) -> None:
    drip = {"type": "library", "name": "drip", "version": version, "purl": f"pkg:pypi/drip@{version}"}
    valve = {"type": "library", "name": "valve", "version": version, "supplier": {"name": "Acme"}}
    device = {"component": {"type": "firmware", "name": name, "version": "7"}}
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": device, "components": [drip, valve]}
    path.write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Three SBOMs, one of them broken, a portfolio of them, and a database of one advisory."""
    (tmp_path / "sboms").mkdir()
    sbom(tmp_path / "sboms" / "pump.json", "pump", "1.3")
    sbom(tmp_path / "sboms" / "lamp.json", "lamp", "2.3")
    (tmp_path / "sboms" / "broken.json").write_text("{", encoding="utf-8")
    known = record("CVE-2099-0001", affected("PyPI", "drip", span("introduced 1", "fixed 2")))
    sources = folder(tmp_path / "sources", known)
    catalogue(sources, entry("CVE-2099-0001"))
    build(sources, tmp_path / "all.duckdb")
    run("build", tmp_path / "sboms", "--output", tmp_path / "portfolio")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(application(), ["portfolio", *map(str, arguments)])


def match(place: Path, *more: object) -> Result:
    wanted = ("--database", place / "all.duckdb", "--output", place / "out")
    return run("match", place / "portfolio", *wanted, *more)


def test_a_broken_sbom_is_told_and_stops_nothing(place: Path) -> None:
    again = run("build", place / "sboms", "--output", place / "portfolio")

    assert again.exit_code == 1
    assert "3 SBOMs, 0 of them read now: 4 components, 4 distinct" in again.stdout
    assert "1 SBOM could not be read, so that nothing is known of them" in again.stdout


def test_releases_are_counted_by_status_and_the_worst_is_named(place: Path) -> None:
    result = match(place)

    assert result.exit_code == 1
    assert "3 releases, 1 with an affected component" in result.stdout
    assert "1 could not be read" in result.stdout
    assert "1 affected, 1 not affected, 2 unidentified, 0 not covered" in result.stdout
    assert "pump 7  1 finding, 1 known to be exploited" in result.stdout


@pytest.mark.parametrize("files", ["parquet", "csv", "json"])
def test_findings_are_written_as_a_table(place: Path, files: str) -> None:
    match(place, "--files", files)
    table = str(place / "out" / f"findings.{files}")
    found = duckdb.execute(f"select product, vulnerability, confidence from read_{files}(?)", [table])  # noqa: S608 - ours

    assert found.fetchall() == [("pump", "CVE-2099-0001", "exact")]


def test_a_summary_is_also_json(place: Path) -> None:
    summary = json.loads(match(place, "--format", "json").stdout)

    assert (summary["releases"], summary["unread"], summary["affected"], summary["doubts"]) == (3, 1, 1, [])


def test_an_export_gives_the_answers_of_its_database(place: Path) -> None:
    assert run("export", place / "all.duckdb", "--output", place / "export").exit_code == 0
    wanted = ("--database", place / "export", "--output", place / "other", "--format", "json")

    told = json.loads(run("match", place / "portfolio", *wanted).stdout)
    assert told == json.loads(match(place, "--format", "json").stdout)


def test_an_export_goes_into_no_folder_with_something_else(place: Path) -> None:
    result = run("export", place / "all.duckdb", "--output", place / "sboms")

    assert result.exit_code == 2
    assert "this is no export of a database, and it is not empty" in result.stderr


def test_an_incomplete_source_is_told_beside_the_answer(place: Path) -> None:
    state = {"format": 1, "sources": {}, "files": {"osv/PyPI/all.zip": {
        "source": "osv", "size": 3, "failed": "2099-03-01T00:00:00Z", "error": "the server does not answer",
    }}}  # fmt: skip
    (place / "sources" / "sync-state.json").write_text(json.dumps(state), encoding="utf-8")
    build(place / "sources", place / "all.duckdb")
    run("export", place / "all.duckdb", "--output", place / "export")

    (doubt,) = json.loads(match(place, "--format", "json").stdout)["doubts"]
    assert doubt.startswith("OSV PyPI, ")
    assert "more may be known: OSV PyPI" in match(place).stdout
    wanted = ("--database", place / "export", "--output", place / "other")
    assert "more may be known: OSV PyPI" in run("match", place / "portfolio", *wanted).stdout


def test_a_new_advisory_names_releases_components_and_units(place: Path) -> None:
    (place / "new.json").write_text(
        json.dumps(cve("CVE-2099-0007", product("Acme", "valve", below("2")))), encoding="utf-8"
    )
    (place / "units.csv").write_text(UNITS, encoding="utf-8")
    result = run("touched", place / "new.json", "--portfolio", place / "portfolio", "--units", place / "units.csv")

    assert result.exit_code == 1
    assert "pump 7: valve 1.3: CVE-2099-0007 (strong, by cna vendor+product), fixed in 2" in result.stdout
    assert "unit U-1 runs" in result.stdout
    assert "U-2" not in result.stdout


def test_names_that_a_dossier_confirms_are_asked_about_until_they_expire(place: Path) -> None:
    said = (
        "{component: valve, purls: ['pkg:pypi/drip'], reason: r, author: a, date: 2099-01-01, expires: 2099-02-01}"
    )
    release = "releases: [{id: R-1, version: '7', status: current, sboms: [{file: files/pump.json}]}]\n"
    dossier = put(place / "pump", {"device.yaml": f"{DEVICE}{release}identities: [{said}]\n"})
    (dossier / "files").mkdir()
    sbom(dossier / "files" / "pump.json", "pump", "1.3")

    built = run("build", dossier, "--output", place / "portfolio")
    assert "a dossier says what public sources call 1 component" in built.stdout
    assert "2 affected" in match(place, "--as-of", "2099-02-01").stdout
    assert "1 affected" in match(place, "--as-of", "2099-02-02").stdout

    (place / "new.json").write_text(json.dumps(record("X-1", affected("PyPI", "drip", span("introduced 1")))))
    wanted = ("touched", place / "new.json", "--portfolio", place / "portfolio", "--as-of")
    assert "valve 1.3: X-1 (strong, by confirmed)" in run(*wanted, "2099-02-01").stdout
    assert "valve" not in run(*wanted, "2099-02-02").stdout


def test_what_is_no_advisory_is_bad_input(place: Path) -> None:
    result = run("touched", place / "sboms" / "pump.json", "--portfolio", place / "portfolio")

    assert result.exit_code == 2
    assert "neither a CVE record nor an OSV record nor a CSAF document" in result.stderr


def test_an_advisory_that_touches_nothing_ends_well_where_everything_was_read(place: Path) -> None:
    run("build", place / "sboms" / "lamp.json", "--output", place / "one")
    other = record("X-9", affected("PyPI", "unheard-of", span("introduced 1")))
    (place / "new.json").write_text(json.dumps(other), encoding="utf-8")

    assert run("touched", place / "new.json", "--portfolio", place / "one").exit_code == 0
