# SPDX-License-Identifier: Apache-2.0
"""OpenSSL versions: patch letters before 3.0, stages before a release, against a plain comparison."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions.openssl import key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, refused, sign

IN_ORDER = [
    "0.9.7a",
    "0.9.8",
    "0.9.8a",
    "0.9.8lt",
    "0.9.8z",
    "0.9.8za",
    "0.9.8zh",
    "1.0.0-beta5",
    "1.0.0 1.0",
    "1.0.0e",
    "1.0.0r",
    "1.0.1e 1.0.1e-fips",
    "1.0.2-beta1",
    "1.0.2 1.0.2-fips",
    "1.0.2k-dev",
    "1.0.2k 1.0.2k-fips",
    "1.0.2zg",
    "1.1.0-pre1",
    "1.1.0-pre6",
    "1.1.0",
    "1.1.1ag",
    "1.1.1w",
    "1.1.1z",
    "3.0.0-dev",
    "3.0.0-alpha1",
    "3.0.0-alpha17",
    "3.0.0-beta2",
    "3.0.0 03.0.0",
    "3.0.2",
    "3.0.15",
    "3.1.0",
    "4.1.11",
]
versions = st.tuples(
    st.sampled_from(["0.9.8", "1.0.2", "1.1.1", "3.0.0", "3.0.10", "3.0.2"]),
    st.sampled_from(["", "a", "b", "z", "za"]),
    st.sampled_from(["", "-dev", "-alpha1", "-alpha10", "-beta2", "-pre2", "-rc1", "-fips"]),
).map("".join)
STAGES = ["dev", "alpha", "beta", "pre", "rc", ""]


def parts(version: str) -> tuple[list[int], str, int, int]:
    match = re.fullmatch(r"([0-9.]+)([a-z]*)(?:-fips|-([a-z]+)([0-9]*))?", version)
    assert match is not None
    numbers = [int(number) for number in match[1].split(".")]
    return numbers + [0] * (3 - len(numbers)), match[2], STAGES.index(match[3] or ""), int(match[4] or 0)


def plain(one: str, other: str) -> int:
    return sign(parts(one), parts(other))


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
def test_keys_order_as_openssl_numbers_its_releases(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


@pytest.mark.parametrize(
    "text",
    ["", "1", "1.", "1.0.2.3", "1.0.2K", "1.0.2-foo", "1.0.2-", "v3.0.0", "OpenSSL 1.0.2", "3.0.0 ", "1.0.é"],
)
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)
