# SPDX-License-Identifier: Apache-2.0
"""Misses that are not sure: records whose versions leave a component open.

A miss clears a component, so it must be as sure as a hit. Rules:

- Asked are the products of CPE names, because only these clear, and of them the claims in the generic order: those
  whose record states no order, and stand-ins of an order that refuses the component's version.
- A range is surely missed where its beginning is surely after the version, or its end surely before it:
  `medward.advisories.shapes.decided` tells where the generic order can be trusted. A single version is missed by
  being another one, which needs no order.
- The other ranges are told as what their records leave undecided.
- A component without a version, or with one that its order refuses, is asked about as a whole: every record that
  names versions of its package or product, and does not hit it, is left undecided, whatever hits it.
- Most versions and ends are plain numbers of several parts, which are always decided: these stay in the database.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from medward.advisories.claims import CPE, placed_or_none
from medward.advisories.orders import takes
from medward.advisories.ranges import EVERYTHING
from medward.advisories.shapes import decided

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

NO_ORDER = "its source states no order of versions"
_ORDINARY = "(> )?[vV]?[0-9]{1,3}([.][0-9]+)+"
_MISSED = f"""
select distinct target.id, interval.record, target.version, interval.introduced, interval.ending, interval.until,
       coalesce(terms.scheme, '')
from target join package on package.id = target.package and package.ecosystem = '{CPE}'
join interval on interval.package = target.package
left join terms on terms.id = interval.terms
anti join hit on hit.id = target.id and hit.record = interval.record and hit.package = target.package
where target.key is not null and (interval.introduced <> '0' or interval.ending <> '')
  and not (regexp_full_match(target.version, '{_ORDINARY}')
           and (interval.introduced = '0' or regexp_full_match(interval.introduced, '{_ORDINARY}'))
           and (interval.until = '' or regexp_full_match(interval.until, '{_ORDINARY}')))
order by all
"""  # noqa: S608 - patterns and names of our own
_UNPLACED = """
select distinct target.id, interval.record, target.version from target join interval using (package)
anti join hit on hit.id = target.id and hit.record = interval.record where target.key is null
union
select distinct target.id, version.record, target.version from target join version using (package)
anti join hit on hit.id = target.id and hit.record = version.record where target.key is null
order by all
"""
_GENERIC = f"""
select target.id, count(distinct statement.record)
from target join package on package.id = target.package and package.ecosystem = '{CPE}'
join statement on statement.package = target.package group by target.id
"""  # noqa: S608 - names of our own


class Missed(NamedTuple):
    """A range that does not hold a version in the generic order.

    Attributes:
        version: the version that is asked about.
        introduced: see `medward.advisories.ranges.Interval`, as the next two.
        ending: see there.
        until: see there.
        scheme: the order that the record states, for which the generic one stands in; empty where it states none.
    """

    version: str
    introduced: str
    ending: str
    until: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Misses:
    """What is no hit, and may be one.

    Attributes:
        unsure: question → record and reason, for each record that cannot be trusted not to mean it.
        records: question → how many records say anything of the product in the generic order.
    """

    unsure: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    records: dict[int, int] = field(default_factory=dict)


def read(connection: "DuckDBPyConnection") -> Misses:
    """Read the misses after `asking.ask`."""
    unsure: dict[int, dict[int, str]] = defaultdict(dict)
    for asked, record, *values in connection.execute(_MISSED).fetchall():
        if why := doubt(Missed(*values)):
            unsure[asked].setdefault(record, why)
    for asked, record, version in connection.execute(_UNPLACED).fetchall():
        unsure[asked][record] = f"{version} is none of its versions" if version else "the component has no version"
    generic = dict(connection.execute(_GENERIC).fetchall())
    return Misses({asked: list(found.items()) for asked, found in unsure.items()}, generic)


def doubt(missed: Missed) -> str:
    """Why a range may hold the version all the same, as the end of a sentence; empty where it surely does not."""
    if missed.scheme and takes(missed.scheme, missed.version):
        return ""
    start = missed.introduced.removeprefix("> ")
    if start != EVERYTHING and _before(missed.version, start) and decided(missed.version, start):
        return ""
    if missed.until and not _before(missed.version, missed.until) and decided(missed.version, missed.until):
        return ""
    order = f"that of {missed.scheme} refuses {missed.version}" if missed.scheme else NO_ORDER
    return f"whether {missed.version} is {_words(missed)} depends on the maker's order, and {order}"


def _before(version: str, other: str) -> bool:
    one, end = placed_or_none(version), placed_or_none(other)
    return one is not None and end is not None and one < end


def _words(missed: Missed) -> str:
    """The range in words: `from 1.0 to before 1.0.2m`."""
    after = missed.introduced.startswith("> ")
    start = missed.introduced.removeprefix("> ")
    lower = "" if start == EVERYTHING else f"{'after' if after else 'from'} {start}"
    until = f"{'up to' if missed.ending == 'last_affected' else 'before'} {missed.until}" if missed.until else ""
    return " and ".join(filter(None, (lower, until)))
