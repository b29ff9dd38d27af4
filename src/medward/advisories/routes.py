# SPDX-License-Identifier: Apache-2.0
"""The routes by which sources are asked about a component, each with how sure an answer on it can be at most.

| route | asks for | at most |
|---|---|---|
| purl | its package URL, in the ecosystem's own advisories | exact |
| purl | its package URL, among the packages of registries that CNAs name | strong |
| cpe | its own CPE names | exact |
| cna vendor+product | its supplier and name, and vendor and product of its CPE names, in CNAs' own words | strong
|
| confirmed | a package URL, CPE name, or vendor and product that somebody confirmed as its name | strong |
| csaf purl | its package URL, among those of products in CSAF advisories | exact |
| csaf cpe | its CPE names, likewise | exact |
| csaf vendor+product | its supplier and name, and vendor and product of its CPE names, likewise | strong |
| hash | its digests, likewise; of SHA-256 or better exact, others strong | exact |
| cpe deprecated | names that the CPE dictionary puts in place of its CPE names, or that these replaced | strong |
| purl→cpe | the CPE names that purl2cpe pairs with its package URL | strong |
| cpe→purl | the package URLs that purl2cpe pairs with its CPE names, where it has none itself | strong |

Rules:

- A source that the database does not hold is not asked.
- A package of a distribution is asked about by name only where the database has no source for the distribution,
  and then an answer is possible at most: distributions mend a package and keep its version.
- A CPE name without a version takes the component's.
- What CSAF advisories say finds vulnerabilities and never clears a component: they name what their publisher wrote
  about, and nobody knows of the rest.
- A name by deprecation finds vulnerabilities and never clears a component: see `medward.advisories.deprecated`.
- What a confirmed name leads to by a pairing has the path of the pairing, and names the confirmation too.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from medward.advisories import rows
from medward.advisories.bridge import bare, version_of
from medward.advisories.claims import CNA, CPE, PRODUCTS, REGISTRY, is_stated, product_name, registry_name
from medward.advisories.confirmed import NOTHING, Confirmed
from medward.advisories.cpe.names import ANY, Cpe, CpeError, is_literal, literal, parse, quoted
from medward.advisories.csaf import identities as csaf
from medward.advisories.deprecated import Deprecations, Link
from medward.advisories.ecosystems import is_distribution
from medward.advisories.identity import Query, Unnamed, query
from medward.advisories.orders import way_of
from medward.advisories.staging import Staging
from medward.inventory import Component

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXACT, STRONG, POSSIBLE = "exact", "strong", "possible"
MAX_CPES = 50
"""CPE names of one component that are asked about."""
PARTS = ("a", "o", "h")


class Path(StrEnum):
    """How a component was found."""

    PURL = "purl"
    CPE = "cpe"
    NAME = "cna vendor+product"
    CONFIRMED = "confirmed"
    CSAF_PURL = "csaf purl"
    CSAF_CPE = "csaf cpe"
    CSAF_NAME = "csaf vendor+product"
    HASH = "hash"
    DEPRECATED = "cpe deprecated"
    TO_CPE = "purl→cpe"
    TO_PURL = "cpe→purl"


class Route(NamedTuple):
    """One question about a component.

    Attributes:
        path: how it is asked.
        query: what is asked.
        confidence: how sure an answer can be at most.
        evidence: what links the component to the question, as the end of a sentence; empty for its own package
            URL.
        cpe: its CPE name, where there is one to be related.
        doubt: why no answer is sure, as the end of a sentence; empty where one can be.
    """

    path: Path
    query: Query
    confidence: str
    evidence: str = ""
    cpe: Cpe | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What the database holds that decides which routes there are.

    Attributes:
        products: the ways of naming products of which it has any.
        cpes: package URL without version → the products that it is paired with.
        purls: part, vendor and product → the package URLs that they are paired with.
        orders: way of naming products → its names in orders that records state: see `medward.advisories.orders`.
        deprecations: the pairs of the CPE dictionary of which the components have a side.
    """

    products: frozenset[str] = frozenset()
    cpes: dict[str, list[Cpe]] = field(default_factory=dict)
    purls: dict[str, list[str]] = field(default_factory=dict)
    orders: dict[str, tuple[str, ...]] = field(default_factory=dict)
    deprecations: Deprecations = field(default_factory=Deprecations)

    def in_orders(self, route: "Route") -> "Route":
        """The route in all orders of versions, the generic one first."""
        asked = route.query
        more = self.orders.get(asked.ecosystem)
        return route._replace(query=asked._replace(ecosystems=(*asked.ecosystems, *more))) if more else route


