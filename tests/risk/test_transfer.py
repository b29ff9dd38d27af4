# SPDX-License-Identifier: Apache-2.0
"""Which security risks enter the safety risk file, under which id, and what came back."""

from typing import Any

import pytest

from compliance.dossiers import part
from medward.dossier.model.risk import Severity
from medward.risk.model import Handed
from risk.pumps import AFTER, BEFORE, HARM, RISK, SITUATION, T1, only, report, risk, texts


def test_a_risk_that_was_handed_over_tells_its_id_and_what_came_back() -> None:
    line = only(hazardous_situations=[part(SITUATION, safety_id="HZ-14")]).transfer
    assert (line.handed, line.safety_id, str(line.day), line.outcome) == (
        Handed.ANSWERED,
        "RM-1",
        "2026-04-01",
        "accepted",
    )
    assert line.severity is Severity.CRITICAL
    assert line.situations == (("HS-1", "HZ-14"),)


@pytest.mark.parametrize("outcome", [None, "?"])
def test_without_an_answer_it_waits(outcome: str | None) -> None:
    line = only(risks=[risk(transfer=part(RISK["transfer"], outcome=outcome))]).transfer
    assert (line.handed, line.outcome) == (Handed.WAITING, "")


@pytest.mark.parametrize("transfer", [None, {"safety_id": "RM-1", "date": "2026-06-02"}])
def test_a_serious_risk_that_was_not_handed_over_by_the_day_is_missing(transfer: dict[str, Any] | None) -> None:
    line = only(risks=[risk(transfer=transfer)]).transfer
    assert (line.handed, line.safety_id) == (Handed.MISSING, "")


def test_a_risk_of_minor_harm_need_not_be_handed_over() -> None:
    mild = {"before": part(BEFORE, severity="minor"), "after": part(AFTER, severity="minor"), "transfer": None}
    assert only(harms=[part(HARM, severity="minor")], risks=[risk(**mild)]).transfer.handed is Handed.NOT_NEEDED


def test_whether_a_risk_without_any_harm_has_to_is_unknown() -> None:
    bare = risk(before=None, after=None, transfer=None)
    line = only(hazardous_situations=[part(SITUATION, harms=[])], risks=[bare]).transfer
    assert (line.handed, line.severity) == (Handed.UNKNOWN, None)


def test_a_serious_situation_that_safety_does_not_know_is_named() -> None:
    found = report(risks=[risk(transfer=None)]).situations
    (text,) = texts(found)
    assert text.startswith("hazardous situation HS-1 'too fast' can end in critical harm and was not handed over")


def test_a_situation_that_can_end_in_nobody_knows_what_is_named() -> None:
    found = report(risks=[risk(transfer=None)], hazardous_situations=[part(SITUATION, harms=[])]).situations
    assert "can end in a harm that nobody has linked" in found[0].text


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"risks": [risk(transfer=None)], "hazardous_situations": [part(SITUATION, safety_id="HZ-14")]},
        {"risks": [risk(transfer=None)], "harms": [part(HARM, severity="minor")]},
        {"risks": [], "threats": [part(T1, status="not_applicable", reason="no library")]},
    ],
    ids=["handed over", "known there", "minor", "not reached by security"],
)
def test_any_other_situation_is_not_named(keys: dict[str, Any]) -> None:
    assert report(**keys).situations == ()
