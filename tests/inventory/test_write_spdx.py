# SPDX-License-Identifier: Apache-2.0
"""SPDX 2.3 as it is written: the rules of its schema, checked by rules of our own, and what it cannot say."""

import json
import re
from typing import Any

import pytest
from cyclonedx.spdx import is_supported_id
from hypothesis import given

from inventory.documents import ALL_SAMPLES, SAMPLES, inventories, inventory
from medward.inventory import Component, Hash, Inventory, Relationship, licences, parse, read
from medward.inventory.write_spdx import write

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ID = re.compile(r"SPDXRef-[a-zA-Z0-9.-]+")
PACKAGE_KEYS = {
    "SPDXID",
    "name",
    "versionInfo",
    "supplier",
    "downloadLocation",
    "filesAnalyzed",
    "primaryPackagePurpose",
    "checksums",
    "licenseConcluded",
    "licenseDeclared",
    "copyrightText",
    "externalRefs",
    "validUntilDate",
    "comment",
}
ALGORITHMS = {
    *(
        "SHA1",
        "SHA224",
        "SHA256",
        "SHA384",
        "SHA512",
        "SHA3-256",
        "SHA3-384",
        "SHA3-512",
        "MD2",
        "MD4",
        "MD5",
        "MD6",
    ),
    *("BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512", "BLAKE3", "ADLER32"),
}


def component(ref: str, **fields: object) -> Component:
    return Component(ref=ref, name=ref, **fields)  # type: ignore[arg-type] # fields of a component


def written(held: Inventory) -> Any:
    return json.loads(write(held)[0])


def only(**fields: object) -> Any:
    """The one package that is written of an inventory of one."""
    (found,) = written(inventory(component("a", **fields)))["packages"]
    return found


