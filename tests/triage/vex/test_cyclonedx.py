# SPDX-License-Identifier: Apache-2.0
"""CycloneDX VEX: what an analysis speaks of, and what of its words is never translated."""

from typing import Any

import pytest

from medward.dossier.model.keeping import Justification, TriageStatus
from medward.triage.vex.cyclonedx import JUSTIFICATION_PROPERTY
from medward.triage.vex.model import Statement
from triage.vex.made import TLS, cyclonedx_document, cyclonedx_entry, read

PUMP = {"metadata": {"component": {"type": "device", "bom-ref": "p", "name": "Pump", "version": "3.2"}}}


def statements(*entries: dict[str, Any], **keys: Any) -> tuple[Statement, ...]:
    return read(cyclonedx_document(vulnerabilities=list(entries), **keys)).statements


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("exploitable", TriageStatus.AFFECTED),
        ("in_triage", TriageStatus.UNDER_INVESTIGATION),
        ("resolved", TriageStatus.FIXED),
        ("resolved_with_pedigree", TriageStatus.FIXED),
        ("not_affected", TriageStatus.NOT_AFFECTED),
    ],
)
def test_each_state_is_a_status(state: str, status: TriageStatus) -> None:
    (one,) = statements(cyclonedx_entry(state))
    assert one.status is status


@pytest.mark.parametrize("word", ["requires_configuration", "requires_environment", "protected_at_perimeter"])
def test_a_word_without_an_equal_is_kept_as_it_is_stated(word: str) -> None:
    (one,) = statements(cyclonedx_entry(analysis={"state": "not_affected", "justification": word}))
    assert (one.justification, one.stated) == (None, word)


def test_a_false_positive_is_no_justification() -> None:
    (one,) = statements(cyclonedx_entry("false_positive"))
    assert (one.justification, one.stated) == (None, "false_positive")


def test_the_property_names_the_word_that_the_format_lacks() -> None:
    named = [{"name": JUSTIFICATION_PROPERTY, "value": Justification.CANNOT_BE_CONTROLLED.value}]
    (one,) = statements(cyclonedx_entry(analysis={"state": "not_affected"}, properties=named))
    assert one.justification is Justification.CANNOT_BE_CONTROLLED


def test_the_property_does_not_overrule_a_word_without_an_equal() -> None:
    named = [{"name": JUSTIFICATION_PROPERTY, "value": Justification.CANNOT_BE_CONTROLLED.value}]
    analysis = {"state": "not_affected", "justification": "requires_dependency"}
    (one,) = statements(cyclonedx_entry(analysis=analysis, properties=named))
    assert (one.justification, one.stated) == (None, "requires_dependency")


def test_a_component_stands_inside_what_the_document_is_about() -> None:
    (one,) = statements(cyclonedx_entry(), **PUMP)
    assert one.product.label == "Pump 3.2"
    assert one.component is not None
    assert one.component.purls == (TLS,)


def test_the_subject_of_the_document_is_the_product_as_a_whole() -> None:
    (one,) = statements(cyclonedx_entry(affects=[{"ref": "p"}]), **PUMP)
    assert (one.product.label, one.component) == ("Pump 3.2", None)


def test_a_link_into_another_bom_is_kept_as_serial_and_reference() -> None:
    link = f"urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#{TLS}"
    (one,) = statements(cyclonedx_entry(affects=[{"ref": link}]))
    assert one.component is not None
    assert one.product.serial == one.component.serial == "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79"
    assert (one.component.ref, one.component.purls) == (TLS, ())


def test_each_version_is_a_statement_that_is_not_identified_by_another_version() -> None:
    affects = [{"ref": "a", "versions": [{"version": "2.0"}, {"range": "vers:deb/<2"}]}]
    first, second = statements(cyclonedx_entry(affects=affects))
    assert (first.product.version, first.product.purls) == ("2.0", ("pkg:deb/debian/tls",))
    assert (second.product.version, second.product.version_range) == ("", "vers:deb/<2")


def test_a_version_whose_status_contradicts_the_analysis_is_told_and_left_out() -> None:
    affects = [{"ref": "a", "versions": [{"version": "2.0", "status": "affected"}]}]
    document = read(cyclonedx_document(vulnerabilities=[cyclonedx_entry(affects=affects)]))
    assert document.statements == ()
    assert document.notes == (
        "vulnerabilities[0].affects[0]: version 2.0 is 'affected', which the analysis contradicts; left out",
    )


def test_a_vulnerability_without_an_analysis_makes_no_statement() -> None:
    document = read(cyclonedx_document(vulnerabilities=[{"id": "CVE-2099-0001"}]))
    assert document.statements == ()
    assert document.notes == ("vulnerabilities without an analysis, which make no statement: 1",)


def test_other_ids_are_aliases() -> None:
    (one,) = statements(cyclonedx_entry(references=[{"id": "GHSA-x", "source": {}}, {"id": "CVE-2099-0001"}]))
    assert one.aliases == ("GHSA-x",)
