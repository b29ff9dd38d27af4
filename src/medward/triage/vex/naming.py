# SPDX-License-Identifier: Apache-2.0
"""Whether a product of a statement is a component of a release, or the release itself, and by what that is known.

Rules:

- By package URL: same type, namespace and name; the version equal as text where one is named; every qualifier that
  is named is one of the component's. By CPE 2.3 name: part, vendor and product equal, every other attribute equal
  or `*` in the statement. By hash: same algorithm and digits.
- By name and version, both equal as text, only where the product has none of those, and not where both sides state
  suppliers that differ: the weakest way, and told so.
- A range of versions is not evaluated here: it names nothing, and the reason says that.
- A reference into an SBOM names the component with that reference in the SBOM with that serial number, and nothing
  else.
- A name without a version never names anything but by package URL, CPE name or hash.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from medward.inventory.model import Component, Inventory
from medward.trace.components import Purl
from medward.trace.components import parse as parse_purl
from medward.triage.vex.model import Product
from medward.triage.vex.releases import ReleaseParts, product_of

_CPE_PARTS = re.compile(r"(?:\\.|[^:\\])+")
_CPE_NAMED = 5
_CPE_FIELDS = 13
RANGE = "it names a range of versions, which is not evaluated here"


@dataclass(frozen=True, slots=True)
class Named:
    """A component that a product of a statement is.

    Attributes:
        component: the component.
        inventory: the SBOM in which it stands.
        how: by what it is known, as the end of a sentence: "by package URL".
        exact: whether the version was named, so that nothing else can be meant.
    """

    component: Component
    inventory: Inventory
    how: str
    exact: bool


class ReleaseIndex:
    """A release whose components are found in time that does not grow with their number."""

    def __init__(self, release: ReleaseParts) -> None:
        self.release = release
        self._places: list[tuple[Component, Inventory]] = []
        self._found: dict[tuple[str, ...], list[int]] = {}
        self._users: dict[tuple[str, str], set[str]] = {}
        for inventory in release.inventories:
            for component in inventory.all_components:
                for handle in _handles(product_of(component), inventory.serial, component.ref):
                    self._found.setdefault(handle, []).append(len(self._places))
                self._places.append((component, inventory))
            for link in inventory.relationships:
                self._users.setdefault((inventory.digest, link.target), set()).add(link.source)

    def named(self, product: Product) -> tuple[Named, ...]:
        """The components of the release that a product is, each once for each SBOM."""
        if product.version_range:
            return ()
        wanted = _Wanted(product)
        handles = _handles(product, product.serial, product.ref)
        numbers = sorted({number for handle in handles for number in self._found.get(handle, ())})
        found = (wanted.named(*self._places[number]) for number in numbers)
        return tuple(named for named in found if named is not None)

    def users_of(self, named: Named) -> frozenset[str]:
        """The references of what needs or holds a component, in its SBOM."""
        return frozenset(self._users.get((named.inventory.digest, named.component.ref), ()))


def _handles(product: Product, serial: str, ref: str) -> Iterator[tuple[str, ...]]:
    """What two descriptions of one component have in common, whatever else they say."""
    yield from (("purl", purl.base) for text in product.purls if (purl := parse_purl(text)) is not None)
    yield from (("cpe", *parts[2:_CPE_NAMED]) for text in product.cpes if (parts := _cpe(text)))
    yield from (("hash", one.algorithm, one.value.lower()) for one in product.hashes)
    yield ("name", product.name.rpartition("/")[2])
    yield ("ref", serial, ref)


def is_release(product: Product, release: ReleaseParts) -> bool:
    """Whether a product is the release as a whole: by its package URL, its maker's names, or one of its SBOMs."""
    if product.serial:
        return any(inventory.serial == product.serial for inventory in release.inventories)
    if product.version_range:
        return False
    own = release.product
    if product.purls:
        return bool(set(map(parse_purl, product.purls)) & set(map(parse_purl, own.purls)) - {None})
    if not product.name or not product.version or product.cpes or product.hashes:
        return False
    same = (product.name.lower(), product.version) == (own.name.lower(), own.version)
    return same and _may_be_of(product.supplier, own.supplier)


def _may_be_of(one: str, two: str) -> bool:
    """Whether two suppliers may be the same: one is not stated, or both have one name."""
    return not one or not two or one.lower() == two.lower()


class _Wanted:
    """A product, with its identifiers taken apart once."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._purls = [purl for text in product.purls if (purl := parse_purl(text)) is not None]
        self._cpes = [parts for text in product.cpes if (parts := _cpe(text))]
        self._hashes = {(one.algorithm, one.value.lower()) for one in product.hashes}
        self._identified = bool(self._purls or self._cpes or self._hashes)

    def named(self, component: Component, inventory: Inventory) -> Named | None:
        """The component, if it is this product."""
        how, exact = next(self._ways(component, inventory), ("", False))
        return Named(component, inventory, how, exact) if how else None

    def _ways(self, component: Component, inventory: Inventory) -> Iterator[tuple[str, bool]]:
        product = self._product
        if product.serial:
            if inventory.serial == product.serial and component.ref == product.ref:
                yield "by its reference in the SBOM", True
            return
        yield from self._by_purl(component)
        yield from self._by_cpe(component)
        if self._hashes & {(one.algorithm, one.value.lower()) for one in component.hashes}:
            yield "by hash", True
        if not self._identified and product.name and product.version == component.version != "":
            names = {component.name, f"{component.group}/{component.name}"}
            if product.name in names and _may_be_of(product.supplier, component.supplier):
                yield "by name and version alone", True

    def _by_purl(self, component: Component) -> Iterator[tuple[str, bool]]:
        purl = parse_purl(component.purl) if self._purls else None
        for wanted in self._purls if purl is not None else ():
            if purl is not None and wanted.base == purl.base and wanted.qualifiers <= purl.qualifiers:
                version = wanted.version or self._product.version
                if not version:
                    yield "by package URL, in every version", False
                elif version in _versions(component, purl):
                    yield "by package URL", True

    def _by_cpe(self, component: Component) -> Iterator[tuple[str, bool]]:
        for text in component.cpes if self._cpes else ():
            parts = _cpe(text)
            for wanted in self._cpes:
                if parts and _cpe_means(wanted, parts):
                    version = wanted[_CPE_NAMED] != "*"
                    yield ("by CPE name" if version else "by CPE name, in every version"), version


def _versions(component: Component, purl: Purl) -> set[str]:
    """The version of a component: that of its package URL goes before the one beside it."""
    return {purl.version} if purl.version else {component.version}


def _cpe(text: str) -> tuple[str, ...]:
    """The attributes of a CPE 2.3 name in lower case; none where it is not one."""
    parts = tuple(_CPE_PARTS.findall(text.lower()))
    return parts if len(parts) == _CPE_FIELDS and parts[:2] == ("cpe", "2.3") else ()


def _cpe_means(wanted: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether a name of a statement means a component's: a product must be named outright."""
    if wanted[4] in {"*", "-"} or wanted[2:_CPE_NAMED] != parts[2:_CPE_NAMED]:
        return False
    return all(one in {"*", two} for one, two in zip(wanted[_CPE_NAMED:], parts[_CPE_NAMED:], strict=True))
