# SPDX-License-Identifier: Apache-2.0
"""CycloneDX in XML, into the same structs that its JSON is decoded to.

Nothing outside the file is ever opened: no entity is resolved, a document type is refused before and after
parsing, the network is off, and libxml2's own limits hold (256 levels, 10 MB for one text, growth by entities).
"""

import re
from collections.abc import Iterator

from lxml import etree

from medward.inventory import cyclonedx
from medward.inventory import cyclonedx_wire as wire
from medward.inventory.limits import MAX_OBJECTS, MAX_XML_BYTES
from medward.inventory.model import Hash, Inventory
from medward.inventory.source import Source

_NAMESPACE = "http://cyclonedx.org/schema/bom/"
_DOCTYPE_FIRST = re.compile(rb"(?>\s*+(?><\?(?s:.)*?\?>|<!--(?s:.)*?-->))*+\s*+<!DOCTYPE")
_REFUSED_ROOTS = {
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF": "SPDX in RDF/XML is not read",
    "{http://standards.iso.org/iso/19770/-2/2015/schema.xsd}SoftwareIdentity": "SWID tags are not read",
}


def parse(source: Source) -> Inventory:
    """Read CycloneDX XML. Raises ProblemsError."""
    root = safe_root(source)
    if not root.tag.startswith(f"{{{_NAMESPACE}") or etree.QName(root).localname != "bom":
        message = _REFUSED_ROOTS.get(root.tag, f"this is XML, but its root '{root.tag}' is not CycloneDX's 'bom'")
        raise source.refusal("format", message, "Export it as CycloneDX, or as SPDX in JSON", line=_line(root))
    bom = _Bom(root, source)
    return cyclonedx.build(bom.document(), bom.components(), bom.dependencies(), "XML", source)


