# SPDX-License-Identifier: Apache-2.0
"""Signatures, with keys and signatures that a real gpg made: only a good one by a named key is valid."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.csaf.documents import document, product, provider
from advisories.csaf.openpgp import Signer, keyring, needs_gpg
from medward.advisories.csaf import Policy, Signature, read_provider, signatures
from medward.advisories.csaf.signatures import Checked, PublishedKey, Verifier

DATA = b'{"document": {}}'


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with keyring() as found:
        yield found


@pytest.fixture(scope="module")
def acme(home: Path) -> Signer:
    return Signer(home, "acme")


@pytest.fixture(scope="module")
def other(home: Path) -> Signer:
    return Signer(home, "other")


def check(signature: bytes | None, *keys: PublishedKey, data: bytes = DATA, gpg: str | None = None) -> Checked:
    with Verifier(keys, gpg) as verifier:
        return verifier.check(data, signature)


@needs_gpg
def test_a_good_signature_by_a_named_key_is_valid(acme: Signer, other: Signer) -> None:
    assert check(acme.sign(DATA), other.published, acme.published) == Checked(Signature.VALID)


@needs_gpg
def test_one_changed_byte_makes_it_invalid(acme: Signer) -> None:
    found = check(acme.sign(DATA), acme.published, data=DATA.replace(b"{}", b"[]"))
    assert found == Checked(Signature.INVALID, "the document is not what was signed")


@needs_gpg
def test_a_signature_by_a_key_that_is_not_named_is_unverifiable(acme: Signer, other: Signer) -> None:
    found = check(other.sign(DATA), acme.published)
    assert found.signature is Signature.UNVERIFIABLE
    assert "does not name" in found.reason


@needs_gpg
def test_a_key_with_another_fingerprint_than_the_named_is_not_taken(acme: Signer, other: Signer) -> None:
    found = check(other.sign(DATA), PublishedKey(acme.fingerprint, other.key))
    assert found.signature is Signature.UNVERIFIABLE
    assert "holds another key" in found.reason


@needs_gpg
def test_a_second_key_in_the_file_of_a_named_one_signs_for_nobody(acme: Signer, other: Signer) -> None:
    both = PublishedKey(acme.fingerprint, acme.key + other.key)
    assert check(other.sign(DATA), both).signature is Signature.UNVERIFIABLE
    assert check(acme.sign(DATA), both).signature is Signature.VALID


@needs_gpg
def test_a_signature_over_a_digest_that_can_be_forged_is_invalid(acme: Signer) -> None:
    found = check(acme.sign(DATA, "--digest-algo", "SHA1"), acme.published)
    assert found.signature is Signature.INVALID


@needs_gpg
@pytest.mark.parametrize(
    "signature", [b"", b"no signature", b"-----BEGIN PGP SIGNATURE-----\n\n-----END", b"\x00" * 99]
)
def test_a_file_that_is_no_signature_is_invalid(acme: Signer, signature: bytes) -> None:
    assert check(signature, acme.published).signature is Signature.INVALID


@needs_gpg
def test_a_signed_message_of_other_content_is_no_detached_signature(acme: Signer) -> None:
    assert check(acme.inline(b"something else"), acme.published).signature is not Signature.VALID
    assert check(acme.inline(DATA), acme.published).signature is not Signature.VALID


@needs_gpg
def test_two_signatures_in_one_file_are_not_told_apart(acme: Signer, other: Signer) -> None:
    binary = [one.sign(DATA, "--no-armor") for one in (acme, other)]
    assert check(b"".join(binary), acme.published).signature is not Signature.VALID


@needs_gpg
def test_a_key_that_has_expired_proves_nothing(home: Path) -> None:
    old = Signer(home, "old", expire="1d", clock="20200101T000000")
    found = check(old.sign(DATA), old.published)
    assert found.signature is Signature.UNVERIFIABLE


@needs_gpg
def test_no_file_is_left_behind(acme: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert check(acme.sign(DATA), acme.published).signature is Signature.VALID
    assert list(tmp_path.iterdir()) == []


def test_without_the_program_or_a_key_nothing_is_verified() -> None:
    key = PublishedKey("A" * 40, b"key")
    assert check(b"s", key, gpg="") == Checked(Signature.UNVERIFIABLE, "there is no program gpg on this machine")
    assert check(b"s", gpg="/bin/true").reason == "its provider names no key here"
    assert check(b"s", PublishedKey("A" * 40), gpg="/bin/true").reason == (
        f"the key {'A' * 40} that its provider names is not here"
    )
    assert check(b"s", PublishedKey("", b"key"), gpg="/bin/true").reason.endswith("fingerprint that can be read")
    assert check(b"s", key, gpg="/nowhere/gpg").reason.startswith("the program gpg cannot run")
    assert check(None, key, gpg="") == Checked(Signature.MISSING, "its provider publishes none beside it")


def test_a_program_that_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "gpg"
    slow.write_text("#!/bin/sh\nexec sleep 60\n", encoding="ascii")
    slow.chmod(0o755)
    monkeypatch.setattr(signatures, "TIMEOUT", 0.1)
    assert "did not end" in check(b"s", PublishedKey("A" * 40, b"key"), gpg=str(slow)).reason


@given(st.text(max_size=300), st.sampled_from(["", "[GNUPG:] GOODSIG A b\n", "[GNUPG:] VALIDSIG A\n"]))
def test_no_words_of_the_program_but_its_own_make_a_signature_valid(said: str, status: str) -> None:
    lines = dict(signatures._STATUS.findall(said + status))
    assert signatures._judged(lines, 1, {"A" * 40}).signature is not Signature.VALID


@pytest.mark.parametrize(
    ("outcome", "checked", "required"),
    [
        (Signature.VALID, False, False),
        (Signature.MISSING, False, True),
        (Signature.UNVERIFIABLE, False, True),
        (Signature.INVALID, True, True),
    ],
)
def test_what_each_policy_refuses(outcome: Signature, checked: bool, required: bool) -> None:
    one = Checked(outcome, "" if outcome is Signature.VALID else "so it is")
    assert bool(one.refusal(Policy.CHECK)) is checked
    assert bool(one.refusal(Policy.REQUIRE)) is required


def signed_provider(root: Path, acme: Signer, *, key: bool = True, role: str = "csaf_trusted_provider") -> Path:
    """A provider with a signed document, one with a wrong signature and one without."""
    found = {name: document(product("Acme", "Pump", "<= 2.0")) for name in ("good", "bad", "bare")}
    for name, one in found.items():
        one["document"]["tracking"]["id"] = name.upper()
    folder = provider(root, {f"{name}.json": one for name, one in found.items()})
    good = (folder / "2099" / "good.json").read_bytes()
    for name in ("good", "bad"):
        (folder / "2099" / f"{name}.json.asc").write_bytes(acme.sign(good))
    keys = [{"fingerprint": acme.fingerprint.lower(), "url": "https://example.org/keys/acme.asc"}]
    metadata = {"role": role, "public_openpgp_keys": keys, "publisher": {"name": "Acme"}}
    (folder / "provider-metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    if key:
        (folder / "keys").mkdir()
        (folder / "keys" / "acme.asc").write_bytes(acme.key)
    return folder


@needs_gpg
def test_each_document_of_a_provider_says_how_its_signature_stands(acme: Signer, tmp_path: Path) -> None:
    found = read_provider(signed_provider(tmp_path, acme))
    assert {one.name: (one.signature.value, bool(one.advisory)) for one in found.documents} == {
        "2099/bad.json": ("invalid", False),
        "2099/bare.json": ("missing", True),
        "2099/good.json": ("valid", True),
    }
    assert found.refused[0].refusal == "its signature is invalid: the document is not what was signed"
    assert found.notes == (
        "the provider calls itself trusted, and 1 documents lack a digest or a signature",
        "the signatures of 1 documents are missing: its provider publishes none beside it",
    )


@needs_gpg
def test_where_signatures_are_required_only_valid_ones_are_read(acme: Signer, tmp_path: Path) -> None:
    found = read_provider(signed_provider(tmp_path, acme), policy=Policy.REQUIRE)
    assert [one.id for one in found.advisories] == ["GOOD"]
    assert len(found.refused) == 2


@needs_gpg
def test_without_the_key_a_signed_document_is_read_and_called_unverifiable(acme: Signer, tmp_path: Path) -> None:
    found = read_provider(signed_provider(tmp_path, acme, key=False))
    assert {one.signature for one in found.documents} == {Signature.UNVERIFIABLE, Signature.MISSING}
    assert f"the key {acme.fingerprint} that its provider names is not here" in found.notes


@needs_gpg
def test_a_key_is_also_found_by_its_fingerprint(acme: Signer, tmp_path: Path) -> None:
    folder = signed_provider(tmp_path, acme, key=False)
    (folder / "openpgp").mkdir()
    (folder / "openpgp" / f"{acme.fingerprint}.asc").write_bytes(acme.key)
    assert Signature.VALID in {one.signature for one in read_provider(folder).documents}


def test_the_program_is_looked_for_where_programs_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PATH", "")
    assert signatures.program() == ""
