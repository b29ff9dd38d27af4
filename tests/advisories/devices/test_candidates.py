# SPDX-License-Identifier: Apache-2.0
"""Candidates: products of a unit's name, with the way to their maker."""

from advisories.csaf.documents import Json, advisory, branch, document, leaf, product
from medward.advisories.devices import Confidence, DeviceIndex
from medward.advisories.devices.candidates import Finder, Near


def near(found: Json, maker: str, model: str, number: str = "") -> Near:
    return Finder(DeviceIndex([advisory(found)])).near(maker, model, number)


def test_a_makers_own_name_caps_nothing_and_a_misspelt_one_does() -> None:
    found = document(product("Philips", "Xperius", "1"))
    assert near(found, "Philips", "Xperius").candidates[0].confidence is Confidence.EXACT
    misspelt = near(found, "Phillips", "Xperius").candidates[0]
    assert misspelt.confidence is Confidence.STRONG
    assert misspelt.evidence[0].words == "the name is one letter away from Philips"


def test_a_maker_is_covered_whether_or_not_its_device_is_named() -> None:
    found = document(product("Philips", "Xperius", "1"))
    assert near(found, "Philips", "Lumify") == Near(covered=True, candidates=())
    assert near(found, "Mindray", "Xperius") == Near(covered=False, candidates=())


def test_a_product_that_shares_a_part_of_the_name_gives_way_to_the_one_that_has_it() -> None:
    both = branch(
        "vendor", "Acme", leaf("product_name", "Connex", "P1"), leaf("product_name", "Connex Spot", "P2")
    )
    assert [one.product.product.id for one in near(document(both), "Acme", "Connex Spot").candidates] == ["P2"]
    assert [one.product.product.id for one in near(document(both), "Acme", "Connex Wall").candidates] == ["P1"]


def test_a_unit_may_be_named_by_its_number_alone() -> None:
    found = document(product("Acme", "Pump (model AP-1234)", "1"))
    assert near(found, "Acme", "", "AP-1234").candidates[0].confidence is Confidence.EXACT
