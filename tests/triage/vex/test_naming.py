# SPDX-License-Identifier: Apache-2.0
"""What names a component or a release, and what looks like it and does not."""

import pytest

from medward.inventory.model import Hash
from medward.triage.vex.model import Product
from medward.triage.vex.naming import ReleaseIndex, is_release
from triage.vex.made import HASH, RADIO_CPE, SERIAL, TLS, dossier, releases

RELEASE = releases(dossier())[0]
INDEX = ReleaseIndex(RELEASE)


def named(product: Product) -> list[tuple[str, str]]:
    return [(one.component.name, one.how) for one in INDEX.named(product)]


@pytest.mark.parametrize(
    ("product", "name", "how"),
    [
        (Product(purls=(TLS,)), "tls", "by package URL"),
        (Product(purls=("pkg:deb/debian/tls",)), "tls", "by package URL, in every version"),
        (Product(purls=("pkg:deb/debian/tls",), version="3.0"), "tls", "by package URL"),
        (Product(cpes=(RADIO_CPE,)), "radio", "by CPE name"),
        (Product(cpes=("cpe:2.3:o:ACME:radio:*:*:*:*:*:*:*:*",)), "radio", "by CPE name, in every version"),
        (Product(hashes=(Hash("SHA-256", HASH.upper()),)), "font", "by hash"),
        (Product(name="font", version="1"), "font", "by name and version alone"),
        (Product(name="font", version="1", supplier="letters"), "font", "by name and version alone"),
        (Product(serial=SERIAL, ref="r-xml"), "xml", "by its reference in the SBOM"),
    ],
)
def test_an_identifier_names_a_component(product: Product, name: str, how: str) -> None:
    assert named(product) == [(name, how)]


@pytest.mark.parametrize(
    "product",
    [
        Product(),
        Product(name="tls"),
        Product(name="tls", version="2.9"),
        Product(purls=("pkg:deb/debian/tls@2.9",)),
        Product(purls=("pkg:deb/ubuntu/tls@3.0",)),
        Product(purls=("pkg:deb/debian/tls@3.0?arch=arm64",)),
        Product(purls=("pkg:deb/debian/other@3.0",), name="tls", version="3.0"),
        Product(purls=("pkg:deb/debian/tls",), version_range="vers:deb/<4"),
        Product(cpes=("cpe:2.3:o:acme:*:7.1:*:*:*:*:*:*:*",)),
        Product(cpes=("cpe:2.3:o:acme:radio:7.0:*:*:*:*:*:*:*",)),
        Product(cpes=("cpe:2.3:o:acme:radio:-:*:*:*:*:*:*:*",)),
        Product(hashes=(Hash("MD5", HASH),)),
        Product(name="font", version="1", supplier="Somebody else"),
        Product(ref="r-xml"),
        Product(serial="urn:uuid:99999999-2222-4333-8444-555555555555", ref="r-xml"),
        Product(serial=SERIAL, ref="r-gone", purls=(TLS,)),
    ],
)
def test_what_only_looks_like_a_component_names_none(product: Product) -> None:
    assert named(product) == []


@pytest.mark.parametrize(
    "product",
    [
        Product(purls=("pkg:generic/example-medical/pump@3.2",)),
        Product(name="pump", version="3.2"),
        Product(name="Pump", version="3.2", supplier="Example Medical"),
        Product(serial=SERIAL),
    ],
)
def test_a_release_is_named_by_its_purl_its_name_or_its_sbom(product: Product) -> None:
    assert is_release(product, RELEASE)


@pytest.mark.parametrize(
    "product",
    [
        Product(),
        Product(purls=("pkg:generic/example-medical/pump@3.3",)),
        Product(purls=("not a purl",), name="Pump", version="3.2"),
        Product(name="Pump"),
        Product(name="Pump", version="3.2", version_range="all"),
        Product(name="Pump", version="3.2", supplier="Other Medical"),
    ],
)
def test_another_product_is_not_the_release(product: Product) -> None:
    assert not is_release(product, RELEASE)
