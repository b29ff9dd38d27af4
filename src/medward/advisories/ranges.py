# SPDX-License-Identifier: Apache-2.0
r"""OSV ranges as intervals of sortable keys, so that a comparison of bytes decides whether a version is affected.

The rules are those of "Evaluation" in the OSV schema, https://ossf.github.io/osv-schema/#evaluation:

- events are ordered by the version order of the package's ecosystem; equal versions keep the order in which they
  are written; `introduced: "0"` comes before every version;
- from `introduced` on a version is affected, from `fixed` on it is not, after `last_affected` it is not;
- where there are `limit` events, a version is affected only before the largest of them; `*` is no limit.

An interval holds the versions with `low <= key < high`. Because keys are compared as bytes, the smallest key above
`k` is `k` and a zero byte: so `last_affected: k` ends an interval before `k + b"\x00"`. No end is `None`.

Not decided here: `GIT` ranges (they need the commits of a repository), and what an ecosystem's versions are
(`medward.versions`).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from medward.advisories.osv import Event
from medward.versions import LOWEST, KeyFunction

Kind = Literal["introduced", "fixed", "last_affected"]
Ending = Literal["fixed", "last_affected", "limit", ""]

EVERYTHING = "0"
UNLIMITED = "*"


class RangeError(ValueError):
    """A range that says nothing; the message says why, as one sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A run of affected versions.

    Attributes:
        low: key from which versions are affected.
        high: key from which they no longer are, or None.
        introduced: the version at the beginning as written; `0` for the beginning of all versions.
        ending: what ends it: an event, or empty where nothing does.
        until: the version of that event as written; empty where nothing ends it.
    """

    low: bytes
    high: bytes | None
    introduced: str
    ending: Ending
    until: str


@dataclass(frozen=True, slots=True)
class _Point:
    """An event with its key."""

    key: bytes
    kind: Kind
    version: str


class VersionSet:
    """Several intervals as one set of versions, in which a version is found without looking at each of them."""

    def __init__(self, found: Iterable[Interval]) -> None:
        self._lows: list[bytes] = []
        self._highs: list[bytes | None] = []
        for one in sorted(found, key=lambda one: one.low):
            self._add(one)

    @property
    def everything(self) -> bool:
        """Whether every version is in it, also one that the order refuses."""
        return self._lows == [LOWEST] and self._highs == [None]

    def holds(self, key: bytes) -> bool:
        """Whether a version with this key is in any of the intervals."""
        at = bisect_right(self._lows, key) - 1
        if at < 0:
            return False
        high = self._highs[at]
        return high is None or key < high

    def _add(self, one: Interval) -> None:
        """Add an interval that begins after all others so far."""
        if not self._lows or (self._highs[-1] is not None and self._highs[-1] < one.low):
            self._lows.append(one.low)
            self._highs.append(one.high)
        elif self._highs[-1] is not None:
            self._highs[-1] = None if one.high is None else max(self._highs[-1], one.high)


def intervals(events: Iterable[Event], key: KeyFunction) -> tuple[Interval, ...]:
    """The intervals of one range, in order, none touching the next.

    Args:
        events: events of the range as written.
        key: sortable key of a version; what it raises for a version that it refuses is passed on.

    Raises:
        RangeError: there is no `introduced` event, so the range can never hold a version.
    """
    events = tuple(events)
    points = sorted(_points(events, key), key=lambda point: point.key)
    if not any(point.kind == "introduced" for point in points):
        raise RangeError("a range has no 'introduced' event")
    found: list[Interval] = []
    opened: _Point | None = None
    for _, tied in groupby(points, key=lambda point: point.key):
        opened = _advance(opened, tuple(tied), found)
    if opened is not None:
        found.append(Interval(opened.key, None, opened.version, "", ""))
    return _limited(found, events, key)


def _points(events: Sequence[Event], key: KeyFunction) -> Iterable[_Point]:
    """Every event but the limits; one that says several things says them in the schema's order."""
    for event in events:
        if event.introduced is not None:
            start = LOWEST if event.introduced == EVERYTHING else key(event.introduced)
            yield _Point(start, "introduced", event.introduced)
        if event.fixed is not None:
            yield _Point(key(event.fixed), "fixed", event.fixed)
        if event.last_affected is not None:
            yield _Point(key(event.last_affected), "last_affected", event.last_affected)


def _advance(opened: _Point | None, tied: Sequence[_Point], found: list[Interval]) -> _Point | None:
    """Pass all events of one version; what they close goes to `found`, what is open after them is returned.

    Two questions are asked of the events in their order: is the version itself affected, and are those after it?
    Only `last_affected` answers them differently.
    """
    itself = after = opened is not None
    for point in tied:
        after = point.kind == "introduced"
        if point.kind != "last_affected":
            itself = after
    if itself and opened is None:
        opened = next(point for point in tied if point.kind == "introduced")
    if opened is not None and not (itself and after):
        closing = next(point for point in reversed(tied) if point.kind == ("last_affected" if itself else "fixed"))
        high = closing.key + b"\x00" if itself else closing.key
        found.append(Interval(opened.key, high, opened.version, _ending(closing), closing.version))
        opened = None
    return opened


def _ending(point: _Point) -> Ending:
    return "last_affected" if point.kind == "last_affected" else "fixed"


def _limited(found: Sequence[Interval], events: Sequence[Event], key: KeyFunction) -> tuple[Interval, ...]:
    """Cut the intervals at the largest limit: a version is inside when it is before any of them."""
    limits = [event.limit for event in events if event.limit is not None]
    if not limits or any(UNLIMITED in limit for limit in limits):
        return tuple(found)
    high, until = max((key(limit), limit) for limit in limits)
    cut = [
        Interval(one.low, high, one.introduced, "limit", until) if one.high is None or one.high > high else one
        for one in found
    ]
    return tuple(one for one in cut if one.high is None or one.low < one.high)
