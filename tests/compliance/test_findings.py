# SPDX-License-Identifier: Apache-2.0
"""Findings with what the dossier knows about them, what matters first."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import (
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
from medward.advisories.model import Finding, Severity
from medward.compliance.findings import lines, worst_score
from medward.compliance.model import FindingLine

LOW_VECTOR = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"
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


def listed(*findings: Finding, triage: list[dict[str, Any]] | None = None) -> tuple[FindingLine, ...]:
    """The lines of findings against `tls` (can end in catastrophe), `ui` (minor) and `loose` (nobody knows)."""
    made = dossier(
        releases=[RELEASE],
        architecture={"processes": PROCESSES},
        threats=THREATS,
        hazardous_situations=SITUATIONS,
        harms=HARMS,
        triage=triage or [],
    )
    found = inventory(component("tls"), component("ui"), component("loose"))
    return lines(context(made, read(made, found, matched(found, *findings)), database=database()))


def order(*findings: Finding, triage: list[dict[str, Any]] | None = None) -> list[str]:
    return [line.finding.vulnerability for line in listed(*findings, triage=triage)]


def scored(vector: str | None, ref: str = "tls", vulnerability: str = "CVE-2026-1") -> Finding:
    severities = (Severity("CVSS_V3", vector),) if vector else ()
    return finding(ref, vulnerability, severities=severities)


def test_a_line_names_the_component_the_release_and_the_node() -> None:
    (line,) = listed(finding("tls"))
    assert (line.component_name, line.component_version) == ("acme-tls", "1.0")
    assert (line.release, line.release_version) == ("R-1", "1.0")
    assert line.node == "finding:R-1/sbom.cdx.json#tls:CVE-2026-1"
    assert line.reach.worst_severity == "catastrophic"


def test_what_needs_somebody_goes_before_what_is_settled() -> None:
    settled, open_ = exploited("tls", "CVE-2026-1"), finding("ui", "CVE-2026-2")
    assert order(settled, open_, triage=[TRIAGE]) == ["CVE-2026-2", "CVE-2026-1"]


def test_known_to_be_exploited_goes_before_the_worst_harm() -> None:
    assert order(finding("tls", "CVE-2026-1"), exploited("ui", "CVE-2026-2")) == ["CVE-2026-2", "CVE-2026-1"]


def test_the_worst_harm_goes_before_the_score() -> None:
    harmful, loud = scored(LOW_VECTOR, "tls", "CVE-2026-1"), finding("ui", "CVE-2026-2")
    assert order(loud, harmful) == ["CVE-2026-1", "CVE-2026-2"]


def test_the_score_decides_where_the_harm_is_equal() -> None:
    assert order(scored(LOW_VECTOR, "tls", "CVE-2026-1"), finding("tls", "CVE-2026-2")) == [
        "CVE-2026-2",
        "CVE-2026-1",
    ]


def test_a_harm_that_nobody_linked_stands_with_the_serious_ones() -> None:
    assert order(finding("ui", "CVE-1"), finding("loose", "CVE-2"), finding("tls", "CVE-3")) == [
        "CVE-3",
        "CVE-2",
        "CVE-1",
    ]


def test_a_score_that_nobody_published_stands_with_the_high_ones() -> None:
    findings = (scored(LOW_VECTOR, "tls", "CVE-1"), scored(None, "tls", "CVE-2"), finding("tls", "CVE-3"))
    assert order(*findings) == ["CVE-3", "CVE-2", "CVE-1"]


def test_names_decide_what_is_equal_otherwise() -> None:
    assert order(finding("tls", "CVE-2"), finding("tls", "CVE-1")) == ["CVE-1", "CVE-2"]


def test_the_reason_of_the_rank_is_told() -> None:
    (line,) = listed(exploited("tls"))
    assert line.rank == (
        "known to be exploited; nobody has decided about it; can reach a harm that is catastrophic through "
        "P-MOTOR; CVSS base score 9.8"
    )


def test_what_nobody_knows_is_told_in_the_rank() -> None:
    (line,) = listed(scored(None, "loose"))
    assert line.rank == (
        "nobody has decided about it; no process is said to run the component; no CVSS 3 score is published"
    )
    assert line.score is None


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


def test_the_worst_of_several_published_scores_counts() -> None:
    both = finding(
        severities=(Severity("CVSS_V3", LOW_VECTOR), Severity("CVSS_V3", finding().severities[0].vector))
    )
    assert worst_score(both) == 9.8
    assert worst_score(finding(severities=(Severity("Ubuntu", "high"),))) is None


def test_without_a_database_there_are_no_lines() -> None:
    made = dossier(releases=[RELEASE])
    assert lines(context(made, read(made, inventory(component())))) == ()


def test_the_risks_that_the_decision_names_count_for_the_harm() -> None:
    made = dossier(
        releases=[RELEASE],
        hazardous_situations=SITUATIONS,
        harms=HARMS,
        risks=[{"id": "RI-1", "title": "wrong dose", "hazardous_situations": ["HS-1"]}],
        triage=[part(TRIAGE, risks=["RI-1"])],
    )
    found = inventory(component("tls"))
    (line,) = lines(context(made, read(made, found, matched(found, finding())), database=database()))
    assert line.reach.worst_severity == "catastrophic"
    assert "can reach a harm that is catastrophic; CVSS" in line.rank


@given(st.permutations([("tls", "CVE-1"), ("ui", "CVE-2"), ("loose", "CVE-3"), ("tls", "CVE-4")]))
def test_the_order_does_not_depend_on_that_of_the_matches(given_order: list[tuple[str, str]]) -> None:
    assert order(*(finding(*one) for one in given_order)) == ["CVE-1", "CVE-4", "CVE-3", "CVE-2"]
