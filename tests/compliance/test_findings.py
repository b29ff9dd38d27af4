# SPDX-License-Identifier: Apache-2.0
"""Findings with what the dossier knows about them, what matters first."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import (
    AS_OF,
    CRITICAL_VECTOR,
    RELEASE,
    THREAT,
    component,
    context,
    database,
    dossier,
    exploited,
    finding,
    inventory,
    matched,
    part,
    read,
)
from medward.advisories.epss import Epss
from medward.advisories.model import Finding, Severity
from medward.compliance.context import Context
from medward.compliance.findings import lines
from medward.compliance.model import FindingLine
from medward.dossier.model.keeping import RiskState
from medward.triage.deadlines import Deadline
from medward.triage.knowledge import Knowledge
from medward.triage.ordering import ordered

TRIAGE: dict[str, Any] = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": "pkg:pypi/acme-tls",
    "status": "affected",
    "risk_state": "controlled",
    "reason": "its input is checked first",
    "action": "update in 1.1",
    "author": "product security",
    "date": "2026-05-01",
}
HARMS = [
    {"id": "HA-1", "name": "overdose", "severity": "catastrophic"},
    {"id": "HA-2", "name": "delay", "severity": "minor"},
]
SITUATIONS = [
    {"id": "HS-1", "name": "wrong limits", "harms": ["HA-1"]},
    {"id": "HS-2", "name": "restart", "harms": ["HA-2"]},
]
PROCESSES = [
    {"id": "P-MOTOR", "name": "motor", "zone": "Z-1", "runs": ["pkg:pypi/acme-tls"]},
    {"id": "P-SCREEN", "name": "screen", "zone": "Z-1", "runs": ["pkg:pypi/acme-ui"]},
]
THREATS = [
    part(THREAT, id="T-1", threatens=["P-MOTOR"], leads_to=["HS-1"]),
    part(THREAT, id="T-2", threatens=["P-SCREEN"], leads_to=["HS-2"]),
]


def told(found: Context, knowledge: Knowledge | None = None) -> tuple[FindingLine, ...]:
    return lines(found, ordered(found.trace, found.as_of, knowledge))


def context_of(*findings: Finding, triage: list[dict[str, Any]] | None = None) -> Context:
    """A device with findings against `tls` (can end in catastrophe), `ui` (minor) and `loose` (nobody knows)."""
    made = dossier(
        releases=[RELEASE],
        architecture={"processes": PROCESSES},
        threats=THREATS,
        hazardous_situations=SITUATIONS,
        harms=HARMS,
        triage=triage or [],
    )
    found = inventory(component("tls"), component("ui"), component("loose"))
    return context(made, read(made, found, matched(found, *findings)), database=database())


def listed(*findings: Finding, triage: list[dict[str, Any]] | None = None) -> tuple[FindingLine, ...]:
    return told(context_of(*findings, triage=triage))


def scored(vector: str | None, ref: str = "tls", vulnerability: str = "CVE-2026-1") -> Finding:
    severities = (Severity("CVSS_V3", vector),) if vector else ()
    return finding(ref, vulnerability, severities=severities)


def test_a_line_names_the_component_the_release_and_the_node() -> None:
    (line,) = listed(finding("tls"))
    assert (line.component_name, line.component_version) == ("acme-tls", "1.0")
    assert (line.release, line.release_version) == ("R-1", "1.0")
    assert line.node == "finding:R-1/sbom.cdx.json#tls:CVE-2026-1"
    assert line.reach.worst_severity == "catastrophic"


def test_the_order_is_that_of_triage() -> None:
    found = (
        exploited("tls", "CVE-1"),
        finding("ui", "CVE-2"),
        finding("loose", "CVE-3"),
        scored(None, "tls", "CVE-4"),
    )
    made = context_of(*found)
    said = [line.node for line in told(made)]
    assert said == [one.node.name for one in ordered(made.trace, made.as_of)]
    assert [name.rpartition(":")[2] for name in said] == ["CVE-1", "CVE-4", "CVE-3", "CVE-2"]


def test_the_reason_of_the_rank_is_told() -> None:
    (line,) = listed(exploited("tls"))
    assert line.rank == (
        "known to be exploited since 2026-06-01 (CISA KEV); nobody has decided about it; "
        "exploitability very high; can reach a harm that is catastrophic through P-MOTOR; "
        "SSVC supplier: immediate; no EPSS score is known; CVSS 9.8 in this device, 9.8 as published"
    )


def test_what_nobody_knows_is_told_and_taken_for_the_worse() -> None:
    (line,) = listed(scored(None, "loose"))
    assert "no process is said to run the component" in line.rank
    assert line.rank.endswith("no CVSS score is published, which is not a low one")
    assert (line.score, line.vector, line.steps) == (None, "", ())
    assert "no process is said to run the component, so nobody knows what reaches it" in line.assumed
    assert line.epss is None
    assert line.risk.state is RiskState.UNKNOWN


def test_what_to_do_is_told_with_its_day() -> None:
    (line,) = listed(finding("tls"), triage=[part(TRIAGE, risk_state="uncontrolled")])
    assert line.action == "Tell customers, put interim controls in place and fix it (fixed in 2.0)"
    assert line.deadline == Deadline(AS_OF - dt.timedelta(days=1), "30 days after 2026-05-01, to tell customers")
    assert line.risk.state is RiskState.UNCONTROLLED


def test_without_a_day_of_learning_no_day_is_made_up() -> None:
    (line,) = listed(finding("tls"))
    assert (line.action, line.deadline) == ("Decide about it (fixed in 2.0)", None)


def test_the_score_is_the_one_in_this_device_with_its_derivation() -> None:
    (line,) = listed(finding("tls"))
    assert (line.score, line.vector) == (9.8, f"{CRITICAL_VECTOR}/CR:H/IR:H/AR:H")
    assert line.steps[0] == "runs only in P-MOTOR"
    assert "no flow is written for P-MOTOR, so nobody knows what reaches it" in line.assumed


def test_what_sources_forecast_is_told_with_its_day() -> None:
    scores = {"CVE-2026-0001": Epss("CVE-2026-0001", 0.1, 0.5, dt.date(2026, 5, 30), "v1")}
    (line,) = told(context_of(finding("tls", "CVE-2026-0001")), Knowledge(epss=scores))
    assert line.epss is not None
    assert (line.epss.percentile, line.epss.day) == (0.5, dt.date(2026, 5, 30))


def test_ssvc_tells_every_outcome_that_is_still_possible() -> None:
    (line,) = listed(finding("tls"))
    assert line.priority.table == "supplier"
    assert line.priority.worst == "immediate"
    assert "exploitation" in line.priority.unknown


def test_the_decision_is_given_with_its_author_and_action() -> None:
    (line,) = listed(finding("tls"), triage=[TRIAGE])
    assert line.decision is not None
    assert (line.decision.id, line.decision.status, line.decision.action) == ("TR-1", "affected", "update in 1.1")
    assert not line.decision.expired
    assert not line.open


@pytest.mark.parametrize(
    ("changed", "is_open", "said"),
    [
        ({}, False, "its risk is controlled"),
        ({"risk_state": "uncontrolled"}, True, "its risk is not controlled"),
        ({"risk_state": "unknown"}, True, "nobody has said whether its risk is controlled"),
        ({"status": "fixed"}, False, "it is decided not to affect the device, or fixed"),
        ({"status": "under_investigation"}, True, "it is still under investigation"),
        ({"expires": "2026-05-31"}, True, "the decision about it has expired"),
        ({"reason": "?"}, True, "the decision about it has no reason"),
    ],
)
def test_a_finding_is_open_until_its_risk_is_controlled_or_it_is_closed(
    changed: dict[str, Any], is_open: bool, said: str
) -> None:
    (line,) = listed(finding("tls"), triage=[part(TRIAGE, **changed)])
    assert line.open is is_open
    assert said in line.rank
    assert line.decision is not None
    assert line.decision.expired is ("expires" in changed)


def test_without_a_database_there_are_no_lines() -> None:
    made = dossier(releases=[RELEASE])
    assert told(context(made, read(made, inventory(component())))) == ()


def test_the_risks_that_the_decision_names_count_for_the_harm() -> None:
    made = dossier(
        releases=[RELEASE],
        hazardous_situations=SITUATIONS,
        harms=HARMS,
        risks=[{"id": "RI-1", "title": "wrong dose", "hazardous_situations": ["HS-1"]}],
        triage=[part(TRIAGE, risks=["RI-1"])],
    )
    found = inventory(component("tls"))
    (line,) = told(context(made, read(made, found, matched(found, finding())), database=database()))
    assert line.reach.worst_severity == "catastrophic"
    assert "can reach a harm that is catastrophic; SSVC" in line.rank
