# SPDX-License-Identifier: Apache-2.0
"""Which versions a CVE record calls affected: its algorithm over versions, ranges and changes, as intervals.

The algorithm is that of the CVE record format (`docs/versions.md` of https://github.com/CVEProject/cve-schema):

- The first entry that holds a version decides: a single version that is equal, or a range from `version` up to
  before `lessThan`, or up to and with `lessThanOrEqual`. In a range the last of its `changes` whose `at` is not
  after the version decides instead.
- Where no entry holds it, `defaultStatus` decides, which is `unknown` where it is not written.

As practice has it, `0`, `*` and words such as `unspecified` begin a range at the beginning; `*` ends it nowhere;
`5.4.*` ends it after everything that begins with 5.4. Further rules here:

- `unknown` by an entry of its own is a doubt; `unknown` by default says nothing of a version, and is no match.
- A single version that is a text ("9.5 and prior") is read as `medward.versions.vendor_text` reads it. What that
  does not understand, or not surely, and what states no version ("n/a"), is a doubt about every version.
- A range with an end that cannot be placed ("publication") is a doubt from its beginning on. One that ends at a
  word ("FW12") is placed among words, and is a doubt about every number. One that ends before it begins is a doubt
  about every version.
- Ranges over commits are counted and not evaluated.
- The caller says in which order versions are placed: `scheme` gives the one that all ranges of a product state in
  their `versionType`, which single versions seldom have. What that order does not take makes the result `partial`.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache

from medward.advisories.claims import MAX_TEXT, begins_with_word, every_version, one_line, placed
from medward.advisories.cpe.names import literal
from medward.advisories.cve.written import Version
from medward.advisories.orders import in_generic, stated
from medward.advisories.ranges import Ending, Interval
from medward.versions import LOWEST, InvalidVersionError, KeyFunction
from medward.versions.vendor_text import VendorRange, read
from medward.versions.vers import spans

AFFECTED, UNKNOWN = "affected", "unknown"
ONLY_COMMITS = "it has only ranges over commits"
NO_VERSION = "it names no version"
UNCERTAIN = "its publisher does not say whether this version is affected"

_BEGINNING = frozenset(
    (
        "",
        "0",
        "*",
        "-",
        "n/a",
        "na",
        "unspecified",
        "unknown",
        "all",
        "all versions",
        "any",
        "earlier",
        "previous versions",
    )
)
_EVERY = frozenset(("*", "all", "all versions", "any", "any version"))
_UNTOLD = frozenset(
    ("", "-", "n/a", "na", "unspecified", "unknown", "none", "various", "multiple", "see references")
)
_VERSION_LIKE = re.compile(r"[vV]?[0-9][0-9A-Za-z._+~:-]*")
_OPEN = re.compile(r"([0-9]+(?:\.[0-9]+)*)\.[*xX]")
_COMMIT = re.compile(r"[0-9a-f]{7,64}|0|\*", re.IGNORECASE)
_COMMIT_TYPES = {"git"}


@dataclass(frozen=True, slots=True)
class Group:
    """Versions that share a doubt.

    Attributes:
        doubt: why it is no sure match; empty where it is.
        intervals: runs of versions.
        versions: single versions outside of them, with their key where the order takes them.
    """

    doubt: str
    intervals: tuple[Interval, ...] = ()
    versions: tuple[tuple[bytes | None, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What the entries of one product say.

    Attributes:
        groups: affected versions, by doubt; those without a doubt first.
        undecided: why nothing can be said of any version; empty where something can.
        commit_ranges: entries over commits.
        partial: some entries are words, or could not be placed in the order.
    """

    groups: tuple[Group, ...]
    undecided: str = ""
    commit_ranges: int = 0
    partial: bool = False


@dataclass(frozen=True, slots=True)
class _Bound:
    """An end of a range: a key, and what it is called where a run begins or ends there."""

    key: bytes
    start: str
    ending: Ending
    text: str


@dataclass(frozen=True, slots=True)
class _Range:
    """A range in its place in the list."""

    place: int
    low: bytes
    high: bytes | None
    status: str
    changes: tuple[tuple[bytes, str], ...]

    def status_of(self, key: bytes) -> str | None:
        """The status of a version, or None outside."""
        if key < self.low or (self.high is not None and key >= self.high):
            return None
        status = self.status
        for at, changed in self.changes:
            if at <= key:
                status = changed
        return status


