# SPDX-License-Identifier: Apache-2.0
"""How bad the harm is that something can end in."""

from compliance.dossiers import part
from medward.dossier.model.risk import Severity
from medward.triage import harm
from triage.devices import THREAT, harmful, trace

RISK = {"id": "R-1", "title": "false program", "threats": ["T-1"]}


def test_severities_are_ordered_from_least_to_worst() -> None:
    assert sorted(Severity, key=harm.order) == list(Severity)


def test_the_worst_of_no_severities_is_none_and_not_the_least() -> None:
    assert harm.worst([]) is None
    assert harm.worst([Severity.MINOR, Severity.CRITICAL, Severity.SERIOUS]) is Severity.CRITICAL


def test_a_risk_ends_in_the_harms_of_its_threats() -> None:
    found = trace(**harmful(), risks=[RISK])
    assert harm.of_risk(found.nodes["risk", "R-1"], found) is Severity.CRITICAL


def test_a_risk_is_as_bad_as_its_assessments_state() -> None:
    stated = {**RISK, "threats": [], "before": {"exploitability": "low", "severity": "catastrophic"}}
    found = trace(**harmful(), risks=[stated])
    assert harm.of_risk(found.nodes["risk", "R-1"], found) is Severity.CATASTROPHIC


def test_the_situations_of_a_risk_count_beside_those_of_its_threats() -> None:
    keys = harmful()
    keys |= {
        "harms": [*keys["harms"], {"id": "H-2", "name": "death", "severity": "catastrophic"}],
        "hazardous_situations": [*keys["hazardous_situations"], {"id": "HS-2", "name": "stop", "harms": ["H-2"]}],
    }
    found = trace(**keys, risks=[{**RISK, "hazardous_situations": ["HS-2"]}])
    assert harm.of_risk(found.nodes["risk", "R-1"], found) is Severity.CATASTROPHIC


def test_situations_and_harms_are_each_named_once() -> None:
    found = trace(**harmful(), risks=[{**RISK, "hazardous_situations": ["HS-1"]}])
    situations = harm.situations(found.nodes["risk", "R-1"], found)
    assert [node.id for node in situations] == ["HS-1"]
    assert [node.id for node in harm.harms([*situations, *situations], found)] == ["H-1"]


def test_a_risk_without_links_or_assessments_has_no_severity() -> None:
    found = trace(**harmful(), risks=[{"id": "R-1", "title": "loose"}])
    assert harm.of_risk(found.nodes["risk", "R-1"], found) is None


def test_a_chain_says_how_a_threat_ends_in_harm() -> None:
    found = trace(**harmful())
    assert harm.chains(["T-1"], found) == (
        "T-1 'false program' leads to HS-1 'free flow', which can end in H-1 'overdose' (critical)",
    )


def test_a_threat_that_leads_to_no_harm_says_so() -> None:
    found = trace(threats=[part(THREAT, leads_to=None)])
    assert harm.chains(["T-1"], found) == ("T-1 'false program' leads to no harm that anybody has linked",)
