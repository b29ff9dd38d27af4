# SPDX-License-Identifier: Apache-2.0
"""Building the database from what was fetched, and never replacing a good one with a worse one.

Rules:

- The new one is built in full beside the old one; the old one is replaced at once, or keeps its content.
- Worse is: fewer records of any source and part than the old one holds, one that is no longer read included. A
  person may allow that, when they know why. Until then every answer of the old one that rests on such a source
  says that its newer data were refused.
- Forecasts (EPSS) are made anew each day, and CVEs drop out of them: those of a later day are none the worse for
  being up to `MAX_FEWER_FORECASTS` fewer.
- An old file that is no advisory database is not replaced. One of another format cannot be compared and is
  replaced, because this version cannot read it; that is said.
"""

from dataclasses import dataclass
from pathlib import Path

from medward.advisories import building, store
from medward.advisories.building import Progress
from medward.advisories.csaf.signatures import Policy
from medward.advisories.model import DatabaseInfo, SourceInfo
from medward.advisories.parts import EPSS
from medward.base.problems import ProblemsError

MAX_FEWER_FORECASTS = 0.05
"""Share of the forecasts of a day that those of a later day may lack."""

_OTHER_FORMAT = "database.format"


@dataclass(frozen=True, slots=True)
class Fewer:
    """A source that has fewer records than before.

    Attributes:
        source: name and part, such as `OSV PyPI`.
        before: records in the old database.
        after: records in the new one.
    """

    source: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How building ended.

    Attributes:
        replaced: whether the new database stands now.
        reason: why it does not, as one sentence without a full stop; else empty.
        fewer: sources that have fewer records than before, allowed or not.
        compared: whether there was an old one with which it could be compared.
        database: the database that stands now; None where there is none, or none that can be read.
    """

    replaced: bool
    reason: str
    fewer: tuple[Fewer, ...]
    compared: bool
    database: DatabaseInfo | None


class _WorseError(Exception):
    """The new database is worse."""


def build(
    folder: Path,
    output: Path,
    *,
    allow_fewer: bool,
    progress: Progress | None = None,
    signatures: Policy = Policy.CHECK,
) -> BuildReport:
    """Build the database `output` from the folder, if it is not worse than the old one.

    Raises:
        ProblemsError: `output` cannot be written, or is something else than an advisory database.
    """
    old = _old(output)
    fewer: tuple[Fewer, ...] = ()
    try:
        with store.replacing(output) as new:
            fewer = _fewer(old, building.build(folder, new, progress, signatures))
            _refuse(() if allow_fewer else fewer)
    except _WorseError as error:
        _mark(output, fewer)
        return _kept(str(error), store.info(output), fewer)
    except ProblemsError as error:
        if any(not problem.code.startswith("sources.") for problem in error.problems):
            raise
        reason = "; ".join(problem.message for problem in error.problems)
        return _kept(reason, old)
    return BuildReport(
        replaced=True, reason="", fewer=fewer, compared=old is not None, database=store.info(output)
    )


def _kept(reason: str, old: DatabaseInfo | None, fewer: tuple[Fewer, ...] = ()) -> BuildReport:
    return BuildReport(replaced=False, reason=reason, fewer=fewer, compared=old is not None, database=old)


def _mark(output: Path, fewer: tuple[Fewer, ...]) -> None:
    """Note in the old database which of its sources have newer data that were refused."""
    refused = "newer data were refused, with {:,} records instead of {:,}"
    store.mark(output, {one.source: refused.format(one.after, one.before) for one in fewer})


def _refuse(fewer: tuple[Fewer, ...]) -> None:
    if fewer:
        raise _WorseError("it would hold fewer records than the old one")


def _old(output: Path) -> DatabaseInfo | None:
    """The old database; None where there is none, or one of another format."""
    if not output.exists():
        return None
    try:
        return store.info(output)
    except ProblemsError as error:
        if all(problem.code == _OTHER_FORMAT for problem in error.problems):
            return None
        raise


def _fewer(old: DatabaseInfo | None, new: DatabaseInfo) -> tuple[Fewer, ...]:
    after = {(source.name, source.part): source for source in new.sources}
    both = ((source, after.get((source.name, source.part))) for source in (old.sources if old else ()))
    return tuple(
        Fewer(source.title, source.records, now.records if now else 0)
        for source, now in both
        if now is None or (now.records < source.records and not _of_a_later_day(source, now))
    )


def _of_a_later_day(old: SourceInfo, new: SourceInfo) -> bool:
    """Whether these are the forecasts of a later day, and no more of them are gone than a day brings with it."""
    later = old.name == EPSS and old.newest is not None and new.newest is not None and old.newest < new.newest
    return later and new.records >= (1 - MAX_FEWER_FORECASTS) * old.records
