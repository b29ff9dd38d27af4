# SPDX-License-Identifier: Apache-2.0
"""Vulnerabilities: statuses by what they mean, groups resolved."""

import json

import pytest

from advisories.csaf.documents import Json, document, product, vulnerability
from medward.advisories.csaf import Standing, Vulnerability, parse

PUMP = product("Acme", "Pump", "1")
GROUPS = {"product_groups": [{"group_id": "G1", "product_ids": ["P1", "P2"]}]}


def only(found: Json) -> Vulnerability:
    (told,) = parse(json.dumps(document(PUMP, vulnerabilities=[found], tree=GROUPS)).encode()).vulnerabilities
    return told


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        ("known_affected", Standing.AFFECTED),
        ("first_affected", Standing.AFFECTED),
        ("last_affected", Standing.AFFECTED),
        ("known_not_affected", Standing.NOT_AFFECTED),
        ("fixed", Standing.FIXED),
        ("first_fixed", Standing.FIXED),
        ("recommended", Standing.FIXED),
        ("under_investigation", Standing.OPEN),
        ("unknown", Standing.OPEN),
        ("a_status_of_tomorrow", Standing.OPEN),
    ],
)
def test_a_status_counts_by_what_it_means(status: str, standing: Standing) -> None:
    assert only(vulnerability(**{status: ["P1"]})).standings == ((standing, ("P1",)),)


def test_statuses_of_one_meaning_are_one_list() -> None:
    found = only(vulnerability(known_affected=["P1", "P2"], last_affected=["P2", "P3"]))
    assert found.products(Standing.AFFECTED) == ("P1", "P2", "P3")
    assert found.products(Standing.FIXED) == ()


def test_groups_are_resolved_for_remediations_threats_and_flags() -> None:
    found = only(
        vulnerability()
        | {
            "remediations": [
                {"category": "vendor_fix", "details": "Update.", "group_ids": ["G1"], "url": "https://u"}
            ],
            "threats": [
                {"category": "impact", "details": "Stops.", "product_ids": ["P9"], "group_ids": ["G1", "?"]}
            ],
            "flags": [{"label": "component_not_present", "group_ids": ["G1"]}],
        }
    )
    (fix,) = found.remediations
    assert (fix.category, fix.details, fix.url, fix.products) == (
        "vendor_fix",
        "Update.",
        "https://u",
        ("P1", "P2"),
    )
    assert [(one.kind, one.label, one.products) for one in found.remarks] == [
        ("threat", "impact", ("P9", "P1", "P2")),
        ("flag", "component_not_present", ("P1", "P2")),
    ]


def test_every_score_keeps_its_system_and_products() -> None:
    scores = [
        {
            "products": ["P1"],
            "cvss_v2": {"vectorString": "AV:N", "baseScore": 5},
            "cvss_v3": {"vectorString": "CVSS:3.1/AV:N", "baseScore": 9.8},
        }
    ]
    found = only(vulnerability() | {"scores": scores}).scores
    assert [(one.system, one.vector, one.base) for one in found] == [
        ("CVSS_V2", "AV:N", 5.0),
        ("CVSS_V3", "CVSS:3.1/AV:N", 9.8),
    ]
    assert all(one.products == ("P1",) for one in found)


def test_a_vulnerability_is_called_by_cve_then_id_then_title() -> None:
    ids = {"ids": [{"system_name": "ACME", "text": "7"}], "title": "A title"}
    assert only(vulnerability() | ids).name == "CVE-2099-0001"
    assert only({"product_status": {}} | ids).name == "ACME: 7"
    assert only({"title": "A title"}).name == "A title"
    assert only({}).name == "a vulnerability without a name"
