# SPDX-License-Identifier: Apache-2.0
"""The product tree becomes a flat list of products that know their branches."""

import json

import pytest

from advisories.csaf.documents import Json, branch, document, leaf, product
from medward.advisories.csaf import CsafError, Product, parse, tree


def products(*branches: Json, **more: Json) -> tuple[Product, ...]:
    return parse(json.dumps(document(*branches, **more)).encode()).products


def test_a_leaf_knows_vendor_family_name_and_version() -> None:
    version = leaf("product_version_range", "< 3", "P1")
    found = products(
        branch("vendor", " Acme ", branch("product_family", "F", branch("product_name", "Pump", version)))
    )
    (only,) = found
    assert (only.vendor, only.families, only.product, only.version) == ("Acme", ("F",), "Pump", "< 3")
    assert only.is_range


def test_a_plain_version_is_no_range() -> None:
    assert not products(product("Acme", "Pump", "3.1"))[0].is_range


def test_branches_of_other_kinds_are_kept_in_words() -> None:
    (only,) = products(branch("architecture", "arm64", leaf("product_version", "1", "P1")))
    assert only.other == ("architecture: arm64",)


def test_a_branch_with_a_product_and_branches_gives_both() -> None:
    both = leaf("product_name", "Pump", "P1") | {"branches": [leaf("product_version", "1", "P2")]}
    assert [one.id for one in products(both)] == ["P1", "P2"]


def test_identification_helpers_are_read() -> None:
    helper = {
        "purl": "pkg:generic/a@1",
        "purls": ["pkg:generic/a@1", "pkg:generic/b@1"],
        "cpe": "cpe:2.3:h:acme:pump:1:*:*:*:*:*:*:*",
        "model_numbers": ["AP-1??"],
        "serial_numbers": ["SN1*"],
        "skus": ["S"],
        "hashes": [{"filename": "f", "file_hashes": [{"algorithm": "sha256", "value": "00"}]}],
    }
    found = products(product("Acme", "Pump", "1", product_identification_helper=helper))[0].identifiers
    assert found.purls == ("pkg:generic/a@1", "pkg:generic/b@1")
    assert found.cpe.startswith("cpe:2.3:h:acme")
    assert (found.model_numbers, found.serial_numbers, found.skus) == (("AP-1??",), ("SN1*",), ("S",))
    assert found.hashes == ("sha256:00",)


def test_full_product_names_and_relationships_are_products() -> None:
    more = {
        "full_product_names": [{"product_id": "P2", "name": "Gateway 2"}],
        "relationships": [
            {
                "category": "installed_on",
                "product_reference": "P1",
                "relates_to_product_reference": "P2",
                "full_product_name": {"product_id": "P3", "name": "Pump on Gateway 2"},
            }
        ],
    }
    found = products(product("Acme", "Pump", "1"), tree=more)
    assert [one.id for one in found] == ["P1", "P2", "P3"]
    assert found[2].part_of == ("P1", "installed_on", "P2")


def test_branches_deeper_than_the_limit_refuse_the_document() -> None:
    deep = leaf("product_name", "Pump", "P1")
    for _ in range(tree.MAX_DEPTH):
        deep = branch("product_family", "F", deep)
    with pytest.raises(CsafError, match="deeper than 40"):
        products(deep)


def test_more_products_than_the_limit_refuse_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_PRODUCTS", 1)
    with pytest.raises(CsafError, match="more than 1 products"):
        products(product("Acme", "Pump", "1"), product("Acme", "Pump", "2", "P2"))
