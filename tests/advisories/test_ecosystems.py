# SPDX-License-Identifier: Apache-2.0
"""Ecosystems by package URL type, releases by `distro`, and names in the form in which each compares them."""

import pytest

from medward.advisories.ecosystems import (
    BY_NAMESPACE,
    BY_TYPE,
    UNNAMED,
    base,
    is_distribution,
    normal_name,
    of_products,
    release,
    with_release,
)
from medward.versions import scheme_of


@pytest.mark.parametrize(
    ("ecosystem", "name", "normal"),
    [
        ("PyPI", "Drip_Core.x", "drip-core-x"),
        ("PyPI", "a-._b", "a-b"),
        ("npm", "@Pump/Drip", "@pump/drip"),
        ("Go", "example.org/Pump/Gateway", "example.org/pump/gateway"),
        ("Go", "std", "stdlib"),
        ("NuGet", "Pump.Core", "pump.core"),
        ("Packagist", "Pump/Core", "pump/core"),
        ("Maven", "org.Pump:Core", "org.Pump:Core"),
        ("Debian:12", "infuse", "infuse"),
        ("crates.io", "pump_core", "pump_core"),
    ],
)
def test_a_name_has_one_form_in_its_ecosystem(ecosystem: str, name: str, normal: str) -> None:
    assert normal_name(ecosystem, name) == normal
    assert normal_name(ecosystem, normal) == normal


@pytest.mark.parametrize(
    ("ecosystem", "distro", "number"),
    [
        ("Debian", "debian-12", "12"),
        ("Debian", "debian-12.5", "12"),
        ("Debian", "12", "12"),
        ("Debian", "bookworm", "12"),
        ("Debian", "debian-bookworm", "12"),
        ("Debian", "Debian:12", "12"),
        ("Debian", "sid", "sid"),
        ("Debian", "unstable", "sid"),
        ("Debian", "squeeze", "6.0"),
        ("Debian", "debian-6.0", "6.0"),
        ("Ubuntu", "ubuntu-22.04", "22.04"),
        ("Ubuntu", "jammy", "22.04"),
        ("Alpine", "alpine-3.20.1", "3.20"),
        ("Alpine", "alpine-v3.20", "3.20"),
        ("Rocky Linux", "rocky-9.4", "9"),
        ("AlmaLinux", "almalinux-9", "9"),
        ("Debian", "", ""),
        ("Debian", "debian", ""),
        ("Debian", "ubuntu-22.04", ""),
        ("Debian", "warty", ""),
        ("SUSE", "sles-15.4", "15.4"),
        ("SUSE", "sid", ""),
        ("Ubuntu", "unstable", ""),
    ],
)
def test_a_release_is_read_from_its_number_or_code_name(ecosystem: str, distro: str, number: str) -> None:
    assert release(ecosystem, distro) == number


@pytest.mark.parametrize(
    ("ecosystem", "number", "names"),
    [
        ("Debian", "12", ("Debian:12", "Debian")),
        ("Alpine", "3.20", ("Alpine:v3.20", "Alpine")),
        ("Ubuntu", "22.04", ("Ubuntu:22.04:LTS", "Ubuntu:22.04", "Ubuntu")),
        ("openSUSE", "Leap 15.6", ("openSUSE:Leap 15.6", "openSUSE")),
        ("Red Hat", "10.1", (*(f"Red Hat:enterprise_linux:10.{minor}" for minor in range(11)), "Red Hat")),
    ],
)
def test_a_release_is_asked_under_every_name_that_osv_has_for_it(
    ecosystem: str, number: str, names: tuple[str, ...]
) -> None:
    assert with_release(ecosystem, number) == names
    assert {base(name) for name in names} == {ecosystem}


@pytest.mark.parametrize(
    ("ecosystem", "number", "name"),
    [
        ("Red Hat", "7.9", "Red Hat:enterprise_linux:7::server"),
        ("Red Hat", "7.9", "Red Hat:rhel_els:7"),
        ("Red Hat", "8.10", "Red Hat:enterprise_linux:8::nfv"),
        ("Red Hat", "9", "Red Hat:enterprise_linux:9::sap_hana"),
        ("SUSE", "15.4", "SUSE:Linux Enterprise Server 15 SP4"),
        ("SUSE", "15.4", "SUSE:Linux Enterprise Server 15 SP4-LTSS"),
        ("SUSE", "15.4", "SUSE:Linux Enterprise High Performance Computing 15 SP4-ESPOS"),
        ("SUSE", "15.4", "SUSE:Linux Enterprise Server for SAP Applications 15 SP4"),
        ("SUSE", "15.4", "SUSE:Linux Enterprise Module for Public Cloud 15 SP4"),
        ("SUSE", "15.0", "SUSE:Linux Enterprise Module for Basesystem 15"),
        ("SUSE", "12.5", "SUSE:Linux Enterprise Server LTSS Extended Security 12 SP5"),
        ("SUSE", "16.0", "SUSE:Linux Enterprise Server 16.0"),
    ],
)
def test_repositories_products_and_phases_of_support_of_a_release_are_asked(
    ecosystem: str, number: str, name: str
) -> None:
    names = with_release(ecosystem, number)
    assert name in names
    assert len(set(names)) == len(names)


def test_advisories_for_products_are_those_of_two_distributions() -> None:
    assert [of_products(one) for one in ("Red Hat:rhel_els:7", "SUSE", "openSUSE:Leap 15.6", "Debian:12")] == [
        True,
        True,
        False,
        False,
    ]


def test_no_type_is_both_of_a_registry_and_of_distributions() -> None:
    assert not set(BY_TYPE) & set(BY_NAMESPACE)
    assert all(is_distribution(kind) for kind in BY_NAMESPACE)
    assert not any(is_distribution(kind) for kind in BY_TYPE)


def test_every_ecosystem_with_an_order_can_be_asked_or_says_why_not() -> None:
    asked = {*BY_TYPE.values(), *(one for named in BY_NAMESPACE.values() for one in named.values())}
    assert not asked & UNNAMED.keys()
    unordered = {"Docker Hardened Images", "Root", "TuxCare"}
    assert {one for one in UNNAMED if scheme_of(one) is None} == unordered
    assert {one for one in asked if scheme_of(one) is None} == set()


@pytest.mark.parametrize(
    "address", ["https://github.com/Ward/Pump", "github.com/ward/pump.git", "http://www.github.com/ward/pump/"]
)
def test_a_repository_is_the_same_however_its_address_is_written(address: str) -> None:
    assert normal_name("SwiftURL", address) == "github.com/ward/pump"
