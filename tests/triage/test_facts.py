# SPDX-License-Identifier: Apache-2.0
"""The facts on which a decision rests, and which changes of them re-open it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import AS_OF, CONTROL, TEST, exploited, finding, part
from medward.advisories.model import View
from medward.dossier.model.deciding import Basis, Exploitation, Near, Rated
from medward.dossier.model.keeping import Triage
from medward.dossier.model.parts import Answer
from medward.triage.facts import Change, _unnamed, basis, changes, same_component, since
from medward.triage.knowledge import Knowledge
from medward.triage.ordering import Ranked, ordered
from medward.triage.ssvc import Published
from triage.devices import DECISION, THEN, harmful, later, pump


def taken(**keys: Any) -> Basis:
    trace = pump(keys.pop("found", finding("app")), **{**harmful(), **keys}).trace
    knowledge = Knowledge(ssvc={"CVE-2026-1": Published(exploitation="none")})
    (ranked,) = ordered(trace, AS_OF, knowledge)
    return basis(ranked, ranked.decision.controls if ranked.decision else (), trace)


def only(**changed: Any) -> Change:
    (change,) = changes(THEN, later(**changed))
    return change


def test_the_facts_of_a_finding_are_taken_from_the_trace() -> None:
    assert taken() == Basis(
        release="R-1",
        component="pkg:pypi/acme-app",
        version="1.0",
        known_exploited=Answer.NO,
        exploitation=Exploitation.NONE,
        rating=Rated.CRITICAL,
        score=9.8,
        ranges=("this version lies in 0 to 2.0",),
        fixed_in=("2.0",),
        processes=("P-APP",),
        nearest=Near.NETWORK,
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
        ({"known_exploited": Answer.YES}, "exploited", "it is now known to be exploited (CISA KEV)"),
        (
            {"exploitation": Exploitation.ACTIVE},
            "exploitation",
            "its CVE record said none of exploitation and says active",
        ),
        (
            {"rating": Rated.CRITICAL, "score": 9.1},
            "score",
            "its score was 7.5 (high) and is 9.1 (critical)",
        ),
        ({"score": 7.6}, "score", "its score was 7.5 (high) and is 7.6 (high)"),
        ({"rating": Rated.UNKNOWN, "score": None}, "score", "its score was 7.5 (high) and is unknown"),
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
        ({"nearest": Near.NETWORK}, "exposure", "an easier way leads to it than when it was decided"),
        ({"controls": ()}, "control", "no passed test stands behind C-012 any more"),
    ],
)
def test_these_changes_reopen_a_decision(changed: dict[str, Any], kind: str, said: str) -> None:
    assert only(**changed) == Change(kind, said, reopens=True)


@pytest.mark.parametrize(
    "changed",
    [
        {"rating": Rated.LOW, "score": 3.9},
        {"score": 7.4},
        {"exploitation": None},
        {"fixed_in": ("2.0", "1.9.1")},
        {"nearest": Near.PHYSICAL},
    ],
)
def test_these_changes_are_told_and_reopen_nothing(changed: dict[str, Any]) -> None:
    assert not only(**changed).reopens


def test_an_entry_that_leaves_the_catalogue_reopens_nothing() -> None:
    (change,) = changes(later(known_exploited=Answer.YES), THEN)
    assert not change.reopens


def test_a_first_score_reopens_what_was_decided_without_one() -> None:
    (change,) = changes(later(rating=Rated.UNKNOWN, score=None), later(rating=Rated.LOW, score=2.0))
    assert change.reopens


def test_facts_without_the_number_are_compared_by_the_word() -> None:
    (worse,) = changes(later(score=None), later(rating=Rated.CRITICAL, score=9.8))
    (same,) = changes(later(score=None), later(score=8.9))
    assert (worse.reopens, same.reopens) == (True, False)


bases = st.builds(
    later,
    known_exploited=st.sampled_from([Answer.YES, Answer.NO]),
    exploitation=st.sampled_from([None, *Exploitation]),
    rating=st.sampled_from(list(Rated)),
    version=st.sampled_from(["1.0", "1.1"]),
    processes=st.sampled_from([(), ("P-APP",)]),
    nearest=st.sampled_from(list(Near)),
    controls=st.sampled_from([(), ("C-012",)]),
)


@given(bases, bases)
def test_what_reopens_stands_first_and_nothing_changed_means_the_same_facts(then: Basis, now: Basis) -> None:
    found = changes(then, now)
    assert [change.reopens for change in found] == sorted((change.reopens for change in found), reverse=True)
    assert changes(now, now) == ()
    if not found:
        assert then.model_copy(update={"controls": ()}) == now.model_copy(update={"controls": ()})


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


def one(found: Any, **keys: Any) -> Ranked:
    (ranked,) = ordered(pump(found, **{**harmful(), **keys}).trace, AS_OF)
    return ranked


@pytest.mark.parametrize(("decided", "reopens"), [("2026-05-31", True), ("2026-06-01", False)])
def test_without_its_facts_a_decision_is_held_against_later_entries_in_the_catalogue(
    decided: str, *, reopens: bool
) -> None:
    """The entry is of 2026-06-01; one of the day of the decision was there to be seen."""
    found = since(Triage.model_validate(part(DECISION, date=decided)), exploited("app"))
    assert [change.reopens for change in found] == ([True] if reopens else [])


def test_without_an_entry_in_the_catalogue_nothing_shows_a_change() -> None:
    assert since(Triage.model_validate(DECISION), finding("app")) == ()


@pytest.mark.parametrize(
    ("key", "same"),
    [
        ("acme-app@0.9", True),
        ("acme-radio@1.0", False),
        ("pkg:pypi/acme-radio@0.9", False),
    ],
)
def test_a_component_without_a_purl_is_the_same_under_its_name(key: str, *, same: bool) -> None:
    decision = Triage.model_validate(part(DECISION, component=key))
    assert same_component(decision, one(finding("app", purl=""))) is same


def test_a_component_with_a_purl_is_the_same_under_its_name_too() -> None:
    """Else a decision that names it so would seem to have nothing left to decide."""
    assert same_component(Triage.model_validate(part(DECISION, component="acme-app@0.9")), one(finding("app")))


def test_a_component_is_the_same_in_every_version() -> None:
    decision = Triage.model_validate(part(DECISION, component="pkg:pypi/acme-app@0.1"))
    assert same_component(decision, one(finding("app")))


def test_the_kept_facts_tell_which_component_was_meant() -> None:
    kept = THEN.model_dump(mode="json", exclude_none=True)
    decision = Triage.model_validate(part(DECISION, component="acme-app@1.0", basis=kept))
    assert same_component(decision, one(finding("app")))
