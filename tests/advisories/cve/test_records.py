# SPDX-License-Identifier: Apache-2.0
"""A CVE record is read with all that its CNA and ADPs say, or refused with one sentence."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.product_sources import Json, below, cpe, criterion, cve, node, product
from medward.advisories.claims import Assessment, Described
from medward.advisories.cve.records import parse
from medward.advisories.decoding import RecordError

NAME = "CVE-2099-1000"


def read(record: Json) -> Described:
    return parse(json.dumps(record).encode())


def test_texts_scores_weaknesses_and_addresses_of_all_containers() -> None:
    found = read(
        cve(
            NAME,
            title="A pump\nlistens",
            metrics=[
                {"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N"}},
                {"cvssV4_0": {"vectorString": "CVSS:4.0/AV:N"}},
            ],
            problemTypes=[{"descriptions": [{"cweId": "CWE-79"}, {"cweId": "odd"}]}],
            references=[{"url": "https://b"}],
            adp=[
                {
                    "references": [{"url": "https://a"}],
                    "metrics": [{"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N"}}],
                }
            ],
        )
    )
    assert found.summary == "A pump listens"
    assert found.severities == (("CVSS_V3", "CVSS:3.1/AV:N"), ("CVSS_V4", "CVSS:4.0/AV:N"))
    assert (found.cwes, found.urls) == (("CWE-79",), ("https://a", "https://b"))


def test_claims_come_from_cna_adp_and_applicability() -> None:
    applicable = [{"nodes": [node(criterion(cpe("acme:gateway"), versionEndExcluding="3"))]}]
    adp = [{"affected": [product("acme", "viewer", below("2"), cpes=[cpe("acme:viewer")])]}]
    found = read(cve(NAME, product("Acme", "Pump", below("2")), cpeApplicability=applicable, adp=adp))
    assert {one.name for one in found.claims} == {
        "acme:pump",
        "a:acme:gateway",
        "acme:viewer",
        "a:acme:viewer",
    }


def test_a_rejected_record_is_withdrawn_and_says_nothing() -> None:
    found = read(cve(NAME, product("Acme", "Pump", below("2")), state="REJECTED"))
    assert (found.withdrawn, found.claims, found.unnamed) == (True, (), 0)


def test_the_assessment_of_cisa_is_read_and_one_that_is_broken_is_none() -> None:
    options = [{"Exploitation": "Active"}, {"Automatable": "no"}, {"Technical Impact": "total"}]
    ssvc = {"type": "ssvc", "content": {"options": options, "timestamp": "2099-01-02T00:00:00Z"}}
    kev = {"type": "kev", "content": {"dateAdded": "2099-01-03"}}
    both = read(cve(NAME, adp=[{"metrics": [{"other": ssvc}, {"other": kev}]}]))
    assert both.assessment == Assessment("active", "no", "total", date(2099, 1, 2), date(2099, 1, 3))
    broken = {"type": "ssvc", "content": {"options": "none"}}
    assert read(cve(NAME, adp=[{"metrics": [{"other": broken}]}])).assessment is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"{", "it is not JSON"),
        (b"[]", "it does not have the shape of a CVE record"),
        (b'"\xff"', "."),
        (b"[" * 100_000, "."),
        (json.dumps(cve("GHSA-1")).encode(), "its id is no CVE id"),
        (json.dumps(cve(NAME, {"versions": "1"})).encode(), "it does not have the shape of a CVE record"),
    ],
)
def test_what_is_no_record_is_refused_with_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        parse(data)


LEAF = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6))
ANYTHING = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["affected", "cpeApplicability", "metrics", "problemTypes", "references", "title", "descriptions"]
)


@given(st.dictionaries(FIELDS, ANYTHING, max_size=3))
def test_whatever_a_container_holds_is_read_or_refused(container: Json) -> None:
    record = cve(NAME)
    record["containers"] = {"cna": container, "adp": [container]}
    found = None
    with suppress(RecordError):
        found = read(record)
    assert found is None or found.name == NAME
