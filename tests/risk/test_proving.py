# SPDX-License-Identifier: Apache-2.0
"""Whether a control is proved: by a test that passed, on this release, by this day, with evidence."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import AS_OF, EVIDENCE, RELEASE, part
from medward.risk.model import Cause
from medward.risk.proving import Fault, faults, objection, said
from risk.pumps import C1, TE1, built, texts

REQUIREMENT = {"id": "SR-1", "text": "unsigned libraries are refused", "specifies": ["C-1"]}


def found(as_of: dt.date = AS_OF, **keys: Any) -> tuple[Fault, ...]:
    _, trace, looked = built(**keys)
    return faults(trace.nodes["control", "C-1"], trace, as_of, looked.releases)


def tested(**changed: object) -> list[str]:
    return texts(found(tests=[part(TE1, **changed)]))


def test_a_test_that_passed_with_evidence_proves_a_control() -> None:
    assert found() == ()


def test_a_test_of_what_specifies_a_control_proves_it_too() -> None:
    assert found(requirements=[REQUIREMENT], tests=[part(TE1, verifies=["SR-1"])]) == ()


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"result": "failed"}, "failed"),
        ({"result": "failed", "release": None}, "failed"),
        ({"result": "inconclusive"}, "did not pass (inconclusive)"),
        ({"result": "not_run"}, "did not pass (not run)"),
        ({"release": None}, "does not say on which release it passed"),
        ({"date": None}, "does not say when it passed"),
        ({"date": "2026-06-02"}, "is only of 2026-06-02"),
        ({"evidence": []}, "passed without evidence"),
    ],
)
def test_any_other_test_leaves_it_unproved(changed: dict[str, Any], doubt: str) -> None:
    assert tested(**changed) == [f"test TE-1 'unsigned library' of control C-1 'signed library' {doubt}"]


def test_a_test_on_a_release_that_is_not_assessed_is_outdated() -> None:
    old = {"id": "R-9", "version": "0.9", "status": "withdrawn"}
    _, trace, looked = built(releases=[RELEASE, old], tests=[part(TE1, release="R-9")])
    (fault,) = faults(trace.nodes["control", "C-1"], trace, AS_OF, looked.releases)
    assert fault.text.endswith("passed on release R-9, which is not assessed")


def test_a_failed_test_stands_against_a_control_whatever_others_say() -> None:
    again = part(TE1, id="TE-2", result="failed")
    assert [fault.node.id for fault in found(tests=[TE1, again])] == ["TE-2"]


def test_one_proof_is_enough_beside_a_test_that_was_not_run() -> None:
    assert found(tests=[TE1, part(TE1, id="TE-2", result="not_run")]) == ()


def test_no_test_at_all_leaves_a_control_unproved() -> None:
    assert texts(found(tests=[])) == ["no test verifies control C-1 'signed library'"]


def test_a_control_that_is_left_out_on_purpose_lowers_nothing() -> None:
    (fault,) = found(controls=[part(C1, not_provided="no keyboard")])
    assert fault.cause is Cause.CONTROL
    assert fault.text == "control C-1 'signed library' is left out on purpose"


@pytest.mark.parametrize("locus", ["user_deployed", "transferred"])
def test_a_control_of_others_has_to_be_told_instead_of_tested(locus: str) -> None:
    (fault,) = found(tests=[], controls=[part(C1, locus=locus)])
    assert fault.text.endswith("is for others to keep up, is not proved by a test, and no labeling tells them")
    duty = {"id": "D-1", "duty": "keep the pumps apart", "party": "hospital", "controls": ["C-1"]}
    assert found(tests=[], controls=[part(C1, locus=locus)], responsibilities=[duty]) == ()


def test_a_control_of_others_that_failed_a_test_is_not_saved_by_its_labeling() -> None:
    assert texts(found(tests=[part(TE1, result="failed")], controls=[part(C1, locus="transferred")]))


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, ""),
        ({"valid_until": "2026-06-01"}, ""),
        ({"valid_until": "2026-05-31"}, "only speaks for the time until 2026-05-31"),
        ({"collected": "2026-06-02"}, "only speaks for the time from 2026-06-02"),
        ({"valid_from": "2026-07-01"}, "only speaks for the time from 2026-07-01"),
    ],
)
def test_evidence_speaks_for_its_period(changed: dict[str, Any], wrong: str) -> None:
    _, trace, _ = built(evidence=[part(EVIDENCE, **changed)])
    assert objection(trace.nodes["evidence", "EV-1"], AS_OF) == wrong


def test_a_test_whose_evidence_has_all_expired_proves_nothing() -> None:
    (fault,) = found(evidence=[part(EVIDENCE, valid_until="2026-05-31")])
    assert fault.text.endswith(
        "rests on evidence EV-1 'test report', which only speaks for the time until 2026-05-31"
    )


def test_only_evidence_has_a_period() -> None:
    _, trace, _ = built()
    assert objection(trace.nodes["harm", "H-1"], AS_OF) == ""


def test_a_node_without_a_name_is_said_by_its_id() -> None:
    _, trace, _ = built()
    assert said(trace.nodes["harm", "H-1"]) == "harm H-1 'overdose'"
