# SPDX-License-Identifier: Apache-2.0
"""opam versions: the examples of its manual, against a plain comparison."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions.opam import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "~~",
    "~",
    "~beta2",
    "~beta10",
    "0.1",
    "1.0~beta",
    "1.0 1.0-0 1.00 1.0-",
    "1.0-1",
    "1.0-test",
    "1.0.1",
    "1.0.10",
    "2.0~beta.1",
    "2.0",
    "2.0+b",
    "10",
    "dev",
    "v0.9",
    "v0.16.0",
    "_1",
]
"""The row of the manual stands in it, as far as it goes: `~~`, `~`, `~beta2`, `~beta10`, `0.1`, `1.0~beta` …"""
versions = st.lists(st.sampled_from([*"019azA+.~_-", "10", "007", "rc"]), min_size=1, max_size=8).map("".join)


def weight(character: str) -> tuple[int, str]:
    """`~` first, then letters, then anything else; the end of a run lies between `~` and letters."""
    return (0 if character == "~" else 2 if character.isalpha() else 3, character)


def plain_part(one: str, other: str) -> int:
    """Debian's comparison of one part, step by step."""
    while one or other:
        mine, its = (re.split(r"[0-9]", text, maxsplit=1)[0] for text in (one, other))
        one, other = one[len(mine) :], other[len(its) :]
        runs = ([*map(weight, run), (1, "")] for run in (mine, its))
        first, second = runs
        if first != second:
            return sign(first, second)
        mine, its = (re.split(r"[^0-9]", text, maxsplit=1)[0] for text in (one, other))
        one, other = one[len(mine) :], other[len(its) :]
        if int(mine or "0") != int(its or "0"):
            return sign(int(mine or "0"), int(its or "0"))
    return 0


def plain(one: str, other: str) -> int:
    halves = [text.rpartition("-") if "-" in text else (text, "", "") for text in (one, other)]
    return plain_part(halves[0][0], halves[1][0]) or plain_part(halves[0][2], halves[1][2])


def test_versions_stand_in_the_order_of_the_manual() -> None:
    assert_in_order(key, IN_ORDER)


def test_the_plain_comparison_agrees_on_every_pair() -> None:
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(versions, versions)
def test_keys_order_as_the_plain_comparison(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize("text", ["", " ", "1 0", "1:0", "1,0", "é", "1\n", "1" * 5000])
def test_what_opam_does_not_allow_is_refused(text: str) -> None:
    assert refused(key, text)


@given(st.text(max_size=12))
def test_any_text_has_a_key_or_is_refused(text: str) -> None:
    assert refused(key, text) in {True, False}
