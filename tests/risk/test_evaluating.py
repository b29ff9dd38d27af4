# SPDX-License-Identifier: Apache-2.0
"""Every risk on a day: where it stands, in which order, in whose words."""

from typing import Any

import msgspec
import pytest

from compliance.dossiers import AS_OF, finding, part
from medward.dossier.model.keeping import RiskState
from medward.risk.evaluating import evaluate
from medward.risk.model import Standing
from risk.pumps import AFTER, TE1, built, only, report, risk

HIGH = part(AFTER, exploitability="high")


def test_the_worst_stands_first_and_then_severity_exploitability_and_id() -> None:
    risks = [
        risk(id="RK-2"),
        risk(id="RK-1"),
        risk(id="RK-5", after=None),
        risk(id="RK-3", after=HIGH),
        risk(id="RK-4", after=part(HIGH, exploitability="very_high")),
    ]
    assert [line.id for line in report(risks=risks).risks] == ["RK-4", "RK-3", "RK-5", "RK-1", "RK-2"]


def test_what_is_above_the_criteria_stays_so_whatever_opens_it_again() -> None:
    line = only(finding(), risks=[risk(after=HIGH)])
    assert line.standing is Standing.NOT_ACCEPTABLE
    assert line.chains


def test_what_opens_a_risk_goes_before_what_is_unknown() -> None:
    line = only(finding(), risks=[risk(after=None)])
    assert line.standing is Standing.REOPENED


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        ({}, RiskState.CONTROLLED),
        ({"risks": [risk(after=HIGH)]}, RiskState.UNCONTROLLED),
        ({"risks": [risk(after=HIGH, benefit_risk="no other pump")]}, RiskState.UNKNOWN),
        ({"risks": [risk(after=None)]}, RiskState.UNKNOWN),
        ({"tests": [part(TE1, result="failed")]}, RiskState.UNKNOWN),
    ],
    ids=["acceptable", "above", "outweighed", "unassessed", "open again"],
)
def test_fdas_words_follow_from_where_a_risk_stands(keys: dict[str, Any], state: RiskState) -> None:
    # FDA, Postmarket Management of Cybersecurity in Medical Devices, 28 December 2016, section VII
    assert only(**keys).fda is state


def test_without_being_told_of_findings_nothing_is_acceptable() -> None:
    dossier, trace, _ = built()
    (line,) = evaluate(dossier, trace, AS_OF).risks
    assert line.standing in {Standing.REOPENED, Standing.UNKNOWN}


def test_a_report_can_be_written_down_as_it_is() -> None:
    written = msgspec.json.decode(msgspec.json.encode(report(finding())))
    assert written["risks"][0]["standing"] == "reopened"
    assert written["as_of"] == "2026-06-01"


def test_evaluating_twice_gives_the_same() -> None:
    assert report(finding()) == report(finding())
