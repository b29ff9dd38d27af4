# SPDX-License-Identifier: Apache-2.0
"""The facts on which a decision rests, and which changes of them re-open it."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import AS_OF, CONTROL, TEST, finding, part
from medward.advisories.model import View
from medward.triage.cvss import Rating
from medward.triage.facts import Basis, Change, _unnamed, basis, changes
from medward.triage.knowledge import Knowledge
from medward.triage.ordering import ordered
from medward.triage.ssvc import Published
from medward.triage.ways import Nearness
from triage.devices import DECISION, THEN, harmful, pump


def taken(**keys: Any) -> Basis:
    trace = pump(keys.pop("found", finding("app")), **{**harmful(), **keys}).trace
    knowledge = Knowledge(ssvc={"CVE-2026-1": Published(exploitation="none")})
    (ranked,) = ordered(trace, AS_OF, knowledge)
    return basis(ranked, trace)


def only(**changed: Any) -> Change:
    (change,) = changes(THEN, replace(THEN, **changed))
    return change


def test_the_facts_of_a_finding_are_taken_from_the_trace() -> None:
    assert taken() == Basis(
        vulnerability="CVE-2026-1",
        component="pkg:pypi/acme-app",
        version="1.0",
        exploited=False,
        exploitation="none",
        rating=Rating.CRITICAL,
        ranges=("this version lies in 0 to 2.0",),
        fixed_in=("2.0",),
        processes=("P-APP",),
        nearest=Nearness.NETWORK,
        controls=(),
    )


def test_each_source_that_matches_tells_its_range() -> None:
    views = tuple(
        View(
            record,
            "OSV",
            matches=matches,
            why="in 0 to 2.0",
            fixed_in=(),
            summary="",
            severities=(),
            modified=None,
        )
        for record, matches in (("B-1", True), ("A-1", True), ("C-1", False))
    )
    assert taken(found=finding("app", views=views)).ranges == ("A-1: in 0 to 2.0", "B-1: in 0 to 2.0")


def test_a_component_without_a_purl_is_known_by_its_name() -> None:
    assert taken(found=finding("app", purl="")).component == "acme-app"


@pytest.mark.parametrize(
    ("tests", "stands"),
    [((TEST,), ("C-012",)), ((), ()), ((part(TEST, result="failed"),), ()), ((part(TEST, result="not_run"),), ())],
)
def test_a_control_counts_where_a_test_of_it_passed(tests: tuple[Any, ...], stands: tuple[str, ...]) -> None:
    control = part(CONTROL, reduces=None)
    made = part(DECISION, controls=["C-012"])
    assert taken(controls=[control], tests=tests, triage=[made]).controls == stands


def test_the_same_facts_are_no_change() -> None:
    assert changes(THEN, THEN) == ()


@pytest.mark.parametrize(
    ("changed", "kind", "said"),
    [
        ({"exploited": True}, "exploited", "CVE-2026-1 is now known to be exploited (CISA KEV)"),
        ({"exploitation": "active"}, "exploitation", "its CVE record said none of exploitation and says active"),
        ({"rating": Rating.CRITICAL}, "score", "its rating was high and is critical"),
        ({"rating": Rating.UNKNOWN}, "score", "its rating was high and is unknown"),
        (
            {"version": "1.1"},
            "version",
            "it was decided for version 1.0 of pkg:pypi/acme-app and this is 1.1",
        ),
        (
            {"ranges": ("A-1: in 0 to 3",)},
            "range",
            "the sources say otherwise which versions are affected: A-1: in 0 to 3",
        ),
        ({"processes": ("P-RADIO",)}, "exposure", "it ran in P-APP and runs in P-RADIO"),
        ({"nearest": Nearness.NETWORK}, "exposure", "an easier way leads to it than when it was decided"),
        ({"controls": ()}, "control", "no passed test stands behind C-012 any more"),
    ],
)
def test_these_changes_reopen_a_decision(changed: dict[str, Any], kind: str, said: str) -> None:
    assert only(**changed) == Change(kind, said, reopens=True)


@pytest.mark.parametrize(
    "changed",
    [
        {"rating": Rating.LOW},
        {"exploitation": None},
        {"fixed_in": ("2.0", "1.9.1")},
        {"nearest": Nearness.PHYSICAL},
    ],
)
def test_these_changes_are_told_and_reopen_nothing(changed: dict[str, Any]) -> None:
    assert not only(**changed).reopens


def test_an_entry_that_leaves_the_catalogue_reopens_nothing() -> None:
    (change,) = changes(replace(THEN, exploited=True), THEN)
    assert not change.reopens


def test_a_first_score_reopens_what_was_decided_without_one() -> None:
    (change,) = changes(replace(THEN, rating=Rating.UNKNOWN), replace(THEN, rating=Rating.LOW))
    assert change.reopens


bases = st.builds(
    replace,
    st.just(THEN),
    exploited=st.booleans(),
    exploitation=st.sampled_from([None, "none", "public_poc", "active"]),
    rating=st.sampled_from(list(Rating)),
    version=st.sampled_from(["1.0", "1.1"]),
    processes=st.sampled_from([(), ("P-APP",)]),
    nearest=st.sampled_from(list(Nearness)),
    controls=st.sampled_from([(), ("C-012",)]),
)


@given(bases, bases)
def test_what_reopens_stands_first_and_nothing_changed_means_the_same_facts(then: Basis, now: Basis) -> None:
    found = changes(then, now)
    assert [change.reopens for change in found] == sorted((change.reopens for change in found), reverse=True)
    assert changes(now, now) == ()
    if not found:
        assert replace(then, controls=()) == replace(now, controls=())


@pytest.mark.parametrize(
    ("version", "why", "same"),
    [
        ("1.0", "1.0 is in >= 1.0.1, < 11.0 of A-1", "this version is in >= 1.0.1, < 11.0 of A-1"),
        ("v0.50.0", "0.50.0 is in < 0.52.0 of GO-1", "this version is in < 0.52.0 of GO-1"),
        ("1.0", "A-1 says so of 1.0.", "A-1 says so of this version."),
        ("", "any version", "any version"),
    ],
)
def test_a_range_is_told_without_the_version_that_lies_in_it(version: str, why: str, same: str) -> None:
    assert _unnamed(why, version) == same


def test_another_component_reopens_a_decision() -> None:
    assert only(component="pkg:pypi/other") == Change(
        "component", "it was decided for pkg:pypi/acme-app and this is pkg:pypi/other", reopens=True
    )
