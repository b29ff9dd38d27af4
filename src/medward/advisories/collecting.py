# SPDX-License-Identifier: Apache-2.0
"""From records to staged rows: packages and records get their numbers, copies are told apart, aliases are linked.

Rules:

- A record that stands in several parts, or twice in one, is held once. The same bytes count for each part that has
  them; of different ones the last modified is held, and the other is listed as skipped where it stands.
- Two sources that write about one id, as the CVE list and the NVD do, are two records of one vulnerability.
- A withdrawn record is held and counted, but says nothing of any package and links no aliases.
- What is known of a part at the end (records, newest day, content) is counted over what is held from it.
"""

import hashlib
from collections import defaultdict
from dataclasses import astuple, dataclass, field
from datetime import date, datetime

from medward.advisories import osv, rows
from medward.advisories.aliases import Aliases
from medward.advisories.archive import Item
from medward.advisories.claims import Claim, Described, Terms
from medward.advisories.decoding import UNKNOWN, RecordError, day, moment
from medward.advisories.ecosystems import normal_name
from medward.advisories.model import Skipped
from medward.advisories.parts import CSAF, NVD, OSV
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
    undecided: int = 0
    commit_ranges: int = 0
    unnamed: int = 0
    vulnerability: str = ""


@dataclass(slots=True)
class Tally:
    """What is known of one part of a source when all records are read."""

    records: int = 0
    withdrawn: int = 0
    undecided: int = 0
    commit_ranges: int = 0
    unreadable: int = 0
    unnamed: int = 0
    newest: date | None = None
    contents: list[str] = field(default_factory=list)
    edition: str = ""

    def count(self, name: str, one: Held) -> None:
        """Count one held record."""
        self.records += 1
        self.withdrawn += one.withdrawn
        self.undecided += one.undecided
        self.commit_ranges += one.commit_ranges
        if one.modified.year > UNKNOWN.year:
            self.newest = max(self.newest or one.modified.date(), one.modified.date())
        self.unnamed += one.unnamed
        self.contents.append(f"{name} {one.digest}")


