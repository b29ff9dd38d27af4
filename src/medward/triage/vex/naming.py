# SPDX-License-Identifier: Apache-2.0
"""Whether a product of a statement is a component of a release, or the release itself, and by what that is known.

Rules:

- By package URL: same type, namespace and name; the version equal as text where one is named; every qualifier that
  is named is one of the component's. By CPE name (2.3, or 2.2 as a URI): part, vendor and product equal, every
  other attribute equal or ANY in the statement. By hash: same algorithm and digits.
- By name and version, both equal as text, only where the product has none of those, and not where both sides state
  suppliers that differ: the weakest way, and told so.
- A range of versions beside a package URL or a CPE name is evaluated (`version_ranges`): inside, the component is
  named as by its version; outside, it is not named. Where that cannot be decided, or the range stands beside a
  name alone or beside an identifier with another version, the component is *possibly* named, with the reason.
- A reference into an SBOM names the component with that reference in the SBOM with that serial number, and nothing
  else.
- A name without a version never names anything but by package URL, CPE name or hash.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.advisories.cpe.names import ANY, Cpe, CpeError, literal
from medward.advisories.cpe.names import parse as parse_cpe
from medward.inventory.model import Component, Inventory
from medward.trace.components import Purl
from medward.trace.components import parse as parse_purl
from medward.triage.vex.model import Product
from medward.triage.vex.releases import ReleaseParts, product_of
from medward.triage.vex.version_ranges import within

BY_NAME = "it names the component by its name and a range of versions alone"
_EPOCH = "epoch="


@dataclass(frozen=True, slots=True)
class Named:
    """A component that a product of a statement is.

    Attributes:
        component: the component.
        inventory: the SBOM in which it stands.
        how: by what it is known, as the end of a sentence: "by package URL".
        exact: whether the version was named, so that nothing else can be meant.
        doubt: why it is not sure that the component is meant, without a full stop; empty where it is sure.
    """

    component: Component
    inventory: Inventory
    how: str
    exact: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a component answers to a version or a range.

    Attributes:
        added: what is said behind "by package URL".
        exact: whether the version was named.
        doubt: why it is not sure.
    """

    added: str = ""
    exact: bool = True
    doubt: str = ""


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
        """The components of the release that a product is, surely or possibly, each once for each SBOM."""
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
    yield from (("cpe", cpe.named) for text in product.cpes if (cpe := _cpe(text)) is not None)
    yield from (("hash", one.algorithm, one.value.lower()) for one in product.hashes)
    yield ("name", product.name.rpartition("/")[2])
    yield ("ref", serial, ref)


def is_release(product: Product, release: ReleaseParts) -> bool:
    """Whether a product is the release as a whole: by its package URL, its maker's names, or one of its SBOMs."""
    return release_doubt(product, release) == ""


def release_doubt(product: Product, release: ReleaseParts) -> str | None:
    """Why it is not sure that a product is the release; empty where it is, None where the product is another."""
    if product.serial:
        return "" if any(one.serial == product.serial for one in release.inventories) else None
    own = release.product
    if product.purls:
        return _purl_doubt(product, own)
    if not product.name or product.cpes or product.hashes or not _may_be_of(product.supplier, own.supplier):
        return None
    if product.name.lower() != own.name.lower():
        return None
    if not product.version_range:
        return "" if product.version == own.version != "" else None
    fit = _fit("", product, own.version)
    return fit.doubt if fit is not None else None


def _purl_doubt(product: Product, own: Product) -> str | None:
    mine = [purl for text in own.purls if (purl := parse_purl(text)) is not None]
    named = [purl for text in product.purls if (purl := parse_purl(text)) is not None]
    if not product.version_range:
        return "" if set(named) & set(mine) else None
    fits = [_fit(one.version, product, own.version) for one in named for other in mine if one.base == other.base]
    return min((fit.doubt for fit in fits if fit is not None), default=None)


def _may_be_of(one: str, two: str) -> bool:
    """Whether two suppliers may be the same: one is not stated, or both have one name."""
    return not one or not two or one.lower() == two.lower()


