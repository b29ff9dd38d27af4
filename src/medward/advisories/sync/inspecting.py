# SPDX-License-Identifier: Apache-2.0
"""What lies in the folder, without asking anybody: present, whole, and when it was last known to be current.

A file counts as fresh here when it is exactly what was fetched and nothing has failed since then. How old that is,
is said and not judged.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from medward.advisories.sync import files
from medward.advisories.sync.model import FileReport, Outcome, SourceReport, SyncReport
from medward.advisories.sync.running import Order
from medward.advisories.sync.sources import FilesSource, Source
from medward.advisories.sync.state import State


def inspect(folder: Path, order: Order, as_of: datetime) -> SyncReport:
    """What lies here of each source. Raises ProblemsError where the state cannot be read."""
    state = State(folder)
    return SyncReport(as_of, tuple(_source(source, order.parts, state) for source in order.sources))


def _source(source: Source, parts: Sequence[str], state: State) -> SourceReport:
    known = state.source(source.id)
    reason = known.error
    if not reason and known.succeeded is None:
        reason = "it was never fetched in full"
    reports = tuple(_file(path, state) for path in _expected(source, parts, state))
    return SourceReport(source.id, source.name, reports, reason, succeeded=known.succeeded)


def _expected(source: Source, parts: Sequence[str], state: State) -> Iterator[str]:
    """Files that should lie here: those that are wanted now, else those that were ever fetched."""
    if isinstance(source, FilesSource):
        yield from (files.path_of(source, part) for part in files.wanted_parts(source, parts))
    else:
        yield from sorted(path for path, one in state.files.items() if one.source == source.id)


def _file(path: str, state: State) -> FileReport:
    known, whole = state.files.get(path), state.whole(path)
    if known is None or not (state.folder / path).is_file():
        return FileReport(path, Outcome.MISSING, known.error if known and known.error else "it was never fetched")
    reason = known.error if whole else "it is not what was fetched"
    outcome = Outcome.STALE if reason else Outcome.UNCHANGED
    return FileReport(path, outcome, reason, known.size, known.digest, known.succeeded)
