# SPDX-License-Identifier: Apache-2.0
"""Schemes by name: which there are, what ecosystem uses which, and the laws that hold for each of them."""

import json
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.versions import (
    LOWEST,
    InvalidVersionError,
    UnknownSchemeError,
    compare,
    key,
    key_function,
    scheme_of,
    schemes,
)

EXAMPLES = ["0", "1.0.0", "1.0.0-1", "1.0.1", "1.10.0", "2.0.0-3", "10.2.3", "2023.1.0"]


def test_schemes_are_named_by_their_vers_types() -> None:
    assert schemes() == ("cargo", "deb", "golang", "npm", "pypi")


@pytest.mark.parametrize(
    ("ecosystem", "scheme"),
    [
        ("PyPI", "pypi"),
        ("npm", "npm"),
        ("Go", "golang"),
        ("crates.io", "cargo"),
        ("Debian", "deb"),
        ("Debian:12", "deb"),
        ("Ubuntu:22.04:LTS", "deb"),
        *((scheme, scheme) for scheme in schemes()),
    ],
)
def test_ecosystems_of_osv_and_schemes_themselves_name_a_scheme(ecosystem: str, scheme: str) -> None:
    assert scheme_of(ecosystem) == scheme
    assert key(ecosystem, "1.0.0") == key(scheme, "1.0.0")


@pytest.mark.parametrize("name", ["", "GIT", "CocoaPods", "pypi:3", "PYPI", "debian", ":12"])
def test_other_names_have_no_scheme(name: str) -> None:
    assert scheme_of(name) is None
    with pytest.raises(UnknownSchemeError):
        key(name, "1.0")
    with pytest.raises(UnknownSchemeError):
        compare(name, "1.0", "1.0")
    with pytest.raises(UnknownSchemeError):
        key_function(name)


@pytest.mark.parametrize("scheme", schemes())
def test_the_key_function_of_a_scheme_is_its_key(scheme: str) -> None:
    assert list(map(key_function(scheme), EXAMPLES)) == [key(scheme, version) for version in EXAMPLES]


@pytest.mark.parametrize("scheme", schemes())
@given(st.data())
def test_comparison_is_a_total_order(scheme: str, data: st.DataObject) -> None:
    one, other, third = data.draw(st.tuples(*[st.sampled_from(EXAMPLES)] * 3))
    assert compare(scheme, one, one) == 0
    assert compare(scheme, one, other) == -compare(scheme, other, one)
    if compare(scheme, one, other) <= 0 and compare(scheme, other, third) <= 0:
        assert compare(scheme, one, third) <= 0


@pytest.mark.parametrize(
    ("scheme", "version"),
    [("pypi", "0.dev0"), ("golang", "v0.0.0-20191109021931-daa7c04131f5"), ("npm", "0.0.0-0"), ("deb", "0~~")],
)
def test_the_lowest_key_is_below_every_version_even_those_below_zero(scheme: str, version: str) -> None:
    assert LOWEST < key(scheme, version) < key(scheme, "0")


@pytest.mark.parametrize("scheme", schemes())
def test_a_comparison_with_what_is_no_version_is_refused(scheme: str) -> None:
    with pytest.raises(InvalidVersionError):
        compare(scheme, "1.0.0", "no version")
    with pytest.raises(InvalidVersionError):
        compare(scheme, "no version", "1.0.0")


@pytest.mark.parametrize("scheme", schemes())
@pytest.mark.parametrize("repeated", ["1", "1.", "1-", "1a", "~", "1:", "1!", "a.", "1+", "_", " ", "-1"])
def test_a_hostile_text_is_answered_at_once(scheme: str, repeated: str) -> None:
    text = "1.0" + repeated * (4000 // len(repeated)) + "?"
    start = time.perf_counter()
    with pytest.raises(InvalidVersionError):
        key(scheme, text)
    assert time.perf_counter() - start < 0.5


needs_data = pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no public data")


@pytest.mark.data
@needs_data
def test_versions_compare_as_the_vers_specification_has_them() -> None:
    for test in vers_tests("comparison"):
        scheme, versions = test["input"]["input_scheme"], test["input"]["versions"]
        assert sorted(versions, key=key_function(scheme)) == test["expected_output"]
    for test in vers_tests("equality"):
        scheme, versions = test["input"]["input_scheme"], test["input"]["versions"]
        assert (compare(scheme, *versions) == 0) == test["expected_output"]


@pytest.mark.data
@needs_data
def test_the_bounds_of_the_vers_specification_s_ranges_are_in_order() -> None:
    tests = [test for test in vers_tests("from_native") if not test["expected_output"].endswith("/*")]
    assert len(tests) > 400
    for test in tests:
        keys = [key(vers_scheme(test), version) for _, version in constraints(test["expected_output"])]
        assert keys == sorted(keys)


@pytest.mark.data
@needs_data
def test_the_vers_specification_s_ranges_contain_what_it_says() -> None:
    tests = vers_tests("containment")
    assert len(tests) >= 11
    for test in tests:
        assert contains(test["input"]["vers"], test["input"]["version"]) == test["expected_output"], test


def vers_tests(kind: str) -> list[dict[str, Any]]:
    """The `vers` specification's own tests of one kind, for our schemes."""
    with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / "vers/vers-spec-tests.zip") as files:
        tests = [test for name in files.namelist() for test in json.loads(files.read(name))["tests"]]
    return [test for test in tests if test["test_type"] == kind and vers_scheme(test) in schemes()]


def vers_scheme(test: dict[str, Any]) -> str:
    asked = test["input"]
    named = asked.get("scheme") or asked.get("input_scheme")
    return str(named or asked["vers"].removeprefix("vers:").partition("/")[0])


def constraints(vers: str) -> list[tuple[str, str]]:
    """Comparator and version of each constraint in a `vers:` range; no comparator is written as `=`."""
    texts = vers.partition("/")[2].split("|")
    return [(text[: len(text) - len(bare)] or "=", bare) for text in texts for bare in [text.lstrip("<>!=")]]


def contains(vers: str, version: str) -> bool:
    """Whether a range without overlaps contains a version: a plain reading of the specification."""
    scheme = vers.removeprefix("vers:").partition("/")[0]
    if vers.endswith("/*"):
        return True
    bounds = [(comparator, compare(scheme, version, bound)) for comparator, bound in constraints(vers)]
    if any(side == 0 for _, side in bounds):
        return any(side == 0 and "=" in comparator and comparator != "!=" for comparator, side in bounds)
    spans = [(comparator[0], side) for comparator, side in bounds if comparator[0] in "<>"]
    return any(
        (comparator == "<" and side < 0 and (place == 0 or spans[place - 1] == (">", 1)))
        or (comparator == ">" and side > 0 and place == len(spans) - 1)
        for place, (comparator, side) in enumerate(spans)
    )
