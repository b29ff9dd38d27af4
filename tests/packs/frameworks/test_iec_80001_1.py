# SPDX-License-Identifier: Apache-2.0
"""IEC 80001-1 asks hospitals alone, and every duty around a network with devices has its own activity."""

from medward.packs import shipped_pack
from medward.packs.checks import FactCheck

PACK = shipped_pack("iec-80001-1")


def test_it_asks_organisations_that_connect_devices_and_no_maker() -> None:
    assert PACK.applies_when is not None
    assert PACK.applies_when.fact == "organisation.is_hospital"
    assert {role.value for one in PACK.requirements for role in one.roles} == {"hospital"}


def test_every_requirement_rests_on_an_activity_of_its_own() -> None:
    asked = [one.check.fact for one in PACK.requirements if isinstance(one.check, FactCheck)]
    assert len(asked) == len(set(asked)) == len(PACK.requirements) == 15
    assert {"activities.network_monitoring", "activities.responsibility_agreements"} <= set(asked)


def test_clauses_are_cited_and_the_outline_says_what_was_not_seen() -> None:
    assert all(one.citation.startswith(f"IEC 80001-1:2021, clause {one.id[0]} ") for one in PACK.requirements)
    assert "not at hand" in str(PACK.notes)