@dataclass(slots=True)
class _Table:
    """The entries, made ready in an order."""

    order: KeyFunction
    points: dict[bytes, tuple[int, str, str]] = field(default_factory=dict)
    ranges: list[_Range] = field(default_factory=list)
    bounds: dict[bytes, _Bound] = field(default_factory=dict)
    doubts: dict[str, list[Interval]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    unplaced: list[tuple[None, str]] = field(default_factory=list)
    partial: bool = False

    def bound(self, key: bytes, start: str, ending: Ending, text: str) -> None:
        """Note where the status may change; the first entry that names the place says how it is called."""
        self.bounds.setdefault(key, _Bound(key, start, ending, text))

    def doubt(self, reason: str, interval: Interval) -> None:
        """Note versions that are affected perhaps."""
        self.doubts.setdefault(reason, []).append(interval)

    def status(self, key: bytes) -> tuple[str, bool] | None:
        """The status by the first entry that holds a version, and whether a single version says so."""
        point = self.points.get(key)
        for one in self.ranges:
            if point is not None and point[0] < one.place:
                break
            if (found := one.status_of(key)) is not None:
                return found, False
        return (point[1], True) if point else None


def scheme(entries: Sequence[Version]) -> str:
    """The scheme of the order that all ranges of a product state; empty where they state none, or several."""
    found = {
        stated(one.version_type) for one in entries if not _of_commits(one) if one.is_range or one.version_type
    }
    return found.pop() if len(found) == 1 else ""


def evaluate(entries: Sequence[Version], default: str, order: KeyFunction = placed) -> Evaluated:
    """The affected versions of one product, placed in an order."""
    versions = [one for one in entries if not _of_commits(one)]
    commits = len(entries) - len(versions)
    if not versions and default != AFFECTED:
        said = ONLY_COMMITS if commits else NO_VERSION if default == UNKNOWN else ""
        return Evaluated((), said, commits)
    if not versions and commits:
        return Evaluated((), ONLY_COMMITS, commits)
    table = _Table(order)
    for place, one in enumerate(versions):
        _add(table, place, one)
    groups = tuple(_groups(table, default))
    return Evaluated(groups, "", commits, table.partial)


def _of_commits(one: Version) -> bool:
    """Whether an entry is about commits; some write `git` beside plain versions."""
    if one.version_type not in _COMMIT_TYPES:
        return False
    ends = (one.version, one.less_than, one.less_than_or_equal)
    return all(_COMMIT.fullmatch(end.strip()) for end in ends if end)


def _add(table: _Table, place: int, one: Version) -> None:
    if one.is_range:
        _add_range(table, place, one)
    else:
        _add_single(table, place, one.version.strip(), one.status)


def _add_single(table: _Table, place: int, text: str, status: str) -> None:
    text = literal(text)
    plain = text.lower()
    if plain in _EVERY:
        table.bound(LOWEST, "0", "", "")
        table.ranges.append(_Range(place, LOWEST, None, status, ()))
    elif _VERSION_LIKE.fullmatch(text) and not _OPEN.fullmatch(text):
        _add_point(table, place, text, status)
    elif status == AFFECTED and plain in _UNTOLD:
        table.doubt(f"{NO_VERSION} but {one_line(text)!a}" if text else NO_VERSION, every_version())
    else:
        _add_text(table, place, text, status)


def _add_point(table: _Table, place: int, text: str, status: str) -> None:
    key = _placed_or_none(text, table.order)
    if key is not None:
        table.points.setdefault(key, (place, status, text))
        table.bound(key, text, "fixed", text)
        table.bound(key + b"\x00", f"> {text}", "last_affected", text)
        return
    table.partial = True
    if status == AFFECTED:
        table.unplaced.append((None, text))


def _placed_or_none(text: str, order: KeyFunction) -> bytes | None:
    try:
        return order(text)
    except InvalidVersionError:
        return None


def _add_text(table: _Table, place: int, text: str, status: str) -> None:
    """A version in words: ranges of its own where they are surely understood, else a doubt.

    They are understood in the generic order alone.
    """
    if table.order is not placed:
        table.partial = True
        return
    understood = _vendor_range(in_generic(text)[: 2 * MAX_TEXT])
    if understood.range is None or understood.confidence == "possible":
        table.partial = True
        if status == AFFECTED:
            table.texts.append(text)
        return
    for span in spans(understood.range):
        start, end = span.opening, span.closing
        table.bound(span.low, _opening(start.comparator, start.version) if start else "0", "fixed", text)
        if span.high is not None and end is not None:
            after = end.comparator == "<="
            said = f"> {end.version}" if after else end.version
            table.bound(span.high, said, "last_affected" if after else "fixed", end.version)
        table.ranges.append(_Range(place, span.low, span.high, status, ()))


def _opening(comparator: str, version: str) -> str:
    return f"> {version}" if comparator == ">" else version


@lru_cache(maxsize=16_384)
def _vendor_range(text: str) -> VendorRange:
    return read(text)


def _add_range(table: _Table, place: int, one: Version) -> None:
    try:
        low = _low(one.version.strip(), table.order)
        high = _high(one, table.order)
        changes = tuple((table.order(change.at.strip()), change.status) for change in one.changes or ())
    except InvalidVersionError as error:
        table.partial = True
        _unplaceable(table, one, str(error))
        return
    if high is not None and high.key <= low.key:
        table.partial = table.partial or high.text != one.version.strip()
        _turned(table, one, high)
        return
    table.bound(low.key, low.start, low.ending, low.text)
    if high is not None:
        table.bound(high.key, high.start, high.ending, high.text)
    for (at, _), change in zip(changes, one.changes or (), strict=True):
        table.bound(at, change.at.strip(), "fixed", change.at.strip())
    table.ranges.append(_Range(place, low.key, high.key if high else None, one.status, changes))
    if high is not None and one.status == AFFECTED and begins_with_word(high.text):
        table.partial = True
        table.doubt(f"its range ends at {one_line(high.text)!a}, which is no number", _numbers_from(low))


def _turned(table: _Table, one: Version, high: _Bound) -> None:
    """A range that ends before it begins: the maker orders its versions otherwise, as in `21.2` to `21.2R3`."""
    if one.status == AFFECTED and high.text != one.version.strip():
        ends = f"{one_line(one.version)!a} to {one_line(high.text)!a}"
        table.doubt(f"its range from {ends} holds nothing in the generic order", every_version())


def _numbers_from(low: _Bound) -> Interval:
    """All versions from the beginning of a range on that are numbers."""
    first = placed("0")
    return Interval(low.key, None, low.start, "", "") if low.key >= first else Interval(first, None, "0", "", "")


def _unplaceable(table: _Table, one: Version, why: str) -> None:
    """A range whose ends cannot be compared says something of every version after its beginning, perhaps."""
    if one.status != AFFECTED and not any(change.status == AFFECTED for change in one.changes or ()):
        return
    low = _Bound(LOWEST, "0", "", "")
    with suppress(InvalidVersionError):  # else its beginning is the beginning of all
        low = _low(one.version.strip(), table.order)
    table.doubt(f"its range cannot be placed: {why}", Interval(low.key, None, low.start, "", ""))


def _low(text: str, order: KeyFunction) -> _Bound:
    """Where a range begins. Raises InvalidVersionError."""
    if text.lower() in _BEGINNING:
        return _Bound(LOWEST, "0", "", "")
    found = _OPEN.fullmatch(text)
    start = found[1] if found else text
    return _Bound(order(start), start, "fixed", start)


def _high(one: Version, order: KeyFunction) -> _Bound | None:
    """Where a range ends, None for nowhere. Raises InvalidVersionError."""
    inclusive = one.less_than is None
    text = ((one.less_than_or_equal if inclusive else one.less_than) or "").strip()
    if text == "*":
        return None
    if text.startswith("<"):
        inclusive = text.startswith("<=")
        text = text.lstrip("<= ")
    if found := _OPEN.fullmatch(text):
        return _Bound(order(_next(found[1]) if inclusive else found[1]), f"> {text}", "last_affected", text)
    if not any(character.isdigit() for character in text) or "/" in text:
        raise InvalidVersionError("generic", one_line(text), "it is no version")
    key = order(text)
    if inclusive:
        return _Bound(key + b"\x00", f"> {text}", "last_affected", text)
    return _Bound(key, text, "fixed", text)


def _next(prefix: str) -> str:
    """The first version after all that begin with a prefix: `5.4` → `5.5`."""
    before, dot, last = prefix.rpartition(".")
    return f"{before}{dot}{int(last) + 1}" if len(last) < MAX_TEXT else prefix


def _groups(table: _Table, default: str) -> Iterator[Group]:
    yield from _group("", _runs(table, default, AFFECTED), table, tuple(table.unplaced))
    yield from _group(UNCERTAIN, _runs(table, "", UNKNOWN), table, ())
    for reason, intervals in table.doubts.items():
        yield Group(one_line(reason), tuple(intervals))
    if table.texts:
        more = f" and {len(table.texts) - 1} more" if table.texts[1:] else ""
        reason = f"its versions are written as {one_line(table.texts[0])!a}{more}"
        yield Group(one_line(reason), (every_version(),))


def _group(
    doubt: str, runs: Sequence[Interval], table: _Table, unplaced: tuple[tuple[None, str], ...]
) -> Iterator[Group]:
    """The runs of one status; those of one single version as that version."""
    single = {run.low: table.points[run.low][2] for run in runs if _is_point(run, table)}
    intervals = tuple(run for run in runs if run.low not in single)
    versions = (*single.items(), *unplaced)
    if intervals or versions:
        yield Group(doubt, intervals, versions)


def _is_point(run: Interval, table: _Table) -> bool:
    if run.low not in table.points or run.high != run.low + b"\x00":
        return False
    found = table.status(run.low)
    return found is not None and found[1]


def _runs(table: _Table, default: str, wanted: str) -> list[Interval]:
    """The runs of versions of one status: between two places where it may change it is the same."""
    table.bound(LOWEST, "0", "", "")
    runs: list[Interval] = []
    opened: _Bound | None = None
    for key in sorted(table.bounds):
        bound, found = table.bounds[key], table.status(key)
        inside = (found[0] if found else default) == wanted
        if inside and opened is None:
            opened = bound
        elif not inside and opened is not None:
            runs.append(Interval(opened.key, key, opened.start, bound.ending, bound.text))
            opened = None
    if opened is not None:
        runs.append(Interval(opened.key, None, opened.start, "", ""))
    return runs
