# SPDX-License-Identifier: Apache-2.0
"""What the architecture around an element says of it, and which facts it leaves open."""

import pytest

from medward.threats.truth import OpenFact, Value
from threat_systems import element, fields, system, ward

ZONES = [
    {"id": "Z-ROOM", "name": "room", "trust": "untrusted", "setting": "hospital"},
    {"id": "Z-DEV", "name": "device", "trust": "semi_trusted", "setting": "device", "inside": "Z-ROOM"},
    {"id": "Z-MCU", "name": "microcontroller", "trust": "trusted", "inside": "Z-DEV"},
    {"id": "Z-RACK", "name": "rack", "trust": "semi_trusted", "inside": "Z-ROOM"},
]
PROCESSES = [
    {"id": "P-MCU", "name": "motor", "zone": "Z-MCU"},
    {"id": "P-DEV", "name": "screen", "zone": "Z-DEV"},
    {"id": "P-RACK", "name": "gateway", "zone": "Z-RACK"},
]


def asked(name: str, field: str, **more: object) -> Value:
    found = fields(system(zones=ZONES, processes=PROCESSES, **more))
    return found.value(element(found, name), field)


def interface(**said: object) -> list[dict[str, object]]:
    return [{"id": "I-1", "name": "way in", "on": "P-DEV", "medium": "software", "direction": "both", **said}]


def flow(source: str, target: str, **said: object) -> list[dict[str, object]]:
    return [{"id": "F-1", "name": "flow", "source": source, "target": target, **said}]


def test_what_lies_inside_a_device_is_the_device() -> None:
    assert asked("P-MCU", "setting").words == {"device"}


def test_what_lies_inside_a_hospital_need_not_be_the_hospital() -> None:
    assert asked("P-RACK", "setting").open == (OpenFact("Z-RACK", "setting"),)


@pytest.mark.parametrize(
    ("said", "reach"),
    [
        ({"medium": "wifi"}, {"network", "radio"}),
        ({"medium": "debug"}, {"board"}),
        ({"medium": "user_interface"}, {"person"}),
        ({"port": "tcp/443"}, {"network"}),
        ({"port": "file"}, {"local"}),
        ({"protocol": "HL7 v2"}, {"network"}),
    ],
)
def test_an_interface_is_reached_by_its_medium_port_or_protocol(said: dict[str, object], reach: set[str]) -> None:
    assert asked("I-1", "reach", interfaces=interface(**said)).words == reach


def test_software_without_port_and_protocol_leaves_open_how_it_is_reached() -> None:
    assert asked("I-1", "reach", interfaces=interface()).open == (OpenFact("I-1", "port"),)


def test_a_flow_is_reached_where_its_interfaces_are() -> None:
    given = asked("F-1", "reach", interfaces=interface(medium="usb"), flows=flow("P-RACK", "P-DEV", via=["I-1"]))
    assert given.words == {"plug"}


def test_a_flow_without_interface_stays_inside_what_both_ends_share() -> None:
    assert asked("F-1", "reach", flows=flow("P-MCU", "P-DEV")).words == {"internal"}


def test_a_flow_without_interface_across_an_untrusted_zone_is_open() -> None:
    assert asked("F-1", "reach", flows=flow("P-RACK", "P-DEV")).open == (OpenFact("F-1", "via"),)


def test_the_nearest_zone_that_speaks_of_hardware_counts() -> None:
    facts = [
        {"id": "HW-1", "hardware": "secure_boot", "of": "Z-DEV", "answer": "yes"},
        {"id": "HW-2", "hardware": "secure_boot", "of": "Z-MCU", "answer": "no"},
    ]
    assert asked("P-DEV", "hardware.secure_boot", hardware=facts).words == {"yes"}
    assert asked("P-MCU", "hardware.secure_boot", hardware=facts).words == {"no"}
    assert asked("P-RACK", "hardware.secure_boot", hardware=facts).open == (
        OpenFact("Z-RACK", "hardware.secure_boot"),
    )


def test_hardware_of_which_nobody_knows_is_open() -> None:
    facts = [{"id": "HW-1", "hardware": "secure_boot", "of": "Z-DEV"}]
    assert asked("P-DEV", "hardware.secure_boot", hardware=facts).open == (
        OpenFact("Z-DEV", "hardware.secure_boot"),
    )


def test_a_flow_that_carries_nothing_known_leaves_its_assets_open() -> None:
    given = asked("F-1", "clinical", flows=flow("P-MCU", "P-DEV"))
    assert given.open == (OpenFact("F-1", "carries"),)


def test_a_placeholder_for_a_clinical_function_says_nothing() -> None:
    assets = [{"id": "AS-1", "name": "rate", "clinical_function": "?"}]
    assert asked("AS-1", "clinical", assets=assets).open == (OpenFact("AS-1", "clinical_function"),)
    assert asked("AS-1", "clinical", assets=[{"id": "AS-1", "name": "rate"}]).words == {"no"}


def test_a_process_touches_what_flows_and_what_lies_at_the_other_end() -> None:
    found = fields(ward())
    assert found.value(element(found, "P-MAIN"), "asset_kinds").words >= {"therapy", "alarm", "key", "time"}


def test_an_interface_touches_what_flows_through_it() -> None:
    found = fields(ward())
    assert found.value(element(found, "I-HL7"), "asset_kinds").words == {"order"}
