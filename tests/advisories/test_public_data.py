# SPDX-License-Identifier: Apache-2.0
"""On real records: every version that is affected is found, and no other.

PyPI's records enumerate their versions, so the enumeration is the truth. Go's name only ranges, so the truth is a
plain evaluation of OSV's algorithm. `inconsistent_pypi.txt` lists the records whose own ranges hold versions of
their package that they do not enumerate: those versions are found too, as the algorithm demands.
"""

import json
import os
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from packageurl import PackageURL

from advisories.evaluation import affected_by, included_in_range, included_in_versions
from advisories.sources import Json, inventory
from medward.advisories import DatabaseInfo, Status, build, info, match
from medward.advisories.ecosystems import normal_name
from medward.versions import InvalidVersionError, key_function

pytestmark = pytest.mark.data
INCONSISTENT = Path(__file__).parent / "inconsistent_pypi.txt"


class Pair(NamedTuple):
    """A record and a package of which it says something."""

    record: str
    package: str


@pytest.fixture(scope="module")
def data() -> Path:
    folder = os.environ.get("MEDWARD_DATA")
    if not folder:
        pytest.skip("MEDWARD_DATA does not name the folder of public data")
    return Path(folder)


@pytest.fixture(scope="module")
def osv(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OSV and KEV alone: what other sources say of the same packages is held by `test_product_data.py`."""
    folder = tmp_path_factory.mktemp("osv")
    for source in ("osv", "kev"):
        (folder / source).symlink_to(data / source)
    return folder


@pytest.fixture(scope="module")
def database(osv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("public") / "a.duckdb"
    build(osv, path)
    return path


def all_records(data: Path, ecosystem: str) -> list[Json]:
    with zipfile.ZipFile(data / "osv" / ecosystem / "all.zip") as archive:
        return [json.loads(archive.read(name)) for name in archive.namelist()]


def live_records(data: Path, ecosystem: str) -> list[Json]:
    return [record for record in all_records(data, ecosystem) if not record.get("withdrawn")]


def statements(records: Iterable[Json], ecosystem: str) -> Iterator[tuple[Pair, Json]]:
    for record in records:
        for statement in record.get("affected", ()):
            yield Pair(record["id"], normal_name(ecosystem, statement["package"]["name"])), statement


def found_versions(database: Path, kind: str, asked: dict[str, set[str]]) -> dict[Pair, set[str]]:
    """For each record and package, the versions that matching finds, of those asked about."""
    purls = {
        PackageURL(kind, *_path(package), version).to_string(): (package, version)
        for package, versions in asked.items()
        for version in versions
    }
    found: dict[Pair, set[str]] = defaultdict(set)
    for component in match(inventory(*purls), database).components:
        package, version = purls[component.purl]
        for finding in component.findings:
            for record in finding.records:
                found[Pair(record, package)].add(version)
    return found


def _path(package: str) -> tuple[str | None, str]:
    namespace, _, name = package.rpartition("/")
    return namespace or None, name


def test_every_enumerated_version_is_found_and_no_other_known_one_is(data: Path, database: Path) -> None:
    enumerated: dict[Pair, set[str]] = defaultdict(set)
    ranges: dict[Pair, list[Json]] = defaultdict(list)
    known: dict[str, set[str]] = defaultdict(set)
    for pair, statement in statements(live_records(data, "PyPI"), "PyPI"):
        enumerated[pair] |= set(statement.get("versions", ()))
        ranges[pair] += [one for one in statement.get("ranges", ()) if one["type"] == "ECOSYSTEM"]
    for pair, statement in statements(all_records(data, "PyPI"), "PyPI"):
        known[pair.package] |= set(statement.get("versions", ()))
    found = found_versions(database, "pypi", known)
    key = key_function("pypi")
    others: dict[Pair, set[str]] = {}
    for pair, versions in enumerated.items():
        assert versions <= found[pair], pair
        beyond = {one for one in found[pair] - versions if not included_in_versions(one, sorted(versions), key)}
        assert all(any(included_in_range(one, each["events"], key) for each in ranges[pair]) for one in beyond), (
            pair
        )
        if beyond:
            others[pair] = beyond
    assert set(found) <= set(enumerated)
    assert sorted({pair.record for pair in others}) == sorted(INCONSISTENT.read_text().split())


def test_what_matches_in_go_is_what_the_algorithm_of_osv_calls_affected(data: Path, database: Path) -> None:
    key = cache(key_function("golang"))
    of_pair: dict[Pair, list[Json]] = defaultdict(list)
    asked: dict[str, set[str]] = defaultdict(set)
    for pair, statement in statements(live_records(data, "Go"), "Go"):
        of_pair[pair].append(statement)
        asked[pair.package] |= set(around(statement))
    found = found_versions(database, "golang", asked)
    for pair, described in of_pair.items():
        plain = {version for version in asked[pair.package] if affected_by(version, described, key)}
        assert found.get(pair, set()) == plain, pair
    assert set(found) <= set(of_pair)


def around(statement: Json) -> Iterator[str]:
    """Versions at and beside every event of a statement: itself, a pre-release of it, and the next patch."""
    yield from ("0.0.0", "0.0.1", "999.0.0")
    for one in statement.get("ranges", ()):
        for event in one["events"]:
            for version in event.values():
                if version != "0":
                    number, _, _ = version.partition("-")
                    yield from (version, f"{number}-0", number, f"{number.rpartition('.')[0]}.9999")


def test_no_component_of_a_public_record_is_called_clean_where_a_range_could_not_be_placed(
    data: Path, database: Path
) -> None:
    key = key_function("pypi")
    undecided = {
        pair.package
        for pair, statement in statements(live_records(data, "PyPI"), "PyPI")
        if not _placed(statement, key)
    }
    assert undecided == {"binderhub", "steam"}
    components = match(inventory(*(f"pkg:pypi/{one}@99999" for one in undecided)), database).components
    assert {component.status for component in components} == {Status.NOT_COVERED}


def _placed(statement: Json, key: object) -> bool:
    try:
        affected_by("99999", [statement], key)  # type: ignore[arg-type]  # a key function
    except InvalidVersionError:
        return False
    return True


FOLDERS = {
    "CISA KEV": "kev",
    "OSV": "osv",
    "CVE list": "cve",
    "NVD": "nvd",
    "purl2cpe": "purl2cpe",
    "CSAF": "csaf",
}
"""Source → the folder in which its publisher's layout lies."""


def test_every_record_is_read_or_counted_as_unreadable(data: Path, database: Path) -> None:
    read = {(source.name, source.part): source.records + source.unreadable for source in info(database).sources}
    assert read == {("CISA KEV", ""): _kev(data), **{("OSV", part): _files(data, part) for part in ("Go", "PyPI")}}


def test_everything_in_the_folder_is_read_or_named_as_not_read(data: Path, tmp_path: Path) -> None:
    held = build(data, tmp_path / "all.duckdb")
    read = {FOLDERS[source.name] for source in held.sources}
    named = {skipped.where.split("/")[0] for skipped in held.skipped}
    assert {entry.name for entry in data.iterdir() if entry.is_dir()} <= read | named
    assert read == set(FOLDERS.values())


def _files(data: Path, part: str) -> int:
    with zipfile.ZipFile(data / "osv" / part / "all.zip") as archive:
        return len(archive.namelist())


def _kev(data: Path) -> int:
    catalogue = json.loads((data / "kev/known_exploited_vulnerabilities.json").read_bytes())
    return int(catalogue["count"])


def test_the_same_data_give_the_same_database(osv: Path, database: Path, tmp_path: Path) -> None:
    again: DatabaseInfo = build(osv, tmp_path / "again.duckdb")
    assert again == info(database)
