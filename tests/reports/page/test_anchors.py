# SPDX-License-Identifier: Apache-2.0
"""Names of places in the page are unique, stable and safe in an address."""

import re

from hypothesis import given
from hypothesis import strategies as st

from medward.reports.page.anchors import Anchors

PARTS = st.lists(st.text(max_size=20), min_size=1, max_size=3)


def test_a_requirement_keeps_its_name() -> None:
    assert Anchors().name("fda-premarket", "app4.1f") == "fda-premarket-app4.1f"


def test_the_same_name_twice_gets_a_number() -> None:
    anchors = Anchors()
    assert [anchors.name("a"), anchors.name("a"), anchors.name("a")] == ["a", "a..2", "a..3"]


def test_a_name_that_looks_like_a_numbered_one_is_told_apart() -> None:
    anchors = Anchors()
    assert len({anchors.name("a..2"), anchors.name("a"), anchors.name("a")}) == 3


@given(st.lists(PARTS, max_size=20))
def test_all_names_of_a_page_are_different_and_safe(asked: list[list[str]]) -> None:
    anchors = Anchors()
    names = [anchors.name(*parts) for parts in asked]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", name) for name in names)


@given(st.lists(PARTS, max_size=20))
def test_the_same_questions_get_the_same_names(asked: list[list[str]]) -> None:
    first, second = Anchors(), Anchors()
    assert [first.name(*parts) for parts in asked] == [second.name(*parts) for parts in asked]
