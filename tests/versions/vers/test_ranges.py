# SPDX-License-Identifier: Apache-2.0
"""Ranges: what they hold, and their canonical form, against a plain reading of the rules."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from medward.versions.vers import (
    Constraint,
    Range,
    VersError,
    canonical,
    contains,
    ordered,
    parse_loosely,
    spans,
    write,
)
from medward.versions.vers.reading import parse

signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
constraints = st.lists(st.builds(Constraint, signs, st.integers(0, 6).map(str)), min_size=1, max_size=6)


def plainly_holds(found: Range, version: int) -> bool:
    """The rules of the module's documentation, for versions that are integers."""
    listed = [(one.comparator, int(one.version)) for one in found.constraints]
    if any(version == at for sign, at in listed if sign in ("=", "<=", ">=")):
        return True
    if any(version == at for sign, at in listed if sign == "!="):
        return False
    sides = [(sign, at) for sign, at in listed if sign[0] in "<>"]
    if not sides:
        return all(sign == "!=" for sign, _ in listed)
    return any(low < version < high for low, high in plain_runs(sides))


def plain_runs(sides: Sequence[tuple[str, int]]) -> list[tuple[float, float]]:
    """Open intervals: from the first of several `>` to the last of several `<`."""
    text = "".join("<" if sign[0] == "<" else ">" for sign, _ in sides)
    runs, place = [], 0
    while place < len(text):
        start = place
        while place < len(text) and text[place] == ">":
            place += 1
        end = place
        while place < len(text) and text[place] == "<":
            place += 1
        low = sides[start][1] if end > start else float("-inf")
        runs.append((low, sides[place - 1][1] if place > end else float("inf")))
    return runs


@given(listed=constraints, version=st.integers(-1, 7).map(lambda number: max(number, 0)))
@example(listed=[Constraint("<=", "2"), Constraint("!=", "2")], version=2)
@example(listed=[Constraint("!=", "2")], version=1)
@example(listed=[Constraint("<", "2"), Constraint("<", "4")], version=3)
def test_a_range_holds_what_the_rules_say_and_its_canonical_form_holds_the_same(
    listed: list[Constraint], version: int
) -> None:
    found = ordered("intdot", listed)
    expected = plainly_holds(found, version)
    assert contains(found, str(version)) == expected
    assert contains(canonical(found), str(version)) == expected


@given(constraints)
def test_a_canonical_form_is_valid_and_is_its_own_canonical_form(listed: list[Constraint]) -> None:
    simple = canonical(ordered("intdot", listed))
    assert parse(write(simple)) == simple
    assert canonical(simple) == simple


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("vers:npm/>=1.0.0|<=2.0.0|>=2.0.0|<3.0.0", "vers:npm/>=1.0.0|<3.0.0"),
        ("vers:npm/<1.0.0|>=1.0.0", "vers:npm/*"),
        ("vers:npm/<1.0.0|>1.0.0", "vers:npm/!=1.0.0"),
        ("vers:npm/>=1.0.0|!=1.1.0|<2.0.0", "vers:npm/>=1.0.0|!=1.1.0|<2.0.0"),
        ("vers:npm/>1.0.0-a|<2.0.0", "vers:npm/>1.0.0-a|<2.0.0"),
        ("vers:npm/>=1.0.0-a|<2.0.0", "vers:npm/>=1.0.0-a|<2.0.0"),
        ("vers:pypi/1.0|1.0.0|>=1|<2", "vers:pypi/>=1|<2"),
        ("vers:npm/1.0.0|!=1.0.0", "vers:npm/1.0.0"),
        ("vers:none/*", "vers:none/*"),
    ],
)
def test_canonical_forms(text: str, simple: str) -> None:
    assert write(canonical(parse_loosely(text))) == simple


def test_everything_holds_versions_that_the_scheme_refuses_and_none_holds_nothing() -> None:
    assert contains(parse("vers:npm/*"), "not a version")
    assert contains(parse("vers:all/*"), "A.01")
    assert not contains(parse("vers:none/*"), "1.0")
    assert spans(parse("vers:none/*")) == ()
    assert spans(parse("vers:all/*"))[0].high is None


@pytest.mark.parametrize(
    ("text", "version", "reason"),
    [
        ("vers:example/1.2.3", "2.0.0", "no version ordering is defined for the reserved VERS type: example"),
        ("vers:unheard-of/1.2.3", "2.0.0", "no version ordering is known"),
        ("vers:npm/1.2.3", "v", "SemVer wants"),
        ("vers:npm/x", "1.0.0", "SemVer wants"),
    ],
)
def test_what_has_no_order_is_an_error_and_not_outside(text: str, version: str, reason: str) -> None:
    with pytest.raises(VersError, match=reason):
        contains(parse(text), version)
