# SPDX-License-Identifier: Apache-2.0
"""Pairs of package URLs and CPE names are read from their plain lists, and what is no pair is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisories.product_sources import cpe
from medward.advisories.archive import Item
from medward.advisories.bridge import Bridge, BridgeError, bare, listed, version_of


def taken(bridge: Bridge, purls: str, cpes: str) -> list[tuple[str, str, str]]:
    items = [Item("a/b/cpes.yml", cpes.encode(), 1), Item("a/b/purls.yml", purls.encode(), 1)]
    return [(row.purl, row.named, row.attributes) for item in items for row in bridge.take(item, item.name)]


def test_every_package_url_is_paired_with_every_product() -> None:
    bridge = Bridge()
    names = "\n  - ".join(["cpes:", cpe("acme:pump", "1.0"), cpe("acme:pump", "2.0"), cpe("acme:pump_link", "1")])
    assert taken(bridge, "purls:\n  - pkg:npm/pump@1.0\n  - pkg:github/ACME/Pump\n", names) == [
        (purl, product, "")
        for purl in ("pkg:npm/pump", "pkg:github/acme/pump")
        for product in ("a:acme:pump", "a:acme:pump_link")
    ]
    assert (bridge.pairs, bridge.odd, bridge.skipped) == (1, 0, [])


def test_target_software_is_kept_where_all_names_agree() -> None:
    wordpress, other = "*:*:*:*:wordpress:*:*", "*:*:*:*:drupal:*:*"
    one = f"cpes:\n  - {cpe('acme:pump', '1', wordpress)}\n  - {cpe('acme:pump', '2', wordpress)}\n"
    assert taken(Bridge(), "purls:\n  - pkg:npm/p\n", one) == [("pkg:npm/p", "a:acme:pump", wordpress)]
    both = f"{one}  - {cpe('acme:pump', '1', other)}\n"
    assert taken(Bridge(), "purls:\n  - pkg:npm/p\n", both) == [("pkg:npm/p", "a:acme:pump", "")]


def test_entries_that_are_none_are_counted() -> None:
    bridge = Bridge()
    assert taken(bridge, "purls:\n  - nonsense\n", "cpes:\n  - nonsense\n") == []
    bridge.finish("x.zip")
    assert [one.reason for one in bridge.skipped] == ["2 entries are no package URL or no CPE name"]


def test_a_pair_that_lacks_a_list_and_a_file_that_is_none_are_told() -> None:
    bridge = Bridge()
    for name in ("a/cpes.yml", "a/other.yml"):
        assert list(bridge.take(Item(name, b"cpes:\n", 1), name)) == []
    assert list(bridge.take(Item("b/cpes.yml", b"", 1, "it is encrypted"), "b/cpes.yml")) == []
    bridge.finish("x.zip")
    assert [(one.where, one.reason) for one in bridge.skipped] == [
        ("a/other.yml", "it is neither a list of purls nor of CPE names"),
        ("b/cpes.yml", "it is encrypted"),
        ("x.zip: a", "one of its two lists is missing"),
    ]


def test_quoted_entries_are_what_they_say() -> None:
    text = "purls:\n  - \"pkg:npm/a\\u0031\"\n  - 'pkg:npm/it''s'\n  - plain\n\n# a remark\n"
    assert listed(text.encode()) == ["pkg:npm/a1", "pkg:npm/it's", "plain"]


@pytest.mark.parametrize("data", [b"\xff", b"purls: {a: 1}", b'  - "open\n', b"  - a\n" * 20_001])
def test_what_is_no_plain_list_is_refused(data: bytes) -> None:
    with pytest.raises(BridgeError):
        listed(data)


@pytest.mark.parametrize(
    ("purl", "expected"),
    [
        ("pkg:npm/pump@1.0", "pkg:npm/pump"),
        ("pkg:npm/%40acme/pump@1.0?a=b#c", "pkg:npm/%40acme/pump"),
        ("pkg:pypi/Pump_Link", "pkg:pypi/pump-link"),
        ("pkg:github/acme/pump", "pkg:github/acme/pump"),
        ("nonsense", ""),
    ],
)
def test_a_package_url_loses_its_version(purl: str, expected: str) -> None:
    assert bare(purl) == expected


@pytest.mark.parametrize(
    ("purl", "version"), [("pkg:npm/a@1.0?b=c", "1.0"), ("pkg:npm/a", ""), ("x@1", ""), ("", "")]
)
def test_a_package_url_states_its_version(purl: str, version: str) -> None:
    assert version_of(purl) == version


@given(st.text(max_size=60))
def test_a_bare_package_url_stays_as_it_is(text: str) -> None:
    assert bare(bare(f"pkg:npm/{text}")) == bare(f"pkg:npm/{text}")


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes) -> None:
    bridge = Bridge()
    assert list(bridge.take(Item("a/purls.yml", data, 1), "a")) == []
    bridge.finish("x")
    assert bridge.skipped
