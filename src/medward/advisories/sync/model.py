# SPDX-License-Identifier: Apache-2.0
"""What a run of fetching found: of each file how it ended, of each source whether it can be relied on.

Rules that every value here keeps:

- Only what was fetched, or what its publisher said had not changed, is fresh.
- A file that could not be renewed is `stale`: the old one stays, and the reason and the day of the last success go
  with it. Where there is no old one it is `missing`. Neither is ever called fresh.
- Every value can be written as JSON by `msgspec.json.encode`, fields in the order below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Progress = Callable[[str, int, int], None]
"""Called with what is fetched, the bytes received so far, and the bytes expected; 0 where nobody said."""


class Outcome(StrEnum):
    """How a file ended."""

    UPDATED = "updated"
    UNCHANGED = "unchanged"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FileReport:
    """How one file ended.

    Attributes:
        path: where it lies, relative to the folder of sources.
        outcome: how it ended.
        reason: why it is stale or missing, as one sentence without a full stop; else empty.
        size: bytes of the file that lies there now; 0 where there is none.
        digest: its digest; empty where there is none.
        succeeded: when it was last known to be what its publisher offers; None where it never was.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    size: int = 0
    digest: str = ""
    succeeded: datetime | None = None

    @property
    def fresh(self) -> bool:
        """Whether it is what its publisher offers now."""
        return self.outcome in {Outcome.UPDATED, Outcome.UNCHANGED}


@dataclass(frozen=True, slots=True)
class SourceReport:
    """How one source ended.

    Attributes:
        id: the source's id.
        name: the name that people know.
        files: every file of it that was wanted, in the order in which they were fetched.
        reason: why the source as a whole could not be renewed, as one sentence without a full stop; else empty.
        skipped: what its publisher offers and was left out, each with its reason.
        notes: what a person should know, and that takes nothing from the source.
        succeeded: when all of it was last known to be what its publisher offers; None where it never was.
    """

    id: str
    name: str
    files: tuple[FileReport, ...]
    reason: str = ""
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    succeeded: datetime | None = None

    @property
    def fresh(self) -> bool:
        """Whether all of it is what its publisher offers now, with nothing left out."""
        return not self.reason and not self.skipped and all(one.fresh for one in self.files)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How a run ended; `as_of` is when it began."""

    as_of: datetime
    sources: tuple[SourceReport, ...]

    @property
    def fresh(self) -> bool:
        """Whether every source is fresh."""
        return all(source.fresh for source in self.sources)
