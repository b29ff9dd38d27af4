# SPDX-License-Identifier: Apache-2.0
"""CISA's catalogue of known exploited vulnerabilities (KEV), from its JSON file.

The format is CISA's own schema, https://www.cisa.gov/known-exploited-vulnerabilities-catalog. An entry without a
CVE id or a date cannot be used and is given back with its reason; the rest of the file is still read.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from medward.advisories.model import KnownExploited, Skipped

MAX_BYTES = 64 * 1024 * 1024


class CatalogueError(ValueError):
    """This is no KEV catalogue; the message says why, as one sentence without a full stop."""


class _Entry(msgspec.Struct, frozen=True, rename="camel"):
    cve_id: str = msgspec.field(name="cveID")
    date_added: date
    due_date: date | None = None
    known_ransomware_campaign_use: str = ""
    required_action: str = ""


class _Catalogue(msgspec.Struct, frozen=True, rename="camel"):
    vulnerabilities: tuple[msgspec.Raw, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue as it was read.

    Attributes:
        entries: sorted by CVE id; of two for one CVE the first stands.
        skipped: entries that cannot be used.
    """

    entries: tuple[KnownExploited, ...]
    skipped: tuple[Skipped, ...]


_ENTRY = msgspec.json.Decoder(_Entry)
_CATALOGUE = msgspec.json.Decoder(_Catalogue)


def read(path: Path) -> bytes:
    """The bytes of the catalogue's file, no more than `parse` takes. Raises CatalogueError."""
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CatalogueError(f"it cannot be read: {error.strerror}") from error


def parse(data: bytes, name: str) -> Catalogue:
    """Read the catalogue from bytes; `name` is what skipped entries call the file. Raises CatalogueError."""
    if len(data) > MAX_BYTES:
        raise CatalogueError(f"it has more than the {MAX_BYTES:,} bytes allowed")
    try:
        raw = _CATALOGUE.decode(data).vulnerabilities
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CatalogueError(f"it is not a KEV catalogue: {_said(error)}") from error
    entries: dict[str, KnownExploited] = {}
    skipped: list[Skipped] = []
    for index, one in enumerate(raw):
        try:
            entry = _known(_ENTRY.decode(one))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            skipped.append(Skipped(f"{name}: entry {index}", f"it cannot be read: {_said(error)}"))
            continue
        if entry.cve in entries:
            skipped.append(
                Skipped(f"{name}: entry {index}", f"{entry.cve} is written twice, and the first stands")
            )
            continue
        entries[entry.cve] = entry
    return Catalogue(tuple(entries[cve] for cve in sorted(entries)), tuple(skipped))


def _known(entry: _Entry) -> KnownExploited:
    return KnownExploited(
        cve=entry.cve_id.strip().upper(),
        added=entry.date_added,
        due=entry.due_date,
        ransomware=entry.known_ransomware_campaign_use,
        action=entry.required_action,
    )


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error).replace("`", "")