class _Wanted:
    """A product, with its identifiers taken apart once."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._purls = [purl for text in product.purls if (purl := parse_purl(text)) is not None]
        self._cpes = [cpe for text in product.cpes if (cpe := _cpe(text)) is not None]
        self._hashes = {(one.algorithm, one.value.lower()) for one in product.hashes}
        self._identified = bool(product.purls or product.cpes or product.hashes)

    def named(self, component: Component, inventory: Inventory) -> Named | None:
        """The component, if it is this product; by the surest way."""
        ways = sorted(self._ways(component, inventory), key=lambda way: (bool(way[1].doubt), not way[1].exact))
        if not ways:
            return None
        how, fit = ways[0]
        return Named(component, inventory, f"{how}{fit.added}", fit.exact, fit.doubt)

    def _ways(self, component: Component, inventory: Inventory) -> Iterator[tuple[str, _Fit]]:
        product = self._product
        if product.serial:
            if inventory.serial == product.serial and component.ref == product.ref:
                yield "by its reference in the SBOM", _Fit()
            return
        yield from (("by package URL", fit) for fit in self._by_purl(component))
        yield from (("by CPE name", fit) for fit in self._by_cpe(component))
        if self._hashes & {(one.algorithm, one.value.lower()) for one in component.hashes}:
            yield "by hash", _Fit()
        if not self._identified and product.name:
            yield from self._by_name(component)

    def _by_name(self, component: Component) -> Iterator[tuple[str, _Fit]]:
        product = self._product
        names = {component.name, f"{component.group}/{component.name}"}
        if product.name not in names or not _may_be_of(product.supplier, component.supplier):
            return
        if product.version_range:
            purl = parse_purl(component.purl)
            fit = _fit("", product, _version(component, purl), purl)
            if fit is not None:
                yield "by name alone", _Fit(exact=False, doubt=fit.doubt or BY_NAME)
        elif product.version == component.version != "":
            yield "by name and version alone", _Fit()

    def _by_purl(self, component: Component) -> Iterator[_Fit]:
        purl = parse_purl(component.purl) if self._purls else None
        for wanted in self._purls if purl is not None else ():
            if purl is not None and wanted.base == purl.base and wanted.qualifiers <= purl.qualifiers:
                fit = _fit(wanted.version, self._product, _version(component, purl), purl)
                if fit is not None:
                    yield fit

    def _by_cpe(self, component: Component) -> Iterator[_Fit]:
        for text in component.cpes if self._cpes else ():
            name = _cpe(text)
            for wanted in self._cpes if name is not None else ():
                if name is not None and _cpe_means(wanted, name):
                    stated = "" if name.version == ANY else literal(name.version)
                    version = component.version if stated in {"", component.version.lower()} else stated
                    named = version if wanted.version != ANY else ""
                    if (fit := _fit(named, self._product, version)) is not None:
                        yield fit


def _fit(named: str, product: Product, version: str, purl: Purl | None = None) -> _Fit | None:
    """How a version answers to the one that an identifier names, and to the version or range of its product."""
    if not product.version_range:
        wanted = named or product.version
        if not wanted:
            return _Fit(", in every version", exact=False)
        return _Fit() if wanted == version else None
    found = within(product.version_range, _with_epoch(version, purl), _type(purl))
    if found.inside is None:
        return _Fit(exact=False, doubt=found.reason)
    if not found.inside:
        return None
    if named and named != version:
        return _Fit(exact=False, doubt=f"it names version {named} beside the range '{product.version_range[:80]}'")
    return _Fit(", in every version", exact=False) if found.every else _Fit(" and a range of versions")


def _version(component: Component, purl: Purl | None) -> str:
    """The version of a component: that of its package URL goes before the one beside it."""
    return purl.version if purl is not None and purl.version else component.version


def _with_epoch(version: str, purl: Purl | None) -> str:
    """The version as its order takes it: RPM packages have the epoch in a qualifier of their package URL."""
    epochs = [one.removeprefix(_EPOCH) for one in purl.qualifiers if one.startswith(_EPOCH)] if purl else []
    return f"{epochs[0]}:{version}" if epochs and version and ":" not in version else version


def _type(purl: Purl | None) -> str:
    return purl.base.partition("/")[0] if purl is not None else ""


def _cpe(text: str) -> Cpe | None:
    """A CPE name taken apart; None where it is none."""
    try:
        return parse_cpe(text)
    except CpeError:
        return None


def _cpe_means(wanted: Cpe, name: Cpe) -> bool:
    """Whether a name of a statement means a component's: a product must be named outright."""
    if not wanted.has_product or wanted.named != name.named:
        return False
    return all(one in {ANY, two} for one, two in zip(wanted[3:], name[3:], strict=True))
