# SPDX-License-Identifier: Apache-2.0
"""Brings the vulnerabilities of CycloneDX in XML (1.4 to 1.7) into the structs to which its JSON is decoded.

The file is parsed by the inventory's reader of XML: no entities, no document type, nothing from outside, bounded
in size and depth. The values are then held to the same types as those of JSON.
"""

from collections.abc import Iterator

import msgspec
from lxml import etree

from medward.base.problems import ProblemsError
from medward.inventory.cyclonedx_xml import safe_root
from medward.inventory.source import Source as XmlSource
from medward.triage.vex.cyclonedx_wire import CyclonedxDocument
from medward.triage.vex.source import Source

_NAMESPACE = "{http://cyclonedx.org/schema/bom/"
_CODES = {
    "inventory.doctype": "vex.doctype",
    "inventory.size": "vex.size",
    "inventory.syntax": "vex.syntax",
}
_TEXTS = ("name", "version", "group", "purl", "cpe")


def decode(source: Source) -> CyclonedxDocument:
    """The document. Raises ProblemsError with one problem."""
    root = _root(source)
    if not root.tag.startswith(_NAMESPACE) or etree.QName(root).localname != "bom":
        message = f"this is XML, but its root '{root.tag[:60]}' is not CycloneDX's 'bom'"
        raise source.problem("vex.format", message, "Use CycloneDX, OpenVEX or CSAF")
    try:
        return msgspec.convert(_Bom(root).document(), CyclonedxDocument, strict=False)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `")
        message = f"a value is not what its format asks for: {said[:1].lower()}{said[1:].replace('`', '')}"
        raise source.problem("vex.shape", message, key=path.rstrip("`").removeprefix("$.")) from error


def _root(source: Source) -> etree._Element:
    try:
        return safe_root(XmlSource(source.name, source.data, source.digest))
    except ProblemsError as error:
        (problem,) = error.problems
        raise source.problem(_CODES[problem.code], problem.message, problem.mend, key=problem.key) from error


class _Bom:
    """Walks one document. The namespace names the version, and every element has it."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._prefix = root.tag.removesuffix("bom")

    def document(self) -> dict[str, object]:
        """The document by the names of its JSON."""
        root = self._root
        return {
            "specVersion": self._prefix.removeprefix(_NAMESPACE).removesuffix("}"),
            "serialNumber": root.get("serialNumber") or "",
            "metadata": self._metadata(),
            "components": [self._component(one) for one in self._items(root, "components", "component")],
            "vulnerabilities": [
                self._vulnerability(one) for one in self._items(root, "vulnerabilities", "vulnerability")
            ],
        }

    def _metadata(self) -> dict[str, object]:
        held = self._child(self._root, "metadata")
        if held is None:
            return {}
        said: dict[str, object] = {
            name: self._party(held, name) for name in ("supplier", "manufacturer", "manufacture")
        }
        said["authors"] = [{"name": self._text(one, "name")} for one in self._items(held, "authors", "author")]
        said |= self._stated(held, "timestamp")
        component = self._child(held, "component")
        return said | ({"component": self._component(component)} if component is not None else {})

    def _component(self, item: etree._Element) -> dict[str, object]:
        """Recursive: libxml2 has already refused what is nested deeper than 256 levels."""
        return {
            "type": item.get("type") or "library",
            "bom-ref": item.get("bom-ref") or "",
            **{name: self._text(item, name) for name in _TEXTS},
            **{
                name: {"name": self._text(self._child(item, name), "name")}
                for name in ("supplier", "manufacturer")
            },
            "hashes": [
                {"alg": one.get("alg") or "", "content": (one.text or "").strip()}
                for one in self._items(item, "hashes", "hash")
            ],
            "components": [self._component(one) for one in self._items(item, "components", "component")],
        }

    def _vulnerability(self, item: etree._Element) -> dict[str, object]:
        analysis = self._child(item, "analysis")
        return {
            **{name: self._text(item, name) for name in ("id", "recommendation", "workaround")},
            "references": [{"id": self._text(one, "id")} for one in self._items(item, "references", "reference")],
            "analysis": self._analysis(analysis) if analysis is not None else None,
            "affects": [self._target(one) for one in self._items(item, "affects", "target")],
            "properties": [
                {"name": one.get("name") or "", "value": (one.text or "").strip()}
                for one in self._items(item, "properties", "property")
            ],
        }

    def _analysis(self, item: etree._Element) -> dict[str, object]:
        return {
            **{name: self._text(item, name) for name in ("state", "justification", "detail")},
            "response": [(one.text or "").strip() for one in self._items(item, "responses", "response")],
            **self._stated(item, "firstIssued"),
            **self._stated(item, "lastUpdated"),
        }

    def _target(self, item: etree._Element) -> dict[str, object]:
        return {
            "ref": self._text(item, "ref"),
            "versions": [
                {name: self._text(one, name) for name in ("version", "range", "status")}
                for one in self._items(item, "versions", "version")
            ],
        }

    def _party(self, parent: etree._Element, name: str) -> dict[str, str]:
        return {"name": self._text(self._child(parent, name), "name")}

    def _stated(self, item: etree._Element, name: str) -> dict[str, object]:
        """A text that is left out where it is not stated, because an empty one is no time."""
        text = self._text(item, name)
        return {name: text} if text else {}

    def _items(self, parent: etree._Element, section: str, entry: str) -> Iterator[etree._Element]:
        return parent.iterfind(f"{self._prefix}{section}/{self._prefix}{entry}")

    def _child(self, parent: etree._Element, name: str) -> etree._Element | None:
        return parent.find(f"{self._prefix}{name}")

    def _text(self, parent: etree._Element | None, name: str) -> str:
        text = parent.findtext(f"{self._prefix}{name}") if parent is not None else None
        return (text or "").strip()
