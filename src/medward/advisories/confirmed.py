# SPDX-License-Identifier: Apache-2.0
"""What a dossier's confirmed identities say of the components of an inventory, on a given day.

Rules:

- A confirmation for one version of a component goes before those for any version.
- One that gives names goes before one that says that there are none; several that give names hold together.
- One that has expired, or is of a later day, does not count; an expired one is told, so that somebody renews it.
- A name that somebody confirmed is asked about as if the component had it itself, and may clear it. What is found
  by it is `strong` at most, because that it is this component's name rests on a person's judgement.
- Where somebody confirmed that no public source names it, that no source has a record on it clears nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from medward.advisories.bridge import version_of
from medward.advisories.claims import one_line
from medward.advisories.model import ComponentMatch, Status
from medward.inventory import Component, Inventory
from medward.trace.components import ComponentIndex, Named

if TYPE_CHECKING:
    from medward.dossier.model.identity import Identity

CONFIRMED: Final = "confirmed"
NONE: Final = "none"
EXPIRED: Final = "expired"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The confirmations about one component.

    Attributes:
        holding: those that count: all of them give names, or all say that there are none.
        expired: those that counted before.
    """

    holding: "tuple[Identity, ...]" = ()
    expired: "tuple[Identity, ...]" = ()

    @property
    def standing(self) -> str:
        """`confirmed`, `none` or `expired`, as in `ComponentMatch.identity`; empty where nothing was confirmed."""
        if self.holding:
            return NONE if self.unnamed else CONFIRMED
        return EXPIRED if self.expired else ""

    @property
    def unnamed(self) -> str:
        """That no public source names it, with who confirmed that, as a sentence; else empty."""
        first = next(iter(self.holding), None)
        return f"no public source names it ({by(first)})" if first is not None and first.none else ""

    def stand_ins(self, component: Component) -> Iterator[tuple[Component, str]]:
        """The component as it would be with each confirmed name alone, with the words on who confirmed it when."""
        bare = Component(ref=component.ref, name="", version=component.version or version_of(component.purl))
        for identity in self.holding:
            said = by(identity)
            for purl in identity.purls:
                yield msgspec.structs.replace(bare, purl=purl), said
            for cpe in identity.cpes:
                yield msgspec.structs.replace(bare, cpes=(cpe,)), said
            for one in identity.products:
                yield msgspec.structs.replace(bare, supplier=one.vendor, name=one.product), said

    def noted(self, matched: ComponentMatch) -> ComponentMatch:
        """The match with what the confirmations add to its reason."""
        if not self.standing:
            return matched
        reason = matched.reason
        if matched.status is Status.AFFECTED and self.unnamed:
            reason += f"; yet it was said that {self.unnamed}"
        for one in self.expired:
            reason += f"; what was {by(one)} expired on {one.expires} and does not count"
        return replace(matched, reason=reason, identity=self.standing)


NOTHING: Final = Confirmed()


class Confirmations:
    """The confirmed identities of one dossier on one day."""

    def __init__(self, identities: "Iterable[Identity]" = (), as_of: date = date.max) -> None:
        """Take the identities of a dossier; `as_of` decides which of them count."""
        self._identities = [one for one in identities if one.date <= as_of]
        self._as_of = as_of

    def of(self, inventory: Inventory) -> Mapping[str, Confirmed]:
        """Reference → confirmations, for those components of an inventory of which there are any."""
        found = naming(self._identities, inventory)
        return {ref: on_day(identities, self._as_of) for ref, identities in found.items()}


def naming(identities: "Sequence[Identity]", inventory: Inventory) -> "dict[str, list[Identity]]":
    """Reference → identities that are about it, of whatever day, for components of which there are any."""
    if not identities:
        return {}
    index = ComponentIndex(
        Named(("component", one.ref), one.purl, one.group, one.name, one.version, one.supplier)
        for one in inventory.all_components
    )
    found: dict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        for _, ref in index.find(identity.component):
            found[ref].append(identity)
    return dict(found)


def on_day(identities: "Iterable[Identity]", as_of: date) -> Confirmed:
    """What the identities that are about one component say on a day."""
    told = [one for one in identities if one.date <= as_of]
    expired = [one for one in told if one.expires is not None and one.expires < as_of]
    holding = [one for one in told if one not in expired]
    closest = [one for one in holding if one.versioned] or holding
    chosen = [one for one in closest if not one.none] or closest
    return Confirmed(tuple(chosen), tuple(expired))


def by(identity: "Identity") -> str:
    """Who confirmed it when: `confirmed by Security engineer on 2026-02-03`."""
    return f"confirmed by {one_line(identity.author)} on {identity.date}"
