# SPDX-License-Identifier: Apache-2.0
"""Arch versions: pacman's vercmp and its own comparison table, against a plain comparison."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.alpm import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "1.0a",
    "1.0alpha",
    "1.0b",
    "1.0beta",
    "1.0pre1 1.0pre01",
    "1.0rc",
    "1.0 1.0-1 01.00-1 0:1.0",
    "1.0-1.1",
    "1.0-2",
    "1.0-10",
    "1.0.a",
    "1.0.a1",
    "1.0.1",
    "1.0..1",
    "1.5b-1",
    "1.5 1.5-1 1_5",
    "1.5-2",
    "1.5.a",
    "1.5.b 1.5.b-1",
    "1.5.1",
    "1.5.1-2",
    "2.0",
    "2.0.a",
    "2.1",
    "10",
    "1:0.1",
    "1:1.0-1",
    "2:0",
]
part = (
    st.lists(st.sampled_from([*"0129aZ...__+~", "10", "007", "rc"]), min_size=0, max_size=6)
    .map("".join)
    .flatmap(lambda start: st.sampled_from(["1", "0", "a"]).map(start.__add__))
)
versions = st.tuples(
    st.sampled_from(["", "", "0:", "1:"]), part, st.sampled_from(["", "-1", "-2", "-1.1", "-10"])
).map("".join)


def vercmp_part(one: str, other: str) -> int:
    """pacman's comparison of two parts, step by step."""
    pattern = re.compile(r"([^0-9A-Za-z]*)([0-9]+|[A-Za-z]+)")
    while one and other:
        mine, its = pattern.match(one), pattern.match(other)
        assert mine is not None
        assert its is not None
        if len(mine[1]) != len(its[1]):
            return sign(len(mine[1]), len(its[1]))
        if mine[2].isdigit() != its[2].isdigit():
            return 1 if mine[2].isdigit() else -1
        result = sign(int(mine[2]), int(its[2])) if mine[2].isdigit() else sign(mine[2], its[2])
        if result:
            return result
        one, other = one[mine.end() :], other[its.end() :]
    if not one and not other:
        return 0
    return -1 if (not one and not other[0].isalpha()) or one[:1].isalpha() else 1


def split(version: str) -> tuple[int, str, str]:
    epoch, colon, rest = version.rpartition(":")
    number, _, release = rest.partition("-")
    return int(epoch) if colon else 0, number, release or "1"


def plain(one: str, other: str) -> int:
    (first, mine, my_release), (second, its, its_release) = split(one), split(other)
    return sign(first, second) or vercmp_part(mine, its) or vercmp_part(my_release, its_release)


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
@example(one="1a1", other="1a.b")
@example(one="1.5.a", other="1.5")
def test_keys_order_as_vercmp_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    "text", ["", "1.", "1.0_", "1-", "1-2-3", "a:1", ":1", "1:", "1 0", "1.0\n", "1-a", "é", "1/2", "-1", "1.0-1."]
)
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)
