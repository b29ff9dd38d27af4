# SPDX-License-Identifier: Apache-2.0
"""What is known of the fetching of each part of a source folder, from `sync-state.json` in it.

Rules:

- Without that file nobody knows when anything was fetched, and nothing is said of it. The same holds for a part
  that it does not name: somebody put it there.
- A part that is one file is judged by that file; one that is a folder by its source. A file that is not what was
  fetched is said to be so.
- A source failed as a whole where it failed after a file of it was renewed, and no file of it failed.
- A run through pages that is under way leaves a part incomplete. So does a source that was never fetched in full,
  and a file of it that is gone.
- A state that cannot be read leaves every part in doubt.

None of this is content: it never enters the digest of a database.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from medward.advisories.model import Skipped
from medward.advisories.parts import Part
from medward.advisories.sync.state import FileState, Paging, SourceState, State
from medward.base.problems import ProblemsError

MAX_REASON = 300
"""Characters of a reason that are kept."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """How a part came here: `fetched`, `failed`, `error` and `complete` as in `SourceInfo`."""

    fetched: datetime | None = None
    failed: datetime | None = None
    error: str = ""
    complete: bool = True


class Renewals:
    """What is known of the fetching of the parts of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, FileState] = {}
        self._sources: dict[str, SourceState] = {}
        self._broken = ""
        try:
            state = State(folder)
        except ProblemsError as error:
            self._broken = "; ".join(problem.message for problem in error.problems)
        else:
            self._files, self._sources = state.files, state.sources

    def of(self, part: Part, digest: str) -> Renewal:
        """What is known of a part that was read; `digest` is that of its file."""
        if self._broken:
            return Renewal(error=self._broken)
        if part.place in self._files:
            return self._of_file(self._files[part.place], digest)
        below = {path: one for path, one in self._files.items() if path.startswith(f"{part.place}/")}
        return self._of_folder(below) if below else Renewal()

    def missing(self, parts: Iterable[Part]) -> Iterator[Skipped]:
        """What was wanted and could not be fetched, and of which no older file lies among the parts."""
        places = [part.place for part in parts]
        for path, known in sorted(self._files.items()):
            if known.failed and not any(path == place or path.startswith(f"{place}/") for place in places):
                yield Skipped(path, f"it could not be fetched: {_short(known.error)}")
        named = {known.source for known in self._files.values()}
        for name, source in sorted(self._sources.items()):
            if source.failed and name not in named:
                yield Skipped(name, f"the source could not be fetched: {_short(source.error)}")

    def _of_file(self, known: FileState, digest: str) -> Renewal:
        if known.failed:
            return Renewal(known.succeeded, known.failed, _short(known.error))
        if known.digest != digest:
            return Renewal(error="it is not the file that was fetched")
        source = self._sources.get(known.source, SourceState())
        if source.failed and not self._explained(known.source) and _before(known.succeeded, source.failed):
            return Renewal(known.succeeded, source.failed, _short(source.error))
        return Renewal(known.succeeded)

    def _explained(self, source: str) -> bool:
        """Whether a file of a source failed, so that the source need not have failed as a whole."""
        return any(one.failed for one in self._files.values() if one.source == source)

    def _of_folder(self, below: dict[str, FileState]) -> Renewal:
        source = self._sources.get(next(iter(below.values())).source, SourceState())
        lost = self._incomplete(source, below)
        if lost:
            reason = f"{lost}; {source.error}" if source.error else lost
            return Renewal(source.succeeded, source.failed, _short(reason), complete=False)
        broken = next((one for one in below.values() if one.failed), None)
        failed = source.failed or (broken.failed if broken else None)
        if failed is None:
            return Renewal(source.succeeded)
        reason = source.error or (broken.error if broken else "something that its publisher offers was left out")
        return Renewal(source.succeeded, failed, _short(reason))

    def _incomplete(self, source: SourceState, below: dict[str, FileState]) -> str:
        """What is missing of a folder, as one sentence; empty where nothing is."""
        gone = sum(bool(one.digest) and not self._lies(path, one) for path, one in below.items())
        if source.paging is not None:
            return _under_way(source.paging)
        if gone:
            return f"{gone:,} of its files are gone or not what was fetched"
        return "" if source.succeeded is not None else "it was never fetched in full"

    def _lies(self, path: str, known: FileState) -> bool:
        file = self._folder / path
        return file.is_file() and file.lstat().st_size == known.size


def _under_way(paging: Paging) -> str:
    if paging.since is None:
        return f"its first run broke off after {paging.next:,} records"
    return f"its changes since {paging.since:%Y-%m-%d} were fetched only in part"


def _before(moment: datetime | None, other: datetime) -> bool:
    return moment is None or moment < other


def _short(text: str) -> str:
    return text if len(text) <= MAX_REASON else f"{text[: MAX_REASON - 1]}…"
