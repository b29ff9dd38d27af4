# SPDX-License-Identifier: Apache-2.0
"""What the CPE dictionary says of the names of a portfolio's components, asked on a match.

A component of which the dictionary links a CPE name to another is asked about by the routes of
`medward.advisories.routes`, as `match_all` does; only those by deprecation are added to what the portfolio stores.
Without a dictionary in the database nothing is asked.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir

from medward.advisories.claims import CPE
from medward.advisories.cpe.names import parse
from medward.advisories.deprecated import Deprecations, Link
from medward.advisories.portfolio import schema
from medward.advisories.portfolio.engines import Engine
from medward.advisories.portfolio.questions import listed, questions
from medward.advisories.portfolio.tables import Component, Question, SaidName
from medward.advisories.routes import PARTS, Held, Path, names, platform_names, routes

_FIRST = 2_000_000
"""Numbers of these routes, apart from all others of a component."""
_ANY_PART = "*:"


@dataclass(frozen=True, slots=True)
class Renamed:
    """The components with such names.

    Attributes:
        components: they.
        held: what decides their routes.
    """

    components: tuple[Component, ...] = ()
    held: Held = field(default_factory=Held)

    def asked(self) -> Iterator[Question]:
        """The questions under the other names."""
        for row in self.components:
            found, _ = routes(listed(row), self.held)
            yield from questions(row.id, (one for one in found if one.path is Path.DEPRECATED), _FIRST)

    def names(self) -> Iterator[SaidName]:
        """The other names that surely name the same, for the conditions of others."""
        for row in self.components:
            own = names(listed(row))[0]
            for name in platform_names(listed(row), self.held):
                if name not in own:
                    yield SaidName(row.id, name.named, str(name))


def on(engine: Engine, products: frozenset[str], but: Collection[int] = ()) -> Renamed:
    """The components of which the dictionary links a name to another, without some; none without CPE names."""
    deprecation = schema.advisories("deprecation")
    if CPE not in products or not engine.rows(deprecation.select("named").limit(1)):
        return Renamed()
    name, component = schema.portfolio("name"), schema.portfolio("component")
    sides = ibis.union(deprecation.select("named"), deprecation.select(named="by_named"))
    texts = {named for (named,) in engine.rows(name.semi_join(sides, "named").select("named").distinct())}
    texts |= set(_in_all_parts(engine, name))
    linked = ibis.union(
        name.semi_join(sides, "named").select("component"),
        name.filter(name.named.startswith(_ANY_PART)).select("component"),
    )
    found = engine.rows(component.semi_join(linked, component.id == linked.component))
    rows = (row for row in (Component(*values) for values in found) if row.id not in but)
    return Renamed(tuple(rows), Held(products, deprecations=links(engine, texts)))


def links(engine: Engine, texts: Iterable[str]) -> Deprecations:
    """The links of the dictionary with a side among these products: see `medward.advisories.routes.held`."""
    wanted = sorted(set(texts))
    if not wanted:
        return Deprecations()
    every = schema.advisories("deprecation")
    found = every.filter(every.named.isin(wanted) | every.by_named.isin(wanted))
    rows = engine.rows(found.select("name", "replacing", "via", "day").distinct())
    made = (Link(old, new, tuple(via), day) for old, new, via, day in rows)
    return Deprecations(sorted(made, key=lambda one: (len(one.via), one.old, one.new)))


def _in_all_parts(engine: Engine, name: ir.Table) -> Iterator[str]:
    """The products of names that leave their part open, in each."""
    for (text,) in engine.rows(name.filter(name.named.startswith(_ANY_PART)).select("text").distinct()):
        yield from (parse(text)._replace(part=part).named for part in PARTS)
