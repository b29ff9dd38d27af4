# SPDX-License-Identifier: Apache-2.0
"""Relations between requirements, held against real sets of demands."""

from collections.abc import Set as AbstractSet

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.packs.relations import Relation, inverse, then

demands = st.frozensets(st.integers(0, 4), min_size=1)


def of(first: AbstractSet[int], second: AbstractSet[int]) -> Relation:
    """The one relation that says most about two sets."""
    if first == second:
        return Relation.EQUAL
    if first < second:
        return Relation.SUBSET
    if first > second:
        return Relation.SUPERSET
    return Relation.INTERSECTS if first & second else Relation.NONE


def holds(relation: Relation, first: AbstractSet[int], second: AbstractSet[int]) -> bool:
    """Whether a relation is true of two sets; `intersects` claims only that they share something."""
    return {
        Relation.EQUAL: first == second,
        Relation.SUBSET: first <= second,
        Relation.SUPERSET: first >= second,
        Relation.INTERSECTS: bool(first & second),
        Relation.NONE: not first & second,
    }[relation]


@given(demands, demands, demands)
def test_what_follows_from_two_steps_is_true_of_every_three_sets(
    first: AbstractSet[int], between: AbstractSet[int], last: AbstractSet[int]
) -> None:
    follows = then(of(first, between), of(between, last))
    assert follows is None or holds(follows, first, last)


@given(demands, demands)
def test_the_inverse_is_what_the_second_is_to_the_first(first: AbstractSet[int], second: AbstractSet[int]) -> None:
    assert inverse(of(first, second)) is of(second, first)


@pytest.mark.parametrize("relation", Relation)
def test_the_inverse_of_the_inverse_is_the_relation(relation: Relation) -> None:
    assert inverse(inverse(relation)) is relation


@pytest.mark.parametrize("relation", Relation)
def test_what_is_equal_changes_nothing(relation: Relation) -> None:
    assert then(Relation.EQUAL, relation) is relation
    assert then(relation, Relation.EQUAL) is relation


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Relation.SUBSET, Relation.SUPERSET),
        (Relation.SUBSET, Relation.INTERSECTS),
        (Relation.INTERSECTS, Relation.INTERSECTS),
        (Relation.INTERSECTS, Relation.SUPERSET),
        (Relation.NONE, Relation.NONE),
        (Relation.NONE, Relation.SUBSET),
        (Relation.SUPERSET, Relation.NONE),
    ],
)
def test_where_nothing_follows_nothing_is_claimed(first: Relation, second: Relation) -> None:
    assert then(first, second) is None


@pytest.mark.parametrize("first", Relation)
@pytest.mark.parametrize("second", Relation)
def test_two_steps_are_never_stronger_than_what_holds_backwards(first: Relation, second: Relation) -> None:
    forward, backward = then(first, second), then(inverse(second), inverse(first))
    assert backward == (None if forward is None else inverse(forward))
