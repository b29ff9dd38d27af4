# SPDX-License-Identifier: Apache-2.0
"""The findings of a dossier as people work on them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from compliance.dossiers import AS_OF, DEVICE
from medward.advisories.building import build
from medward.base.problems import ProblemsError
from medward.compliance.assessment import assess
from medward.compliance.facts.vulnerabilities import FACTS
from medward.compliance.model import Status
from medward.compliance.triaging import Desk, desk, explained, has_release, incomplete
from medward.dossier import load
from medward.triage.decisions import Standing

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
SBOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "components": [
        {"type": "library", "bom-ref": "t", "name": "acme-tls", "version": "1.0", "purl": "pkg:pypi/acme-tls@1.0"}
    ],
}
MADE = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": "pkg:pypi/acme-tls",
    "status": "affected",
    "risk_state": "controlled",
    "reason": "its input is checked first",
    "author": "product security",
    "date": "2026-05-01",
    "expires": "2026-05-20",
}


def release(name: str, status: str, file: str = "sbom.json") -> dict[str, Any]:
    return {"id": name, "version": name, "status": status, "date": "2026-01-01", "sboms": [{"file": file}]}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "source" / "osv" / "PyPI").mkdir(parents=True)
    (tmp_path / "source" / "osv" / "PyPI" / "DEMO-1.json").write_text(json.dumps(RECORD))
    build(tmp_path / "source", tmp_path / "a.duckdb")
    return tmp_path / "a.duckdb"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dossier"
    made.mkdir()
    (made / "sbom.json").write_text(json.dumps(SBOM))
    (made / "broken.json").write_text("{}")
    releases = [release("R-1", "current"), release("R-2", "planned"), release("R-3", "planned", "broken.json")]
    document = {"format": 1, "device": DEVICE, "releases": releases, "triage": [MADE]}
    (made / "dossier.yaml").write_text(json.dumps(document))
    return made


def on(folder: Path, database: Path, name: str | None = None) -> Desk:
    return desk(load(folder), database, AS_OF, name)


def test_the_findings_are_those_of_a_check_in_the_same_order(folder: Path, database: Path) -> None:
    checked = assess(load(folder), database, (), AS_OF)
    assert on(folder, database).lines == checked.findings
    assert [line.release for line in checked.findings] == ["R-1"]


def test_a_release_that_is_named_is_looked_at_whatever_its_status(folder: Path, database: Path) -> None:
    assert [line.release for line in on(folder, database, "R-2").lines] == ["R-2"]


def test_a_release_that_is_not_there_is_told_with_those_that_are(folder: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        has_release(load(folder), "R-9")
    (problem,) = caught.value.problems
    assert (problem.code, problem.mend) == ("triage.unknown-release", "Its releases are R-1, R-2, R-3")


def test_everything_on_a_finding_holds_its_line_and_why_its_decision_is_open(folder: Path, database: Path) -> None:
    found = on(folder, database)
    (one,) = [explained(ranked, found) for ranked in found.ranked]
    assert one.line == found.lines[0]
    assert one.reopening == ("it expired on 2026-05-20",)
    assert [made.id for made in one.history] == ["TR-1"]
    assert (one.rubric, one.handling, one.aware, one.vectors) == (None, None, None, ())
    assert {path.role for path in one.paths} == {"supplier", "deployer"}


def test_a_release_whose_components_are_not_all_known_is_incomplete(folder: Path, database: Path) -> None:
    assert incomplete(on(folder, database, "R-2"), "R-2") == ()
    codes = [problem.code for problem in incomplete(on(folder, database, "R-3"), "R-3")]
    assert codes[-1] == "triage.no-inventory"
    assert len(codes) == 2


def test_a_check_counts_what_was_opened_again_as_not_decided(folder: Path, database: Path) -> None:
    """A verdict that rests on decisions is never met by one whose facts have changed."""
    text = (folder / "dossier.yaml").read_text()
    kept = {
        "release": "R-1",
        "component": "pkg:pypi/acme-tls",
        "version": "1.0",
        "known_exploited": "no",
        "rating": "unknown",
        "nearest": "physical",
    }
    document = json.loads(text)
    document["triage"] = [{key: value for key, value in MADE.items() if key != "expires"} | {"basis": kept}]
    (folder / "dossier.yaml").write_text(json.dumps(document))
    (line,) = assess(load(folder), database, (), AS_OF).findings
    assert (line.standing, line.open) == ("reopened", True)
    assert "an easier way leads to it than when it was decided" in line.reopened


def test_no_fact_about_vulnerabilities_counts_a_decision_that_was_opened_again(
    folder: Path, database: Path
) -> None:
    found = desk(load(folder), database, AS_OF.replace(day=1, month=5))
    facts = {fact.name: fact for fact in FACTS}
    settled = facts["vulnerabilities.every_finding_triaged"].decide(found.context)
    opened = replace(found.context, standings={one.node.key: Standing.REOPENED for one in found.ranked})
    outcome = facts["vulnerabilities.every_finding_triaged"].decide(opened)
    assert (settled.status, outcome.status) == (Status.MET, Status.NOT_MET)
    assert outcome.broken[0].mend_id == "triage.reopened"
