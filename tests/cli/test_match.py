# SPDX-License-Identifier: Apache-2.0
"""`medward match`: findings by what matters, then every component of which nobody knows, then the sources."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from advisories.sources import SAMPLES, affected, folder, record, span
from dossier.samples import DEVICE, put
from medward.advisories import build
from medward.advisories.sync.state import FileState, State
from medward.cli import application

AFFECTED = "pkg:pypi/drip-core@1.3"
CLEAN = "pkg:pypi/drip-core@9"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "a.duckdb"
    build(SAMPLES, path)
    return path


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["match"]), ["match", *map(str, arguments)])


def sbom(path: Path, *purls: str) -> Path:
    components = [
        {"type": "library", "bom-ref": f"ref-{number}", "name": f"part-{number}", "version": "1", "purl": purl}
        for number, purl in enumerate(purls)
    ]
    path.write_text(json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": components}))
    return path


def test_exit_code_0_when_nothing_is_affected_and_1_when_something_is(tmp_path: Path, database: Path) -> None:
    clean, dirty = sbom(tmp_path / "clean.json", CLEAN), sbom(tmp_path / "dirty.json", AFFECTED)
    assert medward(clean, "--database", database).exit_code == 0
    assert medward(dirty, "--database", database).exit_code == 1
    assert medward(clean, dirty, "--database", database).exit_code == 1


def test_a_finding_is_told_with_why_and_what_helps(tmp_path: Path, database: Path) -> None:
    result = medward(sbom(tmp_path / "s.json", AFFECTED), "--database", database)
    assert "s.json: 1 component: 1 affected\n" in result.stdout
    lines = [line.strip() for line in result.stdout.splitlines()]
    start = lines.index("CVE-2099-0001  part-0 1  fixed in 1.4.2, 1.4.3")
    assert lines[start + 1 : start + 6] == [
        "known to be exploited: in CISA's catalogue since 2099-03-04, due by 2099-03-25, used by ransomware",
        "1.3 is in >= 1.2, < 1.4.3 of GHSA-aaaa-0000-0001",
        "Unchecked rate in drip-core",
        "CVSS_V4: CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:H/VA:H/SC:N/SI:N/SA:N",
        "CVSS_V3: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:H",
    ]


def test_a_source_that_failed_is_told_with_the_sources_and_in_json(tmp_path: Path) -> None:
    root = folder(tmp_path / "s", record("X-1", affected("PyPI", "p", span("introduced 0", "fixed 2"))))
    state, when = State(root), datetime(2099, 3, 1, 12, tzinfo=UTC)
    state.files["osv/PyPI/all.zip"] = FileState("osv", failed=when, error="nobody answers")
    state.save()
    build(root, tmp_path / "a.duckdb")
    asked = sbom(tmp_path / "s.json", "pkg:pypi/p@3")
    said = medward(asked, "--database", tmp_path / "a.duckdb").stdout
    doubt = "OSV PyPI, which could not be renewed on 2099-03-01 (nobody answers)"
    assert f"1 record, newest record of 2099-01-01\n    careful: {doubt}\n" in said
    found = json.loads(medward(asked, "--database", tmp_path / "a.duckdb", "--format", "json").stdout)
    (component,) = found["sboms"][0]["components"]
    assert (component["status"], component["doubt"]) == ("not_affected", doubt)
    assert found["database"]["sources"][0]["failed"] == "2099-03-01T12:00:00Z"


def test_a_record_that_disagrees_is_shown(tmp_path: Path, database: Path) -> None:
    result = medward(sbom(tmp_path / "s.json", "pkg:pypi/drip-core@2.0"), "--database", database)
    assert "but GHSA-aaaa-0000-0001 does not include 2.0" in result.stdout


def test_known_exploited_come_before_those_with_a_severity_before_the_rest(tmp_path: Path, database: Path) -> None:
    purls = ("pkg:pypi/alarm-tones@1.0", "pkg:opam/viewer@1.9", "pkg:npm/%40pump/drip@1.0")
    result = medward(sbom(tmp_path / "s.json", *purls), "--database", database)
    ids = [line.split()[0] for line in result.stdout.splitlines() if "  fixed in" in line or "no fixed" in line]
    assert ids == ["CVE-2099-0001", "CVE-2099-0002", "OSEC-2099-01"]


def test_findings_with_a_published_severity_come_before_those_without(tmp_path: Path) -> None:
    scored = record(
        "X-2",
        affected("PyPI", "p", span("introduced 0")),
        severity=[{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}],
    )
    root = folder(tmp_path / "s", record("X-1", affected("PyPI", "p", span("introduced 0"))), scored)
    build(root, tmp_path / "a.duckdb")
    result = medward(sbom(tmp_path / "s.json", "pkg:pypi/p@1"), "--database", tmp_path / "a.duckdb")
    assert result.stdout.index("X-2") < result.stdout.index("X-1")
    assert "no fixed version is named" in result.stdout


def test_what_nobody_knows_is_counted_and_listed(tmp_path: Path, database: Path) -> None:
    purls = (CLEAN, "pkg:npm/other@1.0", "pkg:generic/x@1", "pkg:pypi/bed-link@1")
    result = medward(sbom(tmp_path / "s.json", *purls), "--database", database)
    assert result.exit_code == 0
    assert "4 components: 1 not affected, 1 unidentified, 2 not covered" in result.stdout
    assert "1 unidentified, which is not the same as clean" in result.stdout
    assert "part-2 1: no advisory source names packages of its type 'generic'" in result.stdout
    assert "part-1 1: the database has no source for npm" in result.stdout
    assert "part-3 1: PYSEC-2099-4 cannot be decided: it has only ranges over commits" in result.stdout


def test_the_sources_are_told_with_the_dates_of_their_own_data(tmp_path: Path, database: Path) -> None:
    result = medward(sbom(tmp_path / "s.json", CLEAN), "--database", database)
    assert "OSV PyPI: 6 records, newest record of 2099-03-05" in result.stdout
    assert "OSV Go: 1 record, its records carry no date of change" in result.stdout
    assert "sha256:" in result.stdout


def test_json_has_every_component_with_its_status(tmp_path: Path, database: Path) -> None:
    files = [sbom(tmp_path / "a.json", AFFECTED, CLEAN), sbom(tmp_path / "b.json", "pkg:npm/other@1")]
    result = medward(*files, "--database", database, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert [one["file"] for one in told["sboms"]] == [str(path) for path in files]
    assert told["sboms"][0]["counts"] == {"affected": 1, "not_affected": 1, "unidentified": 0, "not_covered": 0}
    assert [one["status"] for one in told["sboms"][0]["components"]] == ["affected", "not_affected"]
    (finding,) = told["sboms"][0]["components"][0]["findings"]
    assert finding["known_exploited"]["added"] == "2099-03-04"
    assert told["database"]["digest"].startswith("sha256:")


def test_the_same_input_gives_the_same_bytes(tmp_path: Path, database: Path) -> None:
    path = sbom(tmp_path / "s.json", AFFECTED, CLEAN, "pkg:npm/other@1")
    for output_format in ("text", "json"):
        first, second = (medward(path, "--database", database, "--format", output_format) for _ in range(2))
        assert first.stdout == second.stdout


def test_an_sbom_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, database: Path) -> None:
    good, bad = sbom(tmp_path / "good.json", AFFECTED), tmp_path / "bad.json"
    bad.write_text("{")
    result = medward(bad, good, tmp_path / "none.json", "--database", database)
    assert result.exit_code == 2
    assert "good.json: 1 component: 1 affected" in result.stdout
    assert "bad.json" in result.stderr
    assert "none.json" in result.stderr


def test_without_a_database_it_is_bad_input(tmp_path: Path) -> None:
    result = medward(sbom(tmp_path / "s.json", CLEAN), "--database", tmp_path / "none.duckdb")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "[database.missing]" in result.stderr


def test_what_a_record_says_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    statement = affected("PyPI", "p", span("introduced 0", "fixed 2\x1b[31m"), versions=["1\x1b[31m"])
    build(folder(tmp_path / "s", record("X-1", statement, summary="evil\x1b[31m")), tmp_path / "a.duckdb")
    path = sbom(tmp_path / "s.json", "pkg:pypi/p@1%1B%5B31m", "pkg:pypi/p@1")
    result = medward(path, "--database", tmp_path / "a.duckdb")
    assert result.exit_code == 1
    assert "\x1b" not in result.stdout


def test_names_that_a_dossier_confirms_are_asked_about_until_they_expire(tmp_path: Path, database: Path) -> None:
    unnamed = sbom(tmp_path / "s.json", "")
    whole = {
        "device.yaml": DEVICE,
        "identities.yaml": "identities: [{component: part-0, purls: ['pkg:pypi/drip-core'], reason: r, author: a, "
        "date: 2099-01-01, expires: 2099-02-01}]\n",
    }
    options = ("--database", database, "--dossier", put(tmp_path / "dossier", {**whole}), "--as-of")
    assert medward(unnamed, "--database", database).exit_code == 0
    result = medward(unnamed, *options, "2099-02-01")
    assert result.exit_code == 1
    assert ", by pkg:pypi/drip-core, confirmed by a on 2099-01-01" in result.stdout
    assert "1 component: 1 affected" in result.stdout
    assert "expired on 2099-02-01 and does not count" in medward(unnamed, *options, "2099-02-02").stdout
