# SPDX-License-Identifier: Apache-2.0
"""From a dossier to a VEX document or an advisory, as of a day: bytes, and what the format could not hold.

The same dossier, day and advisory database give the same bytes. The document says no status that the dossier does
not say; what is published of a vulnerability comes from the database, where one is given. The web address of the
publisher, which CSAF asks for and a dossier does not know, is given by the caller, or made up as a
`urn:uuid` that names nobody, and then the notes say so.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from medward.base.canonical import Json
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.loading import Loaded
from medward.triage.vex import write_csaf, write_cyclonedx, write_openvex
from medward.triage.vex.decided import Decided, decided
from medward.triage.vex.known import FROM_DATABASE, WITHOUT_DATABASE, known
from medward.triage.vex.releases import ReleaseParts, read_releases, stable_id


class Target(StrEnum):
    """What to export."""

    OPENVEX = "openvex"
    CYCLONEDX = "cyclonedx"
    CYCLONEDX_VDR = "cyclonedx-vdr"
    CSAF_VEX = "csaf-vex"
    CSAF_ADVISORY = "csaf-advisory"


@dataclass(frozen=True, slots=True)
class Export:
    """A document to be written.

    Attributes:
        data: its bytes.
        statements: how many statements it makes.
        notes: what is not in it or is told as less, one sentence each.
    """

    data: bytes
    statements: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an export is to hold beside the decisions.

    Attributes:
        release: id of the only release of which it speaks; None: every one.
        namespace: web address of the publisher's own.
        database: advisory database with what is published of the vulnerabilities.
        notes: texts for the readers of the document, which only CSAF has a place for.
    """

    release: str | None = None
    namespace: str | None = None
    database: Path | None = None
    notes: tuple[str, ...] = ()


def export(loaded: Loaded, target: Target, as_of: date, wanted: Wanted | None = None) -> Export:
    """The document. Raises ProblemsError where there is nothing to say, or too much for the format."""
    asked = wanted or Wanted()
    releases = read_releases(loaded, asked.release)
    published = known(releases, asked.database) if asked.database is not None else None
    said = decided(loaded.dossier, releases, as_of, published)
    folder = str(loaded.folder)
    if target is Target.CSAF_ADVISORY:
        said = write_csaf.for_advisory(said)
    if not said.statements:
        message = f"no decision of the dossier can be exported as {target} as of {as_of}"
        raise _problem(folder, "vex.nothing", message, "Decide about findings under `triage:` first", said.notes)
    document, losses = _written(said, target, releases, folder, asked)
    losses = (*losses, WITHOUT_DATABASE if asked.database is None else FROM_DATABASE)
    text = json.dumps(document, indent=2, ensure_ascii=False)
    return Export(f"{text}\n".encode(), len(said.statements), (*said.notes, *losses))


def _written(
    said: Decided, target: Target, releases: Sequence[ReleaseParts], folder: str, wanted: Wanted
) -> tuple[dict[str, Json], tuple[str, ...]]:
    product = said.statements[0].product
    lost = ("Only CSAF has a place for notes: they are left out",) if wanted.notes else ()
    scope = " ".join(sorted({one.product.ref for one in said.statements}))
    match target:
        case Target.OPENVEX:
            document, losses = write_openvex.write(said, product.supplier, f"{product.name} {scope}")
            return document, (*losses, *lost)
        case Target.CYCLONEDX | Target.CYCLONEDX_VDR:
            release = _only(said, releases, folder)
            whole = target is Target.CYCLONEDX_VDR
            document, losses = write_cyclonedx.write(said, release, all_components=whole)
            return document, (*losses, *lost)
        case Target.CSAF_VEX | Target.CSAF_ADVISORY:
            address, notes = _namespace(wanted.namespace, product.supplier, folder)
            advisory = target is Target.CSAF_ADVISORY
            document, losses = write_csaf.write(said, address, advisory=advisory, notes=wanted.notes)
            return document, (*notes, *losses)


def _only(said: Decided, releases: Sequence[ReleaseParts], folder: str) -> ReleaseParts:
    """The one release of which CycloneDX speaks."""
    spoken = {one.product.ref for one in said.statements}
    found = [release for release in releases if release.id in spoken]
    if len(found) > 1:
        names = ", ".join(release.id for release in found)
        message = f"a CycloneDX document speaks of one release, and these have decisions: {names}"
        raise _problem(folder, "vex.choice", message, "Choose one with `--release`")
    return found[0]


def _namespace(given: str | None, supplier: str, folder: str) -> tuple[str, tuple[str, ...]]:
    """The publisher's address, and what is to be said of it."""
    if given is None:
        made_up = f"urn:uuid:{stable_id('publisher', supplier)}"
        note = (
            "CSAF asks for a web address of the publisher, which the dossier does not know: a made-up one names "
            "nobody; give one with `--namespace`"
        )
        return made_up, (note,)
    if not _is_web_address(given):
        message = f"'{given}' is no web address"
        raise _problem(folder, "vex.namespace", message, "Write an address such as https://psirt.example.com")
    return given, ()


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and text.isascii() and text.isprintable()


def _problem(folder: str, code: str, message: str, mend: str, notes: Sequence[str] = ()) -> ProblemsError:
    told = f" ({'; '.join(notes[:3])})" if notes else ""
    return ProblemsError([Problem(Place(folder), "", code, message + told, mend)])
