# SPDX-License-Identifier: Apache-2.0
"""The law of imports: no document of any format suppresses a finding by the id of a vulnerability alone.

What suppresses is a proposal that says `not_affected` or `fixed`. It must rest on a statement that names a product
which is in the release, and has a status; `not_affected` has one of the five justifications too.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.triage.vex.proposing import propose
from triage.vex.made import (
    DAY,
    TLS,
    csaf_2_1_document,
    csaf_document,
    cyclonedx_document,
    cyclonedx_entry,
    dossier,
    openvex_document,
    openvex_draft,
    openvex_statement,
    read,
    releases,
)

SUPPRESSING = {TriageStatus.NOT_AFFECTED, TriageStatus.FIXED}
FORMATS = ("openvex", "draft", "cyclonedx", "csaf", "csaf 2.1")
STATES = {
    "not_affected": "not_affected",
    "fixed": "resolved",
    "affected": "exploitable",
    "under_investigation": "in_triage",
}
FIELDS = {"not_affected": "known_not_affected", "fixed": "fixed", "affected": "known_affected"}
NOWHERE = (
    None,
    "pkg:deb/debian/other@3.0",
    "pkg:deb/ubuntu/tls@3.0",
    "pkg:deb/debian/tls@2.9",
    "CVE-2099-0001",
    "tls",
)


def document(form: str, product: str | None, status: str, justification: str | None, words: str) -> dict[str, Any]:
    """A statement in a format; without a product, a status needs none."""
    if form in {"openvex", "draft"}:
        return _openvex(form, product, status, justification, words)
    if form == "cyclonedx":
        said: dict[str, Any] = {"state": STATES[status], "detail": words}
        if justification:
            said["justification"] = "code_not_present"
        name = {"purl": product} if product and product.startswith("pkg:") else {}
        part = {"type": "library", "bom-ref": "a", "name": product or "none", **name}
        entry = cyclonedx_entry(analysis=said, affects=[{"ref": "a"}] if product else [])
        return cyclonedx_document(components=[part], vulnerabilities=[entry])
    return _csaf(form, product, status, justification, words)


def _openvex(form: str, product: str | None, status: str, justification: str | None, words: str) -> dict[str, Any]:
    keys: dict[str, Any] = {"status": status, "justification": justification, "impact_statement": words}
    if form == "draft":
        draft = openvex_draft(**keys, products=[product] if product else [])
        draft["statements"][0] = {key: value for key, value in draft["statements"][0].items() if value is not None}
        return draft
    return openvex_document(openvex_statement(**keys, products=[{"@id": product}] if product else None))


def _csaf(form: str, product: str | None, status: str, justification: str | None, words: str) -> dict[str, Any]:
    made = csaf_document() if form == "csaf" else csaf_2_1_document()
    key, held = ("purl", product) if form == "csaf" else ("purls", [product])
    one = made["product_tree"]["full_product_names"][0]
    one.pop("product_identification_helper")
    one["name"] = product or "none"
    if product and product.startswith("pkg:"):
        one["product_identification_helper"] = {key: held}
    entry = made["vulnerabilities"][0]
    entry.pop("flags")
    entry["product_status"] = {FIELDS.get(status, "under_investigation"): ["TLS" if product else "GONE"]}
    if justification:
        entry["flags"] = [{"label": justification, "product_ids": ["TLS" if product else "GONE"]}]
    if words:
        entry["threats"] = [{"category": "impact", "details": words, "product_ids": ["TLS"]}]
    return made


def suppressed(made: dict[str, Any]) -> list[str]:
    device = dossier()
    found = propose(read(made), releases(device), (), DAY)
    return [one.component for one in found.proposals if one.status in SUPPRESSING]


words = st.sampled_from(["", "Never called.", "Not affected. Fixed."])
statuses = st.sampled_from([*TriageStatus]).map(str)
reasons = st.none() | st.sampled_from([*Justification]).map(str)


@given(st.sampled_from(FORMATS), st.sampled_from(NOWHERE), statuses, reasons, words)
def test_without_a_product_of_the_release_nothing_is_suppressed(
    form: str, product: str | None, status: str, justification: str | None, said: str
) -> None:
    assert suppressed(document(form, product, status, justification, said)) == []


@given(st.sampled_from(FORMATS), words)
def test_without_a_justification_nothing_is_suppressed(form: str, said: str) -> None:
    assert suppressed(document(form, TLS, "not_affected", None, said)) == []


@given(st.sampled_from(FORMATS), st.sampled_from(["affected", "under_investigation"]), words)
def test_without_a_status_that_says_so_nothing_is_suppressed(form: str, status: str, said: str) -> None:
    assert suppressed(document(form, TLS, status, None, said)) == []


@pytest.mark.parametrize("form", FORMATS)
def test_with_all_of_it_the_component_alone_is_proposed(form: str) -> None:
    assert suppressed(document(form, TLS, "not_affected", "vulnerable_code_not_present", "")) == [TLS]
    assert suppressed(document(form, TLS, "fixed", None, "")) == [TLS]
