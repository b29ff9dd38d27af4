# SPDX-License-Identifier: Apache-2.0
"""Names in packs that lead nowhere are found before anything is evaluated."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from medward.compliance.binding import check_faults, condition_faults, faults_of_pack
from medward.packs.checks import Check, Condition
from medward.packs.framework import Framework
from medward.packs.library import shipped

CHECK: TypeAdapter[Check] = TypeAdapter(Check)


def faults(check: dict[str, Any]) -> tuple[str, ...]:
    return check_faults(CHECK.validate_python(check))


@pytest.mark.parametrize("pack", shipped(), ids=lambda pack: pack.id)
def test_everything_that_a_shipped_pack_names_exists(pack: Framework) -> None:
    assert faults_of_pack(pack) == {}


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ({"fact": "sbom.readible"}, "there is no fact 'sbom.readible'; the nearest is 'sbom.readable'"),
        ({"document": {"kind": "thread"}}, "there is no kind of part 'thread'; the nearest is 'threat'"),
        (
            {"document": {"kind": "plan", "has": ["ownr"]}},
            "plan has no field 'ownr'; the nearest is 'owner'",
        ),
        (
            {"document": {"kind": "view", "without": ["omited"]}},
            "view has no field 'omited'; the nearest is 'omitted'",
        ),
        (
            {"document": {"kind": "threat", "where": {"status": ["acepted"]}}},
            "the field 'status' of threat has no word 'acepted'; the nearest is 'accepted'",
        ),
        (
            {"path": {"every": {"kind": "threat"}, "reaches": [{"link": "reduced", "kind": "control"}]}},
            "no link 'reduced' leads from threat to control; the nearest is 'reduced_by'",
        ),
        (
            {"path": {"every": {"kind": "threat"}, "reaches": [{"link": "reduced_by", "kind": "test"}]}},
            "no link 'reduced_by' leads from threat to test; the nearest is 'reduced_by'",
        ),
        (
            {"each_of": {"kind": "labeling_item", "field": "topic", "words": ["sbom", "zebra"]}},
            "the field 'topic' of labeling_item has no word 'zebra'",
        ),
        (
            {"evidence": {"evidence_kind": ["scann"], "shows": {"kind": "test"}}},
            "the field 'evidence_kind' of evidence has no word 'scann'; the nearest is 'scan'",
        ),
        (
            {"evidence": {"evidence_kind": ["scan"], "shows": {"kind": "threat"}}},
            "no link 'shows' leads from evidence to threat; the nearest is 'shows'",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_told_with_the_nearest_one(check: dict[str, Any], said: str) -> None:
    assert faults(check) == (said,)


def test_faults_inside_all_and_any_are_found() -> None:
    inner = {"fact": "no.fact_like_this"}
    assert len(faults({"all": [inner, {"any": [inner, {"fact": "sbom.readable"}]}]})) == 2


def test_a_wrong_kind_is_told_once_and_not_with_its_fields_and_links() -> None:
    check = {"path": {"every": {"kind": "zzz", "has": ["x"]}, "reaches": [{"link": "y", "kind": "control"}]}}
    assert faults(check) == ("there is no kind of part 'zzz'",)


def test_words_of_free_fields_and_of_engines_are_not_judged() -> None:
    assert faults({"document": {"kind": "vulnerability", "where": {"known_exploited": ["yes"]}}}) == ()


def test_an_activity_that_no_dossier_can_name_is_a_fault() -> None:
    rule = {"activity": "backups", "requirement": "our-law:first.copies"}
    (fault,) = faults({"answered": rule})
    assert "backups" in fault
    assert faults({"answered": {**rule, "activity": "backup"}}) == ()


def test_a_reserved_check_names_nothing() -> None:
    rule = {"reason": "none", "verified": "2026-01-01", "recheck_by": "2027-01-01"}
    assert faults({"reserved": rule}) == ()


def test_a_condition_names_a_fact() -> None:
    assert condition_faults(None) == ()
    assert condition_faults(Condition(fact="device.is_cyber_device")) == ()
    assert condition_faults(Condition(fact="device.is_cyber_devise"))[0].startswith("there is no fact")
