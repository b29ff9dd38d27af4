# SPDX-License-Identifier: Apache-2.0
"""One run: every source that was asked for, one after the other, with a report of how each ended.

Rules:

- A source that fails stops no other; what was fetched before it failed stays fetched.
- The state is written after each source, also where a person stops the run.
- Two runs never work in one folder at the same time.
- A download that nobody has gone on with for a week is thrown away.
"""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import assert_never

from medward.advisories.csaf.signatures import Policy
from medward.advisories.sync import files, nvd
from medward.advisories.sync.client import Client, Connection
from medward.advisories.sync.clock import Clock
from medward.advisories.sync.csaf import CsafRun
from medward.advisories.sync.faults import FetchError
from medward.advisories.sync.fetching import Fetcher
from medward.advisories.sync.keeping import UNDER_WAY, Keeper
from medward.advisories.sync.model import FileReport, Progress, SourceReport, SyncReport
from medward.advisories.sync.sources import CsafSource, FilesSource, NvdSource, Source
from medward.advisories.sync.state import State
from medward.base.problems import Place, Problem, ProblemsError

ABANDONED = timedelta(days=7)
"""Age at which a download under way is thrown away."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be fetched.

    Attributes:
        sources: the sources.
        parts: parts of those that have any, such as ecosystems; empty for the sources' own.
        signatures: what is asked of the signatures of CSAF documents.
    """

    sources: tuple[Source, ...]
    parts: tuple[str, ...] = ()
    signatures: Policy = Policy.CHECK


def synchronise(
    folder: Path, order: Order, connection: Connection, clock: Clock, progress: Progress | None = None
) -> SyncReport:
    """Bring the folder to what the publishers offer.

    Raises:
        ProblemsError: a setting cannot be used, the folder or its state cannot be read or written, or another run
            works in it. What was fetched until then stays.
    """
    client = Client(connection, clock)
    try:
        with _alone(folder):
            _throw_away(folder, clock.now() - ABANDONED)
            state = State(folder)
            keeper = Keeper(state, Fetcher(client, clock, progress), clock)
            as_of = clock.now()
            return SyncReport(as_of, tuple(_renew(source, order, keeper) for source in order.sources))
    except OSError as error:
        message = f"the folder of sources cannot be written: {error.strerror}"
        raise _problem(
            folder, "unwritable", message, "Choose a folder that you may write to and that has room"
        ) from error


def _renew(source: Source, order: Order, keeper: Keeper) -> SourceReport:
    """Renew one source; its state is on the disk in the end."""
    reports: list[FileReport] = []
    skipped: Iterable[str] = ()
    notes: Iterable[str] = ()
    reason = ""
    try:
        match source:
            case FilesSource():
                reports += files.renew(source, order.parts, keeper)
            case NvdSource():
                reports += nvd.renew(source, keeper)
                notes = (
                    () if reports else ("it was asked less than two hours ago, and is not asked again so soon",)
                )
            case CsafSource():
                run = CsafRun(source, keeper, order.signatures)
                reports, skipped, notes = run.files, run.skipped, run.notes
                run.renew()
            case _:
                assert_never(source)
    except FetchError as error:
        reason = str(error)
    finally:
        keeper.state.save()
    report = SourceReport(source.id, source.name, tuple(reports), reason, tuple(skipped), tuple(notes))
    return _concluded(report, keeper)


def _concluded(report: SourceReport, keeper: Keeper) -> SourceReport:
    """Note how the source ended, and say when all of it was last fresh."""
    known = keeper.state.source(report.id)
    if report.fresh:
        known.succeeded, known.failed, known.error = known.until or keeper.clock.now(), None, ""
    else:
        first = next((one.reason for one in report.files if not one.fresh), "")
        known.failed, known.error = keeper.clock.now(), report.reason or first
    keeper.state.save()
    return SourceReport(
        report.id, report.name, report.files, report.reason, report.skipped, report.notes, known.succeeded
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder for this run. Raises ProblemsError where another run holds it."""
    (folder / UNDER_WAY).mkdir(parents=True, exist_ok=True)
    with (folder / UNDER_WAY / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = "another run works in this folder"
            raise _problem(folder, "busy", message, "Wait until it has ended") from error
        yield


def _throw_away(folder: Path, before: datetime) -> None:
    """Remove downloads under way that were last written before a moment."""
    for path in (folder / UNDER_WAY).glob("*.part*"):
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)


def _problem(folder: Path, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(Place(str(folder)), "", f"sources.{code}", message, mend)])
