# SPDX-License-Identifier: Apache-2.0
"""`medward identify`: what needs a name, what it might be, and the confirmation in the dossier."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from advisories.sources import affected, folder, record, span
from dossier.samples import DEVICE, put
from medward.advisories import build
from medward.cli import application
from medward.dossier import load

RELEASES = """\
releases:
  - {id: R-1, version: "1", status: withdrawn, sboms: [{file: files/old.json}]}
  - {id: R-2, version: "2", status: current, sboms: [{file: files/new.json}]}
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sources")
    folder(root, record("PYSEC-2099-1", affected("PyPI", "drip", span("introduced 0", "fixed 2.0"))))
    build(root, root / "a.duckdb")
    return root / "a.duckdb"


def sbom(*names: str) -> str:
    parts = [{"type": "library", "bom-ref": name, "name": name, "version": "1.0"} for name in names]
    return json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": parts})


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    sboms: dict[str, str | bytes] = {"files/old.json": sbom("old part"), "files/new.json": sbom("drip", "core")}
    return put(tmp_path, {"device.yaml": DEVICE + RELEASES, **sboms})


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["identify"]), ["identify", *map(str, arguments)])


def confirm(dossier: Path, component: str, *more: str) -> Result:
    return medward("confirm", dossier, component, "--by", "Security engineer", "--reason", "Compared", *more)


def test_what_needs_a_name_is_listed_with_candidates_and_what_to_do(dossier: Path, database: Path) -> None:
    result = medward("list", dossier, "--database", database)
    assert result.exit_code == 1
    assert "drip  1.0\n  it has no package URL; in R-2/files/new.json\n" in result.stdout
    assert "60  pkg:pypi/drip\n       its name is 'drip'; 1 record names it\n" in result.stdout
    assert "core  1.0\n  it has no package URL; in R-2/files/new.json\n  the database has no name like it" in (
        result.stdout
    )
    assert "2 components need a name, which is not the same as clean" in result.stdout
    assert "old part" not in result.stdout


def test_one_release_can_be_listed_whatever_its_status(dossier: Path, database: Path) -> None:
    result = medward("list", dossier, "--database", database, "--release", "R-1", "--format", "json")
    assert result.exit_code == 1
    (component,) = json.loads(result.stdout)["components"]
    assert (component["component"], component["found_in"]) == ("old part", ["R-1/files/old.json"])


def test_when_all_is_confirmed_nothing_is_left_to_do(dossier: Path, database: Path) -> None:
    result = confirm(dossier, "drip", "--as", "pkg:pypi/drip", "--date", "2026-02-03", "--expires", "2027-02-03")
    assert result.exit_code == 0
    assert result.stdout == f"wrote {dossier / 'identities.yaml'}: it names drip 1.0\n"
    assert confirm(dossier, "core", "--none").exit_code == 0
    after = medward("list", dossier, "--database", database, "--as-of", "2027-02-03")
    assert (after.exit_code, after.stdout) == (0, "no component needs a name\n")
    assert medward("list", dossier, "--database", database, "--as-of", "2027-02-04").exit_code == 1
    assert [one.component for one in load(dossier).dossier.identities] == ["core", "drip"]


def test_a_confirmation_is_replaced_only_when_told_to(dossier: Path) -> None:
    assert confirm(dossier, "drip", "--none").exit_code == 0
    refused = confirm(dossier, "drip", "--as", "pkg:pypi/drip")
    assert refused.exit_code == 2
    assert "[identify.confirmed]" in refused.stderr
    assert confirm(dossier, "drip", "--as", "pkg:pypi/drip", "--replace").exit_code == 0


@pytest.mark.parametrize("names", [(), ("--none", "--as", "pkg:pypi/drip")])
def test_either_names_or_none_are_given(dossier: Path, names: tuple[str, ...]) -> None:
    assert confirm(dossier, "drip", *names).exit_code == 2
    assert not load(dossier).dossier.identities


def test_a_release_that_is_not_there_is_bad_input(dossier: Path, database: Path) -> None:
    result = medward("list", dossier, "--database", database, "--release", "R-9")
    assert result.exit_code == 2
    assert "the dossier has no release 'R-9'. Known: R-1, R-2. [identify.release]" in result.stderr


def test_an_sbom_that_cannot_be_read_does_not_stop_the_others(dossier: Path, database: Path) -> None:
    more = RELEASES.replace("{file: files/new.json}", "{file: files/new.json}, {file: files/bad.json}")
    put(dossier, {"device.yaml": DEVICE + more, "files/bad.json": "no SBOM"})
    result = medward("list", dossier, "--database", database)
    assert result.exit_code == 2
    assert "drip  1.0" in result.stdout
    assert "1 problem" in result.stderr


def test_a_missing_database_is_bad_input(dossier: Path, tmp_path: Path) -> None:
    result = medward("list", dossier, "--database", tmp_path / "none.duckdb", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stderr)["problems"][0]["code"] == "database.missing"
