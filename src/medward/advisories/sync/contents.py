# SPDX-License-Identifier: Apache-2.0
"""Whether a file is what it should be, before it replaces the old one.

- An archive opens and every record in it can be read within the limits of `medward.advisories.archive`. One that
  cannot is a sign of damage or malice, so the whole archive is refused and the old one stays.
- An archive in an archive is taken out of it, in place.
- The catalogue of exploited vulnerabilities has entries; the exploit predictions have their day and rows.
- A JSON document has what makes it one of its kind.
- A digest that the publisher gives is that of the file.
"""

import base64
import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from medward.advisories import epss, kev
from medward.advisories.archive import ArchiveError, archive_items
from medward.advisories.sync.faults import ContentError
from medward.advisories.sync.sources import Content, FilesSource

MAX_INNER = 8 * 1024 * 1024 * 1024
"""Bytes of an archive that lies in another."""

Check = Callable[[Path], None]
"""Raises ContentError where a file is not what it should be; may take out of it what is kept."""


T = TypeVar("T")


class _Tracking(msgspec.Struct):
    id: str


class _Document(msgspec.Struct):
    tracking: _Tracking


class _Csaf(msgspec.Struct):
    document: _Document


class Page(msgspec.Struct, rename="camel"):
    """A page of the NVD: what is needed to go through all of them."""

    results_per_page: int
    start_index: int
    total_results: int
    vulnerabilities: list[msgspec.Raw] | None = None
    products: list[msgspec.Raw] | None = None

    def length(self, holds: str) -> int:
        """How many records it has of what a source holds. Raises ContentError where it is no page of such."""
        found = self.products if holds == "products" else self.vulnerabilities
        if found is None:
            raise ContentError(f"it is not the JSON that is expected: it is no page of {holds}")
        return len(found)


def check_of(source: FilesSource) -> Check:
    """What the files of a source are checked by."""
    archive = partial(check_archive, records=source.records)
    checks: dict[Content, Check] = {
        Content.ARCHIVE: archive,
        Content.NESTED_ARCHIVE: partial(_take_out, check=archive),
        Content.KEV: _check_kev,
        Content.EPSS: _check_epss,
    }
    return checks[source.content]


def check_archive(path: Path, records: str) -> None:
    """An archive of records, whose names match `records`."""
    found = 0
    try:
        for item in archive_items(path):
            if not fnmatchcase(PurePosixPath(item.name).name, records):
                continue
            if item.refusal:
                raise ContentError(f"its record {item.name!a} cannot be taken: {item.refusal}")
            found += 1
    except ArchiveError as error:
        raise ContentError(str(error)) from error
    if not found:
        raise ContentError("it is an archive without records")


def check_csaf(path: Path) -> None:
    """A CSAF document: JSON with an id."""
    if not _decoded(path, _Csaf).document.tracking.id.strip():
        raise ContentError("it is a CSAF document without an id")


def read_page(path: Path) -> Page:
    """A page of the NVD. Raises ContentError."""
    return _decoded(path, Page)


def check_digests(path: Path, digests: Mapping[str, str]) -> None:
    """The digests that the publisher gives: name of the algorithm → lower-case hexadecimal."""
    for algorithm, expected in digests.items():
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, partial(hashlib.new, algorithm, usedforsecurity=False)).hexdigest()
        if found != expected:
            raise ContentError(f"its {algorithm} digest is not the one that its publisher gives")


def hexadecimal(encoded: str) -> str:
    """A digest in base64, as hexadecimal."""
    return base64.b64decode(encoded).hex()


def _check_kev(path: Path) -> None:
    try:
        catalogue = kev.parse(kev.read(path), path.name)
    except kev.CatalogueError as error:
        raise ContentError(str(error)) from error
    if not catalogue.entries:
        raise ContentError("it is a KEV catalogue without entries")


def _check_epss(path: Path) -> None:
    """Reads all of it, so that a file that was cut short is found."""
    try:
        scores = epss.parse(epss.read(path), path.name)
    except epss.EpssError as error:
        raise ContentError(str(error)) from error
    if not len(scores):
        raise ContentError("it is a file of EPSS scores without any")


def _take_out(path: Path, check: Check) -> None:
    """Put the one archive that lies in an archive in its place."""
    inner = path.with_name(f"{path.name}.inner")
    try:
        next(archive_items(path), None)  # refuses what is made to exhaust the reader of its directory
        with zipfile.ZipFile(path) as outer:
            names = [info for info in outer.infolist() if info.filename.lower().endswith(".zip")]
            if len(names) != 1 or names[0].file_size > MAX_INNER:
                raise ContentError("it does not hold one archive of a size that is allowed")
            with outer.open(names[0]) as packed, inner.open("wb") as taken:
                shutil.copyfileobj(packed, taken)
        check(inner)
        inner.replace(path)
    except (ArchiveError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ContentError(f"it is not a readable ZIP archive: {error}") from error
    finally:
        inner.unlink(missing_ok=True)


def _decoded(path: Path, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ContentError(f"it is not the JSON that is expected: {str(error).replace('`', '')}") from error
