# SPDX-License-Identifier: Apache-2.0
"""Writes an inventory as CycloneDX 1.6 JSON (ECMA-424, first edition).

Rules beyond those of `convert`:

- A component that is contained in exactly one other is nested in it. Other containment, containment in the primary
  component, and relationships that CycloneDX cannot say become properties `medward:relationship:<kind>` of the
  source, which `cyclonedx` reads back.
- Dependencies are written only for components that have some: an empty entry would claim that there are none.
- Support facts are written under the names that CycloneDX has registered for them (see `cyclonedx`).
- Further CPEs become identity evidence. Licences are ids where CycloneDX knows the id, else names; as soon as one
  is a choice (`A OR B`) all of them become one expression, where all of them have the shape of one.
- Not carried over: files of SPDX packages, hashes with an algorithm or a length that the schema does not know,
  statements on completeness (the model does not keep what they are about), the name of the document.
"""

import re
from collections import defaultdict
from uuid import UUID, uuid5

import msgspec
from cyclonedx.spdx import is_supported_id

from medward import __version__
from medward.base.canonical import digest_bytes
from medward.inventory import cyclonedx, licences
from medward.inventory.cyclonedx_wire import ALGORITHMS, KINDS
from medward.inventory.losses import Losses
from medward.inventory.model import CONTAINS, DEPENDS_ON, PROVIDES, Component, Inventory, Relationship

_NAMESPACE = UUID("9d7f4b1e-52a4-5c0e-8d57-0a6f1f4a3c21")
_TOOL = f"medward {__version__}"
_MAX_DEPTH = 50
_PHASES = frozenset(["design", "pre-build", "build", "post-build", "operations", "discovery", "decommission"])
_HASH = re.compile(r"[a-fA-F0-9]{32}|[a-fA-F0-9]{40}|[a-fA-F0-9]{64}|[a-fA-F0-9]{96}|[a-fA-F0-9]{128}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")

_Object = dict[str, object]


def write(inventory: Inventory) -> tuple[bytes, tuple[str, ...]]:
    """The document as UTF-8 JSON, and what could not be carried over."""
    losses = Losses()
    parts = _Parts(inventory, losses)
    body: _Object = {
        "version": 1,
        "metadata": _metadata(inventory, parts, losses),
        "components": parts.components(),
    }
    body["dependencies"] = parts.dependencies()
    serial = uuid5(_NAMESPACE, digest_bytes(msgspec.json.encode(body)))
    head: _Object = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
    }
    _count_left_out(inventory, losses)
    return msgspec.json.format(msgspec.json.encode(head | body), indent=2) + b"\n", losses.told()


def _count_left_out(inventory: Inventory, losses: Losses) -> None:
    """Parts of the inventory as a whole for which CycloneDX has no place."""
    losses.add("file of an SPDX package", len(inventory.files))
    losses.add("statement on completeness", len(inventory.completeness))
    losses.add("serial number, which stays with the source", int(bool(inventory.serial)))
    named_after_primary = inventory.primary is not None and inventory.name == inventory.primary.name
    losses.add("name of the document", int(bool(inventory.name) and not named_after_primary))


def _metadata(inventory: Inventory, parts: "_Parts", losses: Losses) -> _Object:
    """Who, when, how and about what."""
    metadata: _Object = {}
    if _TIMESTAMP.fullmatch(inventory.timestamp):
        metadata["timestamp"] = inventory.timestamp
    else:
        losses.add("timestamp that is not one", int(bool(inventory.timestamp)))
    if inventory.lifecycles:
        metadata["lifecycles"] = [{"phase" if one in _PHASES else "name": one} for one in inventory.lifecycles]
    metadata["tools"] = {"components": [_tool(one) for one in dict.fromkeys((*inventory.tools, _TOOL))]}
    if inventory.authors:
        metadata["authors"] = [{"name": name} for name in inventory.authors]
    if inventory.primary is not None:
        metadata["component"] = parts.component(inventory.primary)
    return metadata


def _tool(text: str) -> _Object:
    """A tool by its whole text, because only our own is known to end with a version."""
    if text == _TOOL:
        return {"type": "application", "name": "medward", "version": __version__}
    return {"type": "application", "name": text}


