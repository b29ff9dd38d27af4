# SPDX-License-Identifier: Apache-2.0
"""Medward's own dossier: true to the repository in which it lies, and honest about what is missing."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from medward.compliance.model import Assessment, Status
from medward.dossier import Loaded
from medward.dossier.model.parts import Answer
from medward.dossier.model.proof import TestKind, TestResult

ROOT = Path(__file__).resolve().parents[2]


def test_it_says_that_medward_is_no_medical_device(own: Loaded) -> None:
    device = own.dossier.device

    assert device.cyber_device.contains_software is Answer.NO
    assert "not a medical device" in device.markets[0].device_class
    assert "13485" in device.intended_use


def test_the_law_on_cyber_devices_does_not_apply(own_assessed: Assessment) -> None:
    (law,) = (one for one in own_assessed.frameworks if one.id == "fda-524b")

    assert {verdict.status for verdict in law.verdicts} == {Status.NOT_APPLICABLE}


def test_every_requirement_is_implemented_at_a_path_that_exists(own: Loaded) -> None:
    missing = {
        requirement.id: requirement.implementation
        for requirement in own.dossier.requirements
        if not (ROOT / str(requirement.implementation)).exists()
    }

    assert missing == {}


def test_every_test_that_names_a_module_names_one_that_exists(own: Loaded) -> None:
    named = {test.id: test.tool.removeprefix("pytest ") for test in own.dossier.tests if test.tool}

    assert named
    assert {one for one, path in named.items() if not (ROOT / path).is_file()} == set()


def test_a_result_is_stated_only_where_a_run_was_recorded(own: Loaded) -> None:
    recorded = _recorded(own.folder / "files/evidence/tests.junit.xml")
    for test in own.dossier.tests:
        if test.result is TestResult.NOT_RUN:
            assert test.evidence == ()
        else:
            module = str(test.tool).removeprefix("pytest ")
            assert test.evidence == ("E-TESTS",)
            assert recorded[module] == (test.result.value, str(test.date)), module


def test_no_penetration_test_is_claimed(own: Loaded) -> None:
    results = {test.result for test in own.dossier.tests if test.test_kind is TestKind.PENETRATION}

    assert results == {TestResult.NOT_RUN}


def test_the_policy_in_the_dossier_is_the_policy_of_the_repository(own: Loaded) -> None:
    assert (own.folder / "files/SECURITY.md").read_bytes() == (ROOT / "SECURITY.md").read_bytes()


def test_labeling_points_to_documents_that_exist(own: Loaded) -> None:
    for item in own.dossier.labeling:
        document = str(item.location).partition(",")[0]
        assert (ROOT / document).exists(), item.id


def test_every_threat_is_decided_and_assessed_in_a_risk(own_assessed: Assessment) -> None:
    status = _status(own_assessed)

    assert status["va1.decided"] is Status.MET
    assert status["va2.threats"] is Status.MET
    assert status["va1.interfaces"] is Status.MET


def test_no_file_is_unreadable_and_no_verdict_is_an_error(own_assessed: Assessment) -> None:
    assert own_assessed.problems == ()
    assert Status.ERROR not in _status(own_assessed).values()


@pytest.mark.parametrize(
    "requirement", ["app4.6", "vc.penetration", "app4.1", "vib.personnel", "app4.3b", "va.risk-transfer"]
)
def test_what_the_project_does_not_have_stays_visible(own_assessed: Assessment, requirement: str) -> None:
    assert _status(own_assessed)[requirement] is Status.NOT_MET


def test_no_component_has_a_known_vulnerability_in_the_sample(own_assessed: Assessment) -> None:
    assert own_assessed.findings == ()


def test_texts_name_no_person_and_no_machine(own: Loaded) -> None:
    for path in sorted(own.folder.rglob("*")):
        if path.suffix in {".yaml", ".md", ".csv"}:
            assert not re.search(r"(?i)/home/|/work/|@\w+\.\w+", path.read_text("utf-8")), path.name


def _status(assessment: Assessment) -> dict[str, Status]:
    return {verdict.requirement: verdict.status for one in assessment.frameworks for verdict in one.verdicts}


def _recorded(path: Path) -> dict[str, tuple[str, str]]:
    """Module → result and day of the recorded run; empty where none was recorded."""
    if not path.exists():
        return {}
    return {
        str(suite.get("name")): (_result(suite), str(suite.get("timestamp"))[:10])
        for suite in ET.fromstring(path.read_text("utf-8")).iter("testsuite")  # noqa: S314 - our own file
    }


def _result(suite: ET.Element) -> str:
    failed = int(str(suite.get("failures"))) + int(str(suite.get("errors")))
    return "failed" if failed or suite.get("tests") == "0" else "passed"
