# SPDX-License-Identifier: Apache-2.0
"""NuGet versions: four numbers and labels without case, against a plain comparison."""

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.nuget import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, by_steps, refused, sign

IN_ORDER = [
    "0.0.0-0",
    "0 0.0 0.0.0.0",
    "0.9.9.1",
    "1.0.0-0",
    "1.0.0-2",
    "1.0.0-11",
    "1.0.0-1a",
    "1.0.0-alpha 1.0-ALPHA 1-Alpha+meta",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-BETA.X.y.5.77.0+AA",
    "1.0.0-beta.x.y.5.79.0",
    "1.0.0-beta.x.y.5.790.0",
    "1.0.0-beta2",
    "1.0.0-pre",
    "1 1.0 1.0.0 1.0.0.0 01.0 1.0+test 1.0.0+a-b.c",
    "1.0.0.1-1.2.A",
    "1.0.0.1-1.2.a.A+A",
    "1.0.0.1-alpha",
    "1.0.0.1",
    "1.0.1 1.0.01",
    "1.999.9999",
    "2.1.1",
    "10.0",
]
labels = st.lists(st.text("01aAbZ-", min_size=1, max_size=3), min_size=1, max_size=3).map(".".join)
numbers = st.lists(st.integers(0, 200).map(str), min_size=1, max_size=4).map(".".join)
versions = st.tuples(numbers, st.just("") | labels.map("-{}".format), st.sampled_from(["", "+a", "+A.1-2"])).map(
    "".join
)


def parts(version: str) -> tuple[list[int], list[tuple[int, Any]] | None]:
    match = re.fullmatch(r"([0-9.]+)(?:-([^+]*))?(?:\+.*)?", version)
    assert match is not None
    numbers = [int(number) for number in match[1].split(".")]
    words = match[2].upper().split(".") if match[2] is not None else None
    ranked = None if words is None else [(0, int(word)) if word.isdigit() else (1, word) for word in words]
    return numbers + [0] * (4 - len(numbers)), ranked


def plain(one: str, other: str) -> int:
    (first, mine), (second, its) = parts(one), parts(other)
    return by_steps([(first, second), (mine is None, its is None), (mine or [], its or [])])


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
@example(one="1-a", other="1-a-")
def test_keys_order_as_the_reference_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    "text", ["", "1.2.3.4.5", "v1.0", "1.", ".1", "1..2", "1-", "1-a..b", "1+", "1.0-é", "1.a", "1.0 beta", "a"]
)
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)


def test_blanks_around_a_version_do_not_count() -> None:
    assert key(" 1.0.0 ") == key("1")
