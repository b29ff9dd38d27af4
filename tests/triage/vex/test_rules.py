# SPDX-License-Identifier: Apache-2.0
"""OpenVEX and CycloneDX: each rule fires on a document that breaks it, and on no other."""

import json
from typing import Any

import pytest

from medward.base.problems import ProblemsError
from medward.triage.vex.rules import check
from medward.triage.vex.source import source_of
from triage.vex.made import cyclonedx_document, cyclonedx_entry, openvex_document, openvex_statement


def broken(document: dict[str, Any]) -> set[str]:
    return {breach.rule for breach in check(source_of(json.dumps(document).encode(), "vex.json")).breaches}


def test_documents_that_keep_the_rules_break_none() -> None:
    assert broken(openvex_document()) == set()
    assert broken(cyclonedx_document()) == set()


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        ("openvex.justification", {"justification": None}),
        ("openvex.justification", {"impact_statement": "Both."}),
        ("openvex.justification", {"status": "fixed"}),
        ("openvex.action", {"status": "affected", "justification": None}),
        ("openvex.product", {"products": None}),
        ("openvex.product", {"products": [{}]}),
        ("openvex.iri", {"products": [{"@id": "tls"}]}),
        ("openvex.hash", {"products": [{"hashes": {"crc": "1"}}]}),
        ("openvex.purl", {"products": [{"identifiers": {"purl": "pkg:deb"}}]}),
    ],
)
def test_a_broken_rule_of_openvex_is_found(rule: str, keys: dict[str, Any]) -> None:
    assert broken(openvex_document(openvex_statement(**keys))) == {rule}


def test_an_id_that_is_no_iri_is_found() -> None:
    assert broken(openvex_document() | {"@id": "one"}) == {"openvex.iri"}


@pytest.mark.parametrize(
    ("rule", "entry"),
    [
        ("cyclonedx.id", cyclonedx_entry(id="")),
        ("cyclonedx.affects", cyclonedx_entry(affects=[])),
        ("cyclonedx.reference", cyclonedx_entry(affects=[{"ref": "gone"}])),
        ("cyclonedx.justification", cyclonedx_entry(analysis={"state": "not_affected"})),
        (
            "cyclonedx.justification",
            cyclonedx_entry(analysis={"state": "resolved", "justification": "code_not_present"}),
        ),
        ("cyclonedx.schema", cyclonedx_entry(cwes=["no number"])),
    ],
)
def test_a_broken_rule_of_cyclonedx_is_found(rule: str, entry: dict[str, Any]) -> None:
    assert broken(cyclonedx_document(vulnerabilities=[entry])) == {rule}


def test_a_document_without_vulnerabilities_says_nothing() -> None:
    assert broken(cyclonedx_document(vulnerabilities=[])) == {"cyclonedx.nothing"}


def test_a_document_that_cannot_be_read_is_a_problem_and_no_breach() -> None:
    with pytest.raises(ProblemsError, match=r"vex\.format"):
        check(source_of(b"{}", "vex.json"))
