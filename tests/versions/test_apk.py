# SPDX-License-Identifier: Apache-2.0
"""Alpine versions: the tokens of apk-tools 3 one by one, against a plain comparison."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.apk import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "0",
    "0.1.0_alpha",
    "0.1.0_alpha1",
    "0.1.0_alpha1-r1",
    "0.1.0",
    "1_alpha_beta",
    "1_alpha",
    "1_beta",
    "1_pre1",
    "1_rc",
    "1_rc-r1",
    "1_rc1",
    "1",
    "1-r0 1-r00",
    "1-r1",
    "1-r10",
    "1~0ab",
    "1~0ab-r1",
    "1~a",
    "1_cvs",
    "1_svn",
    "1_git",
    "1_git-r1",
    "1_git20200101",
    "1_hg",
    "1_p",
    "1_p1 1_p01",
    "1_p1_p",
    "1_p_p",
    "1a",
    "1b_p1",
    "1.0",
    "1.00",
    "1.01",
    "1.010",
    "1.1 01.1",
    "1.1.0",
    "1.2a",
    "1.10",
    "2.3.0b-r3",
    "2.3.0b-r4",
    "20050405",
]
number = st.sampled_from(["0", "1", "2", "9", "10", "00", "01", "010", "100"])
suffixes = st.lists(
    st.tuples(st.sampled_from(["_alpha", "_beta", "_pre", "_rc", "_cvs", "_git", "_p"]), st.just("") | number).map(
        "".join
    ),
    max_size=3,
).map("".join)
versions = st.tuples(
    st.lists(number, min_size=1, max_size=4).map(".".join),
    st.sampled_from(["", "", "a", "z"]),
    suffixes,
    st.sampled_from(["", "", "~1a", "~a"]),
    st.sampled_from(["", "-r0", "-r1", "-r12"]),
).map("".join)
KINDS = ["-", ".", "a", "_", "n", "~", "r", "end"]
SUFFIXES = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"]


def tokens(version: str) -> list[tuple[str, str]]:
    """Kind and text of each token, in apk's own order of kinds."""
    found = re.findall(
        r"^()([0-9]+)|(\.)([0-9]+)|(_)([a-z]+)|(~)([0-9a-f]+)|(-r)([0-9]+)|()([a-z])|()([0-9]+)", version
    )
    listed = []
    for place, groups in enumerate(found):
        kind, text = next((groups[at], groups[at + 1]) for at in range(0, 14, 2) if groups[at + 1])
        default = "a" if text.isalpha() else "n" if place else "-"
        listed.append(("r" if kind == "-r" else kind or default, text))
    return [*listed, ("end", "")]


def plain(one: str, other: str) -> int:
    for (kind, text), (its_kind, its_text) in zip(tokens(one), tokens(other), strict=False):
        if kind != its_kind:
            return compare_kinds((kind, text), (its_kind, its_text))
        if result := compare_values(kind, text, its_text):
            return result
    return 0


def compare_kinds(one: tuple[str, str], other: tuple[str, str]) -> int:
    """A suffix before a release is below everything, otherwise the earlier kind is the higher version."""
    for (kind, text), result in ((one, -1), (other, 1)):
        if kind == "_" and SUFFIXES.index(text) < SUFFIXES.index(""):
            return result
    return sign(KINDS.index(other[0]), KINDS.index(one[0]))


def compare_values(kind: str, one: str, other: str) -> int:
    if kind == "_":
        return sign(SUFFIXES.index(one), SUFFIXES.index(other))
    if kind in "~aend" or (kind == "." and "0" in (one[0], other[0])):
        return sign(one, other) if kind != "n" else sign(int(one), int(other))
    return sign(int(one), int(other))


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
@example(one="1_p1", other="1_p_alpha")
@example(one="1.9", other="1.09")
def test_keys_order_as_apk_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    "text",
    ["", "a", "1.", ".1", "1..2", "1A", "1ab", "1_foo", "1-r", "1-1", "1.0-r1.2", "1_", "1a1", "1~", "1-r1~a",
     "v1", "1 ", "1.0\n", "1.é", "1.0a.1", "1_rc1.2"],
)  # fmt: skip # a list of texts, not a table
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)
