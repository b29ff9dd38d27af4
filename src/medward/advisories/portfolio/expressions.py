# SPDX-License-Identifier: Apache-2.0
"""The join of a portfolio with the advisories, written once as Ibis expressions over tables.

An engine compiles each to its own SQL, runs it and keeps the result under a name, on which the next ones stand:
DuckDB in this process, Spark on a cluster. The rules are those of `medward.advisories.asking`, `judging`,
`findings` and `matching`, for many components at once. What these decide with more than comparisons is
decided in Python for the few distinct values that occur (`medward.advisories.portfolio.deciding`), and comes
in as small tables:

- `said`: components of whose names a confirmation holds;
- `pairing`: package URL → product of purl2cpe, written out for each part;
- `extra`: questions about packages that are paired with the CPE names of a component, and every question about
  those of `said`;
- `covered`: ecosystems that the database has a source for;
- `ordered`: version → its sortable key in an order that records state;
- `placement`: release → its set of CPE names, as far as any condition asks for them; 0 is the empty set, and has
  no row;
- `verdict`: what a hit by a product is worth; no row where it is none after all.

Every table but `occurrence`, `variant` and `ended` has rows for distinct components and not for occurrences.
"""

import ibis
import ibis.expr.types as ir

from medward.advisories.claims import CPE
from medward.advisories.portfolio.schema import advisories, columns, portfolio, put
from medward.advisories.portfolio.tables import Covered, Extra, Ordered, Pairing, Placement, Said, Unsure, Verdict
from medward.advisories.routes import Path

PATHS = tuple(sorted(path.value for path in Path))
"""Paths in the order in which the first of equally sure ones stands."""

RADIX = 32
"""A rank and a path as one number, by which the surer and then the first path is the smaller one."""

POSSIBLE_RANK = 2
_STRONG_RANK = 1
_PAIRED = -1
"""The number of the routes by a package URL's pairings."""


def asked(products: frozenset[str]) -> ir.Table:
    """Every question that the database can be asked; `products` are the ways of naming products that it holds."""
    stored = portfolio("question")
    stored = stored.filter(~stored.product | stored.ecosystem.isin(sorted(products)))
    stored = stored.anti_join(put(Said), "component")
    return ibis.union(stored, put(Extra), _paired(stored.schema()))


def _paired(wanted: ibis.Schema) -> ir.Table:
    """Questions about the products that purl2cpe pairs with a component's package URL."""
    component, pairing = portfolio("component"), put(Pairing)
    said = put(Said)
    unsaid = component.filter(component.bare != "").anti_join(said, component.id == said.component)
    joined = unsaid.inner_join(pairing, unsaid.bare == pairing.purl)
    made = {
        "component": joined.id,
        "route": ibis.literal(_PAIRED),
        "path": ibis.literal(Path.TO_CPE.value),
        "ecosystem": ibis.literal(CPE),
        "ecosystems": ibis.literal(CPE),
        "package": joined.package,
        "version": joined.named_version,
        "key": joined.named_key,
        "rank": ibis.ifelse(joined.distribution, POSSIBLE_RANK, _STRONG_RANK),
        "attributes": joined.attributes,
        "product": ibis.literal(value=True),
        "own": ibis.literal(value=False),
        "placed": joined.named_key.notnull(),
        "binary": ibis.literal(value=False),
    }
    return joined.select(**{name: made[name].cast(kind) for name, kind in wanted.items()})


def alone(question: ir.Table) -> ir.Table:
    """Components of distributions whose own source the database has, and decides about them."""
    component = portfolio("component")
    own = question.filter(_by_purl(question)).semi_join(put(Covered), "ecosystems")
    return component.filter(component.distribution).semi_join(own, component.id == own.component).select("id")


def unordered(question: ir.Table) -> ir.Table:
    """Versions of products of which records speak in an order that they state."""
    return _stated(question).select("ecosystem_stated", "version").distinct()


