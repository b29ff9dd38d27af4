# SPDX-License-Identifier: Apache-2.0
"""OSV ranges become intervals that hold exactly the versions that OSV's own algorithm calls affected."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisories.evaluation import included_in_range
from medward.advisories.osv import Event
from medward.advisories.ranges import Interval, RangeError, VersionSet, intervals
from medward.versions import InvalidVersionError, key_function

KEY = key_function("pypi")
KINDS = ("introduced", "fixed", "last_affected", "limit")


def versions(*events: str) -> VersionSet:
    return VersionSet(intervals(map(event, events), KEY))


def described(*events: str) -> list[str]:
    """The intervals of a range as `[low, high)`, with the words of the range."""
    return [_words(one) for one in intervals(map(event, events), KEY)]


def event(text: str) -> Event:
    kind, version = text.split(" ")
    return Event(**{kind: version})


def _words(one: Interval) -> str:
    upper = f"{one.ending} {one.until}" if one.ending else "no end"
    return f"from {one.introduced} to {upper}"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (["introduced 1.0", "fixed 2.0"], ["from 1.0 to fixed 2.0"]),
        (["introduced 0"], ["from 0 to no end"]),
        (["introduced 1.0", "last_affected 2.0"], ["from 1.0 to last_affected 2.0"]),
        (["introduced 1", "fixed 2", "introduced 3"], ["from 1 to fixed 2", "from 3 to no end"]),
        (["fixed 2.0", "introduced 1.0"], ["from 1.0 to fixed 2.0"]),
        (["introduced 2", "introduced 1", "fixed 3"], ["from 1 to fixed 3"]),
        (["introduced 1", "fixed 2", "fixed 3"], ["from 1 to fixed 2"]),
        (["introduced 1", "fixed 2", "introduced 2", "fixed 3"], ["from 1 to fixed 3"]),
        (["introduced 1", "fixed 1"], []),
        (["introduced 1", "last_affected 1"], ["from 1 to last_affected 1"]),
        (["introduced 1", "last_affected 2", "introduced 2"], ["from 1 to no end"]),
        (["introduced 0", "limit 2"], ["from 0 to limit 2"]),
        (["introduced 0", "fixed 1", "introduced 3", "limit 2"], ["from 0 to fixed 1"]),
        (["introduced 0", "limit 1", "limit 2"], ["from 0 to limit 2"]),
        (["introduced 0", "limit 1", "limit *"], ["from 0 to no end"]),
    ],
)
def test_a_range_becomes_intervals(events: list[str], expected: list[str]) -> None:
    assert described(*events) == expected


def test_an_event_that_says_two_things_says_both() -> None:
    both = Event(introduced="1.0", fixed="2.0")
    assert [_words(one) for one in intervals([both], KEY)] == ["from 1.0 to fixed 2.0"]


def test_a_fixed_version_is_not_affected_and_a_last_affected_one_is() -> None:
    fixed = versions("introduced 1.0", "fixed 2.0")
    last = versions("introduced 1.0", "last_affected 2.0")
    assert not fixed.holds(KEY("2.0"))
    assert last.holds(KEY("2.0"))
    assert not last.holds(KEY("2.0.post1"))


def test_the_zero_comes_before_every_version() -> None:
    assert versions("introduced 0", "fixed 1.0").holds(KEY("0.dev0"))


def test_only_a_range_from_the_beginning_without_end_holds_everything() -> None:
    assert versions("introduced 0").everything
    assert not versions("introduced 0", "fixed 9").everything
    assert not versions("introduced 1").everything
    assert not VersionSet([]).everything


def test_a_range_without_a_beginning_is_refused() -> None:
    with pytest.raises(RangeError, match="no 'introduced' event"):
        intervals([event("fixed 1.0")], KEY)


def test_a_version_that_the_order_refuses_is_passed_on() -> None:
    with pytest.raises(InvalidVersionError, match="not-a-version"):
        intervals([event("introduced 0"), event("fixed not-a-version")], KEY)


VERSIONS = st.sampled_from(["0", "0.1", "1.0", "1", "1.0.0", "1.0rc1", "1.1", "2", "2.0.post1", "3.dev1"])
EVENTS = st.lists(
    st.builds(lambda kind, version: f"{kind} {version}", st.sampled_from(KINDS), VERSIONS), max_size=7
)


@given(EVENTS, VERSIONS)
@example(["introduced 1", "last_affected 1.0", "fixed 1.0.0"], "1")
@example(["introduced 1", "fixed 1.0", "introduced 1.0.0"], "1")
def test_intervals_hold_what_the_algorithm_of_osv_calls_affected(events: list[str], version: str) -> None:
    plain = included_in_range(version, [dict([one.split(" ")]) for one in events], KEY)
    try:
        found = intervals(map(event, events), KEY)
    except RangeError:
        assert not plain
        return
    assert VersionSet(found).holds(KEY(version)) == plain


@given(st.lists(EVENTS, max_size=4), VERSIONS)
def test_several_ranges_are_one_set_of_versions(ranges: list[list[str]], version: str) -> None:
    beginning = [one for one in ranges if any(each.startswith("introduced") for each in one)]
    found = [interval for one in beginning for interval in intervals(map(event, one), KEY)]
    assert VersionSet(found).holds(KEY(version)) == any(versions(*one).holds(KEY(version)) for one in beginning)


@given(EVENTS)
def test_intervals_are_in_order_and_apart(events: list[str]) -> None:
    if not any(one.startswith("introduced") for one in events):
        return
    found = intervals(map(event, events), KEY)
    assert all(one.high is None or one.low < one.high for one in found)
    assert all(one.high is not None and one.high < later.low for one, later in pairwise(found))
