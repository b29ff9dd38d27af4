# SPDX-License-Identifier: Apache-2.0
"""From records to staged rows: packages and records get their numbers, copies are told apart, aliases are linked.

Rules:

- A record that stands in several parts, or twice in one, is held once. The same bytes count for each part that has
  them; of different ones the last modified is held, and the other is listed as skipped where it stands.
- A withdrawn record is held and counted, but says nothing of any package and links no aliases.
- What is known of a part at the end (records, newest day, content) is counted over what is held from it.
"""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from medward.advisories import osv, rows
from medward.advisories.aliases import Aliases
from medward.advisories.archive import Item
from medward.advisories.ecosystems import normal_name
from medward.advisories.model import Skipped
from medward.advisories.staging import Staging
from medward.advisories.statements import evaluate
from medward.versions import KeyFunction, key_function, scheme_of


@dataclass(slots=True)
class Held:
    """What must be remembered of a record until all are read."""

    number: int
    digest: str
    modified: datetime
    place: str
    sources: list[int]
    withdrawn: bool
    undecided: int
    commit_ranges: int


@dataclass(slots=True)
class Tally:
    """What is known of one part of a source when all records are read."""

    records: int = 0
    withdrawn: int = 0
    undecided: int = 0
    commit_ranges: int = 0
    unreadable: int = 0
    newest: date | None = None
    contents: list[str] = field(default_factory=list)

    def count(self, name: str, one: Held) -> None:
        """Count one held record."""
        self.records += 1
        self.withdrawn += one.withdrawn
        self.undecided += one.undecided
        self.commit_ranges += one.commit_ranges
        if one.modified.year > osv.UNKNOWN.year:
            self.newest = max(self.newest or one.modified.date(), one.modified.date())
        self.contents.append(f"{name} {one.digest}")


class Collector:
    """Takes records one after the other and stages their rows."""

    def __init__(self, staging: Staging) -> None:
        self.skipped: dict[int, list[Skipped]] = {}
        self._staging = staging
        self._held: dict[str, Held] = {}
        self._packages: dict[tuple[str, str], int] = {}
        self._orders: dict[str, KeyFunction | None] = {}
        self._aliases = Aliases()
        self._tallies: dict[int, Tally] = defaultdict(Tally)
        self._number = 0

    def take(self, item: Item, source: int, place: str) -> None:
        """Take one record as it was found; `place` is what a person is told of where it stands."""
        if item.refusal:
            self._skip(source, place, item.refusal)
            self._tallies[source].unreadable += item.is_record
            return
        try:
            record, loss = osv.parse(item.data)
        except osv.RecordError as error:
            self._skip(source, place, str(error))
            self._tallies[source].unreadable += 1
            return
        if loss:
            self._skip(source, place, f"{record.id} is {loss}")
        if self._is_new(record, hashlib.sha256(item.data).hexdigest(), source, place):
            self._stage(record, source)

    def finish(self) -> dict[int, Tally]:
        """Stage what could only be known at the end; the tally of every part."""
        groups = self._aliases.groups()
        numbers: dict[str, int] = {}
        for name in sorted(self._held):
            held, group = self._held[name], groups[name]
            if group[0] not in numbers:
                numbers[group[0]] = len(numbers)
                self._staging.add(rows.Vulnerability(numbers[group[0]], group[0], group[1:]))
            self._staging.add(rows.Member(held.number, numbers[group[0]]))
            for source in held.sources:
                self._tallies[source].count(name, held)
        return self._tallies

    def _skip(self, source: int, place: str, reason: str) -> None:
        self.skipped.setdefault(source, []).append(Skipped(place, reason))

    def _is_new(self, record: osv.Record, digest: str, source: int, place: str) -> bool:
        """Note a record; whether its rows must be staged."""
        before = self._held.get(record.id)
        if before is None:
            self._hold(record, digest, source, place)
            return True
        if before.digest == digest:
            if source not in before.sources:
                before.sources.append(source)
            else:
                self._skip(source, place, f"{record.id} is the same as in {before.place}")
            return False
        return self._newer(record, before, digest, source, place)

    def _newer(self, record: osv.Record, before: Held, digest: str, source: int, place: str) -> bool:
        """Of two different copies keep the one that was modified last; of equally old ones the first."""
        if osv.moment(record.modified) <= before.modified:
            self._skip(source, place, f"{record.id} also stands in {before.place}, modified no earlier")
            return False
        for earlier in before.sources:
            self._skip(earlier, before.place, f"{record.id} also stands in {place}, modified later")
        self._hold(record, digest, source, place)
        return True

    def _hold(self, record: osv.Record, digest: str, source: int, place: str) -> None:
        withdrawn = record.withdrawn is not None
        modified = osv.moment(record.modified)
        self._held[record.id] = Held(self._number, digest, modified, place, [source], withdrawn, 0, 0)
        self._number += 1

    def _stage(self, record: osv.Record, source: int) -> None:
        held = self._held[record.id]
        self._aliases.link(record.id, () if held.withdrawn else record.other_ids)
        self._staging.add(
            rows.Record(
                id=held.number,
                name=record.id,
                source=source,
                withdrawn=held.withdrawn,
                published=osv.day(record.published),
                modified=osv.day(record.modified),
                summary=record.headline,
                severities=_scores(record.severity),
                cwes=record.cwes,
                urls=tuple(sorted({one.url for one in record.references or ()})),
                upstream=record.upstream_ids,
            )
        )
        if not held.withdrawn:
            for affected in record.affected or ():
                self._stage_statement(affected, held)

    def _stage_statement(self, affected: osv.Affected, held: Held) -> None:
        """A statement without a package is about the commits of a repository, of which no component tells."""
        if affected.package is None:
            held.commit_ranges += len(affected.ranges or ())
            return
        ecosystem = affected.package.ecosystem
        package = self._package(ecosystem, affected.package.name)
        found = evaluate(affected, self._order(ecosystem))
        held.undecided += bool(found.undecided)
        held.commit_ranges += found.commit_ranges
        add, record = self._staging.add, held.number
        add(rows.Statement(package, record, _scores(affected.severity)))
        for one in found.intervals:
            add(rows.Interval(package, one.low, one.high, record, one.introduced, one.ending, one.until))
        for key, version in found.versions:
            add(rows.Version(package, key, version, record))
        for reason in found.undecided:
            add(rows.Undecided(package, record, reason))

    def _package(self, ecosystem: str, name: str) -> int:
        package = (ecosystem, normal_name(ecosystem, name))
        number = self._packages.get(package)
        if number is None:
            number = self._packages[package] = len(self._packages)
            self._staging.add(rows.Package(number, *package))
        return number

    def _order(self, ecosystem: str) -> KeyFunction | None:
        if ecosystem not in self._orders:
            self._orders[ecosystem] = key_function(ecosystem) if scheme_of(ecosystem) else None
        return self._orders[ecosystem]


def _scores(severities: tuple[osv.Severity, ...] | None) -> tuple[rows.Score, ...]:
    return tuple(rows.Score(one.type, one.score) for one in severities or ())
