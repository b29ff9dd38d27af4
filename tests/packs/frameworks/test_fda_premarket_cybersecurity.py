# SPDX-License-Identifier: Apache-2.0
"""FDA's premarket guidance, edition of 3 February 2026: nothing that it lists is left out of the pack."""

import datetime as dt
from collections import Counter

import pytest

from medward.packs import LegalStatus, Requirement, legal_status, shipped_pack
from medward.packs.checks import EachOfCheck, PathCheck

PACK = shipped_pack("fda-premarket-cybersecurity")


def in_section(section: str) -> list[Requirement]:
    """The requirements of a section, in order."""
    return [one for one in PACK.requirements if one.section == section]


def words_of(name: str) -> tuple[str, ...]:
    """The words of a requirement that asks for each of a vocabulary."""
    (check,) = [one.check for one in PACK.requirements if one.id == name]
    assert isinstance(check, EachOfCheck)
    return check.each_of.words


@pytest.mark.parametrize(
    ("section", "number", "citation"),
    [
        ("app4", 14, "Appendix 4, Table 1"),
        ("metrics", 3, "V.A.6"),
        ("controls", 8, "Appendix 1"),
        ("views", 4, "V.B.2"),
        ("vulnerability-testing", 8, "V.C"),
        ("penetration", 5, "V.C"),
        ("labeling", 14, "VI.A"),
        ("plan", 9, "VI.B"),
    ],
)
def test_a_list_of_the_guidance_is_complete_and_cited(section: str, number: int, citation: str) -> None:
    requirements = in_section(section)
    assert len(requirements) == number
    assert all(citation in one.citation for one in requirements)


def test_the_rows_of_table_1_are_in_its_order() -> None:
    rows = ["1", "1a", "1b", "1c", "1d", "1e", "1f", "2", "3", "3a", "3b", "4", "5", "6"]
    assert [one.id for one in in_section("app4")] == [f"app4.{row}" for row in rows]


def test_the_items_of_a_list_are_cited_in_its_order() -> None:
    ordinals = (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    )
    for section in ("labeling", "plan", "metrics", "penetration", "vulnerability-testing"):
        named = [one.citation for one in in_section(section)]
        assert all(word in citation for word, citation in zip(ordinals.split(), named, strict=False))


def test_there_are_four_kinds_of_testing() -> None:
    assert words_of("app4.4") == ("requirement", "threat_mitigation", "vulnerability", "penetration")
    kinds = [one for one in in_section("testing") if "kind" in one.citation]
    assert {one.citation.split(" kind")[0] for one in kinds} == {
        f"V.C, {n}" for n in ("first", "second", "third", "fourth")
    }


def test_there_are_three_measures() -> None:
    assert len(words_of("app4.2")) == 3


def test_the_eight_categories_bear_the_letters_of_appendix_1() -> None:
    assert [one.citation for one in in_section("controls")] == [
        f"V.B.1; Appendix 1, {letter}" for letter in "ABCDEFGH"
    ]


def test_every_way_of_vulnerability_testing_is_asked_once() -> None:
    asked = Counter(word for one in in_section("vulnerability-testing") for word in words_of(one.id))
    assert set(asked.values()) == {1}
    assert len(asked) == 11


def test_traceability_runs_from_the_threat_to_the_evidence() -> None:
    (row,) = [one.check for one in PACK.requirements if one.id == "app4.1f"]
    assert isinstance(row, PathCheck)
    assert [step.kind for step in row.path.reaches] == ["control", "requirement", "test", "evidence"]


@pytest.mark.parametrize(
    "name",
    ["va4.ntia", "va4.support-level", "va4.end-of-support", "va4.covered", "va4.kev", "va4.assessment", "va2.kev"],
)
def test_what_is_asked_of_the_sbom_and_its_vulnerabilities_is_there(name: str) -> None:
    assert name in {one.id for one in PACK.requirements}


@pytest.mark.parametrize("name", ["viid.plan", "viid.vulnerabilities", "viid.sbom"])
def test_modifications_are_asked_of_modified_cyber_devices_alone(name: str) -> None:
    (one,) = [one for one in PACK.requirements if one.id == name]
    assert "VII.D" in one.citation
    assert one.applies_when is not None
    assert one.applies_when.fact == "device.is_modified_cyber_device"


def test_the_edition_holds_from_its_day() -> None:
    assert legal_status(PACK, dt.date(2026, 2, 2)) is LegalStatus.NOT_YET
    assert legal_status(PACK, dt.date(2026, 2, 3)) is LegalStatus.IN_FORCE


def test_it_says_what_it_is_and_how_sure() -> None:
    assert "FDA-2021-D-1158" in PACK.citation
    assert PACK.nature == "guidance"
    assert "not compared line by line" in str(PACK.notes)
