# SPDX-License-Identifier: Apache-2.0
"""PEP 440 versions: the same order, the same equality and the same refusals as `packaging.version`."""

import json
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.version import InvalidVersion, Version

from medward.versions import MAX_LENGTH, InvalidVersionError
from medward.versions.pypi import key

IN_ORDER = [
    ["0.dev0"],
    ["0a0"],
    ["0", "0.0", "0.0.0", "00", "v0", " 0\n"],
    ["1.0.dev1", "1.dev1", "1.0DEV1", "1-dev_1", "1.0.0.dev01"],
    ["1.0a1.dev2"],
    ["1.0a1", "1.0alpha1", "1.0-A.1", "1_a_1", "1.0.0.a1"],
    ["1.0a1+local"],
    ["1.0a1.post1.dev1"],
    ["1.0a1.post1"],
    ["1.0b2", "1.0.beta.2"],
    ["1.0rc1", "1.0c1", "1.0pre1", "1.0-preview-1", "v1.0RC1"],
    ["1.0", "1", "1.0.0", "V1.0"],
    ["1.0+abc"],
    ["1.0+abc.1", "1+ABC-1", "1.0.0+abc_01"],
    ["1.0+abcd"],
    ["1.0+5", "1.0+005"],
    ["1.0+5.a"],
    ["1.0+10"],
    ["1.0.post0.dev1"],
    ["1.0.post0", "1.0.post", "1-r", "1.0rev"],
    ["1.0.post1", "1.0-1", "1.0post1", "1.0.rev.1"],
    ["1.0.0.1"],
    ["1.2"],
    ["1.10"],
    ["1.160"],
    ["2023.1.1"],
    ["100000000000000000000"],
    ["1!0.1"],
    ["1!1.0", "01!1"],
    ["10!1.0"],
]

number = (
    st.integers(0, 3).map(str) | st.integers(0, 10**16).map(str) | st.sampled_from(["00", "010", "159", "160"])
)
separator = st.sampled_from(["", ".", "-", "_"])
local_part = number | st.text("abz019", min_size=1, max_size=4)


@st.composite
def spelt_versions(draw: st.DrawFn) -> str:
    """Any version of PEP 440 in any of its spellings."""

    def maybe(part: st.SearchStrategy[str]) -> str:
        return str(draw(st.just("") | part))

    def marked(words: list[str]) -> st.SearchStrategy[str]:
        return st.tuples(separator, st.sampled_from(words), separator, st.just("") | number).map("".join)

    release = ".".join(draw(st.lists(number | st.just("0"), min_size=1, max_size=5)))
    pre = maybe(marked(["a", "ALPHA", "b", "beta", "c", "rc", "pre", "Preview"]))
    post = maybe(marked(["post", "rev", "R"]) | number.map("-{}".format))
    local = maybe(st.lists(local_part, min_size=1, max_size=3).map(lambda parts: "+" + ".".join(parts)))
    around = draw(st.sampled_from(["", "", "", " ", "\t"]))
    epoch = maybe(number.map("{}!".format))
    return f"{around}{maybe(st.just('v'))}{epoch}{release}{pre}{post}{maybe(marked(['dev']))}{local}{around}"


@st.composite
def near_versions(draw: st.DrawFn) -> str:
    """A version with one character put in, taken out or changed: most are no versions any more."""
    text: str = draw(spelt_versions())
    place = draw(st.integers(0, len(text)))
    put_in: str = draw(st.sampled_from(["", *".-_+!vabrc0 ~é", "\u212a", "²", "\u00a0", "\n"]))
    return text[:place] + put_in + text[place + draw(st.integers(0, 1)) :]


def accepted_by_packaging(text: str) -> bool:
    try:
        Version(text)
    except InvalidVersion:
        return False
    return True


def accepted(text: str) -> bool:
    try:
        return bool(key(text))
    except InvalidVersionError:
        return False


def sign(one: bytes, other: bytes) -> int:
    return (one > other) - (one < other)


