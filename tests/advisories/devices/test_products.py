# SPDX-License-Identifier: Apache-2.0
"""Products as advisories write them: models and versions are taken from where they stand."""

from advisories.csaf.documents import Json, advisory, document, product, vulnerability
from medward.advisories.csaf import Standing
from medward.advisories.devices.makers import Registry
from medward.advisories.devices.products import Prepared, prepared


def only(found: Json) -> Prepared:
    (told,) = prepared(advisory(found), Registry())
    return told


def test_a_model_in_a_version_text_is_a_model_number() -> None:
    told = only(document(product("Baxter", "Spectrum IQ", "9.x model 35700BAX3")))
    assert told.version == "9.x"
    assert set(told.name.numbers) == {"35700bax3"}
    assert "35700bax3" in told.models


def test_a_version_in_a_name_is_no_designator() -> None:
    told = only(document(product("Acme", "Portal 8.0.x", "vers:all/*")))
    assert told.name_version == "8.0.x"
    assert not told.name.designators


def test_a_version_text_that_names_a_model_is_read_with_the_name() -> None:
    told = only(document(product("Philips", "Gemini PET/CT Family", "882471 Gemini TF 64")))
    assert told.whole is not None
    assert {"882471", "64", "tf64"} & told.whole.designators
    assert only(document(product("Philips", "Gemini", "<= 2.0"))).whole is None


def test_a_product_without_a_version_means_all_versions() -> None:
    found = document({"category": "product_name", "name": "Pump", "product": {"product_id": "P1", "name": "Pump"}})
    assert only(found).version == "vers:all/*"


def test_the_worst_standing_counts_and_affected_vulnerabilities_are_named() -> None:
    both = [vulnerability(fixed=["P1"]), vulnerability(known_affected=["P1"])]
    told = only(document(product("Acme", "Pump", "1"), vulnerabilities=both))
    assert (told.standing, told.affected) == (Standing.AFFECTED, ("CVE-2099-0001",))
    assert only(document(product("Acme", "Pump", "1"), vulnerabilities=[])).standing is None


def test_a_vendors_own_advisory_needs_no_vendor_branch() -> None:
    publisher = {"category": "vendor", "name": "Medtronic", "namespace": "https://example.org"}
    leaf = {"category": "product_name", "name": "Pump", "product": {"product_id": "P1", "name": "Pump"}}
    assert only(document(leaf, publisher=publisher)).makers == ("medtronic",)


def test_a_product_made_of_two_has_the_maker_of_its_parts() -> None:
    relation = {
        "category": "installed_on",
        "product_reference": "P1",
        "relates_to_product_reference": "P1",
        "full_product_name": {"product_id": "P2", "name": "Pump on Pump"},
    }
    found = document(product("Medtronic", "Pump", "1"), tree={"relationships": [relation]})
    assert [one.makers for one in prepared(advisory(found), Registry())] == [("medtronic",), ("medtronic",)]
