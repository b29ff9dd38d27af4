# SPDX-License-Identifier: Apache-2.0
"""A CSAF provider's folder, or a ZIP archive of one, as publishers lay it out (CSAF 2.0 section 7.1).

    <year>/<id>.json, .json.sha512, .json.sha256, .json.asc     documents with checksums and signatures
    index.txt, changes.csv, a ROLIE feed in JSON                listings
    provider-metadata.json                                      the provider

Rules:

- Each document has its own outcome: an advisory, or the reason why it is refused. Nothing stops the others.
- A document whose checksum differs is refused. One without a checksum is read, and says so.
- A document that a listing names and that is not here is a gap, and named: an advisory that is missing must not
  look like one that says nothing. A document that is here and listed nowhere is read, and named too.
- A signature is never verified here (`medward.advisories.csaf.checksums` says why).
"""

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from medward.advisories.csaf import checksums, listings, reading
from medward.advisories.csaf.checksums import Signature
from medward.advisories.csaf.files import FileRefusedError, Files, ProviderError, open_files
from medward.advisories.csaf.listings import Listing, ListingError
from medward.advisories.csaf.model import Advisory

__all__ = ["Document", "Listing", "Provider", "ProviderError", "Signature", "read_provider"]

METADATA = "provider-metadata.json"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a provider.

    Attributes:
        name: its path in the folder or archive.
        advisory: what it says, or None where it is refused.
        refusal: why it is refused, as one sentence without a full stop; or empty.
        checksums: algorithms by which it is what was published; empty where no checksum is.
        signature: what is known of its signature.
    """

    name: str
    advisory: Advisory | None
    refusal: str
    checksums: tuple[str, ...]
    signature: Signature


@dataclass(frozen=True, slots=True)
class Provider:
    """Everything that was read.

    Attributes:
        documents: by name.
        listings: by name.
        missing: paths that a listing names and that are not here.
        unlisted: documents that are here and in no listing; empty where there is no listing at all.
        skipped: other files that cannot be used, each as (name, reason).
    """

    documents: tuple[Document, ...]
    listings: tuple[Listing, ...]
    missing: tuple[str, ...]
    unlisted: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]

    @property
    def advisories(self) -> tuple[Advisory, ...]:
        """The documents that could be read."""
        return tuple(document.advisory for document in self.documents if document.advisory)

    @property
    def refused(self) -> tuple[Document, ...]:
        """The documents that could not."""
        return tuple(document for document in self.documents if document.refusal)


_ROLIE = frozenset({"feed", "service", "categories"})
_KEYS = msgspec.json.Decoder(dict[str, msgspec.Raw])


def read_provider(path: Path, wanted: Callable[[str], bool] = lambda _: True) -> Provider:
    """Read a provider's folder or archive.

    Args:
        path: the folder, or the ZIP archive of one.
        wanted: which documents to read, by the name of their file without its folders.

    Raises:
        ProviderError: where the folder or archive cannot be read as a whole.
    """
    with open_files(path) as files:
        return _read(files, wanted)


def _read(files: Files, wanted: Callable[[str], bool]) -> Provider:
    found, skipped = _listings(files)
    used = {METADATA, *(listing.name for listing in found), *(name for name, _ in skipped)}
    documents: list[Document] = []
    for name in sorted(files.names):
        if not name.lower().endswith(".json") or posixpath.basename(name) in used or name in used:
            continue
        if _is_rolie(files, name):
            continue
        if wanted(posixpath.basename(name)):
            documents.append(_document(files, name))
    missing, unlisted = _compared(found, [document.name for document in documents], wanted)
    return Provider(tuple(documents), found, missing, unlisted, skipped)


def _document(files: Files, name: str) -> Document:
    signature = checksums.signature(files, name)
    try:
        data = files.read(name, reading.MAX_BYTES)
        verified = checksums.verified(files, name, data)
        return Document(name, reading.parse(data), "", verified, signature)
    except (FileRefusedError, reading.CsafError) as error:
        return Document(name, None, str(error), (), signature)


def _listings(files: Files) -> tuple[tuple[Listing, ...], tuple[tuple[str, str], ...]]:
    """The listings, and what looks like one and is none."""
    found: list[Listing] = []
    skipped: list[tuple[str, str]] = []
    for name, read in _readers(files):
        try:
            found.append(read(name, files.read(name, listings.MAX_BYTES)))
        except (FileRefusedError, ListingError) as error:
            skipped.append((name, str(error)))
    return tuple(found), tuple(skipped)


def _readers(files: Files) -> Iterator[tuple[str, Callable[[str, bytes], Listing]]]:
    for name in sorted(files.names):
        base = posixpath.basename(name).lower()
        if base == listings.INDEX:
            yield name, listings.index
        elif base == listings.CHANGES:
            yield name, listings.changes
        elif base.endswith(".json") and "feed" in base:
            yield name, listings.feed


def _is_rolie(files: Files, name: str) -> bool:
    """Whether a file that is not called a feed is a ROLIE service or category document all the same."""
    if posixpath.basename(name).lower() not in {"service.json", "category.json", "rolie.json"}:
        return False
    try:
        keys = _KEYS.decode(files.read(name, listings.MAX_BYTES))
    except (FileRefusedError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return not _ROLIE.isdisjoint(keys)


def _compared(
    found: Iterable[Listing], names: list[str], wanted: Callable[[str], bool]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Paths that are listed and not here, and documents that are here and not listed."""
    here: dict[str, list[str]] = defaultdict(list)
    for name in names:
        here[posixpath.basename(name)].append(name)
    listed: set[str] = set()
    missing: dict[str, None] = {}
    paths = [entry.path for listing in found for entry in listing.entries]
    for path in paths:
        base = posixpath.basename(path)
        same = [name for name in here.get(base, ()) if _is_same(path, name)]
        listed.update(same)
        if not same and wanted(base) and base.lower().endswith(".json"):
            missing[path] = None
    unlisted = tuple(name for name in names if paths and name not in listed)
    return tuple(missing), unlisted


def _is_same(listed: str, name: str) -> bool:
    """Whether one path is the end of the other: a listing may begin higher up than the folder that is read."""
    long, short = sorted((f"/{listed.lstrip('/')}", f"/{name}"), key=len, reverse=True)
    return long.endswith(short)
