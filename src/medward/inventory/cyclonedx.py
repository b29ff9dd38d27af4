# SPDX-License-Identifier: Apache-2.0
"""CycloneDX 1.2 to 1.7: from its own structs to an inventory.

Rules:

- The supplier of a component is `supplier`, else `manufacturer` (1.6 on), else `publisher`: the three places that
  CycloneDX has had for who stands behind a component. `author` (of the code) is none of them.
- The primary component is `metadata.component`; `metadata.supplier`, else `metadata.manufacture`, is its supplier
  where it names none itself.
- A component inside another becomes one of its own, with a `contains` relationship. The order is that of the file.
- A component without a ref, or with one that is taken, is given one; relationships keep pointing at the first.
- CPEs are the `cpe` field, then what identity evidence concluded, then the property `syft:cpe23`.
- Level and end of support are read from the properties that CycloneDX has registered for them
  (property taxonomy, namespaces `cdx:fda` and `cdx:lifecycle`).
- Relationships that CycloneDX cannot say are read back from `medward:relationship:<kind>` properties, which
  `medward.inventory.write_cyclonedx` writes.
- Not taken over and noted: services, vulnerabilities, annotations, formulation, declarations, definitions,
  citations, signatures, pedigrees. Not taken over and not counted: descriptions, external references, authors of
  the code, copyright texts, scopes, other properties and evidence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from medward.inventory import cyclonedx_wire as wire
from medward.inventory import jsontext, licences
from medward.inventory.limits import MAX_NESTING
from medward.inventory.links import settle
from medward.inventory.model import CONTAINS, DEPENDS_ON, PROVIDES, Component, Inventory, Relationship
from medward.inventory.notes import counted, left_out
from medward.inventory.refs import Refs
from medward.inventory.source import Source

VERSIONS = ("1.2", "1.3", "1.4", "1.5", "1.6", "1.7")
LEVEL = "cdx:fda:level-of-support"
END = "cdx:fda:end-of-support-date"
MILESTONE = "cdx:lifecycle:milestone:endOfSupport"
RELATIONSHIP = "medward:relationship:"

_CPE_PROPERTY = "syft:cpe23"
_READ_PROPERTIES = {LEVEL, END, MILESTONE, _CPE_PROPERTY}
_WHOLE = msgspec.json.Decoder(wire.WholeDocument)
_OUTLINE = msgspec.json.Decoder(wire.OutlinedDocument)
_COMPONENT = msgspec.json.Decoder(wire.Component)
_DEPENDENCY = msgspec.json.Decoder(wire.Dependency)
_ONE_STEP_BYTES = 4 * 1024 * 1024
"""Up to here all structs of a document fit into a processor's cache, and one step is the faster way."""


def parse_json(source: Source) -> Inventory:
    """Read CycloneDX JSON. Raises ProblemsError."""
    document, components, dependencies = _decoded(source)
    if document.format != "CycloneDX":
        message = f"'bomFormat' is '{document.format}' and not 'CycloneDX'"
        raise source.refusal("format", message, key="bomFormat")
    return build(document, components, dependencies, "JSON", source)


def _decoded(source: Source) -> tuple[wire.Document, Iterable[wire.Component], Iterable[wire.Dependency]]:
    """The document and its two long lists: decoded at once in a small one, one by one in a large one."""
    if len(source.data) <= _ONE_STEP_BYTES:
        whole = jsontext.decode(_WHOLE, source)
        return whole, whole.components or (), whole.dependencies or ()
    outline = jsontext.decode(_OUTLINE, source)
    components = jsontext.decode_each(_COMPONENT, outline.components or (), "components", source)
    return (
        outline,
        components,
        jsontext.decode_each(_DEPENDENCY, outline.dependencies or (), "dependencies", source),
    )


