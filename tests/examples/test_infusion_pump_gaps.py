# SPDX-License-Identifier: Apache-2.0
"""Every gap that was planted in the example is found, by requirement and by id, and nothing else is not met."""

import datetime as dt
from pathlib import Path

import pytest

from medward.compliance.assessment import assess
from medward.compliance.model import Assessment, Status
from medward.dossier import Loaded
from medward.packs import asked_by_default

GUIDANCE = "fda-premarket-cybersecurity"

GAPS = {
    "app4.1d": {"libarchive13", "electron", "ip 2.0.1", "six", "MCU hardware", "Battery gauge"},
    "app4.1f": {"T-003"},
    "va.residual": {"R-013", "R-018"},
    "va.risk-transfer": {"C-042"},
    "va1.decided": {"T-044", "T-045"},
    "va2.transfer": {"R-013"},
    "va2.foreseeable": {"libarchive13", "electron", "ip 2.0.1"},
    "va2.kev": {"electron"},
    "va4.ntia": {"FreeRTOS-Kernel", "libkmod2"},
    "va4.support-level": {"six", "MCU hardware", "Battery gauge"},
    "va4.end-of-support": {"six", "MCU hardware", "Battery gauge", "lwIP"},
    "va4.unsupported": {"six", "MCU hardware", "Battery gauge"},
    "va4.identified": {"terminology-tables", "MotionControl", "Battery gauge"},
    "va4.kev": {"electron"},
    "va4.assessment": {"libarchive13", "electron", "ip 2.0.1"},
    "va5.assessed": {"AN-006"},
    "va5.rationale": {"AN-006"},
    "va6.time-to-deploy": {"M-TIME-TO-DEPLOY"},
    "app1.d": {"C-016"},
    "app2.paths": {"F-12", "F-14"},
    "app2.ports": {"I-GW-HL7", "I-DOCK-DEBUG"},
    "app2.components": {"P-DOCK", "P-UPDSERVER", "P-ANALYTICS", "P-SIGNING"},
    "vc.requirements": {"SR-007", "SR-019"},
    "vc.mitigation": {"C-004", "C-016", "C-018"},
    "vc.release": {"REL-3.3.0"},
    "vc.penetration.duration": {"TE-061"},
    "vib.disclosure": {"PL-DISCLOSURE"},
    "viic1.disclosure": {"PL-DISCLOSURE"},
    "viid.vulnerabilities": {"libarchive13", "electron", "ip 2.0.1"},
    "viid.sbom": {"FreeRTOS-Kernel"},
}
"""Requirement of the guidance → what its broken links must name."""

LAW = {
    "b1.disclosure": {"PL-DISCLOSURE"},
    "b2.assurance": {"T-003", "R-013", "R-018"},
    "b2b.urgent": {"libarchive13", "electron", "ip 2.0.1"},
}
"""The same for section 524B."""


def _broken(assessment: Assessment, framework: str) -> dict[str, str]:
    """Requirement → the texts of its broken links, for what is not met."""
    return {
        verdict.requirement: " | ".join(f"{link.text} {link.node}" for link in verdict.broken)
        for one in assessment.frameworks
        if one.id == framework
        for verdict in one.verdicts
        if verdict.status is Status.NOT_MET
    }


@pytest.mark.parametrize(("requirement", "named"), GAPS.items())
def test_a_planted_gap_is_found_and_named(pump_assessed: Assessment, requirement: str, named: set[str]) -> None:
    text = _broken(pump_assessed, GUIDANCE)[requirement]

    assert {one for one in named if one not in text} == set()


@pytest.mark.parametrize(("requirement", "named"), LAW.items())
def test_the_law_finds_the_same_gaps(pump_assessed: Assessment, requirement: str, named: set[str]) -> None:
    text = _broken(pump_assessed, "fda-524b")[requirement]

    assert {one for one in named if one not in text} == set()


def test_nothing_else_is_not_met(pump_assessed: Assessment) -> None:
    assert set(_broken(pump_assessed, GUIDANCE)) == set(GAPS)
    assert set(_broken(pump_assessed, "fda-524b")) == set(LAW)


def test_what_is_unknown_is_only_what_no_source_can_name(pump_assessed: Assessment) -> None:
    unknown = {
        verdict.requirement
        for one in pump_assessed.frameworks
        for verdict in one.verdicts
        if verdict.status is Status.UNKNOWN
    }

    assert unknown == {"va4.covered"}


def test_no_verdict_is_an_error_and_no_file_is_unreadable(pump_assessed: Assessment) -> None:
    verdicts = [verdict for one in pump_assessed.frameworks for verdict in one.verdicts]

    assert pump_assessed.problems == ()
    assert [verdict for verdict in verdicts if verdict.status is Status.ERROR] == []
    assert all(verdict.reason for verdict in verdicts)


def test_most_of_the_guidance_is_met_so_that_gaps_stand_out(pump_assessed: Assessment) -> None:
    (guidance,) = (one for one in pump_assessed.frameworks if one.id == GUIDANCE)
    met = [verdict for verdict in guidance.verdicts if verdict.status is Status.MET]

    assert len(met) * 3 > len(guidance.verdicts) * 2
    assert all(verdict.proofs for verdict in met)


def test_without_a_database_nothing_about_vulnerabilities_is_met(pump: Loaded, as_of: dt.date) -> None:
    assessment = assess(pump, None, asked_by_default(), as_of)
    status = {verdict.requirement: verdict.status for one in assessment.frameworks for verdict in one.verdicts}

    for requirement in ("va2.kev", "va4.kev", "va4.covered", "va2.foreseeable", "viid.vulnerabilities"):
        assert status[requirement] is Status.UNKNOWN, requirement


def test_the_overdue_plan_was_not_overdue_on_its_last_day(pump: Loaded, sample_database: Path) -> None:
    on_the_day = assess(pump, sample_database, asked_by_default(), dt.date(2026, 9, 15))
    after = assess(pump, sample_database, asked_by_default(), dt.date(2026, 9, 16))

    assert "vib.disclosure" not in _broken(on_the_day, GUIDANCE)
    assert "vib.disclosure" in _broken(after, GUIDANCE)


def test_the_readme_tells_every_gap(pump: Loaded) -> None:
    text = (pump.folder / "README.md").read_text("utf-8")
    told = {requirement for requirement in GAPS if f"`{requirement}`" in text}
    planted = {one for requirement in told for one in GAPS[requirement]}

    assert {one for names in GAPS.values() for one in names} <= planted
