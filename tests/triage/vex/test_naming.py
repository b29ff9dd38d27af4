# SPDX-License-Identifier: Apache-2.0
"""What names a component or a release, and what looks like it and does not."""

import pytest

from medward.inventory.model import Hash
from medward.triage.vex.model import Product
from medward.triage.vex.naming import BY_NAME, ReleaseIndex, is_release, release_doubt
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
        (Product(cpes=("cpe:/o:acme:radio:7.1",)), "radio", "by CPE name"),
        (Product(cpes=("cpe:/o:acme:radio",), version="7.1"), "radio", "by CPE name"),
        (
            Product(cpes=("cpe:/o:acme:radio",), version_range="< 8"),
            "radio",
            "by CPE name and a range of versions",
        ),
        (
            Product(purls=("pkg:deb/debian/tls",), version_range="vers:deb/<4"),
            "tls",
            "by package URL and a range of versions",
        ),
        (
            Product(purls=("pkg:deb/debian/tls",), version_range="vers:all/*"),
            "tls",
            "by package URL, in every version",
        ),
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
        Product(purls=("pkg:deb/debian/tls",), version_range="vers:deb/<3.0"),
        Product(cpes=("cpe:2.3:o:acme:radio:*:*:*:*:*:*:*:*",), version_range="vers:generic/>7.1"),
        Product(cpes=("cpe:2.3:o:acme:radio:*:*:*:*:*:*:*:*",), version="7.0"),
        Product(name="font", version_range="vers:generic/<1"),
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
        Product(name="Pump", version_range="vers:all/*"),
        Product(name="Pump", version_range="3.0 through 3.2"),
        Product(purls=("pkg:generic/example-medical/pump",), version_range="< 3.3"),
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
        Product(name="Pump", version_range="vers:generic/<3.2"),
        Product(purls=("pkg:generic/example-medical/pump",), version_range="< 3.2"),
        Product(name="Pump", version="3.2", supplier="Other Medical"),
    ],
)
def test_another_product_is_not_the_release(product: Product) -> None:
    assert not is_release(product, RELEASE)


@pytest.mark.parametrize(
    ("product", "doubt"),
    [
        (Product(purls=("pkg:deb/debian/tls",), version_range="vers:npm/<4"), "in the order 'npm'"),
        (Product(purls=("pkg:deb/debian/tls",), version_range="with the old board"), "not understood"),
        (Product(purls=("pkg:deb/debian/tls@2.9",), version_range="vers:deb/<4"), "version 2.9 beside the range"),
        (Product(cpes=("cpe:/o:acme:radio",), version_range="B.02 and earlier"), "not sure"),
        (Product(name="font", version_range="vers:generic/<2"), BY_NAME),
    ],
)
def test_an_undecided_range_names_a_component_possibly_and_says_why(product: Product, doubt: str) -> None:
    (one,) = INDEX.named(product)
    assert doubt in one.doubt
    assert not one.exact


def test_the_surest_way_to_a_component_counts() -> None:
    product = Product(cpes=(RADIO_CPE, "cpe:/o:acme:radio"))
    assert [(one.how, one.exact) for one in INDEX.named(product)] == [("by CPE name", True)]


def test_it_can_be_unsure_whether_a_product_is_the_release() -> None:
    doubt = release_doubt(Product(name="Pump", version_range="with the old board"), RELEASE)
    assert doubt is not None
    assert "not understood" in doubt
