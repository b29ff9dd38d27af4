# SPDX-License-Identifier: Apache-2.0
"""One finding for one vulnerability, with every record's own view and a sentence that says why."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from advisories.sources import SAMPLES, Json, affected, catalogue, entry, folder, inventory, record, span
from medward.advisories import Finding, KnownExploited, MatchReport, Severity, build, match


def found(root: Path, *records: Json, version: str = "1.0") -> tuple[Finding, ...]:
    build(folder(root / "s", *records), root / "a.duckdb")
    return match(inventory(f"pkg:pypi/p@{version}"), root / "a.duckdb").findings


def one(*ranges: Json, versions: tuple[str, ...] = (), name: str = "X-1", **fields: object) -> Json:
    return record(name, affected("PyPI", "p", *ranges, versions=versions), **fields)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("samples") / "a.duckdb"
    build(SAMPLES, database)
    return database


@pytest.mark.parametrize(
    ("statement", "version", "why"),
    [
        (one(span("introduced 0.9", "fixed 1.2")), "1.0", "1.0 is in >= 0.9, < 1.2 of X-1"),
        (one(span("introduced 0", "fixed 1.2")), "1.0", "1.0 is in < 1.2 of X-1"),
        (one(span("introduced 0.9")), "1.0", "1.0 is in >= 0.9 of X-1"),
        (one(span("introduced 0", "last_affected 1")), "1.0", "1.0 is in <= 1 of X-1"),
        (one(span("introduced 0", "limit 2")), "1.0", "1.0 is in < 2 of X-1"),
        (one(span("introduced 0")), "1.0", "every version is affected according to X-1"),
        (one(versions=("1.0",)), "1.0", "1.0 is listed as affected in X-1"),
        (one(versions=("1.0",)), "1.0.0", "1.0.0 is listed as affected in X-1"),
    ],
)
def test_why_is_said_in_the_words_of_the_record(tmp_path: Path, statement: Json, version: str, why: str) -> None:
    (finding,) = found(tmp_path, statement, version=version)
    assert finding.why == why
    assert finding.confidence == "exact"


def test_aliases_are_one_finding_that_keeps_what_each_record_says(samples: Path) -> None:
    (finding,) = match(inventory("pkg:pypi/drip-core@1.3"), samples).findings
    assert finding.vulnerability == "CVE-2099-0001"
    assert finding.aliases == ("GHSA-aaaa-0000-0001", "PYSEC-2099-1")
    assert finding.records == ("GHSA-aaaa-0000-0001", "PYSEC-2099-1")
    assert finding.fixed_in == ("1.4.2", "1.4.3")
    assert finding.cwes == ("CWE-1284", "CWE-20")
    assert finding.references == ("https://example.org/advisories/1", "https://example.org/advisories/2")
    assert [severity.system for severity in finding.severities] == ["CVSS_V4", "CVSS_V3"]
    assert (finding.published, finding.modified) == (date(2099, 3, 1), date(2099, 3, 5))
    assert finding.summary == "Unchecked rate in drip-core"
    assert [(view.record, view.matches, view.fixed_in) for view in finding.views] == [
        ("GHSA-aaaa-0000-0001", True, ("1.4.3",)),
        ("PYSEC-2099-1", True, ("1.4.2",)),
    ]


def test_a_record_that_does_not_include_the_version_is_kept_as_a_view(samples: Path) -> None:
    (finding,) = match(inventory("pkg:pypi/drip-core@2.0"), samples).findings
    assert finding.records == ("PYSEC-2099-1",)
    assert finding.fixed_in == ("2.0.3",)
    assert [(view.record, view.matches, view.why) for view in finding.views] == [
        ("PYSEC-2099-1", True, "2.0 is in >= 2.0, < 2.0.3 of PYSEC-2099-1"),
        ("GHSA-aaaa-0000-0001", False, "GHSA-aaaa-0000-0001 does not include 2.0"),
    ]


def test_a_view_that_cannot_be_decided_says_so(tmp_path: Path) -> None:
    (finding,) = found(
        tmp_path,
        one(span("introduced 0"), aliases=["CVE-2099-0001"]),
        one(span("introduced no-version"), name="X-2", aliases=["CVE-2099-0001"]),
    )
    assert finding.views[1].why.startswith("X-2 cannot be decided: 'no-version' is not a version")


def test_related_and_upstream_vulnerabilities_are_not_merged(tmp_path: Path) -> None:
    findings = found(
        tmp_path,
        one(span("introduced 0"), aliases=["CVE-2099-0001"], related=["CVE-2099-0002"]),
        one(span("introduced 0"), name="X-2", upstream=["CVE-2099-0001"], aliases=["CVE-2099-0002"]),
    )
    assert [(finding.vulnerability, finding.upstream) for finding in findings] == [
        ("CVE-2099-0001", ()),
        ("CVE-2099-0002", ("CVE-2099-0001",)),
    ]


def test_a_record_on_another_package_of_the_same_vulnerability_is_no_view(samples: Path) -> None:
    (finding,) = match(inventory("pkg:npm/%40pump/drip@1.0"), samples).findings
    assert [view.record for view in finding.views] == ["GHSA-aaaa-0000-0001"]
    assert finding.aliases == ("GHSA-aaaa-0000-0001", "PYSEC-2099-1")


def test_fixed_versions_are_in_version_order_and_each_stands_once(tmp_path: Path) -> None:
    (finding,) = found(
        tmp_path,
        one(span("introduced 0", "fixed 1.10"), aliases=["A"]),
        one(span("introduced 0", "fixed 1.9.0"), name="X-2", aliases=["A"]),
        one(span("introduced 0", "fixed 1.9"), name="X-3", aliases=["A"]),
    )
    assert finding.fixed_in == ("1.9", "1.10")


def test_known_exploited_findings_come_first_then_by_id(tmp_path: Path) -> None:
    records = [
        one(span("introduced 0"), name=name, aliases=[f"CVE-2099-000{name[-1]}"]) for name in ("X-1", "X-2", "X-3")
    ]
    build(catalogue(folder(tmp_path / "s", *records), entry("CVE-2099-0003")), tmp_path / "a.duckdb")
    findings = match(inventory("pkg:pypi/p@1"), tmp_path / "a.duckdb").findings
    assert [finding.vulnerability for finding in findings] == ["CVE-2099-0003", "CVE-2099-0001", "CVE-2099-0002"]
    assert findings[0].known_exploited == KnownExploited(
        "CVE-2099-0003", date(2099, 1, 2), date(2099, 1, 23), "Unknown", "Update."
    )


def test_a_vulnerability_is_known_to_be_exploited_by_any_of_its_ids_or_its_upstream(tmp_path: Path) -> None:
    records = [
        one(span("introduced 0"), aliases=["CVE-2099-0001", "CVE-2099-0002"]),
        one(span("introduced 0"), name="X-2", upstream=["CVE-2099-0003"]),
        one(span("introduced 0"), name="X-3", related=["CVE-2099-0002"]),
    ]
    root = catalogue(folder(tmp_path / "s", *records), entry("CVE-2099-0002"), entry("CVE-2099-0003"))
    build(root, tmp_path / "a.duckdb")
    exploited = {
        finding.vulnerability: finding.known_exploited and finding.known_exploited.cve
        for finding in match(inventory("pkg:pypi/p@1"), tmp_path / "a.duckdb").findings
    }
    assert exploited == {"CVE-2099-0001": "CVE-2099-0002", "X-2": "CVE-2099-0003", "X-3": None}


def test_the_severity_of_a_statement_counts_before_that_of_its_record(tmp_path: Path) -> None:
    own = {**affected("PyPI", "p", span("introduced 0")), "severity": [{"type": "Ubuntu", "score": "low"}]}
    other = {**affected("PyPI", "q", span("introduced 0")), "severity": [{"type": "Ubuntu", "score": "high"}]}
    build(folder(tmp_path / "s", record("X-1", own, other)), tmp_path / "a.duckdb")
    report = match(inventory("pkg:pypi/p@1", "pkg:pypi/q@1"), tmp_path / "a.duckdb")
    assert [finding.severities for finding in report.findings] == [
        (Severity("Ubuntu", "low"),),
        (Severity("Ubuntu", "high"),),
    ]


def test_a_finding_names_its_component(samples: Path) -> None:
    (finding,) = match(inventory("pkg:pypi/drip-core@1.0"), samples).findings
    assert (finding.component, finding.purl) == ("pkg:pypi/drip-core@1.0", "pkg:pypi/drip-core@1.0")


def test_a_report_survives_json(samples: Path) -> None:
    report = match(inventory("pkg:pypi/drip-core@1.0", "pkg:npm/other@1", "pkg:pypi/drip-core@9"), samples)
    assert msgspec.json.decode(msgspec.json.encode(report), type=MatchReport) == report
