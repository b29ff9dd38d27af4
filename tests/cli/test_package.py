# SPDX-License-Identifier: Apache-2.0
"""`medward package`: files, what is said on the terminal, and exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from medward.cli import application

EXAMPLE = Path(__file__).parents[2] / "examples" / "infusion-pump"
DAY = ("--as-of", "2026-06-01")


def medward(*arguments: str | Path) -> Result:
    return CliRunner().invoke(application(["package", "match"]), ["package", *map(str, arguments)])


def test_a_package_for_a_hospital_is_written_and_holds_against_its_manifest(tmp_path: Path) -> None:
    made = medward(EXAMPLE, "--for", "hospital", "--output", tmp_path / "out", *DAY)
    assert made.exit_code == 1, "the pump has no database to ask, so something is missing"
    assert "Software bill of materials and support addendum: " in made.stdout
    assert "Guide to decommissioning" in made.stdout
    assert (tmp_path / "out" / "01-security-guide.html").is_file()
    verified = medward(tmp_path / "out", "--verify")
    assert verified.exit_code == 0, verified.output


def test_the_manifest_can_be_had_on_standard_output(tmp_path: Path) -> None:
    made = medward(EXAMPLE, "--for", "hospital", "--output", tmp_path / "out", *DAY, "--format", "json")
    assert json.loads(made.stdout) == json.loads((tmp_path / "out" / "manifest.json").read_text())


def test_a_changed_package_is_told_file_by_file(tmp_path: Path) -> None:
    medward(EXAMPLE, "--for", "hospital", "--output", tmp_path / "out", *DAY)
    (tmp_path / "out" / "01-security-guide.html").write_text("other")
    verified = medward(tmp_path / "out", "--verify")
    assert verified.exit_code == 1
    assert "01-security-guide.html" in verified.stderr
    assert "package.changed" in verified.stderr


def test_other_frameworks_and_names_can_be_asked_for(tmp_path: Path) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("security_guide: Guide\n")
    options = ("--pack", "hhs-cpg", "--names", names)
    medward(EXAMPLE, "--for", "hospital", "--output", tmp_path / "out", *DAY, *options)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [pack["id"] for pack in manifest["packs"]] == ["hhs-cpg"]
    assert (tmp_path / "out" / "Guide.html").is_file()


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--for", "hospital"),
        ("--for", "nobody", "--output", "out"),
        ("--for", "hospital", "--output", "out", "--form", "rtf"),
        ("--for", "hospital", "--output", "out", "--pack", "none-such"),
        ("--verify",),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_writes_nothing(
    options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert medward(EXAMPLE, *options).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    refused = medward(EXAMPLE, "--for", "hospital", "--output", tmp_path, *DAY)
    assert refused.exit_code == 2
    assert "package.folder-not-empty" in refused.stderr


def test_a_folder_that_is_no_dossier_is_refused(tmp_path: Path) -> None:
    assert medward(tmp_path, "--for", "hospital", "--output", tmp_path / "out", *DAY).exit_code == 2
