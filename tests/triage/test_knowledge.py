# SPDX-License-Identifier: Apache-2.0
"""What is known of a vulnerability is found under every id that it has."""

import datetime as dt
import json
from pathlib import Path

from advisories.sources import archive, forecasts
from compliance.dossiers import CRITICAL_VECTOR, finding
from medward.advisories import build
from medward.advisories.epss import Epss
from medward.triage.knowledge import Knowledge, forecast, ids, merged, of_database, told, vectors
from medward.triage.rubric import read_answers
from medward.triage.ssvc import Published

FOUND = finding("app", "GHSA-1", aliases=("CVE-2026-0001",), upstream=("CVE-2026-0002", "CVE-2026-0001"))


def scores(*percentiles: tuple[str, float]) -> dict[str, Epss]:
    """Forecasts of one day by CVE id."""
    return {cve: Epss(cve, 0.1, percentile, dt.date(2026, 5, 30), "v1") for cve, percentile in percentiles}


def assessed(cve: str, exploitation: str) -> bytes:
    """A CVE record with CISA's assessment of it; without a word of exploitation nothing is assessed."""
    options = [{"Exploitation": exploitation}] if exploitation else []
    ssvc = {"type": "ssvc", "content": {"timestamp": "2026-01-03T10:00:00Z", "options": options}}
    containers = {"cna": {"affected": []}, "adp": [{"metrics": [{"other": ssvc}]}]}
    metadata = {"cveId": cve, "state": "PUBLISHED", "dateUpdated": "2026-01-02T00:00:00Z"}
    version = {"dataType": "CVE_RECORD", "dataVersion": "5.1"}
    return json.dumps({**version, "cveMetadata": metadata, "containers": containers}).encode()


def test_a_finding_is_known_under_its_own_id_its_aliases_and_its_upstream_ids() -> None:
    assert ids(FOUND) == ("GHSA-1", "CVE-2026-0001", "CVE-2026-0002")


def test_what_is_told_under_its_own_id_goes_first() -> None:
    assert told({"CVE-2026-0002": 2, "GHSA-1": 1}, FOUND) == 1
    assert told({"CVE-2026-0009": 9}, FOUND) is None


def test_the_highest_forecast_of_all_its_cves_counts() -> None:
    found = forecast(Knowledge(epss=scores(("CVE-2026-0001", 0.2), ("CVE-2026-0002", 0.8))), FOUND)
    assert found is not None
    assert (found.cve, found.percentile) == ("CVE-2026-0002", 0.8)


def test_without_a_score_there_is_no_forecast() -> None:
    assert forecast(Knowledge(), FOUND) is None
    assert forecast(Knowledge(epss=scores(("CVE-2026-0009", 0.2))), FOUND) is None


def test_a_database_tells_forecasts_and_ssvc_of_every_id_of_the_findings(tmp_path: Path) -> None:
    root = forecasts(tmp_path / "s", "CVE-2026-0001,0.3,0.8", "CVE-2026-0002,0.1,0.2", "CVE-2026-0009,0.9,0.9")
    records = {"CVE-2026-0002": "poc", "CVE-2026-0001": ""}
    archive(root / "cve" / "cves.zip", {f"{cve}.json": assessed(cve, said) for cve, said in records.items()})
    build(root, tmp_path / "a.duckdb")
    known = of_database(tmp_path / "a.duckdb", [FOUND])
    assert set(known.epss) == {"CVE-2026-0001", "CVE-2026-0002"}
    assert known.ssvc == {"CVE-2026-0002": Published("public_poc", None, None, dt.date(2026, 1, 3))}


def test_what_is_given_goes_before_what_the_database_tells() -> None:
    general = Knowledge(epss=scores(("CVE-1", 0.1), ("CVE-2", 0.2)), ssvc={"CVE-1": Published("none")})
    given = Knowledge(epss=scores(("CVE-1", 0.9)), aware={"CVE-1": dt.date(2026, 1, 1)})
    both = merged(general, given)
    assert {cve: one.percentile for cve, one in both.epss.items()} == {"CVE-1": 0.9, "CVE-2": 0.2}
    assert (both.ssvc, both.aware) == (general.ssvc, given.aware)
    assert merged(Knowledge(), Knowledge()) == Knowledge()


def test_published_vectors_score_a_finding_each_once() -> None:
    assert vectors(Knowledge(), FOUND) == (CRITICAL_VECTOR,)
    twice = finding("app", severities=FOUND.severities * 2)
    assert vectors(Knowledge(), twice) == (CRITICAL_VECTOR,)


def test_the_makers_answers_to_the_rubric_go_before_what_is_published() -> None:
    knowledge = Knowledge(answers={"CVE-2026-0001": read_answers("XAVN:N/XAVP:Y/XAVPA:N/XACL:N")})
    assert vectors(knowledge, FOUND) == ("CVSS:3.0/AV:P/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H",)
