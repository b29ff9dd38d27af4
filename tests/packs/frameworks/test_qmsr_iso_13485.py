# SPDX-License-Identifier: Apache-2.0
"""The quality system: in force since February 2026, in clauses of the standard that the regulation names."""

from datetime import date

import pytest

from medward.packs import shipped_pack
from medward.packs.framework import Role
from medward.packs.standing import LegalStatus, legal_status

PACK = shipped_pack("qmsr-iso-13485")


@pytest.mark.parametrize(
    ("day", "in_force"), [(date(2026, 2, 1), False), (date(2026, 2, 2), True), (date(2030, 1, 1), True)]
)
def test_it_holds_from_2_february_2026(day: date, in_force: bool) -> None:
    assert (legal_status(PACK, day) is LegalStatus.IN_FORCE) is in_force


def test_each_requirement_is_named_and_cited_by_its_clause() -> None:
    assert all(f"ISO 13485:2016, {one.id}" in one.citation for one in PACK.requirements)
    assert len(PACK.requirements) == 27


@pytest.mark.parametrize("clause", ["4.1.6", "6.2", "7.3.9", "7.3.10", "7.4.1", "7.5.6", "8.2.2", "8.5.2"])
def test_clauses_that_touch_security_are_there(clause: str) -> None:
    assert clause in {one.id for one in PACK.requirements}


def test_it_asks_makers_on_the_market_of_the_united_states() -> None:
    assert PACK.applies_when is not None
    assert PACK.applies_when.fact == "device.on_us_market"
    assert {one.roles for one in PACK.requirements} == {(Role.MAKER,)}