def target(question: ir.Table, decided_alone: ir.Table) -> ir.Table:
    """The questions that count, each with the number of the package that it asks for.

    What a distribution's own source decides about is asked about by a digest and by confirmed names beside it.
    """
    always = _by_purl(question) | question.path.isin(_BESIDE)
    others = question.filter(~always).anti_join(decided_alone, question.component == decided_alone.id)
    kept = ibis.union(question.filter(always), others)
    package, ordered = advisories("package"), put(Ordered)
    generic = kept.inner_join(package, (kept.ecosystem == package.ecosystem) & (kept.package == package.name))
    generic = generic.select(
        *_ASKED,
        "key",
        target=package.id,
        known=package.known,
        undecided=package.undecided,
        generic=ibis.literal(value=True),
    )
    stated = _stated(kept)
    in_order = stated.inner_join(
        ordered, (stated.ecosystem_stated == ordered.ecosystem) & (stated.version == ordered.version)
    ).select(
        *(stated[name] for name in _ASKED),
        ordered.key,
        *(stated[name] for name in ("target", "known", "undecided")),
        generic=ibis.literal(value=False),
    )
    return ibis.union(generic, in_order)


def _by_purl(question: ir.Table) -> ir.BooleanValue:
    """Questions about a component's own package URL, in the ecosystem's own advisories."""
    return question.own & ~question.product & (question.path == Path.PURL.value)


_BESIDE = (Path.CONFIRMED.value, Path.HASH.value)
_ASKED = ("component", "route", "path", "rank", "attributes", "product", "ecosystem", "version")


def _stated(question: ir.Table) -> ir.Table:
    """Questions about products of which records speak in an order that they state: `CNA:semver` beside `CNA`."""
    package = advisories("package")
    package = package.mutate(way=package.ecosystem.split(":")[0]).filter(lambda one: one.way != one.ecosystem)
    of_products = question.filter(question.product & (question.version != ""))
    joined = of_products.inner_join(
        package, (of_products.ecosystem == package.way) & (of_products.package == package.name)
    )
    return joined.select(
        *(of_products[name] for name in _ASKED),
        ecosystem_stated=package.ecosystem,
        target=package.id,
        known=package.known,
        undecided=package.undecided,
    )


def hit(of: ir.Table) -> ir.Table:
    """Every record that says that a version is affected: the four ways of `medward.advisories.asking`."""
    interval, version = advisories("interval"), advisories("version")
    unplaced = of.filter(of.key.isnull())
    inside = of.inner_join(
        interval,
        (interval.package == of.target)
        & (interval.low <= of.key)
        & (interval.high.isnull() | (of.key < interval.high)),
    )
    every = unplaced.inner_join(interval, (interval.package == unplaced.target) & _holds_all(interval))
    same = of.inner_join(version, (version.package == of.target) & (version.key == of.key))
    spelled = unplaced.inner_join(
        version,
        (version.package == unplaced.target) & (version.version == unplaced.version) & version.key.isnull(),
    )
    return ibis.union(
        *(_hit(one, of_, interval, listed=False) for one, of_ in ((inside, of), (every, unplaced))),
        *(_hit(one, of_, version, listed=True) for one, of_ in ((same, of), (spelled, unplaced))),
    )


def _holds_all(interval: ir.Table) -> ir.BooleanValue:
    return (interval.low == ibis.literal(b"", type="binary")) & interval.high.isnull()


def _hit(joined: ir.Table, of: ir.Table, by: ir.Table, *, listed: bool) -> ir.Table:
    """The columns of a hit; an enumerated version has no range, so the component's own stands for its end."""
    return joined.select(
        *(of[name] for name in (*_ASKED, "key", "target", "generic")),
        by.record,
        by.terms,
        introduced=ibis.literal("") if listed else by.introduced,
        ending=ibis.literal("listed") if listed else by.ending,
        until=of.version if listed else by.until,
        high=ibis.null("binary") if listed else by.high,
    )


MISS = ("version", "introduced", "ending", "until", "scheme")
"""All that decides whether a range surely does not hold a version."""

_ORDINARY = "^(> )?[vV]?[0-9]{1,3}([.][0-9]+)+$"
"""Plain numbers of several parts, which the generic order always decides."""


_CLEARING = (Path.CPE.value, Path.DEPRECATED.value)
"""The routes of CPE names on which a miss clears, or keeps from being cleared."""


