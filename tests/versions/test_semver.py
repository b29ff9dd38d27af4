# SPDX-License-Identifier: Apache-2.0
"""Semantic versions: the precedence of SemVer 2.0.0, section 11, and the looser forms that OSV records hold."""

import json
import os
import re
import zipfile
from functools import cmp_to_key
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions import MAX_LENGTH, InvalidVersionError
from medward.versions.semver import key

# As the specification gives it, for versions without the looser forms.
STRICT = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)"
    r"(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?",
    re.ASCII,
)

number = st.integers(0, 3) | st.integers(155, 165) | st.integers(0, 10**20)
identifier = number.map(str) | st.from_regex(r"[0-9]*[a-zA-Z-][0-9a-zA-Z-]{0,3}", fullmatch=True)
identifiers = st.lists(identifier, min_size=1, max_size=4).map(".".join)
build = st.lists(st.text("09azAZ-", min_size=1, max_size=4), min_size=1, max_size=3).map(".".join)
cores = st.tuples(number, number, number).map(lambda numbers: "{}.{}.{}".format(*numbers))
versions = st.tuples(
    cores, st.just("") | identifiers.map("-{}".format), st.just("") | build.map("+{}".format)
).map("".join)


def precedence(one: str, other: str) -> int:
    """The comparison of section 11, step by step, for strict versions."""
    first, second = parts(one), parts(other)
    if first[0] != second[0]:
        return -1 if first[0] < second[0] else 1
    if not first[1] or not second[1]:
        return bool(second[1]) - bool(first[1]) if bool(first[1]) != bool(second[1]) else 0
    for mine, its in zip(first[1], second[1], strict=False):
        if mine != its:
            return identifier_precedence(mine, its)
    return (len(first[1]) > len(second[1])) - (len(first[1]) < len(second[1]))


def parts(version: str) -> tuple[list[int], list[str]]:
    match = STRICT.fullmatch(version)
    assert match is not None
    return [int(part) for part in match.groups()[:3]], match[4].split(".") if match[4] else []


def identifier_precedence(one: str, other: str) -> int:
    if one.isdigit() and other.isdigit():
        return -1 if int(one) < int(other) else 1
    if one.isdigit() or other.isdigit():
        return -1 if one.isdigit() else 1
    return -1 if one < other else 1


def sign(one: bytes, other: bytes) -> int:
    return (one > other) - (one < other)


def test_the_specification_s_own_order_holds() -> None:
    in_order = [
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "2.0.0",
        "2.1.0",
        "2.1.1",
    ]
    assert sorted(sorted(in_order), key=key) == in_order


@given(one=versions, other=versions)
@example(one="1.0.0", other="1.0.0-rc")
@example(one="1.0.0-a", other="1.0.0-ab")
@example(one="1.0.0-a.0", other="1.0.0-a0")
@example(one="1.0.0--", other="1.0.0-0")
@example(one="1.0.0+a-b", other="1.0.0")
def test_keys_order_as_the_specification_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == precedence(one, other)


@given(core=cores, one=identifiers, other=identifiers)
def test_pre_releases_of_one_release_order_by_their_identifiers(core: str, one: str, other: str) -> None:
    assert sign(key(f"{core}-{one}"), key(f"{core}-{other}")) == precedence(f"{core}-{one}", f"{core}-{other}")
    assert key(f"{core}-{one}") < key(core)


@given(version=versions, metadata=build)
def test_build_metadata_does_not_count(version: str, metadata: str) -> None:
    bare = version.partition("+")[0]
    assert key(f"{bare}+{metadata}") == key(bare)


@pytest.mark.parametrize(
    ("loose", "strict"),
    [
        ("0", "0.0.0"),
        ("1.2", "1.2.0"),
        ("1-rc.1", "1.0.0-rc.1"),
        ("1.2+b", "1.2.0"),
        ("v1.2.3", "1.2.3"),
        ("v2.0.0+incompatible", "2.0.0"),
        ("1.01.0010", "1.1.10"),
        ("1.0.0-rc.01", "1.0.0-rc.1"),
        ("1.0.0-a..1", "1.0.0-a.-.1"),
        ("1.0.0-", "1.0.0--"),
        ("1.0.0+", "1.0.0"),
    ],
)
def test_the_loose_forms_of_osv_records_count_as_their_strict_forms(loose: str, strict: str) -> None:
    assert key(loose) == key(strict)


def test_pseudo_versions_of_go_order_by_time_and_before_the_release_they_precede() -> None:
    in_order = [
        "v0.0.0-20191109021931-daa7c04131f5",
        "v0.0.0-20200101000000-000000000000",
        "0",
        "v1.2.2",
        "v1.2.3-0.20200101000000-abcdefabcdef",
        "v1.2.3-pre.0.20200101000000-abcdefabcdef",
        "v1.2.3",
    ]
    assert sorted(sorted(in_order), key=key) == in_order


@pytest.mark.parametrize(
    "text",
    ["", "v", "1.2.3.4", "V1.0.0", " 1.0.0", "1.0.0 ", "1.0.0\n", "1..0", ".1", "1.", "1.x", "1.0.0-é", "1.0.0_1",
     "1.0.0+a+b", "1.0.0rc1", "go1.21", "latest", "\uff11.0.0", "1.2.3-a+b+c", "=1.0.0"],
)  # fmt: skip # a list of texts, not a table
def test_what_is_no_semantic_version_is_refused(text: str) -> None:
    with pytest.raises(InvalidVersionError, match=r"SemVer wants 1\.2\.3"):
        key(text)


@given(st.text() | st.text("0123456789.-+vabz", max_size=16))
def test_every_strict_version_is_accepted_and_any_text_gets_a_key_or_one_kind_of_error(text: str) -> None:
    try:
        key(text)
    except InvalidVersionError:
        assert not STRICT.fullmatch(text)


def test_very_long_texts_are_refused_and_long_numbers_are_not() -> None:
    assert key("1.0." + "9" * 4000) < key("1.0.1" + "0" * 4000)
    for long in ("1.0." + "1" * MAX_LENGTH, "1" * (MAX_LENGTH + 1), "1.0.0-" + "a" * MAX_LENGTH):
        with pytest.raises(InvalidVersionError, match="characters, more than the 4,096 allowed"):
            key(long)


@pytest.mark.data
@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no folder of public data")
def test_every_version_in_the_go_records_sorts_as_the_specification_says() -> None:
    path = Path(os.environ["MEDWARD_DATA"]) / "osv/Go/all.zip"
    with zipfile.ZipFile(path) as records:
        affected = [one for name in records.namelist() for one in json.loads(records.read(name))["affected"]]
    events = [event for one in affected for span in one["ranges"] for event in span["events"]]
    texts = sorted({version for event in events for version in event.values()} - {"0"})
    assert len(texts) > 2000
    assert sorted(texts, key=key) == sorted(texts, key=cmp_to_key(precedence))
    assert min(map(key, texts)) < key("0")
