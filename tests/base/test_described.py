# SPDX-License-Identifier: Apache-2.0
"""Descriptions of attributes are read from the source, where they are written once."""

from medward.base.described import attributes
from medward.packs.checks import Selector, Step


def test_the_string_under_an_attribute_is_its_description() -> None:
    assert attributes(Step)["link"] == "Name of the link, forward (`reduces`) or backward (`reduced_by`)."


def test_inherited_attributes_are_described_too() -> None:
    assert attributes(Step)["kind"] == attributes(Selector)["kind"]


def test_a_description_is_one_line() -> None:
    assert all("\n" not in text for text in attributes(Selector).values())


def test_classes_of_others_are_left_alone() -> None:
    assert attributes(dict) == {}
