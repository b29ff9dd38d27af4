# SPDX-License-Identifier: Apache-2.0
"""What an error says is the system's own word, and never an address with a password in it."""

import ssl

from urllib3.exceptions import SSLError as TlsError

from medward.advisories.sync.faults import said, untrusted


def test_the_systems_own_words_are_said() -> None:
    assert said(OSError(111, "Connection refused")) == "Connection refused"


def test_the_cause_is_found_where_a_library_hides_it() -> None:
    outer = TlsError("https://me:secret@proxy")
    outer.__cause__ = OSError(104, "Connection reset by peer")
    assert said(outer) == "Connection reset by peer"


def test_a_certificate_says_what_is_wrong_with_it() -> None:
    inner = ssl.SSLCertVerificationError(1, "long words of the library")
    inner.verify_message = "self-signed certificate"
    assert said(TlsError(inner)) == "self-signed certificate"
    assert untrusted(TlsError(inner))
    assert not untrusted(TlsError(ssl.SSLEOFError(8, "the connection broke in the handshake")))


def test_an_error_without_a_cause_is_named_and_not_quoted() -> None:
    assert said(ValueError("https://me:secret@proxy")) == "ValueError"


def test_errors_in_a_circle_end() -> None:
    one, other = ValueError("a"), ValueError("b")
    one.__cause__, other.__cause__ = other, one
    assert said(one) == "ValueError"
