# SPDX-License-Identifier: Apache-2.0
"""The closure of what replaces what: every name that is reached, each once, and circles that end."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from medward.advisories.cpe.chains import MAX_REACHED, MAX_STEPS, Chain, Chains

PAIRS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3).map(tuple), max_size=6
)


def pairs(replaced: dict[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    return {(one.old, one.new) for one in Chains(replaced).all()}


def test_steps_are_followed_to_the_end_and_all_names_on_the_way_are_kept() -> None:
    found = list(Chains({"a": ("b",), "b": ("c",)}).all())
    assert found == [Chain("a", "b"), Chain("a", "c", ("b",)), Chain("b", "c")]


def test_a_name_may_be_replaced_by_several() -> None:
    assert pairs({"a": ("b", "c"), "c": ("d",)}) == {("a", "b"), ("a", "c"), ("a", "d"), ("c", "d")}


def test_a_circle_ends_and_is_told() -> None:
    chains = Chains({"a": ("b",), "b": ("a",), "x": ("a",)})
    assert {(one.old, one.new) for one in chains.all()} == {("a", "b"), ("b", "a"), ("x", "a"), ("x", "b")}
    assert chains.circles == ["a", "b"]


def test_a_long_way_is_cut_and_told() -> None:
    chains = Chains({f"{number:03}": (f"{number + 1:03}",) for number in range(MAX_STEPS + 5)})
    assert max(len(one.via) for one in chains.all()) == MAX_STEPS - 1
    assert chains.cut[0] == "000"


def test_too_many_replacing_names_are_cut_and_told() -> None:
    chains = Chains({"a": tuple(f"b{number}" for number in range(MAX_REACHED + 5))})
    assert len(list(chains.all())) == MAX_REACHED
    assert chains.cut == ["a"]


@settings(max_examples=60)
@given(PAIRS)
def test_it_holds_the_pairs_and_is_closed_under_joining_them(replaced: dict[str, tuple[str, ...]]) -> None:
    found = pairs(replaced)
    direct = {(old, new) for old, every in replaced.items() for new in every if old != new}
    assert direct <= found
    assert {(one, end) for one, middle in found for other, end in found if middle == other and one != end} <= found
    assert all(old != new for old, new in found)


@settings(max_examples=60)
@given(PAIRS)
def test_closing_it_again_adds_nothing(replaced: dict[str, tuple[str, ...]]) -> None:
    once = pairs(replaced)
    again: dict[str, tuple[str, ...]] = {}
    for old, new in sorted(once):
        again[old] = (*again.get(old, ()), new)
    assert pairs(again) == once


@settings(max_examples=60)
@given(PAIRS)
def test_what_is_reached_from_old_to_new_is_reached_back(replaced: dict[str, tuple[str, ...]]) -> None:
    back: dict[str, tuple[str, ...]] = {}
    for old, every in replaced.items():
        for new in every:
            back[new] = (*back.get(new, ()), old)
    assert {(new, old) for old, new in pairs(replaced)} == pairs(back)


@settings(max_examples=60)
@given(PAIRS)
def test_every_way_goes_over_pairs(replaced: dict[str, tuple[str, ...]]) -> None:
    for one in Chains(replaced).all():
        steps = [one.old, *one.via, one.new]
        assert all(new in replaced[old] for old, new in pairwise(steps))
