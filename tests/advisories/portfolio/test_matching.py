# SPDX-License-Identifier: Apache-2.0
"""A portfolio is matched at once with the same answers as its inventories one by one, on every engine."""

import importlib.util
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from advisories.sources import SAMPLES
from medward.advisories import MatchReport, match_all
from medward.advisories import build as build_database
from medward.advisories.portfolio.advisories import export
from medward.advisories.portfolio.building import build
from medward.advisories.portfolio.matching import match_on_spark, match_portfolio
from medward.inventory.reader import read

PURLS = [
    "pkg:pypi/drip-core@1.0",
    "pkg:pypi/drip-core@9",
    "pkg:pypi/dripp-core",
    "pkg:golang/example.org/pump/gateway@v1.2.9",
    "pkg:deb/debian/libinfuse1@2.4-1?upstream=infuse&distro=debian-12",
    "pkg:deb/debian/libinfuse1@2.4-1",
    "pkg:pypi/alarm-tones@not a version",
    "pkg:unheard/of@1",
]
SPARK_MISSING = (
    "" if importlib.util.find_spec("pyspark") and shutil.which("java") else "pyspark or Java is missing"
)

Statuses = dict[tuple[str, str], str]
Findings = dict[tuple[str, str, str], tuple[str, str, tuple[str, ...], bool]]


def sbom(path: Path, components: list[Mapping[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    listed = [{"type": "library", "bom-ref": f"{number}", **one} for number, one in enumerate(components)]
    named = {"component": {"type": "firmware", "name": path.parent.name, "version": "1"}}
    document = {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": named, "components": listed}
    path.write_text(json.dumps(document))
    return path


def of_purls(folder: Path) -> Path:
    for number in range(1, len(PURLS) + 1):
        sbom(folder / f"{number}.json", [{"name": purl, "purl": purl} for purl in PURLS[:number]])
    return folder


def of_products(folder: Path, database: Path, most: int) -> Path:
    """SBOMs of the packages and products that a database knows, at versions that its ranges write."""
    with duckdb.connect(str(database), read_only=True) as connection:
        known = connection.execute(
            """
            select ecosystem, name, until from interval join package on package.id = package
            where until != '' and ecosystem in ('PyPI', 'Go', 'CPE', 'CNA') and not contains(until, ' ')
            order by hash(name, until) limit $most
        """,
            {"most": most},
        ).fetchall()
    components = [_component(*one) for one in known]
    for number in range(10):
        sbom(folder / f"{number}.json", components[number * len(components) // 12 :][: len(components) // 8])
    return folder


def _component(ecosystem: str, name: str, version: str) -> Mapping[str, Any]:
    if ecosystem == "CPE":
        quoted = "".join(char if char.isalnum() or char in "._-" else f"\\{char}" for char in version)
        return {"name": name, "version": version, "cpe": f"cpe:2.3:{name}:{quoted.lower()}:*:*:*:*:*:*:*"}
    if ecosystem == "CNA":
        vendor, product = name.split(":", 1)
        return {"name": product, "version": version, "supplier": {"name": vendor}}
    purl = f"pkg:pypi/{name}@{version}" if ecosystem == "PyPI" else f"pkg:golang/{name}@v{version}"
    return {"name": name, "version": version, "purl": purl}


def plainly(files: list[Path], database: Path) -> tuple[Statuses, Findings]:
    """What `match_all` says."""
    reports: tuple[MatchReport, ...] = match_all([read(path) for path in files], database)
    pairs = [(str(path), one) for path, report in zip(files, reports, strict=True) for one in report.components]
    statuses = {(file, one.component): one.status.value for file, one in pairs}
    findings = {
        (file, one.component, found.vulnerability): (
            found.confidence,
            str(found.path),
            found.fixed_in,
            found.known_exploited is not None,
        )
        for file, one in pairs
        for found in one.findings
    }
    return statuses, findings


def written(output: Path, pattern: str = "{}.parquet") -> tuple[Statuses, Findings]:
    """What a match wrote."""
    tables = {name: f"'{output / pattern.format(name)}'" for name in ("releases", "components", "findings")}
    shown = duckdb.connect()
    for name, path in tables.items():
        shown.execute(f"create view {name} as from {path}")
    ended = shown.sql("select file, ref, status from components join releases on id = release").fetchall()
    told = shown.sql("""
        select file, component, vulnerability, confidence, path, fixed_in, findings.known_exploited
        from findings join releases on id = release
    """).fetchall()
    return (
        {(file, ref): status for file, ref, status in ended},
        {
            (file, ref, name): (sure, path, tuple(fixed or ()), known)
            for file, ref, name, sure, path, fixed, known in told
        },
    )


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "a.duckdb"
    build_database(SAMPLES, path)
    return path


def test_answers_are_those_of_match_all(samples: Path, tmp_path: Path) -> None:
    folder = of_purls(tmp_path / "sboms")
    build([folder], tmp_path / "portfolio")
    summary = match_portfolio(tmp_path / "portfolio", samples, tmp_path / "out")
    expected = plainly(sorted(folder.iterdir()), samples)
    assert written(tmp_path / "out") == expected
    assert summary.findings == len(expected[1])
    assert sum(summary.components.values()) == len(expected[0])


def test_an_exported_database_gives_the_same_answers(samples: Path, tmp_path: Path) -> None:
    build([of_purls(tmp_path / "sboms")], tmp_path / "portfolio")
    export(samples, tmp_path / "export")
    match_portfolio(tmp_path / "portfolio", samples, tmp_path / "one")
    match_portfolio(tmp_path / "portfolio", tmp_path / "export", tmp_path / "other")
    assert written(tmp_path / "one") == written(tmp_path / "other")


def test_an_unreadable_release_is_told_and_not_clean(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "sboms").mkdir()
    (tmp_path / "sboms/broken.json").write_text("{")
    build([tmp_path / "sboms"], tmp_path / "portfolio")
    summary = match_portfolio(tmp_path / "portfolio", samples, tmp_path / "out")
    assert (summary.releases, summary.unread) == (1, 1)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not os.environ.get("MEDWARD_DATA"):
        pytest.skip("MEDWARD_DATA names no public data")
    path = tmp_path_factory.mktemp("everything") / "a.duckdb"
    build_database(Path(os.environ["MEDWARD_DATA"]), path)
    return path


@pytest.mark.data
def test_answers_on_public_data_are_those_of_match_all(everything: Path, tmp_path: Path) -> None:
    folder = of_products(tmp_path / "sboms", everything, 3_000)
    build([folder], tmp_path / "portfolio")
    match_portfolio(tmp_path / "portfolio", everything, tmp_path / "out")
    expected = plainly(sorted(folder.iterdir()), everything)
    assert written(tmp_path / "out") == expected
    assert len(expected[1]) > 1_000


@pytest.mark.data
@pytest.mark.spark
@pytest.mark.skipif(bool(SPARK_MISSING), reason=SPARK_MISSING)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_spark_gives_the_same_rows_as_duckdb(everything: Path, tmp_path: Path) -> None:
    build([of_products(tmp_path / "sboms", everything, 2_000)], tmp_path / "portfolio")
    export(everything, tmp_path / "export")
    match_portfolio(tmp_path / "portfolio", everything, tmp_path / "duck")
    match_on_spark(tmp_path / "portfolio", tmp_path / "export", str(tmp_path / "spark"), "parquet", "local[2]")
    assert written(tmp_path / "spark", "{}.parquet/*.parquet") == written(tmp_path / "duck")
