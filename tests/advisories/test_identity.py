# SPDX-License-Identifier: Apache-2.0
"""What is asked about a component: from every kind of package URL, or the reason why nothing can be asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packageurl import PackageURL

from medward.advisories.ecosystems import RED_HAT_REPOSITORIES
from medward.advisories.identity import Query, Unnamed, query

RHEL_9 = tuple(f"Red Hat:enterprise_linux:9::{one}" for one in RED_HAT_REPOSITORIES[8])


@pytest.mark.parametrize(
    ("purl", "ecosystem", "name", "version"),
    [
        ("pkg:pypi/Drip_Core@1.4", "PyPI", "drip-core", "1.4"),
        ("pkg:pypi/drip-core@1.4?file_name=x.whl", "PyPI", "drip-core", "1.4"),
        ("pkg:npm/%40pump/drip@3.1.0", "npm", "@pump/drip", "3.1.0"),
        ("pkg:npm/@pump/drip@3.1.0", "npm", "@pump/drip", "3.1.0"),
        ("pkg:npm/drip@3.1.0", "npm", "drip", "3.1.0"),
        ("pkg:golang/example.org/Pump/gateway@v1.2.0", "Go", "example.org/pump/gateway", "1.2.0"),
        ("pkg:golang/example.org/p/v2@v2.0.0%2Bincompatible#sub", "Go", "example.org/p/v2", "2.0.0+incompatible"),
        ("pkg:golang/stdlib@1.20.3", "Go", "stdlib", "1.20.3"),
        ("pkg:golang/std@go1.20.3", "Go", "stdlib", "1.20.3"),
        ("pkg:cargo/pump@0.1.0", "crates.io", "pump", "0.1.0"),
        ("pkg:maven/org.pump/core@1.0", "Maven", "org.pump:core", "1.0"),
        ("pkg:gem/viewer@1.9", "RubyGems", "viewer", "1.9"),
        ("pkg:nuget/Pump.Core@1.0", "NuGet", "pump.core", "1.0"),
        ("pkg:composer/pump/core@1.0", "Packagist", "pump/core", "1.0"),
        ("pkg:pypi/drip-core", "PyPI", "drip-core", ""),
        ("pkg:swift/github.com/Pump/Core@1.0", "SwiftURL", "github.com/pump/core", "1.0"),
        ("pkg:githubactions/pump/Set-up@v4", "GitHub Actions", "pump/set-up", "v4"),
        ("pkg:bitnami/pump@1.0-1?arch=amd64", "Bitnami", "pump", "1.0-1"),
        ("pkg:maven/core@1.0", "Maven", "core", "1.0"),
        ("pkg:golang/toolchain@1.21.0", "Go", "toolchain", "1.21.0"),
        ("pkg:npm/%40Ward/pump@1.0.0#lib/x.js", "npm", "@ward/pump", "1.0.0"),
    ],
)
def test_a_package_of_a_registry_is_asked_under_its_own_name(
    purl: str, ecosystem: str, name: str, version: str
) -> None:
    assert query(purl) == Query((ecosystem,), name, version)


@pytest.mark.parametrize(
    ("purl", "asked"),
    [
        (
            "pkg:deb/debian/libinfuse1@1%3A2.4-1?arch=amd64&distro=debian-12&upstream=infuse",
            Query(("Debian:12", "Debian"), "infuse", "1:2.4-1"),
        ),
        (
            "pkg:deb/debian/libinfuse1@2.4-1%2Bb1?distro=bookworm&upstream=infuse%402.4-1",
            Query(("Debian:12", "Debian"), "infuse", "2.4-1"),
        ),
        (
            "pkg:deb/debian/infuse@2.4-1?distro=debian-12.5",
            Query(("Debian:12", "Debian"), "infuse", "2.4-1", binary=True),
        ),
        (
            "pkg:deb/debian/infuse@2.4-1?arch=source&distro=debian-12",
            Query(("Debian:12", "Debian"), "infuse", "2.4-1"),
        ),
        (
            "pkg:deb/ubuntu/infuse@2.4-1?distro=jammy&upstream=infuse",
            Query(("Ubuntu:22.04:LTS", "Ubuntu:22.04", "Ubuntu"), "infuse", "2.4-1"),
        ),
        (
            "pkg:apk/alpine/infuse@2.4-r0?distro=alpine-3.20.1&upstream=infuse",
            Query(("Alpine:v3.20", "Alpine"), "infuse", "2.4-r0"),
        ),
        (
            "pkg:rpm/redhat/infuse@2.4-1.el9?epoch=1&distro=rhel-9.4&upstream=infuse-2.4-1.el9.src.rpm",
            Query((*RHEL_9, "Red Hat"), "infuse", "1:2.4-1.el9", binary=True),
        ),
        ("pkg:apk/wolfi/infuse@2.4-r0?upstream=infuse", Query(("Wolfi",), "infuse", "2.4-r0")),
        ("pkg:deb/echo/infuse@2.4-1?upstream=infuse", Query(("Echo",), "infuse", "2.4-1")),
        (
            "pkg:apk/alpaquita/infuse@2.4-r0?distro=alpaquita-23&upstream=infuse",
            Query(("Alpaquita:23", "Alpaquita"), "infuse", "2.4-r0"),
        ),
        (
            "pkg:rpm/rocky/infuse@2.4-1.el9?distro=rocky-9.3&upstream=infuse",
            Query(("Rocky Linux:9", "Rocky Linux"), "infuse", "2.4-1.el9"),
        ),
        (
            "pkg:rpm/opensuse/infuse@2.4-1?distro=opensuse-leap-15.5&upstream=infuse",
            Query(("openSUSE:Leap 15.5", "openSUSE"), "infuse", "2.4-1"),
        ),
        (
            "pkg:rpm/opensuse/infuse@2.4-1?distro=opensuse-tumbleweed-20240101&upstream=infuse",
            Query(("openSUSE:Tumbleweed", "openSUSE"), "infuse", "2.4-1"),
        ),
        (
            "pkg:rpm/openeuler/infuse@2.4-1?distro=openeuler-22.03-LTS-SP3&upstream=infuse",
            Query(("openEuler:22.03-LTS-SP3", "openEuler"), "infuse", "2.4-1"),
        ),
        (
            "pkg:rpm/azurelinux/infuse@2.4-1?distro=azurelinux-3.0&upstream=infuse",
            Query(("Azure Linux:3", "Azure Linux"), "infuse", "2.4-1"),
        ),
        (
            "pkg:rpm/photon/infuse@2.4-1?distro=photon-5.0&upstream=infuse",
            Query(("Photon OS:5.0", "Photon OS"), "infuse", "2.4-1"),
        ),
    ],
)
def test_a_package_of_a_distribution_is_asked_by_release_and_source_package(purl: str, asked: Query) -> None:
    assert query(purl) == asked


@pytest.mark.parametrize(
    ("purl", "reason"),
    [
        ("nonsense", "its package URL cannot be read"),
        ("pkg:", "its package URL cannot be read"),
        ("pkg:pypi", "its package URL cannot be read"),
        ("pkg:generic/openssl@1.1.1", "no advisory source names packages of its type 'generic', which stands for"),
        (
            "pkg:github/pump/core@v1.0",
            "no advisory source names packages of its type 'github', which is a repository",
        ),
        ("pkg:docker/pump@1.0", "no advisory source names packages of its type 'docker', which is an image"),
        ("pkg:npm/pump@%5E1.2.0", "its package URL states a range of versions ('^1.2.0')"),
        ("pkg:pypi/pump@%3E%3D1.0%2C%3C2.0", "its package URL states a range of versions ('>=1.0,<2.0')"),
        ("pkg:maven/org.pump/core@%5B1.0%2C2.0%29", "its package URL states a range of versions ('[1.0,2.0)')"),
        (
            "pkg:rpm/openeuler/infuse@1?distro=openeuler-22.03",
            "its package URL does not say which release of openEuler",
        ),
        ("pkg:rpm/fedora/infuse@1?distro=fedora-40", "no advisory source names the distribution 'fedora'"),
        ("pkg:oci/pump@sha256:00", "no advisory source names packages of its type 'oci'"),
        ("pkg:deb/mybuild/infuse@1.0?distro=debian-12", "no advisory source names the distribution 'mybuild'"),
        ("pkg:deb/infuse@1.0", "no advisory source names the distribution ''"),
        ("pkg:deb/debian/infuse@1.0", "its package URL does not say which release of Debian (qualifier 'distro')"),
        ("pkg:deb/debian/infuse@1.0?distro=woozy", "its package URL does not say which release of Debian"),
    ],
)
def test_where_nothing_can_be_asked_the_reason_is_given(purl: str, reason: str) -> None:
    asked = query(purl)
    assert isinstance(asked, Unnamed)
    assert asked.reason.startswith(reason)


def test_the_version_of_the_component_counts_where_the_package_url_has_none() -> None:
    assert query("pkg:pypi/drip-core", "1.4") == Query(("PyPI",), "drip-core", "1.4")
    assert query("pkg:pypi/drip-core@1.5", "1.4") == Query(("PyPI",), "drip-core", "1.5")
    assert query("pkg:golang/example.org/p", "v1.0.0") == Query(("Go",), "example.org/p", "1.0.0")


PART = st.text("abcXYZ019_.~-", min_size=1, max_size=6).filter(lambda part: part.strip("."))


@given(
    st.sampled_from(["pypi", "npm", "golang", "cargo", "gem"]),
    st.lists(PART, min_size=1, max_size=3),
    st.text("019.abcv~:-", min_size=1, max_size=8),
)
def test_the_common_form_is_read_as_a_full_parser_reads_it(kind: str, path: list[str], version: str) -> None:
    purl = f"pkg:{kind}/{'/'.join(path)}@{version}"
    parsed = PackageURL.from_string(purl)
    spelled_out = f"{parsed.to_string()}?x=y"
    assert query(purl) == query(spelled_out)


@given(st.text(max_size=60).map(lambda text: f"pkg:{text}") | st.text(max_size=60))
def test_any_text_is_a_question_or_has_a_reason(text: str) -> None:
    asked = query(text)
    assert asked.reason if isinstance(asked, Unnamed) else asked.ecosystem
