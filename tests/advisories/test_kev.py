# SPDX-License-Identifier: Apache-2.0
"""CISA's catalogue: every usable entry is read, every other one is told."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.sources import SAMPLES, Json, entry
from medward.advisories import kev
from medward.advisories.model import KnownExploited

SAMPLE = (SAMPLES / "kev/known_exploited_vulnerabilities.json").read_bytes()


def parsed(*entries: object) -> kev.Catalogue:
    return kev.parse(json.dumps({"vulnerabilities": entries}).encode(), "kev.json")


def test_entries_are_read_and_sorted() -> None:
    catalogue = kev.parse(SAMPLE, "kev.json")
    assert [one.cve for one in catalogue.entries] == ["CVE-2099-0001", "CVE-2099-0020"]
    assert catalogue.entries[0] == KnownExploited(
        "CVE-2099-0001", date(2099, 3, 4), date(2099, 3, 25), "Known", "Apply the update."
    )
    assert catalogue.skipped == ()


def test_an_entry_needs_only_its_cve_and_its_date() -> None:
    (one,) = parsed({"cveID": " cve-2099-0001 ", "dateAdded": "2099-01-02"}).entries
    assert one == KnownExploited("CVE-2099-0001", date(2099, 1, 2), None, "", "")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ({"dateAdded": "2099-01-02"}, "it cannot be read: Object missing required field cveID"),
        ({"cveID": "CVE-2099-0001"}, "it cannot be read: Object missing required field dateAdded"),
        ({"cveID": "CVE-2099-0001", "dateAdded": "soon"}, "it cannot be read: Invalid RFC3339 encoded date"),
        ("CVE-2099-0001", "it cannot be read: Expected object, got str"),
    ],
)
def test_an_entry_that_cannot_be_used_stops_no_other(bad: object, reason: str) -> None:
    catalogue = parsed(bad, entry("CVE-2099-0002"))
    assert [one.cve for one in catalogue.entries] == ["CVE-2099-0002"]
    (skipped,) = catalogue.skipped
    assert skipped.where == "kev.json: entry 0"
    assert skipped.reason.startswith(reason)


def test_of_two_entries_for_one_cve_the_first_stands() -> None:
    second: Json = entry("CVE-2099-0001", requiredAction="Other.")
    catalogue = parsed(entry("CVE-2099-0001"), second)
    assert [one.action for one in catalogue.entries] == ["Update."]
    assert catalogue.skipped[0].reason == "CVE-2099-0001 is written twice, and the first stands"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not a KEV catalogue"),
        (b"[]", "it is not a KEV catalogue"),
        (b"{}", "it is not a KEV catalogue"),
        (b'{"vulnerabilities": 1}', "it is not a KEV catalogue"),
        (b'{"vulnerabilities": [' + b"[" * 100_000, "it is not a KEV catalogue: it is nested too deeply"),
        (b" " * (kev.MAX_BYTES + 1), "it has more than the 67,108,864 bytes allowed"),
    ],
)
def test_what_is_no_catalogue_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(kev.CatalogueError) as refused:
        kev.parse(data, "kev.json")
    assert str(refused.value).startswith(reason)


def test_a_file_that_cannot_be_read_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(kev.CatalogueError, match="it cannot be read: Is a directory"):
        kev.read(tmp_path)


@given(st.data())
def test_a_mutated_catalogue_is_read_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SAMPLE) - 1))
    mutated = SAMPLE[:at] + data.draw(st.binary(max_size=8)) + SAMPLE[at + data.draw(st.integers(0, 20)) :]
    try:
        catalogue = kev.parse(mutated, "kev.json")
    except kev.CatalogueError as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right, and neither may be silent
    else:
        assert len(catalogue.entries) + len(catalogue.skipped) <= 2
