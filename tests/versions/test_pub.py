# SPDX-License-Identifier: Apache-2.0
"""Dart versions: semantic versions whose builds count, with pub's own table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions import semver
from medward.versions.pub import key
from version_laws import assert_in_order, refused, sign

IN_ORDER = [
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0-rc.1+build.1",
    "1.0.0-rc.1.1",
    "1.0.0 1 1.0 1.0.0+",
    "1.0.0+0.3.7",
    "1.3.7+build",
    "1.3.7+build.2.b8f12d7",
    "1.3.7+build.11.e0f985a",
    "2.0.0",
    "2.1.0",
    "2.2.0",
    "2.11.0",
    "2.11.1",
]
identifiers = st.lists(st.sampled_from(["0", "1", "10", "a", "b-c", "z1"]), min_size=1, max_size=3).map(".".join)
plain_versions = st.tuples(st.sampled_from(["1.0.0", "1.0.1"]), st.just("") | identifiers.map("-{}".format)).map(
    "".join
)


def test_pub_s_own_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)


@given(one=plain_versions, other=plain_versions, build=identifiers, its_build=identifiers)
def test_builds_decide_only_between_versions_that_are_equal_otherwise(
    one: str, other: str, build: str, its_build: str
) -> None:
    first = sign(semver.key(one), semver.key(other))
    second = sign(semver.key(f"0-{build}"), semver.key(f"0-{its_build}"))
    assert sign(key(f"{one}+{build}"), key(f"{other}+{its_build}")) == (first or second)
    assert sign(key(one), key(f"{other}+{its_build}")) == (first or -1)


@pytest.mark.parametrize("text", ["", "1.2.3.4", "1.0.0+a+b", "1.0.0 ", "x", "1.0.0_1"])
def test_other_texts_are_refused(text: str) -> None:
    assert refused(key, text)


def test_long_builds_are_read_too() -> None:
    assert key("1.0.0+" + "a" * 200) < key("1.0.0+" + "a" * 199 + "b")
