# SPDX-License-Identifier: Apache-2.0
"""A component key names the components that it says, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packageurl import PackageURL

from medward.trace.components import ComponentIndex, Named, parse


def index(*named: tuple[str, str, str, str]) -> ComponentIndex:
    """Components given as (purl, group, name, version), numbered from 0."""
    return ComponentIndex(Named(("component", str(number)), *component) for number, component in enumerate(named))


def found(at: ComponentIndex, text: str) -> list[str]:
    return [number for _, number in at.find(text)]


def purls(*texts: str) -> ComponentIndex:
    return index(*((text, "", f"name-{number}", "1.0") for number, text in enumerate(texts)))


def test_a_purl_with_its_version_names_that_version_only() -> None:
    at = purls("pkg:pypi/acme@1.0", "pkg:pypi/acme@1.1")
    assert found(at, "pkg:pypi/acme@1.1") == ["1"]


def test_a_purl_without_version_names_every_version() -> None:
    at = purls("pkg:pypi/acme@1.0", "pkg:pypi/acme@1.1", "pkg:pypi/other@1.0")
    assert found(at, "pkg:pypi/acme") == ["0", "1"]


def test_a_version_is_compared_as_text_so_1_0_is_not_1_0_0() -> None:
    assert found(purls("pkg:pypi/acme@1.0.0"), "pkg:pypi/acme@1.0") == []


def test_a_qualifier_of_the_key_must_be_there_and_others_may_be() -> None:
    at = purls("pkg:deb/debian/zlib@1.2?arch=amd64&distro=debian-12", "pkg:deb/debian/zlib@1.2?arch=arm64")
    assert found(at, "pkg:deb/debian/zlib@1.2?arch=arm64") == ["1"]
    assert found(at, "pkg:deb/debian/zlib@1.2") == ["0", "1"]


def test_a_subpath_is_part_of_the_name() -> None:
    at = purls("pkg:golang/example.org/a@1.0#b", "pkg:golang/example.org/a@1.0")
    assert found(at, "pkg:golang/example.org/a@1.0#b") == ["0"]
    assert found(at, "pkg:golang/example.org/a@1.0") == ["1"]


@pytest.mark.parametrize(
    ("key", "component"),
    [
        ("pkg:PyPI/Acme_TLS@1.0", "pkg:pypi/acme-tls@1.0"),
        ("pkg:pypi/acme.tls", "pkg:pypi/acme--tls@1.0"),
        ("pkg:npm/%40angular/core@1.0", "pkg:npm/@angular/core@1.0"),
        ("pkg:deb/debian/g%2B%2B@12", "pkg:deb/debian/g++@12"),
        ("pkg://npm/left-pad@1.0", "pkg:npm/left-pad@1.0"),
        ("pkg:deb/debian/openssl@1%3A1.1", "pkg:deb/debian/openssl@1:1.1"),
    ],
)
def test_two_spellings_of_one_package_url_meet(key: str, component: str) -> None:
    assert found(purls(component), key) == ["0"]


def test_upper_and_lower_case_differ_where_the_type_tells_them_apart() -> None:
    at = purls("pkg:maven/org.Example/Lib@1.0")
    assert found(at, "pkg:maven/org.example/lib@1.0") == []
    assert found(at, "pkg:maven/org.Example/Lib@1.0") == ["0"]


def test_a_name_with_version_names_components_with_or_without_group() -> None:
    at = index(("", "org.example", "lib", "1.0"), ("", "", "lib", "1.0"), ("", "", "lib", "2.0"))
    assert found(at, "lib@1.0") == ["0", "1"]
    assert found(at, "org.example/lib@1.0") == ["0"]


@pytest.mark.parametrize("text", ["lib", "org.example/lib", "Acme/lib"])
def test_a_name_alone_names_every_version(text: str) -> None:
    parts = (Named(("component", each), "", "org.example", "lib", each, "Acme") for each in ("1.0", "2.0"))
    assert found(ComponentIndex(parts), text) == ["1.0", "2.0"]


def test_a_supplier_stands_before_a_name_as_a_group_does() -> None:
    at = ComponentIndex(Named(("component", each), "", "", "lib", "1.0", each) for each in ("Acme", "Zeta"))
    assert found(at, "Zeta/lib@1.0") == ["Zeta"]
    assert found(at, "lib@1.0") == ["Acme", "Zeta"]


def test_the_at_of_a_scope_is_no_version() -> None:
    at = index(("", "@acme", "lib", "1.0"), ("", "", "@acme/lib", "2.0"))
    assert found(at, "@acme/lib") == ["0", "1"]
    assert found(at, "@acme/lib@2.0") == ["1"]


@pytest.mark.parametrize("text", ["", "libs", "pkg:", "pkg:pypi", "pkg:pypi/", "pkg:pypi/nothing@9", "lib@3.0"])
def test_what_names_nothing_finds_nothing(text: str) -> None:
    assert found(index(("pkg:pypi/lib@1.0", "", "lib", "1.0")), text) == []


def test_a_component_without_a_readable_purl_is_still_found_by_its_name() -> None:
    assert found(index(("not a purl", "", "lib", "1.0")), "lib@1.0") == ["0"]


def test_a_purl_is_taken_apart() -> None:
    purl = parse("pkg:deb/debian/zlib1g@1:1.2.13?arch=amd64#doc")
    assert purl is not None
    assert purl.base == "deb/debian/zlib1g#doc"
    assert purl.version == "1:1.2.13"
    assert purl.qualifiers == frozenset({"arch=amd64"})


NAMES = st.text("abcXYZ019._-+", min_size=1, max_size=12).filter(lambda name: name.strip("."))


@given(
    kind=st.sampled_from(["npm", "cargo", "golang", "generic", "maven"]),
    namespace=st.one_of(st.none(), NAMES),
    name=NAMES,
    version=st.one_of(st.none(), st.text("0123456789.:+~-ab", min_size=1, max_size=10)),
)
def test_every_purl_that_the_reference_library_writes_finds_itself(
    kind: str, namespace: str | None, name: str, version: str | None
) -> None:
    text = PackageURL(kind, namespace, name, version).to_string()
    assert found(purls(text), text) == ["0"]


@given(st.text())
def test_any_text_is_a_key_or_names_nothing(text: str) -> None:
    assert found(purls("pkg:pypi/lib@1.0"), text) in ([], ["0"])