def held(connection: "DuckDBPyConnection", components: Iterable[Component]) -> Held:
    """What the database holds of the components' names."""
    found = connection.execute(
        "select distinct ecosystem from package where list_contains($products, split_part(ecosystem, ':', 1))",
        {"products": list(PRODUCTS)},
    ).fetchall()
    products = frozenset(way_of(name) for (name,) in found)
    orders = defaultdict(list)
    for name in sorted(name for (name,) in found if is_stated(name)):
        orders[way_of(name)].append(name)
    stated = {way: tuple(names) for way, names in orders.items()}
    if not connection.execute(_LINKED).fetchall():
        return Held(products, orders=stated)
    with Staging() as staging:
        staging.extend(rows.AskedName(name) for name in {name for one in components for name in linked_names(one)})
        staging.show(connection, rows.AskedName)
        cpes, purls = defaultdict(list), defaultdict(list)
        for purl, named, attributes in connection.execute(_BY_PURL).fetchall():
            cpes[purl].append(product_of(named, attributes))
        for named, purl in connection.execute(_BY_NAME).fetchall():
            purls[named].append(purl)
        links = [Link(old, new, tuple(via), day) for old, new, via, day in connection.execute(_LINKS).fetchall()]
    return Held(products, cpes, purls, stated, Deprecations(links))


_BY_PURL = "select distinct bridge.* from bridge join staged_askedname on text = purl order by all"
_BY_NAME = "select distinct named, purl from bridge join staged_askedname on text = named order by all"
_LINKED = "(select 1 from bridge limit 1) union all (select 1 from deprecation limit 1)"
_LINKS = """
select distinct name, replacing, via, day from deprecation join staged_askedname on text in (named, by_named)
order by len(via), name, replacing
"""


def routes(component: Component, database: Held, confirmed: Confirmed = NOTHING) -> tuple[tuple[Route, ...], str]:
    """Every route to a component, and why it has none by its package URL; empty where it has.

    Of routes that ask the same of the same name the first stands, which is the surest.
    """
    own = query(component.purl, component.version) if component.purl else Unnamed("it has no package URL")
    every = [*_routes(component, own, database), *_confirmed(component, database, confirmed)]
    found: dict[tuple[Query, Cpe | None, bool], Route] = {}
    for route in sorted(every, key=lambda one: _FIRST.get(one.path, len(_FIRST))) if confirmed.holding else every:
        found.setdefault((route.query, route.cpe, route.path is Path.DEPRECATED), database.in_orders(route))
    return tuple(found.values()), own.reason if isinstance(own, Unnamed) else ""


_FIRST = {Path.PURL: 0, Path.CPE: 1, Path.CONFIRMED: 2}
"""Names that may clear a component go before those that others pair with it."""


def _confirmed(component: Component, database: Held, confirmed: Confirmed) -> Iterator[Route]:
    """The routes by each confirmed name, as if the component had it itself."""
    for stand_in, said in confirmed.stand_ins(component):
        named = query(stand_in.purl, stand_in.version) if stand_in.purl else Unnamed("")
        paths = {Path.PURL, Path.CPE} if stand_in.purl or stand_in.cpes else {Path.NAME}
        for route in _routes(stand_in, named, database):
            yield route._replace(
                path=Path.CONFIRMED if route.path in paths else route.path,
                confidence=STRONG if route.confidence == EXACT else route.confidence,
                evidence=f"{route.evidence or f'by {stand_in.purl}'}, {said}",
            )


