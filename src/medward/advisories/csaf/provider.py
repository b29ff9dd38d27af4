# SPDX-License-Identifier: Apache-2.0
"""A CSAF provider's folder, or a ZIP archive of one, as publishers lay it out (CSAF 2.0 section 7.1).

    provider-metadata.json                                      the provider, its lists and its keys
    <year>/<id>.json, .json.sha512, .json.sha256, .json.asc     documents with checksums and signatures
    index.txt, changes.csv, a ROLIE feed in JSON                listings
    openpgp/<fingerprint>.asc, or the key's own file name       keys

Rules:

- Each document has its own outcome: an advisory, or the reason why it is refused. Nothing stops the others.
- A document whose checksum differs is refused. One without a checksum is read, and says so.
- Signatures are verified by the keys that the metadata name (`medward.advisories.csaf.signatures`); each document
  says how its own stands, and an invalid one refuses it.
- A document that a listing names and that is not here is a gap, and named: an advisory that is missing must not
  look like one that says nothing. A document that is here and listed nowhere is read, and named too.
- Of several revisions of a document the newest speaks (`medward.advisories.csaf.register`).
"""

import hashlib
import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from medward.advisories.archive import RefusedError
from medward.advisories.csaf import checksums, listings, metadata, reading
from medward.advisories.csaf.files import Files, open_files
from medward.advisories.csaf.gaps import compared
from medward.advisories.csaf.keys import published_keys
from medward.advisories.csaf.listings import Listing, ListingError
from medward.advisories.csaf.metadata import Metadata, MetadataError
from medward.advisories.csaf.model import Advisory
from medward.advisories.csaf.register import Register
from medward.advisories.csaf.signatures import (
    MAX_SIGNATURE,
    SUFFIX,
    Checked,
    Policy,
    Signature,
    Verifier,
)

_UNCHECKED = Checked(Signature.MISSING, "it was not looked for")
_ROLIE = frozenset({"feed", "service", "categories"})
_KEYS = msgspec.json.Decoder(dict[str, msgspec.Raw])

Wanted = Callable[[str], bool]
"""Which documents to read, by the name of their file without its folders."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a provider.

    Attributes:
        name: its path in the folder or archive.
        advisory: what it says, or None where it is refused.
        refusal: why it is refused, as one sentence without a full stop; or empty.
        checksums: algorithms by which it is what was published; empty where no checksum is.
        signature: how its signature stands.
        doubt: why the signature is not valid, as the end of a sentence; empty where it is.
        digest: SHA-256 of its bytes, in hexadecimal; empty where they could not be read.
        size: how many bytes it has.
    """

    name: str
    advisory: Advisory | None
    refusal: str
    checksums: tuple[str, ...]
    signature: Signature
    doubt: str = ""
    digest: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Provider:
    """Everything that was read.

    Attributes:
        documents: by name.
        listings: by name.
        missing: paths that a listing names and that are not here.
        unlisted: documents that are here and in no listing; empty where there is no listing at all.
        skipped: other files that cannot be used, each as (name, reason).
        metadata: who the provider is; None where that is not here.
        notes: what a person should know of keys and signatures, each one sentence without a full stop.
    """

    documents: tuple[Document, ...]
    listings: tuple[Listing, ...]
    missing: tuple[str, ...]
    unlisted: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    metadata: Metadata | None = None
    notes: tuple[str, ...] = ()

    @property
    def advisories(self) -> tuple[Advisory, ...]:
        """The advisories that speak: those that could be read, of each the newest, without the withdrawn."""
        register: Register[Advisory] = Register()
        for one in self.documents:
            if one.advisory:
                register.offer(one.advisory, one.digest, one.name, one.advisory)
        found = sorted(register.standing(), key=lambda one: one.place)
        return tuple(one.held for one in found if not one.held.withdrawn)

    @property
    def refused(self) -> tuple[Document, ...]:
        """The documents that could not be read."""
        return tuple(document for document in self.documents if document.refusal)


def read_provider(path: Path, wanted: Wanted = lambda _: True, policy: Policy = Policy.CHECK) -> Provider:
    """Read a provider's folder or archive.

    Args:
        path: the folder, or the ZIP archive of one.
        wanted: which documents to read.
        policy: what is asked of their signatures.

    Raises:
        ProviderError: where the folder or archive cannot be read as a whole.
    """
    with opened(path, wanted, policy) as provider:
        documents = tuple(provider.documents())
        noted = Noted()
        for document in documents:
            noted.count(document)
        missing, unlisted = provider.compared(document.name for document in documents)
        return Provider(
            documents=documents,
            listings=provider.listings,
            missing=missing,
            unlisted=unlisted,
            skipped=provider.skipped,
            metadata=provider.metadata,
            notes=(*provider.verifier.notes, *noted.notes(provider.metadata)),
        )


