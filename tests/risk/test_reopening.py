# SPDX-License-Identifier: Apache-2.0
"""What opens a risk again, and the chain that says why."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import EVIDENCE, finding, part
from medward.dossier.model.keeping import RiskState
from medward.risk.model import Cause, Standing
from risk.pumps import DECISION, T1, TE1, only, report, risk, texts

PROCESS = {"id": "P-1", "name": "application", "zone": "Z-1", "runs": ["acme-tls@1.0"]}
ARCHITECTURE = {"zones": [{"id": "Z-1", "name": "pump", "trust": "trusted"}], "processes": [PROCESS]}
ANOMALY = {
    "id": "AN-1",
    "title": "a parser stops",
    "disposition": "accepted",
    "security_impact": "yes",
    "assessment": "it restarts in a second",
    "cwe": ["CWE-20"],
    "risks": ["RK-1"],
}


def test_nothing_opens_a_risk_in_order() -> None:
    line = only()
    assert (line.chains, line.standing, line.fda) == ((), Standing.ACCEPTABLE, RiskState.CONTROLLED)


def test_an_open_finding_on_a_component_of_a_threat_opens_the_risk_and_says_how() -> None:
    line = only(finding())
    (chain,) = line.chains
    assert line.standing is Standing.REOPENED
    assert chain.cause is Cause.FINDING
    assert [step.partition(":")[0] for step in chain.steps] == ["finding", "component", "threat", "risk"]
    assert chain.steps[2:] == ("threat:T-1", "risk:RK-1")
    assert chain.text == (
        "component acme-tls 1.0 has CVE-2026-1, about which nobody has decided; "
        "threat T-1 'rogue drug library' rests on it"
    )


def test_a_finding_on_a_component_of_no_threat_opens_nothing() -> None:
    assert only(finding("motor")).chains == ()


def test_a_finding_that_is_settled_opens_nothing() -> None:
    assert only(finding(), triage=[DECISION]).chains == ()


def test_a_decision_that_expired_opens_the_risk_again() -> None:
    line = only(finding(), triage=[part(DECISION, expires="2026-05-31")])
    assert [chain.cause for chain in line.chains] == [Cause.DECISION]
    assert "CVE-2026-1, whose decision has expired" in line.chains[0].text


def test_a_decision_that_names_the_risk_is_part_of_the_chain() -> None:
    made = part(DECISION, expires="2026-05-31", component="acme-motor@1.0", risks=["RK-1"])
    (chain,) = only(finding("motor", purl="pkg:pypi/acme-motor@1.0"), triage=[made]).chains
    assert chain.steps[-2:] == ("triage:TR-1", "risk:RK-1")
    assert chain.text.endswith("decision TR-1 adds it to the risk")


def test_an_uncontrolled_finding_makes_the_risk_uncontrolled() -> None:
    made = part(DECISION, status="affected", justification=None, risk_state="uncontrolled", action="update")
    line = only(finding(), triage=[made])
    assert line.fda is RiskState.UNCONTROLLED
    assert "whose risk was decided to be uncontrolled" in line.chains[0].text


def test_a_threat_that_names_no_component_rests_on_all_that_its_process_runs() -> None:
    aimed = part(T1, components=None, threatens=["P-1"])
    (chain,) = only(finding(), threats=[aimed], architecture=ARCHITECTURE).chains
    assert chain.text.endswith("threat T-1 'rogue drug library' is aimed at what runs it")


def test_a_threat_that_was_put_aside_opens_nothing() -> None:
    aside = part(T1, status="not_applicable", reason="there is no library")
    assert only(finding(), threats=[aside]).chains == ()


def test_an_unproved_control_opens_the_risk_again() -> None:
    (chain,) = only(tests=[part(TE1, result="failed")]).chains
    assert chain.steps == ("test:TE-1", "control:C-1", "risk:RK-1")
    assert (
        chain.text == "test TE-1 'unsigned library' of control C-1 'signed library' failed; the risk rests on it"
    )


def test_a_control_without_a_test_opens_the_risk_again() -> None:
    (chain,) = only(tests=[]).chains
    assert (chain.cause, chain.steps) == (Cause.TEST, ("control:C-1", "risk:RK-1"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"disposition": "open"}, "adds to the risk, and nothing is decided about it"),
        ({"security_impact": "unknown"}, "adds to the risk, and nobody knows its impact"),
    ],
)
def test_an_anomaly_that_nobody_has_judged_opens_the_risk_again(changed: dict[str, Any], said: str) -> None:
    (chain,) = only(anomalies=[part(ANOMALY, **changed)]).chains
    assert chain.text == f"anomaly AN-1 'a parser stops' {said}"


@pytest.mark.parametrize("changed", [{}, {"disposition": "fixed", "security_impact": "unknown"}])
def test_an_anomaly_that_is_judged_or_fixed_opens_nothing(changed: dict[str, Any]) -> None:
    assert only(anomalies=[part(ANOMALY, **changed)]).chains == ()


def test_an_anomaly_that_names_no_risk_opens_those_whose_control_its_test_proves() -> None:
    loose = part(ANOMALY, risks=None, disposition="open", found_by=["TE-1"])
    (chain,) = only(anomalies=[loose]).chains
    assert chain.cause is Cause.ANOMALY
    assert chain.steps == ("anomaly:AN-1", "test:TE-1", "control:C-1", "risk:RK-1")
    assert chain.text == (
        "anomaly AN-1 'a parser stops' was found by a test of control C-1 'signed library', names no risk, "
        "and nothing is decided about it"
    )


@pytest.mark.parametrize(
    "changed",
    [{"security_impact": "no"}, {"disposition": "fixed"}, {"disposition": "accepted"}, {"risks": ["RK-2"]}],
)
def test_one_that_is_harmless_settled_or_names_another_risk_opens_no_other(changed: dict[str, Any]) -> None:
    loose = part(ANOMALY, **{"risks": None, "disposition": "open", "found_by": ["TE-1"], **changed})
    found = report(anomalies=[loose], risks=[risk(), risk(id="RK-2")])
    assert [line.chains for line in found.risks if line.id == "RK-1"] == [()]


def test_evidence_of_the_risk_that_has_expired_opens_it_again() -> None:
    old = part(EVIDENCE, id="EV-2", valid_until="2026-05-31")
    (chain,) = only(evidence=[EVIDENCE, old], risks=[risk(evidence=["EV-2"])]).chains
    assert chain.cause is Cause.EVIDENCE
    assert chain.text.endswith("only speaks for the time until 2026-05-31; the risk rests on it")


def test_where_nobody_looked_for_findings_no_risk_is_acceptable() -> None:
    line = only(looked=False)
    assert (line.standing, line.reasons[-1]) == (Standing.UNKNOWN, "nobody looked for findings")


def test_where_nobody_looked_a_decision_that_expired_still_opens_its_risk() -> None:
    made = part(DECISION, expires="2026-05-31", risks=["RK-1"])
    assert texts(only(looked=False, triage=[made]).chains) == [
        "decision TR-1 about CVE-2026-1 expired on 2026-05-31 and adds to the risk"
    ]
    later = part(DECISION, id="TR-2", date="2026-05-20")
    assert only(looked=False, triage=[made, later]).chains == ()


CAUSES: dict[str, dict[str, Any]] = {
    "a failed test": {"tests": [part(TE1, result="failed")]},
    "expired evidence": {"evidence": [part(EVIDENCE, valid_until="2026-05-31")]},
    "an open anomaly": {"anomalies": [part(ANOMALY, disposition="open")]},
    "above the criteria": {
        "risks": [risk(after={"exploitability": "high", "severity": "critical", "rationale": "why"})]
    },
}
"""What can be wrong at the same time, each with keys of its own."""
ORDER = tuple(Standing)


@given(st.sets(st.sampled_from(sorted(CAUSES))), st.sampled_from(sorted(CAUSES)), st.integers(0, 1))
def test_one_more_cause_never_makes_a_risk_stand_better(causes: set[str], more: str, open_findings: int) -> None:
    findings = [finding()] * open_findings
    few, many = (
        only(*findings, **{key: value for cause in sorted(some) for key, value in CAUSES[cause].items()})
        for some in (causes, causes | {more})
    )
    assert ORDER.index(many.standing) >= ORDER.index(few.standing)
    assert len(many.chains) >= len(few.chains)
