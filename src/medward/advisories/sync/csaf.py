# SPDX-License-Identifier: Apache-2.0
"""A CSAF provider: what its lists say has changed, each document with its digest and its signature.

Rules:

- A document is fetched where the provider's list gives it another moment of change than the one that lies here.
- A digest that the provider gives must be the document's. One that its list names and that cannot be fetched is a
  failure; a directory may have none, and that is said.
- The detached signature is kept beside the document. It is not verified here: that needs the keys that a person
  trusts, and a program for OpenPGP.
- A document that is no longer listed stays, and that is said. After several failures in a row the run ends.
"""

from collections.abc import Iterable
from urllib.parse import urljoin

from medward.advisories.sync import providers
from medward.advisories.sync.contents import check_csaf
from medward.advisories.sync.faults import FetchError
from medward.advisories.sync.keeping import Keeper, Wanted
from medward.advisories.sync.model import FileReport
from medward.advisories.sync.providers import Entry, Listed
from medward.advisories.sync.sources import CsafSource
from medward.base.files import write_atomically

ENOUGH_FAILURES = 5
SAVE_EVERY = 200


class CsafRun:
    """One run over a provider.

    Attributes:
        files: how each document ended.
        skipped: what was left out.
        notes: what a person should know of the rest.
    """

    def __init__(self, source: CsafSource, keeper: Keeper) -> None:
        self.files: list[FileReport] = []
        self.skipped: list[str] = []
        self.notes: list[str] = []
        self._source = source
        self._keeper = keeper
        self._unchecked = 0

    def renew(self) -> None:
        """Renew every document. Raises FetchError where the provider's lists cannot be had."""
        listed = self._listed()
        failures = 0
        for number, entry in enumerate(listed):
            report = self._renew_one(entry)
            self.files.append(report)
            failures = 0 if report.fresh else failures + 1
            if failures == ENOUGH_FAILURES:
                raise FetchError(f"given up after {failures} failures in a row, {len(listed) - number - 1:,} left")
            if number % SAVE_EVERY == SAVE_EVERY - 1:
                self._keeper.state.save()
        self._say(listed)

    def _listed(self) -> tuple[Entry, ...]:
        """Every document that the provider lists."""
        metadata = providers.provider(self._keeper.read(self._source, self._source.url))
        lists = [*map(self._feed, metadata.feeds)] or [*map(self._directory, metadata.directories)]
        self.skipped += [reason for one in lists for reason in one.skipped]
        return tuple({entry.name: entry for one in reversed(lists) for entry in one.entries}.values())

    def _feed(self, url: str) -> Listed:
        return providers.feed(self._keeper.read(self._source, url))

    def _directory(self, url: str) -> Listed:
        folder = url if url.endswith("/") else f"{url}/"
        return providers.directory(self._keeper.read(self._source, urljoin(folder, "changes.csv")), folder)

    def _renew_one(self, entry: Entry) -> FileReport:
        path = f"{self._source.path}/{entry.name}"
        known = self._keeper.state.whole(path)
        if known and entry.stamp and known.stamp == entry.stamp and known.url == entry.url:
            return self._keeper.same(path)
        try:
            digests = self._digests(entry)
            signature = self._signature(entry)
        except FetchError as error:
            return self._keeper.fail(self._source, path, str(error))
        report = self._keeper.renew(
            Wanted(self._source, entry.url, path, check_csaf, digests, entry.stamp, again=True)
        )
        if report.fresh and signature:
            self._keep_signature(path, signature)
        return report

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

    def _signature(self, entry: Entry) -> bytes:
        """The signature; empty where there is none. Only one that is listed must be there."""
        if not entry.signature:
            return b""
        try:
            return self._keeper.read(self._source, entry.signature)
        except FetchError:
            if entry.surely:
                raise
            return b""

    def _keep_signature(self, path: str, signature: bytes) -> None:
        write_atomically(self._keeper.state.folder / f"{path}.asc", signature)

    def _say(self, listed: Iterable[Entry]) -> None:
        if self._unchecked:
            self.notes.append(f"the provider gives no digest of {self._unchecked:,} documents")
        paths = {f"{self._source.path}/{entry.name}" for entry in listed}
        held = [path for path, one in self._keeper.state.files.items() if one.source == self._source.id]
        gone = len(set(held) - paths)
        if gone:
            self.notes.append(f"{gone:,} documents that lie here are no longer listed")
