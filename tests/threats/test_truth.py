# SPDX-License-Identifier: Apache-2.0
"""The laws of three-valued logic, and what is known of a field."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.threats.truth import NOTHING, OpenFact, Truth, Value, both, either, joined, negated, said, unsaid

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
TRUTHS = st.sampled_from(Truth)
FACTS = st.builds(OpenFact, st.sampled_from(["P-1", "I-1"]), st.sampled_from(["roles", "medium"]))
VALUES = st.builds(Value, st.frozensets(st.sampled_from("abc")), st.lists(FACTS, max_size=2).map(tuple))


@pytest.mark.parametrize(("one", "other"), list(product((YES, NO), repeat=2)))
def test_without_unknowns_it_is_ordinary_logic(one: Truth, other: Truth) -> None:
    assert (both([one, other]) is YES) == (one is YES and other is YES)
    assert (either([one, other]) is YES) == (one is YES or other is YES)


def test_one_answer_can_decide_in_spite_of_unknowns() -> None:
    assert both([UNKNOWN, NO]) is NO
    assert either([UNKNOWN, YES]) is YES


def test_without_a_deciding_answer_unknown_stays_unknown() -> None:
    assert both([UNKNOWN, YES]) is UNKNOWN
    assert either([UNKNOWN, NO]) is UNKNOWN
    assert negated(UNKNOWN) is UNKNOWN


def test_nothing_to_ask_is_yes_for_all_and_no_for_any() -> None:
    assert (both([]), either([])) == (YES, NO)


@given(st.lists(TRUTHS, max_size=5))
def test_de_morgan(truths: list[Truth]) -> None:
    assert negated(both(truths)) is either(map(negated, truths))


@given(st.lists(TRUTHS, max_size=5))
def test_order_and_repetition_do_not_matter(truths: list[Truth]) -> None:
    assert both(truths) is both([*reversed(truths), *truths])
    assert either(truths) is either([*reversed(truths), *truths])


@given(st.lists(TRUTHS, max_size=5), st.sampled_from([YES, NO]))
def test_filling_in_an_unknown_never_flips_an_answer(truths: list[Truth], filled: Truth) -> None:
    later = [filled if one is UNKNOWN else one for one in truths]
    for ask in (both, either):
        assert ask(truths) in {UNKNOWN, ask(later)}


@given(VALUES, st.frozensets(st.sampled_from("abc")))
def test_a_word_that_is_there_decides_whatever_else_is_open(value: Value, wanted: frozenset[str]) -> None:
    expected = YES if value.words & wanted else UNKNOWN if value.open else NO
    assert value.has_one_of(wanted) is expected


@given(st.lists(VALUES, max_size=4), st.sampled_from("abc"))
def test_joined_values_have_a_word_where_one_of_them_has_it(values: list[Value], word: str) -> None:
    assert joined(values).has_one_of([word]) is either(value.has_one_of([word]) for value in values)


def test_each_open_fact_is_named_once() -> None:
    assert joined([unsaid("P-1", "roles"), unsaid("P-1", "roles"), said("a"), NOTHING]) == Value(
        frozenset("a"), (OpenFact("P-1", "roles"),)
    )


def test_an_open_fact_reads_as_part_and_key() -> None:
    assert str(OpenFact("I-WIFI", "encrypted")) == "I-WIFI.encrypted"
