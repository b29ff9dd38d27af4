# SPDX-License-Identifier: Apache-2.0
"""Conditions are yes, no or unknown, and say on what they rest; filling in what was unknown flips no answer."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medward.packs.threat_library import shipped
from medward.threats.conditions import Answered, ask
from medward.threats.fields import UnknownNameError
from medward.threats.generating import Verdict, generate
from medward.threats.truth import Truth
from threat_systems import element, fields, ward, when

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


def asked(name: str, condition: dict[str, Any], change: dict[str, dict[str, object]] | None = None) -> Answered:
    found = fields(ward(change))
    return ask(when(condition), element(found, name), found)


def test_is_asks_for_one_of_several_words() -> None:
    assert asked("I-WIFI", {"is": {"medium": ["wifi", "nfc"]}}).truth is YES
    assert asked("I-WIFI", {"is": {"medium": ["usb"]}}).truth is NO


def test_what_nobody_has_said_is_unknown_and_named() -> None:
    answer = asked("I-WIFI", {"is": {"encrypted": ["no"]}}, {"I-WIFI": {"encrypted": None}})
    assert answer.truth is UNKNOWN
    assert [str(fact) for fact in answer.open] == ["I-WIFI.encrypted"]


def test_a_no_needs_no_more_facts() -> None:
    answer = asked(
        "I-WIFI", {"is": {"encrypted": ["no"], "medium": ["usb"]}}, {"I-WIFI": {"encrypted": "unknown"}}
    )
    assert (answer.truth, answer.open) == (NO, ())


def test_unknown_holds_a_threat_in_sight_until_somebody_says() -> None:
    assert asked("I-WIFI", {"unknown": "enabled"}, {"I-WIFI": {"enabled": None}}).truth is UNKNOWN
    assert asked("I-WIFI", {"unknown": "enabled"}).truth is NO


def test_any_takes_the_first_yes_with_its_ground() -> None:
    answer = asked("I-WIFI", {"any": [{"is": {"medium": ["usb"]}}, {"is": {"medium": ["wifi"]}}]})
    assert (answer.truth, [str(one) for one in answer.grounds]) == (YES, ["I-WIFI: medium is wifi"])


def test_not_turns_yes_and_no_round() -> None:
    assert asked("I-WIFI", {"not": {"is": {"medium": ["wifi"]}}}).truth is NO
    assert asked("I-WIFI", {"not": {"is": {"medium": ["usb"]}}}).truth is YES


def test_some_asks_neighbours() -> None:
    carries = {"some": {"link": "carries", "where": {"is": {"clinical": ["yes"]}}}}
    assert asked("F-CMD", carries).truth is YES
    assert asked("F-SYNC", carries).truth is NO


def test_an_empty_list_of_references_says_nothing() -> None:
    carries = {"some": {"link": "carries", "where": {"is": {"clinical": ["yes"]}}}}
    answer = asked("F-CMD", carries, {"F-CMD": {"carries": None}})
    assert (answer.truth, [str(fact) for fact in answer.open]) == (UNKNOWN, ["F-CMD.carries"])


def test_no_neighbour_over_a_reverse_link_is_a_no() -> None:
    assert asked("A-SERVICE", {"some": {"link": "flows_in", "where": {"is": {"crosses": ["yes"]}}}}).truth is NO


def test_a_single_reference_that_is_left_out_is_a_no() -> None:
    assert asked("Z-NET", {"some": {"link": "inside", "where": {"is": {"setting": ["device"]}}}}).truth is NO


def test_neighbours_of_another_kind_do_not_meet_a_condition() -> None:
    safe = {"some": {"link": "target", "kind": "process", "where": {"is": {"memory_safe": ["yes"]}}}}
    assert asked("F-KEEP", safe).truth is NO
    assert asked("F-STATUS", safe).truth is YES


@pytest.mark.parametrize(
    "condition",
    [{"is": {"colour": ["red"]}}, {"some": {"link": "friends", "where": {"is": {"medium": ["usb"]}}}}],
)
def test_a_name_that_is_not_there_is_an_error_and_not_a_no(condition: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError):
        asked("I-WIFI", condition)


FACTS: dict[str, list[dict[str, object]]] = {
    "I-WIFI": [{"enabled": None}, {"authenticated": None}, {"encrypted": None}, {"protocol": None}],
    "I-BLE": [{"radio": None}, {"authenticated": None}, {"service": None}],
    "F-CMD": [{"integrity_protected": None}, {"authenticated": None}, {"replay_protected": None}],
    "P-MAIN": [{"roles": None}, {"memory_safe": None}, {"privileged": None}, {"multi_patient": None}],
    "P-GATE": [{"roles": None}, {"multi_patient": None}],
    "S-FLASH": [{"encrypted": None}, {"removable": None}, {"erasable": None}],
    "AS-THERAPY": [{"asset_kinds": None}, {"needs": None}],
    "AS-PHI": [{"asset_kinds": None}],
    "Z-DEV": [{"setting": None}],
    "Z-NET": [{"setting": None}],
    "HW-02": [{"answer": None}],
}
PAIRS = [(part, key) for part, blanks in FACTS.items() for blank in blanks for key in blank]
Blanks = list[tuple[str, str]]


def blanked(pairs: Blanks) -> dict[str, dict[str, object]]:
    change: dict[str, dict[str, object]] = {}
    for part, key in pairs:
        change.setdefault(part, {})[key] = None
    return change


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PAIRS), unique=True, min_size=1), st.data())
def test_filling_in_what_was_unknown_never_flips_a_threat(pairs: Blanks, data: st.DataObject) -> None:
    """Kleene's monotony, over the whole of the shipped libraries."""
    fewer = data.draw(st.lists(st.sampled_from(pairs), unique=True))
    before = generate(ward(blanked(pairs)), shipped())
    after = generate(ward(blanked(fewer)), shipped()).by_id
    for one in before.found:
        if one.verdict is not Verdict.POSSIBLE:
            assert after[one.id].verdict is one.verdict, one.id
        if one.held is not None and one.held.truth is not UNKNOWN and after[one.id].held is not None:
            later = after[one.id].held
            assert later is not None
            assert later.truth is one.held.truth, one.id
