# SPDX-License-Identifier: Apache-2.0
"""Gentoo versions: the algorithm of the Package Manager Specification, against a plain reading of it."""

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.ebuild import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, in_turn, refused, sign

IN_ORDER = [
    "0",
    "0.0",
    "1_alpha",
    "1_alpha1",
    "1_beta",
    "1_pre",
    "1_rc_alpha",
    "1_rc",
    "1_rc3",
    "1 1-r0 01 1-r00",
    "1-r1",
    "1_p_alpha",
    "1_p 1_p0",
    "1_p-r1",
    "1_p1 1_p01",
    "1_p1_p",
    "1b",
    "1b_p1",
    "1.0_pre2",
    "1.0 1.00",
    "1.0-r1",
    "1.0_p2",
    "1.0b",
    "1.0.0",
    "1.00100000000 1.001",
    "1.0010000000000000001",
    "1.01",
    "1.1",
    "1.1b",
    "1.2",
    "1.10",
    "12.2b",
    "12.2.5",
    "999999999999999999999999999998",
    "999999999999999999999999999999",
]
number = st.sampled_from(["0", "1", "2", "9", "10", "00", "01", "010", "100"])
suffix = st.tuples(st.sampled_from(["_alpha", "_beta", "_pre", "_rc", "_p"]), st.just("") | number).map("".join)
versions = st.tuples(
    st.lists(number, min_size=1, max_size=4).map(".".join),
    st.sampled_from(["", "", "a", "z"]),
    st.lists(suffix, max_size=3).map("".join),
    st.sampled_from(["", "-r0", "-r1", "-r12"]),
).map("".join)
SUFFIXES = ["alpha", "beta", "pre", "rc", "", "p"]


def parts(version: str) -> tuple[list[str], str, list[tuple[int, int]], int]:
    match = re.fullmatch(r"([0-9.]+)([a-z]?)((?:_[a-z]+[0-9]*)*)(?:-r([0-9]+))?", version)
    assert match is not None
    found = re.findall(r"_([a-z]+)([0-9]*)", match[3])
    return (
        match[1].split("."),
        match[2],
        [(SUFFIXES.index(name), int(no or 0)) for name, no in found],
        int(match[4] or 0),
    )


def component(one: str, other: str) -> int:
    if "0" in (one[0], other[0]):
        return sign(one.rstrip("0"), other.rstrip("0"))
    return sign(int(one), int(other))


def plain(one: str, other: str) -> int:
    (mine, letter, suffixes, revision), (its, its_letter, its_suffixes, its_revision) = parts(one), parts(other)
    first = sign(int(mine[0]), int(its[0]))
    rest = (component(a, b) for a, b in zip(mine[1:], its[1:], strict=False))
    numbers = first or next((result for result in rest if result), 0) or sign(len(mine), len(its))
    no_suffix: Any = (SUFFIXES.index(""), 0)
    by_suffix = in_turn(suffixes, its_suffixes, sign, no_suffix)
    return numbers or sign(letter, its_letter) or by_suffix or sign(revision, its_revision)


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
@example(one="1.0", other="1.00")
@example(one="1.09", other="1.9")
def test_keys_order_as_the_specification_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "1.",
        ".1",
        "1..2",
        "1A",
        "1ab",
        "1_foo",
        "1-r",
        "1-1",
        "1_",
        "1a1",
        "v1",
        "1 ",
        "1.0\n",
        "1.é",
        "9999"[:0],
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)
