# SPDX-License-Identifier: Apache-2.0
"""One OSV record from bytes: what is read, what is refused, and what is lost without losing the record."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.sources import SAMPLES, affected, record, span
from medward.advisories import osv
from medward.advisories.decoding import UNKNOWN, RecordError, day, moment

SAMPLE = (SAMPLES / "osv/PyPI/PYSEC-2099-1.json").read_bytes()


def parsed(**fields: object) -> tuple[osv.Record, str]:
    return osv.parse(json.dumps(record("X-1", affected("PyPI", "p", span("introduced 0")), **fields)).encode())


def test_a_record_is_read_with_what_people_read() -> None:
    read, loss = osv.parse(SAMPLE)
    assert loss == ""
    assert read.id == "PYSEC-2099-1"
    assert read.other_ids == ("CVE-2099-0001", "GHSA-aaaa-0000-0001")
    assert read.headline == "Drip-Core accepts a rate without checking its sign"
    assert read.cwes == ("CWE-20",)
    assert day(read.modified) == date(2099, 3, 2)


def test_without_a_summary_the_headline_is_the_beginning_of_the_details_in_one_line() -> None:
    read, _ = parsed(details="One\n\tline.\x1b[31m And more.")
    assert read.headline == "One line. [31m And more."


def test_a_long_headline_is_cut() -> None:
    read, _ = parsed(summary="word " * 100)
    assert len(read.headline) <= osv.MAX_SUMMARY
    assert read.headline.endswith("word…")


def test_a_headline_cannot_turn_the_direction_of_writing() -> None:
    assert parsed(summary="safe\u202egnp.exe")[0].headline == "safe gnp.exe"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not JSON"),
        (b"{", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[]", "it does not have the shape of an OSV record"),
        (b"{}", "it does not have the shape of an OSV record"),
        (b'{"id": 7}', "it does not have the shape of an OSV record"),
        (b'{"id": "X", "affected": {}}', "it does not have the shape of an OSV record"),
        (b'{"id": "X", "affected": [{"versions": [1]}]}', "it does not have the shape of an OSV record"),
        (b'{"id": ""}', "its id is not 1 to 200 visible ASCII characters"),
        (b'{"id": "a b"}', "its id is not"),
        (b'{"id": "\\u0007"}', "its id is not"),
        (json.dumps({"id": "x" * 201}).encode(), "its id is not"),
        (b'{"id": "X", "aliases": ["\xff"]}', "a text in it is not UTF-8"),
        (b'{"id": "X", "x": ' + b"[" * 100_000, "it is nested too deeply"),
        (b'{"id": "X", "affected": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "it does not have the shape"),
    ],
)
def test_what_is_no_record_is_refused_with_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(RecordError) as refused:
        osv.parse(data)
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize(
    "fields",
    [
        {"severity": "high"},
        {"references": [{"type": "WEB"}]},
        {"database_specific": []},
        {"summary": 7},
        {"published": 2099},
        {"withdrawn": False},
    ],
)
def test_a_record_whose_texts_have_another_shape_still_matches(fields: dict[str, object]) -> None:
    read, loss = parsed(**fields)
    assert loss.startswith("held without its texts and severities: it does not have the shape")
    assert read.affected is not None
    assert read.affected[0].package == osv.Package("PyPI", "p")


def test_a_withdrawn_record_stays_withdrawn_whatever_the_shape_of_the_date() -> None:
    assert parsed(withdrawn="2099-01-01T00:00:00Z")[0].withdrawn is not None
    assert parsed(withdrawn="yesterday")[0].withdrawn is not None
    assert parsed(withdrawn=20990101)[0].withdrawn is not None
    assert parsed()[0].withdrawn is None


def test_a_date_of_change_that_cannot_be_read_is_lost_and_told() -> None:
    read, loss = parsed(modified="1-01-01T00:00:00Z")
    assert loss == "held without its date of change, which cannot be read"
    assert moment(read.modified) == UNKNOWN


def test_aliases_that_are_no_ids_are_left_out() -> None:
    read, _ = parsed(aliases=["CVE-2099-0001", "", "a b", "x" * 201], upstream=["CVE-2099-2", "CVE-2099-2", "\n"])
    assert read.other_ids == ("CVE-2099-0001",)
    assert read.upstream_ids == ("CVE-2099-2",)


def test_weaknesses_that_are_no_ids_are_left_out() -> None:
    assert parsed(database_specific={"cwe_ids": ["CWE-79", "CWE-20", "CWE-79", "none"]})[0].cwes == (
        "CWE-20",
        "CWE-79",
    )


@given(st.data())
def test_a_mutated_record_is_read_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SAMPLE) - 1))
    length = data.draw(st.integers(0, 20))
    mutated = SAMPLE[:at] + data.draw(st.binary(max_size=8)) + SAMPLE[at + length :]
    try:
        read, _ = osv.parse(mutated)
    except RecordError as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right, and neither may be silent
    else:
        assert read.id
        assert isinstance(read.headline, str)


@pytest.mark.parametrize(
    ("name", "upstream", "other_ids", "left"),
    [
        ("DEBIAN-CVE-2099-1234", ["CVE-2099-1234"], ("CVE-2099-1234",), ()),
        ("UBUNTU-CVE-2099-1234", ["CVE-2099-1234", "GHSA-x"], ("CVE-2099-1234",), ("GHSA-x",)),
        ("ALPINE-CVE-2099-1234", ["CVE-2099-1234"], ("CVE-2099-1234",), ()),
        ("DEBIAN-CVE-2099-1234", ["CVE-2099-9999"], (), ("CVE-2099-9999",)),
        ("DEBIAN-CVE-2099-1234", ["CVE-2099-1234", "CVE-2099-1235"], (), ("CVE-2099-1234", "CVE-2099-1235")),
        ("DEBIAN-CVE-2099-1234", [], (), ()),
        ("DSA-1-1", ["CVE-2099-1234"], (), ("CVE-2099-1234",)),
        ("USN-1-1", ["CVE-2099-1234", "UBUNTU-CVE-2099-1234"], (), ("CVE-2099-1234", "UBUNTU-CVE-2099-1234")),
        ("DEBIAN-CVE-2099-12345", ["CVE-2099-1234"], (), ("CVE-2099-1234",)),
    ],
)
def test_a_distribution_s_record_of_one_cve_is_that_cve(
    name: str, upstream: list[str], other_ids: tuple[str, ...], left: tuple[str, ...]
) -> None:
    found, _ = osv.parse(json.dumps({"id": name, "upstream": upstream}).encode())
    assert (found.other_ids, found.upstream_ids) == (other_ids, left)
