# SPDX-License-Identifier: Apache-2.0
"""How bad the harm is that something can end in."""

from typing import Any

from compliance.dossiers import THREAT, context, dossier, part
from medward.compliance import severity
from medward.dossier.model.risk import Severity

HARMS = [{"id": f"HA-{one}", "name": one, "severity": one} for one in Severity]
SITUATIONS = [
    {"id": "HS-1", "name": "wrong limits", "harms": ["HA-minor", "HA-serious"]},
    {"id": "HS-2", "name": "no alarm", "harms": ["HA-catastrophic"]},
    {"id": "HS-3", "name": "nothing follows"},
]


def of_risk(**risk: Any) -> Severity | None:
    threats = [part(THREAT, leads_to=["HS-2"])]
    risks = [{"id": "RI-1", "title": "a risk", **risk}]
    at = context(dossier(harms=HARMS, hazardous_situations=SITUATIONS, threats=threats, risks=risks))
    return severity.of_risk(at.trace.nodes["risk", "RI-1"], at.trace)


def test_severities_are_ordered_from_least_to_worst() -> None:
    assert [severity.order(one) for one in Severity] == [0, 1, 2, 3, 4]
    assert severity.worst([Severity.MINOR, Severity.CRITICAL, Severity.SERIOUS]) is Severity.CRITICAL
    assert severity.worst([]) is None


def test_the_worst_harm_of_the_linked_situations_counts() -> None:
    assert of_risk(hazardous_situations=["HS-1"]) is Severity.SERIOUS


def test_the_situations_of_its_threats_count_for_a_risk() -> None:
    assert of_risk(hazardous_situations=["HS-1"], threats=["T-007"]) is Severity.CATASTROPHIC


def test_what_the_assessments_state_counts_too() -> None:
    before = {"exploitability": "low", "severity": "critical"}
    assert of_risk(hazardous_situations=["HS-1"], before=before) is Severity.CRITICAL


def test_where_nothing_is_linked_nobody_has_said() -> None:
    assert of_risk() is None
    assert of_risk(hazardous_situations=["HS-3"]) is None


def test_situations_and_harms_are_each_named_once() -> None:
    threats = [part(THREAT, leads_to=["HS-2"])]
    risks = [{"id": "RI-1", "title": "a risk", "threats": ["T-007"], "hazardous_situations": ["HS-2"]}]
    at = context(dossier(harms=HARMS, hazardous_situations=SITUATIONS, threats=threats, risks=risks))
    found = severity.situations(at.trace.nodes["risk", "RI-1"], at.trace)
    assert [node.id for node in found] == ["HS-2"]
    assert [node.id for node in severity.harms([*found, *found], at.trace)] == ["HA-catastrophic"]
