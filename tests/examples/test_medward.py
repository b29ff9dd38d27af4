# SPDX-License-Identifier: Apache-2.0
"""Medward's own dossier: true to the repository in which it lies, and honest about what is missing."""

import datetime as dt
import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from examples import recording
from medward.compliance.model import Assessment, Status
from medward.dossier import Loaded
from medward.dossier.model.parts import Answer
from medward.dossier.model.proof import Test, TestKind, TestResult

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 24)
MISSING = {
    # nobody outside of the project has tried to break in
    "app4.4", "vc.penetration", "vc.penetration.independence", "vc.penetration.scope", "vc.penetration.duration",
    "vc.penetration.methods", "vc.penetration.results",
    # there is no device, so there is no safety risk management that could answer
    "va2.transfer",
    # nothing was released that could have a hash, and tools of developers hang on nothing in the SBOM
    "va4.ntia",
    # of some libraries nobody knows whether they are finished or left alone
    "app4.1d", "va4.support-level", "va4.end-of-support", "va4.unsupported",
    # gpg, which checks signatures, is the workplace's own program and stands in no SBOM of ours
    "app2.components",
    # binaries were not taken apart, and the advisories of the last scan were too old to deny anything
    "vc.vulnerability.composition", "vc.vulnerability.known",
}  # fmt: skip
"""What the pack asks, the project does not have, and the README tells."""
NOT_ASKED = {
    "va6.fielded", "va6.share", "va6.time-to-patch", "va6.time-to-deploy", "viic1.timeline", "viic1.disclosure",
    "viic1.updated", "viic2.related-systems", "viid.plan", "viid.vulnerabilities", "viid.sbom",
    "a.information", "b1.plan", "b1.disclosure", "b2.processes", "b2.assurance", "b2.related-systems", "b2a.cycle",
    "b2b.urgent", "b2.updatable", "b3.sbom", "b4.regulation", "c.test", "d.exemption",
}  # fmt: skip
"""What applies only to what is on the market, or is a cyber device."""


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
    modules = {test.id: str(test.tool).removeprefix("pytest ") for test in own.dossier.tests if _is_module(test)}

    assert modules
    assert {one for one, path in modules.items() if not (ROOT / path).is_file()} == set()


def test_a_result_is_stated_only_where_a_run_was_recorded(own: Loaded) -> None:
    recorded = {**_modules(own.folder), **_commands(own.folder), **_scan(own)}
    for test in own.dossier.tests:
        if test.result is TestResult.NOT_RUN:
            assert test.evidence == ()
        else:
            assert (test.result.value, str(test.date), *test.evidence) == recorded[str(test.tool)], test.id


def test_evidence_of_runs_holds_no_path_and_no_time(own: Loaded) -> None:
    for path in sorted((own.folder / "files/evidence").iterdir()):
        text = path.read_text("utf-8")
        assert str(ROOT) not in text, path.name
        assert not re.search(r"\d\d:\d\d:(?!00)\d\d|\d+\.\d+ ?s(econds)?\b", text), path.name


@pytest.mark.parametrize(
    ("newest", "counts", "result"),
    [
        ("2026-11-01", {}, "passed"),
        ("2026-08-25", {}, "passed"),
        ("2026-08-24", {}, "inconclusive"),
        (None, {}, "inconclusive"),
        ("2026-11-01", {"unidentified": 1}, "inconclusive"),
        ("2026-11-01", {"not_covered": 1}, "inconclusive"),
        ("2024-11-01", {"affected": 1}, "failed"),
    ],
)
def test_a_scan_passes_only_with_advisories_that_could_know(
    newest: str | None, counts: dict[str, int], result: str
) -> None:
    known = {"affected": 0, "not_affected": 9, "unidentified": 0, "not_covered": 0}
    report = {
        "database": {"sources": [{"newest": "2026-11-20"}, {"newest": newest}]},
        "sboms": [{"counts": known | counts}],
    }

    assert recording.judged(report, dt.date(2026, 11, 23)) == result


def test_a_scan_without_sources_says_nothing() -> None:
    counts = {"affected": 0, "not_affected": 0, "unidentified": 0, "not_covered": 0}

    assert recording.judged({"database": {"sources": []}, "sboms": [{"counts": counts}]}, DAY) == "inconclusive"


def test_a_run_without_tests_or_with_failures_did_not_pass() -> None:
    assert recording.Run(3, 0, 1).result == "passed"
    assert recording.Run(3, 1, 0).result == "failed"
    assert recording.Run(0, 0, 0).result == "failed"
    assert recording.Run(2, 0, 2).result == "failed"


