# SPDX-License-Identifier: Apache-2.0
"""One writer at a time in a dossier's folder: whoever comes second waits, and then sees what the first wrote.

Rules:

- The lock is a hidden file in the folder, `.medward.lock`, locked with `flock` and taken away again. A file that
  was left behind locks nothing: the system ends a lock with the process that holds it.
- Who has to wait longer than about twenty seconds is told so (`dossier.busy`), and nothing was written.
- A block inside a block of the same thread does not wait for itself.
- Where the system or the file system has no such lock, nothing is recorded (`dossier.no-lock`): a change that is
  lost in silence is worse than one that is refused.

Programs that do not ask for the lock, such as an editor, are not kept out.
"""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.folder import must_exist

LOCK = ".medward.lock"
"""Name of the lock's file; hidden, so that it is never read as a part of the dossier."""
TRIES = 400
PAUSE_SECONDS = 0.05

_UNSUPPORTED = frozenset({errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP})
_held: ContextVar[frozenset[tuple[int, int]]] = ContextVar("folders that are locked here", default=frozenset())


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other writer out of a dossier's folder for the time of the block.

    Raises ProblemsError where there is no such folder, somebody else keeps the lock for too long, or there are no
    locks; OSError where the folder cannot be written.
    """
    must_exist(folder)
    there = folder.stat()
    mine = (there.st_dev, there.st_ino)
    if mine in _held.get():
        yield
        return
    handle = _taken(folder)
    token = _held.set(_held.get() | {mine})
    try:
        yield
    finally:
        _held.reset(token)
        try:
            (folder / LOCK).unlink(missing_ok=True)
        finally:
            os.close(handle)


def _taken(folder: Path) -> int:
    """The lock's open file, once nobody else has it."""
    for number in range(TRIES):
        if number:
            time.sleep(PAUSE_SECONDS)
        handle = _attempt(folder)
        if handle is not None:
            return handle
    message = "another command is recording in this dossier, and has not ended"
    raise _problem(folder, "dossier.busy", message, "Wait until it has ended, or end it, then run this again")


def _attempt(folder: Path) -> int | None:
    """The lock's open file; None where somebody else has the lock."""
    if sys.platform == "win32":
        raise _no_lock(folder)
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        if _locked(handle) and _still_there(folder, handle):
            return handle
    except OSError as error:
        os.close(handle)
        if error.errno in _UNSUPPORTED:
            raise _no_lock(folder) from error
        raise
    os.close(handle)
    return None


def _locked(handle: int) -> bool:
    """Lock an open file; False where somebody else has it."""
    import fcntl  # not there on Windows, where nothing else of this package needs it

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _still_there(folder: Path, handle: int) -> bool:
    """Whether the locked file is the one that others find; its last owner takes it away before letting it go."""
    try:
        found = (folder / LOCK).stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    own = os.fstat(handle)
    return (found.st_dev, found.st_ino) == (own.st_dev, own.st_ino)


def _no_lock(folder: Path) -> ProblemsError:
    message = "the system has no locks here, so two commands could undo each other's changes"
    mend = "Keep the dossier on a local disk of Linux or macOS while you record in it"
    return _problem(folder, "dossier.no-lock", message, mend)


def _problem(folder: Path, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(str(folder)), "", code, message, mend)])
