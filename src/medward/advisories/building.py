# SPDX-License-Identifier: Apache-2.0
"""Building the advisory database from a folder of sources in their publishers' layout.

Rules:

- One bad record, archive or entry stops nothing else; each is listed with its reason in the database.
- A part that cannot be read as a whole is not among the sources, so its ecosystem is not covered.
- Where no source could be read at all there is no database, and the old one stays.
- The digest is over the content: for every part the ids and digests of the records held, and what was skipped. The
  same records give the same digest, whether they are packed or plain, and in whatever order.
- When a part was fetched, and what failed since, is told of each and enters no digest.
- No clock: every date comes from the data, or from what fetching noted beside them.
"""

import hashlib
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

from medward.advisories import epss, kev, rows, store
from medward.advisories.archive import ArchiveError, archive_items, folder_items
from medward.advisories.bridge import Bridge
from medward.advisories.collecting import Collector, Tally
from medward.advisories.csaf import Policy, ProviderError
from medward.advisories.csaf.collecting import Advisories
from medward.advisories.csaf.provider import opened
from medward.advisories.model import DatabaseInfo, Skipped
from medward.advisories.nvd.dictionary import Dictionary
from medward.advisories.parts import CSAF, CVE, DICTIONARY, EPSS, KEV, NVD, OSV, PURL2CPE, Layout, Part, find
from medward.advisories.products import bridge_items, dictionary_items, product_items, take
from medward.advisories.renewal import Renewal, Renewals
from medward.advisories.staging import Staging
from medward.base.canonical import Json, digest, digest_bytes, digest_file
from medward.base.problems import Place, Problem, ProblemsError

Progress = Callable[[str, int, int], None]
"""Called with the part that is being read, the bytes read so far, and the bytes of all parts."""

LICENCES = {KEV: "CC0-1.0", PURL2CPE: "MIT"}
EXPORT_LICENCES = {"PyPI": "CC-BY-4.0", "Go": "CC-BY-4.0", "npm": "CC-BY-4.0"}
"""Licences under which publishers give their data: https://google.github.io/osv.dev/data/ for the exports, and
https://www.cisa.gov/sites/default/files/licenses/kev/license.txt. A folder of plain records may be anyone's."""


def build(
    source_folder: Path, output: Path, progress: Progress | None = None, signatures: Policy = Policy.CHECK
) -> DatabaseInfo:
    """Build the database `output` from `source_folder`, replacing what is there once it is complete.

    Args:
        source_folder: the folder.
        output: the database file.
        progress: told of every step.
        signatures: what is asked of the signatures of CSAF documents.

    Raises:
        ProblemsError: the folder is missing, no source in it could be read, or `output` cannot be written; what
            was there is as it was.
    """
    layout = find(source_folder)
    try:
        with store.replacing(output) as new, Staging() as staging:
            total = sum(part.size for part in layout.parts)
            builder = _Builder(staging, progress, total, signatures)
            for part in layout.parts:
                builder.read(part)
            if not builder.digests:
                raise ProblemsError(_unreadable(source_folder, one) for one in builder.broken)
            store.write(new, staging, builder.finish(layout, Renewals(source_folder)))
    except OSError as error:
        raise store.unwritable(output, error) from error
    return store.info(output)


