# SPDX-License-Identifier: Apache-2.0
"""SPDX 3.0 in JSON-LD: from a graph of elements to an inventory.

Only the form that SPDX 3.0 prescribes for JSON is read (one `@context` of SPDX's own, elements side by side in
`@graph`, compact names); it is not expanded as JSON-LD, so nothing is ever fetched.

Rules:

- An element whose type ends in `Package` is a component; a `software_File` goes to `Inventory.files`. Snippets,
  vulnerabilities, annotations and other elements that the model has no place for are counted in the notes.
- The root elements of the document, followed through its SBOMs, and what it `describes` decide the primary
  component, see `roots`.
- Licences are the concluded ones, else the declared ones.
- `supportLevel` is the level of support and `validUntilTime` the end of support (SPDX 3.0.1, class Artifact).
- Only a `Hash` is a hash: a `PackageVerificationCode` is computed over many files and identifies none.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator

import msgspec

from medward.inventory import jsontext, licences, spdx_words
from medward.inventory.links import settle
from medward.inventory.model import Component, Hash, Inventory, Relationship
from medward.inventory.notes import counted
from medward.inventory.refs import Refs
from medward.inventory.roots import primary_of
from medward.inventory.source import Source

VERSION_PREFIX = "3.0"

_CONTEXT = re.compile(r"https://spdx\.(?:org|github\.io)/.*spdx-context\.jsonld")
_DOCUMENT = "SpdxDocument"
_SBOMS = {"software_Sbom", "Bom", "Bundle"}
_CONCLUDED, _DECLARED = "hasConcludedLicense", "hasDeclaredLicense"
_LISTED = "https://spdx.org/licenses/"
_NO_LEVEL = "noAssertion"
_TAKEN_OVER = {
    "CreationInfo",
    "Person",
    "Organization",
    "SoftwareAgent",
    "Agent",
    "Tool",
    "Hash",
    _DOCUMENT,
    *_SBOMS,
}


class _Integrity(msgspec.Struct, gc=False):
    """A way to verify an artifact; a `Hash` when it is of that type."""

    type: str = ""
    algorithm: str = ""
    value: str = msgspec.field(name="hashValue", default="")


class _Identifier(msgspec.Struct, gc=False):
    """A name of an element outside the document."""

    kind: str = msgspec.field(name="externalIdentifierType", default="")
    value: str = msgspec.field(name="identifier", default="")


class _Creation(msgspec.Struct, gc=False):
    """When and by whom, where it is written inside the element."""

    spec: str = msgspec.field(name="specVersion", default="")
    created: str = ""
    by: tuple[str, ...] = msgspec.field(name="createdBy", default=())
    using: tuple[str, ...] = msgspec.field(name="createdUsing", default=())


class _Entry(msgspec.Struct, gc=False):
    """An entry of a dictionary: the id of a licence of the document's own, and its element."""

    key: str = ""
    value: str = ""


class _Element(msgspec.Struct, gc=False):
    """Any element of the graph: one wide struct, because an element's type is known only when it is read."""

    type: str = ""
    id: str = msgspec.field(name="spdxId", default="")
    node: str = msgspec.field(name="@id", default="")
    name: str = ""
    creation: str | _Creation = msgspec.field(name="creationInfo", default="")
    spec: str = msgspec.field(name="specVersion", default="")
    created: str = ""
    by: tuple[str, ...] = msgspec.field(name="createdBy", default=())
    using: tuple[str, ...] = msgspec.field(name="createdUsing", default=())
    roots: tuple[str, ...] = msgspec.field(name="rootElement", default=())
    version: str = msgspec.field(name="software_packageVersion", default="")
    purl: str = msgspec.field(name="software_packageUrl", default="")
    purpose: str = msgspec.field(name="software_primaryPurpose", default="")
    lifecycles: tuple[str, ...] = msgspec.field(name="software_sbomType", default=())
    supplier: str = msgspec.field(name="suppliedBy", default="")
    level: str = msgspec.field(name="supportLevel", default="")
    valid_until: str = msgspec.field(name="validUntilTime", default="")
    identifiers: tuple[_Identifier, ...] = msgspec.field(name="externalIdentifier", default=())
    integrity: tuple[_Integrity | str, ...] = msgspec.field(name="verifiedUsing", default=())
    algorithm: str = ""
    hash_value: str = msgspec.field(name="hashValue", default="")
    expression: str = msgspec.field(name="simplelicensing_licenseExpression", default="")
    own_licences: tuple[_Entry, ...] = msgspec.field(name="simplelicensing_customIdToUri", default=())
    relationship: str = msgspec.field(name="relationshipType", default="")
    source: str = msgspec.field(name="from", default="")
    targets: tuple[str, ...] = msgspec.field(name="to", default=())
    scope: str = ""

    @property
    def ref(self) -> str:
        """What other elements call it."""
        return self.id or self.node