def safe_root(source: Source) -> etree._Element:
    """The parsed tree; nothing outside the file is opened. Raises ProblemsError for a hostile or broken text."""
    data = source.data
    if len(data) > MAX_XML_BYTES or data.count(b"<") > MAX_OBJECTS:
        message = f"the XML has more than the {MAX_XML_BYTES:,} bytes or {MAX_OBJECTS:,} tags allowed"
        raise source.refusal("size", message, "Export it as JSON, which may be larger")
    if _DOCTYPE_FIRST.match(data):
        raise _doctype(source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        message = f"this is not XML that can be read: {error.msg or 'unknown error'}".strip()
        raise source.refusal("syntax", message, line=line) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(source)
    return root


def _doctype(source: Source) -> Exception:
    message = "the XML has a document type (DOCTYPE), which is the way to hostile entities"
    return source.refusal("doctype", message, "Remove the DOCTYPE; CycloneDX needs none")


def _line(element: etree._Element) -> int:
    """The line on which an element begins; 0 where libxml2 does not know it."""
    return int(getattr(element, "sourceline", None) or 0)


class _Bom:
    """Walks one document. The namespace names the version, and every element has it."""

    def __init__(self, root: etree._Element, source: Source) -> None:
        self._root = root
        self._source = source
        self._prefix = root.tag.removesuffix("bom")
        self._version = self._prefix.removeprefix(f"{{{_NAMESPACE}").removesuffix("}")

    def components(self) -> Iterator[wire.Component]:
        """The components of the document, those inside them included."""
        return (self._component(item) for item in self._items(self._root, "components", "component"))

    def dependencies(self) -> Iterator[wire.Dependency]:
        """The dependencies of the document."""
        return (self._dependency(item) for item in self._items(self._root, "dependencies", "dependency"))

    def document(self) -> wire.Document:
        """The document without its two long lists."""
        root = self._root
        return wire.Document(
            format="CycloneDX",
            spec=self._version,
            serial=root.get("serialNumber"),
            metadata=self._metadata(),
            compositions=tuple(
                wire.Composition(aggregate=self._text(item, "aggregate"))
                for item in self._items(root, "compositions", "composition")
            ),
            services=self._skipped("services", "service"),
            vulnerabilities=self._skipped("vulnerabilities", "vulnerability"),
            annotations=self._skipped("annotations", "annotation"),
            formulation=self._skipped("formulation", "formula"),
            declarations=self._present("declarations"),
            definitions=self._present("definitions"),
            citations=self._skipped("citations", "citation"),
        )

    def _metadata(self) -> wire.Metadata | None:
        held = self._child(self._root, "metadata")
        if held is None:
            return None
        component = self._child(held, "component")
        return wire.Metadata(
            timestamp=self._text(held, "timestamp"),
            lifecycles=tuple(
                wire.Lifecycle(phase=self._text(item, "phase"), name=self._text(item, "name"))
                for item in self._items(held, "lifecycles", "lifecycle")
            ),
            tools=tuple(self._tools(held)),
            authors=tuple(wire.Party(self._text(item, "name")) for item in self._items(held, "authors", "author")),
            manufacturer=self._party(self._child(held, "manufacturer")),
            manufacture=self._party(self._child(held, "manufacture")),
            supplier=self._party(self._child(held, "supplier")),
            component=self._component(component) if component is not None else None,
        )

    def _tools(self, metadata: etree._Element) -> Iterator[wire.Tool]:
        """The legacy `tool`, and from 1.5 on components and services."""
        tools = self._child(metadata, "tools")
        if tools is None:
            return
        for item in (
            *tools.iterfind(f"{self._prefix}tool"),
            *self._items(tools, "components", "component"),
            *self._items(tools, "services", "service"),
        ):
            yield wire.Tool(self._text(item, "name"), self._text(item, "version"), self._text(item, "vendor"))

    def _component(self, item: etree._Element) -> wire.Component:
        """Recursive: libxml2 has already refused what is nested deeper than 256 levels."""
        return wire.Component(
            name=self._text(item, "name"),
            ref=item.get("bom-ref"),
            kind=item.get("type"),
            version=self._text(item, "version"),
            group=self._text(item, "group"),
            supplier=self._party(self._child(item, "supplier")),
            manufacturer=self._party(self._child(item, "manufacturer")),
            publisher=self._text(item, "publisher"),
            purl=self._text(item, "purl"),
            cpe=self._text(item, "cpe"),
            hashes=tuple(self._hash(one) for one in self._items(item, "hashes", "hash")),
            licenses=tuple(self._licences(item)),
            properties=tuple(
                wire.Property(one.get("name"), (one.text or "").strip())
                for one in self._items(item, "properties", "property")
            ),
            evidence=self._evidence(item),
            pedigree=wire.Skipped() if self._child(item, "pedigree") is not None else None,
            components=tuple(map(self._component, self._items(item, "components", "component"))),
        )

    def _hash(self, item: etree._Element) -> Hash:
        algorithm = item.get("alg")
        if algorithm is None:
            message = "a hash does not say its algorithm: the attribute 'alg' is missing"
            raise self._source.refusal("shape", message, line=_line(item))
        return Hash(algorithm, (item.text or "").strip())

    def _licences(self, item: etree._Element) -> Iterator[wire.LicenceChoice]:
        held = self._child(item, "licenses")
        for one in held if held is not None else ():
            if one.tag == f"{self._prefix}expression":
                yield wire.LicenceChoice(expression=(one.text or "").strip())
            elif one.tag == f"{self._prefix}license":
                yield wire.LicenceChoice(license=wire.Licence(self._text(one, "id"), self._text(one, "name")))

    def _evidence(self, item: etree._Element) -> wire.Evidence | None:
        held = self._child(item, "evidence")
        if held is None:
            return None
        return wire.Evidence(
            tuple(
                wire.Identity(self._text(one, "field"), self._text(one, "concludedValue"))
                for one in held.iterfind(f"{self._prefix}identity")
            )
        )

    def _dependency(self, item: etree._Element) -> wire.Dependency:
        return wire.Dependency(
            ref=item.get("ref"),
            depends_on=tuple(one.get("ref") or "" for one in item.iterfind(f"{self._prefix}dependency")),
            provides=tuple(one.get("ref") or "" for one in item.iterfind(f"{self._prefix}provides")),
        )

    def _party(self, item: etree._Element | None) -> wire.Party | None:
        return wire.Party(self._text(item, "name")) if item is not None else None

    def _skipped(self, section: str, entry: str) -> tuple[wire.Skipped, ...]:
        return tuple(wire.Skipped() for _ in self._items(self._root, section, entry))

    def _present(self, section: str) -> wire.Skipped | None:
        return wire.Skipped() if self._child(self._root, section) is not None else None

    def _items(self, parent: etree._Element, section: str, entry: str) -> Iterator[etree._Element]:
        return parent.iterfind(f"{self._prefix}{section}/{self._prefix}{entry}")

    def _child(self, parent: etree._Element, name: str) -> etree._Element | None:
        return parent.find(f"{self._prefix}{name}")

    def _text(self, parent: etree._Element | None, name: str) -> str | None:
        text = parent.findtext(f"{self._prefix}{name}") if parent is not None else None
        return text.strip() if text else None
