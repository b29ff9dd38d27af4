# SPDX-License-Identifier: Apache-2.0
"""Schemes by name: which there are, what ecosystem uses which, and the laws that hold for each of them."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import effort
from medward.versions import (
    LOWEST,
    MAX_LENGTH,
    InvalidVersionError,
    UnknownSchemeError,
    compare,
    key,
    key_function,
    scheme_of,
    schemes,
)
from version_laws import assert_in_order

EXAMPLES = ["0", "1.0.0", "1.0.0-1", "1.0.1", "1.10.0", "2.0.0-3", "10.2.3", "2023.1.0"]
MOMENTS = ["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5Z", "2023-12-31T23:00:00-05:00", "1999-12-31T23:59:60Z"]
OWN_EXAMPLES = {
    "apk": ["0", "1.0", "1.0_rc1", "1.0-r1", "1.10", "2b"],
    "composer": ["0", "1.0.0", "1.0.0-beta1", "1.0.0-p1", "1.10.0", "2.0.x-dev", "2023.01.05"],
    "datetime": MOMENTS,
    "ebuild": ["0", "1.0", "1.0_rc1", "1.0-r1", "1.10", "2b"],
    "freebsd": ["0", "1.0.0", "1.0.0_1", "1.0.1", "1.10.0", "2.0.b3", "10.2.3,1"],
    "gentoo": ["0", "1.0", "1.0_rc1", "1.0-r1", "1.10", "2b"],
    "hackage": ["0", "1.0.0", "1.0", "1.10", "2"],
    "openssl": ["0.9.8zh", "1.0.2", "1.0.2-beta1", "1.1.1w", "3.0.0-alpha17", "3.0"],
}
ANYTHING = {"conan", "generic", "github", "intdot", "lexicographic", "maven", "yocto"}
"""Schemes that give an order to almost every text, as their reference does."""


def examples(scheme: str) -> list[str]:
    return OWN_EXAMPLES.get(scheme, EXAMPLES)


def test_schemes_are_named_by_their_vers_types() -> None:
    assert schemes() == tuple(sorted(schemes()))
    assert schemes() == (
        "alpm", "apk", "arch", "bitnami", "cargo", "composer", "conan", "cran", "datetime", "deb", "ebuild",
        "freebsd", "gem", "generic", "gentoo", "github", "golang", "hackage", "hex", "intdot", "lexicographic",
        "maven", "nginx", "npm", "nuget", "opam", "openssl", "pub", "pypi", "rpm", "semver", "swift", "yocto",
    )  # fmt: skip # a list of names, not a table


@pytest.mark.parametrize(
    ("ecosystem", "scheme"),
    [
        ("PyPI", "pypi"),
        ("npm", "npm"),
        ("Go", "golang"),
        ("crates.io", "cargo"),
        ("Debian", "deb"),
        ("Debian:12", "deb"),
        ("Ubuntu:22.04:LTS", "deb"),
        ("Ubuntu:Pro:18.04:LTS", "deb"),
        ("Alpine:v3.20", "apk"),
        ("Wolfi", "apk"),
        ("Chainguard", "apk"),
        ("Red Hat:rhel_aus:8.4::appstream", "rpm"),
        ("Rocky Linux:9", "rpm"),
        ("AlmaLinux:8", "rpm"),
        ("openSUSE:Leap 15.6", "rpm"),
        ("SUSE:Linux Enterprise Server 15 SP5", "rpm"),
        ("Mageia:9", "rpm"),
        ("Photon OS:3.0", "rpm"),
        ("Maven", "maven"),
        ("Maven:https://maven.google.com", "maven"),
        ("NuGet", "nuget"),
        ("RubyGems", "gem"),
        ("Packagist", "composer"),
        ("Packagist:https://packages.drupal.org/8", "composer"),
        ("Pub", "pub"),
        ("Hex", "hex"),
        ("CRAN", "cran"),
        ("Bioconductor", "cran"),
        ("Hackage", "hackage"),
        ("GHC", "hackage"),
        ("ConanCenter", "conan"),
        ("SwiftURL", "swift"),
        ("GitHub Actions", "github"),
        ("OSS-Fuzz", "github"),
        ("Linux", "generic"),
        ("Android", "generic"),
        ("Bitnami", "bitnami"),
        ("TuxCare:npm", "npm"),
        ("TuxCare:Alpine:v3.16", "apk"),
        ("Docker Hardened Images:Alpine:3.23", "apk"),
        ("Docker Hardened Images:Debian:trixie", "deb"),
        ("Root:Debian:12", "deb"),
        ("Root:PyPI", "pypi"),
        *((scheme, scheme) for scheme in schemes()),
    ],
)
def test_ecosystems_of_osv_and_schemes_themselves_name_a_scheme(ecosystem: str, scheme: str) -> None:
    assert scheme_of(ecosystem) == scheme
    version = examples(scheme)[0]
    assert key(ecosystem, version) == key(scheme, version)


OSV_SCHEMA = """
    AlmaLinux Alpaquita Alpine Android Azure_Linux BellSoft_Hardened_Containers Bioconductor Bitnami Chainguard
    CleanStart ConanCenter CRAN crates.io Debian Docker_Hardened_Images Echo FreeBSD GHC GitHub_Actions Go Hackage
    Hex Julia Kubernetes Linux Mageia Maven MinimOS npm NuGet opam openEuler openSUSE OSS-Fuzz Packagist Photon_OS
    Pub PyPI Red_Hat Rocky_Linux Root RubyGems SUSE SwiftURL TuxCare Ubuntu VSCode Wolfi
