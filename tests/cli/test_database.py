# SPDX-License-Identifier: Apache-2.0
"""`medward database`: build says what was read and what was not; info says it again; bad input is exit code 2."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from advisories.sources import SAMPLES, affected, archive, catalogue, entry, folder, forecasts, record, span
from medward.advisories.sync.state import FileState, State
from medward.base.canonical import digest_file
from medward.cli import application


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["database"]), ["database", *map(str, arguments)])


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a.duckdb"
    assert medward("build", "--from", SAMPLES, "--output", path).exit_code == 0
    return path


def test_build_says_what_was_read(tmp_path: Path) -> None:
    result = medward("build", "--from", SAMPLES, "--output", tmp_path / "a.duckdb")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "OSV PyPI  newest record of 2099-03-05\n  6 records, 1 withdrawn" in result.stdout
    assert "OSV Go  its records carry no date of change\n" in result.stdout
    assert "1 statement that cannot be evaluated" in result.stdout
    assert "2 ranges over commits, not evaluated" in result.stdout
    assert "2 known to be exploited" in result.stdout
    assert (tmp_path / "a.duckdb").is_file()


def test_info_says_when_a_source_was_fetched_and_what_failed_since(tmp_path: Path) -> None:
    root = forecasts(folder(tmp_path / "s", record("X-1")), "CVE-2099-0001,0.5,0.9", name="e.csv")
    state, lies, noon = State(root), root / "osv/PyPI/all.zip", datetime(2099, 3, 1, 12, tzinfo=UTC)
    known = FileState("osv", digest=digest_file(lies), size=lies.stat().st_size, succeeded=noon)
    state.files |= {"osv/PyPI/all.zip": known}
    state.files["epss/e.csv"] = FileState("epss", failed=noon, error="nobody\x1b[31m answers")
    state.save()
    said = medward("build", "--from", root, "--output", tmp_path / "a.duckdb").stdout
    assert "OSV PyPI  newest record of 2099-01-01\n  1 record\n  fetched at 2099-03-01 12:00 UTC\n" in said
    assert "EPSS  scores of 2099-03-01, model v2099.01.01\n  1 record\n" in said
    assert "  careful: EPSS, which could not be renewed on 2099-03-01 (nobody" in said
    assert "\x1b[31m" not in said
    held = json.loads(medward("info", tmp_path / "a.duckdb", "--format", "json").stdout)
    assert [(one["fetched"], one["complete"]) for one in held["sources"]] == [
        (None, True),
        ("2099-03-01T12:00:00Z", True),
    ]


def test_info_says_the_same_as_build(database: Path, tmp_path: Path) -> None:
    built = medward("build", "--from", SAMPLES, "--output", tmp_path / "b.duckdb")
    assert medward("info", database).stdout == built.stdout


def test_info_as_json_has_everything(database: Path) -> None:
    held = json.loads(medward("info", database, "--format", "json").stdout)
    assert [source["part"] for source in held["sources"]] == ["", "Debian", "Go", "PyPI", "opam"]
    assert held["digest"].startswith("sha256:")
    assert held["sources"][3]["newest"] == "2099-03-05"


def test_what_was_skipped_is_listed_with_its_reason(tmp_path: Path) -> None:
    root = catalogue(tmp_path / "s", entry("CVE-2099-0001"))
    archive(root / "osv/PyPI/all.zip", {"a.json": b"{", "evil\x1b[31m.json": b"["})
    (root / "sboms").mkdir()
    result = medward("build", "--from", root, "--output", tmp_path / "a.duckdb")
    assert "  0 records, 2 that could not be read" in result.stdout
    assert "  skipped: osv/PyPI/all.zip: a.json: it is not JSON" in result.stdout
    assert "  not read: sboms: this version does not read it" in result.stdout
    assert "\x1b[31m" not in result.stdout


def test_a_long_list_of_skipped_files_is_cut_in_text_and_whole_in_json(tmp_path: Path) -> None:
    archive(tmp_path / "s/osv/PyPI/all.zip", {f"{number:02}.json": b"{" for number in range(30)})
    result = medward("build", "--from", tmp_path / "s", "--output", tmp_path / "a.duckdb")
    assert "  skipped: 10 more; --format json lists all" in result.stdout
    held = json.loads(medward("info", tmp_path / "a.duckdb", "--format", "json").stdout)
    assert len(held["sources"][0]["skipped"]) == 30


def test_a_folder_without_sources_is_bad_input_and_leaves_the_old_database(database: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    before = database.read_bytes()
    for source in (tmp_path / "empty", tmp_path / "none"):
        result = medward("build", "--from", source, "--output", database)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "[sources." in result.stderr
    assert database.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = medward("build", "--from", SAMPLES, "--output", tmp_path / "file" / "a.duckdb")
    assert result.exit_code == 2
    assert "[database.unwritable]" in result.stderr


def test_a_file_that_is_no_database_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "a.duckdb").write_text("no database")
    result = medward("info", tmp_path / "a.duckdb")
    assert result.exit_code == 2
    assert "[database.unreadable]" in result.stderr
    told = json.loads(medward("info", tmp_path / "none", "--format", "json").stderr)
    assert told["problems"][0]["code"] == "database.missing"


def test_numbers_stand_with_their_noun(tmp_path: Path) -> None:
    root = folder(tmp_path / "s", record("X-1", affected("PyPI", "p", span("introduced 0"))))
    result = medward("build", "--from", root, "--output", tmp_path / "a.duckdb")
    assert "  1 record\n" in result.stdout
    assert "1 vulnerability, 1 package, 1 range, 0 single versions, 0 known to be exploited" in result.stdout


def test_every_command_explains_itself() -> None:
    for command in (["--help"], ["build", "--help"], ["info", "--help"]):
        result = medward(*command)
        assert result.exit_code == 0
        assert "advisory database" in result.stdout
