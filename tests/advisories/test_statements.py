# SPDX-License-Identifier: Apache-2.0
"""A statement becomes intervals and single versions, and says what it leaves undecided."""

import msgspec
import pytest

from advisories.sources import Json, affected, span
from medward.advisories.osv import Affected
from medward.advisories.ranges import VersionSet
from medward.advisories.statements import NO_ORDER, Evaluated, evaluate, placed
from medward.versions import key_function

KEY = key_function("pypi")


def evaluated(*ranges: Json, versions: tuple[str, ...] = (), ordered: bool = True) -> Evaluated:
    statement = msgspec.convert(affected("PyPI", "p", *ranges, versions=versions), Affected)
    return evaluate(statement, KEY if ordered else None)


def listed(found: Evaluated) -> list[str]:
    return [version for _, version in found.versions]


def test_enumerated_versions_inside_a_range_of_the_same_statement_are_left_out() -> None:
    found = evaluated(span("introduced 1", "fixed 2"), versions=("0.9", "1.0", "1.5", "2.0"))
    assert listed(found) == ["0.9", "2.0"]
    assert found.undecided == ()


def test_an_enumerated_version_that_the_order_refuses_is_kept_as_text() -> None:
    found = evaluated(span("introduced 1", "fixed 2"), versions=("2019-legacy",))
    assert found.versions == ((None, "2019-legacy"),)
    assert found.undecided == ()


def test_a_range_of_all_versions_holds_also_those_that_the_order_refuses() -> None:
    assert evaluated(span("introduced 0"), versions=("2019-legacy", "1.0")).versions == ()


def test_an_enumerated_version_that_is_written_twice_stands_once() -> None:
    assert listed(evaluated(versions=("1.0", "1.0"))) == ["1.0"]


def test_several_ranges_of_one_statement_all_count() -> None:
    found = evaluated(span("introduced 1", "fixed 2"), span("introduced 3", "fixed 4", kind="SEMVER"))
    assert [(one.introduced, one.until) for one in found.intervals] == [("1", "2"), ("3", "4")]


def test_ranges_over_commits_are_counted_and_decide_nothing_beside_others() -> None:
    found = evaluated(span("introduced 0", kind="GIT"), span("introduced 1"))
    assert found.commit_ranges == 1
    assert found.undecided == ()


def test_ranges_over_commits_decide_nothing_beside_enumerated_versions() -> None:
    found = evaluated(span("introduced 0", kind="GIT"), versions=("1.0",))
    assert listed(found) == ["1.0"]
    assert found.undecided == ()


@pytest.mark.parametrize(
    ("ranges", "reason"),
    [
        ([span("introduced 0", kind="GIT")], "it has only ranges over commits"),
        ([], "it names no version"),
        ([span("introduced 0", kind="TIME")], "it has a range of the unknown type 'TIME'"),
        ([span("fixed 1")], "a range has no 'introduced' event"),
        ([span("introduced not-one")], "'not-one' is not a version under the scheme 'pypi'"),
        ([{"type": "ECOSYSTEM"}], "a range has no 'introduced' event"),
    ],
)
def test_what_cannot_be_evaluated_is_undecided_with_its_reason(ranges: list[Json], reason: str) -> None:
    (undecided,) = evaluated(*ranges).undecided
    assert undecided.startswith(reason)


def test_one_bad_range_leaves_the_others_of_the_statement_in_force() -> None:
    found = evaluated(span("introduced not-one"), span("introduced 1", "fixed 2"))
    assert len(found.intervals) == 1
    assert len(found.undecided) == 1


@pytest.mark.parametrize(
    ("ranges", "versions"), [([span("introduced 1")], ()), ([], ("1.0",)), ([span("introduced 1")], ("1.0",))]
)
def test_without_an_order_a_statement_is_undecided(ranges: list[Json], versions: tuple[str, ...]) -> None:
    assert evaluated(*ranges, versions=versions, ordered=False).undecided == (NO_ORDER,)


def test_without_an_order_enumerated_versions_still_hold_by_their_text() -> None:
    assert evaluated(versions=("1.0",), ordered=False).versions == ((None, "1.0"),)


def test_a_range_of_all_versions_needs_no_order() -> None:
    found = evaluated(span("introduced 0"), versions=("1.0",), ordered=False)
    assert VersionSet(found.intervals).everything
    assert found.undecided == ()


def test_very_many_ranges_and_versions_take_no_very_long_time() -> None:
    events = [one for number in range(20_000) for one in (f"introduced 1.{number}", f"fixed 1.{number}.1")]
    found = evaluated(span(*events), versions=tuple(f"1.{number}.2" for number in range(20_000)))
    assert len(found.intervals) == len(found.versions) == 20_000


def test_a_version_has_no_place_without_an_order_or_where_the_order_refuses_it() -> None:
    assert placed("1.0", KEY) == KEY("1.0")
    assert placed("not-one", KEY) is None
    assert placed("1.0", None) is None