def test_no_penetration_test_is_claimed(own: Loaded) -> None:
    results = {test.result for test in own.dossier.tests if test.test_kind is TestKind.PENETRATION}

    assert results == {TestResult.NOT_RUN}


def test_every_copy_of_a_document_is_what_the_repository_says(own: Loaded) -> None:
    copies = {
        piece.file: found[1]
        for piece in own.dossier.evidence
        for note in piece.notes
        if (found := recording.COPY.fullmatch(note))
    }

    assert "SECURITY.md" in copies.values()
    for copy, original in copies.items():
        assert (own.folder / copy).read_bytes() == (ROOT / original).read_bytes(), original


def test_the_index_of_security_lists_every_page_and_the_policy_leads_to_it() -> None:
    folder = ROOT / "docs/security"
    index = (folder / "README.md").read_text("utf-8")

    assert "docs/security/README.md" in (ROOT / "SECURITY.md").read_text("utf-8")
    assert [
        page.name for page in folder.iterdir() if page.name != "README.md" and f"]({page.name})" not in index
    ] == []


def test_a_place_that_labeling_names_is_a_heading_of_its_document(own: Loaded) -> None:
    for item in own.dossier.labeling:
        document, _, heading = str(item.location).partition(", ")
        text = (ROOT / document).read_text("utf-8")
        assert not heading or f"## {heading}\n" in text, item.id


def test_the_plan_promises_no_more_than_the_policy() -> None:
    policy = (ROOT / "SECURITY.md").read_text("utf-8")
    plan = (ROOT / "docs/security/vulnerability-management.md").read_text("utf-8")

    assert set(re.findall(r"within (\d+)", plan)) <= set(re.findall(r"\| (\d+) ", policy))
    assert "90 days" in policy
    assert "90 days" in plan


def test_every_anomaly_of_the_dossier_is_told_to_users(own: Loaded) -> None:
    page = (ROOT / "docs/security/known-anomalies.md").read_text("utf-8")

    assert {one.id for one in own.dossier.anomalies} == set(re.findall(r"^\| (AN-\d+) ", page, re.MULTILINE))


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


def test_what_the_project_does_not_have_stays_visible(own_assessed: Assessment) -> None:
    missing = {one for one, status in _status(own_assessed).items() if status is not Status.MET}

    assert missing - NOT_ASKED == MISSING


def test_no_component_has_a_known_vulnerability_in_the_sample(own_assessed: Assessment) -> None:
    assert own_assessed.findings == ()


def test_texts_name_no_person_and_no_machine(own: Loaded) -> None:
    for path in sorted(own.folder.rglob("*")):
        if path.suffix in {".yaml", ".md", ".csv"}:
            assert not re.search(r"(?i)/home/|/work/|@\w+\.\w+", path.read_text("utf-8")), path.name


def _status(assessment: Assessment) -> dict[str, Status]:
    return {verdict.requirement: verdict.status for one in assessment.frameworks for verdict in one.verdicts}


def _is_module(test: Test) -> bool:
    return str(test.tool).startswith("pytest ")


def _modules(folder: Path) -> dict[str, tuple[str, str, str]]:
    """Test modules → result, day and evidence of the recorded run."""
    suites = ET.fromstring((folder / "files/evidence/tests.junit.xml").read_text("utf-8"))  # noqa: S314 - our own file
    return {
        f"pytest {suite.get('name')}": (_result(suite), str(suite.get("timestamp"))[:10], "E-TESTS")
        for suite in suites.iter("testsuite")
    }


def _commands(folder: Path) -> dict[str, tuple[str, str, str]]:
    """Tools → the same."""
    record = json.loads((folder / "files/evidence/tools.json").read_text("utf-8"))
    return {run["command"]: (run["result"], record["day"], "E-TOOLS") for run in record["runs"]}


def _scan(own: Loaded) -> dict[str, tuple[str, str, str]]:
    """The match of the SBOM → the same, judged again from its report."""
    (piece,) = (one for one in own.dossier.evidence if one.id == "E-SCAN")
    report = json.loads((own.folder / piece.file).read_text("utf-8"))
    assert report["sboms"][0]["file"] == "files/medward.cdx.json"
    return {recording.SCAN: (recording.judged(report, piece.collected), str(piece.collected), "E-SCAN")}


def _result(suite: ET.Element) -> str:
    failed = int(str(suite.get("failures"))) + int(str(suite.get("errors")))
    ran = int(str(suite.get("tests"))) > int(str(suite.get("skipped")))
    return "passed" if ran and not failed else "failed"
