# SPDX-License-Identifier: Apache-2.0
"""Which components need a name, each with the names that it might have.

A component needs a name where matching ends with `unidentified` although it could be placed: it has no identifier
of which any source knows, and nobody confirmed a name, or that there is none. Left out are

- components that are named and lack a version, or have one that their ecosystem refuses: a name would not help;
- keys and certificates of a CBOM, and the product itself, of which its maker knows.

Components of the same name are one, in all their versions and SBOMs, because one confirmation holds for all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from medward.advisories.asking import key_of
from medward.advisories.candidates.model import Candidate, Nameless
from medward.advisories.candidates.naming import forms
from medward.advisories.candidates.purls import ecosystem_of
from medward.advisories.candidates.searching import Found, search
from medward.advisories.candidates.weighing import weighed
from medward.advisories.confirmed import NONE, Confirmations
from medward.advisories.identity import Query, query
from medward.advisories.matching import match_all
from medward.advisories.model import ComponentMatch, Status
from medward.advisories.store import opened
from medward.inventory import Component, Inventory
from medward.inventory.identity import lasting_key
from medward.inventory.quality import SET_ASIDE

SHOWN = 5
"""Candidates of one component."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A component that needs a name, as one SBOM has it."""

    component: Component
    match: ComponentMatch
    place: str
    around: frozenset[str]


def nameless(
    inventories: Mapping[str, Inventory],
    database: Path,
    confirmations: Confirmations | None = None,
    shown: int = SHOWN,
) -> tuple[Nameless, ...]:
    """The components that need a name, in the order in which they are found.

    Args:
        inventories: what people call each inventory → the inventory.
        database: the advisory database.
        confirmations: the names that were confirmed before.
        shown: how many candidates of each component are kept.

    Raises ProblemsError where the database is missing or cannot be read.
    """
    reports = match_all(list(inventories.values()), database, confirmations)
    asked = [
        one
        for (place, inventory), report in zip(inventories.items(), reports, strict=True)
        for one in _asked(place, inventory, report.components)
    ]
    groups = _grouped(asked)
    found = _found(list(groups.values()), database)
    return tuple(
        _nameless(key, group, weighed_ones[:shown])
        for (key, group), weighed_ones in zip(groups.items(), found, strict=True)
    )


def _asked(place: str, inventory: Inventory, matches: Sequence[ComponentMatch]) -> Iterable[_Asked]:
    by_ref = inventory.by_ref()
    ecosystems = [ecosystem_of(one.purl) for one in inventory.components if one.purl]
    around = frozenset(ecosystem for ecosystem in ecosystems if ecosystem)
    product = inventory.primary.ref if inventory.primary is not None else None
    for match in matches:
        component = by_ref[match.component]
        if component.kind not in SET_ASIDE and match.component != product and _needs_name(component, match):
            yield _Asked(component, match, place, around)


def _needs_name(component: Component, match: ComponentMatch) -> bool:
    if match.status is not Status.UNIDENTIFIED or match.identity == NONE:
        return False
    named = query(component.purl, component.version) if component.purl else None
    placed = not isinstance(named, Query) or key_of(named) is not None
    return placed and match.identity != "confirmed"


def _grouped(asked: Iterable[_Asked]) -> dict[str, list[_Asked]]:
    """The key of each component → all that it stands for; the supplier tells apart what has one name."""
    by_key: dict[str, list[_Asked]] = defaultdict(list)
    for one in asked:
        by_key[lasting_key(one.component)].append(one)
    groups: dict[str, list[_Asked]] = defaultdict(list)
    for key, group in by_key.items():
        several = len({one.component.supplier for one in group}) > 1 and not key.startswith("pkg:")
        for one in group:
            supplier, name = one.component.supplier, one.component.name
            groups[f"{supplier}/{name}" if several and supplier else key].append(one)
    return groups


def _found(groups: Sequence[Sequence[_Asked]], database: Path) -> list[tuple[Candidate, ...]]:
    """The candidates of each group."""
    components = [group[0].component for group in groups]
    versions = {number: {one.component.version for one in group} for number, group in enumerate(groups)}
    of_component: dict[int, list[Found]] = defaultdict(list)
    with opened(database) as connection:
        for one in search(connection, components, versions):
            of_component[one.component].append(one)
    return [
        weighed(
            component,
            forms(component),
            of_component[number],
            frozenset().union(*(one.around for one in groups[number])),
        )
        for number, component in enumerate(components)
    ]


def _nameless(key: str, group: Sequence[_Asked], candidates: tuple[Candidate, ...]) -> Nameless:
    first = group[0]
    return Nameless(
        component=key,
        name=first.component.name,
        supplier=first.component.supplier,
        versions=tuple(dict.fromkeys(one.component.version for one in group if one.component.version)),
        found_in=tuple(dict.fromkeys(one.place for one in group)),
        reason=first.match.reason,
        candidates=candidates,
    )
