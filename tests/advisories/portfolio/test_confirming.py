# SPDX-License-Identifier: Apache-2.0
"""A portfolio of dossiers asks about the names that they confirm, with the answers of `match_all` on that day."""

import json
from collections.abc import Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from advisories.csaf.documents import document
from advisories.csaf.documents import product as listed
from advisories.portfolio.test_matching import SPARK_MISSING, Findings, Statuses, sbom, written
from advisories.product_sources import (
    below,
    cpe,
    criterion,
    cve,
    node,
    nvd,
    product,
    write_cves,
    write_nvd,
    write_pairs,
)
from advisories.sources import affected, folder, record, span
from dossier.samples import DEVICE, put
from medward.advisories import build as build_database
from medward.advisories import match_all
from medward.advisories.confirmed import Confirmations
from medward.advisories.portfolio.advisories import export
from medward.advisories.portfolio.building import build
from medward.advisories.portfolio.matching import match_on_spark, match_portfolio
from medward.advisories.portfolio.touching import touched
from medward.dossier import load
from medward.inventory.reader import read

DAY = date(2099, 6, 1)
SHA256 = "a" * 64
TLS, OS = cpe("openssl:openssl"), cpe("acme:rtos", part="o")
DEB = "pkg:deb/debian/libinfuse1@2.4-1?upstream=infuse&distro=debian-12"

