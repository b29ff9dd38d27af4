# SPDX-License-Identifier: Apache-2.0
"""Section 524B of the FD&C Act: every subsection is in the pack, and what is not asked is never green."""

import datetime as dt

import pytest

from medward.packs import LegalStatus, legal_status, shipped_pack
from medward.packs.checks import ReservedCheck

PACK = shipped_pack("fda-524b")
BY_ID = {one.id: one for one in PACK.requirements}


@pytest.mark.parametrize(
    "subsection", ["(a)", "(b)(1)", "(b)(2)", "(b)(2)(A)", "(b)(2)(B)", "(b)(3)", "(b)(4)", "(c)", "(d)"]
)
def test_every_subsection_is_cited(subsection: str) -> None:
    cited = [one.citation.partition(";")[0] for one in PACK.requirements]
    assert f"21 USC 360n-2{subsection}" in cited


@pytest.mark.parametrize("name", ["b4.regulation", "d.exemption"])
def test_what_is_left_to_later_rules_is_reserved_with_a_date(name: str) -> None:
    check = BY_ID[name].check
    assert isinstance(check, ReservedCheck)
    assert check.reserved.verified < check.reserved.recheck_by


def test_the_duties_are_those_of_cyber_devices() -> None:
    duties = [one for one in PACK.requirements if one.section in {"a", "b"}]
    assert {one.applies_when.fact for one in duties if one.applies_when} == {"device.is_cyber_device"}
    assert all(one.applies_when for one in duties)


def test_whether_it_is_a_cyber_device_is_asked_of_every_device() -> None:
    assert BY_ID["c.test"].applies_when is None


def test_the_law_holds_for_submissions_from_29_march_2023() -> None:
    assert PACK.applies_when is not None
    assert PACK.applies_when.fact == "device.submission_524b"
    assert legal_status(PACK, dt.date(2023, 3, 28)) is LegalStatus.NOT_YET
    assert legal_status(PACK, dt.date(2023, 3, 29)) is LegalStatus.IN_FORCE
