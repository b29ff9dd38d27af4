# SPDX-License-Identifier: Apache-2.0
"""`medward check` from end to end: the example device, a real database, every format, every exit code."""

import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from medward.advisories import build
from medward.cli import application
from medward.cli.check import waiting
from medward.reports import machine

ROOT = Path(__file__).parents[2]
DEVICE = ROOT / "examples" / "infusion-pump"
DAY = "2026-11-23"
PACK = """
schema: 1
kind: framework
id: has-threats
version: "1"
title: A framework that asks for threats
issuer: Example
jurisdiction: international
nature: standard
status: in_force
in_force_from: 2026-01-01
citation: Made up for tests
licence: Apache-2.0
wording: paraphrase
sections:
  - {id: all, title: All of it}
requirements:
  - id: threats
    title: Threats
    text: The dossier names threats.
    citation: Section 1
    section: all
    rationale: At least one is there.
    roles: [maker]
    check: {path: {every: {kind: threat}, if_none: not_met}}
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("advisories") / "sample.duckdb"
    build(ROOT / "examples" / "advisories", path)
    return path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "has-threats.yaml"
    path.write_text(PACK, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MEDWARD_DATABASE", raising=False)


def check(*arguments: str | Path, device: Path = DEVICE) -> Result:
    words = ["check", str(device), *map(str, arguments)]
    if "--as-of" not in words:
        words += ["--as-of", DAY]
    return CliRunner().invoke(application(["check"]), words)


def run(*arguments: str | Path, cwd: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, with some environment variables set."""
    return subprocess.run(
        [sys.executable, "-m", "medward", "check", *map(str, arguments), "--as-of", DAY],
        cwd=cwd,
        env={**os.environ, **settings},
        capture_output=True,
        check=False,
    )


def test_the_report_says_what_is_missing_and_ends_with_1(database: Path) -> None:
    result = check("--database", database)
    assert result.exit_code == 1
    assert result.stderr == ""
    for said in ("LVP-500 infusion system", f"as of {DAY}", "Broken links", "Findings", "Next step"):
        assert said in result.stdout


def test_a_place_opens_from_where_the_command_was_given(database: Path) -> None:
    places = re.findall(r"^ +(\S+\.yaml):(\d+)$", check("--database", database).stdout, re.MULTILINE)
    assert places
    for file, line in places:
        assert len(Path(file).read_text(encoding="utf-8").splitlines()) >= int(line)


def test_everything_met_ends_with_0(pack: Path) -> None:
    result = check("--pack", pack)
    assert "1 met" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(("fail_on", "code"), [("unknown", 1), ("not_met", 1), ("error", 0), ("never", 0)])
def test_fail_on_says_what_counts(database: Path, fail_on: str, code: int) -> None:
    assert check("--database", database, "--fail-on", fail_on).exit_code == code


def test_without_a_database_findings_are_unknown_and_the_report_says_how_to_make_one() -> None:
    result = check()
    assert result.exit_code == 1
    assert "Findings  unknown" in result.stdout
    assert "medward database build" in result.stdout


