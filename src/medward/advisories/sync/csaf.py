# SPDX-License-Identifier: Apache-2.0
"""A CSAF provider: what its lists say has changed, each document with its digest and its signature.

Rules:

- A document is fetched where the provider's list gives it another moment of change than the one that lies here.
- A digest that the provider gives must be the document's. One that its list names and that cannot be fetched is a
  failure; a directory may have none, and that is said.
- The provider's metadata and its keys are kept beside the documents, digest and signature beside their own, in
  the layout that `medward.advisories.csaf.read_provider` reads, which verifies them again at every build.
- A signature is verified before the document replaces the old one. An invalid one is a failure, and so is any that
  is not valid where the policy requires one; how the others stand is said, and that a provider changed its keys.
- A document that is no longer listed stays, and that is said. After several failures in a row the run ends.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urljoin

from medward.advisories.csaf import metadata
from medward.advisories.csaf.checksums import LENGTHS
from medward.advisories.csaf.metadata import FILE, Metadata, MetadataError
from medward.advisories.csaf.signatures import (
    MAX_SIGNATURE,
    SUFFIX,
    Checked,
    Policy,
    PublishedKey,
    Signature,
    Verifier,
)
from medward.advisories.sync import providers
from medward.advisories.sync.contents import check_csaf
from medward.advisories.sync.faults import ContentError, FetchError
from medward.advisories.sync.keeping import Keeper, Wanted
from medward.advisories.sync.model import FileReport
from medward.advisories.sync.providers import Entry, Listed
from medward.advisories.sync.sources import CsafSource
from medward.base.files import write_atomically

ENOUGH_FAILURES = 5
SAVE_EVERY = 200
KEYS = "openpgp"
"""The folder of keys, beside the documents."""


class CsafRun:
    """One run over a provider.

    Attributes:
        files: how each document ended.
        skipped: what was left out.
        notes: what a person should know of the rest.
    """

    def __init__(self, source: CsafSource, keeper: Keeper, signatures: Policy = Policy.CHECK) -> None:
        self.files: list[FileReport] = []
        self.skipped: list[str] = []
        self.notes: list[str] = []
        self._source = source
        self._keeper = keeper
        self._policy = signatures
        self._unchecked = 0
        self._outcomes: Counter[Checked] = Counter()

    def renew(self) -> None:
        """Renew every document. Raises FetchError where the provider's lists cannot be had."""
        data = self._keeper.read(self._source, self._source.url)
        provider = providers.provider(data)
        listed = self._listed(provider)
        with Verifier(self._keys(provider)) as verifier:
            self._tell_new_keys(provider)
            self._keep(FILE, data)
            self._renew_all(listed, verifier)
            self.notes += verifier.notes
        self._say(listed)

    def _renew_all(self, listed: tuple[Entry, ...], verifier: Verifier) -> None:
        failures = 0
        for number, entry in enumerate(listed):
            report = self._renew_one(entry, verifier)
            self.files.append(report)
            failures = 0 if report.fresh else failures + 1
            if failures == ENOUGH_FAILURES:
                raise FetchError(f"given up after {failures} failures in a row, {len(listed) - number - 1:,} left")
            if number % SAVE_EVERY == SAVE_EVERY - 1:
                self._keeper.state.save()

    def _listed(self, provider: Metadata) -> tuple[Entry, ...]:
        """Every document that the provider lists for everyone."""
        feeds = [self._feed(one.url) for one in provider.feeds if one.is_public]
        lists = feeds or [self._directory(one.url) for one in provider.directories if one.is_public]
        self.skipped += [reason for one in lists for reason in one.skipped]
        return tuple({entry.name: entry for one in reversed(lists) for entry in one.entries}.values())

    def _feed(self, url: str) -> Listed:
        return providers.feed(self._keeper.read(self._source, url))

    def _directory(self, url: str) -> Listed:
        folder = url if url.endswith("/") else f"{url}/"
        return providers.directory(self._keeper.read(self._source, urljoin(folder, "changes.csv")), folder)

    def _keys(self, provider: Metadata) -> list[PublishedKey]:
        """The provider's keys, which are kept beside its documents; one that cannot be had is told."""
        found = []
        for key in provider.keys:
            data = b""
            try:
                data = self._keeper.read(self._source, key.url) if key.fingerprint else b""
            except FetchError as error:
                self.notes.append(f"the key {key.fingerprint} cannot be had: {error}")
            if data:
                self._keep(f"{KEYS}/{key.fingerprint}{SUFFIX}", data)
            found.append(PublishedKey(key.fingerprint, data))
        return found

    def _tell_new_keys(self, provider: Metadata) -> None:
        """Say where the provider names other keys than those that it named when it was last asked."""
        try:
            before = metadata.parse(self._path(FILE).read_bytes())
        except (OSError, MetadataError):
            return
        known = {key.fingerprint for key in before.keys if key.fingerprint}
        for key in provider.keys:
            if known and key.fingerprint and key.fingerprint not in known:
                self.notes.append(
                    f"the provider names a new key, {key.fingerprint}; ask it whether that is its own"
                )

    def _renew_one(self, entry: Entry, verifier: Verifier) -> FileReport:
        path = f"{self._source.path}/{entry.name}"
        known = self._keeper.state.whole(path)
        if known and entry.stamp and known.stamp == entry.stamp and known.url == entry.url:
            return self._keeper.same(path)
        try:
            digests = self._digests(entry)
            signature = self._signature(entry)
        except FetchError as error:
            return self._keeper.fail(self._source, path, str(error))

        def check(file: Path) -> None:
            check_csaf(file)
            self._check_signature(file, signature, verifier)

        report = self._keeper.renew(Wanted(self._source, entry.url, path, check, digests, entry.stamp, again=True))
        if report.fresh:
            self._keep_beside(entry, digests, signature)
        return report

    def _check_signature(self, file: Path, signature: bytes | None, verifier: Verifier) -> None:
        """Refuse a document by its signature. Raises ContentError."""
        checked = verifier.check(file.read_bytes(), signature)
        if refusal := checked.refusal(self._policy):
            raise ContentError(refusal)
        self._outcomes[checked] += 1

    def _digests(self, entry: Entry) -> dict[str, str]:
        """The strongest digest that the provider gives."""
        for algorithm in ("sha512", "sha256"):
            if algorithm not in entry.hashes:
                continue
            try:
                data = self._keeper.read(self._source, entry.hashes[algorithm])
            except FetchError:
                if entry.surely:
                    raise
                continue
            return {algorithm: providers.published_digest(data, algorithm)}
        self._unchecked += 1
        return {}

    def _signature(self, entry: Entry) -> bytes | None:
        """The signature; None where there is none. Only one that is listed must be there."""
        if not entry.signature:
            return None
        try:
            found = self._keeper.read(self._source, entry.signature)
        except FetchError:
            if entry.surely:
                raise
            return None
        if len(found) > MAX_SIGNATURE:
            raise ContentError(f"its signature has more than the {MAX_SIGNATURE:,} bytes allowed")
        return found

    def _keep_beside(self, entry: Entry, digests: Mapping[str, str], signature: bytes | None) -> None:
        """Keep digest and signature beside their document; old ones that are no longer published are not its."""
        name = entry.name.rpartition("/")[2]
        beside = {f".{algorithm}": f"{digest}  {name}\n".encode() for algorithm, digest in digests.items()}
        if signature is not None:
            beside[SUFFIX] = signature
        for suffix in (SUFFIX, *(f".{algorithm}" for algorithm in LENGTHS)):
            if suffix in beside:
                self._keep(f"{entry.name}{suffix}", beside[suffix])
            else:
                self._path(f"{entry.name}{suffix}").unlink(missing_ok=True)

    def _keep(self, name: str, data: bytes) -> None:
        write_atomically(self._path(name), data)

    def _path(self, name: str) -> Path:
        return self._keeper.state.folder / self._source.path / name

    def _say(self, listed: Iterable[Entry]) -> None:
        if self._unchecked:
            self.notes.append(f"the provider gives no digest of {self._unchecked:,} documents")
        for checked, number in self._outcomes.items():
            if checked.signature is not Signature.VALID:
                said = f"{checked.signature}: {checked.reason}"
                self.notes.append(f"the signatures of {number:,} documents are {said}")
        paths = {f"{self._source.path}/{entry.name}" for entry in listed}
        held = [path for path, one in self._keeper.state.files.items() if one.source == self._source.id]
        gone = len(set(held) - paths)
        if gone:
            self.notes.append(f"{gone:,} documents that lie here are no longer listed")
