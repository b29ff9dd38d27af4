# SPDX-License-Identifier: Apache-2.0
"""Ways in and steps, with what the architecture says is in the way and what it leaves open."""

import pytest

from medward.threats.routes import Routes, Step, routes
from medward.trace.build import build
from threat_systems import ward


def walked(change: dict[str, dict[str, object]] | None = None) -> Routes:
    return routes(build(ward(change)))


def entry(name: str, change: dict[str, dict[str, object]] | None = None) -> Step:
    return next(step for step in walked(change).entries if step.over[1] == name)


def test_interfaces_that_take_something_in_are_ways_in() -> None:
    names = {step.over[1] for step in walked().entries}
    assert {"I-WIFI", "I-USB", "I-JTAG", "I-HL7", "I-SCREEN"} <= names


@pytest.mark.parametrize("name", ["I-BUS", "I-FILES"])
def test_a_bus_and_what_is_local_are_no_way_in(name: str) -> None:
    assert name not in {step.over[1] for step in walked().entries}


def test_output_is_no_way_in() -> None:
    assert "I-WIFI" not in {step.over[1] for step in walked({"I-WIFI": {"direction": "out"}}).entries}


def test_software_of_which_nobody_knows_how_it_is_reached_is_a_way_in() -> None:
    step = entry("I-FILES", {"I-FILES": {"port": None, "protocol": None}})
    assert "I-FILES.port" in [str(fact) for fact in step.unknown]


@pytest.mark.parametrize(("name", "obstacles"), [("I-WIFI", 0), ("I-BLE", 1), ("I-USB", 1), ("I-JTAG", 2)])
def test_nearness_is_an_obstacle(name: str, obstacles: int) -> None:
    assert len(entry(name).obstacles) == obstacles


def test_asking_who_is_there_and_being_closed_are_obstacles() -> None:
    step = entry("I-WIFI", {"I-WIFI": {"authenticated": "yes", "enabled": "no"}})
    assert step.obstacles == ("I-WIFI does not answer in normal use", "I-WIFI asks who is there")


def test_letting_nobody_else_open_the_connection_is_an_obstacle() -> None:
    assert entry("I-WIFI", {"I-WIFI": {"listens": "no"}}).obstacles == (
        "I-WIFI lets nobody else open the connection",
    )


def test_what_nobody_has_said_is_no_obstacle_and_is_named() -> None:
    step = entry("I-WIFI", {"I-WIFI": {"authenticated": None}})
    assert (step.obstacles, [str(fact) for fact in step.unknown]) == ((), ["I-WIFI.authenticated"])


def test_a_step_follows_a_flow_with_the_sender_s_own_credentials() -> None:
    steps = walked({"F-CMD": {"authenticated": "yes", "encrypted": "yes"}}).steps["process", "P-GATE"]
    (step,) = steps
    assert (step.over[1], step.to[1]) == ("F-CMD", "P-MAIN")
    assert step.obstacles == ("Z-DEV is trusted more than Z-NET",)


def test_memory_safe_code_and_protected_stores_are_obstacles() -> None:
    by_flow = {step.over[1]: step for steps in walked().steps.values() for step in steps}
    assert "P-GATE takes foreign data with memory-safe code only" in by_flow["F-STATUS"].obstacles
    kept = walked({"S-FLASH": {"integrity_protected": "yes"}}).steps["process", "P-MAIN"]
    assert "S-FLASH would show a change" in next(step for step in kept if step.over[1] == "F-KEEP").obstacles


def test_an_element_finds_assets_with_a_clinical_function() -> None:
    finds = walked().finds
    assert finds["process", "P-GATE"] >= {"AS-THERAPY", "AS-ORDER", "AS-ALARM"}
    assert "AS-PHI" not in finds["process", "P-GATE"]


def test_an_asset_of_which_nobody_has_said_what_it_does_is_found_too() -> None:
    finds = walked({"AS-PHI": {"clinical_function": "?"}}).finds
    assert "AS-PHI" in finds["process", "P-GATE"]
