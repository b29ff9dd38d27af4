# SPDX-License-Identifier: Apache-2.0
"""Every field that a condition can ask has an answer for every element, within its words."""

import pytest

from medward.threats.fields import FIELDS, UnknownNameError
from threat_systems import element, fields, system, ward

WARD = fields(ward())
EVERY = [(kind, field) for kind, known in sorted(FIELDS.items()) for field in sorted(known)]


@pytest.mark.parametrize(("kind", "field"), EVERY)
def test_a_field_answers_within_its_words_or_says_what_is_open(kind: str, field: str) -> None:
    nodes = WARD.trace.of_kind(kind)
    assert nodes
    for node in nodes:
        value = WARD.value(node, field)
        assert value.words <= set(FIELDS[kind][field])


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_a_field_that_a_kind_does_not_have_is_an_error_and_not_a_no(kind: str) -> None:
    with pytest.raises(UnknownNameError, match="colour"):
        WARD.value(WARD.trace.of_kind(kind)[0], "colour")


def test_unknown_is_no_word() -> None:
    assert all("unknown" not in words for known in FIELDS.values() for words in known.values())


def test_a_device_is_reached_as_its_interfaces_are() -> None:
    assert {"network", "radio", "board"} <= WARD.value(element(WARD, "device"), "reach").words


def test_a_device_without_any_interface_leaves_open_how_it_is_reached() -> None:
    bare = fields(system())
    assert [str(fact) for fact in bare.value(element(bare, "device"), "reach").open] == ["device.interface"]


def test_a_flow_crosses_where_its_ends_stand_in_two_zones() -> None:
    assert WARD.value(element(WARD, "F-CMD"), "crosses").words == {"yes"}
    assert WARD.value(element(WARD, "F-INNER"), "crosses").words == {"no"}


def test_harm_to_many_patients_is_known_from_the_harms() -> None:
    assert WARD.value(element(WARD, "device"), "many_patients").words == {"yes"}
    bare = fields(system())
    assert bare.value(element(bare, "device"), "many_patients").open
