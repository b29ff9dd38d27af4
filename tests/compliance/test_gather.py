# SPDX-License-Identifier: Apache-2.0
"""Reading the SBOMs of a dossier, matching them once, and naming what is not known."""

import json
from pathlib import Path
from typing import Any

import pytest

from compliance.dossiers import (
    AS_OF,
    DEVICE,
    RELEASE,
    THREAT,
    component,
    context,
    database,
    dossier,
    finding,
    inventory,
    matched,
    part,
    read,
)
from medward.advisories.building import build
from medward.base.problems import Place, ProblemsError
from medward.compliance.facts.vulnerabilities import NO_DATABASE
from medward.compliance.gather import Gathered, gather
from medward.compliance.model import Status
from medward.dossier import load

SBOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "components": [{"type": "library", "bom-ref": "tls", "name": "acme-tls", "version": "1.0", "purl": "PURL"}],
}
RECORD = {
    "id": "DEMO-1",
    "modified": "2026-05-01T00:00:00Z",
    "aliases": ["CVE-2026-1"],
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "acme-tls"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}],
        }
    ],
}


def sbom(purl: str = "pkg:pypi/acme-tls@1.0") -> str:
    return json.dumps(SBOM).replace("PURL", purl)


def gathered(folder: Path, files: dict[str, str], *, database: Path | None = None, **keys: Any) -> Gathered:
    """What is gathered from a dossier with these files; `releases` name them."""
    for name, text in files.items():
        (folder / name).write_text(text)
    (folder / "dossier.yaml").write_text(json.dumps({"format": 1, "device": DEVICE, **keys}))
    return gather(load(folder), database, AS_OF)


@pytest.fixture
def advisories(tmp_path: Path) -> Path:
    source = tmp_path / "advisories" / "osv" / "PyPI"
    source.mkdir(parents=True)
    (source / "DEMO-1.json").write_text(json.dumps(RECORD))
    build(tmp_path / "advisories", tmp_path / "advisories.duckdb")
    return tmp_path / "advisories.duckdb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dossier"
    made.mkdir()
    return made


def test_the_sboms_of_a_release_are_read_and_their_components_are_in_the_trace(folder: Path) -> None:
    found = gathered(folder, {"sbom.cdx.json": sbom()}, releases=[RELEASE])
    assert [node.label for node in found.context.trace.of_kind("component")] == ["acme-tls 1.0"]
    assert found.problems == ()
    assert found.context.places["R-1"].file == "dossier.yaml"


def test_an_sbom_that_cannot_be_read_stops_nothing_and_is_a_gap(folder: Path) -> None:
    releases = [part(RELEASE, sboms=[{"file": "bad.json"}, {"file": "sbom.cdx.json"}])]
    found = gathered(folder, {"bad.json": "no SBOM", "sbom.cdx.json": sbom()}, releases=releases)
    assert len(found.context.trace.of_kind("component")) == 1
    (problem,) = found.problems
    assert problem.place == Place("bad.json")
    for kind in ("component", "finding", "vulnerability"):
        gap = found.context.gaps[kind]
        assert (gap.status, gap.reason) == (Status.ERROR, "the SBOM bad.json of release R-1 cannot be read")


def test_an_unreadable_sbom_of_an_old_release_is_a_problem_and_no_gap(folder: Path) -> None:
    old = part(RELEASE, id="R-0", status="withdrawn", sboms=[{"file": "bad.json"}])
    found = gathered(folder, {"bad.json": "no SBOM", "sbom.cdx.json": sbom()}, releases=[old, RELEASE])
    assert [problem.place.file for problem in found.problems] == ["bad.json"]
    assert "component" not in found.context.gaps


def test_a_key_may_name_a_component_of_an_old_release_which_is_not_matched(folder: Path, advisories: Path) -> None:
    old = part(RELEASE, id="R-0", status="withdrawn", sboms=[{"file": "old.json"}])
    found = gathered(
        folder,
        {"old.json": sbom("pkg:pypi/acme-tls@0.9"), "sbom.cdx.json": sbom("pkg:pypi/acme-other@1.0")},
        releases=[old, RELEASE],
        threats=[part(THREAT, components=["pkg:pypi/acme-tls@0.9"])],
        database=advisories,
    )
    threat = found.context.trace.nodes["threat", "T-007"]
    assert len(found.context.trace.follow(threat, "components")) == 1
    assert found.context.trace.of_kind("finding") == ()


def test_with_a_database_findings_are_in_the_trace(folder: Path, advisories: Path) -> None:
    found = gathered(folder, {"sbom.cdx.json": sbom()}, releases=[RELEASE], database=advisories)
    (node,) = found.context.trace.of_kind("finding")
    assert node.name == "finding:R-1/sbom.cdx.json#tls:CVE-2026-1"
    assert found.context.database is not None
    assert dict(found.context.gaps) == {}


def test_a_confirmed_name_is_asked_about_and_linked_to_its_component(folder: Path, advisories: Path) -> None:
    said = {"component": "acme-tls", "purls": ["pkg:pypi/acme-tls"], "reason": "r", "author": "a"}
    identity = {**said, "date": AS_OF.isoformat()}
    files = {"sbom.cdx.json": sbom("pkg:generic/acme-tls@1.0")}
    unnamed = gathered(folder, files, releases=[RELEASE], database=advisories)
    assert not unnamed.context.trace.of_kind("finding")
    found = gathered(folder, files, releases=[RELEASE], database=advisories, identities=[identity])
    (node,) = found.context.trace.of_kind("identity")
    (named,) = found.context.trace.follow(node, "component")
    assert [one.name for one in found.context.trace.follow(named, "findings")] == [
        "finding:R-1/sbom.cdx.json#tls:CVE-2026-1"
    ]


def test_without_a_database_findings_are_a_gap_and_components_are_not(folder: Path) -> None:
    found = gathered(folder, {"sbom.cdx.json": sbom()}, releases=[RELEASE])
    assert set(found.context.gaps) == {"finding", "vulnerability"}
    assert found.context.gaps["finding"].reason == NO_DATABASE
    assert found.context.database is None


def test_a_database_is_told_even_where_there_is_no_sbom_to_match(folder: Path, advisories: Path) -> None:
    found = gathered(folder, {}, database=advisories)
    assert found.context.database is not None
    assert found.context.sboms == ()


def test_a_database_that_is_not_there_cannot_be_used(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="no advisory database"):
        gathered(folder, {"sbom.cdx.json": sbom()}, releases=[RELEASE], database=tmp_path / "none.duckdb")


def test_a_file_that_a_release_lists_twice_is_read_once(folder: Path) -> None:
    twice = part(RELEASE, sboms=[{"file": "sbom.cdx.json"}, {"file": "sbom.cdx.json", "covers": "all"}])
    found = gathered(folder, {"sbom.cdx.json": sbom()}, releases=[twice])
    assert len(found.context.sboms) == 1


def test_a_context_can_be_made_of_values_alone() -> None:
    made = dossier(releases=[RELEASE])
    found = inventory(component("tls"))
    at = context(made, read(made, found, matched(found, finding())), database=database())
    assert [node.kind for node in at.trace.nodes.values()] == [
        "device",
        "release",
        "sbom",
        "component",
        "finding",
        "vulnerability",
    ]