"""
"""The ecosystems that version 1.7.5 of the OSV schema defines, with `_` for a blank."""


def test_every_ecosystem_of_the_osv_schema_has_an_order_or_is_told_to_have_none() -> None:
    defined = [name.replace("_", " ") for name in OSV_SCHEMA.split()]
    unordered = [name for name in defined if scheme_of(name) is None]
    assert unordered == ["Docker Hardened Images", "Root", "TuxCare"]
    page = " ".join((Path(__file__).parents[2] / "docs/reference/versions.md").read_text(encoding="utf-8").split())
    told = page.partition("Without an order")[2].partition("Four references")[0]
    assert all(name in told for name in unordered)


def test_a_publisher_of_mended_packages_has_the_order_of_what_it_mends_and_none_of_its_own() -> None:
    assert compare("TuxCare:PyPI", "4.2.1.post3", "4.2.1.post10") == -1
    assert compare("Root:Debian:12", "1.2.3-4.root.io.2", "1.2.3-4.root.io.10") == -1
    assert compare("Docker Hardened Images:Alpine:3.23", "8.4.0-r1", "8.4.0-r0") == 1
    for name in ("TuxCare", "TuxCare:TuxCare:npm", "Root:npm", "Docker Hardened Images:npm", "Root:"):
        assert scheme_of(name) is None


@pytest.mark.parametrize("name", ["", "GIT", "CocoaPods", "pypi:3", "PYPI", "debian", ":12"])
def test_other_names_have_no_scheme(name: str) -> None:
    assert scheme_of(name) is None
    with pytest.raises(UnknownSchemeError):
        key(name, "1.0")
    with pytest.raises(UnknownSchemeError):
        compare(name, "1.0", "1.0")
    with pytest.raises(UnknownSchemeError):
        key_function(name)


@pytest.mark.parametrize("scheme", schemes())
def test_the_key_function_of_a_scheme_is_its_key(scheme: str) -> None:
    texts = examples(scheme)
    assert list(map(key_function(scheme), texts)) == [key(scheme, version) for version in texts]


@pytest.mark.parametrize("scheme", schemes())
@given(st.data())
def test_comparison_is_a_total_order(scheme: str, data: st.DataObject) -> None:
    one, other, third = data.draw(st.tuples(*[st.sampled_from(examples(scheme))] * 3))
    assert compare(scheme, one, one) == 0
    assert compare(scheme, one, other) == -compare(scheme, other, one)
    if compare(scheme, one, other) <= 0 and compare(scheme, other, third) <= 0:
        assert compare(scheme, one, third) <= 0


@pytest.mark.parametrize(
    ("scheme", "version"),
    [("pypi", "0.dev0"), ("golang", "v0.0.0-20191109021931-daa7c04131f5"), ("npm", "0.0.0-0"), ("deb", "0~~"),
     ("rpm", "0~~"), ("apk", "0_alpha"), ("maven", "0-alpha"), ("gem", "0.a"), ("generic", "0-a"),
     ("conan", "0-")],
)  # fmt: skip # a list of pairs, not a table
def test_the_lowest_key_is_below_every_version_even_those_below_zero(scheme: str, version: str) -> None:
    assert LOWEST < key(scheme, version) < key(scheme, "0")


@pytest.mark.parametrize("scheme", schemes())
@given(st.text() | st.text("0129.-_+~^:!vabrcxZ /", max_size=14))
def test_any_text_gets_a_key_above_the_lowest_or_one_kind_of_error(scheme: str, text: str) -> None:
    try:
        found: bytes | InvalidVersionError = key(scheme, text)
    except InvalidVersionError as error:
        found = error
    assert found.version == text if isinstance(found, InvalidVersionError) else found > LOWEST


@pytest.mark.parametrize("scheme", sorted(set(schemes()) - ANYTHING))
def test_a_comparison_with_what_is_no_version_is_refused(scheme: str) -> None:
    with pytest.raises(InvalidVersionError):
        compare(scheme, examples(scheme)[0], "no version")
    with pytest.raises(InvalidVersionError):
        compare(scheme, "no version", examples(scheme)[0])


@pytest.mark.parametrize("scheme", schemes())
def test_an_empty_text_and_a_very_long_one_are_refused(scheme: str) -> None:
    with pytest.raises(InvalidVersionError):
        key(scheme, "")
    with pytest.raises(InvalidVersionError, match="4,097 characters"):
        key(scheme, "1" * (MAX_LENGTH + 1))
    with pytest.raises(InvalidVersionError, match="characters, more than the 4,096 allowed"):
        key(scheme, "1." * MAX_LENGTH + "1")


@pytest.mark.parametrize("scheme", schemes())
@pytest.mark.parametrize(
    "repeated", ["1", "1.", "1-", "1a", "~", "1:", "1!", "a.", "1+", "_", " ", "-1", ".0", "_p1", "-beta", "0"]
)
def test_a_hostile_text_is_answered_at_once(scheme: str, repeated: str) -> None:
    text = "1.0" + repeated * (4000 // len(repeated)) + "?"
    assert effort(lambda: accepts(scheme, text), enough=0.5) <= 0.5
    assert not accepts(scheme, text) or scheme in ANYTHING | {"composer"}


def accepts(scheme: str, text: str) -> bool:
    try:
        return bool(key(scheme, text))
    except InvalidVersionError:
        return False


needs_data = pytest.mark.skipif("MEDWARD_DATA" not in os.environ, reason="MEDWARD_DATA names no public data")


@pytest.mark.data
@needs_data
def test_versions_compare_as_the_vers_specification_has_them() -> None:
    for test in vers_tests("comparison"):
        scheme, versions = test["input"]["input_scheme"], test["input"]["versions"]
        # The tests write NuGet's labels in lower case in what they expect, because their case does not count.
        in_order = [
            text.lower() if scheme == "nuget" else text for text in sorted(versions, key=key_function(scheme))
        ]
        expected = [text.lower() if scheme == "nuget" else text for text in test["expected_output"]]
        assert in_order == expected
    for test in vers_tests("equality"):
        scheme, versions = test["input"]["input_scheme"], test["input"]["versions"]
        assert (compare(scheme, *versions) == 0) == test["expected_output"]


def vers_tests(kind: str) -> list[dict[str, Any]]:
    """The `vers` specification's own tests of one kind, for our schemes."""
    with zipfile.ZipFile(Path(os.environ["MEDWARD_DATA"]) / "vers/vers-spec-tests.zip") as files:
        tests = [test for name in files.namelist() for test in json.loads(files.read(name))["tests"]]
    return [test for test in tests if test["test_type"] == kind and vers_scheme(test) in schemes()]


