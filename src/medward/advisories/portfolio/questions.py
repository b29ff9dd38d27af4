# SPDX-License-Identifier: Apache-2.0
"""From a component to the rows of a portfolio: made once for each distinct component, whatever database is asked.

Rules:

- The routes are those of `medward.advisories.routes`, all that any database could be asked on. Which of them a
  database answers is decided by the join.
- Which CPE names purl2cpe pairs with a package URL is in the database, so that only the version under which those
  are asked is kept here; it is read off the route to a product that stands in for all of them.
- What a dossier confirms is kept with the component, and asked about on the day of a match: see
  `medward.advisories.portfolio.confirming`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from medward.advisories.asking import key_of
from medward.advisories.bridge import bare
from medward.advisories.claims import CNA, PRODUCTS, REGISTRY, order_of
from medward.advisories.cpe.names import Cpe
from medward.advisories.portfolio.tables import Component, Name, Question
from medward.advisories.routes import EXACT, POSSIBLE, STRONG, Held, Path, Route, names, of_distribution, routes
from medward.inventory import Component as Listed
from medward.inventory.model import Hash

RANKS = {EXACT: 0, STRONG: 1, POSSIBLE: 2}
_ANY_DATABASE = frozenset(PRODUCTS)
_STANDS_IN = Cpe("a", "medward", "stands_in")


@dataclass(slots=True)
class Made:
    """The rows of one distinct component."""

    component: Component
    names: list[Name] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def identity(component: Listed, identities: Sequence[str] = ()) -> bytes:
    """Everything of a component by which it is the same as another, with what is confirmed of its names."""
    hashes = [(one.algorithm, one.value) for one in component.hashes]
    return msgspec.json.encode(
        (
            component.name,
            component.version,
            component.group,
            component.supplier,
            component.kind,
            component.purl,
            component.cpes,
            hashes,
            identities,
        )
    )


def made(number: int, digest: str, component: Listed, identities: Sequence[str] = ()) -> Made:
    """The rows of a component under its number; `digest` is that of its identity."""
    read_names, _ = names(component)
    purl = bare(component.purl) if component.purl else ""
    found, _ = routes(component, Held(_ANY_DATABASE, {purl: [_STANDS_IN]} if purl else {}))
    paired = next((one for one in found if one.path is Path.TO_CPE), None)
    row = Component(
        id=number,
        digest=digest,
        name=component.name,
        version=component.version,
        group=component.group,
        supplier=component.supplier,
        kind=component.kind,
        purl=component.purl,
        cpes=component.cpes,
        hashes=tuple(f"{one.algorithm}:{one.value}" for one in component.hashes),
        identities=tuple(identities),
        bare=purl,
        named_version=paired.query.version if paired else "",
        named_key=key_of(paired.query) if paired else None,
        distribution=of_distribution(component.purl),
        readable_cpes=len(read_names),
    )
    asked = (one for one in found if one.path is not Path.TO_CPE)
    return Made(row, _names(number, read_names, component.purl), questions(number, asked))


def questions(number: int, found: Iterable[Route], first: int = 0) -> list[Question]:
    """The rows of routes to a component, numbered from `first`."""
    return [row for at, route in enumerate(found, start=first) for row in _questions(number, at, route)]


def listed(row: Component) -> Listed:
    """The component that a row was made of, without a reference."""
    return Listed(
        ref="",
        name=row.name,
        version=row.version,
        group=row.group,
        supplier=row.supplier,
        kind=row.kind,
        purl=row.purl,
        cpes=tuple(row.cpes),
        hashes=tuple(Hash(*one.split(":", 1)) for one in row.hashes),
    )


def _names(number: int, read_names: Iterable[Cpe], purl: str) -> list[Name]:
    return [Name(number, one.named, str(one), not purl) for one in dict.fromkeys(read_names)]


def _questions(number: int, at: int, route: Route) -> Iterator[Question]:
    asked, key = route.query, key_of(route.query)
    for ecosystem in asked.ecosystems:
        yield Question(
            component=number,
            route=at,
            path=route.path.value,
            ecosystem=ecosystem,
            ecosystems="\n".join(asked.ecosystems),
            package=asked.name,
            version=asked.version,
            key=key,
            rank=RANKS[route.confidence],
            attributes=":".join(route.cpe[4:]) if route.cpe else "",
            product=asked.ecosystem in PRODUCTS,
            own=_clears(route),
            placed=bool(asked.version) and (key is not None or order_of(asked.ecosystem) is None),
            binary=asked.binary,
        )


def _clears(route: Route) -> bool:
    """Whether an answer by a route can clear a component: see `medward.advisories.matching`."""
    if route.path is Path.CONFIRMED:
        return route.query.ecosystem not in {CNA, REGISTRY}
    return route.path is Path.CPE or (route.path is Path.PURL and not route.evidence)
