# SPDX-License-Identifier: Apache-2.0
"""Versions of no known scheme: the order that the documentation states, against a plain reading of it."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.generic import github, key
from version_laws import assert_agrees_on_all_pairs, assert_in_order, in_turn, refused, sign

IN_ORDER = [
    "1.0-alpha",
    "1.0alpha1 1.0a1 1.0-alpha-1 1.0.ALPHA.1",
    "1.0beta1 1.0b1",
    "1.0-dev",
    "1.0-foo1",
    "1.0rc1 1.0-rc.1 1-RC1",
    "1.0.0.rc2 1rc2",
    "1 1.0 1.0.0 01 1-0",
    "1.0patch1 1.0-p1",
    "1.0-sp1",
    "1.0.1",
    "1.0.1a",
    "1.1",
    "1.1a",
    "1.1b 1.1B",
    "1.2",
    "1.10",
    "2.4",
    "2.4A",
    "2.6A",
]
part = st.sampled_from(["0", "1", "2", "10", "00", ".", "-", "a", "b", "rc", "sp", "foo", "beta", "_", "."])
versions = st.lists(part, min_size=1, max_size=8).map(lambda parts: "1" + "".join(parts))
BEFORE = {"alpha", "beta", "rc", "pre", "dev", "snapshot"}
AFTER = {"post", "patch", "pl", "sp", "sr", "errata", "hotfix", "hf", "update", "upd", "build"}
ZERO = (1, 0, "")


def parts(version: str) -> list[tuple[int, int, str]]:
    found = []
    for match in re.finditer(r"([0-9]+)|([a-z]+)", version.lower()):
        before, after = version[: match.start()][-1:].isdigit(), version[match.end() :][:1].isdigit()
        if match[1]:
            found.append((3 if int(match[1]) else 1, int(match[1]), ""))
            continue
        word = {"a": "alpha", "b": "beta", "p": "patch"}.get(match[2], match[2]) if after else match[2]
        below = word in BEFORE or after or not before
        found.append((2 if word in AFTER else 0 if below else 4, 0, word))
    first = next((place for place, (kind, _, _) in enumerate(found) if kind == 0), 0)
    release = found[:first]
    while release and release[-1] == ZERO:
        release.pop()
    return release + found[first:]


def plain(one: str, other: str) -> int:
    return in_turn(parts(one), parts(other), sign, ZERO)


def test_the_table_is_in_order() -> None:
    assert_in_order(key, IN_ORDER)
    assert_agrees_on_all_pairs(key, plain, IN_ORDER)


@given(one=versions, other=versions)
@example(one="1.0.rc", other="1")
@example(one="1.0a", other="1.0.1")
def test_keys_order_as_the_documentation_says(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == plain(one, other)


def test_versions_that_begin_with_letters_have_an_order_too() -> None:
    assert_in_order(key, ["A.01", "B.02", "B.12", "C.03", "C.10", "D25", "L81", "R8.0.3", "R8.4", "U61", "VM5.0"])


def test_a_tag_s_name_does_not_count() -> None:
    assert_in_order(
        github,
        ["v1.0.0-rc1", "v1.0.0 1.0.0 release-1.0 name_1_0 V1", "curl-7_85_0 7.85", "v10", "OpenSSL_11_1_1k"],
    )
    assert_in_order(github, ["latest", "nightly"])


@pytest.mark.parametrize("text", ["", " ", "...", "é", "1.0\n", "1\x00", "版本"])
def test_texts_without_letters_and_digits_and_other_scripts_are_refused(text: str) -> None:
    assert refused(key, text)
    assert refused(github, text)
