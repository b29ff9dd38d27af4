# SPDX-License-Identifier: Apache-2.0
"""A proposal asks nothing, waits for a rule, and says how sure its content is."""

import re
from datetime import date, timedelta

import pytest

from medward.packs import asked_by_default, shipped_pack
from medward.packs.checks import ReservedCheck
from medward.packs.framework import PackStatus
from medward.packs.standing import LegalStatus, legal_note, legal_status, still_reserved

PACK = shipped_pack("com-2025-1023")


def test_a_proposal_asks_nothing_on_any_day() -> None:
    assert PACK.status is PackStatus.PROPOSED
    assert PACK.in_force_from is None
    for day in (date(2025, 12, 16), date(2040, 1, 1)):
        assert legal_status(PACK, day) is LegalStatus.PROPOSED
    assert legal_note(PACK, date(2026, 6, 1)) == "proposed, not in force"
    assert PACK not in asked_by_default()


def test_every_duty_waits_for_its_rule_and_must_be_looked_up_again() -> None:
    for one in PACK.requirements:
        assert isinstance(one.check, ReservedCheck), one.id
        rule = one.check.reserved
        assert still_reserved(rule, rule.verified)
        assert not still_reserved(rule, rule.recheck_by + timedelta(days=1))


@pytest.mark.parametrize("requirement", ["87a.vulnerabilities", "87a.incidents"])
def test_both_new_reports_would_have_30_days(requirement: str) -> None:
    (one,) = [one for one in PACK.requirements if one.id == requirement]
    assert re.findall(r"(\d+) days", one.text) == ["30"]


def test_how_sure_its_content_is_stands_in_its_notes() -> None:
    assert "was not read" in (PACK.notes or "")
    assert "Less sure" in (PACK.notes or "")


def test_everything_that_it_asks_is_said_to_be_only_proposed() -> None:
    assert all("would" in one.text for one in PACK.requirements)
    assert all("proposed" in one.citation or "amended" in one.citation for one in PACK.requirements)
