# SPDX-License-Identifier: Apache-2.0
"""The example dossier of the infusion pump: complete enough for a hard reviewer, and every file of it real."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from medward.base.canonical import digest_file
from medward.dossier import Loaded
from medward.dossier.model import Dossier
from medward.dossier.model.architecture import Medium
from medward.dossier.model.keeping import LabelingTopic, PlanTopic, ViewKind
from medward.dossier.model.proof import TestKind, TestMethod
from medward.dossier.model.risk import ControlCategory, Locus
from medward.inventory import read

PARTS = {
    "zones": 9,
    "actors": 11,
    "processes": 19,
    "stores": 12,
    "interfaces": 20,
    "flows": 56,
    "assets": 15,
    "harms": 9,
    "hazardous_situations": 10,
    "threats": 98,
    "risks": 37,
    "controls": 43,
    "requirements": 49,
    "tests": 62,
    "anomalies": 6,
    "evidence": 36,
}
"""What the README of the example says that it holds."""

SBOMS = {
    "files/sbom/pump-3.2.2.spdx.json": ("SPDX", "2.3", 81),
    "files/sbom/gateway-3.2.2.cdx.json": ("CycloneDX", "1.6", 81),
    "files/sbom/editor-3.2.2.cdx.xml": ("CycloneDX", "1.6", 41),
}


def test_it_loads_without_a_problem_and_has_a_digest(pump: Loaded) -> None:
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", pump.digest)


@pytest.mark.parametrize(("kind", "number"), PARTS.items())
def test_it_holds_as_many_parts_as_its_readme_says(pump: Loaded, kind: str, number: int) -> None:
    dossier = pump.dossier
    found = getattr(dossier.architecture, kind, None) or getattr(dossier, kind)

    assert len(found) == number
    assert str(number) in (pump.folder / "README.md").read_text("utf-8")


@pytest.mark.parametrize(("file", "expected"), SBOMS.items())
def test_every_sbom_is_read_whole(pump: Loaded, file: str, expected: tuple[str, str, int]) -> None:
    inventory = read(pump.folder / file)

    assert (inventory.format, inventory.spec_version, len(inventory.all_components)) == expected
    assert inventory.notes == ()
    assert inventory.timestamp
    assert inventory.authors


def test_the_sboms_of_the_release_are_the_ones_that_lie_there(pump: Loaded) -> None:
    named = {sbom.file for release in pump.dossier.releases for sbom in release.sboms}
    there = {str(path.relative_to(pump.folder)) for path in (pump.folder / "files/sbom").iterdir()}

    assert named == there == set(SBOMS)


def test_every_dependency_of_an_sbom_leads_to_a_component_of_it(pump: Loaded) -> None:
    for file in SBOMS:
        inventory = read(pump.folder / file)
        refs = set(inventory.by_ref())
        assert {end for link in inventory.relationships for end in (link.source, link.target)} <= refs
        needed = {link.target for link in inventory.relationships}
        assert refs - needed == ({inventory.primary.ref} if inventory.primary else set()), file


def test_every_file_of_evidence_is_used_and_every_piece_is_shown_somewhere(pump: Loaded) -> None:
    dossier = pump.dossier
    files = {piece.file for piece in dossier.evidence}
    there = {str(path.relative_to(pump.folder)) for path in (pump.folder / "files/evidence").iterdir()}
    backed: list[Any] = [*dossier.tests, *dossier.triage, *dossier.plans, *dossier.metrics, *dossier.views]
    backed += [*dossier.documents, *dossier.labeling, *dossier.risks]
    shown = {piece for part in backed for piece in part.evidence}

    assert files == there
    assert shown == {piece.id for piece in dossier.evidence}


def test_digests_are_those_of_the_files(pump: Loaded) -> None:
    for piece in pump.dossier.evidence:
        assert piece.digest == digest_file(pump.folder / piece.file), piece.id


def test_structured_evidence_is_what_its_name_says(pump: Loaded) -> None:
    for path in sorted((pump.folder / "files/evidence").iterdir()):
        text = path.read_text("utf-8")
        match "".join(path.suffixes[-1:]):
            case ".json":
                assert json.loads(text)
            case ".xml" | ".svg":
                assert ET.fromstring(text).tag  # noqa: S314 - our own files
            case ".csv":
                assert len({line.count(",") for line in text.splitlines() if '"' not in line}) == 1, path.name
            case _:
                assert len(text) > 0


def test_the_recorded_system_test_has_the_results_that_the_dossier_states(pump: Loaded) -> None:
    recorded = _junit(pump.folder / "files/evidence/system-test-3.2.2.junit.xml")
    stated = {test.id: test.result for test in pump.dossier.tests if "E-SYSTEM-TEST" in test.evidence}

    assert recorded == stated


def test_the_mitigation_report_has_the_results_that_the_dossier_states(pump: Loaded) -> None:
    text = (pump.folder / "files/evidence/mitigation-tests-3.2.2.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if "| TE-" in line]
    stated = {test.id: test.result for test in pump.dossier.tests if "E-MITIGATION-REPORT" in test.evidence}

    assert {row[0]: row[-1] for row in rows} == stated


def test_every_vocabulary_of_the_guidance_is_covered(pump: Loaded) -> None:
    dossier = pump.dossier

    assert {control.category for control in dossier.controls} == set(ControlCategory)
    assert {control.locus for control in dossier.controls} == set(Locus)
    assert {test.test_kind for test in dossier.tests} == set(TestKind)
    assert {method for test in dossier.tests for method in test.methods} == set(TestMethod)
    assert {view.view_kind for view in dossier.views} == set(ViewKind)
    assert {item.topic for item in dossier.labeling} == set(LabelingTopic)
    assert {element.topic for plan in dossier.plans for element in plan.elements} == set(PlanTopic)


def test_debug_and_service_ports_are_among_the_interfaces(pump: Loaded) -> None:
    mediums = Counter(interface.medium for interface in pump.dossier.architecture.interfaces)

    assert mediums[Medium.DEBUG] == 3
    assert mediums[Medium.USB] == 1
    assert mediums[Medium.SERIAL] == 2


def test_every_component_that_a_process_threat_or_decision_names_is_in_an_sbom(pump: Loaded) -> None:
    known = {name for file in SBOMS for name in _names(pump.folder / file)}
    named = _named(pump.dossier)

    assert {text for text in named if _plain(text) not in known} == set()


def test_no_person_and_no_real_company_makes_the_device(pump: Loaded) -> None:
    roles = {triage.author for triage in pump.dossier.triage} | {plan.owner or "" for plan in pump.dossier.plans}

    assert pump.dossier.device.manufacturer == "Example Medical"
    assert all(re.match(r"(Product|Patch|Head|Quality)", role) for role in roles)


def _junit(path: Path) -> dict[str, str]:
    cases = ET.fromstring(path.read_text("utf-8")).iter("testcase")  # noqa: S314 - our own file
    return {
        str(case.get("name")).split()[0]: "passed" if case.find("failure") is None else "failed" for case in cases
    }


def _names(sbom: Path) -> set[str]:
    """Everything by which the components of an SBOM can be named, package URLs without version and qualifiers."""
    components = read(sbom).all_components
    return {_plain(one.purl) for one in components if one.purl} | {
        f"{one.name}@{one.version}" for one in components
    }


def _plain(text: str) -> str:
    return re.sub(r"(?<=.)@[^@/]*$", "", text.partition("?")[0]) if text.startswith("pkg:") else text


def _named(dossier: Dossier) -> set[str]:
    parts: list[Any] = [*dossier.architecture.processes]
    named = {text for part in parts for text in part.runs}
    named |= {text for threat in dossier.threats for text in threat.components}
    named |= {triage.component for triage in dossier.triage}
    return named | {support.component for support in dossier.component_support}
