# SPDX-License-Identifier: Apache-2.0
"""Packages are data; a person may give attachments other names and nothing else."""

from importlib import import_module
from pathlib import Path

import pytest

from medward.base.problems import ProblemsError
from medward.packs import shipped_ids
from medward.reports.package.targets import renamed, targets


def test_every_document_of_a_package_can_be_written_and_every_pack_is_shipped() -> None:
    for target in targets().values():
        assert set(target.packs) <= set(shipped_ids())
        for one in target.documents:
            assert callable(import_module(f"medward.reports.package.documents.{one.document}").write)


def test_no_two_attachments_of_a_package_have_one_name() -> None:
    for target in targets().values():
        names = [one.name for one in target.documents]
        assert len(set(names)) == len(names)


def test_the_package_for_fda_has_the_documents_of_appendix_4() -> None:
    documents = {one.document for one in targets()["fda-estar"].documents}
    assert documents >= {
        *("risk_management_report", "threat_model", "risk_assessment", "sbom", "vulnerability_assessment"),
        *("unresolved_anomalies", "traceability", "measures_and_metrics", "security_controls"),
        *("architecture_views", "cybersecurity_testing", "labeling", "management_plans"),
    }


def test_a_hospital_gets_no_evidence_and_no_threat_model() -> None:
    hospital = targets()["hospital"]
    assert not hospital.evidence
    assert "threat_model" not in {one.document for one in hospital.documents}


def test_a_file_gives_attachments_other_names(tmp_path: Path) -> None:
    names = tmp_path / "names.yaml"
    names.write_text("threat_model: Threat Model v2\n")
    made = {one.document: one.name for one in renamed(targets()["fda-estar"], names).documents}
    assert made["threat_model"] == "Threat Model v2"
    assert made["sbom"] == "04-sbom-and-support"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("threat_modell: x\n", "package.unknown-document", 1),
        ("sbom: a\nthreat_model: ../out\n", "package.wrong-name", 2),
        ("threat_model: 04-sbom-and-support\n", "package.wrong-name", 1),
        ("threat_model: [a]\n", "package.wrong-name", 1),
        ("- threat_model\n", "package.wrong-name", 0),
    ],
)
def test_a_wrong_map_is_refused_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    names = tmp_path / "names.yaml"
    names.write_text(text)
    with pytest.raises(ProblemsError) as refused:
        renamed(targets()["fda-estar"], names)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line) == (code, line)
