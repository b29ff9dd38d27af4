# SPDX-License-Identifier: Apache-2.0
"""What one publisher says of one product in a CVE record, as claims: by name, registry package and CPE name.

Rules:

- A product is found by vendor and product in the publisher's words. Where either is not told ("n/a"), and there is
  no other name, the statement can match nothing and is counted.
- `packageName` with a `collectionURL` of a known registry names a package there.
- `cpes` name the product again: the entry's own versions hold for them, and their versions say nothing more. Only
  where the entry states no version that can be evaluated do those of the CPE names stand in for it.
- `platforms` narrow the statement, and an inventory does not tell on which platform a component runs: a doubt.
- Where all ranges of a product state one order of versions, and it takes all of them, the claim stands in that
  order and, as a stand-in, in the generic one: see `medward.advisories.orders`. Else in the generic one alone.
- One statement over commits alone is undecided, unless another of the same record gives versions of the product.
"""

from collections.abc import Iterable, Iterator

from medward.advisories.claims import (
    CNA,
    CPE,
    NO_TERMS,
    REGISTRY,
    Claim,
    Terms,
    one_line,
    product_name,
    registry_name,
)
from medward.advisories.cpe.conditions import Criterion
from medward.advisories.cpe.matches import attributes, claim
from medward.advisories.cpe.names import ANY, CpeError, is_literal, parse
from medward.advisories.cve.statuses import Evaluated, evaluate, scheme
from medward.advisories.cve.written import Affected
from medward.advisories.orders import in_order, order_in, way_of

_REGISTRIES = {
    "pypi.org": "pypi",
    "pypi.python.org": "pypi",
    "npmjs.com": "npm",
    "npmjs.org": "npm",
    "registry.npmjs.org": "npm",
    "repo.maven.apache.org": "maven",
    "repo1.maven.org": "maven",
    "mvnrepository.com": "maven",
    "central.sonatype.com": "maven",
    "crates.io": "cargo",
    "rubygems.org": "gem",
    "nuget.org": "nuget",
    "packagist.org": "composer",
    "pkg.go.dev": "golang",
    "hex.pm": "hex",
    "pub.dev": "pub",
    "hackage.haskell.org": "hackage",
}
"""Host of a `collectionURL` → package URL type."""
_ALL_PLATFORMS = frozenset(("", "all", "any", "unknown", "n/a", "*"))


def claims(statements: Iterable[Affected]) -> tuple[tuple[Claim, ...], int, int]:
    """The claims of one container, how many statements name nothing, and how many entries are over commits."""
    found: list[Claim] = []
    unnamed = commits = 0
    for one in statements:
        evaluated, stated = evaluate(one.versions or (), one.default_status), _stated(one)
        commits += evaluated.commit_ranges
        made = list(_claims(one, evaluated, stated))
        unnamed += not made
        found += made
    decided = {(way_of(one.ecosystem), one.name) for one in found if not one.undecided}
    kept = (one for one in found if not one.undecided or (one.ecosystem, one.name) not in decided)
    return tuple(dict.fromkeys(kept)), unnamed, commits


def _claims(one: Affected, evaluated: Evaluated, stated: tuple[str, Evaluated] | None) -> Iterator[Claim]:
    """The claims in the generic order, which stand in for those in a stated order where there is one."""
    if stated is None:
        yield from _products(one, evaluated, NO_TERMS)
    else:
        named, found = stated
        yield from _products(one, evaluated, NO_TERMS._replace(scheme=named, stand_in=True))
        yield from _products(one, found, NO_TERMS._replace(scheme=named))
    if evaluated.undecided or _doubts_everything(evaluated):
        versioned = (claim(Criterion(cpe)) for cpe in one.cpes or () if _has_version(cpe))
        yield from (made for made in versioned if made is not None)


def _stated(one: Affected) -> tuple[str, Evaluated] | None:
    """The order that all ranges of an entry state, with the versions in it, where it takes all of them."""
    named = scheme(one.versions or ())
    if not named:
        return None
    found = evaluate(one.versions or (), one.default_status, order_in(named))
    return (named, found) if found.groups and not found.partial else None


def _products(one: Affected, evaluated: Evaluated, terms: Terms) -> Iterator[Claim]:
    """The claims about every name of the product, in one order."""
    doubted, stated = terms._replace(doubt=_platforms(one)), "" if terms.stand_in else terms.scheme
    for way, name in _names(one):
        yield from _each(in_order(way, stated), name, evaluated, doubted)
    for name, rest in _cpe_names(one):
        yield from _each(in_order(CPE, stated), name, evaluated, doubted._replace(attributes=rest))


def _names(one: Affected) -> Iterator[tuple[str, str]]:
    named = product_name(one.vendor or "", one.product or one.package_name or "")
    if named:
        yield CNA, named
    kind = _registry(one.collection_url or "")
    if kind and one.package_name:
        yield (
            REGISTRY,
            registry_name(kind, one.package_name.replace(":", "/") if kind == "maven" else one.package_name),
        )


def _registry(address: str) -> str:
    host = address.lower().partition("://")[2].partition("/")[0].removeprefix("www.")
    return _REGISTRIES.get(host, "")


def _cpe_names(one: Affected) -> Iterator[tuple[str, str]]:
    """The products among the CPE names with their values after the version, each once."""
    seen: set[tuple[str, str]] = set()
    for cpe in one.cpes or ():
        try:
            name = parse(cpe)
        except CpeError:
            continue
        found = name.named, attributes(name._replace(update=ANY) if is_literal(name.version) else name)
        if name.has_product and name.part in {"a", "o", "h"} and found not in seen:
            seen.add(found)
            yield found


def _has_version(cpe: str) -> bool:
    try:
        return is_literal(parse(cpe).version)
    except CpeError:
        return False


def _doubts_everything(evaluated: Evaluated) -> bool:
    """Whether no versions were understood, only doubts."""
    return bool(evaluated.groups) and all(group.doubt for group in evaluated.groups)


def _each(ecosystem: str, name: str, evaluated: Evaluated, terms: Terms) -> Iterator[Claim]:
    """One claim for each doubt; one without versions where the statement only clears, or cannot be evaluated."""
    for group in evaluated.groups:
        doubted = terms._replace(doubt=group.doubt or terms.doubt)
        yield Claim(ecosystem, name, group.intervals, group.versions, doubted)
    if not evaluated.groups:
        yield Claim(ecosystem, name, undecided=(evaluated.undecided,) if evaluated.undecided else ())


def _platforms(one: Affected) -> str:
    named = [platform for platform in one.platforms or () if platform.strip().lower() not in _ALL_PLATFORMS]
    return one_line(f"it holds on {', '.join(named[:3])}{' and others' if named[3:] else ''}") if named else ""