def missed(of: ir.Table, hits: ir.Table) -> ir.Table:
    """Ranges in the generic order that do not hold a version by which a component could be cleared."""
    interval, terms = advisories("interval"), advisories("terms")
    clearing = of.path.isin(_CLEARING) | ((of.path == Path.CONFIRMED.value) & (of.ecosystem == CPE))
    own = of.filter(clearing & of.generic & (of.version != ""))
    joined = own.inner_join(interval, own.target == interval.package).select(
        *(own[name] for name in ("component", "route", "target", "version")),
        *(interval[name] for name in ("record", "introduced", "ending", "until", "terms")),
    )
    ends = (joined.introduced == "0") | joined.introduced.re_search(_ORDINARY)
    ordinary = joined.version.re_search(_ORDINARY) & ends
    ordinary &= (joined.until == "") | joined.until.re_search(_ORDINARY)
    open_ = joined.filter(((joined.introduced != "0") | (joined.ending != "")) & ~ordinary)
    outside = open_.anti_join(hits, ("target", "version", "record"))
    return outside.left_join(terms, outside.terms == terms.id).select(
        *(outside[name] for name in ("component", "route", *MISS[:-1])), scheme=terms.scheme.fill_null("")
    )


def unsure(misses: ir.Table) -> ir.Table:
    """The routes that such ranges leave undecided."""
    return misses.semi_join(put(Unsure), MISS).select("component", "route").distinct()


def conditional(hits: ir.Table) -> ir.Table:
    """Components with a hit that rests on a condition, which the rest of their release may decide."""
    conditions = _conditions()
    return hits.semi_join(conditions, hits.terms == conditions.id).select("component").distinct()


def _conditions() -> ir.Table:
    """Terms with conditions."""
    terms = advisories("terms")
    return terms.filter(terms.conditions != "").select("id")


def variant(resting: ir.Table) -> ir.Table:
    """Occurrence → the set of CPE names with which it is judged: 0 where no condition asks for one."""
    occurrence, placement = portfolio("occurrence"), put(Placement)
    placed = occurrence.left_join(placement, occurrence.release == placement.release).select(
        occurrence.release, occurrence.ref, occurrence.component, set=placement.platforms.fill_null(0)
    )
    joined = placed.left_join(resting, placed.component == resting.component)
    return joined.select(
        placed.release,
        placed.ref,
        placed.component,
        platforms=ibis.ifelse(resting.component.notnull(), placed.set, 0).cast("int32"),
    )


def placed(hits: ir.Table, variants: ir.Table) -> ir.Table:
    """Every hit in each set of CPE names with which its component occurs; `asked` is the set where it matters."""
    settings, conditions = variants.select("component", "platforms").distinct(), _conditions()
    joined = hits.inner_join(settings, "component")
    noted = joined.left_join(conditions, joined.terms == conditions.id)
    return noted.select(joined, asked=ibis.ifelse(conditions.id.notnull(), joined.platforms, 0).cast("int32"))


CASE = tuple(columns(Verdict))[:-1]
"""All that decides what a hit by a product is worth."""


def cases(hits: ir.Table) -> ir.Table:
    """Every distinct case of a hit by a product."""
    return _case(hits.filter(hits.product)).select(*CASE).distinct()


def judged(hits: ir.Table) -> ir.Table:
    """Every hit that is one after all, with how sure it is: a rank and a path as one number."""
    verdict = put(Verdict)
    of_products = _case(hits.filter(hits.product))
    told = of_products.inner_join(verdict, [of_products[name] == verdict[name] for name in CASE])
    plain = hits.filter(~hits.product)
    return ibis.union(
        _sure(plain, plain["rank"]),
        _sure(told.select(*(of_products[name] for name in hits.columns), worth=verdict.worth), ibis._.worth),
    )


def _case(hits: ir.Table) -> ir.Table:
    """Hits with a number for no terms, so that they can be compared."""
    return hits.mutate(terms=hits.terms.fill_null(NO_TERMS))


NO_TERMS = -1


def _sure(hits: ir.Table, rank: ir.IntegerValue) -> ir.Table:
    path = hits.path.cases(*((name, number) for number, name in enumerate(PATHS)), else_=len(PATHS))
    return hits.select(
        "component",
        "platforms",
        "record",
        "target",
        "product",
        "generic",
        "key",
        "ending",
        "until",
        "high",
        sure=(rank * RADIX + path).cast("int32"),
    )
