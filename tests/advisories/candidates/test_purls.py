# SPDX-License-Identifier: Apache-2.0
"""A candidate's package URL asks for exactly the package of which the database has records."""

import pytest

from medward.advisories.candidates.purls import ecosystem_of, package_url
from medward.advisories.identity import Query, query


@pytest.mark.parametrize(
    ("ecosystem", "name", "purl"),
    [
        ("PyPI", "drip-core", "pkg:pypi/drip-core"),
        ("npm", "@pump/drip", "pkg:npm/%40pump/drip"),
        ("Maven", "org.acme:drip", "pkg:maven/org.acme/drip"),
        ("Go", "example.org/pump/v2", "pkg:golang/example.org/pump/v2"),
        ("Packagist", "acme/drip", "pkg:composer/acme/drip"),
        ("Debian:12", "infuse", "pkg:deb/debian/infuse?arch=source&distro=12"),
        ("Ubuntu:22.04:LTS", "infuse", "pkg:deb/ubuntu/infuse?arch=source&distro=22.04"),
        ("Alpine:v3.20", "infuse", "pkg:apk/alpine/infuse?arch=source&distro=3.20"),
        ("Rocky Linux:9", "infuse", "pkg:rpm/rocky/infuse?arch=src&distro=9"),
        ("Wolfi", "infuse", "pkg:apk/wolfi/infuse?arch=source"),
    ],
)
def test_a_package_url_leads_back_to_its_package(ecosystem: str, name: str, purl: str) -> None:
    assert package_url(ecosystem, name) == purl
    asked = query(purl, "1.0")
    assert isinstance(asked, Query)
    assert (ecosystem in asked.ecosystems, asked.name, asked.binary) == (True, name, False)


def test_a_registry_that_a_maker_names_is_a_package_url_too() -> None:
    assert package_url("CNA registry", "maven/org.acme/drip") == "pkg:maven/org.acme/drip"
    assert package_url("CNA registry", "npm/@pump/drip") == "pkg:npm/%40pump/drip"


@pytest.mark.parametrize("ecosystem", ["Debian:sidd", "GIT", "OSS-Fuzz", "Nowhere:1"])
def test_what_no_package_url_names_is_empty(ecosystem: str) -> None:
    assert package_url(ecosystem, "infuse") == ""


@pytest.mark.parametrize(
    ("purl", "ecosystem"),
    [
        ("pkg:pypi/drip@1", "PyPI"),
        ("pkg:deb/debian/infuse@1?distro=debian-12", "Debian"),
        ("pkg:generic/x@1", ""),
        ("pkg:deb/acme/x@1", ""),
        ("", ""),
    ],
)
def test_the_ecosystem_around_a_component_is_that_of_a_package_url(purl: str, ecosystem: str) -> None:
    assert ecosystem_of(purl) == ecosystem