def build(
    bom: wire.Document,
    components: Iterable[wire.Component],
    dependencies: Iterable[wire.Dependency],
    encoding: str,
    source: Source,
) -> Inventory:
    """The inventory of a document. Raises ProblemsError for another version and for limits."""
    if bom.spec not in VERSIONS:
        message = f"CycloneDX {bom.spec} is not read, only {VERSIONS[0]} to {VERSIONS[-1]}"
        raise source.refusal("version", message, f"Convert it to CycloneDX {VERSIONS[-2]}", key="specVersion")
    flat = _Flattened(source)
    metadata = bom.metadata or wire.Metadata()
    primary = flat.add_primary(metadata)
    flat.add_all(components)
    found = [*flat.links, *_dependencies(dependencies)]
    relationships, notes = settle(found, flat.refs.taken, source)
    return Inventory(
        format="CycloneDX",
        spec_version=bom.spec,
        encoding=encoding,
        digest=source.digest,
        name=primary.name if primary else "",
        serial=bom.serial or "",
        timestamp=metadata.timestamp or "",
        authors=_names((*(metadata.authors or ()), metadata.manufacturer)),
        tools=_tools(metadata.tools),
        lifecycles=_stated(item.phase or item.name for item in metadata.lifecycles or ()),
        completeness=_stated(item.aggregate for item in bom.compositions or ()),
        primary=primary,
        components=tuple(flat.components),
        relationships=relationships,
        notes=(*flat.notes(), *notes, *left_out(_sections(bom))),
    )


class _Flattened:
    """Components in the order of the file, each with a ref of its own, and the links that nesting makes."""

    def __init__(self, source: Source) -> None:
        self.components: list[Component] = []
        self.links: list[Relationship] = []
        self.refs = Refs()
        self._source = source
        self._pedigrees = 0
        self._licences: dict[str, tuple[str, ...]] = {}

    def add_primary(self, metadata: wire.Metadata) -> Component | None:
        """The primary component; those inside it join the others."""
        main = metadata.component
        if main is None:
            return None
        if not _supplier(main):
            main.supplier = metadata.supplier or metadata.manufacture
        primary = self._convert(main)
        self._add_nested(main, primary.ref)
        return primary

    def add_all(self, items: Iterable[wire.Component]) -> None:
        """Add components, and those inside them after each."""
        for item in items:
            component = self._convert(item)
            self.components.append(component)
            if item.components:
                self._add_nested(item, component.ref)

    def notes(self) -> list[str]:
        """What was not clean."""
        return [
            *counted(len(self.refs.repeated), "refs occur again and were renamed", self.refs.repeated),
            *counted(self.refs.missing, "components had no ref and were given one"),
            *counted(self._pedigrees, "pedigrees (ancestors, patches) are not taken over"),
        ]

    def _add_nested(self, item: wire.Component, ref: str) -> None:
        """Depth first with a stack of our own, because a hostile file nests deeper than a call may."""
        stack: list[tuple[str, Iterator[wire.Component]]] = [(ref, iter(item.components or ()))]
        while stack:
            parent, rest = stack[-1]
            inner = next(rest, None)
            if inner is None:
                stack.pop()
                continue
            if len(stack) > MAX_NESTING:
                message = f"components are nested deeper than {MAX_NESTING} levels"
                raise self._source.refusal(
                    "depth", message, "List the components beside each other", key="components"
                )
            component = self._convert(inner)
            self.components.append(component)
            self.links.append(Relationship(parent, CONTAINS, component.ref))
            stack.append((component.ref, iter(inner.components or ())))

    def _convert(self, item: wire.Component) -> Component:
        """One component, without those inside it. Most of the time of reading is spent here."""
        ref = self.refs.take(item.ref, "component")
        stated = _NOTHING_STATED if item.properties is None else self._properties(ref, item.properties)
        if item.pedigree is not None:
            self._pedigrees += 1
        return Component(
            ref=ref,
            name=item.name or "",
            version=item.version or "",
            group=item.group or "",
            supplier=_supplier(item),
            kind=item.kind or "",
            purl=item.purl or "",
            cpes=_cpes(item, stated.cpes),
            hashes=item.hashes or (),
            licences=self._licence(item.licenses) if item.licenses else (),
            support_level=stated.level,
            end_of_support=stated.end,
        )

    def _licence(self, choices: tuple[wire.LicenceChoice, ...]) -> tuple[str, ...]:
        """Licences of one component; most SBOMs repeat a few, so each text is looked at once."""
        if len(choices) > 1:
            return licences.normal([_licence_text(choice) for choice in choices])
        text = _licence_text(choices[0])
        known = self._licences.get(text)
        if known is None:
            known = self._licences[text] = licences.normal((text,))
        return known

    def _properties(self, ref: str, properties: tuple[wire.Property, ...]) -> "_Stated":
        """What the properties of a component state; relationships are kept aside."""
        read: dict[str, list[str]] = {}
        for item in properties:
            name = item.name
            if not name or not item.value:
                continue
            if name in _READ_PROPERTIES:
                read.setdefault(name, []).append(item.value)
            elif name.startswith(RELATIONSHIP):
                self.links.append(Relationship(ref, name.removeprefix(RELATIONSHIP), item.value))
        return _Stated.of(read) if read else _NOTHING_STATED


