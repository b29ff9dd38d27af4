# SPDX-License-Identifier: Apache-2.0
"""What a CSAF provider lists, as documents to be fetched: each with its addresses and its place in the folder.

The lists themselves are read by `medward.advisories.csaf` (metadata, listings, checksums), the same that reads
them from a folder. Rules for fetching:

- Feeds are read where a provider has any, else its directories: both list the same documents.
- Lists of documents that are not for everyone (TLP green, amber and red) are left to those who may have them.
- A document whose file name is not of the form that CSAF asks for is left out, and named; entries that cannot be
  read are counted. A list of which nothing can be read is none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from medward.advisories.csaf import checksums, listings
from medward.advisories.csaf.listings import Listing, ListingError
from medward.advisories.csaf.metadata import FILE, Metadata, MetadataError, parse
from medward.advisories.csaf.signatures import SUFFIX
from medward.advisories.sync.faults import ContentError

_FILE = re.compile(r"[+a-z0-9_-]{1,200}\.json")
_YEAR = re.compile(r"[12][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as its provider lists it.

    Attributes:
        url: its address.
        name: its path below the provider's folder: year and file name.
        stamp: the provider's moment of its last change, as written.
        hashes: algorithm → address of the file with its digest.
        signature: address of its detached OpenPGP signature; empty where none is listed.
        surely: whether the provider says that these files exist; a directory only may have them.
    """

    url: str
    name: str
    stamp: str
    hashes: dict[str, str]
    signature: str
    surely: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents of a list, and what of it was left out."""

    entries: tuple[Entry, ...]
    skipped: tuple[str, ...]


def provider(data: bytes) -> Metadata:
    """Read provider-metadata.json. Raises ContentError, also where it names no list that is for everyone."""
    try:
        found = parse(data)
    except MetadataError as error:
        raise ContentError(str(error)) from error
    if not any(one.is_public for one in (*found.feeds, *found.directories)):
        raise ContentError(f"its {FILE} names no feed and no directory that is for everyone")
    return found


def feed(data: bytes) -> Listed:
    """Read a ROLIE feed. Raises ContentError."""
    try:
        found = listings.feed("its feed", data)
    except ListingError as error:
        raise ContentError(f"its feed cannot be read: {error}") from error
    return _listed(found, map(_of_feed, found.entries))


def directory(changes: bytes, base: str) -> Listed:
    """Read the changes.csv of a directory: a file and the moment of its last change on each line."""
    folder = base if base.endswith("/") else f"{base}/"
    try:
        found = listings.changes(listings.CHANGES, changes)
        entries = [_of_directory(urljoin(folder, one.path), one.stamp) for one in found.entries]
    except (ListingError, ValueError) as error:
        raise ContentError(f"its changes.csv cannot be read: {error}") from error
    return _listed(found, entries)


def published_digest(data: bytes, algorithm: str) -> str:
    """The digest in a `.sha256` or `.sha512` file. Raises ContentError."""
    digest = checksums.stated(data, algorithm)
    if not digest:
        raise ContentError(f"the file with its {algorithm} digest holds none")
    return digest


def _of_feed(one: listings.Entry) -> Entry:
    known = {url.rpartition(".")[2]: url for url in one.hashes}
    hashes = {algorithm: url for algorithm, url in known.items() if algorithm in checksums.LENGTHS}
    return Entry(one.url, _name(one.url), one.stamp, hashes, one.signature, surely=True)


def _of_directory(url: str, moment: str) -> Entry:
    hashes = {algorithm: f"{url}.{algorithm}" for algorithm in checksums.LENGTHS}
    return Entry(url, _name(url), moment, hashes, f"{url}{SUFFIX}", surely=False)


def _name(url: str) -> str:
    """Year and file name of a document; empty where the file name is not of the form that CSAF asks for."""
    try:
        *_, folder, name = ["", *urlsplit(url).path.split("/")]
    except ValueError:
        return ""
    if not _FILE.fullmatch(name):
        return ""
    return f"{folder}/{name}" if _YEAR.fullmatch(folder) else name


def _listed(found: Listing, entries: Iterable[Entry]) -> Listed:
    """Each document once, the first that is listed."""
    once: dict[str, Entry] = {}
    skipped = [f"{found.unread:,} entries of {found.name} cannot be read"] if found.unread else []
    if found.unread and not found.entries:
        raise ContentError(f"nothing in {found.name} can be read")
    for entry in entries:
        if entry.name:
            once.setdefault(entry.name, entry)
        else:
            skipped.append(f"{entry.url!a} is not the name of a CSAF document")
    return Listed(tuple(once.values()), tuple(skipped))
