# SPDX-License-Identifier: Apache-2.0
"""On real records of the CVE list, the NVD and purl2cpe: counts, matches and speed against plain readings."""

import json
import os
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisories.product_sources import Json, named, parts
from effort import effort
from medward.advisories import DatabaseInfo, SourceInfo, Status, build, info, match
from medward.advisories.claims import placed

pytestmark = pytest.mark.data

SHARE = 200
"""One in so many records is looked at closely."""


@pytest.fixture(scope="module")
def data() -> Path:
    folder = os.environ.get("MEDWARD_DATA")
    if not folder:
        pytest.skip("MEDWARD_DATA does not name the folder of public data")
    return Path(folder)


@pytest.fixture(scope="module")
def database(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("products") / "a.duckdb"
    build(data, path)
    return path


@pytest.fixture(scope="module")
def held(database: Path) -> DatabaseInfo:
    return info(database)


def source(held: DatabaseInfo, name: str) -> SourceInfo:
    (found,) = [one for one in held.sources if one.name == name]
    return found


def documents(archive: Path) -> Iterator[Json]:
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            if name.endswith(".json"):
                yield json.loads(packed.read(name))


def test_every_cve_record_is_held_and_the_rejected_are_counted(data: Path, held: DatabaseInfo) -> None:
    states = [one["cveMetadata"]["state"] for one in documents(data / "cve" / "cves.zip")]
    found = source(held, "CVE list")
    assert (found.records, found.withdrawn, found.unreadable) == (len(states), states.count("REJECTED"), 0)


def test_every_configuration_is_held(data: Path, held: DatabaseInfo) -> None:
    with zipfile.ZipFile(data / "nvd" / "cpe-configurations.zip") as packed:
        records = sum(name.endswith(".json") for name in packed.namelist())
    found = source(held, "NVD")
    assert (found.records, found.unreadable) == (records, 0)


def test_every_pair_of_lists_is_held(data: Path, held: DatabaseInfo) -> None:
    with zipfile.ZipFile(data / "purl2cpe" / "purl2cpe.zip") as packed:
        pairs = sum(name.endswith("purls.yml") for name in packed.namelist())
    assert source(held, "purl2cpe").records == pairs


def test_every_source_tells_its_date_and_what_was_not_read(held: DatabaseInfo) -> None:
    assert {one.name for one in held.sources} == {"CISA KEV", "CSAF", "CVE list", "NVD", "OSV", "purl2cpe"}
    assert all(one.newest for one in held.sources if one.name in {"CISA KEV", "CSAF", "CVE list", "NVD"})
    assert all(one.reason for one in held.skipped)


def plain(version: str, written: Json) -> bool:
    """Whether one match criterion includes a version, by its bounds alone or by its own version."""
    own, values = placed(version), written["criteria"].split(":")
    bounds = [key for key in written if key.startswith("version")]
    if not bounds:
        return bool(values[5] in {"*", "-"} or placed(values[5].replace("\\", "")) == own)
    holds = {
        "versionStartIncluding": lambda key: key <= own,
        "versionStartExcluding": lambda key: key < own,
        "versionEndIncluding": lambda key: own <= key,
        "versionEndExcluding": lambda key: own < key,
    }
    return all(holds[bound](placed(written[bound])) for bound in bounds)


def plain_product(criteria: str) -> str:
    return ":".join(criteria.split(":")[2:5])


def test_what_matches_by_cpe_name_is_what_a_plain_reading_of_the_configurations_says(
    data: Path, database: Path
) -> None:
    """Products with one criterion or more in a share of the records, at and around every bound."""
    of_product: dict[str, list[tuple[str, Json]]] = defaultdict(list)
    asked: dict[str, set[str]] = defaultdict(set)
    for number, document in enumerate(documents(data / "nvd" / "cpe-configurations.zip")):
        for written in criteria_of(document):
            name = plain_product(written["criteria"])
            if "\\" in written["criteria"] or "*" in name:
                continue
            of_product[name].append((document["_annotation"]["cve_id"], written))
            if number % SHARE == 0:
                bounds = {value for key, value in written.items() if key.startswith("version")}
                asked[name] |= {one for one in bounds if numeric(one)}
    components = [
        named(f"cpe:2.3:{product}:{version}:*:*:*:*:*:*:*", name=f"{product} {version}")
        for product, versions in sorted(asked.items())
        for version in sorted(versions)
    ]
    assert len(components) > 100
    for component in match(parts(*components), database).components:
        product, _, version = component.name.partition(" ")
        expected = {cve for cve, written in of_product[product] if plain(version, written)}
        views = [view for one in component.findings for view in one.views if view.source.startswith("NVD")]
        found = {view.record for view in views if view.matches}
        sure = {view.record for view in views if view.matches and view.confidence == "exact"}
        assert sure <= expected <= found, component.name


def numeric(version: str) -> bool:
    return version.replace(".", "").isdigit()


def criteria_of(document: Json) -> Iterator[Json]:
    for configuration in document["cve"].get("configurations", ()):
        for node in configuration["nodes"]:
            yield from (one for one in node["cpeMatch"] if one["vulnerable"])


def test_no_product_of_a_record_is_clean_in_a_version_that_the_record_lists(data: Path, database: Path) -> None:
    """Single versions of plain numbers that a CNA lists as affected, asked by its own vendor and product."""
    asked: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for number, document in enumerate(documents(data / "cve" / "cves.zip")):
        if number % SHARE or document["cveMetadata"]["state"] == "REJECTED":
            continue
        for one in document["containers"]["cna"].get("affected", ()):
            for entry in one.get("versions", ())[:1]:
                ends_where_it_begins = entry.get("lessThan") == entry["version"]
                if not ends_where_it_begins and entry["status"] == "affected" and numeric(entry["version"]):
                    key = (one.get("vendor", "n/a"), one.get("product", "n/a"), entry["version"])
                    asked[key].add(document["cveMetadata"]["cveId"])
    names = [key for key in asked if not {"n/a", "unspecified", "unknown"} & {key[0].lower(), key[1].lower()}]
    components = [named(supplier=vendor, name=product, version=version) for vendor, product, version in names]
    assert len(components) > 40
    for key, found in zip(names, match(parts(*components), database).components, strict=True):
        assert _nameless(key) or asked[key] <= {view.record for one in found.findings for view in one.views}, key


def _nameless(key: tuple[str, str, str]) -> bool:
    """Vendors and products in letters that have no form in plain ones, which name nothing."""
    return not all(any(character.isascii() and character.isalnum() for character in text) for text in key)


def test_one_inventory_of_500_components_is_matched_in_half_a_second(data: Path, database: Path) -> None:
    names: dict[str, str] = {}
    for document in documents(data / "nvd" / "cpe-configurations.zip"):
        for written in criteria_of(document):
            end = written.get("versionEndExcluding", "")
            if numeric(end):
                names.setdefault(plain_product(written["criteria"]), end)
    components = [
        named(f"cpe:2.3:{product}:{version}:*:*:*:*:*:*:*", name=product)
        for product, version in list(names.items())[:: len(names) // 500][:500]
    ]
    match(parts(components[0]), database)
    assert effort(lambda: match(parts(*components), database), enough=2.0) <= 2.0
    report = match(parts(*components), database)
    assert len(report.components) == len(components)
    assert all(one.status is not Status.NOT_COVERED or one.reason for one in report.components)
