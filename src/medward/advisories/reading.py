# SPDX-License-Identifier: Apache-2.0
"""Reading back what the answers in `target` and `hit` refer to: records, vulnerabilities, what is undecided.

Only what was hit is read, and each table once, so that the cost grows with the findings and not with the database.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from medward.advisories import misses
from medward.advisories.asking import Hit, hits
from medward.advisories.claims import CSAF_WAYS, PRODUCTS, Terms
from medward.advisories.ecosystems import base
from medward.advisories.model import DatabaseInfo, KnownExploited, Severity, SourceInfo
from medward.advisories.parts import CSAF, CVE, NVD, OSV
from medward.advisories.store import described
from medward.advisories.together import Together

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Told:
    """A record as people read it. Fields as in `rows.Record`; `source` is the name of source and part."""

    name: str
    source: str
    published: date | None
    modified: date | None
    summary: str
    severities: tuple[Severity, ...]
    cwes: tuple[str, ...]
    urls: tuple[str, ...]
    upstream: tuple[str, ...]
    vulnerability: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that findings are made of.

    Attributes:
        database: what was asked.
        hits: question → its hits, by record.
        silent: question → records that describe a vulnerability that hits it, or another question about the same
            component, know the package, and do not hit.
        undecided: question → record and reason, for each statement on the package that leaves a version undecided.
            Among them what is not surely missed: see `medward.advisories.misses`.
        known: question → how many records say anything of the package.
        generic: question → how many of them say it of a CPE name's product in the generic order.
        records: record → what people read of it, for the records above.
        own_severities: package and record → severities of that statement alone, where it has any.
        vulnerabilities: vulnerability → its id and its aliases.
        ecosystems: every ecosystem of which any record names a package.
        terms: number → terms on which a claim holds, for the hits.
        exploited: CVE id → entry of the catalogue, for every id of the above and their upstream.
        shared: what was worked out of some records already: see `medward.advisories.together`.
    """

    database: DatabaseInfo
    hits: dict[int, list[Hit]]
    silent: dict[int, list[int]]
    undecided: dict[int, list[tuple[int, str]]]
    known: dict[int, int]
    generic: dict[int, int]
    records: dict[int, Told]
    own_severities: dict[tuple[int, int], tuple[Severity, ...]]
    vulnerabilities: dict[int, tuple[str, tuple[str, ...]]]
    ecosystems: frozenset[str]
    terms: dict[int, Terms]
    exploited: dict[str, KnownExploited]
    shared: dict[tuple[int, ...], Together] = field(default_factory=dict)

    def sources(self, ecosystems: Sequence[str]) -> tuple[SourceInfo, ...]:
        """The parts that cover an ecosystem, given by all names that it may have, the most exact first.

        A record of another part may name a package of an ecosystem too, but only the part of that ecosystem's own
        name holds all there are. A part of a whole distribution covers those releases of which it says anything.
        """
        if ecosystems[0] in CSAF_WAYS:
            return tuple(one for one in self.database.sources if one.name == CSAF and one.records)
        if ecosystems[0] in PRODUCTS:
            return tuple(one for one in self.database.sources if one.name in {CVE, NVD} and one.records)
        named = self.ecosystems.intersection(ecosystems)
        parts = {ecosystems[0], *named, *map(base, named)}
        return tuple(one for one in self.database.sources if one.name == OSV and one.records and one.part in parts)


def read(connection: "DuckDBPyConnection") -> Answers:
    """Read the answers after `asking.ask`."""
    connection.execute(_TOLD)
    missed = misses.read(connection)
    unsure = sorted({record for found in missed.unsure.values() for record, _ in found})
    connection.execute("insert into told select unnest(cast($unsure as integer[]))", {"unsure": unsure})
    return Answers(
        database=described(connection),
        hits=_by_question(connection),
        silent=_silent(connection),
        undecided=_undecided(connection, missed),
        known=dict(connection.execute(_KNOWN).fetchall()),
        generic=missed.records,
        records=_records(connection),
        own_severities=_own_severities(connection),
        vulnerabilities=_vulnerabilities(connection),
        ecosystems=frozenset(name for (name,) in connection.execute(_ECOSYSTEMS).fetchall()),
        terms=_terms(connection),
        exploited=_exploited(connection),
    )


