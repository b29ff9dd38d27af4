# SPDX-License-Identifier: Apache-2.0
"""CSAF: product ids, relationships, groups, and what is said of each product."""

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.inventory.model import Hash
from triage.vex.made import HASH, TLS, csaf_2_1_document, csaf_document, read


def test_a_product_of_a_relationship_is_a_component_inside_a_product() -> None:
    alone, inside = read(csaf_document()).statements
    assert (alone.product.purls, alone.component) == ((TLS,), None)
    assert inside.product.label == "Appliance 9"
    assert inside.product.supplier == "Acme"
    assert inside.component == alone.product


def test_a_flag_of_a_group_is_a_flag_of_each_product_in_it() -> None:
    found = read(csaf_document()).statements
    assert {one.justification for one in found} == {Justification.VULNERABLE_CODE_NOT_PRESENT}


def test_impacts_and_actions_are_those_of_the_product() -> None:
    document = csaf_document()
    document["vulnerabilities"][0] |= {
        "product_status": {"known_affected": ["TLS"], "fixed": ["APPLIANCE:TLS"]},
        "threats": [{"category": "impact", "details": "It stops.", "product_ids": ["TLS"]}],
        "remediations": [{"category": "vendor_fix", "details": "Take 3.1.", "product_ids": ["TLS"]}],
    }
    first, second = read(document).statements
    assert (first.status, first.impact, first.action) == (TriageStatus.AFFECTED, "It stops.", "Take 3.1.")
    assert (second.status, second.impact, second.action) == (TriageStatus.FIXED, "", "")


def test_an_id_without_a_definition_is_kept_as_it_is() -> None:
    document = csaf_document()
    document["vulnerabilities"][0]["product_status"] = {"under_investigation": ["GONE"]}
    (one,) = read(document).statements
    assert one.product.label == "GONE"


def test_a_recommended_version_has_no_status() -> None:
    document = csaf_document()
    document["vulnerabilities"][0]["product_status"] = {"recommended": ["TLS"]}
    assert read(document).statements == ()


def test_hashes_have_the_names_of_the_inventory() -> None:
    document = csaf_document()
    files = [{"filename": "tls.so", "file_hashes": [{"algorithm": "sha256", "value": HASH}]}]
    document["product_tree"]["full_product_names"][0]["product_identification_helper"] = {"hashes": files}
    one, _ = read(document).statements
    assert one.product.hashes == (Hash("SHA-256", HASH),)


def test_ids_beside_the_cve_are_aliases() -> None:
    document = csaf_document()
    document["vulnerabilities"][0]["ids"] = [{"system_name": "GHSA", "text": "GHSA-x"}]
    assert {one.aliases for one in read(document).statements} == {("GHSA-x",)}


def test_a_range_that_stands_as_a_version_is_a_range() -> None:
    document = csaf_document()
    document["product_tree"]["branches"][0]["branches"][0]["branches"][0]["name"] = "vers:all/*"
    _, inside = read(document).statements
    assert (inside.product.version, inside.product.version_range) == ("", "vers:all/*")


def test_csaf_2_1_says_the_same_as_2_0() -> None:
    later, earlier = read(csaf_2_1_document()), read(csaf_document())
    assert later.version == "2.1"
    for new, old in zip(later.statements, earlier.statements, strict=True):
        assert (new.product, new.component, new.status, new.justification) == (
            old.product,
            old.component,
            old.status,
            old.justification,
        )


def test_the_unknown_of_2_1_has_no_status() -> None:
    document = csaf_2_1_document()
    document["vulnerabilities"][0]["product_status"] = {"unknown": ["TLS"]}
    assert read(document).statements == ()
