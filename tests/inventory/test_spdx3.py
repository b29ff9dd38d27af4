# SPDX-License-Identifier: Apache-2.0
"""SPDX 3 JSON-LD: from a graph of elements to an inventory."""

import json

import pytest

from inventory.documents import Json, refused, spdx3
from medward.inventory import CONTAINS, DEPENDS_ON, Component, Hash, Inventory, Relationship, parse

PUMP: Json = {"type": "software_Package", "spdxId": "urn:pump", "name": "pump"}
CURL: Json = {"type": "software_Package", "spdxId": "urn:curl", "name": "libcurl"}
IMAGE: Json = {"type": "software_File", "spdxId": "urn:image", "name": "./image"}
DOCUMENT: Json = {"type": "SpdxDocument", "spdxId": "urn:doc", "name": "pump-1", "creationInfo": "_:c"}


def link(source: str, kind: str, *targets: str, **more: str) -> Json:
    return {"type": "Relationship", "from": source, "relationshipType": kind, "to": list(targets), **more}


def read_one(element: Json, *others: Json) -> Component:
    (found,) = parse(spdx3({**CURL, **element}, *others), "x").components
    return found


def primary_name(held: Inventory) -> str:
    return held.primary.name if held.primary else ""


@pytest.mark.parametrize("version", ["3.1.0", "2.3", "4.0", "3.01", ""])
def test_another_version_is_refused(version: str) -> None:
    data = spdx3(PUMP, version=version).replace(f"rdf/{version}/".encode(), b"rdf/3.0.1/")
    assert refused(data).code == "inventory.version"


@pytest.mark.parametrize("version", ["3.0", "3.0.0", "3.0.1", "3.0.2"])
def test_editions_of_3_0_are_read(version: str) -> None:
    assert parse(spdx3(PUMP, version=version), "x").spec_version == version


@pytest.mark.parametrize(
    "document",
    [
        {"@context": "https://example.com/context.jsonld", "@graph": []},
        {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"},
        {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "type": "software_Package"},
        {"@context": ["https://spdx.org/rdf/3.0.1/spdx-context.jsonld"], "@graph": []},
    ],
    ids=["another context", "no graph", "one element", "several contexts"],
)
def test_other_json_ld_is_refused(document: Json) -> None:
    assert refused(json.dumps(document).encode()).code in {"inventory.format", "inventory.shape"}


def test_every_part_of_a_package_is_read() -> None:
    held = read_one(
        {
            "software_packageVersion": "8.6.0",
            "software_packageUrl": "pkg:generic/curl@8.6.0",
            "software_primaryPurpose": "operatingSystem",
            "suppliedBy": "urn:maker",
            "supportLevel": "limitedSupport",
            "validUntilTime": "2027-01-31T00:00:00Z",
            "externalIdentifier": [
                {"externalIdentifierType": "cpe22", "identifier": "cpe:/a:x"},
                {"externalIdentifierType": "cve", "identifier": "CVE-2024-0001"},
            ],
            "verifiedUsing": [
                {"type": "Hash", "algorithm": "sha3_256", "hashValue": "aa"},
                {"type": "PackageVerificationCode", "algorithm": "sha1", "hashValue": "bb"},
                "_:hash",
                "_:gone",
            ],
        },
        {"type": "Organization", "spdxId": "urn:maker", "name": "curl project"},
        {"type": "Hash", "@id": "_:hash", "algorithm": "md5", "hashValue": "cc"},
    )
    assert held == Component(
        ref="urn:curl",
        name="libcurl",
        version="8.6.0",
        supplier="curl project",
        kind="operating-system",
        purl="pkg:generic/curl@8.6.0",
        cpes=("cpe:/a:x",),
        hashes=(Hash("SHA3-256", "aa"), Hash("MD5", "cc")),
        support_level="limitedSupport",
        end_of_support="2027-01-31",
    )


def test_a_package_that_asserts_nothing_is_empty() -> None:
    stated = {"software_packageVersion": "NOASSERTION", "supportLevel": "noAssertion", "suppliedBy": "urn:gone"}
    assert read_one(stated) == Component(ref="urn:curl", name="libcurl", kind="")


def test_packages_of_other_profiles_are_components_too() -> None:
    assert read_one({"type": "ai_AIPackage"}).name == "libcurl"


def test_licences_are_the_concluded_ones_else_the_declared_ones() -> None:
    texts: list[Json] = [
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": f"urn:{name}",
            "simplelicensing_licenseExpression": name,
        }
        for name in ("MIT", "NOASSERTION")
    ]
    own: Json = {"type": "expandedlicensing_CustomLicense", "spdxId": "urn:own", "name": "Example licence"}
    declared = link("urn:curl", "hasDeclaredLicense", "urn:own", "https://spdx.org/licenses/Zlib")
    assert read_one({}, *texts, own, declared).licences == ("Example licence", "Zlib")
    concluded = link("urn:curl", "hasConcludedLicense", "urn:MIT")
    assert read_one({}, *texts, own, declared, concluded).licences == ("MIT",)
    unsaid = link("urn:curl", "hasConcludedLicense", "urn:NOASSERTION")
    assert read_one({}, *texts, own, declared, unsaid).licences == ("Example licence", "Zlib")


