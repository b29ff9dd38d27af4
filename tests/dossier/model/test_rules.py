# SPDX-License-Identifier: Apache-2.0
"""Rules between the keys of one part: each breaks on what it forbids and holds for what lies beside it."""

import datetime as dt
from pathlib import Path

import pytest
from pydantic import ValidationError

from dossier.samples import problems_of, said
from medward.dossier.model.deciding import Scope
from medward.dossier.model.keeping import Triage
from medward.dossier.model.risk import Threat

THREAT = "threats: [{id: T, title: t, description: d, %s}]"
TRIAGE = "triage: [{id: X, vulnerability: CVE-1, component: a@1, reason: r, author: a, date: 2026-02-03, %s}]"
TEST = "tests: [{id: TE, title: t, result: passed, test_kind: %s}]"
ANOMALY = "anomalies: [{id: A, title: t, %s}]"
VIEW = "views: [{id: V, title: t, view_kind: global_system, %s}]"
PLAN = "plans: [{id: P, title: t, plan_kind: patching, text: t, %s}]"
RELEASE = "releases: [{id: R, version: v, status: current, date: 2026-02-03, %s}]"
METRIC = "metrics: [{id: M, method: m, metric_kind: time_from_patch_to_deployment, %s}]"
METHOD = "risk_method: {description: d, exploitability: {}, acceptance: [%s]}"
SUPPORT = "component_support: [{component: a@1, level: abandoned, source: s}, {component: %s}]"
DOCUMENT = "documents: [{id: D, title: t, document_kind: metrics, approved: 2026-02-03, %s}]"
ANSWERED = "{question: XAVN, answer: yes}"
TOPIC = "{topic: personnel, text: a}"
ZONES = "architecture: {zones: [{id: A, name: a, trust: trusted, %s}, {id: B, name: b, trust: trusted, %s}]}"

BROKEN = [
    (THREAT % "status: not_applicable", "threats[0].reason", "needs"),
    (THREAT % "status: transferred", "threats[0].reason", "needs"),
    (TRIAGE % "status: not_affected", "triage[0].justification", "needs"),
    (TRIAGE % "status: fixed, justification: component_not_present", "triage[0].justification", "needs"),
    (TRIAGE % "status: fixed, expires: 2026-02-02", "triage[0].expires", "order"),
    (TRIAGE % "status: fixed, aware: 2026-02-04", "triage[0].date", "order"),
    (TRIAGE % "status: fixed, carried_on: 2026-02-02", "triage[0].carried_on", "order"),
    (TRIAGE % "status: fixed, scope: release", "triage[0].release", "needs"),
    (TRIAGE % f"status: fixed, rubric: [{ANSWERED}, {ANSWERED}]", "triage[0].rubric", "duplicate"),
    (
        TRIAGE % "status: fixed, handling: {told: 2026-02-04, fixed: 2026-02-03}",
        "triage[0].handling.fixed",
        "order",
    ),
    (TEST % "vulnerability, penetration: {scope: all}", "tests[0].penetration", "needs"),
    (ANOMALY % "disposition: deferred", "anomalies[0].plan", "needs"),
    (VIEW % "text: t, omitted: because", "views[0].omitted", "needs"),
    (PLAN % "approved: 2026-02-03, review_by: 2026-02-02", "plans[0].review_by", "order"),
    (
        PLAN % f"elements: [{TOPIC}, {TOPIC}]",
        "plans[0].elements",
        "duplicate",
    ),
    (RELEASE % "supported_until: 2026-02-02", "releases[0].supported_until", "order"),
    (METRIC % "period_from: 2026-02-03, period_until: 2026-02-02", "metrics[0].period_until", "order"),
    (
        METHOD % "{severity: minor}, {severity: minor}",
        "risk_method.acceptance",
        "duplicate",
    ),
    (SUPPORT % "a@1, level: abandoned, source: t", "component_support", "duplicate"),
    (DOCUMENT % "review_by: 2026-02-02", "documents[0].review_by", "order"),
    ("device: {connectivity: [none, wifi]}", "device.connectivity", "needs"),
    (ZONES % ("inside: A", ""), "architecture.zones", "circle"),
    (ZONES % ("inside: B", "inside: A"), "architecture.zones", "circle"),
]
FINE = [
    THREAT % "status: not_applicable, reason: r",
    THREAT % "status: accepted",
    TRIAGE % "status: not_affected, justification: component_not_present",
    TRIAGE % "status: under_investigation, expires: 2026-02-03",
    TEST % "penetration, penetration: {scope: all}",
    TEST % "penetration",
    ANOMALY % "disposition: deferred, plan: p",
    ANOMALY % "disposition: open",
    VIEW % "omitted: because",
    PLAN % "elements: [{topic: personnel, text: a}, {topic: patch_timeline, text: b}]",
    RELEASE % "supported_until: 2026-02-03",
    METHOD % "{severity: minor}, {severity: serious}",
    SUPPORT % "a@2, level: abandoned, source: t",
    "device: {connectivity: [none]}",
    ZONES % ("inside: B", ""),
]


