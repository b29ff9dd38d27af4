# SPDX-License-Identifier: Apache-2.0
"""What is affected is what the CVE format's own algorithm says, written plainly here over every version."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.claims import placed
from medward.advisories.cve.statuses import NO_VERSION, ONLY_COMMITS, UNCERTAIN, Evaluated, evaluate
from medward.advisories.cve.written import Version

Json = dict[str, Any]


def entries(*written: Json) -> tuple[Version, ...]:
    return msgspec.convert([{"status": "affected", **one} for one in written], tuple[Version, ...])


def holds(found: Evaluated, version: str, doubt: str = "") -> bool:
    """Whether a version is among those of a doubt; without one, among those that are surely affected."""
    key = placed(version)
    return any(
        any(one.low <= key and (one.high is None or key < one.high) for one in group.intervals)
        or any(key == other for other, _ in group.versions)
        for group in found.groups
        if group.doubt == doubt
    )


def plain_status(version: str, written: tuple[Version, ...], default: str) -> str:
    """The algorithm of the format's documentation, line by line."""
    key = placed(version)
    for entry in written:
        if not entry.is_range:
            if key == placed(entry.version):
                return entry.status
            continue
        starts = entry.version == "0" or placed(entry.version) <= key
        if entry.less_than is not None:
            inside = starts and (entry.less_than == "*" or key < placed(entry.less_than))
        else:
            end = entry.less_than_or_equal or ""
            inside = starts and (end == "*" or key <= placed(end))
        if inside:
            status = entry.status
            for change in entry.changes or ():
                if placed(change.at) <= key:
                    status = change.status
            return status
    return default


NUMBERS = [f"{major}.{minor}" for major in range(4) for minor in range(3)]
NUMBER = st.sampled_from(NUMBERS)
STATUS = st.sampled_from(["affected", "unaffected", "unknown"])
END = st.one_of(NUMBER, st.just("*"))
CHANGES = st.lists(st.fixed_dictionaries({"at": NUMBER, "status": STATUS}), max_size=2)
SINGLE = st.fixed_dictionaries({"version": NUMBER, "status": STATUS})
LESS = st.fixed_dictionaries(
    {"version": st.one_of(NUMBER, st.just("0")), "status": STATUS, "lessThan": END, "changes": CHANGES}
)
UP_TO = st.fixed_dictionaries({"version": NUMBER, "status": STATUS, "lessThanOrEqual": END, "changes": CHANGES})


@given(st.lists(st.one_of(SINGLE, LESS, UP_TO), min_size=1, max_size=5), STATUS)
def test_intervals_hold_what_the_plain_algorithm_calls_affected(written: list[Json], default: str) -> None:
    versions = entries(*written)
    found = evaluate(versions, default)
    for version in (*NUMBERS, "0.0.1", "1.1.5", "9"):
        status = plain_status(version, versions, default)
        assert holds(found, version) is (status == "affected"), version
        stated = status == "unknown" and plain_status(version, versions, "") == "unknown"
        assert holds(found, version, UNCERTAIN) is stated, version


def test_the_first_entry_that_holds_a_version_decides() -> None:
    versions = entries({"version": "1.5", "status": "unaffected"}, {"version": "1.0", "lessThan": "2.0"})
    found = evaluate(versions, "unaffected")
    assert [holds(found, one) for one in ("1.4", "1.5", "1.5.1", "2.0")] == [True, False, True, False]


def test_a_version_without_an_entry_has_the_default_status() -> None:
    versions = entries({"version": "2.0", "lessThan": "*", "status": "unaffected"})
    assert holds(evaluate(versions, "affected"), "1.0")
    assert not holds(evaluate(versions, "unknown"), "1.0")
    assert evaluate(versions, "unknown").groups == ()


def test_the_kernel_writes_what_is_not_affected_and_ends_ranges_by_a_star() -> None:
    versions = entries(
        {"version": "4.15"},
        {"version": "0", "lessThan": "4.15", "status": "unaffected", "versionType": "semver"},
        {"version": "5.4.207", "lessThanOrEqual": "5.4.*", "status": "unaffected"},
        {
            "version": "5.19",
            "lessThanOrEqual": "*",
            "status": "unaffected",
            "versionType": "original_commit_for_fix",
        },
    )
    found = evaluate(versions, "affected")
    affected = [
        one for one in ("4.14", "4.15", "5.4.206", "5.4.207", "5.4.300", "5.5", "5.19") if holds(found, one)
    ]
    assert affected == ["4.15", "5.4.206", "5.5"]
    (group,) = found.groups
    assert [(one.introduced, one.ending, one.until) for one in group.intervals] == [
        ("4.15", "fixed", "5.4.207"),
        ("> 5.4.*", "fixed", "5.19"),
    ]


def test_a_change_ends_a_run_and_names_the_version_that_does() -> None:
    written = {"version": "1.0", "lessThan": "3.0", "changes": [{"at": "1.2.5", "status": "unaffected"}]}
    (group,) = evaluate(entries(written), "unknown").groups
    assert [(one.introduced, one.ending, one.until) for one in group.intervals] == [("1.0", "fixed", "1.2.5")]


