# SPDX-License-Identifier: Apache-2.0
"""Each rule of OpenVEX fires on a document that breaks it, and on no other."""

import json
from typing import Any

import pytest

from medward.triage.vex.rules import check
from medward.triage.vex.source import source_of
from triage.vex.made import HASH, TLS, openvex_document, openvex_statement

AFFECTED = {"status": "affected", "justification": None}


def rules(document: dict[str, Any]) -> set[str]:
    report = check(source_of(json.dumps(document).encode(), "vex.json"))
    return {breach.rule for breach in report.breaches}


def product(**keys: Any) -> dict[str, Any]:
    return openvex_statement(products=[keys])


@pytest.mark.parametrize(
    ("rule", "document"),
    [
        ("openvex.iri", openvex_document(**{"@id": "not an iri"})),
        ("openvex.iri", openvex_document(product(**{"@id": "tls"}))),
        ("openvex.key", openvex_document(status_note="A slip of the pen.")),
        ("openvex.key", openvex_document(openvex_statement(comment="x"))),
        ("openvex.key", openvex_document(openvex_statement(vulnerability={"name": "X", "id": "Y"}))),
        ("openvex.key", openvex_document(product(**{"@id": TLS, "name": "tls"}))),
        ("openvex.key", openvex_document(product(identifiers={"swid": "x"}))),
        ("openvex.key", openvex_document(product(**{"@id": TLS, "subcomponents": [{"@id": TLS, "name": "x"}]}))),
        ("openvex.twice", openvex_document(openvex_statement(), openvex_statement())),
        ("openvex.twice", openvex_document(openvex_statement(products=[{"@id": TLS}, {"@id": TLS}]))),
        ("openvex.justification", openvex_document(openvex_statement(justification=None))),
        ("openvex.justification", openvex_document(openvex_statement(impact_statement="x"))),
        ("openvex.justification", openvex_document(openvex_statement(status="fixed"))),
        ("openvex.action", openvex_document(openvex_statement(**AFFECTED))),
        ("openvex.product", openvex_document(openvex_statement(products=None))),
        ("openvex.product", openvex_document(product())),
        ("openvex.hash", openvex_document(product(hashes={"SHA256": HASH}))),
        ("openvex.purl", openvex_document(product(identifiers={"purl": "pkg:deb"}))),
    ],
)
def test_a_broken_rule_is_found(rule: str, document: dict[str, Any]) -> None:
    assert rule in rules(document)


@pytest.mark.parametrize(
    "document",
    [
        openvex_document(),
        openvex_document(role="Vendor", tooling="x", last_updated="2026-05-21T00:00:00Z"),
        openvex_document(openvex_statement(supplier="Acme", version=2)),
        openvex_document(openvex_statement(action_statement="Update.", **AFFECTED)),
        openvex_document(product(identifiers={"@cpe23": "cpe:2.3:o:acme:radio:7.1:*:*:*:*:*:*:*"})),
        openvex_document(product(hashes={"sha-256": HASH, "sha3-224": HASH})),
        openvex_document(product(**{"@id": TLS, "subcomponents": [{"@id": "pkg:npm/a@1"}]})),
    ],
)
def test_a_document_that_keeps_the_rules_breaks_none(document: dict[str, Any]) -> None:
    assert rules(document) == set()
