# SPDX-License-Identifier: Apache-2.0
"""A portfolio asks under the names that the CPE dictionary links, with the answers of `match_all`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from advisories.dictionary_sources import entry, write_dictionary
from advisories.portfolio.test_confirming import DAY, dossier, singly
from advisories.portfolio.test_matching import SPARK_MISSING, plainly, sbom, written
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
from medward.advisories import build as build_database
from medward.advisories.portfolio.advisories import export
from medward.advisories.portfolio.building import build
from medward.advisories.portfolio.matching import match_on_spark, match_portfolio
from medward.advisories.portfolio.touching import touched

OLD, NEW, NEWEST = (cpe(f"{vendor}:drip", "1.2") for vendor in ("old", "new", "newest"))
RTOS, RTOS_NEW = (cpe(f"{vendor}:rtos", "5", part="o") for vendor in ("acme", "maker"))
DEB = "pkg:deb/debian/valve@1.2-3?distro=debian-12"
COMPONENTS: tuple[Mapping[str, Any], ...] = (
    {"name": "old", "version": "1.2", "cpe": OLD},
    {"name": "new", "version": "1.2", "cpe": NEW},
    {"name": "newest", "version": "1.2", "cpe": NEWEST},
    {"name": "other release", "version": "1.9", "cpe": cpe("old:drip", "1.9")},
    {"name": "no release", "version": "1.2", "cpe": cpe("old:drip")},
    {"name": "versionless", "cpe": cpe("old:drip")},
    {"name": "any part", "version": "1.2", "cpe": OLD.replace(":a:", ":*:")},
    {"name": "paired", "version": "1.2", "cpe": OLD, "purl": "pkg:npm/paired@1.2"},
    {"name": "packaged", "version": "1.2-3", "cpe": OLD, "purl": "pkg:deb/debian/drip@1.2-3?distro=debian-12"},
    {"name": "edition", "version": "1.2", "cpe": cpe("old:drip", "1.2", "sp1:*:*:*:*:*:*")},
    {"name": "undecided", "version": "1.2", "cpe": cpe("old:valve", "1.2")},
    {"name": "clean", "version": "1.3", "cpe": cpe("old:valve", "1.3")},
    {"name": "undecided package", "version": "1.2-3", "cpe": cpe("old:valve", "1.2"), "purl": DEB},
    {"name": "platform", "version": "5", "cpe": RTOS_NEW},
    {"name": "app", "version": "1", "cpe": cpe("acme:app", "1")},
    {"name": "bare", "version": "1.2"},
    {"name": "unknown", "version": "1", "cpe": cpe("nobody:knows", "1")},
)


VALVE = entry(cpe("old:valve", "1.2"), cpe("new:valve", "1.2"))


def sources(root: Path) -> Path:
    """Records on each name, on a platform by its old name, and a pair of purl2cpe."""
    nodes = [node(criterion(cpe("acme:app"))), node(criterion(RTOS, vulnerable=False))]
    ranges = {"old": "1.5", "new": "2.0", "newest": "2.0"}
    write_nvd(
        root,
        *(
            nvd(f"CVE-2099-000{at}", node(criterion(cpe(f"{name}:drip"), versionEndExcluding=end)))
            for at, (name, end) in enumerate(ranges.items(), start=1)
        ),
        nvd("CVE-2099-0004", {"operator": "AND", "nodes": nodes}),
        nvd("CVE-2099-0005", node(criterion(cpe("newest:drip", "1.2", "sp1:*:*:*:*:*:*")))),
        nvd("CVE-2099-0006", node(criterion(cpe("new:drip"), versionEndExcluding="1.0-beta"))),
        nvd("CVE-2099-0008", node(criterion(cpe("old:valve"), versionEndExcluding="1.0"))),
        nvd("CVE-2099-0009", node(criterion(cpe("new:valve"), versionEndExcluding="1.2-beta"))),
    )
    write_pairs(root, ["pkg:npm/paired"], [cpe("new:drip")])
    return write_cves(root, cve("CVE-2099-0007", product("old", "drip", below("2.0"))))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = sources(tmp_path_factory.mktemp("sources"))
    write_dictionary(root, entry(OLD, NEW), entry(NEW, NEWEST), entry(RTOS, RTOS_NEW), entry(NEWEST), VALVE)
    build_database(root, root / "a.duckdb")
    return root / "a.duckdb"


@pytest.fixture(scope="module")
def sboms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with all components, and one for each alone."""
    folder = tmp_path_factory.mktemp("sboms")
    sbom(folder / "all.json", list(COMPONENTS))
    for number, one in enumerate(COMPONENTS):
        sbom(folder / f"{number:02}.json", [one])
    return folder


