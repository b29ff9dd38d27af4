# SPDX-License-Identifier: Apache-2.0
"""Facts on risk: the method, the criteria, the hand-over to safety."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import (
    THREAT,
    component,
    context,
    database,
    dossier,
    fact,
    finding,
    inventory,
    matched,
    part,
    read,
)
from medward.advisories.model import Finding
from medward.compliance.context import Context
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome
from medward.compliance.risk_report import risk_report
from medward.risk.model import NEEDS_NOBODY
from risk import pumps

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
HIGH = part(pumps.AFTER, exploitability="high")


def at(*findings: Finding, looked: bool = True, **keys: object) -> Context:
    """The pump whose one risk is in order, with these keys in place of its own; a key that is None is left out."""
    made, found = dossier(**part(pumps.KEYS, **keys)), inventory(component("tls"))
    report = matched(found, *findings) if looked else None
    return context(made, read(made, found, report), database=database() if looked else None)


def within(*findings: Finding, looked: bool = True, **keys: object) -> Outcome:
    return fact(EVERY_RISK_WITHIN_CRITERIA, at(*findings, looked=looked, **keys))


def test_a_risk_in_order_is_within() -> None:
    outcome = within()
    assert (outcome.status, outcome.proofs[0].text) == (Status.MET, "1 risk looked at")


def test_above_it_is_told_with_both_levels() -> None:
    outcome = within(risks=[pumps.risk(after=HIGH)])
    assert outcome.status is Status.NOT_MET
    assert [(link.text, link.mend_id) for link in outcome.broken] == [
        (
            "risk RK-1 'rogue library' is above the acceptance criteria with its controls (high × critical)",
            "risk.acceptable",
        )
    ]


def test_above_it_with_a_benefit_risk_argument_is_met_unless_nobody_wrote_it() -> None:
    assert within(risks=[pumps.risk(after=HIGH, benefit_risk="no other therapy")]).status is Status.MET
    assert within(risks=[pumps.risk(after=HIGH, benefit_risk="?")]).status is Status.NOT_MET


def test_a_severity_for_which_nothing_is_acceptable_is_never_within() -> None:
    strict = pumps.method(acceptance=[{"severity": severity} for severity in SEVERITIES])
    least = pumps.risk(after=part(pumps.AFTER, exploitability="very_low", severity="negligible"))
    assert within(risk_method=strict, risks=[least]).status is Status.NOT_MET


@pytest.mark.parametrize(
    ("keys", "said", "mend_id"),
    [
        ({"risks": [pumps.risk(after=None)]}, "is not assessed with its controls", "risk.after"),
        (
            {"risks": [pumps.risk(after=part(pumps.AFTER, rationale=None))]},
            "is not known to be acceptable: nobody has written why it is assessed so with its controls",
            "risk.assessed",
        ),
        (
            {"risk_method": pumps.method(acceptance=[{"severity": "minor", "acceptable_up_to": "high"}])},
            "is not known to be acceptable: the method has no acceptance criterion for critical harm",
            "risk.assessed",
        ),
        (
            {"tests": [part(pumps.TE1, result="failed")]},
            (
                "is open again: test TE-1 'unsigned library' of control C-1 'signed library' failed; "
                "the risk rests on it"
            ),
            "risk.reopened",
        ),
    ],
)
def test_what_is_open_again_or_not_fully_assessed_is_unknown(
    keys: dict[str, Any], said: str, mend_id: str
) -> None:
    outcome = within(**keys)
    assert outcome.status is Status.UNKNOWN
    assert [(link.text, link.mend_id) for link in outcome.broken] == [
        (f"risk RK-1 'rogue library' {said}", mend_id)
    ]


def test_an_open_finding_on_what_a_threat_rests_on_leaves_it_unknown() -> None:
    outcome = within(finding())
    assert outcome.status is Status.UNKNOWN
    assert "component acme-tls 1.0 has CVE-2026-1, about which nobody has decided" in outcome.reason


def test_one_risk_above_the_criteria_is_no_whatever_is_not_known_of_others() -> None:
    risks = [pumps.risk(after=HIGH), pumps.risk(id="RK-2", after=None)]
    for looked in (True, False):
        outcome = within(risks=risks, looked=looked)
        assert outcome.status is Status.NOT_MET
        assert outcome.reason.startswith("2 of 2 risks: risk RK-1 'rogue library' is above")
        assert outcome.reason.endswith(", and 1 more")


def test_without_a_database_nobody_knows_what_opens_a_risk_again() -> None:
    outcome = within(looked=False)
    assert (outcome.status, outcome.broken) == (Status.UNKNOWN, ())
    assert outcome.reason.startswith("no advisory database was given")


def test_an_sbom_that_cannot_be_read_is_an_error_here_too() -> None:
    made = dossier(**part(pumps.KEYS, threats=[part(pumps.T1, components=None)]))
    assert fact(EVERY_RISK_WITHIN_CRITERIA, context(made, read(made, None))).status is Status.ERROR


def test_without_criteria_or_risks_nobody_knows() -> None:
    assert within(risk_method=None).reason == "the dossier has no risk method, so there are no criteria"
    assert within(risks=None).reason == "there is no risk, and an empty list proves nothing"


@given(
    after=st.none() | st.builds(part, st.just(pumps.AFTER), exploitability=st.sampled_from(LEVELS)),
    changed=st.sets(st.sampled_from(["rationale", "controls", "threats", "before", "benefit"])),
    failed=st.booleans(),
    looked=st.booleans(),
)
def test_it_is_met_exactly_where_medward_risk_says_that_nothing_is_left_to_do(
    after: dict[str, Any] | None, changed: set[str], failed: bool, looked: bool
) -> None:
    made = pumps.risk(after=after, **dict.fromkeys(changed & {"controls", "threats", "before"}))
    made |= {"benefit_risk": "no other therapy"} if "benefit" in changed else {}
    if after is not None and "rationale" in changed:
        made["after"] = part(after, rationale=None)
    asked = at(looked=looked, risks=[made], tests=[part(pumps.TE1, result="failed" if failed else "passed")])
    (line,) = risk_report(asked).risks
    assert (fact(EVERY_RISK_WITHIN_CRITERIA, asked).status is Status.MET) == (line.standing in NEEDS_NOBODY)


TRANSFERRED_TO_SAFETY = "risks.transferred_to_safety"
ANSWERED = {"safety_id": "SR-1", "date": "2026-02-01", "outcome": "accepted"}
LOOSE = {"id": "RI-1", "title": "wrong dose"}


def test_a_risk_of_serious_harm_with_an_answer_is_met() -> None:
    assert on(TRANSFERRED_TO_SAFETY, part(RISK, transfer=ANSWERED)).status is Status.MET


def test_one_that_was_not_handed_over_is_told() -> None:
    outcome = on(TRANSFERRED_TO_SAFETY, RISK)
    assert outcome.status is Status.NOT_MET
    assert "was not handed to safety risk management" in outcome.broken[0].text


@pytest.mark.parametrize("changed", [{"safety_id": "?"}, {"date": "2026-06-02"}])
def test_a_hand_over_without_an_id_or_after_the_day_is_none(changed: dict[str, str]) -> None:
    outcome = on(TRANSFERRED_TO_SAFETY, part(RISK, transfer=part(ANSWERED, **changed)))
    assert [link.mend_id for link in outcome.broken] == ["risk.transfer"]


def test_a_risk_of_minor_harm_waits_for_nobody() -> None:
    minor = {**LOOSE, "hazardous_situations": ["HS-minor"], "transfer": part(ANSWERED, outcome=None)}
    outcome = on(TRANSFERRED_TO_SAFETY, minor)
    assert outcome.reason == "no risk can end in a harm that is serious or worse"


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


OVERALL: dict[str, Any] = {
    "decision": "acceptable",
    "reason": "no two risks end in one harm",
    "risks": ["RI-1"],
    "author": "Risk board",
    "date": "2026-01-15",
}


def overall(**changed: Any) -> Outcome:
    written = part(OVERALL, **changed)
    return fact("risks.overall_judged", context(dossier(risks=[RISK], overall_risk=written)))


@pytest.mark.parametrize("decision", ["acceptable", "outweighed"])
def test_a_decision_on_all_residual_risks_together_is_met(decision: str) -> None:
    assert overall(decision=decision).status is Status.MET


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"decision": "not_acceptable"}, "judged to be not acceptable"),
        ({"reason": "?"}, "nobody has judged all residual risks together"),
        ({"date": "2099-01-01"}, "nobody has judged all residual risks together"),
        ({"risks": []}, "does not speak of RI-1"),
    ],
)
def test_one_that_leaves_something_out_or_says_no_is_not(changed: dict[str, Any], said: str) -> None:
    outcome = overall(**changed)
    assert outcome.status is Status.NOT_MET
    assert said in outcome.reason


def test_without_a_decision_on_all_of_them_it_is_not_met() -> None:
    assert fact("risks.overall_judged", context(dossier(risks=[RISK]))).status is Status.NOT_MET
