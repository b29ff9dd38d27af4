# SPDX-License-Identifier: Apache-2.0
"""Asking the database about many components in one join.

The join is over numbers and sortable keys alone, and its result holds only numbers: texts are looked up for what
is shown. A component is hit

- by a range: `low <= key < high` of an interval of its package;
- by an enumerated version of the same key;
- by an enumerated version of the same text, where the order refuses it;
- by a range that holds every version, where it has no version or the order refuses it.

Each question is asked once, however many components have it. What comes back are plain rows;
`medward.advisories.findings` makes findings of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from medward.advisories import rows
from medward.advisories.claims import is_stated, order_of
from medward.advisories.identity import Query
from medward.advisories.staging import Staging
from medward.advisories.statements import placed

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_HITS = """
create temp table target as
    select asked.id, asked.version, asked.key, package.id as package
    from staged_asked asked join package on package.ecosystem = asked.ecosystem and package.name = asked.package;
create temp table hit as
    select target.id, target.package, interval.record, interval.rowid as interval, interval.terms
    from target join interval on interval.package = target.package
        and interval.low <= target.key and (interval.high is null or target.key < interval.high)
    union all
    select target.id, target.package, version.record, null, version.terms
    from target join version on version.package = target.package and version.key = target.key
    union all
    select target.id, target.package, version.record, null, version.terms
    from target join version on version.package = target.package and version.version = target.version
    where target.key is null and version.key is null
    union all
    select target.id, target.package, interval.record, interval.rowid, interval.terms
    from target join interval on interval.package = target.package
    where target.key is null and interval.low = ''::blob and interval.high is null;
"""
_TOLD = """
select hit.id, hit.record, hit.package, interval.introduced, interval.ending, interval.until,
       case when interval.ending = 'fixed' then interval.until else '' end as fixed,
       case when interval.ending = 'fixed' then interval.high else ''::blob end as fixed_key, hit.terms
from hit join interval on interval.rowid = hit.interval
union
select hit.id, hit.record, hit.package, '', 'listed', target.version,
       coalesce(arg_min(interval.until, interval.high), ''), coalesce(min(interval.high), ''::blob), hit.terms
from hit join target on target.id = hit.id and target.package = hit.package
left join interval on interval.package = hit.package and interval.record = hit.record
    and interval.ending = 'fixed' and interval.high > target.key
where hit.interval is null
group by hit.id, hit.record, hit.package, target.version, hit.terms
order by all
"""


class Hit(NamedTuple):
    """A record that says that a version is affected.

    Attributes:
        asked: number of the question.
        record: number of the record.
        package: number of the package.
        introduced: see `ranges.Interval`.
        ending: see `ranges.Interval`; `listed` for an enumerated version.
        until: see `ranges.Interval`; for an enumerated version the component's own.
        fixed: the version that ends it, empty where none is known.
        fixed_key: the key of that version.
        terms: number of the terms on which the claim of a product holds; None where there are none.
    """

    asked: int
    record: int
    package: int
    introduced: str
    ending: str
    until: str
    fixed: str
    fixed_key: bytes
    terms: int | None = None


@dataclass(slots=True)
class Questions:
    """Questions, each once, with the number under which its answers come back."""

    numbers: dict[Query, int] = field(default_factory=dict)
    beside: set[tuple[int, int]] = field(default_factory=set)

    def ask(self, query: Query) -> int:
        """The number of a question."""
        return self.numbers.setdefault(query, len(self.numbers))

    def together(self, numbers: Sequence[int]) -> None:
        """Note that questions are about one component, so that one's answers are held against the other's."""
        self.beside.update((one, other) for one in numbers for other in numbers if one != other)

    def rows(self) -> Iterable[rows.Asked]:
        """One row for each question and ecosystem."""
        for query, number in self.numbers.items():
            key = key_of(query)
            for ecosystem in query.ecosystems:
                if is_stated(ecosystem):
                    yield from _asked_in_order(number, ecosystem, query)
                else:
                    yield rows.Asked(number, ecosystem, query.name, query.version, key)


def _asked_in_order(number: int, ecosystem: str, query: Query) -> Iterable[rows.Asked]:
    """The row of a product in a stated order, where that takes the version; else its stand-in answers."""
    key = placed(query.version, order_of(ecosystem)) if query.version else None
    if key is not None:
        yield rows.Asked(number, ecosystem, query.name, query.version, key)


def key_of(query: Query) -> bytes | None:
    """The sortable key of the version that is asked about; None where there is none or its order refuses it."""
    return placed(query.version, order_of(query.ecosystem)) if query.version else None


def ask(connection: "DuckDBPyConnection", questions: Questions) -> None:
    """Leave the answers in the temporary tables `target` (question → package) and `hit`, on a fresh connection."""
    with Staging() as staging:
        staging.extend(questions.rows())
        staging.extend(rows.Beside(*pair) for pair in questions.beside)
        staging.show(connection, rows.Asked, rows.Beside)
        connection.execute(_HITS)
        connection.execute("create temp table beside as from staged_beside")


def hits(connection: "DuckDBPyConnection") -> Sequence[Hit]:
    """Every hit with the version that fixes it, by question and record."""
    return [Hit(*values) for values in connection.execute(_TOLD).fetchall()]


def vulnerabilities(connection: "DuckDBPyConnection") -> dict[int, tuple[str, ...]]:
    """Question → ids of the vulnerabilities that hit it, sorted; without those that nothing hits."""
    names = dict(connection.execute(_NAMES).fetchall())
    found = connection.execute(_VULNERABILITIES).fetchall()
    return {number: tuple(sorted(map(names.__getitem__, joined.split()))) for number, joined in found}


_NAMES = """
select cast(vulnerability.id as varchar), vulnerability.name from vulnerability
where vulnerability.id in (select record.vulnerability from hit join record on record.id = hit.record)
"""
_VULNERABILITIES = """
-- numbers joined to one text: a tuple for each hit would cost more than the join itself
select id, string_agg(vulnerability, ' ') from (
    select distinct hit.id, record.vulnerability from hit join record on record.id = hit.record
) group by id
"""
