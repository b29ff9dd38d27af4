# SPDX-License-Identifier: Apache-2.0
"""SPDX 2.2 and 2.3: from its own structs to an inventory.

Rules:

- A package is a component. A file of a package goes to `Inventory.files`. Snippets, annotations, reviews and
  references to other documents are counted in the notes; descriptions, copyright texts, download locations,
  originators, comments and verification codes are not taken over.
- What the document describes (relationship or `documentDescribes`) decides the primary component, see `roots`.
- Licences are the concluded ones, else the declared ones. A licence of the document's own (`LicenseRef-…`) is read
  by its name where it has one.
- `validUntilDate` is the end of support (SPDX 2.3, clause 7.27).
- Relationships are turned to one direction, see `spdx_words`. `hasFiles` is a `contains` relationship.
- SPDX 2 has no field for a level of support and cannot name every kind of relationship. `write_spdx` puts both
  into comments, from where they are read back. It also writes `UNDATED` where there is no timestamp, because SPDX
  wants one: that is read as "not stated".
"""

from collections.abc import Iterator

import msgspec

from medward.inventory import jsontext, licences, spdx_words
from medward.inventory import spdx2_wire as wire
from medward.inventory.links import settle
from medward.inventory.model import CONTAINS, Component, Hash, Inventory, Relationship
from medward.inventory.notes import counted, left_out
from medward.inventory.refs import Refs
from medward.inventory.roots import primary_of
from medward.inventory.source import Source

VERSIONS = ("SPDX-2.2", "SPDX-2.3")
UNDATED = "1970-01-01T00:00:00Z"
LEVEL = "cdx:fda:level-of-support: "
RELATIONSHIP = "medward:relationship:"

_DESCRIBES = "describes"
_DOCUMENT = "SPDXRef-DOCUMENT"
_OTHER_DOCUMENT = "DocumentRef-"
_DECODER = msgspec.json.Decoder(wire.Document)


def parse_json(source: Source) -> Inventory:
    """Read SPDX 2 JSON. Raises ProblemsError."""
    return build(jsontext.decode(_DECODER, source), "JSON", source)


def build(document: wire.Document, encoding: str, source: Source) -> Inventory:
    """The inventory of a decoded document. Raises ProblemsError for another version of SPDX, and for limits."""
    if document.version not in VERSIONS:
        message = f"'{document.version}' is not read, of SPDX 2 only {' and '.join(VERSIONS)}"
        raise source.refusal("version", message, "Convert it to SPDX 2.3")
    elements = _Elements(document)
    links = list(_links(document))
    described = (link.target for link in links if link.kind == _DESCRIBES)
    primary, root_notes = primary_of(described, elements.packages, elements.files)
    inside = [link for link in links if link.kind != _DESCRIBES and not _leads_out(link)]
    relationships, link_notes = settle(inside, elements.refs.taken, source)
    creation = document.creation or wire.CreationInfo()
    creators = creation.creators or ()
    return Inventory(
        format="SPDX",
        spec_version=document.version.removeprefix("SPDX-"),
        encoding=encoding,
        digest=source.digest,
        name=document.name or "",
        serial=document.namespace or "",
        timestamp=creation.created if creation.created and creation.created != UNDATED else "",
        authors=_parties(creators, ("Person: ", "Organization: ")),
        tools=_parties(creators, ("Tool: ",)),
        primary=primary,
        components=tuple(one for one in elements.packages.values() if one is not primary),
        files=tuple(one for one in elements.files.values() if one is not primary),
        relationships=relationships,
        notes=(
            *elements.notes(),
            *root_notes,
            *link_notes,
            *counted(sum(map(_leads_out, links)), "relationships lead to other documents, or to nothing"),
            *left_out(_sections(document)),
        ),
    )


