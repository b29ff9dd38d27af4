# SPDX-License-Identifier: Apache-2.0
"""Writes an inventory as SPDX 2.3 JSON (ISO/IEC 5962:2021 and its edition 2.3).

Rules beyond those of `convert`:

- A component is a package; its ref becomes `SPDXRef-…` with the characters that SPDX allows.
- Its licences are written as concluded: ids of SPDX's list and expressions over them as they are, anything else as
  a `LicenseRef-…` of the document with its text as name. Nothing is asserted of declared licences, copyright and
  download location.
- The level of support, and kinds of relationship that SPDX cannot name, go into comments that `spdx2` reads back.
- SPDX wants a time of creation. Where the source has none, `spdx2.UNDATED` is written and read as "not stated".
- Without a primary component the document describes every package, unless there is only one.
- Not carried over: groups, files of SPDX packages, lifecycles, statements on completeness, identifiers with
  spaces, hashes with an algorithm that SPDX does not know.
"""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid5

import msgspec
from cyclonedx.spdx import is_supported_id

from medward import __version__
from medward.base.canonical import digest_bytes
from medward.inventory import licences, spdx2, spdx_words
from medward.inventory.losses import Losses
from medward.inventory.model import Component, Inventory, Relationship

_NAMESPACE = UUID("4c1c1a7e-0f0b-5f53-9a3e-6d2f7a5e8b90")
_TOOL = f"medward-{__version__}"
_DOCUMENT = "SPDXRef-DOCUMENT"
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_SAFE_LICENCE = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")
_HEX = re.compile(r"[0-9a-fA-F]+")
_PURPOSES = frozenset(
    [
        "APPLICATION",
        "FRAMEWORK",
        "LIBRARY",
        "CONTAINER",
        "OPERATING-SYSTEM",
        "DEVICE",
        "FIRMWARE",
        "SOURCE",
        "ARCHIVE",
        "FILE",
        "INSTALL",
        "OTHER",
    ]
)

_Object = dict[str, object]


def write(inventory: Inventory) -> tuple[bytes, tuple[str, ...]]:
    """The document as UTF-8 JSON, and what could not be carried over."""
    losses = Losses()
    writer = _Writer(inventory, losses)
    body: _Object = {
        "creationInfo": {"created": _created(inventory.timestamp, losses), "creators": _creators(inventory)},
        "packages": [writer.package(one) for one in inventory.all_components],
        "relationships": [*writer.describes(), *writer.relationships()],
        "hasExtractedLicensingInfos": writer.extracted(),
    }
    namespace = uuid5(_NAMESPACE, digest_bytes(msgspec.json.encode(body)))
    head: _Object = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": _DOCUMENT,
        "name": inventory.name or (inventory.primary.name if inventory.primary else "") or "SBOM",
        "documentNamespace": f"urn:uuid:{namespace}",
    }
    _count_left_out(inventory, losses)
    document = {key: value for key, value in (head | body).items() if value or key == "packages"}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n", losses.told()


def _count_left_out(inventory: Inventory, losses: Losses) -> None:
    """Parts of the inventory as a whole for which SPDX has no place."""
    losses.add("file of an SPDX package", len(inventory.files))
    losses.add("lifecycle in which the SBOM was made", len(inventory.lifecycles))
    losses.add("statement on completeness", len(inventory.completeness))
    losses.add("serial number, which stays with the source", int(bool(inventory.serial)))


def _created(timestamp: str, losses: Losses) -> str:
    """The timestamp in UTC and whole seconds, as SPDX wants it."""
    try:
        moment = datetime.fromisoformat(timestamp)
    except ValueError:
        losses.add("timestamp that is not one", int(bool(timestamp)))
        return spdx2.UNDATED
    if moment.tzinfo is None:
        losses.add("timestamp without a time zone")
        return spdx2.UNDATED
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _creators(inventory: Inventory) -> list[str]:
    """Whether an author is a person or an organisation is not in the model; an organisation may be one person."""
    tools = dict.fromkeys((*inventory.tools, _TOOL))
    return [*(f"Organization: {one}" for one in inventory.authors), *(f"Tool: {one}" for one in tools)]


