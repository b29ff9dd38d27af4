# SPDX-License-Identifier: Apache-2.0
"""Facts on the secure life cycle: silence and procedures prove nothing, and somebody must stand by a record."""

from typing import Any

import pytest

from compliance.dossiers import context, dossier, fact, part
from medward.compliance.facts.life_cycle import FACTS, MEANINGS
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome
from medward.dossier.model.activity_kinds import ActivityKind

DIGEST = "sha256:" + "0" * 64
RECORD = {
    "id": "E-1",
    "title": "review records",
    "evidence_kind": "record",
    "file": "records.csv",
    "digest": DIGEST,
    "collector": "Quality assurance",
    "collected": "2026-03-01",
}
REVIEW = {
    "id": "AC-1",
    "activity_kind": "code_review",
    "text": "two people read each change",
    "owner": "Head of development",
    "approved": "2026-03-02",
    "review_by": "2027-03-02",
    "evidence": ["E-1"],
}
NAME = "activities.code_review"


def on(activities: list[dict[str, Any]], name: str = NAME, **record: Any) -> Outcome:
    return fact(name, context(dossier(activities=activities, evidence=[part(RECORD, **record)])))


def test_an_owned_and_approved_activity_with_a_record_is_met() -> None:
    outcome = on([REVIEW])
    assert outcome.status is Status.MET
    assert outcome.reason == "activity AC-1 'two people read each change' is approved and backed by evidence E-1"
    assert [proof.node for proof in outcome.proofs] == ["activity:AC-1"]


@pytest.mark.parametrize("kind", ActivityKind)
def test_silence_is_unknown_and_names_what_mends_it(kind: ActivityKind) -> None:
    outcome = on([], f"activities.{kind}")
    assert outcome.status is Status.UNKNOWN
    (link,) = outcome.broken
    assert f"'{kind}'" in link.mend
    assert link.mend_id == f"activity.{kind}"


@pytest.mark.parametrize("kind", ActivityKind)
def test_each_activity_answers_its_own_fact_alone(kind: ActivityKind) -> None:
    shown = {one.name for one in FACTS if on([part(REVIEW, activity_kind=kind)], one.name).status is Status.MET}
    assert shown == {f"activities.{kind}"}


def test_an_activity_without_evidence_is_unknown() -> None:
    outcome = on([part(REVIEW, evidence=[])])
    assert outcome.status is Status.UNKNOWN
    assert outcome.reason.endswith("has no record that it is done")


@pytest.mark.parametrize("kind", ["procedure", "design_document"])
def test_what_says_only_what_should_happen_is_no_record(kind: str) -> None:
    assert on([REVIEW], evidence_kind=kind).status is Status.UNKNOWN


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"owner": None}, "has no owner"),
        ({"approved": None, "owner": "?"}, "has no owner and no approved"),
        ({"review_by": "2026-05-31"}, "was to be reviewed by 2026-05-31"),
        ({"approved": "2026-07-01"}, "is only approved on 2026-07-01"),
    ],
)
def test_an_activity_by_which_nobody_stands_on_the_day_is_not_met(changes: dict[str, Any], said: str) -> None:
    outcome = on([part(REVIEW, **changes)])
    assert outcome.status is Status.NOT_MET
    assert outcome.reason.endswith(said)


def test_a_record_that_has_run_out_is_not_met() -> None:
    outcome = on([REVIEW], valid_until="2026-05-01")
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].mend_id == "evidence.renew"


def test_one_good_entry_is_enough() -> None:
    assert on([part(REVIEW, id="AC-0", owner=None), REVIEW]).status is Status.MET


def test_of_entries_that_show_nothing_the_open_one_counts_before_the_broken_one() -> None:
    assert on([part(REVIEW, id="AC-0", owner=None), part(REVIEW, evidence=[])]).status is Status.UNKNOWN


def test_every_activity_has_a_meaning_of_its_own() -> None:
    assert set(MEANINGS) <= set(ActivityKind)
    assert len({one.meaning for one in FACTS}) == len(ActivityKind)


def test_what_nothing_needs_does_not_apply_once_somebody_approved_that() -> None:
    outcome = on([part(REVIEW, not_needed="all code is bought", evidence=[])])
    assert outcome.status is Status.NOT_APPLICABLE
    assert "Head of development" in outcome.reason


def test_an_exclusion_that_nobody_approved_is_no_exclusion() -> None:
    assert on([part(REVIEW, not_needed="all code is bought", approved=None)]).status is Status.NOT_MET


def test_a_placeholder_excludes_nothing() -> None:
    assert on([part(REVIEW, not_needed="?", evidence=[])]).status is Status.UNKNOWN


def test_an_entry_that_shows_the_activity_beats_one_that_excludes_it() -> None:
    assert on([REVIEW, part(REVIEW, id="AC-2", not_needed="all code is bought")]).status is Status.MET
