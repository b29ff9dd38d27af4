# SPDX-License-Identifier: Apache-2.0
"""Maven versions: the POM reference's order, against a plain reading of it and Maven's own tables."""

import re
from itertools import zip_longest

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.maven import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

QUALIFIERS = [
    "1-alpha2snapshot", "1-alpha2", "1-alpha-123", "1-beta-2", "1-beta123", "1-m2", "1-m11", "1-rc", "1-cr2",
    "1-rc123", "1-SNAPSHOT", "1", "1-sp", "1-sp2", "1-sp123", "1-abc", "1-def", "1-pom-1", "1-1-snapshot", "1-1",
    "1-2", "1-123",
]  # fmt: skip # a list of texts, not a table
NUMBERS = [
    "2.0", "2-1", "2.0.a", "2.0.0.a", "2.0.2", "2.0.123", "2.1.0", "2.1-a", "2.1b", "2.1-x", "2.1-1", "2.1.0.1",
    "2.2", "2.123", "11.a2", "11.a11", "11.b2", "11.b11", "11.m2", "11.m11", "11", "11.a", "11b", "11c", "11m",
]  # fmt: skip # a list of texts, not a table
EQUAL = [
    "1 1.0 1.0.0 1-0 1.0-0 1ga 1GA 1final 1FinaL 1-release 1.0.0-ga",
    "1a 1-a 1.0-a 1.0.0-a 1.0a 1.0.0a 1A",
    "1x 1-x 1.0-x 1.0.0x 1X",
    "1cr 1rc 1Cr 1rC",
    "1a1 1-alpha-1 1-alpha1 1.0.0-alpha-1",
    "1b2 1-beta-2",
    "1m3 1-milestone-3 1MileStone3",
    "1-1 1.0-1 1-01 1.0.0-ga-1",
    "1..2 1.0.2",
    "-1 0-1",
    "1. 1- 1.0.",
]
STAGES = ["alpha", "beta", "milestone", "rc", "snapshot"]
NOTHING = {"0", "", "ga", "final", "release"}

piece = st.sampled_from([*"0129.-.-ab", "alpha", "beta", "m", "rc", "cr", "sp", "ga", "snapshot", "x", "00", "10"])
versions = st.lists(piece, min_size=1, max_size=8).map(lambda pieces: "1" + "".join(pieces))


def tokens(version: str) -> list[tuple[str, str]]:
    """Prefix and text of each token, without those that say nothing where they do not count."""
    marked = re.sub(r"(?<=\d)(?=[^\d.-])|(?<=[^\d.-])(?=\d)", "~", version.lower())
    found = re.findall(r"(^|[.~-])([^.~-]*)", "0" + marked if marked[0] in ".-" else marked)
    named = []
    for place, (prefix, text) in enumerate(found):
        joined = place + 1 < len(found) and found[place + 1][0] == "~"
        name = {"a": "alpha", "b": "beta", "m": "milestone"}.get(text, text) if joined else text
        named.append(("." if prefix == "." or not place else "-", {"cr": "rc"}.get(name, name.lstrip("0") or "0")))
    kept: list[tuple[str, str]] = []
    for prefix, text in reversed(named):
        before_dot = bool(kept) and kept[-1][0] == "." and kept[-1][1] not in STAGES
        if text not in NOTHING or before_dot:
            kept.append((prefix, text))
    return kept[::-1]


def rank(token: tuple[str, str] | None) -> tuple[int, str, int]:
    """The place of a token among all that may stand there; None is the end."""
    if token is None:
        return (10, "", 0)
    prefix, text = token
    if text.isdigit():
        return (30 if prefix == "-" else 40, "", int(text))
    if text in STAGES:
        return (STAGES.index(text), "", 0)
    return (10 if text in NOTHING else 20 if text == "sp" else 21, "" if text in NOTHING else text, 0)


def plain(one: str, other: str) -> int:
    for mine, its in zip_longest(tokens(one), tokens(other)):
        if rank(mine) != rank(its):
            return sign(rank(mine), rank(its))
        if (mine is None) != (its is None):
            return -1 if mine is None else 1
    return 0


@pytest.mark.parametrize("table", [QUALIFIERS, NUMBERS])
def test_maven_s_own_tables_are_in_order(table: list[str]) -> None:
    assert_in_order(key, table)
    assert_agrees_on_all_pairs(key, plain, table)


@pytest.mark.parametrize("spellings", EQUAL)
def test_spellings_of_one_version_are_equal(spellings: str) -> None:
    assert_in_order(key, [spellings])
    assert_agrees_on_all_pairs(key, plain, [spellings])


@given(one=versions, other=versions)
@example(one="1.0.alpha", other="1-1")
@example(one="1.ga.x", other="1")
@example(one="1.0.10", other="1.0")
def test_keys_order_as_the_reference_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize("text", ["", " ", "1 2", "1.0\n", "é", "1.²"])
def test_blanks_and_other_scripts_are_refused(text: str) -> None:
    assert refused(key, text)


@given(st.text("0129.-+_ab~@{}$", min_size=1, max_size=12))
def test_every_printable_text_has_a_key(text: str) -> None:
    assert not refused(key, text)
