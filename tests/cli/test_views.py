# SPDX-License-Identifier: Apache-2.0
"""`medward views`: files of an example, what is said on the terminal, and exit codes."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from medward.cli import application

EXAMPLE = Path(__file__).parents[2] / "examples" / "infusion-pump"


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["views", "match"]), ["views", *map(str, arguments)])


def test_every_view_becomes_a_picture_and_its_tables(tmp_path: Path) -> None:
    result = medward(EXAMPLE, "--output", tmp_path)
    assert result.exit_code == 1, result.output
    assert {"V-GLOBAL.svg", "V-GLOBAL.md", "V-UPDATES.svg"} <= {one.name for one in tmp_path.iterdir()}
    assert "nobody has said" in result.output


def test_one_view_in_one_form_with_nothing_open_ends_with_0(tmp_path: Path) -> None:
    result = medward(EXAMPLE, "--output", tmp_path, "--view", "V-USE-PROGRAMMING", "--format", "json")
    assert result.exit_code == 0, result.output
    (path,) = tmp_path.iterdir()
    assert json.loads(path.read_text())["id"] == "V-USE-PROGRAMMING"


def test_a_graph_can_be_had(tmp_path: Path) -> None:
    medward(EXAMPLE, "--output", tmp_path, "--view", "V-USE-ORDER", "--format", "dot")
    assert (tmp_path / "V-USE-ORDER.dot").read_text().startswith('digraph "V-USE-ORDER"')


def test_a_view_that_is_not_there_is_bad_input_and_nothing_is_written(tmp_path: Path) -> None:
    result = medward(EXAMPLE, "--output", tmp_path, "--view", "V-NONE")
    assert result.exit_code == 2
    assert "V-GLOBAL" in result.output
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_no_dossier_is_bad_input(tmp_path: Path) -> None:
    assert medward(tmp_path, "--output", tmp_path / "out").exit_code == 2


def test_a_folder_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    assert medward(EXAMPLE, "--output", tmp_path / "out").exit_code == 2