def packaging_sign(one: str, other: str) -> int:
    return (Version(one) > Version(other)) - (Version(one) < Version(other))


def test_versions_sort_as_pep_440_says_and_spellings_are_equal() -> None:
    keys = [{key(spelling) for spelling in spellings} for spellings in IN_ORDER]
    assert [len(spellings) for spellings in keys] == [1] * len(IN_ORDER)
    assert [one for (one,) in keys] == sorted(one for (one,) in keys)


def test_the_table_is_in_the_order_of_packaging() -> None:
    versions = [Version(spellings[0]) for spellings in IN_ORDER]
    assert versions == sorted(versions)


@given(one=spelt_versions(), other=spelt_versions())
@example(one="1.0rc1", other="1.0.0rc1")
@example(one="1.0.dev", other="1.dev0")
@example(one="1.0+1", other="1.0+a")
@example(one="1.272", other="1.272.0")
def test_keys_order_as_packaging_orders_versions(one: str, other: str) -> None:
    assert sign(key(one), key(other)) == packaging_sign(one, other)


@given(version=spelt_versions(), data=st.data())
def test_neighbours_order_as_packaging_orders_them(version: str, data: st.DataObject) -> None:
    more = data.draw(st.sampled_from([".0", "0", "a1", ".post1", ".dev1", "+1", ".1", "-1"]))
    neighbour = version.rstrip() + more
    if accepted_by_packaging(neighbour):
        assert sign(key(version), key(neighbour)) == packaging_sign(version, neighbour)


@given(near_versions() | st.text("0123456789.abcrv!+- ", max_size=12))
@example("1.0.-1")
@example("1.0.+a")
@example("v1.v2")
@example("1.2!3")
@example(".5")
@example("1..0")
@example("1.0+\u212a")
@example("1.\u0661")
def test_exactly_what_packaging_refuses_is_refused(text: str) -> None:
    assert accepted(text) == accepted_by_packaging(text)


@pytest.mark.parametrize("text", ["", "2.0-foo", "dev", "1.0.x", "1.0~rc1", "French toast"])
def test_versions_from_before_pep_440_are_refused(text: str) -> None:
    with pytest.raises(InvalidVersionError, match="PEP 440 does not allow it"):
        key(text)


@given(st.text())
def test_any_text_gets_a_key_or_one_kind_of_error(text: str) -> None:
    assert accepted(text) in (True, False)


def test_very_long_texts_are_refused_and_long_ones_are_not() -> None:
    assert key("1" * MAX_LENGTH) < key("2" * MAX_LENGTH)
    for long in ("1" * (MAX_LENGTH + 1), "1." * MAX_LENGTH + "1", "1.0+" + "a" * MAX_LENGTH):
        with pytest.raises(InvalidVersionError, match="characters, more than the 4,096 allowed"):
            key(long)


@pytest.mark.data
@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no folder of public data")
def test_every_version_in_the_osv_records_sorts_as_packaging_sorts_it() -> None:
    versions = sorted(osv_versions(Path(os.environ["MEDWARD_DATA"]) / "osv/PyPI/all.zip"))
    assert len(versions) > 10_000
    assert [text for text in versions if accepted(text) != accepted_by_packaging(text)] == []
    valid = [text for text in versions if accepted(text)]
    random.Random(0).shuffle(valid)  # noqa: S311 - so that the stable sorts below have to agree on ties too
    assert sorted(valid, key=key) == sorted(valid, key=Version)


def osv_versions(path: Path) -> set[str]:
    """Every version that the records of an ecosystem list, or name in a range."""
    with zipfile.ZipFile(path) as records:
        affected = [one for name in records.namelist() for one in json.loads(records.read(name))["affected"]]
    spans = [span for one in affected for span in one.get("ranges", []) if span["type"] != "GIT"]
    listed = {version for one in affected for version in one.get("versions", [])}
    return listed | {version for span in spans for event in span["events"] for version in event.values()}
