# SPDX-License-Identifier: Apache-2.0
"""Carrying decisions forward, and re-opening them."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from compliance.dossiers import AS_OF, part
from medward.dossier.model.keeping import Triage
from medward.triage.carry import Fate, Recorded, Scope, Where, carry_forward, scope_of, speaks_for, still_holds
from triage.devices import DECISION, THEN

HERE = Where("LVG", "LVG-100", "R-1", THEN.component)
NEXT = replace(HERE, release="R-2")
SISTER = replace(HERE, device="LVG-200", release="R-9")


def recorded(scope: Scope = Scope.RELEASE, **decided: Any) -> Recorded:
    return Recorded(Triage.model_validate(part(DECISION, **decided)), scope, HERE, THEN)


def test_a_decision_is_carried_to_the_next_release_where_nothing_changed() -> None:
    found = carry_forward(recorded(), NEXT, THEN, AS_OF)
    assert found.fate is Fate.CARRIED
    assert found.reasons == ("its reason still holds for pkg:pypi/acme-app 1.0: messages are limited before",)


@pytest.mark.parametrize(
    "decided",
    [
        {"status": "fixed"},
        {"status": "not_affected", "justification": "vulnerable_code_not_present"},
        {"status": "not_affected", "justification": "component_not_present"},
    ],
)
def test_another_version_reopens_a_reason_that_rests_on_the_components_code(decided: dict[str, Any]) -> None:
    found = carry_forward(recorded(**decided), NEXT, replace(THEN, version="1.1"), AS_OF)
    assert found.fate is Fate.REOPENED
    assert found.reasons == ("it was decided for version 1.0 of pkg:pypi/acme-app and this is 1.1",)


@pytest.mark.parametrize(
    "decided",
    [{"status": "affected"}, {"status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"}],
)
def test_a_reason_that_rests_on_the_device_holds_for_another_version_in_the_same_range(
    decided: dict[str, Any],
) -> None:
    found = carry_forward(recorded(**decided), NEXT, replace(THEN, version="1.1"), AS_OF)
    assert found.fate is Fate.CARRIED
    assert [change.kind for change in found.changes] == ["version"]


def test_another_version_in_another_range_reopens_it() -> None:
    now = replace(THEN, version="1.1", ranges=("OSV-1: this version lies in 1.1 to 2.0",))
    assert carry_forward(recorded(), NEXT, now, AS_OF).fate is Fate.REOPENED


@pytest.mark.parametrize(
    "changed", [{"exploited": True}, {"processes": ("P-RADIO",)}, {"ranges": ("A-1: in 0 to 3",)}]
)
def test_a_fact_that_is_another_reopens_it_with_the_reason(changed: dict[str, Any]) -> None:
    found = still_holds(recorded(), replace(THEN, **changed), AS_OF)
    assert found.fate is Fate.REOPENED
    assert found.reasons == tuple(change.text for change in found.changes)


def test_what_changed_and_reopens_nothing_is_told() -> None:
    found = still_holds(recorded(), replace(THEN, fixed_in=("2.0", "1.9")), AS_OF)
    assert found.fate is Fate.CARRIED
    assert [change.text for change in found.changes] == ["it is now fixed in 1.9"]


def test_a_finding_that_is_gone_needs_no_decision() -> None:
    assert still_holds(recorded(), None, AS_OF).fate is Fate.ENDED


def test_without_its_facts_a_decision_is_not_carried() -> None:
    found = still_holds(replace(recorded(), basis=None), THEN, AS_OF)
    assert (found.fate, found.reasons) == (Fate.REOPENED, ("the facts on which it rested were not kept",))


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        ({"expires": "2026-05-31"}, "it expired on 2026-05-31"),
        ({"status": "under_investigation"}, "it was under investigation and never decided"),
        ({"reason": "?"}, "nobody wrote down its reason"),
    ],
)
def test_what_is_no_decision_any_more_is_not_carried(decided: dict[str, Any], said: str) -> None:
    found = still_holds(recorded(**decided), THEN, AS_OF)
    assert (found.fate, found.reasons) == (Fate.REOPENED, (said,))


def test_a_decision_holds_on_the_day_on_which_it_expires() -> None:
    last = recorded(expires="2026-06-01")
    assert still_holds(last, THEN, AS_OF).fate is Fate.CARRIED
    assert still_holds(last, THEN, AS_OF + dt.timedelta(days=1)).fate is Fate.REOPENED


@pytest.mark.parametrize(
    ("scope", "places"),
    [
        (Scope.RELEASE, (True, False, False)),
        (Scope.COMPONENT, (True, True, False)),
        (Scope.FAMILY, (True, True, True)),
    ],
)
def test_a_scope_says_where_a_decision_speaks(scope: Scope, places: tuple[bool, ...]) -> None:
    assert tuple(speaks_for(recorded(scope), place) for place in (HERE, NEXT, SISTER)) == places


def test_no_scope_reaches_another_component_or_a_device_of_no_family() -> None:
    family = recorded(Scope.FAMILY)
    assert not speaks_for(family, replace(HERE, component="pkg:pypi/other"))
    alone = replace(family, where=replace(HERE, family=""))
    assert not speaks_for(alone, replace(SISTER, family=""))


def test_a_decision_for_a_release_is_not_carried_to_another_device() -> None:
    found = carry_forward(recorded(), SISTER, THEN, AS_OF)
    assert (found.fate, found.reasons) == (Fate.OUT_OF_SCOPE, ("it speaks for the release only",))


def test_a_decision_for_a_family_is_held_against_the_facts_of_the_other_device() -> None:
    family = recorded(Scope.FAMILY)
    assert carry_forward(family, SISTER, THEN, AS_OF).fate is Fate.CARRIED
    assert carry_forward(family, SISTER, replace(THEN, processes=("P-9",)), AS_OF).fate is Fate.REOPENED


def test_the_scope_of_a_decision_in_a_dossier_follows_from_its_release() -> None:
    assert scope_of(recorded().decision) is Scope.RELEASE
    assert scope_of(recorded(release=None).decision) is Scope.COMPONENT
