# SPDX-License-Identifier: Apache-2.0
"""Every name in a condition exists for the kind that is asked; those that do not are told with the nearest."""

import pytest

from medward.packs.threat_library import Library, shipped
from medward.threats.binding import unknown_names
from threat_systems import threat


@pytest.mark.parametrize("library", shipped(), ids=lambda library: library.id)
def test_shipped_libraries_name_only_what_exists(library: Library) -> None:
    assert [wrong for one in library.threats for wrong in unknown_names(one)] == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"is": {"mediun": ["wifi"]}}, "the kind 'interface' has no field 'mediun'; 'medium' is near"),
        ({"is": {"medium": ["wify"]}}, "has no word 'wify'; 'wifi' is near"),
        ({"is": {"enabled": ["unknown"]}}, "has no word 'unknown'"),
        ({"unknown": "open"}, "has no field 'open'"),
        ({"all": [{"not": {"is": {"colour": ["red"]}}}]}, "has no field 'colour'"),
        ({"some": {"link": "flow", "where": {"is": {"crosses": ["yes"]}}}}, "has no link 'flow'; 'flows' is near"),
        (
            {"some": {"link": "flows", "where": {"is": {"medium": ["usb"]}}}},
            "the kind 'flow' has no field 'medium'",
        ),
        ({"some": {"link": "flows", "kind": "zone", "where": {"is": {"crosses": ["yes"]}}}}, "leads to no 'zone'"),
    ],
)
def test_a_name_that_does_not_exist_is_told(condition: dict[str, object], said: str) -> None:
    (wrong,) = unknown_names(threat(condition))
    assert said in wrong


def test_the_condition_of_a_protection_is_checked_as_well() -> None:
    wrong = unknown_names(threat({"is": {"medium": ["wifi"]}}, held_when={"is": {"colour": ["red"]}}))
    assert len(wrong) == 1