def test_single_versions_stay_single_and_lose_the_v_before_them() -> None:
    found = evaluate(entries({"version": "v1.2"}, {"version": "1.3"}), "unaffected")
    assert [[text for _, text in group.versions] for group in found.groups] == [["v1.2", "1.3"]]
    assert holds(found, "1.2")


@pytest.mark.parametrize("beginning", ["0", "*", "unspecified", "n/a", "-", "All versions"])
def test_a_range_from_no_version_begins_at_the_beginning(beginning: str) -> None:
    found = evaluate(entries({"version": beginning, "lessThanOrEqual": "2.0"}), "unknown")
    assert [holds(found, one) for one in ("0.1", "2.0", "2.0.1")] == [True, True, False]


@pytest.mark.parametrize("every", ["*", "all", "All versions"])
def test_words_for_every_version_are_every_version(every: str) -> None:
    assert holds(evaluate(entries({"version": every}), "unknown"), "77")


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ({"version": "n/a"}, "it names no version but 'n/a'"),
        ({"version": "Snapdragon 888 5G"}, "its versions are written as 'Snapdragon 888 5G'"),
        ({"version": "1.0", "lessThan": "publication"}, "its range cannot be placed: "),
        ({"version": "1.0", "status": "unknown"}, UNCERTAIN),
    ],
)
def test_what_cannot_be_placed_is_a_doubt_and_never_silence(written: Json, doubt: str) -> None:
    (group,) = evaluate(entries(written), "unknown").groups
    assert group.doubt.startswith(doubt)
    assert holds(Evaluated((group,)), "1.0", group.doubt)


def test_a_range_that_ends_at_a_word_is_a_doubt_about_every_number() -> None:
    found = evaluate(entries({"version": "0", "lessThanOrEqual": "FW12"}), "unknown")
    doubt = "its range ends at 'FW12', which is no number"
    assert [holds(found, one) for one in ("FW11", "FW13", "5")] == [True, False, False]
    assert [holds(found, one, doubt) for one in ("FW13", "5")] == [False, True]


def test_a_range_that_the_order_turns_round_is_a_doubt_and_never_empty() -> None:
    (group,) = evaluate(entries({"version": "21.2", "lessThan": "21.2R3"}), "unaffected").groups
    assert group.doubt == "its range from '21.2' to '21.2R3' holds nothing in the generic order"
    assert evaluate(entries({"version": "1", "lessThan": "1"}), "unaffected").groups == ()


def test_texts_without_order_share_one_doubt() -> None:
    texts = [{"version": f"Model {letter} of the second kind"} for letter in "xyz"]
    (group,) = evaluate(entries(*texts), "unknown").groups
    assert group.doubt == "its versions are written as 'Model x of the second kind' and 2 more"


def test_versions_in_words_are_read_where_they_are_surely_understood() -> None:
    found = evaluate(entries({"version": "8.0.12 and prior"}), "unknown")
    assert [holds(found, one) for one in ("8.0.12", "8.0.13")] == [True, False]


def test_commits_alone_are_undecided_and_counted() -> None:
    commit = {"version": "1da177e4c3f4", "lessThan": "b9e9a9e0f1a2", "versionType": "git"}
    assert evaluate(entries(commit), "unaffected") == Evaluated((), ONLY_COMMITS, 1)
    both = evaluate(entries(commit, {"version": "1.0"}), "unaffected")
    assert (both.commit_ranges, holds(both, "1.0")) == (1, True)


@pytest.mark.parametrize(
    ("default", "undecided", "affected"),
    [("unknown", NO_VERSION, False), ("unaffected", "", False), ("affected", "", True)],
)
def test_without_entries_the_default_decides_alone(default: str, undecided: str, affected: bool) -> None:
    found = evaluate((), default)
    assert (found.undecided, holds(found, "1")) == (undecided, affected)


@given(
    st.lists(
        st.builds(lambda a, b: {"version": a, "lessThan": b}, st.text(max_size=9), st.text(max_size=9)), max_size=3
    )
)
def test_no_text_makes_the_evaluation_fail(written: list[Json]) -> None:
    found = evaluate(entries(*written, *({"version": one["version"]} for one in written)), "unknown")
    assert all(one.high is None or one.low < one.high for group in found.groups for one in group.intervals)


@pytest.mark.parametrize("scheme", ["deb", "rpm", "npm", "maven", "generic"])
def test_a_range_of_any_scheme_is_placed_among_the_keys_of_the_other_entries(scheme: str) -> None:
    found = evaluate(entries({"version": f"vers:{scheme}/>=1.2|<1.10"}, {"version": "2.0"}), "unaffected")
    assert [holds(found, one) for one in ("1.1", "1.2", "1.9", "1.10", "2.0", "2.1")] == [
        False, True, True, False, True, False,
    ]  # fmt: skip # one row for the versions above
