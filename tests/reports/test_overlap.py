# SPDX-License-Identifier: Apache-2.0
"""The picture of an overlap: one tile for each requirement, nothing over another, readable without colour."""

from itertools import combinations

import pytest
from lxml import etree

from medward.packs import Requirement, shipped_pack
from medward.packs.crosswalk import shipped_crosswalks
from medward.packs.mapping import Coverage, Mapped, links, mapped
from medward.reports.overlap import GAP, LOOKS, MARGIN, TILE, WIDE, laid_out, overlap

PAIRS = sorted(
    {pair for one in shipped_crosswalks() for pair in ((one.source, one.target), (one.target, one.source))}
)
TITLE = "{http://www.w3.org/2000/svg}title"


def found(first: str, second: str) -> tuple[Mapped, ...]:
    return mapped(shipped_pack(first), shipped_pack(second), links(shipped_crosswalks()))


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_no_tile_lies_over_another_or_leaves_the_page(first: str, second: str) -> None:
    tiles, heads, high = laid_out(shipped_pack(second), {one.requirement: one for one in found(first, second)})
    assert [one.requirement for one in tiles] == [one.id for one in by_section(second)]
    assert all(one.x >= MARGIN and one.x + one.width <= WIDE - MARGIN and one.y + TILE <= high for one in tiles)
    for one, other in combinations(tiles, 2):
        apart = one.x + one.width + GAP <= other.x + 0.01 or other.x + other.width + GAP <= one.x + 0.01
        assert apart or abs(one.y - other.y) >= TILE + GAP
    assert all(abs(y - one.y) > 4 for y, _ in heads for one in tiles)


def by_section(pack: str) -> list[Requirement]:
    framework = shipped_pack(pack)
    return [one for section in framework.sections for one in framework.requirements if one.section == section.id]


def test_every_tile_tells_its_state_in_words_and_by_a_sign() -> None:
    picture = etree.fromstring(overlap(shipped_pack(PAIRS[0][0]), shipped_pack(PAIRS[0][1]), found(*PAIRS[0])))
    tiles = [one for one in picture if one.get("data-requirement")]
    states = {one.requirement: one.coverage for one in found(*PAIRS[0])}
    assert {one.get("data-requirement"): one.get("data-coverage") for one in tiles} == states
    for tile in tiles:
        look = LOOKS[Coverage(str(tile.get("data-coverage")))]
        assert look.word in str(tile.findtext(TITLE))
        assert tile[-1].text == f"{look.sign} {tile.get('data-requirement')}"


def test_states_differ_in_more_than_colour() -> None:
    assert len({look.sign for look in LOOKS.values()}) == len({look.edge for look in LOOKS.values()}) == len(LOOKS)


def test_the_picture_has_a_title_and_counts_and_the_same_bytes_again() -> None:
    first, second = (shipped_pack(one) for one in PAIRS[0])
    made = overlap(first, second, found(*PAIRS[0]))
    assert made == overlap(first, second, found(*PAIRS[0]))
    picture = etree.fromstring(made)
    assert picture.findtext(TITLE) == f"What meeting {first.id} says about {second.id}"
    assert str(len(second.requirements)) in (picture.findtext("{http://www.w3.org/2000/svg}desc") or "")
