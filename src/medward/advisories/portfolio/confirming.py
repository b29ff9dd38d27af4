# SPDX-License-Identifier: Apache-2.0
"""What dossiers confirm of the names of a portfolio's components, asked on the day of a match.

A component with a confirmation that holds is asked about by all the routes of `medward.advisories.routes` anew, as
`match_all` does: which of two routes to the same name stands depends on the confirmation. These questions take the
place of those that the portfolio stores. There are as many such components as people have confirmed: few.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from medward.advisories.confirmed import Confirmed, on_day
from medward.advisories.portfolio import renamed, schema
from medward.advisories.portfolio.engines import Engine
from medward.advisories.portfolio.questions import listed, questions
from medward.advisories.portfolio.tables import Component, Question, Said, SaidName
from medward.advisories.routes import Held, linked_names, names, platform_names, product_of, routes
from medward.inventory import Component as Listed


@dataclass(frozen=True, slots=True)
class Named:
    """A component with the confirmations that hold.

    Attributes:
        number: its number in the portfolio.
        component: the component.
        confirmed: what holds of its names.
    """

    number: int
    component: Listed
    confirmed: Confirmed

    @property
    def stand_ins(self) -> Iterator[Listed]:
        """The component as it would be with each confirmed name alone."""
        return (one for one, _ in self.confirmed.stand_ins(self.component))

    @property
    def linked_names(self) -> Iterator[str]:
        """What purl2cpe or the CPE dictionary may link with other names."""
        return (name for one in (self.component, *self.stand_ins) for name in linked_names(one))


def on(engine: Engine, as_of: date) -> list[Named]:
    """The components with confirmations that hold on a day."""
    component = schema.portfolio("component")
    found = engine.rows(component.filter(component.identities.length() > 0))
    if not found:
        return []
    from medward.dossier.model.identity import Identity

    every = []
    for values in found:
        row = Component(*values)
        confirmed = on_day(map(Identity.model_validate_json, row.identities), as_of)
        if confirmed.holding:
            every.append(Named(row.id, listed(row), confirmed))
    return every


def put(engine: Engine, named: Iterable[Named], others: Iterable[SaidName] = ()) -> None:
    """Make known which components have confirmations that hold, and the CPE names among them.

    `others` are CPE names that the dictionary puts beside those of other components.
    """
    named = list(named)
    held = Held(deprecations=renamed.links(engine, (name for one in named for name in one.linked_names)))
    engine.put(Said, (Said(one.number, bool(one.confirmed.unnamed)) for one in named))
    engine.put(SaidName, chain(others, (row for one in named for row in _said_names(one, held))))


def asked(engine: Engine, products: frozenset[str], named: Iterable[Named]) -> Iterator[Question]:
    """Every question about components with confirmations that hold."""
    named = list(named)
    held = _held(engine, products, [each for one in named for each in (one.component, *one.stand_ins)])
    for one in named:
        found, _ = routes(one.component, held, one.confirmed)
        yield from questions(one.number, found)


def _said_names(one: Named, held: Held) -> Iterator[SaidName]:
    own = names(one.component)[0]
    for each in (one.component, *one.stand_ins):
        found = (name for name in platform_names(each, held) if each is not one.component or name not in own)
        yield from (SaidName(one.number, name.named, str(name)) for name in found)


def _held(engine: Engine, products: frozenset[str], components: Iterable[Listed]) -> Held:
    """The pairs of purl2cpe that some components have a side of: see `medward.advisories.routes.held`."""
    texts = sorted({text for one in components for text in linked_names(one)})
    cpes, purls = defaultdict(list), defaultdict(list)
    if texts:
        bridge = schema.advisories("bridge")
        for purl, named, attributes in sorted(engine.rows(bridge.filter(bridge.purl.isin(texts)).distinct())):
            cpes[purl].append(product_of(named, attributes))
        by_name = bridge.filter(bridge.named.isin(texts)).select("named", "purl").distinct()
        for named, purl in sorted(engine.rows(by_name)):
            purls[named].append(purl)
    return Held(products, cpes, purls, deprecations=renamed.links(engine, texts))
