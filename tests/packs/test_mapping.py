# SPDX-License-Identifier: Apache-2.0
"""Routes from one framework to another, through what people judged."""

import pytest

from medward.base.problems import ProblemsError
from medward.packs.crosswalk import Crosswalk, parse, shipped_crosswalks
from medward.packs.framework import Framework
from medward.packs.library import shipped
from medward.packs.mapping import Coverage, Mapped, links, mapped, problems
from medward.packs.relations import Relation
from packs.sample import framework


def pack(name: str, *requirements: str) -> Framework:
    """A framework with these requirements."""
    whole = framework()
    first = whole.requirements[0]
    return whole.model_copy(
        update={"id": name, "requirements": tuple(first.model_copy(update={"id": one}) for one in requirements)}
    )


def crosswalk(source: str, target: str, *relations: tuple[str, str, str]) -> Crosswalk:
    rows = "\n".join(
        f"  - {{from: '{first}', to: '{second}', is: {relation}, because: we read both}}"
        for first, relation, second in relations
    )
    head = f"schema: 1\nkind: crosswalk\nid: {source}-to-{target}\nfrom: {source}\nto: {target}\njudged_by: us\n"
    return parse(f"{head}relations:\n{rows}\n".encode(), "crosswalk.yaml")


OURS, LAW, GUIDE = pack("ours", "1", "2"), pack("law", "a", "b"), pack("guide", "x", "y")


def asked(source: Framework, target: Framework, *crosswalks: Crosswalk) -> dict[str, Mapped]:
    return {one.requirement: one for one in mapped(source, target, links(crosswalks))}


def test_what_is_equal_or_more_covers_and_what_is_less_covers_in_part() -> None:
    found = asked(OURS, LAW, crosswalk("ours", "law", ("1", "superset", "a"), ("2", "subset", "b")))
    assert found["a"].coverage is Coverage.COVERED
    assert found["b"].coverage is Coverage.PARTLY


def test_a_crosswalk_is_walked_backwards_with_the_inverse() -> None:
    found = asked(LAW, OURS, crosswalk("ours", "law", ("1", "superset", "a")))
    assert found["1"].coverage is Coverage.PARTLY
    assert found["1"].routes[0].relation is Relation.SUBSET


def test_what_nobody_judged_is_open_and_so_is_what_shares_nothing() -> None:
    found = asked(OURS, LAW, crosswalk("ours", "law", ("1", "none", "a")))
    assert {one.coverage for one in found.values()} == {Coverage.OPEN}
    assert found["a"].routes[0].relation is Relation.NONE
    assert found["b"].routes == ()


def test_a_route_through_a_third_framework_shows_each_step() -> None:
    found = asked(
        OURS,
        LAW,
        crosswalk("ours", "guide", ("1", "superset", "x")),
        crosswalk("guide", "law", ("x", "superset", "a")),
    )
    (route,) = found["a"].routes
    assert found["a"].coverage is Coverage.COVERED
    assert [step.to for step in route.steps] == [("guide", "x"), ("law", "a")]
    assert [step.crosswalk for step in route.steps] == ["ours-to-guide", "guide-to-law"]


def test_a_route_is_as_weak_as_its_weakest_step_and_ends_where_nothing_follows() -> None:
    first = crosswalk("ours", "guide", ("1", "superset", "x"), ("2", "subset", "y"))
    second = crosswalk("guide", "law", ("x", "intersects", "a"), ("y", "intersects", "b"))
    found = asked(OURS, LAW, first, second)
    assert found["a"].routes[0].relation is Relation.INTERSECTS
    assert found["b"].coverage is Coverage.OPEN


def test_the_strongest_route_counts_and_of_equals_the_shortest() -> None:
    found = asked(
        OURS,
        LAW,
        crosswalk("ours", "law", ("1", "intersects", "a"), ("2", "equal", "b")),
        crosswalk("ours", "guide", ("1", "equal", "x"), ("2", "equal", "y")),
        crosswalk("guide", "law", ("x", "equal", "a"), ("y", "equal", "b")),
    )
    assert found["a"].routes[0].relation is Relation.EQUAL
    assert [len(route.steps) for route in found["b"].routes] == [1]


def test_a_pair_that_stands_twice_is_refused_with_its_line() -> None:
    with pytest.raises(ProblemsError) as refused:
        crosswalk("ours", "law", ("1", "equal", "a"), ("1", "subset", "a"))
    assert [problem.code for problem in refused.value.problems] == ["pack.duplicate-id"]
    assert refused.value.problems[0].place.line == 9


def test_a_relation_that_has_no_word_is_refused() -> None:
    with pytest.raises(ProblemsError) as refused:
        crosswalk("ours", "law", ("1", "similar", "a"))
    assert [problem.code for problem in refused.value.problems] == ["pack.unknown-word"]


def test_what_a_crosswalk_names_and_does_not_exist_is_told() -> None:
    known = {"ours": OURS, "law": LAW}
    wrong = crosswalk("ours", "law", ("9", "equal", "a"))
    assert [problem.key for problem in problems(wrong, known)] == ["relations[0].from"]
    assert [problem.key for problem in problems(crosswalk("ours", "lost", ("1", "equal", "a")), known)] == ["to"]


def test_every_shipped_crosswalk_names_what_exists() -> None:
    known = {one.id: one for one in shipped()}
    assert shipped_crosswalks()
    assert [problem for one in shipped_crosswalks() for problem in problems(one, known)] == []


def test_no_two_shipped_crosswalks_speak_of_the_same_two_frameworks() -> None:
    pairs = [frozenset((one.source, one.target)) for one in shipped_crosswalks()]
    assert len(pairs) == len(set(pairs))
