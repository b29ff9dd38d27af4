# SPDX-License-Identifier: Apache-2.0
"""Conan versions: items, pre-release and build, against a plain reading of Conan 2's comparison."""

import re
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from medward.versions.conan import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "0",
    "1- 1.0.0- 1-0 1.0-0.0",
    "1-pre1 1.0-pre1 1.0.0-pre1 1.0-pre1.0",
    "1-pre1+b1 1.0.0-pre1+b1",
    "1-pre2",
    "1 1.0 1.0.0 1.0.0.0",
    "1+b1 1.0+b1 1+b1.0",
    "1+b2",
    "1.0.2",
    "1.1-alpha.3",
    "1.1-alpha.3+b1",
    "1.1-alpha.22",
    "1.1 1.1.0",
    "1.1+b.3",
    "1.1+b.22",
    "1.1.1.22",
    "1.1.3",
    "1.1.a",
    "1.1.b",
    "1.1*",
    "1.1a",
    "1.2-alpha1",
    "1.2",
    "1.2.3*",
    "1.3",
    "1.22",
    "1.a",
    "2",
    "10",
    "cci.20200101",
]
item = st.sampled_from(["0", "1", "2", "9", "1a", "2b", "a", "b", "rc"])
items = st.lists(item, min_size=1, max_size=4).map(".".join)
versions = st.tuples(items, st.just("") | items.map("-{}".format), st.just("") | items.map("+{}".format)).map(
    "".join
)
LOWEST_LIST: Any = ()


def parse(text: str) -> tuple[list[str], str | None, str | None]:
    rest, plus, build = text.rpartition("+")
    main, hyphen, pre = (rest if plus else text).rpartition("-")
    found = (main if hyphen else pre).split(".")
    while found and found[-1].strip("0") == "" and found[-1] != "":
        found.pop()
    return [one for one in found if one], pre if hyphen else None, build if plus else None


def compare_items(one: str, other: str) -> int:
    """Numbers as numbers, all else as text, which is what Conan does with items of one digit."""
    if one.isdigit() and other.isdigit():
        return sign(int(one), int(other))
    return sign(one, other)


def plain(one: str, other: str) -> int:
    (mine, pre, build), (its, its_pre, its_build) = parse(one), parse(other)
    found = next((result for a, b in zip(mine, its, strict=False) if (result := compare_items(a, b))), 0)
    if found or len(mine) != len(its):
        return found or sign(len(mine), len(its))
    if (pre is None) != (its_pre is None):
        return 1 if pre is None else -1
    if pre is not None and its_pre is not None and (result := plain(pre, its_pre)):
        return result
    if build is None or its_build is None:
        return sign(build is not None, its_build is not None)
    return plain(build, its_build)


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)


def test_the_table_s_versions_without_long_numbers_are_in_conan_s_order() -> None:
    assert_agrees_on_all_pairs(key, plain, [row for row in IN_ORDER if not re.search(r"\d\d|\*", row)])


@given(one=versions, other=versions)
@example(one="2-", other="2-0")
@example(one="1-a", other="1-a.0")
def test_keys_order_as_conan_orders_versions_of_short_numbers(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@given(st.lists(st.sampled_from(["9", "10", "1a", "a", "2b", "10a", "9a"]), min_size=3, max_size=3))
def test_numbers_against_texts_do_not_run_in_circles(found: list[str]) -> None:
    one, other, third = sorted(found, key=key)
    assume(key(one) < key(other) < key(third))
    assert key(f"1.{one}") < key(f"1.{other}") < key(f"1.{third}")


def test_a_text_that_begins_with_a_number_sorts_right_after_that_number() -> None:
    assert_in_order(key, ["9", "9a", "9b", "10", "10a", "11", "a"])


@pytest.mark.parametrize("text", ["", "1 0", "1.0\n", "é", "\x00"])
def test_blanks_and_other_scripts_are_refused(text: str) -> None:
    assert refused(key, text)