def test_a_licence_of_the_documents_own_is_read_by_its_name() -> None:
    own: Json = {"type": "expandedlicensing_CustomLicense", "spdxId": "urn:own", "name": "Example licence"}
    expression: Json = {
        "type": "simplelicensing_LicenseExpression",
        "spdxId": "urn:both",
        "simplelicensing_licenseExpression": "MIT AND LicenseRef-1 AND LicenseRef-2",
        "simplelicensing_customIdToUri": [{"type": "DictionaryEntry", "key": "LicenseRef-1", "value": "urn:own"}],
    }
    held = read_one({}, own, expression, link("urn:curl", "hasConcludedLicense", "urn:both"))
    assert held.licences == ("MIT", "Example licence", "LicenseRef-2")


def test_the_root_element_is_primary_even_through_an_sbom() -> None:
    sbom = {
        "type": "software_Sbom",
        "spdxId": "urn:sbom",
        "rootElement": ["urn:pump"],
        "software_sbomType": ["build"],
    }
    held = parse(spdx3({**DOCUMENT, "rootElement": ["urn:sbom"]}, sbom, PUMP, CURL), "x")
    assert primary_name(held) == "pump"
    assert held.lifecycles == ("build",)
    assert (held.name, held.serial) == ("pump-1", "urn:doc")


def test_the_described_element_is_primary() -> None:
    assert (
        primary_name(parse(spdx3(DOCUMENT, link("urn:doc", "describes", "urn:pump"), PUMP, CURL), "x")) == "pump"
    )


def test_roots_in_a_circle_end() -> None:
    first = {"type": "software_Sbom", "spdxId": "urn:1", "rootElement": ["urn:2"]}
    second = {"type": "Bom", "spdxId": "urn:2", "rootElement": ["urn:1", "urn:pump"]}
    held = parse(spdx3({**DOCUMENT, "rootElement": ["urn:1"]}, first, second, PUMP), "x")
    assert primary_name(held) == "pump"


def test_relationships_are_in_the_words_of_the_model() -> None:
    links = [
        link("urn:pump", "dependsOn", "urn:curl", scope="runtime"),
        link("urn:pump", "dependsOn", "urn:curl"),
        link("urn:curl", "contains", "urn:image"),
        link("urn:curl", "generates", "urn:image"),
    ]
    held = parse(spdx3(PUMP, CURL, IMAGE, *links), "x")
    assert held.relationships == (
        Relationship("urn:pump", "runtime_depends_on", "urn:curl"),
        Relationship("urn:pump", DEPENDS_ON, "urn:curl"),
        Relationship("urn:curl", CONTAINS, "urn:image"),
        Relationship("urn:image", "generated_from", "urn:curl"),
    )
    assert [one.name for one in held.files] == ["./image"]


def test_creation_is_read_from_a_node_or_from_inside_the_document() -> None:
    ann: Json = {"type": "Person", "spdxId": "urn:ann", "name": "Ann Author"}
    tool: Json = {"type": "Tool", "spdxId": "urn:tool", "name": "scan 1"}
    creation = {
        "type": "CreationInfo",
        "specVersion": "3.0.1",
        "created": "2026-03-01T10:00:00Z",
        "createdBy": ["urn:ann", "https://spdx.org/rdf/3.0.1/terms/Core/SpdxOrganization"],
        "createdUsing": ["urn:tool"],
    }
    inside = parse(spdx3({**DOCUMENT, "creationInfo": creation}, ann, tool), "x")
    beside = parse(spdx3({**DOCUMENT, "creationInfo": "_:own"}, {**creation, "@id": "_:own"}, ann, tool), "x")
    for held in (inside, beside):
        assert held.timestamp == "2026-03-01T10:00:00Z"
        assert held.authors == ("Ann Author", "https://spdx.org/rdf/3.0.1/terms/Core/SpdxOrganization")
        assert held.tools == ("scan 1",)


def test_elements_without_a_place_in_the_model_are_counted_by_type() -> None:
    vulnerability = {"type": "security_Vulnerability", "spdxId": "urn:v", "name": "CVE-2024-0001"}
    snippet = {"type": "software_Snippet", "spdxId": "urn:s"}
    assert parse(spdx3(PUMP, vulnerability, vulnerability, snippet), "x").notes == (
        "not taken over: security_Vulnerability (2)",
        "not taken over: software_Snippet (1)",
    )


def test_ids_that_are_missing_or_taken_and_further_purls_are_noted() -> None:
    purls = [{"externalIdentifierType": "packageUrl", "identifier": f"pkg:npm/{name}"} for name in "ab"]
    held = parse(spdx3(PUMP, PUMP, {"type": "software_Package"}, {**CURL, "externalIdentifier": purls}), "x")
    assert len(held.by_ref()) == 4
    assert held.notes == (
        "1 SPDX ids occur again and were renamed: urn:pump",
        "1 packages and files had no SPDX id and were given one",
        "1 further purls of components that have one are not taken over",
    )
