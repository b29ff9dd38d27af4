# SPDX-License-Identifier: Apache-2.0
"""The products of many advisories, found by maker and by word.

Built once and asked often: a unit is compared only with products of its makers with which it shares a word, and
with the few that name no word of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from medward.advisories.csaf import Advisory
from medward.advisories.devices.makers import Registry
from medward.advisories.devices.naming import Name
from medward.advisories.devices.products import Prepared, prepared, title_name


@dataclass(slots=True)
class Shelf:
    """The products of one maker."""

    by_word: dict[str, list[Prepared]] = field(default_factory=lambda: defaultdict(list))
    always: list[Prepared] = field(default_factory=list)
    titles: list[tuple[Advisory, Name, tuple[Prepared, ...]]] = field(default_factory=list)

    def put(self, product: Prepared) -> None:
        """Add a product under each of its words."""
        found = set(_words(product))
        for word in found:
            self.by_word[word].append(product)
        if product.name.is_bare or product.name.ranges or any("x" in word for word in product.name.designators):
            self.always.append(product)

    def near(self, asked: Iterable[str]) -> list[Prepared]:
        """The products that share a word, each once, in the order of the advisories."""
        found = {id(one): one for one in self.always}
        for word in asked:
            for one in self.by_word.get(word, ()):
                found[id(one)] = one
        return sorted(found.values(), key=lambda one: one.key)


class DeviceIndex:
    """Advisories, ready to be asked about devices.

    Attributes:
        registry: makers by their names, with those that only these advisories know.
        advisories: how many advisories are in it.
        without_maker: products for which the advisory names no maker; they are compared with every unit.
    """

    def __init__(self, advisories: Iterable[Advisory]) -> None:
        self.registry = Registry()
        self.advisories = 0
        self._shelves: dict[str, Shelf] = {}
        for advisory in advisories:
            self.advisories += 1
            self._add(advisory)
        self.without_maker = len(_products(self._shelves.get("")))

    def shelf(self, maker: str) -> Shelf | None:
        """The products of a maker; `""` for those of which no maker is named; None where there are none."""
        return self._shelves.get(maker)

    def _add(self, advisory: Advisory) -> None:
        by_maker: dict[str, list[Prepared]] = defaultdict(list)
        for product in prepared(advisory, self.registry):
            for maker in product.makers or ("",):
                self._shelves.setdefault(maker, Shelf()).put(product)
                by_maker[maker].append(product)
        for maker, products in by_maker.items():
            title = title_name(advisory, self.registry.names_of(maker) if maker else ())
            self._shelves[maker].titles.append((advisory, title, tuple(products)))


def _words(product: Prepared) -> Iterator[str]:
    for name in (product.name, product.whole):
        if name:
            yield from (word for group in name.own for word in group)
            yield from name.designators
            yield from name.numbers
            yield from name.joins
    yield from product.models


def _products(shelf: Shelf | None) -> set[int]:
    if shelf is None:
        return set()
    return {id(one) for products in (*shelf.by_word.values(), shelf.always) for one in products}
