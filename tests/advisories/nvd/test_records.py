# SPDX-License-Identifier: Apache-2.0
"""Records of the NVD are read from pages and alone; a broken one does not stop the others."""

import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.product_sources import Json, cpe, criterion, node, nvd, page
from medward.advisories.claims import Described
from medward.advisories.decoding import RecordError
from medward.advisories.nvd.records import parse

PUMP = node(criterion(cpe("acme:pump"), versionEndExcluding="2.0"))


def read(written: Json) -> list[Described | RecordError]:
    return [found for found, _ in parse(json.dumps(written).encode())]


def one(written: Json) -> Described:
    (found,) = read(written)
    assert isinstance(found, Described)
    return found


def test_a_record_of_the_api() -> None:
    found = one(
        nvd(
            "CVE-2099-1000",
            PUMP,
            published="2099-01-01T10:00:00.000",
            descriptions=[{"lang": "es", "value": "no"}, {"lang": "en", "value": "A pump"}],
            metrics={"cvssMetricV31": [{"cvssData": {"vectorString": "CVSS:3.1/AV:N"}}], "other": []},
            weaknesses=[
                {"description": [{"lang": "en", "value": "CWE-79"}, {"lang": "en", "value": "NVD-CWE-Other"}]}
            ],
            references=[{"url": "https://a"}],
        )
    )
    assert (found.summary, found.cwes, found.urls) == ("A pump", ("CWE-79",), ("https://a",))
    assert found.severities == (("CVSS_V3", "CVSS:3.1/AV:N"),)
    assert (found.published, found.modified) == (date(2099, 1, 1), datetime(2099, 3, 1, 10, tzinfo=UTC))
    assert [claim.name for claim in found.claims] == ["a:acme:pump"]


def test_configurations_alone_have_their_id_in_the_annotation() -> None:
    annotation = {"cve_id": "CVE-2099-1000", "description": "A pump", "modified": "2099-01-01T00:00:00+00:00"}
    found = one({"_annotation": annotation, "cve": {"configurations": [{"nodes": [PUMP]}]}})
    assert (found.name, found.summary, len(found.claims)) == ("CVE-2099-1000", "A pump", 1)


def test_a_broken_record_of_a_page_does_not_stop_the_others() -> None:
    found = read(
        page(nvd("CVE-2099-1000", PUMP), {"cve": {"id": 7}}, nvd("odd", PUMP), nvd("CVE-2099-1001", PUMP))
    )
    assert [one.name if isinstance(one, Described) else str(one)[:30] for one in found] == [
        "CVE-2099-1000",
        "it does not have the shape of ",
        "its id is no CVE id",
        "CVE-2099-1001",
    ]


def test_a_rejected_record_is_withdrawn_and_says_nothing() -> None:
    found = one(nvd("CVE-2099-1000", PUMP, vulnStatus="Rejected"))
    assert (found.withdrawn, found.claims, found.unnamed) == (True, (), 0)


def test_a_record_without_configurations_is_counted_as_nameless() -> None:
    found = one(nvd("CVE-2099-1000", vulnStatus="Deferred"))
    assert (found.claims, found.unnamed) == ((), 1)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"vulnerabilities": 1}', b"[" * 100_000])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError):
        list(parse(data))


@given(st.binary(max_size=80))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes) -> None:
    found = []
    with suppress(RecordError):
        found = list(parse(data))
    assert all(isinstance(one, Described | RecordError) for one, _ in found)