_TOLD = """
create temp table silent as
    with reached as (
        select id, record from hit
        union select beside.id, hit.record from beside join hit on hit.id = beside.other
    )
    select distinct reached.id, other.id as record
    from reached join record on record.id = reached.record
    join record other on other.vulnerability = record.vulnerability
    join target on target.id = reached.id
    join statement on statement.package = target.package and statement.record = other.id
    anti join hit heard on heard.id = reached.id and heard.record = other.id;
create temp table told as
    select record from hit union select record from silent
    union select undecided.record from target join undecided using (package);
"""
_ECOSYSTEMS = "select distinct ecosystem from package"
_KNOWN = """
select target.id, count(distinct statement.record) from target join statement using (package) group by target.id
"""


def _by_question(connection: "DuckDBPyConnection") -> dict[int, list[Hit]]:
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in hits(connection):
        found[hit.asked].append(hit)
    return found


def _silent(connection: "DuckDBPyConnection") -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for asked, record in connection.execute("from silent order by all").fetchall():
        found[asked].append(record)
    return found


def _undecided(connection: "DuckDBPyConnection", missed: misses.Misses) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for asked, record, reason in connection.execute(
        "select distinct target.id, record, reason from target join undecided using (package) order by all"
    ).fetchall():
        found[asked].append((record, reason))
    for asked, unsure in missed.unsure.items():
        found[asked] += unsure
    return found


def _records(connection: "DuckDBPyConnection") -> dict[int, Told]:
    rows = connection.execute("""
        select record.id, record.name, trim(source.name || ' ' || coalesce(advisory.publisher, source.part)),
               record.published, modified, summary, cwes, urls, upstream, vulnerability,
               -- two lists of text come back faster than one of structs
               [one.system for one in severities], [one.vector for one in severities]
        from record join source on source.id = record.source
        left join advisory on advisory.id = record.advisory
        where record.id in (from told)
    """).fetchall()
    return {
        number: Told(
            name=name,
            source=source,
            published=published,
            modified=modified,
            summary=summary,
            severities=tuple(map(Severity, systems, vectors)),
            cwes=tuple(cwes),
            urls=tuple(urls),
            upstream=tuple(upstream),
            vulnerability=vulnerability,
        )
        for (
            number,
            name,
            source,
            published,
            modified,
            summary,
            cwes,
            urls,
            upstream,
            vulnerability,
            systems,
            vectors,
        ) in rows
    }


def _own_severities(connection: "DuckDBPyConnection") -> dict[tuple[int, int], tuple[Severity, ...]]:
    rows = connection.execute("""
        select package, record, severities from statement
        where len(severities) > 0 and record in (from told) and package in (select package from target)
    """).fetchall()
    return {(package, record): _severities(scores) for package, record, scores in rows}


def _vulnerabilities(connection: "DuckDBPyConnection") -> dict[int, tuple[str, tuple[str, ...]]]:
    rows = connection.execute("""
        select id, name, aliases from vulnerability
        where id in (select vulnerability from record where id in (from told))
    """).fetchall()
    return {number: (name, tuple(aliases)) for number, name, aliases in rows}


def _terms(connection: "DuckDBPyConnection") -> dict[int, Terms]:
    rows = connection.execute("from terms where id in (select terms from hit)").fetchall()
    return {number: Terms(*values) for number, *values in rows}


def _exploited(connection: "DuckDBPyConnection") -> dict[str, KnownExploited]:
    rows = connection.execute("""
        with named as (select * from record where id in (from told)), one as (
            select unnest(upstream) as cve from named
            union select unnest(list_append(aliases, name)) from vulnerability
            where id in (select vulnerability from named)
        )
        select exploited.* from exploited where cve in (from one)
    """).fetchall()
    return {row[0]: KnownExploited(*row) for row in rows}


def _severities(scores: list[dict[str, str]]) -> tuple[Severity, ...]:
    return tuple(Severity(score["system"], score["vector"]) for score in scores)
