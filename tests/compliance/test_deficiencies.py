# SPDX-License-Identifier: Apache-2.0
"""Deficiencies that reviewers write letters about: the example pump with one of them each, and what catches it.

Each row breaks one thing in a copy of the dossier. The requirement that is named must stand no better than before,
must not be met, and must name the part that was broken.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compliance.dossiers import component, context, database, inventory, matched, read
from medward.base.problems import ProblemsError
from medward.compliance.context import Context
from medward.compliance.model import Status, Verdict
from medward.compliance.verdicts import of_requirement
from medward.dossier import load
from medward.dossier.model import Dossier
from medward.packs import shipped_pack

PUMP = Path(__file__).parents[2] / "examples" / "infusion-pump"
FDA = shipped_pack("fda-premarket-cybersecurity")
Change = Callable[[dict[str, Any]], None]


@cache
def pump() -> str:
    return load(PUMP).dossier.model_dump_json(exclude_none=True)


def changed(change: Change) -> Dossier:
    """The pump's dossier after one change."""
    data: dict[str, Any] = json.loads(pump())
    change(data)
    return Dossier.model_validate_json(json.dumps(data))


def verdict(requirement: str, at: Context) -> Verdict:
    (asked,) = (one for one in FDA.requirements if one.id == requirement)
    return of_requirement(FDA, asked, at)


def part(data: dict[str, Any], key: str, name: str) -> dict[str, Any]:
    (found,) = (one for one in data[key] if one["id"] == name)
    assert isinstance(found, dict)
    return found


def out_of_step(data: dict[str, Any]) -> None:
    data["architecture"]["interfaces"].append(
        {"id": "I-NEW", "name": "New radio", "on": "P-COMMS", "medium": "bluetooth", "direction": "both"}
    )


def forgotten_threat(data: dict[str, Any]) -> None:
    out_of_step(data)


def untraced(data: dict[str, Any]) -> None:
    part(data, "threats", "T-001")["leads_to"] = []


def unassessed(data: dict[str, Any]) -> None:
    for risk in data["risks"]:
        risk["threats"] = [one for one in risk.get("threats", []) if one != "T-001"]


def no_view_of_many_patients(data: dict[str, Any]) -> None:
    data["views"] = [one for one in data["views"] if one["view_kind"] != "multi_patient_harm"]


def no_support_dates(data: dict[str, Any]) -> None:
    data["component_support"] = []


def weak_penetration_report(data: dict[str, Any]) -> None:
    for one in data["tests"]:
        if one["test_kind"] == "penetration":
            one["penetration"] = {"results": "nothing was found"}


def unjudged_anomaly(data: dict[str, Any]) -> None:
    data["anomalies"][0].pop("assessment", None)
    data["anomalies"][0]["security_impact"] = "unknown"


def trusted_hospital(data: dict[str, Any]) -> None:
    for zone in data["architecture"]["zones"]:
        if zone["id"] == "Z-CLINICAL-NET":
            zone["trust"] = "trusted"


@pytest.mark.parametrize(
    ("change", "requirement", "named"),
    [
        (out_of_step, "app2.interfaces-shown", "I-NEW"),
        (forgotten_threat, "va1.interfaces", "I-NEW"),
        (untraced, "va1.harm", "T-001"),
        (unassessed, "va2.threats", "T-001"),
        (no_view_of_many_patients, "vb2.b", ""),
        (weak_penetration_report, "vc.penetration.scope", ""),
        (weak_penetration_report, "vc.penetration.independence", ""),
        (unjudged_anomaly, "va5.assessed", ""),
        (trusted_hospital, "iv.b.worst-case", "Z-CLINICAL-NET"),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_the_deficiency_is_caught_and_named(change: Change, requirement: str, named: str) -> None:
    whole = verdict(requirement, context(changed(lambda _: None)))
    found = verdict(requirement, context(changed(change)))
    assert found.status in {Status.NOT_MET, Status.UNKNOWN}
    texts = [link.text for link in found.broken]
    if named:
        assert any(named in text for text in texts), texts
    assert set(texts) - {link.text for link in whole.broken} or whole.status is not found.status


def test_a_probability_is_refused_before_anything_is_judged(tmp_path: Path) -> None:
    for path in PUMP.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(PUMP)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    risks = tmp_path / "risks.yaml"
    text = risks.read_text(encoding="utf-8")
    risks.write_text(text.replace("    title:", "    probability: remote\n    title:", 1), encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"risks\.yaml:\d+.*dossier\.probability"):
        load(tmp_path)


def test_an_sbom_without_support_dates_is_caught() -> None:
    given = changed(no_support_dates)
    at = context(given, read(given, inventory(component()), file=given.releases[0].sboms[0].file))
    assert verdict("va4.end-of-support", at).status is Status.NOT_MET
    assert verdict("va4.support-level", at).status is Status.NOT_MET


def test_a_stale_list_of_vulnerabilities_is_caught() -> None:
    given, found = changed(lambda _: None), inventory(component())
    report = matched(found)
    doubted = tuple(replace(one, doubt="OSV PyPI, which could not be renewed") for one in report.components)
    statuses = []
    for said in (report, replace(report, components=doubted)):
        sbom = read(given, found, said, file=given.releases[0].sboms[0].file)
        statuses.append(verdict("va4.covered", context(given, sbom, database=database())).status)
    assert statuses == [Status.MET, Status.UNKNOWN]