def test_answers_under_linked_names_are_those_of_match_all(sboms: Path, database: Path, tmp_path: Path) -> None:
    build([sboms], tmp_path / "portfolio")
    match_portfolio(tmp_path / "portfolio", database, tmp_path / "out")
    expected = plainly(sorted(sboms.iterdir()), database)
    assert written(tmp_path / "out") == expected
    assert {"not_covered", "not_affected", "affected", "unidentified"} <= set(expected[0].values())
    told = [(path, sure) for sure, path, _, _ in expected[1].values()]
    assert {("cpe deprecated", "strong"), ("cpe deprecated", "possible"), ("cpe", "exact")} <= set(told)


def test_without_a_dictionary_they_are_too_and_nothing_is_asked(sboms: Path, tmp_path: Path) -> None:
    build_database(sources(tmp_path / "sources"), tmp_path / "a.duckdb")
    build([sboms], tmp_path / "portfolio")
    match_portfolio(tmp_path / "portfolio", tmp_path / "a.duckdb", tmp_path / "out")
    statuses, findings = written(tmp_path / "out")
    assert (statuses, findings) == plainly(sorted(sboms.iterdir()), tmp_path / "a.duckdb")
    assert "cpe deprecated" not in {path for _, path, _, _ in findings.values()}


@pytest.mark.parametrize(
    "said", [{"cpes": [cpe("old:drip")]}, {"cpes": [cpe("maker:rtos", part="o"), cpe("new:drip")]}, {"none": True}]
)
def test_confirmed_names_are_followed_too(said: Mapping[str, Any], database: Path, tmp_path: Path) -> None:
    one = dossier(tmp_path / "d" / "0", said, COMPONENTS)
    build([tmp_path / "d"], tmp_path / "portfolio")
    match_portfolio(tmp_path / "portfolio", database, tmp_path / "out", as_of=DAY)
    assert written(tmp_path / "out") == singly([one], database)


def test_an_exported_database_gives_the_same_answers(sboms: Path, database: Path, tmp_path: Path) -> None:
    build([sboms], tmp_path / "portfolio")
    export(database, tmp_path / "export")
    match_portfolio(tmp_path / "portfolio", tmp_path / "export", tmp_path / "out")
    assert written(tmp_path / "out") == plainly(sorted(sboms.iterdir()), database)


def test_a_new_advisory_touches_a_component_by_the_dictionary_of_another_database(
    sboms: Path, database: Path, tmp_path: Path
) -> None:
    build([sboms / "00.json"], tmp_path / "portfolio")
    path = tmp_path / "CVE-2099-0009.json"
    configurations = [{"nodes": [node(criterion(cpe("new:drip"), versionEndExcluding="2.0"))]}]
    path.write_text(json.dumps(cve("CVE-2099-0009", cpeApplicability=configurations)))
    assert touched([path], tmp_path / "portfolio").touched == ()
    (found,) = touched([path], tmp_path / "portfolio", pairs=database).touched
    assert (found.path, found.confidence) == ("cpe deprecated", "strong")


@pytest.mark.spark
@pytest.mark.skipif(bool(SPARK_MISSING), reason=SPARK_MISSING)
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_spark_asks_under_linked_names_as_duckdb_does(sboms: Path, database: Path, tmp_path: Path) -> None:
    build([sboms], tmp_path / "portfolio")
    export(database, tmp_path / "export")
    match_portfolio(tmp_path / "portfolio", database, tmp_path / "duck")
    match_on_spark(tmp_path / "portfolio", tmp_path / "export", str(tmp_path / "spark"), "parquet", "local[2]")
    assert written(tmp_path / "spark", "{}.parquet/*.parquet") == written(tmp_path / "duck")
