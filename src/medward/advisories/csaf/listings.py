# SPDX-License-Identifier: Apache-2.0
"""What a provider says that it publishes: `index.txt`, `changes.csv` and ROLIE feeds (CSAF 2.0 section 7.1).

A listing is a claim about documents, by paths that may begin elsewhere than the folder that is read. Rules:

- `index.txt`: one path a line. `changes.csv`: a path and a time of change. A feed: JSON as RFC 8322 has it, with
  the addresses of digests and of the signature of each document.
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

from medward.advisories.csaf.dates import moment

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
        stamp: when it last changed, as written; empty where the listing does not say so.
        url: its address, in a feed; else empty.
        hashes: addresses of the files with its digests, in a feed.
        signature: address of its detached OpenPGP signature, in a feed; empty where none is listed.
    """

    path: str
    stamp: str = ""
    url: str = ""
    hashes: tuple[str, ...] = ()
    signature: str = ""

    @property
    def changed(self) -> datetime | None:
        """When it last changed, or None where the listing does not say so in a way that can be read."""
        return moment(self.stamp)


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


class _Link(msgspec.Struct, frozen=True, gc=False):
    href: str
    rel: str = ""


class _FeedEntry(msgspec.Struct, frozen=True):
    content: _Content
    updated: str = ""
    link: tuple[_Link, ...] = ()


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
        path = unquote(urlsplit(entry.content.src).path)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        return None
    return Entry(
        path=path,
        stamp=entry.updated,
        url=entry.content.src,
        hashes=tuple(link.href for link in entry.link if link.rel == "hash"),
        signature=next((link.href for link in entry.link if link.rel == "signature"), ""),
    )


def _changed(rows: Iterable[list[str]]) -> Iterator[Entry | None]:
    for row in rows:
        if row:
            yield Entry(row[0].strip(), row[1].strip()) if len(row) > 1 and row[0].strip() else None


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
