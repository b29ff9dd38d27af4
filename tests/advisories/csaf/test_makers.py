# SPDX-License-Identifier: Apache-2.0
"""Who makes a product: the branch above it, that of a part, or a vendor that writes of its own."""

from advisories.csaf.documents import advisory, document, product
from medward.advisories.csaf import Advisory
from medward.advisories.csaf.makers import maker, vendors


def makers(found: Advisory) -> list[str]:
    return [maker(found, one, vendors(found)) for one in found.products]


def test_the_vendor_is_the_branch_above_a_product() -> None:
    assert makers(advisory(document(product("Acme", "Pump", "1.0")))) == ["Acme"]


def test_a_product_made_of_others_is_of_the_first_that_has_a_vendor() -> None:
    full = {"product_id": "P3", "name": "A in B"}
    relation = {
        "category": "installed_on",
        "full_product_name": full,
        "product_reference": "P1",
        "relates_to_product_reference": "P2",
    }
    bare = {"full_product_names": [{"product_id": "P1", "name": "App"}], "relationships": [relation]}
    assert makers(advisory(document(product("Acme", "Pump", "1.0", "P2"), tree=bare))) == ["Acme", "", "Acme"]


def test_only_a_vendor_writes_of_its_own_products() -> None:
    tree = {"full_product_names": [{"product_id": "P1", "name": "App"}]}
    for kind, told in (("vendor", "Acme"), ("coordinator", "")):
        publisher = {"category": kind, "name": "Acme", "namespace": "https://example.org"}
        assert makers(advisory(document(tree=tree, publisher=publisher, vulnerabilities=[]))) == [told]
