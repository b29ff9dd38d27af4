# SPDX-License-Identifier: Apache-2.0
"""Facts on risk: the method, the criteria, the hand-over to safety."""

from typing import Any

import pytest

from compliance.dossiers import THREAT, context, dossier, fact, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

LEVELS = ("very_low", "low", "medium", "high", "very_high")
SEVERITIES = ("negligible", "minor", "serious", "critical", "catastrophic")
METHOD: dict[str, Any] = {
    "description": "exploitability by severity",
    "exploitability": dict.fromkeys(LEVELS, "as written"),
    "acceptance": [{"severity": severity, "acceptable_up_to": "medium"} for severity in SEVERITIES],
    "approved": "2026-01-01",
}
RISK: dict[str, Any] = {
    "id": "RI-1",
    "title": "wrong dose",
    "before": {"exploitability": "high", "severity": "critical"},
    "after": {"exploitability": "low", "severity": "critical"},
}
HARMS = [{"id": f"HA-{severity}", "name": severity, "severity": severity} for severity in SEVERITIES]
SITUATIONS = [{"id": f"HS-{severity}", "name": severity, "harms": [f"HA-{severity}"]} for severity in SEVERITIES]


def on(name: str, *risks: dict[str, Any], method: dict[str, Any] | None = METHOD) -> Outcome:
    given: dict[str, Any] = {"harms": HARMS, "hazardous_situations": SITUATIONS, "risks": list(risks)}
    given |= {"threats": [part(THREAT, leads_to=["HS-catastrophic"])]}
    return fact(name, context(dossier(**given, **({"risk_method": method} if method else {}))))


METHOD_COMPLETE = "risks.method_complete"


def test_described_judged_and_approved_is_met() -> None:
    assert on(METHOD_COMPLETE).status is Status.MET


def test_without_a_method_it_is_not_met() -> None:
    assert on(METHOD_COMPLETE, method=None).reason == "the dossier has no risk method"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"exploitability": {**METHOD["exploitability"], "high": "?"}},
            "the risk method does not say what the exploitability high means",
        ),
        (
            {"acceptance": METHOD["acceptance"][:-1]},
            "the risk method has no acceptance criterion for the severity catastrophic",
        ),
        ({"approved": None}, "the risk method is not approved"),
        ({"approved": "2026-06-02"}, "the risk method is not approved"),
    ],
)
def test_what_is_missing_is_told(changed: dict[str, Any], said: str) -> None:
    outcome = on(METHOD_COMPLETE, method=part(METHOD, **changed))
    assert outcome.status is Status.NOT_MET
    assert [link.text for link in outcome.broken] == [said]


EVERY_RISK_WITHIN_CRITERIA = "risks.every_risk_within_criteria"


def test_up_to_the_criterion_is_within() -> None:
    at_the_limit = part(RISK, after={"exploitability": "medium", "severity": "critical"})
    assert on(EVERY_RISK_WITHIN_CRITERIA, RISK, part(at_the_limit, id="RI-2")).status is Status.MET


def test_above_it_is_told_with_both_levels() -> None:
    above = part(RISK, after={"exploitability": "high", "severity": "critical"})
    outcome = on(EVERY_RISK_WITHIN_CRITERIA, above)
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == (
        "risk RI-1 'wrong dose' is above the acceptance criteria with its controls (high × critical)"
    )


def test_above_it_with_a_benefit_risk_argument_is_met_unless_nobody_wrote_it() -> None:
    above = part(RISK, after={"exploitability": "high", "severity": "critical"})
    assert (
        on(EVERY_RISK_WITHIN_CRITERIA, {**above, "benefit_risk": "there is no other therapy"}).status is Status.MET
    )
    assert on(EVERY_RISK_WITHIN_CRITERIA, {**above, "benefit_risk": "?"}).status is Status.NOT_MET


def test_a_severity_for_which_nothing_is_acceptable_is_never_within() -> None:
    strict = part(METHOD, acceptance=[{"severity": severity} for severity in SEVERITIES])
    least = part(RISK, after={"exploitability": "very_low", "severity": "negligible"})
    assert on(EVERY_RISK_WITHIN_CRITERIA, least, method=strict).status is Status.NOT_MET


def test_a_risk_that_is_not_assessed_with_its_controls_is_told() -> None:
    outcome = on(EVERY_RISK_WITHIN_CRITERIA, part(RISK, after=None))
    assert outcome.broken[0].mend == "Assess the risk with its controls"


def test_without_criteria_nobody_knows() -> None:
    assert on(EVERY_RISK_WITHIN_CRITERIA, RISK, method=None).status is Status.UNKNOWN
    some = part(METHOD, acceptance=[{"severity": "minor", "acceptable_up_to": "high"}])
    outcome = on(EVERY_RISK_WITHIN_CRITERIA, RISK, method=some)
    assert outcome.reason == "the risk method has no acceptance criterion for the severity critical"


def test_without_risks_nobody_knows() -> None:
    assert on(EVERY_RISK_WITHIN_CRITERIA).status is Status.UNKNOWN


TRANSFERRED_TO_SAFETY = "risks.transferred_to_safety"
ANSWERED = {"safety_id": "SR-1", "date": "2026-02-01", "outcome": "accepted"}
LOOSE = {"id": "RI-1", "title": "wrong dose"}


def test_a_risk_of_serious_harm_with_an_answer_is_met() -> None:
    assert on(TRANSFERRED_TO_SAFETY, part(RISK, transfer=ANSWERED)).status is Status.MET


def test_one_that_was_not_handed_over_is_told() -> None:
    outcome = on(TRANSFERRED_TO_SAFETY, RISK)
    assert outcome.status is Status.NOT_MET
    assert "was not handed to safety risk management" in outcome.broken[0].text


@pytest.mark.parametrize("answer", [None, "?"])
def test_one_without_an_answer_is_told(answer: str | None) -> None:
    outcome = on(TRANSFERRED_TO_SAFETY, part(RISK, transfer=part(ANSWERED, outcome=answer)))
    assert outcome.broken[0].mend_id == "risk.transfer.outcome"


@pytest.mark.parametrize(("severity", "asked"), [("minor", False), ("serious", True), ("catastrophic", True)])
def test_the_harm_of_a_linked_situation_counts(severity: str, asked: bool) -> None:
    outcome = on(TRANSFERRED_TO_SAFETY, {**LOOSE, "hazardous_situations": [f"HS-{severity}"]})
    assert (outcome.status is Status.NOT_MET) == asked


def test_the_harm_of_a_threat_counts_too() -> None:
    assert on(TRANSFERRED_TO_SAFETY, {**LOOSE, "threats": ["T-007"]}).status is Status.NOT_MET


def test_a_risk_of_which_nobody_said_the_harm_is_unknown() -> None:
    outcome = on(TRANSFERRED_TO_SAFETY, LOOSE)
    assert outcome.reason == "nobody has said in which harm these risks can end: RI-1"
    beside = on(TRANSFERRED_TO_SAFETY, LOOSE, part(RISK, id="RI-2", transfer=ANSWERED))
    assert beside.status is Status.UNKNOWN


def test_without_risks_nobody_knows_transferred_to_safety() -> None:
    assert on(TRANSFERRED_TO_SAFETY).status is Status.UNKNOWN