class _Stated(NamedTuple):
    """What properties state of a component. FDA's end date goes before the milestone of the lifecycle."""

    level: str = ""
    end: str = ""
    cpes: tuple[str, ...] = ()

    @classmethod
    def of(cls, read: Mapping[str, Sequence[str]]) -> "_Stated":
        level, end = read.get(LEVEL, ("",)), read.get(END) or read.get(MILESTONE, ("",))
        return cls(level[0], end[0], tuple(read.get(_CPE_PROPERTY, ())))


_NOTHING_STATED = _Stated()


def _supplier(item: wire.Component) -> str:
    for party in (item.supplier, item.manufacturer):
        if party is not None and party.name and party.name not in licences.UNSTATED:
            return party.name
    return item.publisher if item.publisher and item.publisher not in licences.UNSTATED else ""


def _cpes(item: wire.Component, more: tuple[str, ...]) -> tuple[str, ...]:
    """The CPE of a component, then those from its evidence and its properties, each once."""
    cpes: tuple[str, ...] = (item.cpe,) if item.cpe else ()
    if item.evidence is None and not more:
        return cpes
    held = (item.evidence.identity if item.evidence else None) or ()
    identities = (held,) if isinstance(held, wire.Identity) else held
    concluded = [one.concluded for one in identities if one.field == "cpe" and one.concluded]
    return tuple(dict.fromkeys((*cpes, *concluded, *more)))


def _licence_text(choice: wire.LicenceChoice) -> str:
    if choice.expression:
        return choice.expression
    licence = choice.license
    return (licence.id or licence.name or "") if licence else ""


def _dependencies(items: Iterable[wire.Dependency]) -> Iterator[Relationship]:
    for item in items:
        ref = item.ref or ""
        for target in item.depends_on or ():
            yield Relationship(ref, DEPENDS_ON, target)
        for target in item.provides or ():
            yield Relationship(ref, PROVIDES, target)


def _tools(held: tuple[wire.Tool, ...] | wire.Tools | None) -> tuple[str, ...]:
    if isinstance(held, wire.Tools):
        held = (*(held.components or ()), *(held.services or ()))
    return _stated(" ".join(filter(None, (tool.vendor, tool.name, tool.version))) for tool in held or ())


def _names(parties: Iterable[wire.Party | None]) -> tuple[str, ...]:
    return _stated(party.name for party in parties if party is not None)


def _stated(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts that say something, each once, in order."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _sections(bom: wire.Document) -> dict[str, tuple[wire.Skipped, ...] | None]:
    """The sections that are counted, by the name under which a note names them."""
    return {
        "services": bom.services,
        "vulnerabilities": bom.vulnerabilities,
        "annotations": bom.annotations,
        "formulation": bom.formulation,
        "declarations": (bom.declarations,) if bom.declarations else None,
        "definitions": (bom.definitions,) if bom.definitions else None,
        "citations": bom.citations,
        "signature": (bom.signature,) if bom.signature else None,
    }
