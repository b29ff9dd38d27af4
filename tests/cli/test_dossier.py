# SPDX-License-Identifier: Apache-2.0
"""`medward dossier`: what people and programs get, and the exit codes."""

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dossier.samples import CHAIN, DEVICE, REPORT, put, whole
from medward.base.canonical import digest_bytes
from medward.cli.dossier import app
from medward.dossier import load
from medward.dossier.schema import schema


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_init_writes_a_starter_that_show_can_read(tmp_path: Path) -> None:
    result = run("init", tmp_path / "new")
    assert result.exit_code == 0
    assert f"wrote {tmp_path / 'new/dossier.yaml'}\n" in result.stdout
    assert "Next: open" in result.stdout
    shown = run("show", tmp_path / "new")
    assert shown.exit_code == 0
    assert "still to be written:\n  device.name\n  device.manufacturer\n" in shown.stdout


def test_init_leaves_a_folder_alone_that_holds_anything(tmp_path: Path) -> None:
    put(tmp_path, {"mine.txt": "mine"})
    result = run("init", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the folder already holds something" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_show_says_what_is_in_a_dossier(tmp_path: Path) -> None:
    more = "releases: [{id: R, version: '3.2', status: current, supported_until: 2031-01-01}]\n"
    result = run("show", put(whole(tmp_path), {"more.yaml": more}))
    assert result.exit_code == 0
    assert (
        result.stdout
        == f"""\
Drip 100, Example Devices

        1  release
        1  harm
        1  hazardous situation
        1  threat
        1  control
        1  requirement
        1  test
        1  evidence
        1  referenced file

release 3.2: current, 0 SBOM, supported until 2031-01-01

digest {load(tmp_path).digest}
"""
    )


def test_show_names_only_some_of_many_unwritten_texts(tmp_path: Path) -> None:
    harms = "".join(f"- {{id: H-{number}, name: '?', severity: minor}}\n" for number in range(12))
    result = run("show", put(tmp_path, {"a.yaml": f"{DEVICE}harms:\n{harms}"}))
    assert "  harms.H-7.name\n  and 2 more\n" in result.stdout


def test_show_as_json_is_the_bytes_whose_sha_256_is_the_digest(tmp_path: Path) -> None:
    result = run("show", whole(tmp_path), "--format", "json")
    assert f"sha256:{hashlib.sha256(result.stdout_bytes).hexdigest()}" == load(tmp_path).digest
    assert json.loads(result.stdout)["content"]["device"]["name"] == "Drip 100"


@pytest.mark.parametrize("command", ["show", "diff"])
def test_every_problem_of_a_dossier_goes_to_stderr(tmp_path: Path, command: str) -> None:
    put(tmp_path, {"a.yaml": f"{DEVICE}threat: []\n", "b.yaml": CHAIN.replace("accepted", "acepted")})
    folders = [tmp_path] * (2 if command == "diff" else 1)
    result = run(command, *folders)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0].startswith("a.yaml:8: threat: the key 'threat' is not known here. ")
    assert result.stderr.endswith("\n2 problems\n")
    as_json = run(command, *folders, "--format", "json")
    assert as_json.exit_code == 2
    assert [problem["line"] for problem in json.loads(as_json.stderr)["problems"]] == [8, 8]


def test_diff_says_in_words_what_changed(tmp_path: Path) -> None:
    old, new = whole(tmp_path / "old"), whole(tmp_path / "new")
    put(new, {"chain.yaml": CHAIN.replace("status: accepted", "status: mitigated")})
    result = run("diff", old, new)
    assert result.exit_code == 1
    assert result.stdout == "T-1 'rogue drug library': status accepted → mitigated\n\n1 change\n"


def test_diff_of_equal_content_is_silent_and_0(tmp_path: Path) -> None:
    old = whole(tmp_path / "old")
    new = put(tmp_path / "new", {name: (old / name).read_bytes() for name in ("chain.yaml", "files/report.txt")})
    put(new, {"sub/all.yaml": (old / "device.yaml").read_bytes() + (old / "proof.yml").read_bytes()})
    result = run("diff", old, new)
    assert (result.exit_code, result.stdout) == (0, "The two revisions say the same.\n")


def test_diff_for_programs_has_both_digests_and_every_change(tmp_path: Path) -> None:
    old, new = whole(tmp_path / "old"), whole(tmp_path / "new")
    put(new, {"more.yaml": "harms: [{id: H-2, name: burn, severity: minor}]"})
    result = run("diff", old, new, "--format", "json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    assert (document["old"], document["new"]) == (load(old).digest, load(new).digest)
    assert document["changes"] == [
        {"action": "added", "kind": "harm", "id": "H-2", "label": "burn", "key": "", "before": None,
         "after": {"id": "H-2", "name": "burn", "severity": "minor"}, "text": "H-2 'burn': added"}
    ]  # fmt: skip


def test_schema_prints_the_schema() -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()


def test_digest_prints_what_evidence_states(tmp_path: Path) -> None:
    path = whole(tmp_path) / "files/report.txt"
    assert run("digest", path).stdout == f"{digest_bytes(REPORT)}  {path}\n"
    assert json.loads(run("digest", path, "--format", "json").stdout) == {str(path): digest_bytes(REPORT)}


def test_digest_refuses_what_shows_nothing(tmp_path: Path) -> None:
    put(tmp_path, {"empty": b"", "full": b"x"})
    result = run("digest", tmp_path / "empty", tmp_path / "full", tmp_path / "missing", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 7
    assert "is empty" in result.stderr


def test_no_text_of_a_dossier_reaches_the_terminal_raw(tmp_path: Path) -> None:
    put(tmp_path / "a", {"a.yaml": DEVICE.replace("Drip 100", '"Drip \\u202e 100"')})
    put(tmp_path / "b", {"a.yaml": DEVICE})
    assert "\u202e" not in run("show", tmp_path / "a").stdout
    assert "\\u202e" in run("diff", tmp_path / "a", tmp_path / "b").stdout


def test_every_command_says_what_it_is_for() -> None:
    result = run("--help")
    for command in ("init", "show", "diff", "schema", "digest"):
        assert command in result.stdout
        assert run(command, "--help").exit_code == 0
