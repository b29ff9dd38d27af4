# SPDX-License-Identifier: Apache-2.0
"""Reports to FDA: who owes which, and within which days."""

import pytest

from medward.packs import shipped_pack
from medward.packs.framework import Role

PACK = shipped_pack("cfr-803-806")
BY_ID = {one.id: one for one in PACK.requirements}


@pytest.mark.parametrize(
    ("section", "period"),
    [
        ("803.30", "10 work days"),
        ("803.50", "30 calendar days"),
        ("803.53", "5 work days"),
        ("803.56", "30 calendar days"),
        ("806.10", "10 working days"),
    ],
)
def test_each_report_states_its_period(section: str, period: str) -> None:
    assert period in BY_ID[section].text
    assert period in BY_ID[section].title


def test_only_the_report_of_user_facilities_is_for_hospitals() -> None:
    assert {one.id for one in PACK.requirements if Role.HOSPITAL in one.roles} == {"803.30"}
    assert BY_ID["803.30"].applies_when is None


def test_makers_owe_reports_for_devices_on_the_market_of_the_united_states() -> None:
    makers = [one for one in PACK.requirements if Role.MAKER in one.roles]
    assert {one.applies_when.fact for one in makers if one.applies_when} == {"device.on_us_market"}
    assert all(one.applies_when for one in makers)


def test_each_is_cited_by_its_section() -> None:
    assert all(one.citation.startswith(f"21 CFR {one.id}") for one in PACK.requirements)
