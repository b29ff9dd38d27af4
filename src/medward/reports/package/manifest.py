# SPDX-License-Identifier: Apache-2.0
"""The manifest of a package: every file with its digest, and what all of them were made from.

Rules:

- It names the dossier's revision, the advisory database, the packs and the version of Medward; the same of these
  and the same day give the same bytes.
- It says for each document what the document itself prints as missing, so that nobody has to read all of them.
- `verify` trusts nothing: a file that is changed, missing or not named is a problem, and so is a manifest that
  cannot be read. A manifest proves that nothing changed since it was written; who wrote it is proved by a
  signature over it (`manifest.json.asc`, which any OpenPGP program makes), never by the manifest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from medward.base.canonical import digest_file
from medward.base.problems import Place, Problem
from medward.compliance.model import PackInfo

NAME = "manifest.json"
SIGNATURE = "manifest.json.asc"
SCHEMA = "urn:medward:schema:package:1"
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class File:
    """A file of a package.

    Attributes:
        path: where it is in the package, with `/`.
        digest: `sha256:…` over its bytes.
        size: its bytes.
        what: `document`, `sbom`, `evidence` or `data`.
        of: the document, the release or the evidence that it is.
    """

    path: str
    digest: str
    size: int
    what: str
    of: str


@dataclass(frozen=True, slots=True)
class Told:
    """A document of a package, and what it prints as missing, in its order."""

    id: str
    title: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package.

    Attributes:
        schema: id of this form.
        medward: version of Medward that made it.
        target: for whom it is.
        device: name of the device.
        manufacturer: its legal manufacturer.
        as_of: the day for which it speaks.
        dossier: revision of the dossier.
        database: digest of the advisory database; None where none was asked.
        packs: frameworks that were asked.
        documents: its documents.
        files: its files, by path.
    """

    schema: str
    medward: str
    target: str
    device: str
    manufacturer: str
    as_of: date
    dossier: str
    database: str | None
    packs: tuple[PackInfo, ...]
    documents: tuple[Told, ...]
    files: tuple[File, ...]


def written(manifest: Manifest) -> bytes:
    """The manifest as UTF-8 JSON with a line feed at its end."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def verify(folder: Path) -> tuple[Manifest | None, list[Problem]]:
    """Hold a package against its manifest; every file that is not as it says is a problem."""
    try:
        path = folder / NAME
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        manifest = msgspec.json.decode(data, type=Manifest, strict=True)
    except (OSError, RecursionError, UnicodeDecodeError, msgspec.DecodeError) as error:
        message = f"the manifest cannot be read: {error}"
        mend = f"Give the folder of a package, with its {NAME}"
        return None, [Problem(Place(str(folder / NAME)), "", "package.no-manifest", message, mend)]
    return manifest, list(_differences(folder, manifest))


def _differences(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    named = {file.path: file for file in manifest.files}
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir()}
    for path in sorted(there - named.keys() - {NAME, SIGNATURE}):
        yield _problem(path, "package.extra-file", "the manifest does not name the file", "Take it out")
    for path, file in sorted(named.items()):
        if path not in there:
            yield _problem(path, "package.missing-file", "the file is not there", "Get the whole package")
        elif (folder / path).is_symlink() or digest_file(folder / path) != file.digest:
            message = "the file is not the one that the manifest names"
            yield _problem(path, "package.changed", message, "Get the file again from who made the package")


def _problem(path: str, code: str, message: str, mend: str) -> Problem:
    return Problem(Place(path), "", code, message, mend)
