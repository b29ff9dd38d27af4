# SPDX-License-Identifier: Apache-2.0
"""Yocto versions: BitBake's vercmp, against a plain reading of it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.yocto import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "1.0~rc1",
    "1.0~rc2-r0",
    "1.0 1.00 0:1.0",
    "1.0-r0 01.0-r00",
    "1.0-r1",
    "1.0-r2.1",
    "1.0-r10",
    "1.0a",
    "1.0rc1",
    "1.0+git0",
    "1.0+gitAUTOINC+abc-r0",
    "1.0.1",
    "1.10",
    "2",
    "2024.04",
    "1:0.1",
    "1:0.1-r0",
    "10:0",
]
part = st.lists(st.sampled_from([*"0129aZ.~_+", "10", "007", "rc"]), min_size=1, max_size=6).map("".join)
versions = st.tuples(
    st.sampled_from(["", "", "0:", "1:"]), part, st.just("") | part.map("-{}".format), st.sampled_from(["", "-r1"])
).map("".join)


def explode(part: str) -> list[tuple[int, int, str]]:
    """Each run with its rank: tilde -1, the end 0, number 1, letters 2, others 3."""
    found = re.findall(r"[0-9]+|[A-Za-z]+|.", part)
    ranked = [
        (1, int(run), "") if run.isdigit() else (2 if run.isalpha() else -1 if run == "~" else 3, 0, run)
        for run in found
    ]
    return [*ranked, (0, 0, "")]


def plain(one: str, other: str) -> int:
    return sign(triple(one), triple(other))


def triple(version: str) -> tuple[int, list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    epoch, colon, rest = version.partition(":")
    number, hyphen, revision = (rest if colon else version).rpartition("-")
    return int(epoch) if colon else 0, explode(number if hyphen else revision), explode(revision if hyphen else "")


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
@example(one="1-2-3", other="1-2")
def test_keys_order_as_bitbake_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize("text", ["", "1 0", "1/2", "1.0\n", "é", "1:"])
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)
