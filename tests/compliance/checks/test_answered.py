# SPDX-License-Identifier: Apache-2.0
"""A requirement is answered by an activity that is done, and that somebody holds to answer it."""

from typing import Any

from compliance.dossiers import asked, context, dossier, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

RECORD = {
    "id": "E-1",
    "title": "restored copies",
    "evidence_kind": "record",
    "file": "records.csv",
    "digest": "sha256:" + "0" * 64,
    "collector": "Operations",
    "collected": "2026-03-01",
}
BACKUP = {
    "id": "AC-1",
    "activity_kind": "backup",
    "text": "every night, restored each quarter",
    "answers": ["our-law:first.copies"],
    "owner": "Head of operations",
    "approved": "2026-03-02",
    "evidence": ["E-1"],
}


def on(*activities: dict[str, Any]) -> Outcome:
    check = {"answered": {"activity": "backup", "requirement": "our-law:first.copies"}}
    return asked(check, context(dossier(activities=list(activities), evidence=[RECORD])))


def test_an_activity_that_answers_it_and_is_recorded_meets_it() -> None:
    assert on(BACKUP).status is Status.MET


def test_an_activity_that_answers_another_one_leaves_it_unknown_and_says_what_mends_that() -> None:
    outcome = on(part(BACKUP, answers=["our-law:second.copies"]))
    assert outcome.status is Status.UNKNOWN
    (link,) = outcome.broken
    assert link.mend_id == "activity.answers"
    assert "our-law:first.copies" in link.mend


def test_what_nobody_says_is_unknown() -> None:
    assert on().status is Status.UNKNOWN


def test_saying_so_is_no_record() -> None:
    assert on(part(BACKUP, evidence=[])).status is Status.UNKNOWN


def test_saying_so_is_no_approval() -> None:
    assert on(part(BACKUP, approved=None)).status is Status.NOT_MET
    assert on(part(BACKUP, review_by="2026-05-31")).status is Status.NOT_MET


def test_one_entry_that_answers_it_is_enough() -> None:
    assert on(part(BACKUP, id="AC-2", answers=[]), BACKUP).status is Status.MET


def test_what_nothing_needs_does_not_apply() -> None:
    assert on(part(BACKUP, answers=[], not_needed="there are no data")).status is Status.NOT_APPLICABLE
