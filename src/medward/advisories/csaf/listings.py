# SPDX-License-Identifier: Apache-2.0
"""What a provider says that it publishes: `index.txt`, `changes.csv` and ROLIE feeds (CSAF 2.0 section 7.1).

A listing is a claim about documents, by paths that may begin elsewhere than the folder that is read. Rules:

- `index.txt`: one path a line. `changes.csv`: a path and a time of change. A feed: JSON as RFC 8322 has it.
- An entry that cannot be read is counted, and the rest is still read.
- Limits: `MAX_BYTES` of a listing, `MAX_ENTRIES` entries.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

import msgspec

MAX_BYTES = 256 * 1024 * 1024
MAX_ENTRIES = 1_000_000
INDEX, CHANGES = "index.txt", "changes.csv"


class ListingError(ValueError):
    """This is no listing; the message says why, as one sentence without a full stop."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document that a listing names.

    Attributes:
        path: its path, as written or as in the address.
        changed: when it last changed, or None where the listing does not say so in a way that can be read.
    """

    path: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing.

    Attributes:
        name: its file.
        entries: what it lists, in its order.
        unread: how many entries could not be read.
    """

    name: str
    entries: tuple[Entry, ...]
    unread: int = 0


class _Content(msgspec.Struct, frozen=True, gc=False):
    src: str


class _FeedEntry(msgspec.Struct, frozen=True):
    content: _Content
    updated: str = ""


class _Entries(msgspec.Struct, frozen=True):
    entry: tuple[msgspec.Raw, ...] = ()


class _Feed(msgspec.Struct, frozen=True):
    feed: _Entries


_FEED = msgspec.json.Decoder(_Feed)
_ENTRY = msgspec.json.Decoder(_FeedEntry)


def index(name: str, data: bytes) -> Listing:
    """Read an `index.txt`. Raises ListingError."""
    paths = (line.strip() for line in _text(data).splitlines())
    return _listing(name, (Entry(path) for path in paths if path))


def changes(name: str, data: bytes) -> Listing:
    """Read a `changes.csv`. Raises ListingError."""
    try:
        return _listing(name, _changed(csv.reader(io.StringIO(_text(data)), strict=True)))
    except csv.Error as error:
        raise ListingError(f"it is not CSV: {error}") from error


def feed(name: str, data: bytes) -> Listing:
    """Read a ROLIE feed. Raises ListingError."""
    try:
        raw = _FEED.decode(data).feed.entry
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ListingError("it is not a ROLIE feed") from error
    return _listing(name, (_fed(one) for one in raw))


def _fed(raw: msgspec.Raw) -> Entry | None:
    try:
        entry = _ENTRY.decode(raw)
        return Entry(unquote(urlsplit(entry.content.src).path), _time(entry.updated))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return None


def _changed(rows: Iterable[list[str]]) -> Iterator[Entry | None]:
    for row in rows:
        if row:
            yield Entry(row[0].strip(), _time(row[1])) if len(row) > 1 and row[0].strip() else None


def _listing(name: str, found: Iterable[Entry | None]) -> Listing:
    entries: list[Entry] = []
    unread = 0
    for entry in found:
        if len(entries) + unread == MAX_ENTRIES:
            raise ListingError(f"it has more than {MAX_ENTRIES:,} entries")
        if entry is None:
            unread += 1
        else:
            entries.append(entry)
    return Listing(name, tuple(entries), unread)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ListingError("it is not UTF-8 text") from error


def _time(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else None