class Collector:
    """Takes records one after the other and stages their rows."""

    def __init__(self, staging: Staging) -> None:
        self.skipped: dict[int, list[Skipped]] = {}
        self._staging = staging
        self._held: dict[tuple[str, str], Held] = {}
        self._packages: dict[tuple[str, str], int] = {}
        self._orders: dict[str, KeyFunction | None] = {}
        self._terms: dict[Terms, int] = {Terms(): -1}
        self._aliases = Aliases()
        self._tallies: dict[int, Tally] = defaultdict(Tally)
        self._number = 0

    def take(self, item: Item, source: int, place: str) -> None:
        """Take one record as it was found; `place` is what a person is told of where it stands."""
        if item.refusal:
            self.refuse(item, source, place)
            return
        try:
            record, loss = osv.parse(item.data)
        except RecordError as error:
            self._skip(source, place, str(error))
            self._tallies[source].unreadable += 1
            return
        if loss:
            self._skip(source, place, f"{record.id} is {loss}")
        held = Held(0, _digest(item.data), moment(record.modified), place, [source], record.withdrawn is not None)
        if self._is_new((OSV, record.id), held):
            self._stage(record, held, source)

    def take_described(
        self, found: Described | RecordError, data: bytes, kind: str, source: int, place: str
    ) -> None:
        """Take one record about products as it was read, or why it could not be; `kind` names its source."""
        if isinstance(found, RecordError):
            self._skip(source, place, str(found))
            self._tallies[source].unreadable += 1
            return
        held = Held(0, _digest(data), found.modified, place, [source], found.withdrawn)
        if self._is_new((kind, found.name), held):
            self._stage_described(found, held, source)

    def take_stated(self, found: Described, ids: tuple[str, ...], key: str, advisory: tuple[int, int]) -> None:
        """Take what an advisory says of one vulnerability.

        Args:
            found: what it says.
            ids: ids of the vulnerability; the first names it among the records of other sources.
            key: what `forget` calls it.
            advisory: numbers of the part of a source and of the advisory; their records are counted there.
        """
        held = Held(0, "", found.modified, "", [], withdrawn=False, vulnerability=ids[0])
        self._hold((CSAF, key), held)
        self._aliases.link(ids[0], ids[1:])
        self._stage_described(found, held, *advisory)

    def forget(self, key: str) -> None:
        """Drop what an advisory said, because a newer revision says it otherwise."""
        del self._held[CSAF, key]

    def finish(self) -> dict[int, Tally]:
        """Stage what could only be known at the end; the tally of every part."""
        groups = self._aliases.groups()
        numbers: dict[str, int] = {}
        for kind, name in sorted(self._held):
            held = self._held[kind, name]
            group = groups[held.vulnerability or name]
            if group[0] not in numbers:
                numbers[group[0]] = len(numbers)
                self._staging.add(rows.Vulnerability(numbers[group[0]], group[0], group[1:]))
            self._staging.add(rows.Member(held.number, numbers[group[0]]))
            for source in held.sources:
                self._tallies[source].count(name, held)
        return self._tallies

    def _skip(self, source: int, place: str, reason: str) -> None:
        self.skipped.setdefault(source, []).append(Skipped(place, reason))

    def refuse(self, item: Item, source: int, place: str) -> None:
        """Note a record that could not be read from its archive or folder."""
        self._skip(source, place, item.refusal)
        self._tallies[source].unreadable += item.is_record

    def _is_new(self, name: tuple[str, str], held: Held) -> bool:
        """Note a record; whether its rows must be staged."""
        before, (source,) = self._held.get(name), held.sources
        if before is None:
            self._hold(name, held)
            return True
        if before.digest == held.digest:
            if source not in before.sources:
                before.sources.append(source)
            else:
                self._skip(source, held.place, f"{name[1]} is the same as in {before.place}")
            return False
        return self._newer(name, before, held)

    def _newer(self, name: tuple[str, str], before: Held, held: Held) -> bool:
        """Of two different copies keep the one that was modified last; of equally old ones the first.

        The NVD answers again with what has changed, so there an older copy is no loss and is not listed.
        """
        newer = held.modified > before.modified
        older, newest = (before, held) if newer else (held, before)
        when = "later" if newer else "no earlier"
        if name[0] != NVD:
            for source in older.sources:
                self._skip(source, older.place, f"{name[1]} also stands in {newest.place}, modified {when}")
        if newer:
            self._hold(name, held)
        return newer

    def _hold(self, name: tuple[str, str], held: Held) -> None:
        held.number = self._number
        self._held[name] = held
        self._number += 1

    def _stage(self, record: osv.Record, held: Held, source: int) -> None:
        self._aliases.link(record.id, () if held.withdrawn else record.other_ids)
        self._staging.add(
            rows.Record(
                id=held.number,
                name=record.id,
                source=source,
                withdrawn=held.withdrawn,
                published=day(record.published),
                modified=day(record.modified),
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

    def _stage_described(self, found: Described, held: Held, source: int, advisory: int | None = None) -> None:
        self._aliases.link(held.vulnerability or found.name, ())
        held.unnamed, held.commit_ranges = found.unnamed, found.commit_ranges
        self._staging.add(
            rows.Record(
                id=held.number,
                name=found.name,
                source=source,
                withdrawn=found.withdrawn,
                published=found.published,
                modified=None if found.modified == UNKNOWN else found.modified.date(),
                summary=found.summary,
                severities=tuple(rows.Score(*one) for one in found.severities),
                cwes=found.cwes,
                urls=found.urls,
                upstream=(),
                advisory=advisory,
            )
        )
        stated: set[int] = set()
        for claim in found.claims:
            self._stage_claim(claim, held, stated)
        if found.assessment is not None:
            self._staging.add(rows.Assessment(found.name, *astuple(found.assessment)))

    def _stage_claim(self, claim: Claim, held: Held, stated: set[int]) -> None:
        package, terms, add = (
            self._numbered(claim.ecosystem, claim.name),
            self._term(claim.terms),
            self._staging.add,
        )
        if package not in stated:
            stated.add(package)
            add(rows.Statement(package, held.number, ()))
        for one in claim.intervals:
            add(
                rows.Interval(
                    package, one.low, one.high, held.number, one.introduced, one.ending, one.until, terms
                )
            )
        for key, version in claim.versions:
            add(rows.Version(package, key, version, held.number, terms))
        for reason in claim.undecided:
            held.undecided += 1
            add(rows.Undecided(package, held.number, reason))

    def _term(self, terms: Terms) -> int | None:
        """The number of terms, None for none."""
        number = self._terms.get(terms)
        if number is None:
            number = self._terms[terms] = len(self._terms)
            self._staging.add(rows.Terms(number, *terms))
        return number if number >= 0 else None

    def _package(self, ecosystem: str, name: str) -> int:
        return self._numbered(ecosystem, normal_name(ecosystem, name))

    def _numbered(self, ecosystem: str, name: str) -> int:
        package = (ecosystem, name)
        number = self._packages.get(package)
        if number is None:
            number = self._packages[package] = len(self._packages)
            self._staging.add(rows.Package(number, *package))
        return number

    def _order(self, ecosystem: str) -> KeyFunction | None:
        if ecosystem not in self._orders:
            self._orders[ecosystem] = key_function(ecosystem) if scheme_of(ecosystem) else None
        return self._orders[ecosystem]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _scores(severities: tuple[osv.Severity, ...] | None) -> tuple[rows.Score, ...]:
    return tuple(rows.Score(one.type, one.score) for one in severities or ())