COMPONENTS: tuple[Mapping[str, Any], ...] = (
    {"name": "bare", "version": "1.0"},
    {"name": "newer", "version": "3.0.8"},
    {"name": "letters", "version": "2.0-beta c"},
    {"name": "versionless"},
    {"name": "Drip Core", "version": "1.0", "supplier": {"name": "Acme, Inc."}},
    {"name": "own purl", "version": "1.0", "purl": "pkg:pypi/drip@1.0"},
    {"name": "clean purl", "version": "9", "purl": "pkg:pypi/drip@9"},
    {"name": "unplaced purl", "version": "x y", "purl": "pkg:pypi/drip@x%20y"},
    {"name": "unheard purl", "version": "1.0", "purl": "pkg:generic/tls@1.0"},
    {"name": "own cpe", "version": "3.0.1", "cpe": cpe("openssl:openssl", "3.0.1")},
    {"name": "unknown cpe", "version": "1.0", "cpe": cpe("nobody:knows", "1.0")},
    {
        "name": "undecided cpe",
        "version": "2.0-beta c",
        "cpe": cpe("openssl:openssl", "2.0-beta c".replace(" ", "_")),
    },
    {"name": "platform", "version": "1", "cpe": cpe("acme:app", "1")},
    {"name": "packaged", "version": "2.4-1", "purl": DEB},
    {"name": "forged", "version": "1", "purl": DEB, "hashes": [{"alg": "SHA-256", "content": SHA256}]},
)
CONFIRMED: tuple[Mapping[str, Any], ...] = (
    {"cpes": [TLS]},
    {"cpes": [cpe("acme:unheard")]},
    {"cpes": [OS]},
    {"purls": ["pkg:pypi/drip"]},
    {"purls": ["pkg:npm/paired"]},
    {"purls": ["pkg:deb/debian/infuse?distro=debian-12"]},
    {"purls": ["pkg:pypi/open"]},
    {"products": [{"vendor": "Acme, Inc.", "product": "Drip Core"}]},
    {"purls": ["pkg:pypi/drip"], "cpes": [TLS]},
    {"none": True},
    {"cpes": [TLS], "expires": "2099-05-31"},
    {"cpes": [TLS], "date": "2099-06-02"},
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Advisories of every kind on the products and packages of the components and of the confirmed names."""
    root = tmp_path_factory.mktemp("sources")
    commits = span("introduced 0", kind="GIT")
    folder(
        root,
        record("PYSEC-2099-1", affected("PyPI", "drip", span("introduced 0", "fixed 2.0"))),
        record("PYSEC-2099-2", affected("PyPI", "open", {**commits, "repo": "https://example.org/open"})),
    )
    folder(root, record("NPM-2099-1", affected("npm", "other", span("introduced 0"))), ecosystem="npm")
    folder(
        root,
        record("DSA-2099-1", affected("Debian:12", "infuse", span("introduced 0", "fixed 2.4-0"))),
        ecosystem="Debian",
    )
    write_cves(root, cve("CVE-2099-0001", product("Acme, Inc.", "Drip Core", below("2.0"))))
    on_platform = {
        "operator": "AND",
        "nodes": [
            node(criterion(cpe("acme:app"))),
            node(criterion(OS, vulnerable=False)),
        ],
    }
    write_nvd(
        root,
        nvd("CVE-2099-0002", node(criterion(TLS, versionEndExcluding="3.0.8"))),
        nvd("CVE-2099-0003", on_platform),
    )
    write_pairs(root, ["pkg:npm/paired"], [TLS])
    hashes = [{"file_hashes": [{"algorithm": "sha256", "value": SHA256}], "filename": "a.bin"}]
    advice = document(listed("Acme", "Firmware", "1", product_identification_helper={"hashes": hashes}))
    path = root / "csaf" / "acme" / "2099" / "acme-1.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(advice), encoding="utf-8")
    build_database(root, root / "a.duckdb")
    return root / "a.duckdb"


def dossier(root: Path, said: Mapping[str, Any], components: tuple[Mapping[str, Any], ...] = COMPONENTS) -> Path:
    """A dossier of one release that confirms the same of every component by its name."""
    common = {"reason": "r", "author": "Security engineer", "date": "2099-05-01", **said}
    identities = {"identities": [{"component": one["name"], **common} for one in components]}
    release = "releases: [{id: R-1, version: '1', status: current, sboms: [{file: files/a.json}]}]\n"
    sbom(root / "files" / "a.json", list(components))
    return put(root, {"device.yaml": DEVICE + release, "identities.yaml": json.dumps(identities)})


def singly(dossiers: list[Path], database: Path, day: date = DAY) -> tuple[Statuses, Findings]:
    """What `match_all` says of each dossier's SBOM with the dossier's own confirmations."""
    statuses: Statuses = {}
    findings: Findings = {}
    for one in dossiers:
        file = one / "files" / "a.json"
        confirmations = Confirmations(load(one).dossier.identities, day)
        (report,) = match_all([read(file)], database, confirmations)
        for part in report.components:
            statuses[str(file), part.component] = part.status.value
            for found in part.findings:
                told = (found.confidence, str(found.path), found.fixed_in, found.known_exploited is not None)
                findings[str(file), part.component, found.vulnerability] = told
    return statuses, findings


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dossiers")
    for number, said in enumerate(CONFIRMED):
        dossier(root / f"{number:02}", said)
    return root


@pytest.fixture(scope="module")
def portfolio(dossiers: Path) -> Path:
    built = build([dossiers], dossiers / "portfolio")
    assert built.confirmed == len(CONFIRMED) * len(COMPONENTS)
    return dossiers / "portfolio"


def test_answers_with_confirmed_names_are_those_of_match_all(
    portfolio: Path, dossiers: Path, database: Path, tmp_path: Path
) -> None:
    match_portfolio(portfolio, database, tmp_path / "out", as_of=DAY)
    statuses, findings = singly(sorted(dossiers.glob("[0-9]*")), database)
    found = written(tmp_path / "out")
    assert found == (statuses, findings)
    assert set(statuses.values()) == {"affected", "not_affected", "unidentified", "not_covered"}
    assert {path for _, path, _, _ in findings.values()} >= {"confirmed", "purl→cpe", "hash", "purl", "cpe"}


def test_a_confirmation_counts_from_its_day_to_its_last(dossiers: Path, database: Path, tmp_path: Path) -> None:
    build([dossiers], tmp_path / "portfolio")
    for day in (date(2099, 4, 30), date(2099, 5, 31), date(2099, 6, 2)):
        match_portfolio(tmp_path / "portfolio", database, tmp_path / f"{day}", as_of=day)
        assert written(tmp_path / f"{day}") == singly(sorted(dossiers.glob("[0-9]*")), database, day)


def test_a_database_without_products_gives_the_same_answers(dossiers: Path, tmp_path: Path) -> None:
    folder(tmp_path, record("PYSEC-2099-1", affected("PyPI", "drip", span("introduced 0", "fixed 2.0"))))
    build_database(tmp_path, tmp_path / "a.duckdb")
    build([dossiers], tmp_path / "portfolio")
    match_portfolio(tmp_path / "portfolio", tmp_path / "a.duckdb", tmp_path / "out", as_of=DAY)
    assert written(tmp_path / "out") == singly(sorted(dossiers.glob("[0-9]*")), tmp_path / "a.duckdb")


@pytest.mark.spark
@pytest.mark.skipif(bool(SPARK_MISSING), reason=SPARK_MISSING)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_spark_asks_about_confirmed_names_as_duckdb_does(portfolio: Path, database: Path, tmp_path: Path) -> None:
    export(database, tmp_path / "export")
    match_portfolio(portfolio, database, tmp_path / "duck", as_of=DAY)
    match_on_spark(portfolio, tmp_path / "export", str(tmp_path / "spark"), "parquet", "local[2]", as_of=DAY)
    assert written(tmp_path / "spark", "{}.parquet/*.parquet") == written(tmp_path / "duck")


def test_a_new_advisory_touches_a_component_by_its_confirmed_name(tmp_path: Path) -> None:
    dossier(tmp_path / "pump", {"cpes": [TLS], "purls": ["pkg:pypi/drip"]}, COMPONENTS[:1])
    build([tmp_path / "pump"], tmp_path / "portfolio")
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record("X-1", affected("PyPI", "drip", span("introduced 0", "fixed 2")))))
    (found,) = touched([path], tmp_path / "portfolio", as_of=DAY).touched
    assert (found.name, found.vulnerability, found.confidence, found.path) == (
        "bare",
        "X-1",
        "strong",
        "confirmed",
    )


def test_what_a_dossier_says_now_counts_and_what_it_said_before_leaves_no_mark(
    database: Path, tmp_path: Path
) -> None:
    one = dossier(tmp_path / "pump", {"cpes": [TLS]}, COMPONENTS[:1])
    assert build([one], tmp_path / "portfolio").read == 1
    assert build([one], tmp_path / "portfolio").read == 0
    dossier(tmp_path / "pump", {"none": True}, COMPONENTS[:1])
    assert build([one], tmp_path / "portfolio").read == 1
    match_portfolio(tmp_path / "portfolio", database, tmp_path / "out", as_of=DAY)
    statuses, findings = written(tmp_path / "out")
    assert (list(chain(statuses.values())), findings) == (["unidentified"], {})
