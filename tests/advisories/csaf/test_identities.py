# SPDX-License-Identifier: Apache-2.0
"""The forms in which names of products and of components are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.advisories.csaf.identities import Package, digest_name, is_strong, package
from medward.inventory import Hash


def test_a_package_url_is_compared_without_its_version() -> None:
    assert package("pkg:npm/%40acme/ui@1.5") == Package("pkg:npm/%40acme/ui", "pkg:npm/%40acme/ui", "", "1.5")
    assert package("pkg:npm/ui") == Package("pkg:npm/ui", "pkg:npm/ui")
    assert package("pkg:PyPI/My_Package@1").name == package("pkg:pypi/my-package").name


def test_qualifiers_that_tell_packages_apart_narrow_the_name_in_one_order() -> None:
    one = package("pkg:rpm/acme/ui@1.5?epoch=2&distro=el9&arch=x86_64&checksum=sha256:00")
    other = package("pkg:rpm/acme/ui@1.5?arch=x86_64&distro=el9")
    assert one.narrow == other.narrow != one.name
    assert one.qualifiers == "arch=x86_64 and distro=el9"
    assert (one.version, other.version) == ("2:1.5", "1.5")


@pytest.mark.parametrize("text", ["", "npm/ui", "pkg:", "pkg:npm", "http://example.org"])
def test_what_is_no_package_url_has_no_name(text: str) -> None:
    assert package(text).name == ""


@pytest.mark.parametrize(
    ("cyclonedx", "csaf"),
    [("SHA-256", "sha256"), ("SHA3-512", "sha3-512"), ("BLAKE2b-512", "blake2b512"), ("MD5", "md5")],
)
def test_algorithms_are_the_same_however_they_are_written(cyclonedx: str, csaf: str) -> None:
    one = Hash(cyclonedx, "AB" * 32)
    assert digest_name(one.algorithm, one.value) == digest_name(csaf, "ab" * 32) != ""


@pytest.mark.parametrize("value", ["", "ab", "z" * 64, "ab " * 30, "a" * 300])
def test_what_is_no_digest_has_no_name(value: str) -> None:
    assert digest_name("sha256", value) == ""


def test_only_digests_that_nobody_can_forge_are_strong() -> None:
    digits = "a" * 64
    assert is_strong(digest_name("SHA-256", digits))
    assert is_strong(digest_name("sha3-256", digits))
    assert not any(is_strong(digest_name(weak, digits)) for weak in ("MD5", "SHA-1", "crc", "unknown"))


@given(st.text(max_size=80))
def test_any_text_is_a_package_url_or_none(text: str) -> None:
    for one in (text, f"pkg:npm/{text}", f"pkg:{text}"):
        found = package(one)
        assert found.name == "" or found.name.startswith("pkg:")
