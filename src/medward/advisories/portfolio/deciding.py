# SPDX-License-Identifier: Apache-2.0
"""What the join cannot say by comparing: decided in Python, once for each distinct value that occurs.

| table | decided for | by |
|---|---|---|
| `said`, `saidname` | components whose names a dossier confirms | `medward.advisories.portfolio.confirming` |
| `pairing`, `extra` | pairs of purl2cpe of which a component has one side | `medward.advisories.routes` |
| `extra` | names that the CPE dictionary links to those of a component | `medward.advisories.portfolio.renamed` |
| `covered` | ecosystems that are asked | the sources of the database |
| `ordered` | versions in an order that records state | `medward.advisories.orders` |
| `placement` | the CPE names of releases that conditions ask for | `medward.advisories.cpe.conditions` |
| `generic` | fixed versions in a stated order | `medward.advisories.claims` |
| `unsure` | ranges that do not hold a version | `medward.advisories.misses` |
| `verdict` | hits by products | `medward.advisories.judging` |

A portfolio of 10,000 releases has millions of occurrences and a few thousand of these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

import ibis
import ibis.expr.types as ir
import msgspec

from medward.advisories.asking import Hit
from medward.advisories.claims import CPE, NO_TERMS, PRODUCTS, Terms, is_stated, order_of, placed_or_none
from medward.advisories.cpe.conditions import Criterion, Node, Platforms, decode
from medward.advisories.cpe.names import ANY, Cpe, CpeError, parse
from medward.advisories.ecosystems import base
from medward.advisories.identity import Query
from medward.advisories.judging import RANK, judge
from medward.advisories.misses import Missed, doubt
from medward.advisories.orders import way_of
from medward.advisories.parts import OSV
from medward.advisories.portfolio import confirming, expressions, renamed, schema
from medward.advisories.portfolio.engines import Engine
from medward.advisories.portfolio.questions import listed, questions
from medward.advisories.portfolio.tables import (
    Component,
    Covered,
    Extra,
    Generic,
    Ordered,
    Pairing,
    Placement,
    Question,
    Relevant,
    Said,
    SaidName,
    Unsure,
    Verdict,
)
from medward.advisories.routes import PARTS, Held, Path, Route, routes
from medward.advisories.statements import placed

CONFIDENCES = tuple(sorted(RANK, key=RANK.__getitem__))
_FIRST_EXTRA = 1_000_000
"""Numbers of routes by pairings of CPE names, apart from those that a component has of itself."""


def products(engine: Engine) -> frozenset[str]:
    """The ways of naming products of which the database has any."""
    package = schema.advisories("package")
    found = engine.rows(package.select("ecosystem").distinct())
    return frozenset(way_of(name) for (name,) in found if way_of(name) in PRODUCTS)


def put_names(engine: Engine, held: frozenset[str], as_of: date) -> None:
    """The names that dossiers confirm, and the pairs of purl2cpe that a component has a side of."""
    named = confirming.on(engine, as_of)
    # a component with confirmations is asked about anew as a whole, so the dictionary is not asked about it twice
    others = renamed.on(engine, held, {one.number for one in named})
    confirming.put(engine, named, others.names())
    engine.put(Pairing, _paired_names(engine) if CPE in held else ())
    rows = chain(confirming.asked(engine, held, named), _extra(engine, held), others.asked())
    engine.put(Extra, (Extra(*msgspec.structs.astuple(one)) for one in rows))


def put_covered(engine: Engine, asked: ir.Table) -> None:
    """The ecosystems that a source covers: see `reading.Answers.sources`."""
    package = schema.advisories("package")
    known = {name for (name,) in engine.rows(package.select("ecosystem").distinct())}
    source = schema.advisories("source")
    parts = {
        part
        for name, part, records in engine.rows(source.select("name", "part", "records"))
        if name == OSV and records
    }
    questioned = asked.filter(~asked["product"]).select("ecosystems").distinct()
    found = (text for (text,) in engine.rows(questioned) if _covers(text.split("\n"), known, parts))
    engine.put(Covered, map(Covered, found))


def put_ordered(engine: Engine, asked: ir.Table) -> None:
    """Keys of versions in the orders that records of their products state; none where the order refuses one."""
    rows = engine.rows(expressions.unordered(asked))
    keys = ((ecosystem, version, placed(version, order_of(ecosystem))) for ecosystem, version in rows)
    engine.put(Ordered, (Ordered(ecosystem, version, key) for ecosystem, version, key in keys if key is not None))


def put_placements(engine: Engine, hits: ir.Table) -> list[Platforms]:
    """Which set of CPE names each release has, as far as conditions ask for them; the sets under their numbers."""
    terms = schema.advisories("terms")
    asked = terms.filter(terms.conditions != "").semi_join(hits, terms.id == hits.terms).select("conditions")
    sets = _sets(engine, [decode(text) for (text,) in engine.rows(asked.distinct())])
    numbers = {names: number for number, names in enumerate(dict.fromkeys((frozenset[str](), *sets.values())))}
    engine.put(Placement, (Placement(release, numbers[names]) for release, names in sets.items() if names))
    return [Platforms(map(parse, sorted(names))) for names in numbers]


def put_unsure(engine: Engine, missed: ir.Table) -> None:
    """The ranges that may hold a version all the same."""
    cases = engine.rows(missed.select(*expressions.MISS).distinct())
    engine.put(Unsure, (Unsure(*case) for case in cases if doubt(Missed(*case))))


def put_generic(engine: Engine, fixed: ir.Table) -> None:
    """Keys in the generic order of fixed versions that stand in another one."""
    texts = engine.rows(fixed.filter(~fixed["generic"]).select("fixed").distinct())
    engine.put(Generic, (Generic(text, key) for (text,) in texts if (key := placed_or_none(text)) is not None))


def put_verdicts(engine: Engine, hits: ir.Table, platforms: list[Platforms]) -> None:
    """What every distinct case of a hit by a product is worth."""
    terms, package = schema.advisories("terms"), schema.advisories("package")
    of_number = {number: Terms(*values) for number, *values in engine.rows(terms)}
    orders: dict[str, list[str]] = defaultdict(list)
    for (name,) in sorted(engine.rows(package.select("ecosystem").distinct())):
        if is_stated(name):
            orders[way_of(name)].append(name)
    engine.put(Verdict, _verdicts(engine.rows(expressions.cases(hits)), of_number, orders, platforms))


def _verdicts(
    cases: Iterable[tuple[Any, ...]],
    terms: dict[int, Terms],
    orders: dict[str, list[str]],
    platforms: list[Platforms],
) -> Iterator[Verdict]:
    for case in cases:
        path, rank, attributes, way, version, number, introduced, ending, until, set_ = case
        hit = Hit(0, 0, 0, introduced, ending, until, "", b"", None)
        route = Route(
            Path(path), Query((way, *orders.get(way, ())), "", version), CONFIDENCES[rank], cpe=_cpe(attributes)
        )
        worth = judge(hit, route, terms.get(number, NO_TERMS), platforms[set_]).confidence
        if worth:
            yield Verdict(
                path, rank, attributes, way, version, number, introduced, ending, until, set_, RANK[worth]
            )


@lru_cache(maxsize=4_096)
def _cpe(attributes: str) -> Cpe | None:
    """A CPE name with these attributes, whatever its product and version: none where they are empty."""
    return parse(f"cpe:2.3:a:any:any:{ANY}:{attributes}") if attributes else None


def _paired_names(engine: Engine) -> Iterator[Pairing]:
    component, bridge = schema.portfolio("component"), schema.advisories("bridge")
    rows = bridge.semi_join(component, bridge.purl == component.bare).distinct()
    for purl, named, attributes in engine.rows(rows):
        name = parse(f"cpe:2.3:{named}:{ANY}:{attributes or ':'.join([ANY] * 7)}")
        if name.has_product:
            for part in PARTS if name.part == ANY else (name.part,):
                yield Pairing(purl, name._replace(part=part).named, ":".join(name[4:]))


def _extra(engine: Engine, held: frozenset[str]) -> Iterator[Question]:
    """Questions about the package URLs that are paired with the CPE names of components without one."""
    name, bridge, component = schema.portfolio("name"), schema.advisories("bridge"), schema.portfolio("component")
    lone = name.filter(name.alone).anti_join(schema.put(Said), "component")
    pairs = engine.rows(bridge.semi_join(lone, "named").select("named", "purl").distinct())
    if not pairs:
        return
    purls = defaultdict(list)
    for named, purl in sorted(pairs):
        purls[named].append(purl)
    paired = lone.semi_join(bridge, "named")
    for values in engine.rows(component.semi_join(paired, component.id == paired.component)):
        row = Component(*values)
        found, _ = routes(listed(row), Held(held, {}, purls))
        yield from questions(row.id, (one for one in found if one.path is Path.TO_PURL), _FIRST_EXTRA)


def _covers(ecosystems: list[str], known: set[str], parts: set[str]) -> bool:
    named = known.intersection(ecosystems)
    return not parts.isdisjoint({ecosystems[0], *named, *map(base, named)})


def _sets(engine: Engine, conditions: Iterable[tuple[Node, ...]]) -> dict[int, frozenset[str]]:
    """Release → those of its CPE names whose product any condition names."""
    wanted = {named for nodes in conditions for node in nodes for one in node.criteria if (named := _named(one))}
    occurrence, columns = schema.portfolio("occurrence"), ("component", "named", "text")
    name = ibis.union(schema.portfolio("name").select(*columns), schema.put(SaidName).select(*columns))
    texts = engine.rows(name.filter(name.named.isin(sorted(wanted))).select("text").distinct()) if wanted else []
    if not texts:
        return {}
    numbers = dict(enumerate(sorted(text for (text,) in texts)))
    engine.put(Relevant, (Relevant(*one) for one in numbers.items()))
    relevant = schema.put(Relevant)
    found = occurrence.inner_join(name, "component").inner_join(relevant, "text")
    sets = defaultdict(set)
    for release, number in engine.rows(found.select(occurrence.release, relevant.number).distinct()):
        sets[release].add(numbers[number])
    return {release: frozenset(names) for release, names in sets.items()}


def _named(one: Criterion) -> str:
    try:
        return parse(one.cpe).named
    except CpeError:
        return ""
