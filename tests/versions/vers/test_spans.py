# SPDX-License-Identifier: Apache-2.0
"""Spans of keys: union, common part and rest, against membership of single keys."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from medward.versions.vers.spans import EVERYTHING, Constraint, Span, between, common, one_version, rest, united

keys = st.binary(max_size=2)


@st.composite
def span_lists(draw: st.DrawFn) -> list[Span]:
    ends = draw(st.lists(st.tuples(keys, keys | st.none()), max_size=4))
    return [Span(low, high) for low, high in ends]


def inside(spans: list[Span] | tuple[Span, ...], key: bytes) -> bool:
    return any(span.holds(key) for span in spans)


@given(one=span_lists(), other=span_lists(), key=keys)
def test_union_common_part_and_rest_hold_what_their_names_say(
    one: list[Span], other: list[Span], key: bytes
) -> None:
    mine, its = united(one), united(other)
    assert inside(mine, key) == inside(one, key)
    assert inside(common(mine, its), key) == (inside(one, key) and inside(other, key))
    assert inside(rest(mine), key) != inside(one, key)


@given(span_lists())
def test_united_spans_are_in_order_and_none_touches_the_next(spans: list[Span]) -> None:
    found = united(spans)
    ends = [(one.high, other.low) for one, other in pairwise(found)]
    assert all(high is not None and high < low for high, low in ends)


def test_the_rest_of_nothing_is_everything_and_the_other_way_round() -> None:
    assert rest(()) == (EVERYTHING,)
    assert rest((EVERYTHING,)) == ()


def test_the_ends_of_a_span_remember_their_constraints() -> None:
    span = between((Constraint(">", "1"), b"1"), (Constraint("<=", "2"), b"2"))
    assert (span.low, span.high) == (b"1\x00", b"2\x00")
    below, above = rest((span,))
    assert below.closing == Constraint("<=", "1")
    assert above.opening == Constraint(">", "2")


def test_one_version_is_the_span_of_its_key_alone() -> None:
    span = one_version(b"k", "1.0")
    assert [span.holds(key) for key in (b"j", b"k", b"k\x00", b"l")] == [False, True, False, False]