def vers_scheme(test: dict[str, Any]) -> str:
    asked = test["input"]
    named = asked.get("scheme") or asked.get("input_scheme")
    return str(named or asked["vers"].removeprefix("vers:").partition("/")[0])


def test_every_scheme_and_every_ecosystem_is_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs/reference/versions.md").read_text(encoding="utf-8")
    rows = [row.split("|") for row in page.splitlines() if row.startswith("| `") and row.count("|") == 6]
    named = {name.strip(" `"): row[2] for row in rows for name in row[1].split(",")}
    assert sorted(named) == list(schemes())
    ecosystems = {one.strip(): name for name, listed in named.items() for one in listed.split(",") if one.strip()}
    assert all(scheme_of(ecosystem) == scheme for ecosystem, scheme in ecosystems.items())
    assert len(ecosystems) >= 40


FACTS = {
    "rpm": "1.0~rc1 < 1.0 1.00 1_0 < 1.0^git1 < 1.0a < 1.0.1 < 1.1 < 1:0.1",
    "deb": "1.0~~ < 1.0~rc1 < 1.0 0:1.0 1.0-0 < 1.0-1~bpo1 < 1.0-1 1.0-01 < 1.0a < 1.0+dfsg < 1.0.1 < 1:0",
    "maven": ("1-alpha < 1-beta < 1-milestone < 1-rc 1-cr < 1-snapshot < 1 1.0 1-ga 1-final < 1-sp < 1-1 < 1.1"),
    "ebuild": "1_alpha < 1_beta < 1_pre < 1_rc < 1 1-r0 < 1-r1 < 1_p < 1_p1 < 1a < 1.0 < 1.001 < 1.01 < 1.1",
    "apk": ("1_alpha < 1_beta < 1_pre < 1_rc < 1 < 1-r1 < 1-r10 < 1_cvs < 1_svn < 1_git < 1_hg < 1_p < 1a < 1.1"),
    "nuget": "1-1 < 1-10 < 1-alpha 1.0-ALPHA < 1-beta < 1 1.0 1.0.0 1.0.0.0 01.0+x < 1.0.0.1 < 1.0.1",
    "gem": "1.0.a 1.a < 1.0.b1 < 1.0.beta.2 < 1.0.beta.10 < 1.0-1 < 1 1.0 1.0.0 < 1.0.1.a < 1.0.1",
    "composer": (
        "1.0-dev < 1.0-alpha 1.0a < 1.0-beta < 1.0-RC1 < 1 v1.0 1.0.0.0 1.0+x < 1.0-pl1 1.0-patch1 1.0-p1"
    ),
    "openssl": (
        "1.0.2 < 1.0.2a < 1.0.2z < 1.0.2zk < 1.1.0 < 1.1.1 < 1.1.1w < 3.0.0-alpha1 < 3.0.0 < 3.0.9 < 3.0.10"
    ),
    "conan": "1.0-rc1 < 1.0 < 1.1.1a < 1.1.1b < 1.2 < 1.10",
    "hex": "1.0.0-rc.1 < 1.0.0 < 1.0.1",
    "pub": "1.0.0-a < 1.0.0 < 1.0.0+1 < 1.0.0+2 < 1.0.1",
    "cran": "1.2-3 1.2.3 < 1.2-10 1.2.10 < 1.3",
    "hackage": "1 < 1.0 < 1.0.0 < 1.0.1 < 1.2 < 1.10",
    "alpm": "1.0alpha < 1.0beta < 1.0pre < 1.0rc < 1.0 0:1.0 1.0-1 < 1.0-2 < 1.0.a < 1.0.1 < 1:0",
    "golang": (
        "v0.0.0-20200101000000-abcdefabcdef < v0.0.0-20210101000000-abcdefabcdef < v0.0.0 < "
        "v0.0.1-0.20210101000000-abcdefabcdef < v0.0.1-rc < v0.0.1 0.0.1 < v2.0.0 v2.0.0+incompatible"
    ),
    "pypi": (
        "1.0.dev1 < 1.0a1.dev1 < 1.0a1 1.0alpha1 < 1.0b1 < 1.0rc1 1.0c1 < 1 v1 1.0.0 < 1.0+local < 1.0+1 < "
        "1.0.post1.dev1 < 1.0.post1 1.0-1 < 1.1 < 1!0.1"
    ),
    "npm": "1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-beta.2 < 1.0.0-beta.11 < 1.0.0 1.0.0+x",
    "nginx": "1.2.3 < 1.2.10 < 1.3.0",
    "lexicographic": "1.10 < 1.9 < A < a",
    "datetime": "2020-01-01T00:00:00Z 2020-01-01T01:00:00+01:00 < 2020-01-01T00:00:01Z",
}
"""What the documentation of each ecosystem says of order: ascending, and equal versions apart by blanks."""


@pytest.mark.parametrize("scheme", FACTS)
def test_the_order_of_a_scheme_is_that_of_its_ecosystem(scheme: str) -> None:
    assert_in_order(key_function(scheme), FACTS[scheme].split(" < "))
