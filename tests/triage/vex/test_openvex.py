# SPDX-License-Identifier: Apache-2.0
"""OpenVEX: what a statement inherits from its document, and what it speaks of."""

from datetime import UTC, datetime

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.inventory.model import Hash
from medward.triage.vex.model import NO_ACTION
from triage.vex.made import HASH, RADIO_CPE, TLS, openvex_document, openvex_statement, read


def test_a_statement_carries_status_justification_and_author() -> None:
    (one,) = read(openvex_document()).statements
    assert (one.status, one.justification) == (
        TriageStatus.NOT_AFFECTED,
        Justification.VULNERABLE_CODE_NOT_PRESENT,
    )
    assert (one.vulnerability, one.author, one.path) == ("CVE-2099-0001", "Acme", "statements[0]")
    assert one.source.startswith("sha256:")


def test_the_time_is_the_statements_own_or_else_the_documents() -> None:
    own = openvex_statement(timestamp="2026-05-19T00:00:00Z")
    first, second = read(openvex_document(own, openvex_statement(status="fixed", justification=None))).statements
    assert first.time == datetime(2026, 5, 19, tzinfo=UTC)
    assert second.time == datetime(2026, 5, 20, 10, tzinfo=UTC)


def test_each_subcomponent_is_a_statement_and_the_product_with_some_is_not() -> None:
    product = {"@id": "pkg:generic/appliance@9", "subcomponents": [{"@id": TLS}, {"@id": "pkg:npm/a@1"}]}
    found = read(openvex_document(openvex_statement(products=[product, {"@id": "pkg:npm/b@1"}]))).statements
    assert [(one.product.purls, one.component and one.component.purls) for one in found] == [
        (("pkg:generic/appliance@9",), (TLS,)),
        (("pkg:generic/appliance@9",), ("pkg:npm/a@1",)),
        (("pkg:npm/b@1",), None),
    ]


def test_identifiers_and_hashes_name_a_product() -> None:
    product = {"identifiers": {"cpe23": RADIO_CPE, "purl": TLS}, "hashes": {"sha-256": HASH}}
    (one,) = read(openvex_document(openvex_statement(products=[product]))).statements
    assert (one.product.purls, one.product.cpes) == ((TLS,), (RADIO_CPE,))
    assert one.product.hashes == (Hash("SHA-256", HASH),)


def test_a_statement_without_a_product_is_kept_and_names_none() -> None:
    (one,) = read(openvex_document(openvex_statement(products=None))).statements
    assert one.product.label == "no product"


def test_impact_and_notes_are_both_kept() -> None:
    said = openvex_statement(impact_statement="Not compiled in.", status_notes="Seen in the build.")
    (one,) = read(openvex_document(said)).statements
    assert one.impact == "Not compiled in.\nSeen in the build."


def test_the_filler_for_an_action_is_taken_for_none() -> None:
    said = openvex_statement(status="affected", justification=None, action_statement=NO_ACTION)
    (one,) = read(openvex_document(said)).statements
    assert not one.action
