# SPDX-License-Identifier: Apache-2.0
"""How old the advisory sources are on the day of the assessment, so that no answer looks fresher than its data.

The age counts from the newest record in the data themselves, not from the day on which somebody downloaded them.
A source newer than the day asked about knows things that nobody knew on that day, and says so. So does one that
failed or is incomplete.
"""

from dataclasses import dataclass
from datetime import date

from medward.advisories.model import DatabaseInfo, SourceInfo
from medward.reports.words import counted


@dataclass(frozen=True, slots=True)
class SourceAge:
    """One part of one source, with its age.

    Attributes:
        name: source and part, such as `OSV PyPI`.
        newest: the latest day in its data; None where it holds nothing.
        days: days from there to the day of the assessment; negative where the source is newer, None without a day.
        records: records held.
        doubt: why it may lack what its publisher offers: see `SourceInfo.doubt`; empty where nothing says so.
    """

    name: str
    newest: date | None
    days: int | None
    records: int
    doubt: str = ""

    @property
    def words(self) -> str:
        """The age in words, and the doubt."""
        return f"{self._age}, {self.doubt}" if self.doubt else self._age

    @property
    def _age(self) -> str:
        if self.newest is None or self.days is None:
            return "no dated record"
        if self.days < 0:
            return f"{self.newest}, {counted(-self.days, 'day')} after the day asked about"
        return f"{self.newest}, {counted(self.days, 'day')} old" if self.days else f"{self.newest}, of that day"


def ages(database: DatabaseInfo, as_of: date) -> tuple[SourceAge, ...]:
    """Every source of the database with its age on that day, in the database's order."""
    return tuple(_age(source, as_of) for source in database.sources)


def _age(source: SourceInfo, as_of: date) -> SourceAge:
    days = (as_of - source.newest).days if source.newest else None
    return SourceAge(source.title, source.newest, days, source.records, source.doubt)
