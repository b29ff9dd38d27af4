# SPDX-License-Identifier: Apache-2.0
"""What a risk file leaves out is named: controls, anomalies and threats that nobody has looked at."""

from typing import Any

import pytest

from compliance.dossiers import part
from medward.risk.model import Standing
from risk.pumps import C1, T1, report, risk, texts

ANOMALY = {
    "id": "AN-1",
    "title": "a parser stops",
    "disposition": "accepted",
    "security_impact": "no",
    "assessment": "no input from outside gets there",
    "cwe": ["CWE-20"],
}


def test_a_control_that_nobody_has_looked_at_for_new_risks_is_named() -> None:
    found = report(risks=[risk(new_risks=None)])
    assert texts(found.new_risks) == ["nobody has looked whether control C-1 brings new risks (risk RK-1)"]
    assert found.needs_somebody


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"risks": [risk(new_risks=None)], "controls": [part(C1, new_risks="a lost key")]},
        {"risks": [risk(new_risks=None, controls=[])]},
    ],
    ids=["the risk says it for all", "the control says it", "no control"],
)
def test_one_that_somebody_looked_at_is_not(keys: dict[str, Any]) -> None:
    assert report(**keys).new_risks == ()


def test_a_placeholder_is_not_looking() -> None:
    assert len(report(risks=[risk(new_risks="?")]).new_risks) == 1


def test_a_risk_that_a_control_introduces_has_to_be_closed_itself() -> None:
    # ISO 14971:2019, 7.5: risks arising from risk control measures
    lockout = part(risk(), id="RK-2", title="locked out at night", after=None)
    found = report(controls=[part(C1, introduces=["RK-2"])], risks=[risk(), lockout])
    assert texts(found.new_risks) == [
        "control C-1 'signed library' introduces risk RK-2 'locked out at night', which is unknown"
    ]
    closed = part(lockout, after=risk()["after"])
    assert report(controls=[part(C1, introduces=["RK-2"])], risks=[risk(), closed]).new_risks == ()


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"security_impact": "unknown"}, "nobody knows its security impact"),
        ({"assessment": None}, "is not assessed in words"),
        ({"assessment": "?"}, "is not assessed in words"),
        ({"cwe": []}, "names no weakness (CWE)"),
        ({"security_impact": "yes"}, "names no risk to which it adds"),
    ],
)
def test_an_unresolved_anomaly_says_what_its_assessment_lacks(changed: dict[str, Any], missing: str) -> None:
    found = report(anomalies=[part(ANOMALY, **changed)]).anomalies
    assert texts(found) == [f"anomaly AN-1 'a parser stops' is not resolved and {missing}"]


@pytest.mark.parametrize("changed", [{}, {"disposition": "fixed", "cwe": []}])
def test_one_that_is_assessed_or_fixed_is_not_named(changed: dict[str, Any]) -> None:
    assert report(anomalies=[part(ANOMALY, **changed)]).anomalies == ()


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("accepted", "holds, and no risk assesses it"),
        ("mitigated", "holds, and no risk assesses it"),
        ("proposed", "is not decided, and no risk assesses it"),
    ],
)
def test_a_threat_that_no_risk_assesses_leaves_the_whole_unknown(status: str, said: str) -> None:
    found = report(threats=[T1, part(T1, id="T-2", status=status)])
    assert texts(found.threats) == [f"threat T-2 'rogue drug library' {said}"]
    assert found.overall.standing is Standing.UNKNOWN


@pytest.mark.parametrize("status", ["not_applicable", "transferred"])
def test_a_threat_that_was_put_aside_with_a_reason_is_not_named(status: str) -> None:
    assert report(threats=[T1, part(T1, id="T-2", status=status, reason="none here")]).threats == ()
