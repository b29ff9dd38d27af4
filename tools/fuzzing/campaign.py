# SPDX-License-Identifier: Apache-2.0
"""A reader's run from outside: its process is started, watched, and started again if an input ended it."""

import json
import os
import re
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from fuzzing.child import PROGRESS, read_all, until
from fuzzing.mutation import made
from fuzzing.reader import Finding, Limits, Reader, Run

MOST_DEATHS = 20
"""So often is a process started again; a reader that dies more often is known to be broken."""

_POLL = 0.02
_FRAME = re.compile(r'File "([^"]+)", line (\d+) in (\S+)')


@dataclass(slots=True)
class _Account:
    """What is known so far of a reader's run."""

    inputs: int = 0
    accepted: int = 0
    slowest: float = 0.0
    findings: dict[tuple[str, str], Finding] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        self.findings.setdefault((finding.kind, finding.where), finding)


def run(reader: Reader, seed: int, limits: Limits, *, inputs: int | None = None, seconds: float = 0.0) -> Run:
    """Give a reader so many inputs, or as many as it reads in so many seconds."""
    account = _Account()
    deadline = time.monotonic() + seconds if inputs is None else None
    first = 0
    for _ in range(MOST_DEATHS):
        ended_at = _one_process(reader, seed, limits, (first, inputs, deadline), account)
        if ended_at is None:
            break
        account.inputs += ended_at + 1 - first
        first = ended_at + 1
    return Run(reader.name, account.inputs, account.accepted, account.slowest, tuple(account.findings.values()))


def save(folder: Path, reader: Reader, seed: int, finding: Finding) -> Path:
    """Keep the input of a finding, with a text beside it that tells what happened."""
    data = made(seed, reader.name, finding.number, reader.seeds())
    path = folder / reader.name / sha256(data).hexdigest()[:16]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    told = f"{finding.kind}: {finding.where}\nseed {seed}, input {finding.number}\n\n{finding.trace}"
    path.with_suffix(".txt").write_text(told, encoding="utf-8", errors="backslashreplace")
    return path


def _one_process(
    reader: Reader, seed: int, limits: Limits, numbers: tuple[int, int | None, float | None], account: _Account
) -> int | None:
    """Run until the end, or the end of the process: then the number of the input that was its last."""
    with _files() as files:
        child = os.fork()
        if child == 0:
            _in_child(reader, seed, limits, numbers, files)
        status, stalled = _watched(child, files[0], limits.stalled)
        for line in _content(files[1]).splitlines():
            _take(account, json.loads(line))
        if status == 0:
            return None
        last: int
        last, accepted = PROGRESS.unpack(os.pread(files[0], PROGRESS.size, 0) or bytes(PROGRESS.size))
        account.accepted += accepted
        account.add(_of_death(status, last, _content(files[2]), stalled=stalled))
        return last


def _in_child(
    reader: Reader, seed: int, limits: Limits, numbers: tuple[int, int | None, float | None], files: list[int]
) -> None:
    """Never returns: the process ends here, whatever happens."""
    status = 1
    try:
        read_all(reader, seed, until(*numbers), limits, files)
        status = 0
    except Exception:  # noqa: BLE001 - told by the process that waits, because this one has nowhere to raise it
        os.write(files[2], traceback.format_exc().encode("utf-8", "backslashreplace"))
    finally:
        os._exit(status)


def _take(account: _Account, said: dict[str, object]) -> None:
    if "kind" in said:
        account.add(Finding(**said))  # type: ignore[arg-type]  # written by this package, field by field
        return
    account.inputs += int(str(said["inputs"]))
    account.accepted += int(str(said["accepted"]))
    account.slowest = max(account.slowest, float(str(said["slowest"])))


def _watched(child: int, progress: int, stalled: float) -> tuple[int, bool]:
    """Wait for a process, and end it where it stands still. Its exit code, and whether it had to be ended."""
    last, since = b"", time.monotonic()
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status), False
        now = os.pread(progress, PROGRESS.size, 0)
        if now != last:
            last, since = now, time.monotonic()
        elif time.monotonic() - since > stalled:
            os.kill(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), True
        time.sleep(_POLL)


def _of_death(status: int, number: int, trace: str, *, stalled: bool) -> Finding:
    """What an input did that ended its process."""
    frame = _FRAME.search(trace)
    place = f"{Path(frame[1]).name}:{frame[2]}" if frame else "?"
    if stalled:
        return Finding("hang", number, f"stands still at {place}", trace)
    if status == -signal.SIGPROF:
        # Where exactly the time was up is chance: the function tells one hang from another, not the line.
        return Finding("hang", number, f"time is up in {frame[3] if frame else '?'}", trace)
    name = signal.Signals(-status).name if status < 0 else f"exit code {status}"
    return Finding("crash", number, f"{name} at {place}", trace)


def _content(file: int) -> str:
    return os.pread(file, os.fstat(file).st_size, 0).decode("utf-8", "replace")


@contextmanager
def _files() -> Iterator[list[int]]:
    """Three files without names, which a process and the one that it came from both have."""
    with tempfile.TemporaryFile() as progress, tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as trace:
        yield [progress.fileno(), told.fileno(), trace.fileno()]