class _Parts:
    """Sorts the relationships into the places that CycloneDX has for them, and writes components."""

    def __init__(self, inventory: Inventory, losses: Losses) -> None:
        self._inventory = inventory
        self._losses = losses
        self._dependencies: dict[str, dict[str, list[str]]] = {}
        self._properties: dict[str, list[_Object]] = defaultdict(list)
        self._inside: dict[str, list[Component]] = defaultdict(list)
        known = {one.ref: one for one in inventory.all_components}
        links = [link for link in inventory.relationships if link.source in known and link.target in known]
        losses.add("relationship with a file of an SPDX package", len(inventory.relationships) - len(links))
        nested = _nested(links, inventory.primary)
        for link in links:
            self._place(link, nested)
        self._nested = set(nested)
        for target, source in nested.items():
            self._inside[source].append(known[target])

    def components(self) -> list[_Object]:
        """Every component that is not inside another, in the order of the inventory."""
        return [self.component(one) for one in self._inventory.components if one.ref not in self._nested]

    def dependencies(self) -> list[_Object]:
        """What components depend on and provide, in the order in which their first dependency came."""
        return [{"ref": ref, **kinds} for ref, kinds in self._dependencies.items()]

    def component(self, one: Component) -> _Object:
        """One component with those inside it. Empty attributes are left out: they state nothing."""
        written: _Object = {
            "type": self._kind(one),
            "bom-ref": one.ref,
            "supplier": {"name": one.supplier} if one.supplier else None,
            "group": one.group,
            "name": one.name,
            "version": one.version,
            "hashes": self._hashes(one),
            "licenses": _licences(one.licences),
            "cpe": one.cpes[0] if one.cpes else "",
            "purl": one.purl,
            "components": [self.component(inner) for inner in self._inside.get(one.ref, ())],
            "evidence": _evidence(one.cpes[1:]),
            "properties": [*_support(one), *self._properties.get(one.ref, ())],
        }
        return {key: value for key, value in written.items() if value or key == "name"}

    def _place(self, link: Relationship, nested: dict[str, str]) -> None:
        """A relationship in its place: a dependency, a nesting or a property."""
        if link.kind in (DEPENDS_ON, PROVIDES):
            key = "dependsOn" if link.kind == DEPENDS_ON else "provides"
            self._dependencies.setdefault(link.source, {}).setdefault(key, []).append(link.target)
        elif link.kind != CONTAINS or nested.get(link.target) != link.source:
            self._properties[link.source].append(_property(f"{cyclonedx.RELATIONSHIP}{link.kind}", link.target))
            self._losses.add(f"relationship '{link.kind}', written as a property that other tools do not know")

    def _kind(self, one: Component) -> str:
        if one.kind in KINDS:
            return one.kind
        what = f"of the kind '{one.kind}'" if one.kind else "without a kind"
        self._losses.add(f"component {what}, written as 'library'")
        return "library"

    def _hashes(self, one: Component) -> list[_Object]:
        kept = [item for item in one.hashes if item.algorithm in ALGORITHMS and _HASH.fullmatch(item.value)]
        self._losses.add("hash that CycloneDX cannot say", len(one.hashes) - len(kept))
        return [{"alg": item.algorithm, "content": item.value} for item in kept]


def _nested(links: list[Relationship], primary: Component | None) -> dict[str, str]:
    """Which component is written inside which: those with one container, not in circles and not too deep."""
    containers: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.kind == CONTAINS:
            containers[link.target].append(link.source)
    root = primary.ref if primary else ""
    single = {
        target: sources[0]
        for target, sources in containers.items()
        if len(sources) == 1 and sources[0] != root and target != root
    }
    return {target: source for target, source in single.items() if _depth(target, single) <= _MAX_DEPTH}


def _depth(ref: str, container: dict[str, str]) -> int:
    """In how many others a component is; more than `_MAX_DEPTH` also for a circle."""
    depth = 0
    while ref in container and depth <= _MAX_DEPTH:
        ref = container[ref]
        depth += 1
    return depth


def _licences(texts: tuple[str, ...]) -> list[_Object]:
    """CycloneDX allows a list of licences or one expression, not both."""
    if any(" " in text and licences.is_expression(text) for text in texts) and all(
        map(licences.is_expression, texts)
    ):
        return [{"expression": " AND ".join(f"({text})" if " " in text else text for text in texts)}]
    return [{"license": {"id" if is_supported_id(text) else "name": text}} for text in texts]


def _evidence(cpes: tuple[str, ...]) -> _Object:
    return {"identity": [{"field": "cpe", "concludedValue": cpe} for cpe in cpes]} if cpes else {}


def _support(one: Component) -> list[_Object]:
    found = [_property(cyclonedx.LEVEL, one.support_level)] if one.support_level else []
    if one.end_of_support:
        if _DATE.fullmatch(one.end_of_support):
            found.append(_property(cyclonedx.END, one.end_of_support))
        found.append(_property(cyclonedx.MILESTONE, one.end_of_support))
    return found


def _property(name: str, value: str) -> _Object:
    return {"name": name, "value": value}
