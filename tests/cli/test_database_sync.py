# SPDX-License-Identifier: Apache-2.0
"""`medward database sync`: what it fetched, what is stale and why, and the exit codes 0, 1 and 2."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from advisories.sources import affected, archive, inventory, record, span
from advisories.sync.publisher import LIMITS, Publisher, answer, publisher
from medward.advisories import info, match
from medward.cli import application

KEY = {"environment": "NVD_API_KEY", "header": "apiKey", "rate": {"requests": 50, "seconds": 30}}
PAGE = b'{"resultsPerPage": 1, "startIndex": 0, "totalResults": 1, "vulnerabilities": [{}]}'


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with publisher() as one:
        yield one


@pytest.fixture
def sources(server: Publisher, tmp_path: Path) -> Path:
    """The shipped sources, moved to the server of the test."""
    files = {**LIMITS, "kind": "files"}
    osv = {"path": "osv/{part}/all.zip", "content": "archive", "parts": ["PyPI", "Go"]}
    kev = {"path": "kev/known_exploited_vulnerabilities.json", "content": "kev", "on_request": True}
    nvd = {"kind": "nvd", "path": "nvd", "page": 2000, "window_days": 120, "on_request": True, "key": KEY}
    epss = {"path": "epss/a.csv.gz", "content": "epss", "on_request": True}
    listed = [
        {**files, **osv, "id": "osv", "name": "OSV", "url": f"{server.url}/{{part}}/all.zip"},
        {**files, **kev, "id": "cisa-kev", "name": "CISA KEV", "url": f"{server.url}/kev.json"},
        {**files, **epss, "id": "epss", "name": "EPSS", "url": f"{server.url}/epss"},
        {**LIMITS, **nvd, "id": "nvd", "name": "NVD", "url": f"{server.url}/cves"},
    ]
    path = tmp_path / "sources.yaml"
    path.write_text(json.dumps({"schema": 1, "sources": listed}))
    for part in ("PyPI", "Go"):
        publish(server, tmp_path, part, 3)
    return path


def publish(server: Publisher, tmp_path: Path, part: str, number: int) -> None:
    """A part of OSV with so many records."""
    records = [record(f"{part}-{one}", affected(part, "p", span("introduced 0"))) for one in range(number)]
    named = {f"{one['id']}.json": json.dumps(one).encode() for one in records}
    server.put(f"/{part}/all.zip", archive(tmp_path / "made.zip", named).read_bytes())


def sync(tmp_path: Path, sources: Path | None, *arguments: str | Path) -> Result:
    given = ["--folder", tmp_path / "s", *(["--sources", sources] if sources else []), *arguments]
    return CliRunner().invoke(application(["database"]), ["database", "sync", *map(str, given)])


def built(tmp_path: Path, sources: Path, *arguments: str | Path) -> Result:
    return sync(tmp_path, sources, "--output", tmp_path / "a.duckdb", *arguments)


def test_everything_fresh_is_fetched_built_and_exits_with_0(tmp_path: Path, sources: Path) -> None:
    result = built(tmp_path, sources)
    assert result.exit_code == 0, result.output
    assert "OSV  2 updated\n" in result.stdout
    assert "database: 6 records, sha256:" in result.stdout
    assert result.stderr == ""
    again = built(tmp_path, sources)
    assert (again.exit_code, "OSV  2 unchanged\n" in again.stdout) == (0, True)


def test_what_is_stale_is_said_with_its_reason_and_exits_with_1(
    server: Publisher, tmp_path: Path, sources: Path
) -> None:
    built(tmp_path, sources)
    server.next("/Go/all.zip", answer(200, b"<html>\x1b[31mSorry"))
    result = built(tmp_path, sources)
    assert result.exit_code == 1
    assert "OSV  1 unchanged, 1 stale\n" in result.stdout
    assert "  stale: osv/Go/all.zip: it is not a readable ZIP archive" in result.stdout
    assert "; the old file is kept, last fresh at 20" in result.stdout
    assert "database: 6 records" in result.stdout
    assert "\x1b[31m" not in result.stdout


def test_a_source_that_fails_marks_the_answers_of_the_database_that_rest_on_it(
    server: Publisher, tmp_path: Path, sources: Path
) -> None:
    built(tmp_path, sources)
    before = info(tmp_path / "a.duckdb")
    server.next("/Go/all.zip", answer(200, b"<html>Sorry"))
    built(tmp_path, sources)
    after = info(tmp_path / "a.duckdb")
    assert after.digest == before.digest
    assert [(one.title, one.fetched is not None, bool(one.failed), bool(one.doubt)) for one in after.sources] == [
        ("OSV Go", True, True, True),
        ("OSV PyPI", True, False, False),
    ]
    asked = inventory("pkg:golang/other@v1", "pkg:pypi/other@1")
    go, pypi = match(asked, tmp_path / "a.duckdb").components
    assert "which could not be renewed on 20" in go.reason
    assert pypi.doubt == ""


def test_a_first_run_through_pages_that_broke_off_leaves_the_source_incomplete(
    server: Publisher, tmp_path: Path, sources: Path
) -> None:
    part = {"resultsPerPage": 2000, "startIndex": 0, "totalResults": 2001, "vulnerabilities": [{}] * 2000}
    server.put("/cves?startIndex=0&resultsPerPage=2000", json.dumps(part).encode())
    result = built(tmp_path, sources, "--source", "nvd", "--source", "osv")
    assert result.exit_code == 1
    (nvd,) = [one for one in info(tmp_path / "a.duckdb").sources if one.name == "NVD"]
    assert nvd.complete is False
    assert nvd.doubt.startswith("which is incomplete (its first run broke off after 2,000 records; ")


def test_what_was_never_there_is_missing(tmp_path: Path, sources: Path) -> None:
    result = built(tmp_path, sources, "--ecosystem", "PyPI", "--ecosystem", "Hex")
    assert result.exit_code == 1
    assert "  missing: osv/Hex/all.zip: there is no such file at its publisher\n" in result.stdout
    assert "database: 3 records" in result.stdout


def test_a_worse_database_is_refused_and_says_by_how_much(
    server: Publisher, tmp_path: Path, sources: Path
) -> None:
    built(tmp_path, sources)
    before = info(tmp_path / "a.duckdb").digest
    publish(server, tmp_path, "PyPI", 1)
    result = built(tmp_path, sources)
    assert result.exit_code == 1
    assert "fewer: OSV PyPI has 1 in place of 3, 2 records less\n" in result.stdout
    assert "not replaced: it would hold fewer records than the old one; the old database stays" in result.stdout
    assert info(tmp_path / "a.duckdb").digest == before
    allowed = built(tmp_path, sources, "--allow-fewer")
    assert allowed.exit_code == 0
    assert "fewer: OSV PyPI has 1 in place of 3" in allowed.stdout
    assert "database: 4 records" in allowed.stdout


def test_without_anything_to_build_from_there_is_no_database(tmp_path: Path, sources: Path) -> None:
    result = built(tmp_path, sources, "--ecosystem", "Hex")
    assert result.exit_code == 1
    assert "not replaced: the folder holds neither" in result.stdout
    assert "there is no database" in result.stdout


def test_json_has_everything(tmp_path: Path, sources: Path) -> None:
    told = json.loads(built(tmp_path, sources, "--format", "json").stdout)
    assert told["fresh"] is True
    assert [one["path"] for one in told["sync"]["sources"][0]["files"]] == ["osv/PyPI/all.zip", "osv/Go/all.zip"]
    assert told["sync"]["sources"][0]["files"][0]["outcome"] == "updated"
    assert told["build"]["replaced"] is True
    assert told["build"]["database"]["digest"].startswith("sha256:")


def test_a_source_is_fetched_when_it_is_named_with_the_key_of_the_environment(
    server: Publisher, tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NVD_API_KEY", "secret-key")
    server.put("/cves?startIndex=0&resultsPerPage=2000", PAGE)
    result = built(tmp_path, sources, "--source", "nvd")
    assert "NVD  1 updated\n" in result.stdout
    assert server.seen[0].headers["apiKey"] == "secret-key"
    written = "".join(one.read_text() for one in (tmp_path / "s").rglob("*.json"))
    assert "secret-key" not in result.output + written


def test_an_offline_check_asks_nobody_and_builds_nothing(server: Publisher, tmp_path: Path, sources: Path) -> None:
    never = sync(tmp_path, sources, "--offline-check")
    assert never.exit_code == 1
    assert "it was never fetched" in never.stdout
    built(tmp_path, sources)
    server.seen.clear()
    (tmp_path / "a.duckdb").unlink()
    result = built(tmp_path, sources, "--offline-check")
    assert (result.exit_code, result.stdout) == (0, "OSV  2 unchanged\n")
    assert server.seen == []
    assert not (tmp_path / "a.duckdb").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--source", "nothing"], "No source 'nothing'; there are osv, cisa-kev, epss"),
        (["--ecosystem", "../PyPI"], "'../PyPI' is not the name of an ecosystem"),
        (["--ca-file", "none.pem"], "[sources.setting]"),
        (["--proxy", "gopher://a"], "[sources.setting]"),
    ],
)
def test_an_option_that_cannot_be_used_exits_with_2(
    tmp_path: Path, sources: Path, arguments: list[str], said: str
) -> None:
    result = built(tmp_path, sources, *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


def test_without_a_database_to_write_it_is_bad_input(tmp_path: Path, sources: Path) -> None:
    result = sync(tmp_path, sources)
    assert (result.exit_code, "--output" in result.stderr) == (2, True)


def test_sources_that_cannot_be_read_are_bad_input(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("schema: 1\nsources: []\n")
    result = built(tmp_path, tmp_path / "own.yaml")
    assert (result.exit_code, "own.yaml:2" in result.stderr) == (2, True)


def test_a_database_that_is_something_else_is_bad_input_and_stays(tmp_path: Path, sources: Path) -> None:
    (tmp_path / "a.duckdb").write_text("a letter")
    result = built(tmp_path, sources)
    assert (result.exit_code, "[database.unreadable]" in result.stderr) == (2, True)
    assert result.stdout == "OSV  2 updated\n"
    assert (tmp_path / "a.duckdb").read_text() == "a letter"


def test_the_network_is_loaded_by_no_other_command() -> None:
    code = "import sys, medward.cli.database, medward.advisories.building; sys.exit('urllib3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_command_explains_itself() -> None:
    result = CliRunner().invoke(application(["database"]), ["database", "sync", "--help"])
    assert result.exit_code == 0
    assert "NVD_API_KEY" in result.stdout
