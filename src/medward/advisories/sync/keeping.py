# SPDX-License-Identifier: Apache-2.0
"""Renewing one file of the folder: fetched beside it, checked, and only then put in its place.

Partial downloads lie in a hidden folder of their own, because a folder `osv/<Ecosystem>` that holds no archive
would be read as an ecosystem without advisories.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from medward.advisories.sync.clock import Clock
from medward.advisories.sync.contents import Check, check_digests, hexadecimal
from medward.advisories.sync.faults import ContentError, FetchError
from medward.advisories.sync.fetching import Asked, Fetcher
from medward.advisories.sync.model import FileReport, Outcome
from medward.advisories.sync.partial import Partial, Version
from medward.advisories.sync.sources import Source
from medward.advisories.sync.state import FileState, State
from medward.base.canonical import digest_file
from medward.base.files import sync_folder

UNDER_WAY = ".sync"
"""The folder of downloads that are under way."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file that is wanted.

    Attributes:
        source: the source to which it belongs.
        url: its address.
        path: where it lies, relative to the folder.
        check: raises ContentError where a file is not what it should be.
        digests: algorithm → digest that the publisher gives.
        stamp: the publisher's own mark of this version; empty where it has none.
        again: whether it is fetched in full, whatever lies here.
    """

    source: Source
    url: str
    path: str
    check: Check
    digests: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""
    again: bool = False


class Keeper:
    """Keeps the files of one folder as their publishers offer them."""

    def __init__(self, state: State, fetcher: Fetcher, clock: Clock) -> None:
        self.state = state
        self.clock = clock
        self._fetcher = fetcher

    def renew(self, wanted: Wanted) -> FileReport:
        """Fetch a file where it has changed. Raises OSError where the disk cannot be written."""
        try:
            version = self._fetched(wanted)
        except FetchError as error:
            return self.fail(wanted.source, wanted.path, str(error))
        known = self.state.files[wanted.path]
        known.succeeded, known.failed, known.error, known.stamp = self.clock.now(), None, "", wanted.stamp
        return self._report(wanted.path, Outcome.UPDATED if version else Outcome.UNCHANGED)

    def fail(self, source: Source, path: str, reason: str) -> FileReport:
        """Note that a file could not be renewed; the old one stays."""
        known = self.state.files.setdefault(path, FileState(source.id))
        known.failed, known.error = self.clock.now(), reason
        lies = self.state.whole(path) is not None
        return self._report(path, Outcome.STALE if lies else Outcome.MISSING)

    def same(self, path: str) -> FileReport:
        """Note that the publisher's own list says that a file has not changed."""
        known = self.state.files[path]
        known.succeeded, known.failed, known.error = self.clock.now(), None, ""
        return self._report(path, Outcome.UNCHANGED)

    def read(self, source: Source, url: str) -> bytes:
        """The bytes of a small file that is not kept. Raises FetchError."""
        partial = self._partial(url)
        partial.discard()
        try:
            self._fetcher.fetch(Asked(url, source, label=url.rpartition("/")[2]), partial)
            return partial.path.read_bytes()
        finally:
            partial.discard()

    def _fetched(self, wanted: Wanted) -> Version | None:
        """Fetch, check and put a file in its place; None where it has not changed. Raises FetchError."""
        known = None if wanted.again else self.state.whole(wanted.path)
        known = known if known and known.url == wanted.url else None
        asked = Asked(
            url=wanted.url,
            source=wanted.source,
            etag=known.etag if known else "",
            last_modified=known.last_modified if known else "",
            label=wanted.path,
        )
        partial = self._partial(wanted.url)
        version = self._fetcher.fetch(asked, partial)
        if version is not None:
            self._put(wanted, partial, version)
        return version

    def _put(self, wanted: Wanted, partial: Partial, version: Version) -> None:
        published = {"md5": hexadecimal(version.md5)} if version.md5 else {}
        try:
            check_digests(partial.path, {**published, **wanted.digests})
            wanted.check(partial.path)
        except ContentError:
            partial.discard()
            raise
        target = self.state.folder / wanted.path
        known = FileState(wanted.source.id, wanted.url, version.etag, version.last_modified)
        known.digest, known.size = digest_file(partial.path), partial.size
        partial.put(target)
        sync_folder(target.parent)
        self.state.files[wanted.path] = known

    def _partial(self, url: str) -> Partial:
        folder = self.state.folder / UNDER_WAY
        folder.mkdir(parents=True, exist_ok=True)
        return Partial(folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.part")

    def _report(self, path: str, outcome: Outcome) -> FileReport:
        known = self.state.files[path]
        lies = outcome is not Outcome.MISSING
        return FileReport(
            path=path,
            outcome=outcome,
            reason=known.error,
            size=known.size if lies else 0,
            digest=known.digest if lies else "",
            succeeded=known.succeeded if lies else None,
        )
