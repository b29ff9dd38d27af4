# SPDX-License-Identifier: Apache-2.0
"""One document: what is read of it, what is refused with a reason, and that nothing else can happen."""

import contextlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.csaf.documents import document, leaf, product, vulnerability
from medward.advisories.csaf import Advisory, CsafError, parse, reading

PUMP = product("Acme", "Pump", "<= 2.0")

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def read(found: Any) -> Advisory:
    return parse(json.dumps(found).encode())


def test_the_facts_of_a_document_are_read() -> None:
    found = read(document(PUMP, aggregate_severity={"text": "Critical"}))
    assert (found.id, found.status, found.revision, found.csaf_version) == ("ACME-99-001", "final", "2", "2.0")
    assert found.published == datetime(2099, 1, 1, tzinfo=UTC)
    assert found.updated == datetime(2099, 1, 31, 23, tzinfo=UTC)
    assert (found.publisher, found.publisher_kind, found.severity) == ("A coordinator", "coordinator", "Critical")
    assert found.oddities == ()


def test_the_summary_is_one_line_and_the_web_page_comes_before_the_file() -> None:
    found = read(document(PUMP))
    assert found.summary == "An attacker could stop the pump."
    assert found.url == "https://example.org/acme-99-001"


def test_csaf_21_is_read_with_its_own_names() -> None:
    score = {"content": {"cvss_v4": {"vectorString": "CVSS:4.0/AV:N", "baseScore": 9.3}}, "products": ["P1"]}
    found = document(
        PUMP,
        csaf_version="2.1",
        vulnerabilities=[
            vulnerability(known_affected=["P1"])
            | {
                "cwes": [{"id": "CWE-20", "name": "x", "version": "4.14"}],
                "metrics": [{**score, "source": "https://s"}],
            }
        ],
    )
    only = read(found).vulnerabilities[0]
    assert only.cwes == ("CWE-20",)
    assert [(one.system, one.base, one.source) for one in only.scores] == [("CVSS_V4", 9.3, "https://s")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"csaf_version": "1.2"}, "CSAF '1.2'"),
        ({"csaf_version": 2}, "not a CSAF document"),
        ({"tracking": {}}, "missing required field"),
        ({"title": None}, "not a CSAF document"),
    ],
)
def test_what_is_no_document_is_refused_with_a_reason(change: dict[str, object], words: str) -> None:
    with pytest.raises(CsafError, match=words):
        read(document(PUMP, **change))


def test_a_date_that_is_none_is_an_oddity_and_hides_no_product() -> None:
    found = document(PUMP)
    found["document"]["tracking"]["current_release_date"] = "last week"
    told = read(found)
    assert told.updated is None
    assert len(told.products) == 1
    assert "current_release_date is no date and time" in told.oddities[0]


def test_a_status_for_an_unknown_product_is_an_oddity() -> None:
    told = read(document(PUMP, vulnerabilities=[vulnerability(known_affected=["P1", "P9"])]))
    assert told.oddities == ("CVE-2099-0001 has a status for 'P9', which the tree does not define",)


def test_an_id_that_is_defined_twice_is_an_oddity_and_both_are_kept() -> None:
    told = read(document(leaf("product_name", "A", "P1"), leaf("product_name", "B", "P1")))
    assert [one.name for one in told.products] == ["A", "B"]
    assert "defined twice" in told.oddities[0]


def test_a_document_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(CsafError, match="10 bytes"):
        read(document(PUMP))


def test_endless_nesting_is_refused() -> None:
    with pytest.raises(CsafError):
        parse(b'{"document":' * 100_000)
    nested = b'{"category":"vendor","name":"a","branches":[' * 5_000
    with pytest.raises(CsafError):
        parse(b'{"document":{},"product_tree":{"branches":[' + nested)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(CsafError):
        parse(data)


@given(st.sampled_from(["document", "product_tree", "vulnerabilities"]), st.text(max_size=8), any_json)
def test_a_document_with_anything_in_it_is_read_or_refused(part: str, key: str, value: object) -> None:
    found = document(PUMP)
    found[part] = value if part == "vulnerabilities" else found[part] | {key: value}
    with contextlib.suppress(CsafError):
        assert isinstance(read(found), Advisory)


@given(
    st.sampled_from(["branches", "full_product_names", "product_groups", "relationships"]),
    any_json,
    st.dictionaries(st.text(max_size=10), any_json, max_size=3),
)
def test_a_tree_with_anything_in_it_is_read_or_refused(key: str, value: object, status: dict[str, object]) -> None:
    found = document(PUMP)
    found["product_tree"][key] = value
    found["vulnerabilities"][0]["product_status"] = status
    with contextlib.suppress(CsafError):
        assert isinstance(read(found), Advisory)


@given(st.text(max_size=2_000))
def test_one_line_is_one_line_and_short(text: str) -> None:
    told = reading.one_line(text, 50)
    assert len(told) <= 50
    assert told == told.strip()
    assert "\n" not in told


def test_a_document_that_says_more_than_anybody_can_have_meant_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    helper = {
        "purl": "pkg:npm/a@1",
        "hashes": [{"filename": "a", "file_hashes": [{"algorithm": "md5", "value": "a"}]}],
    }
    found = json.dumps(document(product("Acme", "Pump", "1.0", product_identification_helper=helper))).encode()
    monkeypatch.setattr(reading, "MAX_NAMES", 4)
    assert parse(found).products
    monkeypatch.setattr(reading, "MAX_NAMES", 3)
    with pytest.raises(CsafError, match="name products more than 3 times"):
        parse(found)
