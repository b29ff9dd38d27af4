# SPDX-License-Identifier: Apache-2.0
"""Free text names protocols; what it does not name is another one, and no text names nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.dossier.model.architecture import Interface, Word
from medward.threats.protocols import named, spoken
from medward.threats.truth import OpenFact


def interface(**said: object) -> Interface:
    return Interface.model_validate(
        {"id": "I-1", "name": "way in", "on": "P-1", "medium": "software", "direction": "both", **said}
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("HL7 v2.6 over MLLP, TLS where the EHR can", {"hl7_v2", "tls"}),
        ("FHIR R4 over HTTPS, OAuth 2.0", {"fhir", "http", "tls", "single_sign_on"}),
        ("DICOM C-STORE", {"dicom"}),
        ("DICOMweb", {"dicomweb", "http"}),
        ("gRPC over TLS 1.3, both sides with certificates", {"rpc", "tls"}),
        ("NTP v4", {"time"}),
        ("SSH 2, keys only", {"remote_service"}),
        ("PostgreSQL over a local socket", {"sql"}),
        ("IEEE 11073 SDC", {"sdc"}),
        ("MQTT 5", {"mqtt"}),
        ("mDNS", {"dns"}),
        ("SFTP", {"remote_service"}),
        ("FTP", {"cleartext_shell"}),
        ("syslog over TLS (RFC 5425)", {"syslog", "tls"}),
        ("Code 128 and DataMatrix", {"barcode"}),
        ("Touch and keys", {"other"}),
        ("UART 115200 8N1", {"other"}),
    ],
)
def test_a_text_is_read_for_the_protocols_that_it_names(text: str, words: set[str]) -> None:
    assert set(named(text)) == words


def test_words_inside_other_words_are_not_read() -> None:
    assert named("adnsx, contender, sftpish") == ("other",)


def test_what_is_said_by_short_name_is_not_read_again_from_the_text() -> None:
    assert spoken(interface(protocol="HL7 v2", speaks=["fhir"])).words == {"fhir"}


@pytest.mark.parametrize("said", [{}, {"protocol": "?"}])
def test_without_a_text_nothing_is_known(said: dict[str, object]) -> None:
    assert spoken(interface(**said)).open == (OpenFact("I-1", "protocol"),)


@given(st.text(max_size=200))
def test_any_text_names_words_of_the_vocabulary(text: str) -> None:
    assert set(named(text)) <= {str(word) for word in Word}
    assert named(text)
