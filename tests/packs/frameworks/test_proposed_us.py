# SPDX-License-Identifier: Apache-2.0
"""Proposed rules of the United States ask nothing, wait for the rule, and keep the periods that are proposed."""

from datetime import date

import pytest

from medward.packs import asked_by_default, shipped_pack
from medward.packs.checks import ReservedCheck
from medward.packs.framework import PackStatus
from medward.packs.standing import LegalStatus, legal_status

PROPOSED = ("circia-proposed", "hipaa-rewrite-proposed")


@pytest.mark.parametrize("name", PROPOSED)
def test_a_proposal_asks_nothing_on_any_day(name: str) -> None:
    pack = shipped_pack(name)
    assert pack.status is PackStatus.PROPOSED
    assert pack.in_force_from is None
    assert legal_status(pack, date(2040, 1, 1)) is LegalStatus.PROPOSED
    assert pack not in asked_by_default()


@pytest.mark.parametrize("name", PROPOSED)
def test_every_duty_waits_for_its_rule_and_says_would(name: str) -> None:
    for one in shipped_pack(name).requirements:
        assert isinstance(one.check, ReservedCheck), one.id
        assert "would" in one.text, one.id


@pytest.mark.parametrize(("requirement", "period"), [("incident", "72 hours"), ("ransom", "24 hours")])
def test_reports_to_cisa_would_have_their_hours(requirement: str, period: str) -> None:
    (one,) = [one for one in shipped_pack("circia-proposed").requirements if one.id == requirement]
    assert period in one.text
    assert period in one.title