@contextmanager
def opened(path: Path, wanted: Wanted = lambda _: True, policy: Policy = Policy.CHECK) -> Iterator["Opened"]:
    """A provider, to be read document by document. Arguments and errors are those of `read_provider`."""
    with ExitStack() as stack:
        files = stack.enter_context(open_files(path))
        yield Opened(files, wanted, policy, stack)


class Opened:
    """A provider whose documents have not been read.

    Attributes:
        listings: by name.
        skipped: files that cannot be used, each as (name, reason).
        metadata: who the provider is; None where that is not here.
        verifier: what verifies its signatures, with notes on its keys.
    """

    def __init__(self, files: Files, wanted: Wanted, policy: Policy, stack: ExitStack) -> None:
        self._files, self._wanted, self._policy = files, wanted, policy
        self._other: list[tuple[str, str]] = []
        self.listings = self._listed()
        self.metadata = self._told()
        self.verifier = stack.enter_context(Verifier(published_keys(files, self.metadata)))
        self.skipped = tuple(self._other)

    def documents(self) -> Iterator[Document]:
        """Every wanted document, by name."""
        used = {*(listing.name for listing in self.listings), *(name for name, _ in self.skipped)}
        for name in sorted(self._files.names):
            base = posixpath.basename(name)
            if not name.lower().endswith(".json") or base == metadata.FILE or name in used:
                continue
            if not _is_rolie(self._files, name) and self._wanted(base):
                yield self._document(name)

    @property
    def files(self) -> int:
        """How many files there are that may be documents."""
        return sum(name.lower().endswith(".json") for name in self._files.names)

    def compared(self, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Paths that are listed and not among the documents, and documents that are not listed."""
        return compared(self.listings, list(names), self._wanted)

    def _document(self, name: str) -> Document:
        data, checked = b"", _UNCHECKED
        try:
            data = self._files.read(name, reading.MAX_BYTES)
            verified = checksums.verified(self._files, name, data)
            checked = self.verifier.check(data, self._signature(name))
            refusal = checked.refusal(self._policy)
            advisory = None if refusal else reading.parse(data)
            return _document(name, advisory, refusal, verified if advisory else (), checked, data)
        except (RefusedError, reading.CsafError) as error:
            return _document(name, None, str(error), (), checked, data)

    def _signature(self, name: str) -> bytes | None:
        file = f"{name}{SUFFIX}"
        return self._files.read(file, MAX_SIGNATURE) if file in self._files.names else None

    def _listed(self) -> tuple[Listing, ...]:
        """The listings; what looks like one and is none is skipped."""
        found: list[Listing] = []
        for name, read in _readers(self._files):
            try:
                found.append(read(name, self._files.read(name, listings.MAX_BYTES)))
            except (RefusedError, ListingError) as error:
                self._other.append((name, str(error)))
        return tuple(found)

    def _told(self) -> Metadata | None:
        """The provider's own metadata: the file that lies highest."""
        names = [name for name in self._files.names if posixpath.basename(name) == metadata.FILE]
        for name in sorted(names, key=lambda one: (one.count("/"), one))[:1]:
            try:
                return metadata.parse(self._files.read(name, metadata.MAX_BYTES))
            except (RefusedError, MetadataError) as error:
                self._other.append((name, str(error)))
        return None


class Noted:
    """Counts what a person should know of the checksums and signatures of documents that were read."""

    def __init__(self) -> None:
        self._lacking = 0
        self._doubts: dict[Signature, str] = {}
        self._counts: Counter[Signature] = Counter()

    def count(self, document: Document) -> None:
        """Count one document."""
        if document.advisory is None:
            return
        self._lacking += not document.checksums or document.signature is Signature.MISSING
        self._counts[document.signature] += 1
        if document.doubt:
            self._doubts.setdefault(document.signature, document.doubt)

    def notes(self, provider: Metadata | None) -> list[str]:
        """What to know, each one sentence without a full stop."""
        notes = []
        if provider and provider.role == metadata.TRUSTED and self._lacking:
            lack = f"{self._lacking:,} documents lack a digest or a signature"
            notes.append(f"the provider calls itself trusted, and {lack}")
        for signature, doubt in self._doubts.items():
            notes.append(f"the signatures of {self._counts[signature]:,} documents are {signature}: {doubt}")
        return notes


def _document(
    name: str, advisory: Advisory | None, refusal: str, verified: tuple[str, ...], checked: Checked, data: bytes
) -> Document:
    return Document(
        name=name,
        advisory=advisory,
        refusal=refusal,
        checksums=verified,
        signature=checked.signature,
        doubt=checked.reason,
        digest=hashlib.sha256(data).hexdigest() if data else "",
        size=len(data),
    )


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
    except (RefusedError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return not _ROLIE.isdisjoint(keys)