class _Builder:
    """Reads the parts one after the other.

    Attributes:
        broken: parts that could not be read as a whole.
        digests: every part that was read, with its digest; its place in the list is its number.
    """

    def __init__(self, staging: Staging, progress: Progress | None, total: int, signatures: Policy) -> None:
        self.broken: list[Skipped] = []
        self.digests: list[tuple[Part, str]] = []
        self._staging = staging
        self._collector = Collector(staging)
        self._advisories = Advisories(staging, self._collector)
        self._signatures = signatures
        self._catalogues: dict[int, Tally] = {}
        self._progress = progress
        self._total = total
        self._done = 0
        self._readers: dict[str, Callable[[Part], str]] = {
            OSV: self._read_records,
            KEV: self._read_catalogue,
            CVE: self._read_products,
            NVD: self._read_products,
            PURL2CPE: self._read_bridge,
            DICTIONARY: self._read_dictionary,
            EPSS: self._read_forecasts,
            CSAF: self._read_advisories,
        }

    def read(self, part: Part) -> None:
        """Read one part."""
        try:
            read = self._readers[part.name](part)
        except (ArchiveError, kev.CatalogueError, epss.EpssError, ProviderError) as error:
            self.broken.append(Skipped(part.place, str(error)))
        else:
            self.digests.append((part, read))

    def finish(self, layout: Layout, renewals: Renewals) -> str:
        """Stage what was learnt of the sources; the digest of the content."""
        tallies = {**self._collector.finish(), **self._catalogues, **self._advisories.finish()}
        unread = [*layout.skipped, *self.broken]
        missing = renewals.missing(layout.parts)
        self._staging.extend(rows.Skip(None, one.where, one.reason) for one in (*unread, *missing))
        contents: list[Json] = []
        for number, (part, read) in enumerate(self.digests):
            tally = tallies.get(number, Tally())
            self._staging.add(_source(number, part, read, tally, renewals.of(part, read)))
            lost = self._collector.skipped.get(number, [])
            if tally.unnamed:
                lost = [
                    *lost,
                    Skipped(part.place, f"{tally.unnamed:,} statements name no product, and match nothing"),
                ]
            self._staging.extend(rows.Skip(number, one.where, one.reason) for one in lost)
            contents.append([part.name, part.part, sorted(tally.contents), sorted(one.reason for one in lost)])
        return digest(
            {"format": rows.FORMAT, "sources": contents, "unread": [[one.where, one.reason] for one in unread]}
        )

    def _read_records(self, part: Part) -> str:
        """Read the records of an ecosystem; the digest of the archive, or of names and bytes of plain files."""
        number, packed = len(self.digests), part.path.is_file()
        read = _file_digest(part.path) if packed else ""
        names: list[Json] = []
        for item in archive_items(part.path) if packed else folder_items(part.path):
            self._collector.take(item, number, f"{part.place}{': ' if packed else '/'}{item.name}")
            self._advance(part, item.packed)
            if not packed:
                names.append([item.name, digest_bytes(item.data)])
        return read if packed else digest(names)

    def _read_products(self, part: Part) -> str:
        """Read records about products, of the CVE list or the NVD; the digest as of records."""
        number, packed = len(self.digests), part.path.is_file()
        read = _file_digest(part.path) if packed else ""
        names: list[Json] = []
        for item in product_items(part):
            take(self._collector, item, number, part)
            self._advance(part, item.packed)
            if not packed:
                names.append([item.name, digest_bytes(item.data)])
        return read if packed else digest(names)

    def _read_advisories(self, part: Part) -> str:
        """Read a provider's CSAF documents; the digest as of records."""
        number, packed = len(self.digests), part.path.is_file()
        names: list[Json] = []
        with opened(part.path, policy=self._signatures) as provider:
            share = part.size // max(1, provider.files)
            for one in self._advisories.take(provider, number, f"{part.place}{': ' if packed else '/'}"):
                self._advance(part, share)
                names.append([one.name, one.digest])
        return _file_digest(part.path) if packed else digest(names)

    def _read_bridge(self, part: Part) -> str:
        """Read pairs of package URLs and CPE names; the digest as of records."""
        number, bridge, packed = len(self.digests), Bridge(), part.path.is_file()
        names: list[Json] = []
        for item in bridge_items(part):
            self._staging.extend(bridge.take(item, f"{part.place}: {item.name}"))
            names.append([item.name, hashlib.sha256(item.data).hexdigest()])
            self._advance(part, item.packed)
        bridge.finish(part.place)
        if bridge.skipped:
            self._collector.skipped[number] = bridge.skipped
        self._catalogues[number] = Tally(records=bridge.pairs, contents=[digest(names)])
        return _file_digest(part.path) if packed else digest(names)

    def _read_dictionary(self, part: Part) -> str:
        """Read the CPE dictionary; the digest as of records."""
        number, dictionary, packed = len(self.digests), Dictionary(), part.path.is_file()
        names: list[Json] = []
        for item in dictionary_items(part):
            dictionary.take(item, f"{part.place}{': ' if packed else '/'}{item.name}")
            if not packed:
                names.append([item.name, digest_bytes(item.data)])
            self._advance(part, item.packed)
        self._staging.extend(dictionary.finish(part.place))
        if dictionary.skipped:
            self._collector.skipped[number] = dictionary.skipped
        self._catalogues[number] = Tally(
            records=dictionary.names,
            unreadable=dictionary.unreadable,
            newest=dictionary.newest,
            contents=dictionary.contents,
        )
        return _file_digest(part.path) if packed else digest(names)

    def _read_catalogue(self, part: Part) -> str:
        """Read the catalogue of known exploited vulnerabilities; the digest of its file."""
        data = kev.read(part.path)
        catalogue, number, read = kev.parse(data, part.place), len(self.digests), digest_bytes(data)
        for one in catalogue.entries:
            self._staging.add(rows.Exploited(one.cve, one.added, one.due, one.ransomware, one.action))
        if catalogue.skipped:
            self._collector.skipped[number] = list(catalogue.skipped)
        newest = max((one.added for one in catalogue.entries), default=None)
        self._catalogues[number] = Tally(records=len(catalogue.entries), newest=newest, contents=[read])
        self._advance(part, len(data))
        return read

    def _read_forecasts(self, part: Part) -> str:
        """Read the scores of EPSS; the digest of their file."""
        data = epss.read(part.path)
        scores, number = epss.parse(data, part.place), len(self.digests)
        self._staging.extend(rows.Forecast(*astuple(one)) for one in scores)
        if scores.skipped:
            self._collector.skipped[number] = list(scores.skipped)
        self._catalogues[number] = Tally(
            records=len(scores),
            unreadable=scores.unreadable,
            newest=scores.day,
            contents=[scores.digest],
            edition=scores.model,
        )
        self._advance(part, len(data))
        return digest_bytes(data)

    def _advance(self, part: Part, size: int) -> None:
        self._done += size
        if self._progress:
            self._progress(f"{part.name} {part.part}".strip(), self._done, self._total)


def _file_digest(path: Path) -> str:
    try:
        return digest_file(path)
    except OSError as error:
        raise ArchiveError(f"it cannot be read: {error.strerror}") from error


def _source(number: int, part: Part, read: str, tally: Tally, renewal: Renewal) -> rows.Source:
    export = EXPORT_LICENCES.get(part.part, "") if part.name == OSV and part.path.is_file() else ""
    return rows.Source(
        id=number,
        name=part.name,
        part=part.part,
        records=tally.records,
        withdrawn=tally.withdrawn,
        undecided=tally.undecided,
        commit_ranges=tally.commit_ranges,
        unreadable=tally.unreadable,
        newest=tally.newest,
        licence=LICENCES.get(part.name, export),
        digest=read,
        edition=tally.edition,
        fetched=renewal.fetched,
        failed=renewal.failed,
        error=renewal.error,
        complete=renewal.complete,
    )


def _unreadable(folder: Path, one: Skipped) -> Problem:
    mend = "Get it again from its publisher"
    return Problem(Place(str(folder / one.where)), "", "sources.unreadable", one.reason, mend)
