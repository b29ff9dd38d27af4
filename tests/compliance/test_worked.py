# SPDX-License-Identifier: Apache-2.0
"""Running worked examples: small fragments become whole dossiers, and a bad one stops nothing else."""

from pathlib import Path
from typing import Any

import pytest

from medward.compliance.model import Status
from medward.compliance.worked import Worked, run, whole
from medward.packs.examples import Examples
from medward.packs.framework import Framework

AS_OF = "2026-06-01"
PART = {"title": "T", "text": "x", "citation": "c", "section": "s", "rationale": "r", "roles": ["maker"]}
FRAMEWORK = Framework.model_validate(
    {
        "schema": 1,
        "kind": "framework",
        "id": "small-law",
        "version": "1",
        "title": "A small law",
        "issuer": "Nobody",
        "jurisdiction": "US",
        "nature": "law",
        "status": "in_force",
        "in_force_from": "2026-01-01",
        "citation": "c",
        "licence": "l",
        "wording": "paraphrase",
        "sections": [{"id": "s", "title": "S"}],
        "requirements": [
            {**PART, "id": "threats", "check": {"fact": "threats.decided"}},
            {**PART, "id": "scan", "check": {"evidence": {"evidence_kind": ["scan"]}}},
            {**PART, "id": "covered", "check": {"fact": "vulnerabilities.every_component_covered"}},
        ],
    }
)
SBOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "version": 1,
    "components": [{"type": "library", "name": "acme", "version": "1.0", "purl": "pkg:pypi/acme@1.0"}],
}
RECORD = {
    "id": "DEMO-1",
    "modified": "2026-04-01T00:00:00Z",
    "affected": [{"package": {"ecosystem": "PyPI", "name": "acme"}, "versions": ["0.9"]}],
}
RELEASE = {"id": "R-1", "version": "1.0", "status": "current", "sboms": [{"file": "sbom.json"}]}
SCAN = {"id": "E-1", "title": "Scan", "evidence_kind": "scan", "collector": "a tool", "collected": "2026-03-01"}


def worked(*examples: dict[str, Any], **more: Any) -> tuple[Worked, ...]:
    """Run examples of the small law."""
    given = [{"gives": "met", "because": "x", **example} for example in examples]
    value = {
        "schema": 1,
        "kind": "examples",
        "framework": "small-law",
        "as_of": AS_OF,
        "files": {"sbom.json": SBOM},
        "advisories": {"osv/PyPI/DEMO-1.json": RECORD},
        "examples": given,
        **more,
    }
    return run(FRAMEWORK, Examples.model_validate(value))


def status(**example: Any) -> Status | None:
    """What one example got."""
    (one,) = worked(example)
    return one.status


def test_an_example_gets_the_verdict_of_its_requirement() -> None:
    (one,) = worked({"requirement": "threats", "gives": "unknown"})
    assert one.agrees
    assert one.reason == "there is no threat, and an empty list proves nothing"


def test_an_example_that_says_something_else_does_not_agree() -> None:
    (one,) = worked({"requirement": "threats", "gives": "met"})
    assert not one.agrees
    assert one.status is Status.UNKNOWN


def test_evidence_gets_a_file_and_its_true_digest() -> None:
    assert status(requirement="scan", given={"evidence": [SCAN]}) is Status.MET


def test_a_digest_that_is_given_is_not_corrected() -> None:
    (one,) = worked({"requirement": "scan", "given": {"evidence": [{**SCAN, "digest": "sha256:" + "0" * 64}]}})
    assert one.status is None
    assert "dossier.broken-digest" in one.reason


def test_files_of_the_examples_stand_in_the_dossier() -> None:
    (one,) = worked({"requirement": "scan", "given": {"evidence": [{**SCAN, "file": "sbom.json"}]}})
    assert one.status is Status.MET


def test_the_database_is_there_only_where_it_is_asked_for() -> None:
    given = {"releases": [RELEASE]}
    assert status(requirement="covered", given=given) is Status.UNKNOWN
    assert status(requirement="covered", given=given, database=True) is Status.MET


def test_an_example_may_have_a_day_of_its_own() -> None:
    given = {"evidence": [{**SCAN, "valid_until": "2026-06-30"}]}
    assert status(requirement="scan", given=given) is Status.MET
    assert status(requirement="scan", given=given, as_of="2026-07-01") is Status.NOT_MET


def test_a_dossier_that_cannot_be_read_stops_nothing_else() -> None:
    bad, good = worked(
        {"requirement": "threats", "given": {"surprise": 1}},
        {"requirement": "threats", "gives": "unknown"},
    )
    assert bad.status is None
    assert not bad.agrees
    assert "dossier.unknown-key" in bad.reason
    assert good.agrees


@pytest.mark.parametrize("path", ["../outside.txt", "/outside.txt", "a/../../outside.txt", "a//b", "a\x00b", ""])
def test_evidence_is_never_written_outside_of_the_dossier(path: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert status(requirement="scan", given={"evidence": [{**SCAN, "file": path}]}) is None
    assert list(tmp_path.iterdir()) == []


def test_files_that_get_into_each_others_way_are_told() -> None:
    (one,) = worked({"requirement": "threats"}, files={"a": "x", "a/b": "y"})
    assert one.status is None
    assert "cannot be written" in one.reason


def test_the_smallest_device_is_a_cyber_device_in_the_united_states() -> None:
    device = whole({})["device"]
    assert isinstance(device, dict)
    assert device["markets"] == [{"jurisdiction": "US", "device_class": "II", "submission": "510k"}]


def test_what_an_example_says_of_the_device_wins() -> None:
    device = whole({"device": {"name": "Scale", "cyber_device": {"can_connect": "no"}}})["device"]
    assert isinstance(device, dict)
    assert device["name"] == "Scale"
    assert device["cyber_device"] == {
        "contains_software": "yes",
        "can_connect": "no",
        "could_be_vulnerable": "yes",
        "reason": "It has firmware and a radio",
    }