def test_the_environment_may_name_the_database(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDWARD_DATABASE", str(database))
    assert check().stdout == check("--database", database).stdout


def test_json_keeps_its_schema(database: Path) -> None:
    result = check("--database", database, "--format", "json")
    document = json.loads(result.stdout)
    jsonschema.validate(document, json.loads(machine.schema()))
    assert document["assessment"]["as_of"] == DAY
    assert {count["framework"] for count in document["counts"]} == {
        pack["id"] for pack in document["assessment"]["packs"]
    }


def test_html_is_one_page(database: Path) -> None:
    page = check("--database", database, "--format", "html").stdout
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert "LVP-500 infusion system" in page


@pytest.mark.parametrize("output_format", ["text", "json", "html"])
def test_two_processes_write_the_same_bytes(database: Path, tmp_path: Path, output_format: str) -> None:
    copies = []
    for seed in ("1", "77"):
        folder = tmp_path / seed
        folder.mkdir()
        (folder / "pump").symlink_to(DEVICE)
        options = ("--database", database, "--format", output_format, "--output", "report")
        assert run("pump", *options, cwd=folder, PYTHONHASHSEED=seed).returncode == 1
        copies.append((folder / "report").read_bytes())
    assert copies[0] == copies[1]


@pytest.mark.parametrize("output_format", ["json", "html"])
def test_a_document_names_no_path_of_the_machine(database: Path, output_format: str) -> None:
    document = check("--database", database, "--format", output_format).stdout
    assert str(ROOT) not in document
    assert str(database.parent) not in document


def test_output_goes_to_a_file_and_nothing_to_standard_output(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.html"
    result = check("--database", database, "--format", "html", "--output", path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"The report is in {path}\n"
    assert path.read_bytes().startswith(b"<!doctype html>")


def test_text_in_a_file_has_no_colours_and_all_signs(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    check("--pack", pack, "--output", path)
    text = path.read_text(encoding="utf-8")
    assert "✓ 1" in text
    assert "\x1b" not in text


def test_the_law_is_that_of_the_day() -> None:
    result = check("--pack", "fda-premarket-cybersecurity", "--as-of", "2020-01-01", "--fail-on", "never")
    assert "not in force before" in " ".join(result.stdout.split())


def test_a_section_can_be_asked_for_in_full(database: Path) -> None:
    text = check("--database", database, "--show", "findings").stdout
    assert "why it matches:" in text
    assert "Broken links" not in text


def test_a_pack_may_be_named_twice_and_is_asked_once(pack: Path) -> None:
    document = json.loads(check("--pack", pack, "--pack", pack, "--format", "json").stdout)
    assert [one["id"] for one in document["assessment"]["packs"]] == ["has-threats"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--pack", "fda-premarked"), "fda-premarket-cybersecurity"),
        (("--as-of", "3 February 2026"), "year-month-day"),
        (("--as-of", "2026-02-30"), "no day"),
        (("--database", "/nowhere.duckdb"), "medward database build"),
        (("--format", "pdf"), "html"),
        (("--fail-on", "met"), "never"),
    ],
)
def test_what_cannot_be_used_is_bad_input_and_says_what_can(arguments: tuple[str, ...], said: str) -> None:
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in re.sub(r"[\s│]+", " ", result.stderr) or said in re.sub(r"[\s│]+", "", result.stderr)


def test_a_dossier_that_cannot_be_read_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "device.yaml").write_text("format: 1\ndevise: {}\n", encoding="utf-8")
    result = check(device=tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "device.yaml:2" in result.stderr
    assert "'devise'" in result.stderr


def test_problems_are_json_where_json_was_asked_for(tmp_path: Path) -> None:
    result = check("--format", "json", device=tmp_path / "nowhere")
    assert result.exit_code == 2
    assert json.loads(result.stderr)["problems"]


def test_a_report_that_cannot_be_written_is_bad_input(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    result = check("--pack", pack, "--output", tmp_path / "folder")
    assert result.exit_code == 2
    assert "the report cannot be written" in result.stderr


def test_a_terminal_that_knows_only_ascii_gets_ascii(pack: Path) -> None:
    result = run(DEVICE, "--pack", pack, PYTHONIOENCODING="ascii", COLUMNS="80")
    assert result.returncode == 0
    assert result.stdout.isascii()
    assert b"# 1 met" in result.stdout


def test_a_pipe_gets_no_colours_and_no_progress(pack: Path) -> None:
    result = run(DEVICE, "--pack", pack)
    assert b"\x1b" not in result.stdout
    assert result.stderr == b""


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        """Yes."""
        return True


@pytest.mark.parametrize(("patience", "shown"), [(0.0, True), (60.0, False)])
def test_only_who_waits_long_is_told_that_something_happens(
    monkeypatch: pytest.MonkeyPatch, patience: float, *, shown: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("medward.cli.check.PATIENCE_SECONDS", patience)
    with waiting("Checking the dossier"):
        time.sleep(0.3 if shown else 0)
    assert ("Checking the dossier" in terminal.getvalue()) is shown


LOADED = """
import sys
sys.argv = ["medward", "check", {device!r}, "--pack", {pack!r}, "--format", {output_format!r}]
from medward.cli import main
try:
    main()
except SystemExit:
    pass
print([name for name in {slow!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("output_format", "slow"), [("text", ("jinja2", "cyclonedx", "duckdb")), ("json", ("jinja2", "rich.table"))]
)
def test_a_format_loads_no_library_that_it_does_not_use(
    pack: Path, output_format: str, slow: tuple[str, ...]
) -> None:
    script = LOADED.format(device=str(DEVICE), pack=str(pack), output_format=output_format, slow=slow)
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stderr.splitlines()[-1] == "[]"