class _Writer:
    """Writes packages and relationships, with one SPDX id for each ref and one licence id for each text."""

    def __init__(self, inventory: Inventory, losses: Losses) -> None:
        self._inventory = inventory
        self._losses = losses
        self._ids: dict[str, str] = {}
        self._extracted: dict[str, str] = {}
        taken = {_DOCUMENT}
        for one in inventory.all_components:
            stem = f"SPDXRef-{_UNSAFE.sub('-', one.ref.removeprefix('SPDXRef-'))}"
            spdx_id = stem if stem not in taken else f"{stem}-{len(taken)}"
            while spdx_id in taken:
                spdx_id += "-"
            taken.add(spdx_id)
            self._ids[one.ref] = spdx_id

    def package(self, one: Component) -> _Object:
        """One component. Empty attributes are left out: they state nothing."""
        self._losses.add("group of a component", int(bool(one.group)))
        level = f"{spdx2.LEVEL}{one.support_level}" if one.support_level else ""
        written: _Object = {
            "SPDXID": self._ids[one.ref],
            "name": one.name,
            "versionInfo": one.version,
            "supplier": f"Organization: {one.supplier}" if one.supplier else "",
            "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False,
            "primaryPackagePurpose": self._purpose(one.kind),
            "checksums": self._checksums(one),
            "licenseConcluded": self._licence(one.licences),
            "licenseDeclared": "NOASSERTION",
            "copyrightText": "NOASSERTION",
            "externalRefs": self._external_refs(one),
            "validUntilDate": self._end(one.end_of_support),
            "comment": level,
        }
        return {key: value for key, value in written.items() if value or key in ("name", "filesAnalyzed")}

    def describes(self) -> list[_Object]:
        """What the document is about."""
        primary = self._inventory.primary
        roots = [primary] if primary is not None else list(self._inventory.components)
        if primary is None and len(roots) == 1:
            return []
        return [_link(_DOCUMENT, "DESCRIBES", self._ids[one.ref]) for one in roots]

    def relationships(self) -> list[_Object]:
        """Every relationship between two components."""
        inside = [
            one for one in self._inventory.relationships if one.source in self._ids and one.target in self._ids
        ]
        what = "relationship with a file of an SPDX package"
        self._losses.add(what, len(self._inventory.relationships) - len(inside))
        return [self._relationship(one) for one in inside]

    def extracted(self) -> list[_Object]:
        """The licences of the document's own, by the ids that packages name."""
        return [
            {"licenseId": ref, "extractedText": "NOASSERTION", "name": text}
            for text, ref in self._extracted.items()
        ]

    def _relationship(self, link: Relationship) -> _Object:
        source, target = self._ids[link.source], self._ids[link.target]
        word = spdx_words.kind_to_2(link.kind)
        if word is None:
            self._losses.add(f"relationship '{link.kind}', written as OTHER with a comment")
            return {**_link(source, "OTHER", target), "comment": f"{spdx2.RELATIONSHIP}{link.kind}"}
        name, turned = word
        return _link(target, name, source) if turned else _link(source, name, target)

    def _purpose(self, kind: str) -> str:
        word = kind.upper()
        if word in _PURPOSES or not word:
            return word
        self._losses.add(f"kind of component '{kind}', written as OTHER")
        return "OTHER"

    def _checksums(self, one: Component) -> list[_Object]:
        kept: list[_Object] = [
            {"algorithm": spdx_words.ALGORITHMS_2[item.algorithm], "checksumValue": item.value}
            for item in one.hashes
            if item.algorithm in spdx_words.ALGORITHMS_2 and _HEX.fullmatch(item.value)
        ]
        self._losses.add("hash that SPDX cannot say", len(one.hashes) - len(kept))
        return kept

    def _external_refs(self, one: Component) -> list[_Object]:
        names = [("PACKAGE-MANAGER", "purl", one.purl)] if one.purl else []
        names += [("SECURITY", "cpe22Type" if cpe.startswith("cpe:/") else "cpe23Type", cpe) for cpe in one.cpes]
        kept: list[_Object] = [
            {"referenceCategory": category, "referenceType": kind, "referenceLocator": name}
            for category, kind, name in names
            if not any(map(str.isspace, name))
        ]
        self._losses.add("identifier with spaces", len(names) - len(kept))
        return kept

    def _end(self, date: str) -> str:
        """SPDX knows only moments; a date alone is written as its first moment and read back as the date."""
        if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            return f"{date}{spdx_words.MIDNIGHT}"
        if not date or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", date):
            return date
        self._losses.add("end-of-support date that SPDX cannot say")
        return ""

    def _licence(self, texts: tuple[str, ...]) -> str:
        """One expression over all licences."""
        if not texts:
            return "NOASSERTION"
        parts = [self._licence_part(text) for text in texts]
        return " AND ".join(f"({part})" if " " in part and len(parts) > 1 else part for part in parts)

    def _licence_part(self, text: str) -> str:
        """A text of which SPDX knows every id as it is; the id of an extracted licence for any other."""
        if licences.is_expression(text) and all(_known(one) for one in licences.ids(text)):
            for own in licences.ids(text):
                if own.startswith("LicenseRef-"):
                    self._extracted.setdefault(own, own)
            return text
        return self._extracted.setdefault(
            text, f"LicenseRef-{digest_bytes(text.encode()).removeprefix('sha256:')[:16]}"
        )


def _known(one: str) -> bool:
    """Whether an id may stand in an expression."""
    return is_supported_id(one) or _SAFE_LICENCE.fullmatch(one) is not None


def _link(source: str, kind: str, target: str) -> _Object:
    return {"spdxElementId": source, "relationshipType": kind, "relatedSpdxElement": target}
