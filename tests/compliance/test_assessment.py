# SPDX-License-Identifier: Apache-2.0
"""An assessment from a folder on disk: complete, honest and the same every time."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from advisories.sources import folder as source_folder
from advisories.sources import forecasts
from compliance.dossiers import CONTROL, DEVICE, RELEASE, TEST, THREAT
from medward.advisories.building import build
from medward.advisories.epss import Epss
from medward.advisories.sync.state import FileState, State
from medward.compliance.assessment import assess
from medward.compliance.model import Assessment, Status
from medward.dossier import load
from medward.packs.library import shipped, shipped_pack
from medward.packs.reading import digest
from medward.triage.knowledge import Knowledge
from medward.triage.ssvc import Published

EXAMPLE = Path(__file__).parents[2] / "examples" / "infusion-pump"
AS_OF = dt.date(2026, 6, 1)
NOON = dt.datetime(2026, 5, 31, 12, tzinfo=dt.UTC)
GUIDANCE = "fda-premarket-cybersecurity"
US = {"markets": [{"jurisdiction": "US", "device_class": "II", "submission": "510k"}]}
SBOM = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "components": [
        {
            "type": "library",
            "bom-ref": "tls",
            "name": "acme-tls",
            "version": "1.0",
            "purl": "pkg:pypi/acme-tls@1.0",
        },
        {"type": "firmware", "bom-ref": "fw", "name": "motor-firmware", "version": "7"},
    ],
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
CONTENT: dict[str, Any] = {
    "format": 1,
    "device": {**DEVICE, **US, "models": [{"name": "P-100"}]},
    "releases": [RELEASE],
    "threats": [THREAT],
    "controls": [CONTROL],
    "tests": [{**TEST, "result": "failed"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dossier"
    made.mkdir()
    (made / "sbom.cdx.json").write_text(json.dumps(SBOM))
    (made / "dossier.yaml").write_text(json.dumps(CONTENT))
    return made


@pytest.fixture
def database(tmp_path: Path) -> Path:
    source = tmp_path / "advisories" / "osv" / "PyPI"
    source.mkdir(parents=True)
    (source / "DEMO-1.json").write_text(json.dumps(RECORD))
    build(tmp_path / "advisories", tmp_path / "advisories.duckdb")
    return tmp_path / "advisories.duckdb"


def assessed(folder: Path, database: Path | None, as_of: dt.date = AS_OF) -> Assessment:
    return assess(load(folder), database, shipped(), as_of)


def status(assessment: Assessment, requirement: str) -> Status:
    return next(one.status for one in assessment.verdicts if one.id == f"{GUIDANCE}:{requirement}")


def test_it_says_for_what_and_by_what_it_speaks(folder: Path, database: Path) -> None:
    found = assessed(folder, database)
    assert (found.as_of, found.device, found.manufacturer) == (AS_OF, "Pump", "Example Devices")
    assert found.models == ("P-100",)
    assert found.dossier_digest == load(folder).digest
    assert found.database is not None
    assert [(one.id, one.digest) for one in found.packs] == [(pack.id, digest(pack)) for pack in shipped()]
    assert [one.id for one in found.frameworks] == [pack.id for pack in shipped()]


def test_every_requirement_of_every_pack_has_one_verdict_with_a_reason(folder: Path, database: Path) -> None:
    found = assessed(folder, database)
    asked = [f"{pack.id}:{requirement.id}" for pack in shipped() for requirement in pack.requirements]
    assert [verdict.id for verdict in found.verdicts] == asked
    assert all(verdict.reason for verdict in found.verdicts)


def test_every_sentence_is_one_without_a_full_stop(folder: Path, database: Path) -> None:
    found = assessed(folder, database)
    texts = [
        *(verdict.reason for verdict in found.verdicts),
        *(proof.text for verdict in found.verdicts for proof in verdict.proofs),
        *(link.text for mend in found.mends for link in mend.broken),
        *(mend.text for mend in found.mends),
        *(unknown.text for unknown in found.unknowns),
        *(line.rank for line in found.findings),
        *(line.action for line in found.findings),
    ]
    assert len(texts) > 100
    assert [text for text in texts if not text or text.endswith(".") or "  " in text] == []


def test_a_broken_link_is_told_with_the_chain_and_its_place(folder: Path, database: Path) -> None:
    found = assessed(folder, database)
    told = {link.text: link for mend in found.mends for link in mend.broken}
    chain = "T-007 'rogue drug library' is accepted; control C-012 reduces it; no requirement specifies C-012"
    assert chain in told
    place = told[chain].place
    assert place is not None
    assert place.file == "dossier.yaml"


def test_every_broken_link_of_a_verdict_is_in_a_group_of_mends(folder: Path, database: Path) -> None:
    found = assessed(folder, database)
    grouped = {(mend.id, link) for mend in found.mends for link in mend.broken}
    assert {(link.mend_id, link.text) for one in found.verdicts for link in one.broken} == {
        (mend_id, link.text) for mend_id, link in grouped
    }
    assert [len(mend.broken) for mend in found.mends] == sorted(
        (len(mend.broken) for mend in found.mends), reverse=True
    )


def test_a_group_of_mends_has_one_sentence(folder: Path, database: Path) -> None:
    for mend in (*assessed(folder, database).mends, *assessed(EXAMPLE, None).mends):
        assert {link.mend for link in mend.broken} == {mend.text}
        assert {link.mend_id for link in mend.broken} == {mend.id}


def test_findings_and_coverage_come_from_the_same_match(folder: Path, database: Path) -> None:
    found = assessed(folder, database)
    assert [line.finding.vulnerability for line in found.findings] == ["CVE-2026-1"]
    (coverage,) = found.coverage
    assert (coverage.components, coverage.affected) == (2, 1)
    assert [one.name for one in coverage.unidentified] == ["motor-firmware"]
    assert status(found, "va4.covered") is Status.UNKNOWN


def test_what_is_known_of_exploitation_reaches_the_findings(folder: Path, database: Path) -> None:
    known = Knowledge(ssvc={"CVE-2026-1": Published(exploitation="active")})
    (line,) = assess(load(folder), database, shipped(), AS_OF, known).findings
    assert "exploitability very high" in line.rank
    (line,) = assess(load(folder), database, shipped(), AS_OF).findings
    assert "exploitability unknown" in line.rank


def test_forecasts_and_ssvc_of_the_database_reach_the_findings_without_being_asked_for(
    folder: Path, tmp_path: Path, database: Path
) -> None:
    assert assessed(folder, database).findings[0].epss is None
    forecasts(tmp_path / "advisories", "CVE-2026-1000,0.5,0.97", day="2026-05-30")
    changed = {**RECORD, "aliases": ["CVE-2026-1000"]}
    (tmp_path / "advisories/osv/PyPI/DEMO-1.json").write_text(json.dumps(changed))
    build(tmp_path / "advisories", database)
    (line,) = assessed(folder, database).findings
    assert line.epss is not None
    assert (line.epss.percentile, line.epss.day) == (0.97, dt.date(2026, 5, 30))
    assert "EPSS percentile 97.0 on 2026-05-30" in line.rank


def test_what_a_person_gives_goes_before_the_database(folder: Path, tmp_path: Path, database: Path) -> None:
    forecasts(tmp_path / "advisories", "CVE-2026-1000,0.5,0.97", day="2026-05-30")
    changed = {**RECORD, "aliases": ["CVE-2026-1000"]}
    (tmp_path / "advisories/osv/PyPI/DEMO-1.json").write_text(json.dumps(changed))
    build(tmp_path / "advisories", database)
    own = Epss("CVE-2026-1000", 0.1, 0.2, dt.date(2026, 6, 1), "own")
    (line,) = assess(load(folder), database, shipped(), AS_OF, Knowledge(epss={own.cve: own})).findings
    assert line.epss == own


def test_a_source_that_failed_leaves_every_component_unanswered(folder: Path, tmp_path: Path) -> None:
    root = source_folder(tmp_path / "s", {**RECORD, "affected": []})
    sbom = {**SBOM, "components": SBOM["components"][:1]}
    (folder / "sbom.cdx.json").write_text(json.dumps(sbom))
    build(root, tmp_path / "a.duckdb")
    assert status(assessed(folder, tmp_path / "a.duckdb"), "va4.covered") is Status.MET
    state = State(root)
    state.files["osv/PyPI/all.zip"] = FileState("osv", failed=NOON, error="nobody answers")
    state.save()
    build(root, tmp_path / "a.duckdb")
    (verdict,) = [
        one for one in assessed(folder, tmp_path / "a.duckdb").verdicts if one.id.endswith("va4.covered")
    ]
    assert verdict.status is Status.UNKNOWN
    assert "OSV PyPI, which could not be renewed on 2026-05-31 (nobody answers)" in verdict.reason


def test_without_a_database_nothing_that_rests_on_findings_is_met(folder: Path) -> None:
    found = assessed(folder, None)
    assert found.database is None
    assert found.findings == ()
    resting = ("app4.1d", "va2.kev", "va4.covered", "va4.kev", "va4.assessment")
    assert {status(found, requirement) for requirement in resting} <= {Status.UNKNOWN, Status.NOT_MET}
    assert status(found, "va4.kev") is Status.UNKNOWN
    assert any("no advisory database was given" in unknown.text for unknown in found.unknowns)


def test_an_sbom_that_cannot_be_read_is_an_error_for_what_rests_on_it_and_for_nothing_else(
    folder: Path, database: Path
) -> None:
    before = assessed(folder, database)
    (folder / "sbom.cdx.json").write_text("no SBOM")
    after = assessed(folder, database)
    assert [problem.place.file for problem in after.problems] == ["sbom.cdx.json"]
    assert status(after, "app4.1c") is Status.ERROR
    assert status(after, "va4.covered") is Status.ERROR
    assert status(after, "app4.1f") is status(before, "app4.1f")
    was_met = {one.id for one in before.verdicts if one.status is Status.MET}
    assert {one.id for one in after.verdicts if one.status is Status.MET} <= was_met


def test_the_same_input_gives_the_same_bytes(folder: Path, database: Path) -> None:
    first = msgspec.json.encode(assessed(folder, database))
    assert msgspec.json.encode(assessed(folder, database)) == first


def test_no_path_of_the_machine_is_in_the_result(folder: Path, database: Path) -> None:
    (folder / "sbom.cdx.json").write_text("no SBOM")
    assert str(folder) not in msgspec.json.encode(assessed(folder, database)).decode()


def test_the_day_decides_which_law_is_asked(folder: Path, database: Path) -> None:
    before = assessed(folder, database, dt.date(2026, 2, 2))
    (guidance,) = [one for one in before.frameworks if one.id == GUIDANCE]
    assert guidance.legal_status == "not_yet"
    assert {verdict.status for verdict in guidance.verdicts} == {Status.NOT_APPLICABLE}
    on_the_day = assessed(folder, database, dt.date(2026, 2, 3))
    assert status(on_the_day, "app4.1f") is Status.NOT_MET


def test_only_the_packs_that_were_asked_for_are_asked(folder: Path) -> None:
    found = assess(load(folder), None, [shipped_pack("fda-524b")], AS_OF)
    assert {verdict.framework for verdict in found.verdicts} == {"fda-524b"}


def test_an_empty_dossier_meets_nothing_but_what_the_device_itself_says(tmp_path: Path) -> None:
    """Never green by default."""
    (tmp_path / "dossier.yaml").write_text(json.dumps({"format": 1, "device": {**DEVICE, **US}}))
    found = assessed(tmp_path, None)
    assert [one.id for one in found.verdicts if one.status is Status.MET] == ["fda-524b:c.test"]
