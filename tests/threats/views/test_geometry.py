# SPDX-License-Identifier: Apache-2.0
"""Areas: what meets, what holds a point, and what is around."""

from medward.threats.views.geometry import Area, Curve, Layout, bounds, overlaps

HERE = Area(0, 0, 10, 20)


def test_areas_meet_where_they_cover_each_other_and_not_at_an_edge() -> None:
    others = (Area(9, 19, 5, 5), Area(10, 0, 5, 5), Area(0, 20, 5, 5))
    assert [HERE.meets(one) for one in others] == [True, False, False]


def test_a_point_on_the_edge_is_held() -> None:
    assert [HERE.holds(point) for point in ((10.0, 20.0), (10.1, 20.0))] == [True, False]


def test_moved_and_grown_areas_keep_their_middle_as_told() -> None:
    assert [one.middle for one in (HERE, HERE.moved(1, 2))] == [(5, 10), (6, 12)]
    assert HERE.grown(3) == Area(-3, -3, 16, 26)


def test_bounds_hold_all_areas_and_points() -> None:
    assert bounds([HERE, Area(20, 5, 5, 5)], [(-1, 30)]) == Area(-1, 0, 26, 30)


def test_overlaps_name_both_sides() -> None:
    flow = Curve(((0, 0),), (1, 1), Area(5, 5, 10, 10))
    found = Layout((50, 50), {}, {"Z": Area(30, 30, 5, 5)}, {"P": HERE}, {"F": flow})
    assert overlaps(found) == [("element P", "flow F")]
