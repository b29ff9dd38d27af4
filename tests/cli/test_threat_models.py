# SPDX-License-Identifier: Apache-2.0
"""`medward threat-model`: files of a dossier out of a foreign model, and a foreign model out of a dossier."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli import application
from medward.dossier import load
from medward.dossier.starter import begin

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "threats" / "exchange" / "samples" / "model.otm.yaml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(application(["threat-model"]), ["threat-model", *map(str, arguments)])


def test_read_writes_two_files_and_tells_what_was_lost(tmp_path: Path) -> None:
    result = run("read", SAMPLE, "--output", tmp_path / "new")
    assert result.exit_code == 1
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["architecture.yaml", "threats.yaml"]
    assert "dataflows[2]: Nowhere" in result.stderr


def test_read_into_a_begun_dossier_gives_one_that_loads(tmp_path: Path) -> None:
    begin(tmp_path / "device")
    run("read", SAMPLE, "--output", tmp_path / "device")
    assert [zone.id for zone in load(tmp_path / "device").dossier.architecture.zones] == [
        "Z-f0ba7722-0000-4c81-8290-a30a248bb8d9",
        "Z-rack",
    ]


def test_read_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "threats.yaml").write_text("threats: []\n", encoding="utf-8")
    result = run("read", SAMPLE, "--output", tmp_path)
    assert (result.exit_code, "threat-model.exists" in result.stderr) == (2, True)
    assert (tmp_path / "threats.yaml").read_text(encoding="utf-8") == "threats: []\n"
    assert not (tmp_path / "architecture.yaml").exists()


def test_read_refuses_ids_that_the_dossier_already_has(tmp_path: Path) -> None:
    begin(tmp_path / "device")
    taken = "architecture:\n  zones:\n    - {id: Z-rack, name: Rack, trust: trusted}\n"
    (tmp_path / "device" / "own.yaml").write_text(taken, encoding="utf-8")
    result = run("read", SAMPLE, "--output", tmp_path / "device")
    assert (result.exit_code, "dossier.duplicate" in result.stderr) == (2, True)
    assert not (tmp_path / "device" / "threats.yaml").exists()


def test_read_as_json_has_every_loss_with_place_and_reason(tmp_path: Path) -> None:
    said = json.loads(run("read", SAMPLE, "--output", tmp_path / "new", "--format", "json").stdout)
    assert said["format"] == "OTM 0.2.0"
    assert said["counts"]["flows"] == 3
    assert all(one["file"] and one["reason"] for one in said["lost"])


def test_read_says_what_is_wrong_with_a_file(tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    file.write_text('{"a": 1}', encoding="utf-8")
    result = run("read", file, "--output", tmp_path / "new")
    assert (result.exit_code, "threat-model.format" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["otm", "cyclonedx-tm"])
def test_write_gives_the_same_bytes_every_time(tmp_path: Path, name: str) -> None:
    for file in ("one", "two"):
        result = run("write", ROOT / "examples" / "infusion-pump", "--to", name, "--output", tmp_path / file)
        assert (result.exit_code, bool(result.stderr)) == (1, True)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_write_to_where_nothing_can_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "out.yaml"
    result = run("write", ROOT / "examples" / "infusion-pump", "--to", "otm", "--output", target)
    assert (result.exit_code, "threat-model.unwritable" in result.stderr) == (2, True)
