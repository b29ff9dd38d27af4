# SPDX-License-Identifier: Apache-2.0
"""The outline of UL 2900-2-1: what is documented, controlled and tested, asked only where a maker claims it."""

from medward.packs import shipped_pack
from medward.packs.checks import EachOfCheck, FactCheck, PathCheck
from medward.packs.framework import Asked, Nature, Role, Wording

PACK = shipped_pack("ul-2900-2-1")
BY_ID = {one.id: one for one in PACK.requirements}


def test_it_has_the_clauses_of_documents_controls_and_assessment() -> None:
    found = {
        section.id: [one.id for one in PACK.requirements if one.section == section.id] for section in PACK.sections
    }
    assert found == {
        "documentation": ["4", "5", "6.1", "6.2"],
        "controls": ["8", "9", "10", "11"],
        "assessment": ["12.1", "12.2", "12.3", "12.4", "13", "14", "15", "16", "17"],
    }


def test_each_requirement_cites_its_clause_and_is_for_the_maker() -> None:
    for one in PACK.requirements:
        assert one.citation == f"UL 2900-2-1, {one.id}"
        assert one.roles == (Role.MAKER,)


def test_it_is_a_standard_in_outline_that_is_asked_when_named() -> None:
    assert (PACK.nature, PACK.wording, PACK.asked) == (Nature.STANDARD, Wording.OUTLINE, Asked.WHEN_NAMED)
    assert "not compared with the edition of 2017" in (PACK.notes or "")


def test_controls_are_shown_by_tests_with_evidence_and_none_proves_nothing() -> None:
    for name in ("8", "9", "10", "11"):
        check = BY_ID[name].check
        assert isinstance(check, PathCheck)
        assert check.path.if_none == "unknown"
        assert [step.kind for step in check.path.reaches] == ["test", "evidence"]


def test_malformed_input_and_generated_input_are_both_asked() -> None:
    check = BY_ID["15"].check
    assert isinstance(check, EachOfCheck)
    assert check.each_of.words == ("malformed_input", "fuzzing")
    assert "evidence" in check.each_of.has


def test_known_vulnerabilities_are_those_of_the_advisory_database() -> None:
    check = BY_ID["13"].check
    assert isinstance(check, FactCheck)
    assert check.fact == "vulnerabilities.every_finding_triaged"
