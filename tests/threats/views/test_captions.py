# SPDX-License-Identifier: Apache-2.0
"""Texts stand on their flow, else beside it with a line to it, and cover nothing."""

from medward.threats.views.captions import captions, leader
from medward.threats.views.geometry import Area
from medward.threats.views.routing import Way

PAGE = Area(0, 0, 400, 300)
SIZE = (60.0, 30.0)


def straight(x: float, y: float, right: float, down: float) -> Way:
    third = ((right - x) / 3, (down - y) / 3)
    middle = ((x + third[0], y + third[1]), (x + 2 * third[0], y + 2 * third[1]))
    return ((x, y), *middle, (right - 5, down)), (right, down)


LONG = straight(20, 150, 380, 150)


def test_a_long_flow_has_its_text_in_its_middle() -> None:
    found = captions({"F": LONG}, {"F": SIZE}, [], PAGE)["F"]
    assert abs(found.middle[0] - 200) < 10
    assert found.middle[1] == 150
    assert leader(LONG, found) is None


def test_a_text_leaves_the_tip_of_its_arrow_free() -> None:
    short = straight(100, 100, 150, 100)
    found = captions({"F": short}, {"F": SIZE}, [], PAGE)["F"]
    assert not found.holds(short[1])


def test_a_text_covers_no_box_and_is_led_to_its_flow() -> None:
    wall = Area(0, 110, 400, 80)
    found = captions({"F": LONG}, {"F": SIZE}, [wall], PAGE)["F"]
    assert not found.meets(wall)
    assert leader(LONG, found) is not None


def test_texts_of_flows_on_one_way_do_not_cover_each_other() -> None:
    names = [f"F{number}" for number in range(6)]
    found = list(captions(dict.fromkeys(names, LONG), dict.fromkeys(names, SIZE), [], PAGE).values())
    assert not [(a, b) for a in found for b in found if a is not b and a.meets(b)]


def test_a_text_stays_on_the_page() -> None:
    edge = straight(20, 2, 380, 2)
    found = captions({"F": edge}, {"F": SIZE}, [], PAGE)["F"]
    assert found.y >= 0
