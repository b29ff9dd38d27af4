# SPDX-License-Identifier: Apache-2.0
"""Versions of gems: segments of numbers and words, against a plain reading of Gem::Version."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.gem import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, in_turn, refused, sign

IN_ORDER = [
    "0.beta.1",
    "0 0.0",
    "1.A",
    "1.a.b",
    "1.a.0.b",
    "1.0.a 1.a 1.a.0",
    "1.a.0.1",
    "1.a.1 1.a1",
    "1.a10 1.0.0.a.10",
    "1.b1",
    "1-2 1.pre.2 1.0-2",
    "1.rc1",
    "1 1.0 1.0.0 01",
    "1.0.0.1.a",
    "1.0.0.1",
    "1.0.1",
    "1.2.b1",
    "1.2",
    "1.8.2.a",
    "1.8.2",
    "1.8.2.1",
    "1.9.0.dev",
    "1.9.3",
    "1.10",
    "2.0.0.rc1",
    "2",
]
piece = st.sampled_from(["0", "1", "2", "10", "00", "a", "b", "A", "rc1", "a0b", "1a", "pre"])
versions = st.tuples(
    st.sampled_from(["0", "1", "10"]),
    st.lists(piece.map(".{}".format), max_size=5).map("".join),
    st.just("") | st.lists(piece, min_size=1, max_size=2).map(lambda pieces: "-" + ".".join(pieces)),
).map("".join)


def canonical(version: str) -> list[int | str]:
    """The segments, without zeros at the end of the numbers and at the end of the rest."""
    found = re.findall(r"[0-9]+|[a-z]+", version.replace("-", ".pre."), re.IGNORECASE)
    segments = [int(one) if one.isdigit() else one for one in found]
    start = next((place for place, one in enumerate(segments) if isinstance(one, str)), len(segments))
    halves = [segments[:start], segments[start:]]
    for half in halves:
        while half and half[-1] == 0:
            half.pop()
    return halves[0] + halves[1]


def compare_segments(one: int | str, other: int | str) -> int:
    return sign((isinstance(one, int), one), (isinstance(other, int), other))


def plain(one: str, other: str) -> int:
    return in_turn(canonical(one), canonical(other), compare_segments, 0)


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
@example(one="1.a.0.b", other="1.a")
@example(one="1.0.5", other="1")
def test_keys_order_as_rubygems_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    "text", ["", " ", "a", "1.", ".1", "1..2", "junk", "1.0-", "1_0", "1.0+1", "1 2", "v1", "1.é"]
)
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)


def test_blanks_around_a_version_do_not_count() -> None:
    assert key(" 1.0\n") == key("1")
