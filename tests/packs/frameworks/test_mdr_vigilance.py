# SPDX-License-Identifier: Apache-2.0
"""Surveillance and vigilance by the MDR: which paragraph has which deadline, and what each is decided by."""

import re
from datetime import date

import pytest

from medward.packs import shipped_pack
from medward.packs.checks import AnsweredCheck, ReservedCheck
from medward.packs.framework import Nature, Role

PACK = shipped_pack("mdr-vigilance")
FOUND = {one.id: one for one in PACK.requirements}


@pytest.mark.parametrize(
    ("requirement", "days", "of"),
    [("87-3", 15, "serious incident"), ("87-4", 2, "public health threat"), ("87-5", 10, "death")],
)
def test_each_deadline_stands_with_its_paragraph(requirement: str, days: int, of: str) -> None:
    one = FOUND[requirement]
    assert re.findall(r"(\d+) days", one.text) == [str(days)]
    assert of in one.text.lower()
    assert one.citation == f"Regulation (EU) 2017/745, Article {requirement.replace('-', '(')})"


def test_deadlines_count_from_awareness() -> None:
    assert all("becomes aware" in FOUND[name].text for name in ("87-3", "87-4", "87-5"))


def test_a_field_action_is_reported_before_it_and_not_by_days() -> None:
    assert "before the action" in FOUND["87-8"].text
    assert re.findall(r"\d+ days", FOUND["87-8"].text) == []


def test_trends_have_no_deadline() -> None:
    assert re.findall(r"\d+", FOUND["88-1"].text + FOUND["88-1-method"].text) == []


def test_periodic_reports_come_by_class() -> None:
    text = FOUND["85-86"].text
    assert "every year for IIb and III" in text
    assert "every two years for IIa" in text


def test_every_article_from_83_to_92_that_binds_makers_is_asked() -> None:
    articles = {number for one in PACK.requirements for number in re.findall(r"\b(8\d|9[0-2])\b", one.citation)}
    assert articles == {"83", "84", "85", "86", "87", "88", "89", "92"}


def test_what_rests_on_one_activity_must_be_said_to_answer_each_paragraph() -> None:
    answered = [one.check.answered for one in PACK.requirements if isinstance(one.check, AnsweredCheck)]
    reporting = [one for one in answered if one.activity == "serious_incident_reporting"]
    assert len(reporting) > len(("87-3", "87-4", "87-5"))
    assert len({one.requirement for one in answered}) == len(answered)


def test_eudamed_waits_and_is_looked_up_again() -> None:
    check = FOUND["92"].check
    assert isinstance(check, ReservedCheck)
    assert check.reserved.recheck_by > check.reserved.verified


def test_it_is_law_for_makers_of_what_is_on_the_market_of_the_union() -> None:
    assert PACK.nature is Nature.LAW
    assert PACK.in_force_from == date(2021, 5, 26)
    assert PACK.applies_when is not None
    assert PACK.applies_when.fact == "device.on_eu_market"
    assert {one.roles for one in PACK.requirements} == {(Role.MAKER,)}