@pytest.mark.parametrize(("text", "key", "rule"), BROKEN)
def test_a_broken_rule_is_reported_at_the_key_that_mends_it(
    tmp_path: Path, text: str, key: str, rule: str
) -> None:
    assert said(problems_of(tmp_path, text)) == [f"more.yaml:1 {key} dossier.{rule}"]


@pytest.mark.parametrize("text", FINE)
def test_what_lies_beside_a_rule_is_fine(tmp_path: Path, text: str) -> None:
    assert problems_of(tmp_path, text) == ()


@pytest.mark.parametrize("until", ["valid_until: 2026-02-02", "valid_from: 2026-03-01, valid_until: 2026-02-10"])
def test_evidence_is_valid_from_when_it_was_collected_unless_it_says_so(tmp_path: Path, until: str) -> None:
    evidence = "evidence: [{id: E, title: t, evidence_kind: scan, file: files/a, collector: c, digest: "
    text = f"{evidence}sha256:{'0' * 64}, collected: 2026-02-03, {until}}}]"
    assert "dossier.order" in [problem.code for problem in problems_of(tmp_path, text)]


def test_every_broken_rule_of_one_part_is_said(tmp_path: Path) -> None:
    text = TRIAGE % "status: not_affected, expires: 2026-01-01"
    assert said(problems_of(tmp_path, text)) == [
        "more.yaml:1 triage[0].justification dossier.needs",
        "more.yaml:1 triage[0].expires dossier.order",
    ]


def test_a_rule_holds_for_values_made_in_code_too() -> None:
    with pytest.raises(ValidationError, match="the key 'reason' is missing: the threat's status is 'transferred'"):
        Threat.model_validate({"id": "T", "title": "t", "description": "d", "status": "transferred"})


def test_a_long_chain_of_zones_is_looked_at_once(tmp_path: Path) -> None:
    zones = [f"{{id: Z-{number}, name: z, trust: trusted, inside: Z-{number + 1}}}" for number in range(3_000)]
    closed = [*zones, "{id: Z-3000, name: z, trust: trusted, inside: Z-2999}"]
    (problem,) = problems_of(tmp_path, f"architecture: {{zones: [{', '.join(closed)}]}}")
    assert problem.code == "dossier.circle"


MADE = {
    "id": "X",
    "vulnerability": "CVE-1",
    "component": "a@1",
    "status": "fixed",
    "reason": "r",
    "author": "a",
    "date": "2026-02-03",
}
FACTS = "{release: R, component: pkg:npm/a, known_exploited: no, rating: high, nearest: network}"
FAMILY = "triage: [{id: X, vulnerability: CVE-1, component: %s, reason: r, author: a, date: 2026-02-03, %s}]"


@pytest.mark.parametrize(
    ("component", "rest", "key"),
    [
        ("'pkg:npm/%40a/b@1.0'", f"basis: {FACTS}", "component"),
        ("a@1", f"basis: {FACTS}", "component"),
        ("pkg:npm/%40a/b", "status: fixed", "basis"),
    ],
)
def test_a_decision_for_a_family_names_a_package_without_version_and_keeps_its_facts(
    component: str, rest: str, key: str, tmp_path: Path
) -> None:
    status = "" if "status" in rest else "status: fixed, "
    found = problems_of(tmp_path, FAMILY % (component, f"{status}scope: family, {rest}"))
    assert [(problem.key, problem.code) for problem in found] == [(f"triage[0].{key}", "dossier.needs")]


def test_a_scope_that_is_left_out_follows_from_the_release() -> None:
    assert Triage.model_validate(MADE).speaks_for is Scope.COMPONENT
    assert Triage.model_validate({**MADE, "release": "R"}).speaks_for is Scope.RELEASE


def test_a_decision_for_one_release_speaks_for_no_other() -> None:
    with pytest.raises(ValidationError, match="a decision for one release speaks for that alone"):
        Triage.model_validate({**MADE, "release": "R", "scope": "component"})


def test_a_decision_is_known_from_the_day_on_which_it_was_carried() -> None:
    carried = Triage.model_validate({**MADE, "carried_on": "2026-05-01"})
    assert carried.known_from == dt.date(2026, 5, 1)
