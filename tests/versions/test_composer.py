# SPDX-License-Identifier: Apache-2.0
"""Composer versions: what VersionParser makes of them, and PHP's version_compare, against a plain comparison."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.composer import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "0.0.0-dev",
    "0",
    "1.0.0-dev 1.0-DEV v1dev",
    "1.0.0-alpha-dev",
    "1.0.0-alpha 1.0a 1.0.0-A",
    "1.0.0-alpha1 1.0.0alpha.1 1.0.0-a1 1.0_alpha-1",
    "1.0.0-alpha2.1 1.0.0-alpha2-1",
    "1.0.0-alpha10",
    "1.0.0-beta1 1.0b1",
    "1.0.0-RC1-dev",
    "1.0.0-RC1 1.0rc1 1.0.0.RC.1",
    "1.0.0-rc2",
    "1 1.0 1.0.0 v1.0.0 V1 1.0.0.0 1.0.0-stable 1.0.0+build.7 01.0",
    "1.0.0-patch 1.0.0-p 1.0pl",
    "1.0.0-patch1 1.0.0-p1 1.0.0-pl1",
    "1.0.0.1",
    "1.0.1",
    "1.0.x-dev 1.0.*-dev",
    "1.1",
    "1.x-dev",
    "2.0.0-alpha",
    "2",
    "2010.01.02",
    "2010.01.02.5",
    "2023.10",
    "99999.0",
]
release = st.lists(st.integers(0, 12).map(str), min_size=1, max_size=4).map(".".join)
number = st.sampled_from(["", "1", ".2", "-10", "1.2", "01"])
stage = st.sampled_from(["alpha", "a", "beta", "b", "RC", "rc", "p", "pl", "patch"])
versions = st.tuples(
    st.sampled_from(["", "v"]),
    release,
    st.just("") | st.tuples(st.sampled_from(["-", ".", "_", ""]), stage, number).map("".join),
    st.sampled_from(["", "", "-dev"]),
    st.sampled_from(["", "+x.1"]),
).map("".join)
FORMS = ["dev", "alpha", "beta", "rc", "#", "patch"]
NAMES = {"a": "alpha", "b": "beta", "p": "patch", "pl": "patch"}


def normalised(version: str) -> list[str]:
    """The parts that version_compare sees, of a version that is neither a date nor a branch."""
    match = re.fullmatch(
        r"v?([0-9.]*[0-9])(?:[._-]?(stable|[a-z]+?)?((?:[.-]?[0-9]+)*)([.-]?dev)?)?(?:\+.*)?", version.lower()
    )
    assert match is not None
    numbers = match[1].split(".")
    padded = numbers + ["0"] * (4 - len(numbers))
    named = [NAMES.get(match[2], match[2])] if match[2] and match[2] not in ("stable", "dev") else []
    dev = ["dev"] if match[4] or match[2] == "dev" else []
    return padded + named + re.findall("[0-9]+", match[3] or "") + dev


def compare_parts(one: str, other: str) -> int:
    if one.isdigit() and other.isdigit():
        return sign(int(one), int(other))
    ranks = [FORMS.index("#" if part.isdigit() else part) for part in (one, other)]
    return sign(*ranks)


def plain(one: str, other: str) -> int:
    mine, its = normalised(one), normalised(other)
    for first, second in zip(mine, its, strict=False):
        if result := compare_parts(first, second):
            return result
    if len(mine) == len(its):
        return 0
    longer = max(mine, its, key=len)[min(len(mine), len(its))]
    rest = 1 if longer.isdigit() else sign(FORMS.index(longer), FORMS.index("#"))
    return rest if len(mine) > len(its) else -rest


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, [row for row in IN_ORDER if not re.search(r"2010|x-dev", row)])


@given(one=versions, other=versions)
@example(one="1.0-alpha", other="1.0-alpha1")
@example(one="1.0-beta-dev", other="1.0-beta")
def test_keys_order_as_php_orders_normalised_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("2010-01-02", "2010.01.02.0"), ("20100102", "20100102"), ("2010-01-02", "2010:01:02")]
)
def test_dates_are_versions_too(one: str, other: str) -> None:
    assert key(one) <= key(other)


@pytest.mark.parametrize(
    "text",
    ["", "a", "dev-master", "master", "feature-foo", "1.0.0-foo", "1.0.0.0.0", "1.0.0-beta.5-foo", "1.0.0-1",
     "1.0 1", "1..0", "^1.0", "1.0.0-meh", "^1", "1.0.0<1.0.5", "1.é", "1.0+", "123456.0-x"],
)  # fmt: skip # a list of texts, not a table
def test_what_has_no_order_is_refused(text: str) -> None:
    assert refused(key, text)
