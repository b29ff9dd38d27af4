# SPDX-License-Identifier: Apache-2.0
"""What is named brings along what makes the picture true."""

from medward.threats.views.selecting import completed, everything
from view_plans import pump

PUMP = pump().architecture


def test_a_flow_brings_its_ends_its_interfaces_and_their_zones() -> None:
    found = completed(PUMP, frozenset({"F-ORDER"}))
    assert found.flows == {"F-ORDER"}
    assert found.elements == {"P-SERVER", "P-APP"}
    assert found.interfaces == {"I-NET"}
    assert found.zones == {"Z-NET", "Z-PUMP", "Z-ROOM"}
    assert found.assets == {"AS-ORDER"}


def test_a_view_that_names_no_flow_shows_all_between_its_elements() -> None:
    assert completed(PUMP, frozenset({"P-SERVER", "P-APP", "A-NURSE"})).flows == {"F-KEYS", "F-ORDER"}


def test_a_zone_brings_what_stands_in_it_and_inside() -> None:
    assert completed(PUMP, frozenset({"Z-ROOM"})).elements == {"A-NURSE", "P-APP", "P-UPDATER", "S-SLOTS"}


def test_an_interface_brings_its_element() -> None:
    assert completed(PUMP, frozenset({"I-JTAG"})).elements == {"P-UPDATER"}


def test_what_is_no_part_of_the_architecture_brings_nothing() -> None:
    assert not completed(PUMP, frozenset({"C-1"})).parts


def test_everything_is_everything() -> None:
    assert len(everything(PUMP).parts) == 3 + 1 + 3 + 1 + 2 + 4 + 2