def check(document: Any) -> None:
    """The rules of SPDX 2.3 for what is written here: keys, ids, moments, references, licences."""
    assert document["spdxVersion"] == "SPDX-2.3"
    assert document["dataLicense"] == "CC0-1.0"
    assert document["SPDXID"] == "SPDXRef-DOCUMENT"
    assert document["name"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", document["documentNamespace"])
    assert MOMENT.fullmatch(document["creationInfo"]["created"])
    creators = document["creationInfo"]["creators"]
    assert creators
    assert all(creator.startswith(("Organization: ", "Tool: ")) for creator in creators)
    ids = [package["SPDXID"] for package in document["packages"]]
    assert len(set(ids)) == len(ids)
    own = {one["licenseId"] for one in document.get("hasExtractedLicensingInfos", ())}
    for package in document["packages"]:
        check_package(package, own)
    for link in document.get("relationships", ()):
        assert {link["spdxElementId"], link["relatedSpdxElement"]} <= {*ids, "SPDXRef-DOCUMENT"}
        assert link["relationshipType"].isupper()


def check_package(package: Any, own: set[str]) -> None:
    assert set(package) <= PACKAGE_KEYS
    assert ID.fullmatch(package["SPDXID"])
    assert package["downloadLocation"] == "NOASSERTION"
    for checksum in package.get("checksums", ()):
        assert checksum["algorithm"] in ALGORITHMS
        assert re.fullmatch(r"[0-9a-fA-F]+", checksum["checksumValue"])
    for ref in package.get("externalRefs", ()):
        assert ref["referenceCategory"] in {"SECURITY", "PACKAGE-MANAGER"}
        assert not re.search(r"\s", ref["referenceLocator"])
    assert MOMENT.fullmatch(package.get("validUntilDate", "2027-01-31T00:00:00Z"))
    concluded = package["licenseConcluded"]
    assert concluded == "NOASSERTION" or licences.is_expression(concluded)
    assert all(one in own or is_supported_id(one) for one in licences.ids(concluded) if one != "NOASSERTION")


@given(inventories())
def test_every_inventory_keeps_the_rules_of_spdx(held: Inventory) -> None:
    check(written(held))


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_sample_keeps_the_rules_of_spdx(name: str) -> None:
    check(written(read(SAMPLES / name)))


def test_a_package_asserts_nothing_that_the_component_does_not_state() -> None:
    assert only(kind="") == {
        "SPDXID": "SPDXRef-a",
        "name": "a",
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": "NOASSERTION",
        "copyrightText": "NOASSERTION",
    }


def test_refs_become_ids_that_spdx_allows_and_stay_apart() -> None:
    refs = ["SPDXRef-ok", "ok", "pkg:npm/a@1", "pkg:npm:a:1", "ä", "ö", "DOCUMENT"]
    ids = [package["SPDXID"] for package in written(inventory(*map(component, refs)))["packages"]]
    assert ids[0] == "SPDXRef-ok"
    assert len(set(ids)) == len(refs)
    assert all(map(ID.fullmatch, ids))
    assert "SPDXRef-DOCUMENT" not in ids


def test_names_outside_are_external_references() -> None:
    refs = only(purl="pkg:npm/a@1", cpes=("cpe:2.3:a:x:y:1:*:*:*:*:*:*:*", "cpe:/a:x:y"))["externalRefs"]
    assert [(one["referenceCategory"], one["referenceType"]) for one in refs] == [
        ("PACKAGE-MANAGER", "purl"),
        ("SECURITY", "cpe23Type"),
        ("SECURITY", "cpe22Type"),
    ]


LICENCES = {
    ("MIT",): "MIT",
    ("MIT OR Zlib",): "MIT OR Zlib",
    ("MIT OR Zlib", "Apache-2.0"): "(MIT OR Zlib) AND Apache-2.0",
    ("LicenseRef-own",): "LicenseRef-own",
    (): "NOASSERTION",
}


@pytest.mark.parametrize(("texts", "expression"), LICENCES.items())
def test_licences_are_one_concluded_expression(texts: tuple[str, ...], expression: str) -> None:
    assert only(licences=texts)["licenseConcluded"] == expression


def test_a_licence_that_spdx_does_not_know_is_the_documents_own() -> None:
    held = inventory(
        component("a", licences=("Example licence", "Foo-1.0")), component("b", licences=("Foo-1.0",))
    )
    document = written(held)
    own = {one["licenseId"]: one["name"] for one in document["hasExtractedLicensingInfos"]}
    assert sorted(own.values()) == ["Example licence", "Foo-1.0"]
    assert document["packages"][1]["licenseConcluded"] in own


def test_a_day_is_written_as_its_first_moment() -> None:
    assert only(end_of_support="2027-01-31")["validUntilDate"] == "2027-01-31T00:00:00Z"
    assert "validUntilDate" not in only(end_of_support="some day")


MOMENTS = {
    "2026-03-01T10:00:00Z": "2026-03-01T10:00:00Z",
    "2026-03-01T10:00:00.123+02:00": "2026-03-01T08:00:00Z",
    "2026-03-01T10:00:00": "1970-01-01T00:00:00Z",
    "yesterday": "1970-01-01T00:00:00Z",
    "": "1970-01-01T00:00:00Z",
}


@pytest.mark.parametrize(("timestamp", "created"), MOMENTS.items())
def test_the_time_of_creation_is_that_of_the_source_in_utc(timestamp: str, created: str) -> None:
    assert written(inventory(timestamp=timestamp))["creationInfo"]["created"] == created


def test_the_primary_component_is_described() -> None:
    document = written(inventory(component("a"), primary=component("pump")))
    assert document["relationships"] == [
        {
            "spdxElementId": "SPDXRef-DOCUMENT",
            "relationshipType": "DESCRIBES",
            "relatedSpdxElement": "SPDXRef-pump",
        }
    ]


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_without_a_primary_component_none_is_made_up(number: int) -> None:
    held = inventory(*(component(f"c{index}") for index in range(number)))
    back = parse(write(held)[0], "x")
    assert back.primary is None
    assert len(back.components) == number


def test_relationships_are_turned_back() -> None:
    links = (
        Relationship("a", "depends_on", "b"),
        Relationship("a", "test_depends_on", "b"),
        Relationship("a", "has_host", "b"),
    )
    document = written(inventory(component("a"), component("b"), relationships=links))
    found = [tuple(link.values()) for link in document["relationships"][2:]]
    assert found == [
        ("SPDXRef-a", "DEPENDS_ON", "SPDXRef-b"),
        ("SPDXRef-b", "TEST_DEPENDENCY_OF", "SPDXRef-a"),
        ("SPDXRef-a", "OTHER", "SPDXRef-b", "medward:relationship:has_host"),
    ]


def test_what_cannot_be_said_is_told_with_its_number() -> None:
    held = inventory(
        component("a", group="g", kind="platform", hashes=(Hash("Streebog-256", "aa"), Hash("MD5", "x y"))),
        component("b", purl="pkg:npm/a b", cpes=("cpe: x",), end_of_support="some day"),
        serial="urn:x",
        timestamp="yesterday",
        lifecycles=("build",),
        completeness=("complete",),
        files=(component("f"),),
        relationships=(Relationship("a", "contains", "f"), Relationship("a", "provides", "b")),
    )
    assert set(write(held)[1]) == {
        "1 x group of a component",
        "1 x kind of component 'platform', written as OTHER",
        "2 x hash that SPDX cannot say",
        "2 x identifier with spaces",
        "1 x end-of-support date that SPDX cannot say",
        "1 x serial number, which stays with the source",
        "1 x timestamp that is not one",
        "1 x lifecycle in which the SBOM was made",
        "1 x statement on completeness",
        "1 x file of an SPDX package",
        "1 x relationship with a file of an SPDX package",
        "1 x relationship 'provides', written as OTHER with a comment",
    }
