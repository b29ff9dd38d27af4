# SPDX-License-Identifier: Apache-2.0
"""The program as a whole: its commands, its version, its exit codes, and that it starts light."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from medward import __version__
from medward.cli import COMMANDS, application

SLOW = ("duckdb", "lxml", "jinja2", "cyclonedx")


def medward(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "medward", *arguments], capture_output=True, text=True, check=False
    )


def test_help_names_every_command() -> None:
    result = medward("--help")
    assert result.returncode == 0
    assert all(name in result.stdout for name in COMMANDS)


def test_version_is_printed() -> None:
    assert medward("--version").stdout == f"medward {__version__}\n"


def test_an_unknown_command_is_bad_input() -> None:
    result = medward("chekc")
    assert result.returncode == 2
    assert "chekc" in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(application(), [name, "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_help_of_a_command_imports_no_slow_library() -> None:
    script = "import sys; sys.argv = ['medward', 'check', '--help']\n"
    script += "from medward.cli import main\n"
    script += "try:\n    main()\nexcept SystemExit:\n    pass\n"
    script += f"print([name for name in {SLOW!r} if name in sys.modules], file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"
