# SPDX-License-Identifier: Apache-2.0
"""The index finds products by maker and word, and forgets none."""

from advisories.csaf.documents import advisory, document, leaf, product
from medward.advisories.devices import DeviceIndex


def index() -> DeviceIndex:
    return DeviceIndex(
        [
            advisory(document(product("Acme", "Flowmaster", "1")), "A-1"),
            advisory(document(product("Acme", "Monitor MX400-MX850", "1")), "A-2"),
            advisory(document(product("Acme", "System", "1")), "A-3"),
        ]
    )


def near(*asked: str) -> list[str]:
    shelf = index().shelf("acme")
    assert shelf is not None
    return [one.advisory.id for one in shelf.near(asked)]


def test_a_word_finds_its_products() -> None:
    assert "A-1" in near("flowmaster")
    assert "A-1" not in near("pump")


def test_ranges_and_names_without_words_of_their_own_are_always_compared() -> None:
    assert near() == ["A-2", "A-3"]


def test_a_maker_without_products_has_no_shelf() -> None:
    assert index().shelf("mindray") is None


def test_advisories_and_products_without_a_maker_are_counted() -> None:
    told = index()
    assert (told.advisories, told.without_maker) == (3, 0)
    assert DeviceIndex([advisory(document(leaf("product_name", "Pump", "P1")))]).without_maker == 1
