# SPDX-License-Identifier: Apache-2.0
"""Matching the example against the sample of advisories gives exactly the findings that were checked by hand.

Each expected finding says why it is one. What is not in the table must not be found: the sample holds records of
other versions, withdrawn records and records of packages that the device does not have.
"""

import os
from pathlib import Path

import pytest

from medward.advisories import MatchReport, Status, build, match
from medward.compliance.model import Assessment
from medward.dossier import Loaded
from medward.dossier.model.keeping import TriageStatus
from medward.inventory import read

PUMP = "files/sbom/pump-3.2.2.spdx.json"
GATEWAY = "files/sbom/gateway-3.2.2.cdx.json"
EDITOR = "files/sbom/editor-3.2.2.cdx.xml"

FINDINGS = {
    # Debian 12: the version is lower than the one in which Debian mended the source package.
    (PUMP, "libc6 2.36-9+deb12u13", "CVE-2026-0861"): "mended in 2.36-9+deb12u14",
    (PUMP, "libc6 2.36-9+deb12u13", "CVE-2026-4437"): "mended in 2.36-9+deb12u14",
    (PUMP, "libarchive13 3.6.2-1+deb12u3", "CVE-2026-4111"): "mended in 3.6.2-1+deb12u4",
    (PUMP, "libfreetype6 2.12.1+dfsg-5+deb12u3", "CVE-2025-27363"): "mended in 2.12.1+dfsg-5+deb12u4; in KEV",
    (PUMP, "libgnutls30 3.7.9-2+deb12u5", "CVE-2025-14831"): "mended in 3.7.9-2+deb12u6",
    (PUMP, "libpng16-16 1.6.39-2", "CVE-2025-64720"): "mended in 1.6.39-2+deb12u1",
    (PUMP, "libpng16-16 1.6.39-2", "CVE-2026-33636"): "mended in 1.6.39-2+deb12u4",
    (PUMP, "libsqlite3-0 3.40.1-2+deb12u1", "CVE-2025-6965"): "mended in 3.40.1-2+deb12u2",
    (PUMP, "libssl3 3.0.18-1~deb12u2", "CVE-2026-28387"): "mended in 3.0.19-1~deb12u2",
    (PUMP, "libssl3 3.0.18-1~deb12u2", "CVE-2026-31789"): "mended in 3.0.19-1~deb12u2",
    (PUMP, "linux 6.1.164-1", "CVE-2026-46242"): "mended in 6.1.176-1",
    (PUMP, "linux 6.1.164-1", "CVE-2026-46300"): "mended in 6.1.174-1",
    (PUMP, "systemd 252.39-1~deb12u1", "CVE-2026-4105"): "mended in 252.39-1~deb12u2",
    (PUMP, "udev 252.39-1~deb12u1", "CVE-2026-4105"): "built from the source package systemd",
    # Go: the services were built in May 2026.
    (GATEWAY, "stdlib 1.26.2", "CVE-2026-27145"): "1.26 is mended from 1.26.4",
    (GATEWAY, "stdlib 1.26.2", "CVE-2026-33811"): "1.26 is mended from 1.26.3",
    (GATEWAY, "stdlib 1.26.2", "CVE-2026-33814"): "1.26 is mended from 1.26.3; x/net 0.53.0 is mended",
    (GATEWAY, "stdlib 1.26.2", "CVE-2026-39821"): "1.26 is mended from 1.26.6",
    (GATEWAY, "stdlib 1.26.2", "CVE-2026-42505"): "1.26 is mended from 1.26.5",
    (GATEWAY, "stdlib 1.26.2", "CVE-2026-46600"): "1.26 is mended from 1.26.6",
    (GATEWAY, "golang.org/x/net v0.53.0", "CVE-2026-39821"): "mended in 0.55.0; the same record as for stdlib",
    (GATEWAY, "golang.org/x/net v0.53.0", "CVE-2026-42506"): "mended in 0.55.0",
    (GATEWAY, "golang.org/x/net v0.53.0", "CVE-2026-46600"): "mended in 0.56.0",
    (GATEWAY, "golang.org/x/crypto v0.50.0", "CVE-2026-39834"): "mended in 0.52.0",
    (GATEWAY, "golang.org/x/crypto v0.50.0", "CVE-2026-46597"): "mended in 0.52.0",
    (GATEWAY, "golang.org/x/crypto v0.50.0", "GO-2026-5932"): "every version; there is no fix and no CVE id",
    (GATEWAY, "golang.org/x/text v0.36.0", "CVE-2026-56852"): "mended in 0.39.0",
    (GATEWAY, "google.golang.org/grpc v1.80.0", "GHSA-hrxh-6v49-42gf"): "mended in 1.82.1; no CVE id",
    (GATEWAY, "github.com/jackc/pgx/v5 v5.9.1", "CVE-2026-41889"): "mended in 5.9.2",
    (GATEWAY, "github.com/nats-io/nats-server/v2 v2.12.5", "CVE-2026-33215"): "2.12 is mended from 2.12.6",
    (GATEWAY, "github.com/nats-io/nats-server/v2 v2.12.5", "CVE-2026-33219"): "2.12 is mended from 2.12.6",
    (GATEWAY, "github.com/nats-io/nats-server/v2 v2.12.5", "CVE-2026-33249"): "2.12 is mended from 2.12.6",
    # PyPI: the EHR bridge and label printing stay at versions of 2023.
    (GATEWAY, "aiohttp 3.9.1", "CVE-2024-23334"): "mended in 3.9.2",
    (GATEWAY, "aiohttp 3.9.1", "CVE-2024-23829"): "mended in 3.9.2",
    (GATEWAY, "cryptography 41.0.5", "CVE-2023-49083"): "mended in 41.0.6",
    (GATEWAY, "idna 3.6", "CVE-2024-3651"): "mended in 3.7; idna 3.10 of the other service is not affected",
    (GATEWAY, "orjson 3.9.10", "CVE-2024-27454"): "mended in 3.9.15",
    (GATEWAY, "Pillow 9.5.0", "CVE-2023-44271"): "mended in 10.0.0",
    (GATEWAY, "Pillow 9.5.0", "PYSEC-2023-175"): "mended in 10.0.1; the record has no alias, so no CVE id",
    (GATEWAY, "urllib3 1.26.17", "CVE-2023-45803"): "the second range of the record, mended in 1.26.18",
    # npm: the editor.
    (EDITOR, "axios 1.6.7", "CVE-2024-39338"): "between 1.3.2 and 1.7.4",
    (EDITOR, "electron 25.8.0", "CVE-2023-4863"): "the range of 25, mended in 25.8.1; in KEV",
    (EDITOR, "follow-redirects 1.15.5", "CVE-2024-28849"): "mended in 1.15.6",
    (EDITOR, "ip 2.0.1", "CVE-2024-29415"): "last affected is 2.0.1 itself",
    (EDITOR, "pdfjs-dist 4.0.379", "CVE-2024-4367"): "mended in 4.2.67",
    (EDITOR, "ws 8.16.0", "CVE-2024-37890"): "the range of 8, mended in 8.17.1",
}
"""SBOM, component and vulnerability → why it is a finding."""

