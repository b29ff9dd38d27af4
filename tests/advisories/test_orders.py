# SPDX-License-Identifier: Apache-2.0
"""Which order of versions a record states, and what is named after it."""

import pytest

from medward.advisories.claims import is_stated, order_of, placed
from medward.advisories.orders import STATED, in_generic, in_order, order_in, scheme_in, stated, takes, way_of
from medward.versions import schemes


@pytest.mark.parametrize(
    ("version_type", "scheme"),
    [
        ("semver", "semver"),
        (" SemVer ", "semver"),
        ("python", "pypi"),
        ("rpm", "rpm"),
        ("maven", "maven"),
        ("npm", "npm"),
        ("deb", "deb"),
        ("custom", ""),
        ("git", ""),
        ("rpm, exe", ""),
        ("semvar", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_a_known_type_states_an_order(version_type: str | None, scheme: str) -> None:
    assert stated(version_type) == scheme


def test_every_stated_type_names_a_scheme() -> None:
    assert set(STATED.values()) <= set(schemes())


def test_products_of_an_order_stand_under_a_name_of_their_own() -> None:
    name = in_order("CNA", "semver")
    assert (name, way_of(name), scheme_in(name)) == ("CNA:semver", "CNA", "semver")
    assert (in_order("CPE", ""), way_of("CPE"), scheme_in("CPE")) == ("CPE", "CPE", "")


def test_a_release_of_a_distribution_is_no_stated_order() -> None:
    assert is_stated("CPE:rpm")
    assert not is_stated("CPE")
    assert not is_stated("Debian:12")


def test_the_order_of_a_name_is_the_stated_one_without_the_v() -> None:
    order = order_of("CNA:semver")
    assert order is not None
    assert order("v1.0.0-rc.2") < order("1.0.0-rc.10") < order("1.0.0")
    assert order_of("CNA") is placed
    assert order_in("rpm")("1.2~rc1") < order_in("rpm")("1.2") < order_in("rpm")("1.2^git1")


def test_a_scheme_takes_its_own_versions_alone() -> None:
    assert takes("semver", "v1.2.3")
    assert not takes("semver", "1.2.3.4")
    assert not takes("semver", "1.0.2k")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("vers:deb/<1.0~rc1", "vers:generic/<1.0~rc1"),
        (" VERS:npm/>=1|<2", "vers:generic/>=1|<2"),
        ("vers:generic/<2", "vers:generic/<2"),
        ("vers:all/*", "vers:all/*"),
        ("1.0 and earlier", "1.0 and earlier"),
    ],
)
def test_a_range_of_any_scheme_is_read_in_the_generic_order(written: str, read: str) -> None:
    assert in_generic(written) == read
