# SPDX-License-Identifier: Apache-2.0
"""Whether a component can be told from all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packageurl import PackageURL

from medward.inventory import Component, Hash
from medward.inventory.identity import (
    Identification,
    identification,
    is_cpe22,
    is_cpe23,
    is_hash,
    is_purl,
    lasting_key,
    says_something,
)

CPE = "cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*"
SHA1 = Hash("SHA-1", "a" * 40)


def component(**fields: object) -> Component:
    return Component(ref="x", name="openssl", **fields)  # type: ignore[arg-type] # fields of a component


IDENTIFIED = {
    "purl with version": (component(purl="pkg:generic/openssl@3.0.13"), Identification.PURL),
    "purl with qualifiers": (component(purl="pkg:deb/debian/openssl@3.0.13-1?arch=amd64"), Identification.PURL),
    "version beside the purl": (component(purl="pkg:generic/openssl", version="3"), Identification.PURL),
    "purl without any version": (component(purl="pkg:generic/openssl"), Identification.NONE),
    "purl with an unknown version": (
        component(purl="pkg:generic/openssl", version="unknown"),
        Identification.NONE,
    ),
    "broken purl": (component(purl="pkg:openssl@3", version="3"), Identification.NONE),
    "purl before CPE": (component(purl="pkg:generic/openssl@3", cpes=(CPE,)), Identification.PURL),
    "CPE": (component(cpes=("broken", CPE)), Identification.CPE),
    "CPE beside a broken purl": (component(purl="openssl", cpes=(CPE,)), Identification.CPE),
    "older CPE": (component(cpes=("cpe:/a:openssl:openssl:3.0.13",)), Identification.NONE),
    "hash": (component(hashes=(SHA1,)), Identification.HASH),
    "broken hash": (component(hashes=(Hash("SHA-1", "abc"),)), Identification.NONE),
    "name and version alone": (component(version="3.0.13", supplier="OpenSSL"), Identification.NONE),
}


@pytest.mark.parametrize(("held", "by"), IDENTIFIED.values(), ids=IDENTIFIED)
def test_a_component_is_identified_by_the_best_of_what_it_has(held: Component, by: Identification) -> None:
    assert identification(held) is by


CPES = {
    CPE: True,
    "cpe:2.3:o:linux:linux_kernel:6.1:*:*:*:*:*:*:*": True,
    "cpe:2.3:a:acme\\:inc:x\\\\y:1:*:*:*:*:*:*:*": True,
    "cpe:2.3:a:acme:*:1:*:*:*:*:*:*:*": False,
    "cpe:2.3:a:acme:-:1:*:*:*:*:*:*:*": False,
    "cpe:2.3:a:acme:x:1": False,
    "cpe:2.3:z:acme:x:1:*:*:*:*:*:*:*": False,
    "cpe:2.3:a:ac me:x:1:*:*:*:*:*:*:*": False,
    "cpe:/a:acme:x:1": False,
    "": False,
}


@pytest.mark.parametrize(("text", "good"), CPES.items(), ids=CPES)
def test_a_cpe_is_well_formed_and_names_a_product(text: str, good: bool) -> None:
    assert is_cpe23(text) is good


def test_the_older_form_of_cpe_is_known_as_such() -> None:
    assert is_cpe22("cpe:/a:openssl:openssl:3.0.13")
    assert not is_cpe22(CPE)
    assert not is_cpe22("cpe:/x:openssl")


@pytest.mark.parametrize("length", [32, 40, 56, 64, 96, 128])
def test_a_hash_has_a_length_that_an_algorithm_gives(length: int) -> None:
    assert is_hash(Hash("any", "f" * length))
    assert not is_hash(Hash("any", "g" * length))
    assert not is_hash(Hash("any", "f" * (length - 1)))


@pytest.mark.parametrize("text", ["", "unknown", "NOASSERTION", " N/A ", "None", "-"])
def test_words_for_nothing_say_nothing(text: str) -> None:
    assert not says_something(text)


@given(
    st.text(max_size=30).map("pkg:{}".format) | st.from_regex(r"pkg:[a-z.]{1,4}/[\w.~/@-]{1,12}", fullmatch=True)
)
def test_a_package_url_is_valid_when_its_own_library_says_so(text: str) -> None:
    try:
        PackageURL.from_string(text)
    except ValueError:
        assert not is_purl(text)
    else:
        assert is_purl(text)


def test_a_component_is_found_again_in_another_version() -> None:
    old = component(purl="pkg:npm/%40acme/ui@1.0.0?os=linux", version="1.0.0")
    new = component(purl="pkg:npm/@acme/ui@2.0.0", version="2.0.0")
    assert lasting_key(old) == lasting_key(new)
    assert lasting_key(component()) == "openssl"
    assert lasting_key(component(group="crypto")) == "crypto/openssl"
