# SPDX-License-Identifier: Apache-2.0
"""The ways into a process: interfaces, flows, what is beside it, and what nobody knows."""

from collections.abc import Mapping
from typing import Any

import pytest

from compliance.dossiers import part
from medward.dossier.model.architecture import Medium
from medward.triage.ways import NEARNESS, Nearness, Way, ways_into
from triage.devices import (
    BUS,
    ETHERNET,
    FLOWS,
    INTERFACES,
    ONWARD,
    ORDERS,
    PROCESSES,
    PROGRAMS,
    RATE,
    SEALED,
    WIFI,
    architecture,
    sealed,
    trace,
)


def ways(process: str, built: Mapping[str, Any]) -> tuple[Way, ...]:
    found = trace(built)
    return ways_into(found.nodes["process", process], found)


def pairs(process: str, built: Mapping[str, Any]) -> set[tuple[str, bool]]:
    return {(way.nearness.value, way.privileges) for way in ways(process, built)}


def test_every_medium_has_a_nearness() -> None:
    assert set(NEARNESS) == set(Medium)


def test_an_interface_is_a_way_in_as_near_as_its_medium() -> None:
    assert ("N", False) in pairs("P-RADIO", architecture())
    adjacent = part(WIFI, medium="bluetooth")
    only = architecture(interfaces=(adjacent,), flows=(ONWARD,))
    assert pairs("P-RADIO", only) == {("A", False), ("L", True), ("P", False)}


def test_an_interface_that_only_sends_or_does_not_answer_is_no_way_in() -> None:
    for changed in ({"direction": "out"}, {"enabled": "no"}):
        built = architecture(interfaces=(part(WIFI, **changed),), flows=(ONWARD,))
        assert pairs("P-RADIO", built) == {("L", True), ("P", False)}


def test_an_interface_of_which_nobody_knows_whether_it_answers_counts_and_is_said() -> None:
    built = architecture(interfaces=(part(WIFI, enabled="unknown"),), flows=(ONWARD,))
    found = ways("P-RADIO", built)
    assert found[0].nearness is Nearness.NETWORK
    assert found[0].unknown == "nobody knows whether I-WIFI answers in normal use"


def test_what_leads_into_one_process_leads_on_to_those_that_it_sends_data_to() -> None:
    reached = ways("P-MOTOR", architecture())
    assert any("I-WIFI (wifi) on P-RADIO, from which data come to P-MOTOR" in way.text for way in reached)


def test_data_do_not_run_against_a_flow() -> None:
    built = architecture(flows=({**RATE, "source": "P-MOTOR", "target": "P-APP", "via": []}, ONWARD))
    assert pairs("P-MOTOR", built) == {("P", False)} | {("P", False)}


def test_a_flow_through_a_store_leads_on() -> None:
    store = {"id": "S-1", "name": "queue", "zone": "Z-PUMP"}
    flows = (
        {"id": "F-1", "name": "in", "source": "P-RADIO", "target": "S-1"},
        {"id": "F-2", "name": "out", "source": "S-1", "target": "P-APP"},
    )
    assert ("N", True) in pairs("P-APP", architecture(stores=(store,), flows=flows))


def test_flows_in_a_circle_end() -> None:
    back = {"id": "F-BACK", "name": "back", "source": "P-APP", "target": "P-RADIO"}
    assert ("N", True) in pairs("P-APP", architecture(flows=(*FLOWS, back)))


def test_a_flow_from_elsewhere_that_names_no_interface_could_go_over_any_network() -> None:
    built = architecture(interfaces=(), flows=(part(RATE, via=None),))
    found = ways("P-MOTOR", built)
    assert found[0].nearness is Nearness.NETWORK
    assert found[0].unknown == "the flow F-RATE names no interface, so it could go over any network"


def test_a_flow_inside_a_zone_is_no_way_in_of_its_own() -> None:
    assert pairs("P-APP", architecture(interfaces=(), flows=(ONWARD,))) == {("L", True), ("P", False)}


def test_a_flow_from_an_actor_comes_as_near_as_the_interfaces_that_it_names() -> None:
    built = architecture(interfaces=(part(ETHERNET, medium="usb", direction="out"),), flows=(ORDERS,))
    assert pairs("P-GATEWAY", built) == {("L", False), ("P", False)}


def test_privileges_are_needed_where_another_element_asks_who_is_there() -> None:
    assert {way.privileges for way in ways("P-APP", architecture()) if way.nearness is Nearness.NETWORK} == {True}


@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_privileges_are_not_needed_where_nobody_is_known_to_ask(answer: str) -> None:
    interfaces = (part(WIFI, authenticated=answer), ETHERNET, BUS)
    assert ("N", False) in pairs("P-APP", architecture(interfaces=interfaces))


def test_whether_an_element_before_it_asks_is_said_where_nobody_knows() -> None:
    found = ways("P-APP", architecture(interfaces=(part(WIFI, authenticated="unknown"), ETHERNET, BUS)))
    assert "nobody knows whether who comes by I-WIFI must prove who they are" in {way.unknown for way in found}


def test_a_process_that_asks_itself_may_have_its_flaw_before_the_question() -> None:
    assert ("N", False) in pairs("P-RADIO", architecture(flows=(PROGRAMS,)))


def test_a_process_beside_others_can_be_attacked_from_them() -> None:
    found = ways("P-MOTOR", sealed())
    assert [(way.nearness.value, way.privileges) for way in found] == [("L", True), ("P", False)]
    assert found[0].text == "P-WATCH could be taken over, and P-MOTOR attacked from there"


def test_a_process_alone_in_its_zone_is_reached_by_opening_the_device() -> None:
    alone = {"id": "F-1", "name": "out", "source": "P-MOTOR", "target": "A-EHR"}
    assert pairs("P-MOTOR", sealed(processes=SEALED[:1], flows=(alone,))) == {("P", False)}


def test_a_process_without_a_flow_counts_as_open_to_any_network() -> None:
    found = ways("P-MOTOR", architecture(interfaces=INTERFACES, flows=()))
    assert [(way.nearness.value, way.privileges) for way in found] == [("N", False)]
    assert found[0].unknown == "no flow is written for P-MOTOR, so nobody knows what reaches it"


def test_the_worst_way_stands_first() -> None:
    found = ways("P-MOTOR", architecture(processes=PROCESSES))
    assert [way.nearness.value for way in found] == sorted((way.nearness.value for way in found), key="NALP".index)
