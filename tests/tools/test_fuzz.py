# SPDX-License-Identifier: Apache-2.0
"""The fuzzer finds a planted bug of each kind, and every reader of foreign data stands a short run of it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOOL = HERE.parents[1] / "tools" / "fuzz.py"
TOYS = ("--table", "toy_readers", "--seed", "1", "--inputs", "4", "--seconds", "0.2")


def fuzz(found: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    command = [sys.executable, str(TOOL), "--found", str(found), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        ("undocumented", "crash: ZeroDivisionError at toy_readers.py"),
        ("falls", "crash: SIGSEGV"),
        ("loops", "hang: time is up in loops"),
        ("sleeps", "hang: stands still"),
        pytest.param(
            "grows",
            "memory: MemoryError at toy_readers.py",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory"),
        ),
        ("wordless", "crash: RefusedError at toy_readers.py"),
    ],
)
def test_a_planted_bug_is_found_and_its_input_saved(tmp_path: Path, reader: str, told: str) -> None:
    done = fuzz(tmp_path, *TOYS, "--stalled", "1" if reader == "sleeps" else "60", "--only", reader)
    assert done.returncode == 1, done.stderr
    assert told in done.stdout
    saved = [path for path in (tmp_path / reader).iterdir() if not path.suffix]
    assert len(saved) == 1
    assert saved[0].with_suffix(".txt").read_text(encoding="utf-8").startswith(told)


def test_a_reader_without_a_bug_has_no_finding(tmp_path: Path) -> None:
    done = fuzz(tmp_path, *TOYS, "--inputs", "300", "--only", "sound")
    assert (done.returncode, list(tmp_path.iterdir())) == (0, [])
    assert re.search(r"sound +300 inputs +[1-9]\d* read", done.stdout)


def test_the_reader_goes_on_behind_an_input_that_ended_it(tmp_path: Path) -> None:
    done = fuzz(tmp_path, *TOYS, "--only", "falls")
    assert re.search(r"falls +4 inputs", done.stdout)


def test_a_saved_input_is_read_again(tmp_path: Path) -> None:
    fuzz(tmp_path, *TOYS, "--only", "wordless")
    saved = next(path for path in (tmp_path / "wordless").iterdir() if not path.suffix)
    assert "refused, as documented" in fuzz(tmp_path, "--table", "toy_readers", "--again", str(saved)).stdout


def test_the_minutes_are_shared_among_the_readers(tmp_path: Path) -> None:
    done = fuzz(tmp_path, "--table", "toy_readers", "--minutes", "0.005", "--only", "sound")
    assert done.returncode == 0
    assert re.search(r"sound +[\d,]+ inputs", done.stdout)


def test_an_unknown_reader_is_bad_input(tmp_path: Path) -> None:
    done = fuzz(tmp_path, "--only", "nobody")
    assert done.returncode == 2
    assert "No reader is called nobody" in done.stderr


def test_every_reader_of_foreign_data_stands_a_short_run(tmp_path: Path) -> None:
    done = fuzz(tmp_path, "--inputs", "300", "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr
