# SPDX-License-Identifier: Apache-2.0
"""The tables of the advisory database, one struct for each row.

A struct's fields are the columns of its table, in this order, with the SQL type that `SQL_TYPES` gives their type.
The tables that matching joins hold little but numbers and keys; texts stand in `record` and are read only for
what matched. Ids are numbers that hold within one database and mean nothing outside it.

`FORMAT` is the version of this layout: a database of another format is refused and must be built again. It must
grow whenever a table, or the sortable key of any version scheme, changes.
"""

from datetime import date, datetime

import msgspec

FORMAT = 4


class Score(msgspec.Struct, frozen=True, gc=False):
    """A severity inside a row."""

    system: str
    vector: str


class Row(msgspec.Struct, frozen=True, gc=False):
    """What all rows are."""


class Source(Row, frozen=True):
    """A part of a source: see `SourceInfo`."""

    id: int
    name: str
    part: str
    records: int
    withdrawn: int
    undecided: int
    commit_ranges: int
    unreadable: int
    newest: date | None
    licence: str
    digest: str
    edition: str = ""
    fetched: datetime | None = None
    failed: datetime | None = None
    error: str = ""
    complete: bool = True


class Skip(Row, frozen=True):
    """What was not read; `source` is None for what belongs to no part that was read."""

    source: int | None
    place: str
    reason: str


class Vulnerability(Row, frozen=True):
    """A vulnerability after merging aliases."""

    id: int
    name: str
    aliases: tuple[str, ...]


class Record(Row, frozen=True):
    """A record with what people read of it."""

    id: int
    name: str
    source: int
    withdrawn: bool
    published: date | None
    modified: date | None
    summary: str
    severities: tuple[Score, ...]
    cwes: tuple[str, ...]
    urls: tuple[str, ...]
    upstream: tuple[str, ...]
    advisory: int | None = None


class Advisory(Row, frozen=True):
    """A CSAF advisory, once, with what is needed of it later: see `medward.advisories.csaf.stored`.

    `content` is the typed `Advisory` as JSON, packed by zlib; `withdrawn` is why it no longer speaks, or empty.
    """

    id: int
    source: int
    place: str
    name: str
    publisher: str
    title: str
    status: str
    revision: str
    published: date | None
    updated: date | None
    tlp: str
    checksums: tuple[str, ...]
    signature: str
    doubt: str
    withdrawn: str
    content: bytes


class Superseded(Row, frozen=True):
    """Not stored: an advisory of which a newer revision was found later."""

    advisory: int


class Member(Row, frozen=True):
    """Which vulnerability a held record describes."""

    record: int
    vulnerability: int


class Package(Row, frozen=True):
    """A package, its name in the one form in which the ecosystem compares names."""

    id: int
    ecosystem: str
    name: str


class Statement(Row, frozen=True):
    """That a record, not withdrawn, says something of a package; with severities of its own, where it has them."""

    package: int
    record: int
    severities: tuple[Score, ...]


class Interval(Row, frozen=True):
    """A run of affected versions: see `medward.advisories.ranges.Interval`; no terms where nothing is added."""

    package: int
    low: bytes
    high: bytes | None
    record: int
    introduced: str
    ending: str
    until: str
    terms: int | None = None


class Version(Row, frozen=True):
    """An enumerated version outside the intervals of its own statement; no key where the order refuses it."""

    package: int
    key: bytes | None
    version: str
    record: int
    terms: int | None = None


class Terms(Row, frozen=True):
    """On what claims about products hold: see `medward.advisories.claims.Terms`."""

    id: int
    attributes: str
    doubt: str
    conditions: str
    scheme: str
    stand_in: bool


class Bridge(Row, frozen=True):
    """That a package URL (without version) and a CPE name (with ANY for its version) name the same product."""

    purl: str
    named: str
    attributes: str


class Deprecation(Row, frozen=True):
    """That a CPE name replaces a deprecated one, over `via`: see `medward.advisories.cpe.chains`.

    `named` and `by_named` are part, vendor and product of both; `day` is that of the last change of `name`.
    """

    name: str
    named: str
    replacing: str
    by_named: str
    via: tuple[str, ...]
    day: date | None


class Assessment(Row, frozen=True):
    """CISA's assessment of a vulnerability: see `medward.advisories.claims.Assessment`."""

    cve: str
    exploitation: str
    automatable: str
    technical_impact: str
    decided: date | None
    kev_added: date | None


class Undecided(Row, frozen=True):
    """A statement that cannot be evaluated, wholly or in part."""

    package: int
    record: int
    reason: str


class Exploited(Row, frozen=True):
    """An entry of CISA's catalogue: see `KnownExploited`."""

    cve: str
    added: date
    due: date | None
    ransomware: str
    action: str


class Forecast(Row, frozen=True):
    """An EPSS score: see `medward.advisories.epss.Epss`."""

    cve: str
    probability: float
    percentile: float
    day: date
    model: str


class Asked(Row, frozen=True):
    """What matching asks of the database; not stored. One row for each ecosystem that may know the package.

    `package` is the name in the one form in which the ecosystem compares names; `key` is None where the component
    has no version, or one that the order refuses.
    """

    id: int
    ecosystem: str
    package: str
    version: str
    key: bytes | None


class Beside(Row, frozen=True):
    """Not stored: that two questions are about the same component."""

    id: int
    other: int


class AskedName(Row, frozen=True):
    """Not stored: a package URL without version, or part, vendor and product of a CPE name, to be bridged."""

    text: str


# moments stay text as ISO 8601 writes them: DuckDB needs more libraries to give back one with its zone
SQL_TYPES: dict[object, str] = {
    bool: "BOOLEAN",
    int: "INTEGER",
    int | None: "INTEGER",
    float: "DOUBLE",
    str: "VARCHAR",
    bytes: "BLOB",
    bytes | None: "BLOB",
    date: "DATE",
    date | None: "DATE",
    datetime | None: "VARCHAR",
    tuple[str, ...]: "VARCHAR[]",
    tuple[Score, ...]: "STRUCT(system VARCHAR, vector VARCHAR)[]",
}


def table(row: type[Row]) -> str:
    """The name of the table that holds rows of this kind."""
    return row.__name__.lower()


def columns(row: type[Row]) -> dict[str, str]:
    """Column → SQL type, in order."""
    return {field.name: SQL_TYPES[field.type] for field in msgspec.structs.fields(row)}
