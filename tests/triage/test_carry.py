# SPDX-License-Identifier: Apache-2.0
"""Carrying decisions forward, and re-opening them."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import AS_OF, exploited, finding, part
from medward.advisories.model import Finding
from medward.dossier.model.deciding import Basis
from medward.dossier.model.keeping import Triage
from medward.dossier.model.parts import Answer
from medward.triage.carry import Carried, Fate, carry_forward
from medward.triage.decisions import Standing
from medward.triage.ordering import Ranked, ordered
from triage.devices import DECISION, THEN, harmful, later, pump

KEPT = THEN.model_dump(mode="json", exclude_none=True)
FAMILY: dict[str, Any] = {"scope": "family", "release": None, "component": "pkg:pypi/acme-app"}


def recorded(**decided: Any) -> Triage:
    return Triage.model_validate(part({**DECISION, "basis": KEPT}, **decided))


def carried(now: Basis | None = THEN, as_of: dt.date = AS_OF, **decided: Any) -> Carried:
    return carry_forward(recorded(**decided), now, as_of)


def test_a_decision_is_carried_to_the_next_release_where_nothing_changed() -> None:
    found = carried()
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
    found = carried(later(version="1.1"), **decided)
    assert found.fate is Fate.REOPENED
    assert found.reasons == ("it was decided for version 1.0 of pkg:pypi/acme-app and this is 1.1",)


@pytest.mark.parametrize(
    "decided",
    [{"status": "affected"}, {"status": "not_affected", "justification": "vulnerable_code_not_in_execute_path"}],
)
def test_a_reason_that_rests_on_the_device_holds_for_another_version_in_the_same_range(
    decided: dict[str, Any],
) -> None:
    found = carried(later(version="1.1"), **decided)
    assert found.fate is Fate.CARRIED
    assert [change.kind for change in found.changes] == ["version"]


def test_another_version_in_another_range_reopens_it() -> None:
    now = later(version="1.1", ranges=("OSV-1: this version lies in 1.1 to 2.0",))
    assert carried(now).fate is Fate.REOPENED


@pytest.mark.parametrize(
    "changed", [{"known_exploited": Answer.YES}, {"processes": ("P-RADIO",)}, {"ranges": ("A-1: in 0 to 3",)}]
)
def test_a_fact_that_is_another_reopens_it_with_the_reason(changed: dict[str, Any]) -> None:
    found = carried(later(**changed))
    assert found.fate is Fate.REOPENED
    assert found.reasons == tuple(change.text for change in found.changes)


def test_what_changed_and_reopens_nothing_is_told() -> None:
    found = carried(later(fixed_in=("2.0", "1.9")))
    assert found.fate is Fate.CARRIED
    assert [change.text for change in found.changes] == ["it is now fixed in 1.9"]


def test_a_finding_that_is_gone_needs_no_decision() -> None:
    assert carried(None).fate is Fate.ENDED


def test_without_its_facts_a_decision_is_not_carried() -> None:
    found = carried(basis=None)
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
    found = carried(**decided)
    assert (found.fate, found.reasons) == (Fate.REOPENED, (said,))


def test_a_decision_holds_on_the_day_on_which_it_expires() -> None:
    assert carried(expires="2026-06-01").fate is Fate.CARRIED
    assert carried(as_of=AS_OF + dt.timedelta(days=1), expires="2026-06-01").fate is Fate.REOPENED


def test_a_decision_for_a_family_holds_for_every_version_inside_the_same_ranges() -> None:
    of_code: dict[str, Any] = {"status": "not_affected", "justification": "vulnerable_code_not_present"}
    assert carried(later(version="1.1"), **FAMILY, **of_code).fate is Fate.CARRIED
    other = later(version="1.1", ranges=("OSV-1: this version lies in 1.1 to 2.0",))
    assert carried(other, **FAMILY, **of_code).fate is Fate.REOPENED


def ranked(found: Finding, **decided: Any) -> Ranked:
    """The finding in a device whose decision was made with the facts of today, changed as told."""
    changed = decided.pop("facts", {})
    (bare,) = ordered(pump(found, **harmful()).trace, AS_OF)
    kept = basis_of(bare) | changed
    made = part({**DECISION, "basis": kept}, **decided)
    (one,) = ordered(pump(found, **harmful(), triage=[made]).trace, AS_OF)
    return one


def basis_of(one: Ranked) -> dict[str, Any]:
    return {
        "release": "R-1",
        "component": "pkg:pypi/acme-app",
        "version": "1.0",
        "known_exploited": "yes" if one.finding.known_exploited else "no",
        "rating": "critical",
        "score": 9.8,
        "ranges": ["this version lies in 0 to 2.0"],
        "fixed_in": ["2.0"],
        "processes": ["P-APP"],
        "nearest": "network",
    }


def test_a_decision_whose_facts_are_the_same_stands() -> None:
    one = ranked(finding("app"))
    assert (one.standing, one.open, one.changes) == (Standing.CONTROLLED, False, ())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"score": 9.7}, "its score was 9.7 (critical) and is 9.8 (critical)"),
        ({"nearest": "local"}, "an easier way leads to it than when it was decided"),
        ({"processes": []}, "it ran in no process and runs in P-APP"),
    ],
)
def test_a_changed_fact_opens_a_settled_finding_again(changed: dict[str, Any], said: str) -> None:
    one = ranked(finding("app"), facts=changed)
    assert (one.standing, one.open, one.reopened) == (Standing.REOPENED, True, (said,))
    assert f"the decision about it no longer holds, because {said}" in one.sentence
    assert "Decide about it again" in one.sentence


def test_a_new_entry_in_the_catalogue_opens_a_settled_finding_again() -> None:
    one = ranked(exploited("app"), facts={"known_exploited": "no"})
    assert one.reopened == ("it is now known to be exploited (CISA KEV)",)


def test_a_change_that_reopens_nothing_is_kept_beside_the_decision() -> None:
    one = ranked(finding("app"), facts={"fixed_in": []})
    assert (one.standing, [change.kind for change in one.changes]) == (Standing.CONTROLLED, ["fix"])


def test_what_is_uncontrolled_stays_uncontrolled_when_a_fact_changes() -> None:
    one = ranked(finding("app"), facts={"score": 5.0}, risk_state="uncontrolled")
    assert (one.standing, one.open) == (Standing.UNCONTROLLED, True)
    assert one.reopened != ()


def test_a_decision_written_by_hand_holds_until_something_shows_otherwise() -> None:
    assert ranked(finding("app"), basis=None).standing is Standing.CONTROLLED
    assert ranked(exploited("app"), basis=None).standing is Standing.REOPENED
