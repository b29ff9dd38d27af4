# SPDX-License-Identifier: Apache-2.0
"""The tutorial is run as it stands: its files are written, its commands run, its outputs compared.

A line `…` stands for any lines. Commands may end with 1 ("something was found"); only step 2 ends with 2.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STEP = re.compile(
    r"\*\*(?P<file>my-pump/[\w./-]+)\*\*\n\n```\w+\n(?P<content>.*?)```|```console\n(?P<console>.*?)```", re.DOTALL
)


@pytest.fixture(scope="module")
def transcript(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str, int]]:
    """Every command of the tutorial with the output that the page shows, the real one, and the exit code."""
    folder = tmp_path_factory.mktemp("tutorial")
    (folder / "examples").symlink_to(ROOT / "examples")
    told: list[tuple[str, str, str, int]] = []
    for step in STEP.finditer((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")):
        if step["file"]:
            (folder / step["file"]).write_text(step["content"], encoding="utf-8")
            continue
        for block in re.split(r"^\$ ", step["console"], flags=re.MULTILINE)[1:]:
            command, _, shown = block.partition("\n")
            told.append((command, shown, *run(command, folder)))
    return told


def run(command: str, folder: Path) -> tuple[str, int]:
    arguments = [sys.executable, "-m", *command.split()]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        arguments,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout, done.returncode


def pattern(shown: str) -> str:
    """The shown lines as a regular expression, in which `…` is any number of lines."""
    lines = [r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in shown.splitlines()]
    return "".join(lines)


def test_every_output_is_the_one_that_the_page_shows(transcript: list[tuple[str, str, str, int]]) -> None:
    assert len(transcript) >= 9
    for command, shown, printed, _ in transcript:
        assert re.fullmatch(pattern(shown), printed), f"{command}\n{printed}"


def test_only_the_mistake_is_bad_input(transcript: list[tuple[str, str, str, int]]) -> None:
    refused = [(command, printed) for command, _, printed, code in transcript if code == 2]
    assert len(refused) == 1
    assert "curent" in refused[0][1]
    assert "1.10" in refused[0][1]


def test_the_proof_closes_the_link(transcript: list[tuple[str, str, str, int]]) -> None:
    checks = [printed for command, _, printed, _ in transcript if "medward check" in command]
    assert "no test verifies SR-1" in checks[0]
    assert not any("no test verifies SR-1" in later for later in checks[1:])
