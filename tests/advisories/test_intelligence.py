# SPDX-License-Identifier: Apache-2.0
"""What the database knows of vulnerabilities beside advisories: forecasts and CISA's assessments, if asked."""

import json
from datetime import date
from pathlib import Path

import pytest

from advisories.sources import archive, catalogue, forecasts
from medward.advisories import build
from medward.advisories.claims import Assessment
from medward.advisories.epss import Epss
from medward.advisories.intelligence import Intelligence, intelligence
from medward.base.problems import ProblemsError

ASSESSED = {
    "dataType": "CVE_RECORD",
    "dataVersion": "5.1",
    "cveMetadata": {"cveId": "CVE-2099-0001", "state": "PUBLISHED", "dateUpdated": "2099-01-02T00:00:00Z"},
    "containers": {
        "cna": {"affected": [{"vendor": "acme", "product": "pump", "versions": []}]},
        "adp": [
            {
                "metrics": [
                    {
                        "other": {
                            "type": "ssvc",
                            "content": {
                                "timestamp": "2099-01-03T10:00:00Z",
                                "options": [
                                    {"Exploitation": "poc"},
                                    {"Automatable": "yes"},
                                    {"Technical Impact": "total"},
                                ],
                            },
                        }
                    }
                ]
            }
        ],
    },
}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    root = forecasts(catalogue(tmp_path / "s"), "CVE-2099-0001,0.5,0.9", "CVE-2099-0002,0.1,0.2")
    archive(root / "cve" / "cves.zip", {"CVE-2099-0001.json": json.dumps(ASSESSED).encode()})
    build(root, tmp_path / "a.duckdb")
    return tmp_path / "a.duckdb"


def test_a_forecast_comes_with_its_day_and_model(database: Path) -> None:
    found = intelligence(database, ["CVE-2099-0002"])
    assert found.epss == {"CVE-2099-0002": Epss("CVE-2099-0002", 0.1, 0.2, date(2099, 3, 1), "v2099.01.01")}
    assert found.assessments == {}


def test_an_assessment_comes_with_its_points_and_day(database: Path) -> None:
    found = intelligence(database, ["CVE-2099-0001"])
    assert found.assessments == {"CVE-2099-0001": Assessment("poc", "yes", "total", date(2099, 1, 3))}


def test_only_what_is_asked_is_answered(database: Path) -> None:
    found = intelligence(database, ["GHSA-1", "CVE-2099-0001", "CVE-2099-0001", "CVE-2099-9999"])
    assert list(found.epss) == list(found.assessments) == ["CVE-2099-0001"]


@pytest.mark.parametrize(
    ("first", "second", "points"),
    [
        (("active", "2099-01-03"), ("poc", "2099-01-04"), ("poc", date(2099, 1, 4))),
        (("none", "2099-01-05"), ("active", "2099-01-04"), ("none", date(2099, 1, 5))),
        (("poc", "2099-01-04"), ("active", "2099-01-04"), ("active", date(2099, 1, 4))),
    ],
)
def test_of_two_copies_of_a_record_the_last_assessment_holds_and_of_one_day_the_worst(
    tmp_path: Path, first: tuple[str, str], second: tuple[str, str], points: tuple[str, date]
) -> None:
    root = catalogue(tmp_path / "s")
    for number, (said, day) in enumerate((first, second)):
        text = json.dumps(ASSESSED).replace('"poc"', f'"{said}"').replace("2099-01-03", day)
        changed = text.replace("2099-01-02T", f"2099-01-2{number}T")
        archive(root / "cve" / f"{number}.zip", {"CVE-2099-0001.json": changed.encode()})
    build(root, tmp_path / "a.duckdb")
    (found,) = intelligence(tmp_path / "a.duckdb", ["CVE-2099-0001"]).assessments.values()
    assert (found.exploitation, found.decided) == points


def test_without_an_id_that_is_a_cve_nothing_is_opened(tmp_path: Path) -> None:
    assert intelligence(tmp_path / "missing.duckdb", ["GHSA-1"]) == Intelligence()


def test_a_database_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="there is no advisory database"):
        intelligence(tmp_path / "missing.duckdb", ["CVE-2099-0001"])


def test_a_database_without_the_sources_knows_nothing(tmp_path: Path) -> None:
    build(catalogue(tmp_path / "s"), tmp_path / "a.duckdb")
    assert intelligence(tmp_path / "a.duckdb", ["CVE-2099-0001"]) == Intelligence()
