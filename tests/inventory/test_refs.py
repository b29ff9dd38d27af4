# SPDX-License-Identifier: Apache-2.0
"""One ref for each component."""

from hypothesis import given
from hypothesis import strategies as st

from effort import effort
from medward.inventory.refs import Refs


def test_a_ref_that_nobody_has_is_kept() -> None:
    refs = Refs()
    assert [refs.take(ref, "component") for ref in "ab"] == ["a", "b"]
    assert (refs.repeated, refs.missing) == ([], 0)


def test_a_ref_that_comes_again_is_numbered_and_told() -> None:
    refs = Refs()
    assert [refs.take(ref, "component") for ref in ("a", "a", "a#1", "a")] == ["a", "a#1", "a#1#2", "a#3"]
    assert refs.repeated == ["a", "a#1", "a"]


def test_a_component_without_a_ref_is_given_one() -> None:
    refs = Refs()
    assert [refs.take(ref, "package") for ref in ("package#2", None, "")] == [
        "package#2",
        "package#1",
        "package#3",
    ]
    assert refs.missing == 2


@given(st.lists(st.sampled_from(["a", "a#1", "a#2", "a#1#2", "", None])))
def test_no_two_components_have_the_same_ref(stated: list[str | None]) -> None:
    refs = Refs()
    given_out = [refs.take(ref, "a") for ref in stated]
    assert len(set(given_out)) == len(stated)
    assert refs.taken == set(given_out)


def test_refs_that_are_made_to_collide_take_no_longer() -> None:
    assert len(colliding().taken) == 100_000
    assert effort(colliding, enough=5) <= 5


def colliding() -> Refs:
    refs = Refs()
    for number in range(50_000):
        refs.take(f"a#{number}", "component")
    for _ in range(50_000):
        refs.take("a", "component")
    return refs
