# SPDX-License-Identifier: Apache-2.0
"""The sample of advisories: in the publishers' form, in our own words, and true to the public record.

The public records are read where MEDWARD_DATA names them; the sample itself needs nothing.
"""

import json
import os
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from medward import advisories
from medward.advisories import osv
from medward.dossier import Loaded
from medward.inventory import read
from medward.versions import key_function

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "advisories"
RECORDS = sorted((SAMPLE / "osv").glob("*/*.json"))
CATALOGUE = SAMPLE / "kev" / "known_exploited_vulnerabilities.json"
ECOSYSTEMS = {"PyPI": "PyPI", "Go": "Go", "npm": "npm", "Debian": "Debian:12"}
PREFIXES = {"PyPI": "PYSEC-", "Go": "GO-", "npm": "GHSA-", "Debian": "DEBIAN-CVE-"}
NUMBERS = {"PyPI": 24, "Go": 30, "npm": 12, "Debian": 30}
IN_PUBLIC_DATA = [path for path in RECORDS if path.parent.name in {"PyPI", "Go"}]

needs_data = pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no public data")


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_is_in_the_folder_and_file_that_its_id_names(path: Path) -> None:
    record = _json(path)
    ecosystem = path.parent.name

    assert record["id"] == path.stem
    assert record["id"].startswith(PREFIXES[ecosystem])
    assert {one["package"]["ecosystem"] for one in record["affected"]} == {ECOSYSTEMS[ecosystem]}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_record_is_read_whole_and_says_something_short_in_its_summary(path: Path) -> None:
    record, lost = osv.parse(path.read_bytes())

    assert lost == ""
    assert record.details is None
    assert 10 < len(record.summary or "") <= 130
    assert record.references


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_version_in_a_record_can_be_placed_in_the_order_of_its_ecosystem(path: Path) -> None:
    key = key_function(ECOSYSTEMS[path.parent.name].partition(":")[0])
    for one in _json(path)["affected"]:
        for span in one.get("ranges", ()):
            versions = [next(iter(event.values())) for event in span["events"]]
            pairs = zip(span["events"][::2], span["events"][1::2], strict=False)
            assert all("introduced" in start and "introduced" not in end for start, end in pairs)
            assert all(key(version) for version in versions if version != "0")


def test_the_sample_is_as_large_as_its_readme_says() -> None:
    text = (SAMPLE / "README.md").read_text("utf-8")

    assert Counter(path.parent.name for path in RECORDS) == NUMBERS
    assert f"{len(RECORDS)} records" in text
    assert all(f"| `osv/{folder}` | {number} |" in text for folder, number in NUMBERS.items())


def test_the_readme_says_that_it_is_no_database_to_rely_on() -> None:
    text = (SAMPLE / "README.md").read_text("utf-8")

    assert "Not a database to rely on" in text
    assert "medward database build" in text


def test_the_sample_holds_every_form_of_record() -> None:
    records = [_json(path) for path in RECORDS]
    events = [
        event
        for record in records
        for one in record["affected"]
        for span in one.get("ranges", ())
        for event in span["events"]
    ]
    affected = [one for record in records for one in record["affected"]]

    assert sum("withdrawn" in record for record in records) == 2
    assert sum("last_affected" in event for event in events) == 2
    assert sum("versions" in one for one in affected) == 2
    assert sum("ranges" not in one for one in affected) == 1
    assert any(len(span["events"]) > 2 for one in affected for span in one.get("ranges", ()))


def test_building_a_database_of_it_skips_nothing(tmp_path: Path) -> None:
    info = advisories.build(SAMPLE, tmp_path / "sample.duckdb")

    assert info.skipped == ()
    assert [skipped for source in info.sources for skipped in source.skipped] == []
    assert {source.part: source.records for source in info.sources if source.name == "OSV"} == NUMBERS
    assert info.known_exploited == len(_json(CATALOGUE)["vulnerabilities"]) == 10


def test_several_records_are_of_packages_that_the_device_has_in_other_versions(
    pump: Loaded, sample_database: Path
) -> None:
    matched = {
        record
        for sbom in pump.dossier.releases[0].sboms
        for finding in advisories.match(read(pump.folder / sbom.file), sample_database).findings
        for record in finding.records
    }

    assert len(matched) < len(RECORDS) * 2 / 3


@needs_data
@pytest.mark.data
@pytest.mark.parametrize("path", IN_PUBLIC_DATA, ids=lambda path: path.stem)
def test_what_decides_matching_is_that_of_the_public_record(path: Path) -> None:
    ours, public = _json(path), _public(path.parent.name)[path.stem]

    assert _decisive(ours) == _decisive(public)
    assert _versions(ours) <= _versions(public)
    assert ours.get("severity", []) == public.get("severity", [])


@needs_data
@pytest.mark.data
@pytest.mark.parametrize("path", IN_PUBLIC_DATA, ids=lambda path: path.stem)
def test_the_words_are_our_own(path: Path) -> None:
    ours, public = _json(path)["summary"], _public(path.parent.name)[path.stem]
    theirs = [*_words(public.get("summary", "")), "|", *_words(public.get("details", ""))]
    mine = _words(ours)
    runs = {tuple(theirs[at : at + 7]) for at in range(len(theirs))}

    assert not any(tuple(mine[at : at + 7]) in runs for at in range(len(mine) - 6))


@needs_data
@pytest.mark.data
def test_entries_of_the_catalogue_have_the_public_facts() -> None:
    public = json.loads((_data() / "kev" / CATALOGUE.name).read_text("utf-8"))["vulnerabilities"]
    by_cve = {entry["cveID"]: entry for entry in public}

    for entry in _json(CATALOGUE)["vulnerabilities"]:
        theirs = by_cve[entry["cveID"]]
        for fact in ("dateAdded", "dueDate", "knownRansomwareCampaignUse", "cwes"):
            assert entry[fact] == theirs[fact], (entry["cveID"], fact)
        assert entry["shortDescription"] != theirs["shortDescription"]


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _data() -> Path:
    return Path(os.environ["MEDWARD_DATA"])


@cache
def _public(ecosystem: str) -> dict[str, Any]:
    wanted = {f"{path.stem}.json" for path in IN_PUBLIC_DATA}
    with zipfile.ZipFile(_data() / "osv" / ecosystem / "all.zip") as archive:
        return {name[:-5]: json.loads(archive.read(name)) for name in archive.namelist() if name in wanted}


def _decisive(record: Any) -> Any:
    """Aliases, withdrawal and ranges of a record; ranges of commits are no part of the sample."""
    ranges = sorted(
        (one["package"]["name"], span["type"], json.dumps(span["events"]))
        for one in record["affected"]
        for span in one.get("ranges", ())
        if span["type"] != "GIT"
    )
    return sorted(set(record.get("aliases", ()))), record.get("withdrawn"), ranges


def _versions(record: Any) -> set[str]:
    return {version for one in record["affected"] for version in one.get("versions", ())}


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