CLEARED = {
    "aiohttp": "PYSEC-2022-43059 was withdrawn, though its range holds 3.9.1",
    "go.etcd.io/bbolt": "GO-2026-4923 was withdrawn, though its range holds every version",
    "Django": "4.2.23 is later than the versions in which the three records of 4.2 were mended",
    "libcurl4": "7.88.1-10+deb12u14 is later than both versions in which curl was mended",
    "libnghttp2-14": "CVE-2023-44487 was mended in 1.52.0-1+deb12u1",
    "lodash": "4.17.21 is the version in which CVE-2021-23337 was mended",
    "semver": "7.6.3 lies behind all three ranges",
}
"""Component → why a record that names its package is no finding."""

NOT_COVERED = {"prost", "ring", "rustls", "serde", "tokio"}
"""Rust crates, for which the sample has no source."""

ONLY_CPE = {"FreeRTOS-Kernel", "lwIP", "U-Boot", "Mbed TLS", "nginx", "postgresql", "python"}
"""Parts with a CPE name alone, for which the sample has no source."""

NO_IDENTIFIER = {
    *("MCU hardware abstraction layer", "MotionControl library"),
    *("Wi-Fi module firmware", "Battery gauge firmware", "terminology-tables"),
}
"""Parts of others that no package URL names, or one of a type that no source knows."""


@pytest.fixture(scope="module")
def reports(pump: Loaded, sample_database: Path) -> dict[str, MatchReport]:
    """Every SBOM of the release, matched."""
    return {
        sbom.file: match(read(pump.folder / sbom.file), sample_database) for sbom in pump.dossier.releases[0].sboms
    }


