# SPDX-License-Identifier: Apache-2.0
"""One statement of a record about one package, made ready for a join: intervals, versions, what is undecided.

Rules, on top of those of `medward.advisories.ranges`:

- A version is affected when it lies in any interval or is enumerated. An enumerated version is equal to a
  component's by text, or by the version order where it takes both (PEP 440: `1.0` is `1.0.0`). Those that lie in
  an interval of the same statement say nothing new and are left out.
- `SEMVER` and `ECOSYSTEM` ranges are both placed in the order of the package's ecosystem.
- `GIT` ranges are counted and not evaluated. Beside other ranges or enumerated versions they say the same again,
  as the schema demands; alone, they leave the statement undecided.
- A range that cannot be placed leaves the statement undecided: a version that the order refuses, no order for the
  ecosystem, a type of range that the schema does not know, no beginning. So does a statement without any version,
  and enumerated versions where no order can tell whether two spellings are one version.
"""

from dataclasses import dataclass

from medward.advisories.osv import AffectedCore, Range
from medward.advisories.ranges import Interval, RangeError, VersionSet, intervals
from medward.versions import InvalidVersionError, KeyFunction

NO_ORDER = "versions of its ecosystem cannot be ordered yet"
_ORDERED = {"SEMVER", "ECOSYSTEM"}
_COMMITS = "GIT"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A statement, ready for a join.

    Attributes:
        intervals: runs of affected versions.
        versions: enumerated versions outside of them, with their key where the order takes them.
        undecided: why the statement does not decide every version; empty where it does.
        commit_ranges: ranges over commits that were not evaluated.
    """

    intervals: tuple[Interval, ...]
    versions: tuple[tuple[bytes | None, str], ...]
    undecided: tuple[str, ...]
    commit_ranges: int


def evaluate(statement: AffectedCore, order: KeyFunction | None) -> Evaluated:
    """Make one statement ready.

    Args:
        statement: as the record has it.
        order: the sortable key of a version in the package's ecosystem; None where none is known.
    """
    ranges, listed = statement.ranges or (), statement.versions or ()
    found: list[Interval] = []
    undecided: list[str] = []
    for one in ranges:
        _place(one, order, found, undecided)
    commits = sum(one.type == _COMMITS for one in ranges)
    if commits == len(ranges) and not listed:
        undecided.append("it has only ranges over commits" if commits else "it names no version")
    versions = tuple(_outside(listed, order, found))
    if order is None and versions:
        undecided.append(NO_ORDER)
    return Evaluated(tuple(found), versions, tuple(dict.fromkeys(undecided)), commits)


def _place(one: Range, order: KeyFunction | None, found: list[Interval], undecided: list[str]) -> None:
    """Add the intervals of a range to `found`, or to `undecided` why it has none."""
    if one.type == _COMMITS:
        return
    if one.type not in _ORDERED:
        undecided.append(f"it has a range of the unknown type '{one.type[:40]}'")
    else:
        try:
            found.extend(intervals(one.events, order or _no_order))
        except (InvalidVersionError, RangeError) as error:
            undecided.append(str(error))


def _no_order(_: str) -> bytes:
    """Stands in for an order that is not known: only a range of all versions can be placed without one."""
    raise RangeError(NO_ORDER)


def _outside(
    listed: tuple[str, ...], order: KeyFunction | None, found: list[Interval]
) -> list[tuple[bytes | None, str]]:
    """The enumerated versions that lie in no interval, in the order in which they are written, each text once."""
    outside: list[tuple[bytes | None, str]] = []
    held = VersionSet(found)
    for version in dict.fromkeys(listed):
        key = placed(version, order)
        if not (held.everything if key is None else held.holds(key)):
            outside.append((key, version))
    return outside


def placed(version: str, order: KeyFunction | None) -> bytes | None:
    """The sortable key of a version; None where there is no order or it refuses the version."""
    if order is None:
        return None
    try:
        return order(version)
    except InvalidVersionError:
        return None
