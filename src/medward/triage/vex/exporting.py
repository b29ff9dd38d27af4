# SPDX-License-Identifier: Apache-2.0
"""From a dossier to a VEX document or an advisory, as of a day: bytes, and what the format could not hold.

The same dossier and day give the same bytes. The document says nothing that the dossier does not say; the web
address of the publisher, which CSAF asks for and a dossier does not know, is given by the caller, or made up as a
`urn:uuid` that names nobody, and then the notes say so.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from medward.base.canonical import Json
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.loading import Loaded
from medward.triage.vex import write_csaf, write_cyclonedx, write_openvex
from medward.triage.vex.decided import Decided, decided
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


def export(
    loaded: Loaded, target: Target, as_of: date, *, release: str | None = None, namespace: str | None = None
) -> Export:
    """The document. Raises ProblemsError where there is nothing to say, or too much for the format."""
    releases = read_releases(loaded, release)
    said = decided(loaded.dossier, releases, as_of)
    folder = str(loaded.folder)
    if target is Target.CSAF_ADVISORY:
        said = write_csaf.for_advisory(said)
    if not said.statements:
        message = f"no decision of the dossier can be exported as {target} as of {as_of}"
        raise _problem(folder, "vex.nothing", message, "Decide about findings under `triage:` first", said.notes)
    document, losses = _written(said, target, releases, folder, namespace)
    text = json.dumps(document, indent=2, ensure_ascii=False)
    return Export(f"{text}\n".encode(), len(said.statements), (*said.notes, *losses))


def _written(
    said: Decided, target: Target, releases: Sequence[ReleaseParts], folder: str, namespace: str | None
) -> tuple[dict[str, Json], tuple[str, ...]]:
    product = said.statements[0].product
    scope = " ".join(sorted({one.product.ref for one in said.statements}))
    match target:
        case Target.OPENVEX:
            return write_openvex.write(said, product.supplier, f"{product.name} {scope}")
        case Target.CYCLONEDX | Target.CYCLONEDX_VDR:
            release = _only(said, releases, folder)
            return write_cyclonedx.write(said, release, all_components=target is Target.CYCLONEDX_VDR)
        case Target.CSAF_VEX | Target.CSAF_ADVISORY:
            address, notes = _namespace(namespace, product.supplier, folder)
            document, losses = write_csaf.write(said, address, advisory=target is Target.CSAF_ADVISORY)
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