def test_the_findings_are_exactly_the_ones_in_the_table(reports: dict[str, MatchReport]) -> None:
    found = {
        (file, f"{component.name} {component.version}", _said(finding.vulnerability))
        for file, report in reports.items()
        for component in report.components
        for finding in component.findings
    }

    assert found == set(FINDINGS)


@pytest.mark.parametrize("key", [key for key, why in FINDINGS.items() if "mended" in why and ";" not in why])
def test_what_mends_a_finding_is_the_version_in_the_table(
    reports: dict[str, MatchReport], key: tuple[str, str, str]
) -> None:
    file, label, vulnerability = key
    fixed = [
        version
        for component in reports[file].components
        if f"{component.name} {component.version}" == label
        for finding in component.findings
        if _said(finding.vulnerability) == vulnerability
        for version in finding.fixed_in
    ]

    assert any(version in FINDINGS[key].split() for version in fixed) or "between" in FINDINGS[key]


@pytest.mark.parametrize(("name", "why"), CLEARED.items())
def test_a_record_that_does_not_hold_for_the_version_is_no_finding(
    reports: dict[str, MatchReport], name: str, why: str
) -> None:
    components = [one for report in reports.values() for one in report.components if one.name == name]
    expected = {finding for (_, label, finding) in FINDINGS if label.startswith(f"{name} ")}

    assert components, why
    assert {_said(one.vulnerability) for component in components for one in component.findings} == expected, why
    assert all(one.status is (Status.AFFECTED if expected else Status.NOT_AFFECTED) for one in components)


def test_known_exploited_findings_are_the_two_of_the_catalogue(reports: dict[str, MatchReport]) -> None:
    exploited = {
        (finding.known_exploited.cve, component.name)
        for report in reports.values()
        for component in report.components
        for finding in component.findings
        if finding.known_exploited is not None
    }

    assert exploited == {("CVE-2025-27363", "libfreetype6"), ("CVE-2023-4863", "electron")}


def test_what_no_source_can_name_is_not_clean(reports: dict[str, MatchReport]) -> None:
    statuses = {one.name: one.status for report in reports.values() for one in report.components}
    own = {one.name for report in reports.values() for one in report.components if one.version == "3.2.2"}
    unidentified = {name for name, status in statuses.items() if status is Status.UNIDENTIFIED}

    assert {name for name, status in statuses.items() if status is Status.NOT_COVERED} == NOT_COVERED | ONLY_CPE
    assert unidentified == NO_IDENTIFIER | own


def test_every_finding_but_the_planted_ones_has_a_decision(pump: Loaded, pump_assessed: Assessment) -> None:
    decided = {(triage.vulnerability, triage.status) for triage in pump.dossier.triage}
    open_ = {line.finding.vulnerability for line in pump_assessed.findings if line.decision is None}

    assert {_said(one) for one in open_} == {"CVE-2026-4111"}
    assert ("CVE-2024-29415", TriageStatus.UNDER_INVESTIGATION) in decided


def test_no_decision_is_about_something_that_is_not_found(pump: Loaded) -> None:
    found = {finding for (_, _, finding) in FINDINGS}

    assert {triage.vulnerability for triage in pump.dossier.triage} <= found


@pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no public data")
@pytest.mark.data
def test_the_public_data_find_everything_in_the_gateway_that_the_sample_finds(
    pump: Loaded, tmp_path: Path
) -> None:
    for part in ("osv/PyPI", "osv/Go"):
        (tmp_path / part).mkdir(parents=True)
        (tmp_path / part / "all.zip").symlink_to(Path(os.environ["MEDWARD_DATA"]) / part / "all.zip")
    build(tmp_path, tmp_path / "public.duckdb")
    report = match(read(pump.folder / GATEWAY), tmp_path / "public.duckdb")
    found = {
        (f"{one.name} {one.version}", finding.vulnerability)
        for one in report.components
        for finding in one.findings
    }

    assert {(label, vulnerability) for (file, label, vulnerability) in FINDINGS if file == GATEWAY} <= found


def _said(vulnerability: str) -> str:
    """The id as an engineer writes it: Debian's record names the CVE after its own prefix."""
    return vulnerability.removeprefix("DEBIAN-")