def names(component: Component) -> tuple[list[Cpe], str]:
    """The CPE names that can be read, and why the first of the others cannot; empty where all can."""
    found: list[Cpe] = []
    reason = ""
    for text in component.cpes[:MAX_CPES]:
        try:
            found.append(parse(text))
        except CpeError as error:
            reason = reason or str(error)
    return found, reason


def of_distribution(purl: str) -> bool:
    """Whether a package URL is that of a distribution's package."""
    return is_distribution(purl.removeprefix("pkg:").partition("/")[0])


def _routes(component: Component, own: Query | Unnamed, database: Held) -> Iterator[Route]:
    if isinstance(own, Query):
        yield Route(Path.PURL, own, EXACT)
        if REGISTRY in database.products:
            yield from _in_registry(component, own)
    if not database.products and not database.purls:
        return
    yield from _by_file_and_package(component, database)
    mended = of_distribution(component.purl)
    for one in _by_name(component, own, database):
        weak = one._replace(
            confidence=POSSIBLE, doubt="its distribution may have mended it under the same version"
        )
        yield weak if mended else one


def _in_registry(component: Component, own: Query) -> Iterator[Route]:
    kind = component.purl.removeprefix("pkg:").partition("/")[0].lower()
    if not is_distribution(kind):
        name = registry_name(kind, own.name.replace(":", "/") if kind == "maven" else own.name)
        yield Route(Path.PURL, Query((REGISTRY,), name, own.version), STRONG, f"by its package {name}")


def _by_name(component: Component, own: Query | Unnamed, database: Held) -> Iterator[Route]:
    """The routes by names of products."""
    version = (own.version if isinstance(own, Query) else "") or component.version or version_of(component.purl)
    if of_distribution(component.purl):
        version = _upstream(version)
    written, _ = names(component)
    if CPE in database.products:
        for name in written:
            yield from _by_cpe(Path.CPE, name, version, EXACT, f"by its CPE name {name}")
            yield from _by_deprecation(name, version, database)
    if component.purl and CPE in database.products:
        purl = bare(component.purl)
        for name in database.cpes.get(purl, ()):
            said = f"by the CPE name {name.named} that purl2cpe pairs with {purl}"
            yield from _by_cpe(Path.TO_CPE, name, version, STRONG, said)
    if CNA in database.products:
        yield from _by_vendor(Path.NAME, CNA, component, written, version)
    yield from _by_document(component, written, version, database)
    if not component.purl:
        yield from _by_paired_purl(written, version, database)


def _by_cpe(path: Path, name: Cpe, version: str, confidence: str, evidence: str) -> Iterator[Route]:
    """A route for each part that the name may have."""
    if not name.has_product:
        return
    asked = literal(name.version) if is_literal(name.version) else version
    for one in _filled(name, version):
        yield Route(path, Query((CPE,), one.named, asked), confidence, evidence, one)


def _filled(name: Cpe, version: str) -> Iterator[Cpe]:
    """The name with the component's version where it has none, once for each part that it may have."""
    filled = name if name.version != ANY or not version else name._replace(version=quoted(version))
    return (filled._replace(part=part) for part in (PARTS if name.part == ANY else (name.part,)))


def _by_deprecation(name: Cpe, version: str, database: Held) -> Iterator[Route]:
    """The routes by the names that the CPE dictionary links to a name."""
    if not database.deprecations or not name.has_product:
        return
    for filled in _filled(name, version):
        for other in database.deprecations.of(filled):
            said = f"by the CPE name {other.name}, because {other.said}"
            confidence = POSSIBLE if other.doubt else STRONG
            for route in _by_cpe(Path.DEPRECATED, other.name, version, confidence, said):
                yield route._replace(doubt=other.doubt)


