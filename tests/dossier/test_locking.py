# SPDX-License-Identifier: Apache-2.0
"""One writer at a time: who comes second waits, sees what the first wrote, and is told where it takes too long."""

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dossier.samples import problems, whole
from medward.base.problems import ProblemsError
from medward.dossier import load, locking
from medward.dossier.locking import LOCK, alone
from medward.dossier.recording import record

EACH = 12
RECORDER = """
import sys
from pathlib import Path
from medward.dossier.recording import record, replace

folder, who, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for index in range(number):
    item = {"component": f"{who}-{index}@1.0", "level": "actively_maintained", "source": "a call"}
    record(folder, "component_support", [item])
    if index % 3 == 0:
        assert replace(folder, "component_support", item | {"source": "a letter"}, named_by="component")
"""
SUPPORT = {"component": "zlib@1.3", "level": "actively_maintained", "source": "a call"}


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """The lock, as another process holds it."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)


def _recorder(folder: Path, who: str) -> subprocess.Popen[str]:
    """A process that records as soon as it gets a line."""
    arguments = [sys.executable, "-c", RECORDER, str(folder), who, str(EACH)]
    return subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_of_two_processes_that_record_at_once_nothing_is_lost(tmp_path: Path) -> None:
    folder = whole(tmp_path)
    writers = [_recorder(folder, who) for who in ("first", "second")]
    for one in writers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in writers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in writers:
        one.communicate(timeout=120)
    assert [one.returncode for one in writers] == [0, 0]
    found = {one.component: one.source for one in load(folder).dossier.component_support}
    assert set(found) == {f"{who}-{index}@1.0" for who in ("first", "second") for index in range(EACH)}
    assert sum(source == "a letter" for source in found.values()) == 2 * EACH // 3
    assert not (folder / LOCK).exists()


def test_who_has_to_wait_too_long_is_told_what_to_do_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PAUSE_SECONDS", 0)
    before = load(whole(tmp_path)).digest
    with held(tmp_path), pytest.raises(ProblemsError) as raised:
        record(tmp_path, "component_support", [SUPPORT])
    (problem,) = raised.value.problems
    assert problem.code == "dossier.busy"
    assert problem.mend == "Wait until it has ended, or end it, then run this again"
    assert load(tmp_path).digest == before


def test_a_writer_goes_on_as_soon_as_the_other_has_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(tmp_path)
    other = held(tmp_path)
    other.__enter__()
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            other.__exit__(None, None, None)

    monkeypatch.setattr(locking.time, "sleep", wait)  # type: ignore[attr-defined]  # waiting is what is watched
    record(tmp_path, "component_support", [SUPPORT])
    assert waited == [locking.PAUSE_SECONDS] * 3
    assert len(load(tmp_path).dossier.component_support) == 1


def test_a_lock_that_its_owner_took_away_while_another_waited_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole(tmp_path)
    real = locking._locked
    attempts: list[int] = []

    def locked(handle: int) -> bool:
        attempts.append(handle)
        if len(attempts) == 1:
            (tmp_path / LOCK).unlink()
        return real(handle)

    monkeypatch.setattr(locking, "_locked", locked)
    monkeypatch.setattr(locking, "PAUSE_SECONDS", 0)
    with alone(tmp_path):
        assert len(attempts) == 2
        assert (tmp_path / LOCK).exists()


def test_a_block_inside_a_block_does_not_wait_for_itself(tmp_path: Path) -> None:
    whole(tmp_path)
    with alone(tmp_path):
        record(tmp_path, "component_support", [SUPPORT])
        assert (tmp_path / LOCK).exists()
    assert not (tmp_path / LOCK).exists()


def test_the_lock_goes_away_with_an_error(tmp_path: Path) -> None:
    whole(tmp_path)
    with pytest.raises(KeyboardInterrupt), alone(tmp_path):
        raise KeyboardInterrupt
    assert not (tmp_path / LOCK).exists()
    with alone(tmp_path):
        assert (tmp_path / LOCK).exists()


def test_a_file_that_was_left_behind_locks_nothing_and_is_no_part_of_the_dossier(tmp_path: Path) -> None:
    before = load(whole(tmp_path)).digest
    (tmp_path / LOCK).touch()
    assert problems(tmp_path) == ()
    assert load(tmp_path).digest == before
    record(tmp_path, "component_support", [SUPPORT])


def test_where_there_are_no_locks_nothing_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load(whole(tmp_path)).digest

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(ProblemsError) as raised:
        record(tmp_path, "component_support", [SUPPORT])
    assert [problem.code for problem in raised.value.problems] == ["dossier.no-lock"]
    assert load(tmp_path).digest == before


def test_windows_is_refused_rather_than_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole(tmp_path)
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(ProblemsError, match="local disk of Linux or macOS"):
        record(tmp_path, "component_support", [SUPPORT])


def test_any_other_error_is_told_as_it_is(tmp_path: Path) -> None:
    whole(tmp_path)
    (tmp_path / LOCK).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        record(tmp_path, "component_support", [SUPPORT])
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as raised, alone(tmp_path / "nowhere"):
        raise AssertionError
    assert [problem.code for problem in raised.value.problems] == ["dossier.no-folder"]
