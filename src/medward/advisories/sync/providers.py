# SPDX-License-Identifier: Apache-2.0
"""What a CSAF provider lists: its metadata, its ROLIE feeds, its directories. Reading alone, no network.

CSAF 2.0 section 7.1, https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html: requirement 7
(provider-metadata.json), 11 to 14 (directories with index.txt and changes.csv), 15 to 17 (ROLIE), 18 to 19
(digests and signatures). Rules:

- Feeds are read where a provider has any, else its directories: both list the same documents.
- Feeds of documents that are not for everyone (TLP green, amber and red) are left to those who may have them.
- A document whose file name is not of the form that CSAF asks for is left out, and named.
"""

import csv
import io
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import msgspec

from medward.advisories.sync.faults import ContentError

MAX_DOCUMENTS = 500_000
_PUBLIC = {"WHITE", "CLEAR", "UNLABELED"}
_FILE = re.compile(r"[+a-z0-9_-]{1,200}\.json")
_YEAR = re.compile(r"[12][0-9]{3}")
_ALGORITHMS = {"sha512", "sha256"}


@dataclass(frozen=True, slots=True)
class Provider:
    """Where a provider lists its documents."""

    feeds: tuple[str, ...]
    directories: tuple[str, ...]


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


class _Feed(msgspec.Struct):
    url: str
    tlp_label: str = "UNLABELED"


class _Rolie(msgspec.Struct):
    feeds: list[_Feed]


class _Distribution(msgspec.Struct):
    directory_url: str = ""
    rolie: _Rolie | None = None


class _Metadata(msgspec.Struct):
    distributions: list[_Distribution]


class _Link(msgspec.Struct):
    href: str
    rel: str = ""


class _Content(msgspec.Struct):
    src: str


class _Entry(msgspec.Struct):
    content: _Content
    updated: str = ""
    link: list[_Link] = []


class _FeedBody(msgspec.Struct):
    entry: list[_Entry]


class _FeedFile(msgspec.Struct):
    feed: _FeedBody


def provider(data: bytes) -> Provider:
    """Read provider-metadata.json. Raises ContentError."""
    try:
        metadata = msgspec.json.decode(data, type=_Metadata)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ContentError("its provider-metadata.json is not as CSAF asks") from error
    rolie = [one.rolie for one in metadata.distributions if one.rolie]
    feeds = [feed.url for one in rolie for feed in one.feeds if feed.tlp_label.upper() in _PUBLIC]
    directories = [one.directory_url for one in metadata.distributions if one.directory_url]
    if not feeds and not directories:
        raise ContentError("its provider-metadata.json names no feed and no directory that is for everyone")
    return Provider(tuple(feeds), tuple(directories))


def feed(data: bytes) -> Listed:
    """Read a ROLIE feed. Raises ContentError."""
    try:
        entries = msgspec.json.decode(data, type=_FeedFile).feed.entry
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ContentError("its feed is not a ROLIE feed in JSON") from error
    return _listed([_of_feed(one) for one in entries[:MAX_DOCUMENTS]])


def directory(changes: bytes, base: str) -> Listed:
    """Read the changes.csv of a directory: a file and the moment of its last change on each line."""
    try:
        rows = list(csv.reader(io.StringIO(changes.decode()), strict=True))
    except (csv.Error, UnicodeDecodeError) as error:
        raise ContentError("its changes.csv cannot be read") from error
    folder = base if base.endswith("/") else f"{base}/"
    if any(len(row) != 2 for row in rows if row):  # noqa: PLR2004 - file and moment
        raise ContentError("its changes.csv has other than two columns")
    return _listed([_of_directory(urljoin(folder, row[0]), row[1]) for row in rows[:MAX_DOCUMENTS] if row])


def published_digest(data: bytes, algorithm: str) -> str:
    """The digest in a `.sha256` or `.sha512` file. Raises ContentError."""
    found = data[:1024].split(maxsplit=1)
    text = found[0].decode("ascii", "replace").lower() if found else ""
    length = {"sha256": 64, "sha512": 128}[algorithm]
    if not re.fullmatch(rf"[0-9a-f]{{{length}}}", text):
        raise ContentError(f"the file with its {algorithm} digest holds none")
    return text


def _of_feed(one: _Entry) -> Entry:
    hashes = {link.href.rpartition(".")[2]: link.href for link in one.link if link.rel == "hash"}
    signature = next((link.href for link in one.link if link.rel == "signature"), "")
    known = {algorithm: url for algorithm, url in hashes.items() if algorithm in _ALGORITHMS}
    return Entry(one.content.src, _name(one.content.src), one.updated, known, signature, surely=True)


def _of_directory(url: str, moment: str) -> Entry:
    hashes = {algorithm: f"{url}.{algorithm}" for algorithm in ("sha512", "sha256")}
    return Entry(url, _name(url), moment, hashes, f"{url}.asc", surely=False)


def _name(url: str) -> str:
    """Year and file name of a document; empty where the file name is not of the form that CSAF asks for."""
    try:
        *_, folder, name = ["", *urlsplit(url).path.split("/")]
    except ValueError:
        return ""
    if not _FILE.fullmatch(name):
        return ""
    return f"{folder}/{name}" if _YEAR.fullmatch(folder) else name


def _listed(entries: list[Entry]) -> Listed:
    """Each document once, the first that is listed."""
    once: dict[str, Entry] = {}
    for entry in entries:
        if entry.name:
            once.setdefault(entry.name, entry)
    skipped = tuple(f"{entry.url!a} is not the name of a CSAF document" for entry in entries if not entry.name)
    return Listed(tuple(once.values()), skipped)