def _by_document(component: Component, written: Iterable[Cpe], version: str, database: Held) -> Iterator[Route]:
    """The routes by CPE names and names of vendor and product to the products of CSAF advisories."""
    for name in written if csaf.CPE in database.products else ():
        for one in _by_cpe(Path.CSAF_CPE, name, version, EXACT, f"by its CPE name {name}"):
            yield one._replace(query=one.query._replace(ecosystems=(csaf.CPE,)))
    if csaf.NAME in database.products:
        yield from _by_vendor(Path.CSAF_NAME, csaf.NAME, component, written, version)


def _by_file_and_package(component: Component, database: Held) -> Iterator[Route]:
    """The routes by digests and package URL to the products of CSAF advisories; they are the component's own."""
    if csaf.HASH in database.products:
        for one in component.hashes:
            if name := csaf.digest_name(one.algorithm, one.value):
                forged = "" if csaf.is_strong(name) else ", which can be forged"
                said = f"by the {one.algorithm} digest of its file{forged}"
                yield Route(Path.HASH, Query((csaf.HASH,), name, ""), STRONG if forged else EXACT, said)
    if csaf.PURL in database.products and component.purl:
        found = csaf.package(component.purl)
        for name in dict.fromkeys(filter(None, (found.narrow, found.name))):
            asked = Query((csaf.PURL,), name, found.version or component.version)
            yield Route(Path.CSAF_PURL, asked, EXACT, f"by its package URL {name}")


def _by_vendor(
    path: Path, way: str, component: Component, written: Iterable[Cpe], version: str
) -> Iterator[Route]:
    pairs = [(component.supplier, component.name, version)]
    pairs += [
        (literal(one.vendor), literal(one.product), literal(one.version) if is_literal(one.version) else version)
        for one in written
    ]
    for vendor, product, stated in pairs:
        name = product_name(vendor, product)
        if name:
            said = f"by vendor {vendor!a} and product {product!a}"
            yield Route(path, Query((way,), name, stated), STRONG, said)


def _by_paired_purl(written: Iterable[Cpe], version: str, database: Held) -> Iterator[Route]:
    """Packages of registries that are paired with a CPE name; those of distributions need a release."""
    for name in written:
        stated = literal(name.version) if is_literal(name.version) else version
        for purl in database.purls.get(name.named, ()):
            asked = query(purl, stated)
            if isinstance(asked, Query) and not of_distribution(purl):
                said = f"by {purl} that purl2cpe pairs with {name.named}"
                yield Route(Path.TO_PURL, asked, STRONG, said)


def _upstream(version: str) -> str:
    """The version of the project inside a distribution's: without epoch and revision."""
    return version.rpartition(":")[2].partition("-")[0]


def bridged_names(component: Component) -> Iterator[str]:
    """What purl2cpe may pair with another name: its package URL without version, and its products by CPE name."""
    if component.purl:
        yield bare(component.purl)
    yield from (one.named for one in names(component)[0])


def linked_names(component: Component) -> Iterator[str]:
    """What purl2cpe or the CPE dictionary may link with another name: as `bridged_names`, in every part."""
    yield from bridged_names(component)
    for name in names(component)[0]:
        if name.part == ANY:
            yield from (name._replace(part=part).named for part in PARTS)


def platform_names(component: Component, database: Held) -> Iterator[Cpe]:
    """A component's CPE names, and those that surely name the same by the CPE dictionary."""
    for name in names(component)[0]:
        yield name
        yield from database.deprecations.sure(name)


def product_of(named: str, attributes: str) -> Cpe:
    """A pair's product of whatever version, as a CPE name."""
    rest = attributes or ":".join([ANY] * 7)
    return parse(f"cpe:2.3:{named}:{ANY}:{rest}")
