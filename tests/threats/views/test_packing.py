# SPDX-License-Identifier: Apache-2.0
"""Boxes are packed without covering each other, each within its zone, whatever the arrangement."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medward.threats.views import Drawing
from medward.threats.views.arranging import STRETCHES, arranged
from medward.threats.views.geometry import Area
from medward.threats.views.packing import EVERYTHING, Arrangement, contents, filling, head_area, packed
from view_plans import drawn, pump, sixty

PUMP = drawn(pump(), "derived--global-system")
SIXTY = drawn(sixty(), "derived--global-system")
CHANNEL = (40.0, 30.0)
WHAT = contents(SIXTY, CHANNEL)


def areas(arrangement: Arrangement) -> dict[str, Area]:
    return {name: Area(*spot) for name, spot in packed(WHAT, arrangement)[1].items()}


def test_the_first_arrangement_holds_every_part_once_in_its_zone() -> None:
    first = filling(PUMP)
    assert sorted(first[EVERYTHING].children) == ["Z-NET", "Z-ROOM"]
    assert sorted(first["Z-ROOM"].children) == ["A-NURSE", "Z-PUMP"]
    assert sorted(first["Z-PUMP"].children) == ["P-APP", "P-UPDATER", "S-SLOTS"]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans(), st.sampled_from(STRETCHES))
def test_nothing_covers_another_in_any_order(chance: Random, lying: bool, stretch: float) -> None:
    arrangement = {}
    for name, one in filling(SIXTY).items():
        children = list(one.children)
        chance.shuffle(children)
        arrangement[name] = replace(one, children=tuple(children), lying=lying, stretch=stretch)
    found = areas(arrangement)
    elements = [found[one.part.id] for one in SIXTY.elements]
    heads = [head_area(found[zone.id], WHAT.heads[zone.id]) for zone in SIXTY.zones]
    assert not [pair for pair in combinations([*elements, *heads], 2) if pair[0].meets(pair[1])]


def test_everything_lies_in_its_zone_and_zones_side_by_side_stay_apart() -> None:
    found = areas(filling(SIXTY))
    for one in SIXTY.elements:
        zone = found[one.part.zone]
        area = found[one.part.id]
        assert zone.holds((area.x, area.y))
        assert zone.holds((area.x + area.width, area.y + area.height))
    outer = [found[zone.id] for zone in SIXTY.zones if not zone.inside]
    assert not [pair for pair in combinations(outer, 2) if pair[0].meets(pair[1])]


@pytest.mark.parametrize("drawing", [PUMP, SIXTY], ids=["pump", "sixty"])
def test_the_search_loses_nothing_and_always_finds_the_same(drawing: Drawing) -> None:
    what = contents(drawing, CHANNEL)
    found = arranged(drawing, what)
    first = filling(drawing)
    assert {name: sorted(one.children) for name, one in found.items()} == {
        name: sorted(one.children) for name, one in first.items()
    }
    assert arranged(drawing, what) == found


def test_the_search_makes_the_page_smaller() -> None:
    before, after = (packed(WHAT, one)[0] for one in (filling(SIXTY), arranged(SIXTY, WHAT)))
    assert max(after[0] / 1.7, after[1]) < max(before[0] / 1.7, before[1])
