# SPDX-License-Identifier: Apache-2.0
"""FreeBSD versions: the examples that pkg(8)'s rules name, against a plain comparison."""

import re
from itertools import zip_longest

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.freebsd import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "0.1pl2 0.1.pl2",
    "0.1alpha3",
    "0.1beta2 0.1.b2",
    "0.1",
    "1.0.1",
    "1.d2 1.dev2 1.Development2",
    "2pl1",
    "2alpha3",
    "2.9f7",
    "3.*",
    "3.a",
    "3 3.0 3.0.0 3..0",
    "3.0_1",
    "3.0_10",
    "3a",
    "3a0",
    "3a1",
    "10alpha",
    "10",
    "10+",
    "10a",
    "10a1.b2",
    "10a1 10A1",
    "10b",
    "2003.09.16 2003:09:16",
    "0.1,1",
    "0.1_1,1",
    "0,2",
]
versions = st.tuples(
    st.lists(
        st.sampled_from([*"0123azB..:++*", "10", "007", "pl", "alpha", "BETA", "pre", "rc", "rcs"]),
        min_size=1,
        max_size=6,
    ).map("".join),
    st.sampled_from(["", "", "_1", "_10"]),
    st.sampled_from(["", "", ",1"]),
).map("".join)

Component = tuple[int, int, int]
STAGES = {"pl": 0, "alpha": 1, "beta": 2, "pre": 16, "rc": 18}


def component(text: str) -> tuple[Component, str]:
    """The first component of a block, and what is left, by the rules as they stand in prose."""
    if text[0] == "*":
        return (-2, 0, 0), ""
    digits = "".join(re.findall(r"\A[0-9]+", text))
    rest, letter, level = text[len(digits) :], 0, 0
    word = "".join(re.findall(r"\A[A-Za-z]+", rest))
    stage = word.lower() in STAGES
    if word and not (stage and digits):
        rest = rest[len(word) :]
        letter = STAGES[word.lower()] if stage else ord(word[0].lower()) - 96
        number = "".join(re.findall(r"\A[0-9]+", rest))
        rest, level = rest[len(number) :], int(number) if number else -1
    return (int(digits) if digits else -1, letter, level), re.sub(r"\A[^0-9A-Za-z*]+", "", rest)


def block(text: str) -> list[Component]:
    found = []
    while text:
        one, text = component(text)
        found.append(one)
    return found


def plain(one: str, other: str) -> int:
    """Epoch, then blocks of components, then revision."""
    parts = [re.fullmatch(r"([^_,]+)(?:_(\d+))?(?:,(\d+))?", text) for text in (one, other)]
    mine, its = (part.groups() for part in parts if part is not None)
    if int(mine[2] or 0) != int(its[2] or 0):
        return sign(int(mine[2] or 0), int(its[2] or 0))
    for left, right in zip_longest(mine[0].split("+"), its[0].split("+"), fillvalue=""):
        for first, second in zip_longest(block(left), block(right), fillvalue=(0, 0, 0)):
            if first != second:
                return sign(first, second)
    return sign(int(mine[1] or 0), int(its[1] or 0))


def test_versions_stand_in_the_order_of_pkg() -> None:
    in_order = [
        *("1.0.1:2003.09.16", "1.0:2003.09.16"),
        *("0.1pl2 0.1.pl2", "0.1alpha3", "0.1beta2 0.1.b2", "0.1 0.1.0"),
    ]
    assert_in_order(key, in_order[:2])
    assert_in_order(key, in_order[2:])
    assert_in_order(key, ["2.*", "2pl1", "2alpha3", "2", "2.9f7", "3.*"])
    assert_in_order(key, ["10alpha 10.a", "10 10.0 10.0.0 10..0 10+", "10a", "10a0", "10a1 10A1 10a01", "10b"])
    assert_in_order(key, ["3.0", "3.0_1", "3.0_10", "3.0.1", "0.1,1", "0.1_1,1", "0,2"])
    assert_in_order(key, ["1+a", "1", "1+1", "1+1+1", "1+2", "1.0.0.1", "1.1"])


def test_the_plain_comparison_agrees_on_every_pair() -> None:
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(versions, versions)
@example("10a1b2", "10a1.b2")
@example(".1", "1")
def test_keys_order_as_the_plain_comparison(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize("text", ["", " 1", "1 0", "name-1.0", "1_", "1,", "1_a", "1,1_1", "é", "1" * 5000])
def test_what_is_no_version_is_refused(text: str) -> None:
    assert refused(key, text)


@given(st.text(max_size=12))
def test_any_text_has_a_key_or_is_refused(text: str) -> None:
    assert refused(key, text) in {True, False}
