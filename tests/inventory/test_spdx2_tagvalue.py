# SPDX-License-Identifier: Apache-2.0
"""SPDX tag-value: lines, sections and texts."""

import pytest

from inventory.documents import refused, tag_value
from medward.inventory import CONTAINS, Hash, Relationship, parse


def test_a_package_has_the_tags_after_it() -> None:
    held = parse(
        tag_value(
            "PackageName: curl",
            "SPDXID: SPDXRef-curl",
            "PackageVersion: 8.6.0",
            "PackageSupplier: Organization: curl project",
            "PackageChecksum: SHA256: aa",
            "ExternalRef: PACKAGE-MANAGER purl pkg:generic/curl@8.6.0",
            "PackageComment: cdx:fda:level-of-support: abandoned",
            "ValidUntilDate: 2027-01-31T00:00:00Z",
            "",
        ),
        "x",
    )
    (curl,) = held.components
    assert (curl.ref, curl.name, curl.version, curl.supplier) == ("SPDXRef-curl", "curl", "8.6.0", "curl project")
    assert (curl.hashes, curl.purl) == ((Hash("SHA-256", "aa"),), "pkg:generic/curl@8.6.0")
    assert (curl.support_level, curl.end_of_support) == ("abandoned", "2027-01-31")
    assert held.notes == ()


def test_files_belong_to_the_package_before_them() -> None:
    held = parse(
        tag_value(
            "FileName: ./loose",
            "SPDXID: SPDXRef-loose",
            "PackageName: a",
            "SPDXID: SPDXRef-a",
            "FileName: ./1",
            "SPDXID: SPDXRef-1",
            "FileName: ./2",
            "SPDXID: SPDXRef-2",
            "PackageName: b",
            "SPDXID: SPDXRef-b",
            "FileName: ./3",
            "SPDXID: SPDXRef-3",
            "FileChecksum: SHA1: bb",
            "",
        ),
        "x",
    )
    assert [one.name for one in held.files] == ["./loose", "./1", "./2", "./3"]
    assert held.files[3].hashes == (Hash("SHA-1", "bb"),)
    assert held.relationships == (
        Relationship("SPDXRef-a", CONTAINS, "SPDXRef-1"),
        Relationship("SPDXRef-a", CONTAINS, "SPDXRef-2"),
        Relationship("SPDXRef-b", CONTAINS, "SPDXRef-3"),
    )


def test_relationships_stand_anywhere() -> None:
    held = parse(
        tag_value(
            "PackageName: a",
            "Relationship: SPDXRef-a DEPENDS_ON SPDXRef-b",
            "SPDXID: SPDXRef-a",
            "PackageName: b",
            "SPDXID: SPDXRef-b",
            "",
        ),
        "x",
    )
    assert held.relationships == (Relationship("SPDXRef-a", "depends_on", "SPDXRef-b"),)


def test_a_text_runs_over_lines_and_may_look_like_tags() -> None:
    held = parse(
        tag_value(
            "PackageName: a",
            "SPDXID: SPDXRef-a",
            "PackageCopyrightText: <text>Copyright",
            "PackageName: no package",
            "# no comment",
            "no tag</text>",
            "PackageLicenseConcluded: LicenseRef-1",
            "LicenseID: LicenseRef-1",
            "LicenseName: <text>Example licence</text>",
            "ExtractedText: <text>all",
            "rights</text>",
            "",
        ),
        "x",
    )
    (only,) = held.components
    assert (only.name, only.licences) == ("a", ("Example licence",))


def test_comments_blank_lines_and_indentation_are_skipped() -> None:
    held = parse(
        tag_value("# a", "", "   # b", "  PackageName:   a  ", "\tSPDXID:\tSPDXRef-a", "UnknownTag: x", ""), "x"
    )
    (only,) = held.components
    assert (only.name, only.ref) == ("a", "SPDXRef-a")


def test_creators_after_the_packages_are_still_those_of_the_document() -> None:
    lines = ("PackageName: a", "SPDXID: SPDXRef-a", "Creator: Person: Ann", "Created: 2026-01-01T00:00:00Z", "")
    held = parse(tag_value(*lines), "x")
    assert (held.authors, held.timestamp) == (("Ann",), "2026-01-01T00:00:00Z")


def test_what_is_not_taken_over_is_counted() -> None:
    lines = (
        "ExternalDocumentRef: DocumentRef-os https://example.com/os SHA1: aa",
        "SnippetSPDXID: SPDXRef-s",
        "Annotator: Person: Ann",
        "AnnotationType: OTHER",
        "Reviewer: Person: Ann",
        "",
    )
    assert parse(tag_value(*lines), "x").notes == (
        "not taken over: snippets (1)",
        "not taken over: annotations (1)",
        "not taken over: reviews (1)",
        "not taken over: references to other documents (1)",
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("this is no tag", "inventory.syntax"),
        ("1Tag: x", "inventory.syntax"),
        ("PackageComment: <text>never closed", "inventory.syntax"),
        ("PackageChecksum: aa", "inventory.shape"),
        ("ExternalRef: purl pkg:npm/a", "inventory.shape"),
        ("Relationship: SPDXRef-a DEPENDS_ON", "inventory.shape"),
        ("Relationship: a b c d", "inventory.shape"),
        ("PackageComment: a\x00b", "inventory.binary"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused(line: str, code: str) -> None:
    problem = refused(tag_value("PackageName: a", line, ""))
    assert (problem.code, problem.place.line) == (code, 3)


def test_text_that_is_not_utf8_is_refused_with_its_line() -> None:
    problem = refused(tag_value("PackageName: a", "PackageVersion: 1", "") + b"PackageComment: \xff\n")
    assert (problem.code, problem.place.line) == ("inventory.encoding", 4)


def test_too_many_lines_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medward.inventory.spdx2_tagvalue.MAX_OBJECTS", 3)
    assert refused(tag_value("", "", "", "", "")).code == "inventory.objects"


def test_a_package_with_very_many_tags_takes_time_in_proportion() -> None:
    lines = [f"ExternalRef: SECURITY cpe23Type cpe:2.3:{number}" for number in range(50_000)]
    (only,) = parse(tag_value("PackageName: a", "SPDXID: SPDXRef-a", *lines, ""), "x").components
    assert len(only.cpes) == 50_000


def test_a_last_line_without_an_end_is_noted() -> None:
    assert parse(tag_value("PackageName: a", "SPDXID: SPDXRef-a"), "x").notes == (
        "the last line has no end: the file may be cut off",
    )
