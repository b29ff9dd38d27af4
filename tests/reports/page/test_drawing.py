# SPDX-License-Identifier: Apache-2.0
"""The chain as a drawing: everything lies inside it, and nothing covers anything else."""

import itertools
from collections.abc import Callable

import pytest

from medward.reports.chain import BRANCH, STATIONS, Chain, chain
from medward.reports.page.drawing import Drawing, tall, wide
from reports.factories import UNBACKED, UNTESTED, broken, mends

DRAW = [wide, tall]
HUGE = tuple(broken("component:x", f"{number}", "Do it", "component.has.hash") for number in range(12_345))


WHOLE = chain(())
BROKEN = chain(mends(UNTESTED, UNBACKED, HUGE))


@pytest.mark.parametrize("draw", DRAW)
def test_every_station_is_drawn(draw: Callable[[Chain], Drawing]) -> None:
    names = {" ".join(bead.lines) for bead in draw(WHOLE).beads}
    assert names == {*STATIONS.values(), *BRANCH.values()}


@pytest.mark.parametrize("draw", DRAW)
def test_there_is_one_thread_for_each_joint(draw: Callable[[Chain], Drawing]) -> None:
    assert len(draw(WHOLE).threads) == len(STATIONS) - 1 + len(BRANCH)


@pytest.mark.parametrize("draw", DRAW)
def test_numbers_are_those_of_the_chain(draw: Callable[[Chain], Drawing]) -> None:
    drawing = draw(BROKEN)
    assert sorted(thread.missing for thread in drawing.threads if thread.missing) == [1, 2]
    assert [bead.broken for bead in drawing.beads if bead.broken] == [12_345]


@pytest.mark.parametrize("draw", DRAW)
def test_everything_lies_inside(draw: Callable[[Chain], Drawing]) -> None:
    drawing = draw(BROKEN)
    placed = [(one.x, one.y, one.half) for one in drawing.beads]
    placed += [(one.x, one.y, one.half) for one in drawing.threads]
    for x, y, half in placed:
        assert half <= x <= drawing.width - half
        assert 11 <= y <= drawing.height - 11


@pytest.mark.parametrize("draw", DRAW)
def test_no_bead_touches_another(draw: Callable[[Chain], Drawing]) -> None:
    for one, other in itertools.combinations(draw(BROKEN).beads, 2):
        assert abs(one.x - other.x) > one.half + other.half or abs(one.y - other.y) > 30


def test_a_long_number_makes_its_bead_longer() -> None:
    bead = next(bead for bead in wide(BROKEN).beads if bead.broken)
    assert bead.half == 30