_NOTHING = _Element()
"""What a reference to nothing finds."""


class _Graph(msgspec.Struct, gc=False):
    """The whole file. SPDX allows an element without a graph around it; as that is no SBOM, it is refused."""

    context: str = msgspec.field(name="@context", default="")
    elements: tuple[_Element, ...] | None = msgspec.field(name="@graph", default=None)


_DECODER = msgspec.json.Decoder(_Graph)


def parse(source: Source) -> Inventory:
    """Read SPDX 3.0 JSON-LD. Raises ProblemsError."""
    graph = jsontext.decode(_DECODER, source)
    if not _CONTEXT.fullmatch(graph.context) or graph.elements is None:
        message = "this is JSON-LD, but not SPDX 3.0: it wants SPDX's own '@context' and a '@graph'"
        raise source.refusal("format", message, "Export it as SPDX 3.0 JSON-LD, or as CycloneDX", key="@context")
    return _Builder(graph.elements, source).build()


class _Builder:
    """Turns elements into components and relationships."""

    def __init__(self, elements: tuple[_Element, ...], source: Source) -> None:
        self._source = source
        self._elements = elements
        self._by_ref = {element.ref: element for element in elements if element.ref}
        self._licences = self._licences_by_element()
        self._refs = Refs()
        self._more_purls = 0

    def build(self) -> Inventory:
        """The inventory. Raises ProblemsError for another version of SPDX, and for limits."""
        document = next((one for one in self._elements if one.type == _DOCUMENT), _NOTHING)
        creation = self._creation(document)
        self._refuse_other_version(creation.spec)
        packages = self._components((one for one in self._elements if one.type.endswith("Package")), "package")
        files = self._components((one for one in self._elements if one.type == "software_File"), "file")
        primary, root_notes = primary_of(self._described(document), packages, files)
        relationships, link_notes = settle(list(self._links()), self._refs.taken, self._source)
        return Inventory(
            format="SPDX",
            spec_version=creation.spec,
            encoding="JSON-LD",
            digest=self._source.digest,
            name=document.name or (primary.name if primary else ""),
            serial=document.id,
            timestamp=creation.created,
            authors=self._names(creation.by),
            tools=self._names(creation.using),
            lifecycles=tuple(dict.fromkeys(kind for one in self._elements for kind in one.lifecycles)),
            primary=primary,
            components=tuple(one for one in packages.values() if one is not primary),
            files=tuple(one for one in files.values() if one is not primary),
            relationships=relationships,
            notes=(*self._notes(), *root_notes, *link_notes),
        )

    def _refuse_other_version(self, version: str) -> None:
        if version != VERSION_PREFIX and not version.startswith(f"{VERSION_PREFIX}."):
            said = f"SPDX {version}" if version else "SPDX 3 without a version"
            raise self._source.refusal(
                "version", f"{said} is not read, of SPDX 3 only {VERSION_PREFIX}", "Convert it to SPDX 3.0"
            )

    def _creation(self, document: _Element) -> _Creation:
        """The creation information of the document, or the first there is."""
        if isinstance(document.creation, _Creation):
            return document.creation
        held = self._by_ref.get(document.creation) if document.creation else None
        if held is None:
            held = next((one for one in self._elements if one.type == "CreationInfo"), _NOTHING)
        return _Creation(held.spec, held.created, held.by, held.using)

    def _described(self, document: _Element) -> Iterator[str]:
        """Refs of the root elements, through SBOMs and bundles, and of what these describe."""
        waiting, seen = deque([document.ref, *document.roots]), set[str]()
        describes: dict[str, list[str]] = {}
        for one in self._elements:
            if one.relationship == "describes":
                describes.setdefault(one.source, []).extend(one.targets)
        while waiting:
            ref = waiting.popleft()
            if ref in seen:
                continue
            seen.add(ref)
            element = self._by_ref.get(ref, _NOTHING)
            if element.type in _SBOMS:
                waiting += element.roots
            if element.type in _SBOMS or element.type == _DOCUMENT:
                waiting += describes.get(ref, ())
            else:
                yield ref

    def _components(self, elements: Iterable[_Element], stem: str) -> dict[str, Component]:
        found: dict[str, Component] = {}
        for element in elements:
            ref = self._refs.take(element.ref, stem)
            found[ref] = self._component(ref, element)
        return found

    def _component(self, ref: str, element: _Element) -> Component:
        names = [(item.kind, item.value) for item in element.identifiers]
        purls = [
            purl for purl in (element.purl, *(value for kind, value in names if kind == "packageUrl")) if purl
        ]
        self._more_purls += len(set(purls[1:]) - set(purls[:1]))
        supplier = self._by_ref.get(element.supplier)
        return Component(
            ref=ref,
            name=element.name,
            version=spdx_words.said(element.version),
            supplier=supplier.name if supplier else "",
            kind="file" if element.type == "software_File" else spdx_words.purpose(element.purpose),
            purl=purls[0] if purls else "",
            cpes=tuple(dict.fromkeys(value for kind, value in names if kind in ("cpe22", "cpe23"))),
            hashes=tuple(self._hashes(element)),
            licences=self._licences.get((element.ref, _CONCLUDED))
            or self._licences.get((element.ref, _DECLARED), ()),
            support_level="" if element.level == _NO_LEVEL else element.level,
            end_of_support=spdx_words.end_of_support(element.valid_until),
        )

    def _hashes(self, element: _Element) -> Iterator[Hash]:
        for item in element.integrity:
            if isinstance(item, str):
                held = self._by_ref.get(item, _NOTHING)
                item = _Integrity(held.type, held.algorithm, held.hash_value)  # noqa: PLW2901 - the same, resolved
            if item.type == "Hash":
                yield Hash(spdx_words.algorithm(item.algorithm), item.value)

    def _licences_by_element(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Licences by (ref of the component, kind of relationship)."""
        found: dict[tuple[str, str], list[str]] = {}
        for one in self._elements:
            if one.relationship in (_CONCLUDED, _DECLARED):
                held = found.setdefault((one.source, one.relationship), [])
                held += (text for target in one.targets for text in self._licence(target))
        return {key: tuple(dict.fromkeys(texts)) for key, texts in found.items()}

    def _licence(self, ref: str) -> tuple[str, ...]:
        """What a licence element states: its expression, its name, or its place on SPDX's list.

        A licence of the document's own (`LicenseRef-…`) is told by its name where it has one.
        """
        element = self._by_ref.get(ref, _NOTHING)
        stated = element.expression or element.name
        own = {entry.key: self._by_ref.get(entry.value, _NOTHING).name for entry in element.own_licences}
        texts = licences.normal((stated or (ref.removeprefix(_LISTED) if ref.startswith(_LISTED) else ""),))
        return tuple(own.get(text) or text for text in texts)

    def _links(self) -> Iterator[Relationship]:
        """Relationships between elements; those to licences and from documents are taken over elsewhere."""
        for one in self._elements:
            if not one.relationship or one.relationship in (_CONCLUDED, _DECLARED, "describes"):
                continue
            kind, turned = spdx_words.kind_from_3(one.relationship, one.scope)
            for target in one.targets:
                yield Relationship(target, kind, one.source) if turned else Relationship(one.source, kind, target)

    def _names(self, refs: Iterable[str]) -> tuple[str, ...]:
        names = (self._by_ref[ref].name if ref in self._by_ref else ref for ref in refs)
        return tuple(dict.fromkeys(name for name in names if name))

    def _notes(self) -> list[str]:
        """What was not clean, and the elements that the model has no place for, by type."""
        others = Counter(
            one.type
            for one in self._elements
            if one.type not in _TAKEN_OVER
            and not one.type.endswith(("Package", "software_File", "Relationship"))
            and "licensing_" not in one.type
        )
        return [
            *counted(len(self._refs.repeated), "SPDX ids occur again and were renamed", self._refs.repeated),
            *counted(self._refs.missing, "packages and files had no SPDX id and were given one"),
            *counted(self._more_purls, "further purls of components that have one are not taken over"),
            *(f"not taken over: {kind} ({count})" for kind, count in sorted(others.items())),
        ]
