# SPDX-License-Identifier: Apache-2.0
"""A provider's metadata, of both versions of the format."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.csaf import metadata
from medward.advisories.csaf.metadata import Distribution, Key, Metadata, MetadataError, parse

FINGERPRINT = "8F5F267907B2C4559DB360DB2294BA7D2B2298B1"


def read(**fields: Any) -> Metadata:
    return parse(json.dumps(fields).encode())


def test_a_provider_of_2_0_is_read() -> None:
    found = read(
        canonical_url="https://example.org/.well-known/csaf/provider-metadata.json",
        metadata_version="2.0",
        role="csaf_trusted_provider",
        last_updated="2099-01-02T00:00:00Z",
        list_on_CSAF_aggregators=False,
        publisher={"category": "vendor", "name": "Acme", "namespace": "https://example.org"},
        public_openpgp_keys=[{"fingerprint": FINGERPRINT.lower(), "url": "https://example.org/key.asc"}],
        distributions=[
            {"directory_url": "https://example.org/white"},
            {"rolie": {"feeds": [{"tlp_label": "WHITE", "url": "https://example.org/feed.json"}]}},
        ],
    )
    assert (found.role, found.publisher, found.listed, found.mirrored) == (metadata.TRUSTED, "Acme", False, True)
    assert found.keys == (Key(FINGERPRINT, "https://example.org/key.asc"),)
    assert found.directories == (Distribution("https://example.org/white"),)
    assert found.feeds == (Distribution("https://example.org/feed.json", "CLEAR"),)
    assert found.updated is not None


def test_a_directory_of_2_1_has_a_label() -> None:
    folders = [
        {"directory": {"tlp_label": label, "url": f"https://example.org/{label}"}}
        for label in ("CLEAR", "AMBER+STRICT")
    ]
    found = read(metadata_version="2.1", distributions=folders)
    assert [one.is_public for one in found.directories] == [True, False]


@pytest.mark.parametrize("fingerprint", ["", "8F5F2679", "Z" * 40, "8" * 41])
def test_a_fingerprint_that_is_none_is_none(fingerprint: str) -> None:
    found = read(public_openpgp_keys=[{"fingerprint": fingerprint, "url": "https://example.org/k"}])
    assert found.keys == (Key("", "https://example.org/k"),)


def test_a_key_without_a_fingerprint_is_named_without() -> None:
    assert read(public_openpgp_keys=[{"url": "https://example.org/k"}]).keys[0].fingerprint == ""


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"distributions": 1}'])
def test_what_is_no_metadata_is_refused(data: bytes) -> None:
    with pytest.raises(MetadataError, match=r"provider-metadata\.json is not as CSAF asks"):
        parse(data)


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "MAX_BYTES", 1)
    with pytest.raises(MetadataError, match="more than the 1 bytes"):
        parse(b"{}")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(MetadataError):
        assert parse(data).role