class _Elements:
    """Packages and files by ref; a ref that is missing or taken is replaced and noted."""

    def __init__(self, document: wire.Document) -> None:
        self.packages: dict[str, Component] = {}
        self.files: dict[str, Component] = {}
        self._names = {item.id: item.name for item in document.licences or () if item.id and item.name}
        self.refs = Refs()
        self._more_purls = 0
        for package in document.packages or ():
            ref = self.refs.take(package.id, "package")
            self.packages[ref] = self._package(ref, package)
        for file in document.files or ():
            ref = self.refs.take(file.id, "file")
            self.files[ref] = self._file(ref, file)

    def notes(self) -> list[str]:
        """What was not clean."""
        return [
            *counted(len(self.refs.repeated), "SPDX ids occur again and were renamed", self.refs.repeated),
            *counted(self.refs.missing, "packages and files had no SPDX id and were given one"),
            *counted(self._more_purls, "further purls of components that have one are not taken over"),
        ]

    def _package(self, ref: str, package: wire.Package) -> Component:
        names = [(item.kind.rpartition("/")[2], item.locator) for item in package.refs or ()]
        purls = [locator for kind, locator in names if kind == "purl"]
        self._more_purls += len(purls[1:])
        return Component(
            ref=ref,
            name=package.name or "",
            version=spdx_words.said(package.version),
            supplier=spdx_words.party(package.supplier or ""),
            kind=spdx_words.purpose(package.purpose or ""),
            purl=purls[0] if purls else "",
            cpes=tuple(dict.fromkeys(locator for kind, locator in names if kind in ("cpe22Type", "cpe23Type"))),
            hashes=_hashes(package.checksums),
            licences=self._licences(package.concluded, package.declared),
            support_level=_level(package.comment or ""),
            end_of_support=spdx_words.end_of_support(package.valid_until or ""),
        )

    def _file(self, ref: str, file: wire.File) -> Component:
        return Component(
            ref=ref,
            name=file.name or "",
            kind="file",
            hashes=_hashes(file.checksums),
            licences=self._licences(file.concluded, None),
        )

    def _licences(self, concluded: str | None, declared: str | None) -> tuple[str, ...]:
        texts = licences.normal((concluded or "",)) or licences.normal((declared or "",))
        return tuple(spdx_words.said(self._names.get(text)) or text for text in texts)


def _hashes(checksums: tuple[wire.Checksum, ...] | None) -> tuple[Hash, ...]:
    return tuple(Hash(spdx_words.algorithm(item.algorithm), item.value) for item in checksums or ())


def _level(comment: str) -> str:
    """The level of support in a comment of our own; other comments are not taken over."""
    return comment.removeprefix(LEVEL) if comment.startswith(LEVEL) else ""


def _links(document: wire.Document) -> Iterator[Relationship]:
    """Every relationship in the model's words, those that are written in other places included."""
    for ref in document.describes or ():
        yield Relationship(document.id or _DOCUMENT, _DESCRIBES, ref)
    for item in document.relationships or ():
        kind, turned = spdx_words.kind_from_2(item.kind)
        if item.comment and item.comment.startswith(RELATIONSHIP):
            kind = item.comment.removeprefix(RELATIONSHIP)
        ends = (item.target, item.source) if turned else (item.source, item.target)
        yield Relationship(ends[0], kind, ends[1])
    for package in document.packages or ():
        for ref in package.files or ():
            yield Relationship(package.id or "", CONTAINS, ref)


def _leads_out(link: Relationship) -> bool:
    """Whether an end lies in another document, or says that there is none."""
    return any(end.startswith(_OTHER_DOCUMENT) or end in spdx_words.UNSAID for end in (link.source, link.target))


def _parties(creators: tuple[str, ...], roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(spdx_words.party(creator) for creator in creators if creator.startswith(roles))


def _sections(document: wire.Document) -> dict[str, tuple[wire.Skipped, ...] | None]:
    return {
        "snippets": document.snippets,
        "annotations": document.annotations,
        "reviews": document.revieweds,
        "references to other documents": document.externals,
    }
