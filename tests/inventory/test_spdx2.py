# SPDX-License-Identifier: Apache-2.0
"""SPDX 2: from its own structs to an inventory."""

import pytest

from inventory.documents import SAMPLES, Json, refused, relationship, spdx2
from medward.inventory import CONTAINS, DEPENDS_ON, Component, Hash, Relationship, parse, read

PUMP: Json = {"SPDXID": "SPDXRef-pump", "name": "pump"}
CURL: Json = {"SPDXID": "SPDXRef-curl", "name": "libcurl", "versionInfo": "8.6.0"}


def read_one(package: Json, **sections: object) -> Component:
    (found,) = parse(spdx2([{**CURL, **package}], **sections), "x").components
    return found


@pytest.mark.parametrize("version", ["SPDX-2.1", "SPDX-2.4", "SPDX-3.0", "2.3", ""])
def test_another_version_is_refused(version: str) -> None:
    assert refused(spdx2(spdxVersion=version)).code == "inventory.version"


def test_json_and_tag_value_of_one_sbom_are_the_same_inventory() -> None:
    for version in ("2.2", "2.3"):
        json, tags = (read(SAMPLES / f"spdx-{version}.{ending}") for ending in ("json", "spdx"))
        assert json.all_components == tags.all_components
        assert json.files == tags.files
        assert set(json.relationships) == set(tags.relationships)
        for attribute in ("name", "serial", "timestamp", "authors", "tools", "notes"):
            assert getattr(json, attribute) == getattr(tags, attribute)


def test_a_package_that_asserts_nothing_is_empty() -> None:
    package = {"versionInfo": "NOASSERTION", "supplier": "NOASSERTION", "licenseConcluded": "NOASSERTION"}
    assert read_one(package) == Component(ref="SPDXRef-curl", name="libcurl", kind="")


def test_names_outside_the_document_are_told_apart_by_their_type() -> None:
    refs = [
        {"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:x"},
        {"referenceCategory": "SECURITY", "referenceType": "cpe22Type", "referenceLocator": "cpe:/a:x"},
        {
            "referenceCategory": "PACKAGE-MANAGER",
            "referenceType": "http://spdx.org/rdf/references/purl",
            "referenceLocator": "pkg:generic/curl@8.6.0",
        },
        {"referenceCategory": "SECURITY", "referenceType": "advisory", "referenceLocator": "https://example.com"},
    ]
    held = read_one({"externalRefs": refs})
    assert held.purl == "pkg:generic/curl@8.6.0"
    assert held.cpes == ("cpe:2.3:x", "cpe:/a:x")


