# SPDX-License-Identifier: Apache-2.0
"""Each document tells what the dossier says of its subject, part by part, and marks what it does not say."""

import pytest

from medward.dossier.model.keeping import LabelingTopic, Party
from medward.dossier.model.proof import Disposition
from medward.dossier.model.proof import TestKind as Kind
from medward.dossier.model.risk import ThreatStatus
from medward.reports.document.tree import Figure, gaps
from medward.reports.package.documents import (
    architecture_views,
    customer_security_summary,
    cybersecurity_testing,
    decommissioning_guide,
    labeling,
    management_plans,
    measures_and_metrics,
    responsibility_agreement,
    risk_assessment,
    risk_management_report,
    sbom,
    security_guide,
    threat_model,
    traceability,
    unresolved_anomalies,
    vulnerability_assessment,
)
from reports.package.materials import empty, headings, pump, rows

DOSSIER = pump().dossier


def first(found: list[list[list[str]]]) -> list[str]:
    """What the first cell of each row begins with."""
    return [row[0][0] for row in found]


def test_every_threat_stands_under_its_decision() -> None:
    document = threat_model.write(pump())
    for caption, statuses in threat_model.SECTIONS:
        expected = [one.id for one in DOSSIER.threats if one.status in statuses]
        assert first(rows(document, caption)) == expected
    assert "Nobody has decided about" in gaps(document)[0]


def test_every_risk_is_told_before_and_after_its_controls_the_worst_first() -> None:
    told = rows(risk_assessment.write(pump()), "Risks, the worst first")
    assert first(told) == [one.id for one in pump().risks.risks]
    for row, line in zip(told, pump().risks.risks, strict=True):
        assert row[2][1] == f"Severity: {line.before.severity}" if line.before.severity else "Severity: !severity"
        assert row[5][0].lstrip("!") == line.standing.replace("_", " ")


def test_the_report_tells_the_residual_risk_and_the_hand_over_of_each_risk() -> None:
    document = risk_management_report.write(pump())
    assert len(rows(document, "Security risks and the safety risk file")) == len(DOSSIER.risks)
    assert headings(document)[:2] == ["Summary", "Residual risk"]


def test_every_component_has_its_support_or_is_marked() -> None:
    document = sbom.write(pump())
    read = [one.inventory for one in pump().context.sboms if one.inventory is not None]
    libraries = [one for found in read for one in found.all_components if one.kind == "library"]
    assert len(rows(document, "Components of ")) >= len(libraries) > 0
    assert any(row[3] == ["!level of support is not known"] for row in rows(document, "Components of "))


def test_without_a_database_vulnerabilities_are_unknown_and_never_none() -> None:
    missing = gaps(vulnerability_assessment.write(pump()))
    assert "No advisory database was asked, so known vulnerabilities are unknown" in missing
    assert "Findings are unknown" in missing


def test_only_anomalies_that_are_not_fixed_are_told() -> None:
    told = first(rows(unresolved_anomalies.write(pump()), "Anomalies that are not fixed"))
    assert told == [one.id for one in DOSSIER.anomalies if one.disposition is not Disposition.FIXED]


def test_every_threat_that_holds_has_a_chain_and_each_control_a_row_of_its_own() -> None:
    told = rows(traceability.write(pump()), "Chains")
    holding = {one.id for one in DOSSIER.threats if one.status is not ThreatStatus.NOT_APPLICABLE}
    assert {row[0][0] for row in told} == holding
    pairs = [(row[0][0], row[2][0]) for row in told]
    assert len(set(pairs)) == len(pairs)


def test_a_test_that_did_not_pass_is_marked_in_the_chain() -> None:
    told = " ".join(line for row in rows(traceability.write(pump()), "Chains") for line in row[4])
    assert "!failed" in told
    assert ": passed" in told


@pytest.mark.parametrize("kind", list(Kind))
def test_every_test_stands_under_its_kind(kind: Kind) -> None:
    told = rows(cybersecurity_testing.write(pump()), f"Tests: {kind.replace('_', ' ')}")
    assert first(told) == [one.id for one in DOSSIER.tests if one.test_kind is kind]


def test_every_view_is_drawn_with_its_tables() -> None:
    document = architecture_views.write(pump())
    figures = [one for one in document.blocks if isinstance(one, Figure)]
    assert [one.caption for one in figures] == [one.title for one in pump().views.drawings]
    assert all(one.wide and b"<svg" in one.svg for one in figures)


def test_every_topic_of_labeling_is_told_or_missing() -> None:
    told = {name for row in rows(labeling.write(pump()), "Told to users") for name in row[0][:1]}
    assert told == {one.id for one in DOSSIER.labeling}
    silent = [one for one in gaps(labeling.write(empty())) if one.startswith("Users are told nothing")]
    assert len(silent) == len(LabelingTopic)


def test_every_plan_and_every_metric_is_told_with_who_stands_for_it() -> None:
    plans = management_plans.write(pump())
    assert [one.title for one in DOSSIER.plans] == headings(plans)[: len(DOSSIER.plans)]
    metrics = measures_and_metrics.write(pump())
    assert {row[0][0] for kind in ("Share", "Time") for row in rows(metrics, kind)} == {
        one.id for one in DOSSIER.metrics
    }


def test_duties_are_divided_and_a_party_without_any_is_a_gap() -> None:
    document = responsibility_agreement.write(pump())
    for party in Party:
        told = first(rows(document, f"What the {party.replace('_', ' ')} does"))
        assert told == [one.id for one in DOSSIER.responsibilities if one.party is party]
    assert "No duty is given to the hospital" in gaps(responsibility_agreement.write(empty()))


def test_a_hospital_is_told_what_it_sets_up_and_what_a_unit_holds() -> None:
    own = [one.id for one in DOSSIER.controls if one.locus != "designed_in"]
    assert first(rows(security_guide.write(pump()), "Controls that depend on the hospital")) == own
    assert first(rows(decommissioning_guide.write(pump()), "Stores")) == [
        one.id for one in DOSSIER.architecture.stores
    ]


def test_a_customer_is_told_counts_and_no_threat_or_weakness() -> None:
    document = customer_security_summary.write(pump())
    told = " ".join(line for row in rows(document, "") for cell in row for line in cell)
    assert not [one.id for one in (*DOSSIER.threats, *DOSSIER.anomalies) if one.id in told.split()]
