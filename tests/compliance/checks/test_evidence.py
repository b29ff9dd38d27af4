# SPDX-License-Identifier: Apache-2.0
"""`evidence`: of a kind, valid on the day, and named by such a part."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import EVIDENCE, TEST, asked, context, dossier, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

REPORT = part(EVIDENCE, evidence_kind="penetration_report", title="pen test", valid_until="2026-12-31")
PENETRATION = part(TEST, test_kind="penetration", verifies=None, evidence=["EV-1"])
CHECK = {
    "evidence": {
        "evidence_kind": ["penetration_report"],
        "shows": {"kind": "test", "where": {"test_kind": ["penetration"], "result": ["passed", "failed"]}},
    }
}
ALONE = {"evidence": {"evidence_kind": ["penetration_report"]}}


def shown(check: dict[str, Any], as_of: dt.date = dt.date(2026, 6, 1), **keys: Any) -> Outcome:
    return asked(check, context(dossier(**keys), as_of=as_of))


def test_valid_evidence_that_such_a_part_names_is_the_proof() -> None:
    outcome = shown(CHECK, evidence=[REPORT], tests=[PENETRATION])
    assert outcome.status is Status.MET
    assert outcome.reason == "evidence EV-1 'pen test' backs test TE-004"
    assert [proof.node for proof in outcome.proofs] == ["evidence:EV-1"]


def test_without_a_part_asked_valid_evidence_alone_is_enough() -> None:
    assert shown(ALONE, evidence=[REPORT]).status is Status.MET


def test_no_evidence_of_that_kind_is_not_met() -> None:
    outcome = shown(ALONE, evidence=[EVIDENCE])
    assert outcome.reason == "there is no piece of evidence with evidence kind penetration report"
    assert outcome.broken[0].mend == "Add a piece of evidence with evidence kind penetration report"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"collected": "2026-06-02", "valid_until": None}, "was only collected on 2026-06-02"),
        ({"valid_from": "2026-07-01"}, "only speaks for the time from 2026-07-01"),
        ({"valid_until": "2026-05-31"}, "only speaks for the time until 2026-05-31"),
    ],
)
def test_evidence_of_another_time_is_told_with_its_period(changed: dict[str, Any], said: str) -> None:
    outcome = shown(ALONE, evidence=[part(REPORT, **changed)])
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == f"evidence EV-1 'pen test' {said}"
    assert outcome.broken[0].mend_id == "evidence.renew"


def test_evidence_that_nobody_names_shows_nothing() -> None:
    outcome = shown(CHECK, evidence=[REPORT], tests=[part(PENETRATION, evidence=None)])
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == (
        "evidence EV-1 'pen test' is named by no test with test kind penetration and result passed or failed"
    )


def test_evidence_that_another_sort_of_part_names_shows_nothing() -> None:
    outcome = shown(CHECK, evidence=[REPORT], tests=[part(PENETRATION, test_kind="vulnerability")])
    assert outcome.status is Status.NOT_MET


def test_a_part_that_stands_otherwise_is_told() -> None:
    outcome = shown(CHECK, evidence=[REPORT], tests=[part(PENETRATION, result="not_run")])
    assert outcome.reason == "evidence EV-1 'pen test' backs test TE-004 but TE-004's result is 'not run'"
    assert outcome.broken[0].mend_id == "test.result=passed|failed"


def test_one_good_piece_among_bad_ones_is_enough() -> None:
    old = part(REPORT, id="EV-0", valid_until="2026-05-31")
    outcome = shown(ALONE, evidence=[old, REPORT, part(REPORT, id="EV-2", title="second")])
    assert outcome.status is Status.MET
    assert outcome.reason == "evidence EV-1 'pen test' speaks for the day, and 1 more"