def test_a_second_package_url_is_noted() -> None:
    refs = [
        {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": f"pkg:npm/{name}"}
        for name in "ab"
    ]
    held = parse(spdx2([{**CURL, "externalRefs": refs}]), "x")
    assert held.components[0].purl == "pkg:npm/a"
    assert held.notes == ("1 further purls of components that have one are not taken over",)


def test_concluded_licences_go_before_declared_ones() -> None:
    assert read_one({"licenseConcluded": "MIT", "licenseDeclared": "Zlib"}).licences == ("MIT",)
    assert read_one({"licenseConcluded": "NOASSERTION", "licenseDeclared": "Zlib"}).licences == ("Zlib",)


def test_a_licence_of_the_documents_own_is_read_by_its_name() -> None:
    own = [{"licenseId": "LicenseRef-1", "name": "Example licence"}, {"licenseId": "LicenseRef-2", "name": "NONE"}]
    package = {"licenseConcluded": "LicenseRef-1 AND LicenseRef-2 AND (MIT OR LicenseRef-1)"}
    held = read_one(package, hasExtractedLicensingInfos=own)
    assert held.licences == ("Example licence", "LicenseRef-2", "MIT OR LicenseRef-1")


def test_checksums_and_purpose_are_in_the_words_of_the_model() -> None:
    held = read_one(
        {
            "checksums": [{"algorithm": "SHA256", "checksumValue": "aa"}],
            "primaryPackagePurpose": "OPERATING_SYSTEM",
        }
    )
    assert held.hashes == (Hash("SHA-256", "aa"),)
    assert held.kind == "operating-system"


def test_the_described_package_is_the_primary_component() -> None:
    for stated in (
        {"documentDescribes": ["SPDXRef-pump"]},
        {"relationships": [relationship("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-pump")]},
        {"relationships": [relationship("SPDXRef-pump", "DESCRIBED_BY", "SPDXRef-DOCUMENT")]},
    ):
        held = parse(spdx2([CURL, PUMP], **stated), "x")
        assert held.primary is not None
        assert held.primary.name == "pump"
        assert [one.name for one in held.components] == ["libcurl"]
        assert (held.relationships, held.notes) == ((), ())


def test_relationships_are_turned_to_one_direction() -> None:
    links = [
        relationship("SPDXRef-pump", "DEPENDS_ON", "SPDXRef-curl"),
        relationship("SPDXRef-curl", "DEPENDENCY_OF", "SPDXRef-pump"),
        relationship("SPDXRef-curl", "CONTAINED_BY", "SPDXRef-pump"),
        relationship("SPDXRef-curl", "OTHER", "SPDXRef-pump", comment="whatever"),
        relationship("SPDXRef-curl", "OTHER", "SPDXRef-pump", comment="medward:relationship:has_host"),
    ]
    assert parse(spdx2([PUMP, CURL], relationships=links), "x").relationships == (
        Relationship("SPDXRef-pump", DEPENDS_ON, "SPDXRef-curl"),
        Relationship("SPDXRef-pump", CONTAINS, "SPDXRef-curl"),
        Relationship("SPDXRef-curl", "other", "SPDXRef-pump"),
        Relationship("SPDXRef-curl", "has_host", "SPDXRef-pump"),
    )


def test_relationships_to_other_documents_and_to_nothing_are_noted() -> None:
    links = [
        relationship("SPDXRef-pump", "DEPENDS_ON", "DocumentRef-os:SPDXRef-kernel"),
        relationship("SPDXRef-pump", "DEPENDS_ON", "NONE"),
        relationship("SPDXRef-pump", "CONTAINS", "NOASSERTION"),
        relationship("SPDXRef-pump", "DEPENDS_ON", "SPDXRef-gone"),
    ]
    held = parse(spdx2([PUMP], relationships=links, externalDocumentRefs=[{}]), "x")
    assert held.relationships == ()
    assert held.notes == (
        "1 relationships lead to what is no component of this SBOM and are not taken over: SPDXRef-gone",
        "3 relationships lead to other documents, or to nothing",
        "not taken over: references to other documents (1)",
    )


def test_files_stand_apart_and_are_contained_by_their_package() -> None:
    file = {"SPDXID": "SPDXRef-f", "fileName": "./f", "checksums": [], "licenseConcluded": "MIT"}
    held = parse(spdx2([{**CURL, "hasFiles": ["SPDXRef-f"]}], files=[file]), "x")
    assert held.files == (Component(ref="SPDXRef-f", name="./f", kind="file", licences=("MIT",)),)
    assert held.relationships == (Relationship("SPDXRef-curl", CONTAINS, "SPDXRef-f"),)


def test_an_id_that_is_missing_or_taken_is_replaced_and_noted() -> None:
    held = parse(spdx2([CURL, CURL, {"name": "x"}], files=[{"SPDXID": "SPDXRef-curl", "fileName": "f"}]), "x")
    assert len(held.by_ref()) == 4
    assert held.components[0].ref == "SPDXRef-curl"
    assert held.notes == (
        "2 SPDX ids occur again and were renamed: SPDXRef-curl, SPDXRef-curl",
        "1 packages and files had no SPDX id and were given one",
    )


def test_people_and_organisations_are_authors_and_tools_are_not() -> None:
    creators = ["Person: Ann Author ()", "Organization: Example Medical", "Tool: scan-1.0"]
    held = parse(spdx2(creationInfo={"created": "2026-01-01T00:00:00Z", "creators": creators}), "x")
    assert held.authors == ("Ann Author", "Example Medical")
    assert held.tools == ("scan-1.0",)


def test_what_is_not_taken_over_is_counted() -> None:
    held = parse(spdx2(snippets=[{}], annotations=[{}, {}], revieweds=[{}]), "x")
    assert held.notes == (
        "not taken over: snippets (1)",
        "not taken over: annotations (2)",
        "not taken over: reviews (1)",
    )


def test_a_document_without_a_date_is_not_of_1970() -> None:
    assert parse(spdx2(creationInfo={"created": "1970-01-01T00:00:00Z"}), "x").timestamp == ""
    assert parse(spdx2(), "x").timestamp == ""
