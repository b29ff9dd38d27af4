# SPDX-License-Identifier: Apache-2.0
"""What may be said of the name of a component: well formed, not contradictory, and for all versions or for one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.samples import loaded, problems_of, put, said, whole
from medward.advisories.cpe.names import is_literal, parse
from medward.dossier import load
from medward.dossier.changes import changes
from medward.dossier.model.identity import CPE, has_version

OPENSSL = "cpe:2.3:a:openssl:openssl:*:*:*:*:*:*:*:*"
IDENTITY = "identities: [{component: %s, reason: r, author: a, date: 2026-02-03, %s}]"

GOOD = [
    ("openssl", f'cpes: ["{OPENSSL}"]'),
    ("Acme/tls stack", 'purls: ["pkg:npm/%40acme/tls"]'),
    ("pkg:generic/tls", "products: [{vendor: Acme, product: TLS}]"),
    ("in-house core", "none: true"),
    ("tls", 'none: false, purls: ["pkg:deb/debian/openssl?distro=debian-12"]'),
    ("tls@1.0", 'purls: ["pkg:npm/tls@1.0.1"]'),
    ("pkg:generic/tls@1.0", f'cpes: ["{OPENSSL.replace("openssl:*", "openssl:1.0")}"]'),
    ('"@acme/tls"', "none: true, expires: 2027-02-03"),
]
BAD = [
    ("tls", "none: false", "identities[0].purls", "needs"),
    ("tls", 'none: true, purls: ["pkg:npm/tls"]', "identities[0].none", "needs"),
    ("tls", 'purls: ["pkg:npm/tls@1.0"]', "identities[0].purls", "needs"),
    ("tls", f'cpes: ["{OPENSSL.replace("openssl:*", "openssl:1.0")}"]', "identities[0].cpes", "needs"),
    ("tls", "none: true, expires: 2026-02-02", "identities[0].expires", "order"),
    ("tls", "none: maybe", "identities[0].none", "wrong-type"),
    ("tls", 'purls: ["npm/tls"]', "identities[0].purls[0]", "wrong-form"),
    ("tls", 'purls: ["pkg:npm/tls?distro"]', "identities[0].purls[0]", "wrong-form"),
    ("tls", 'cpes: ["cpe:/a:openssl:openssl"]', "identities[0].cpes[0]", "wrong-form"),
    ("tls", f'cpes: ["{OPENSSL.replace("openssl:openssl", "openssl:*")}"]', "identities[0].cpes[0]", "wrong-form"),
    ("tls", f'cpes: ["{OPENSSL.replace(":a:", ":-:")}"]', "identities[0].cpes[0]", "wrong-form"),
    ("tls", "products: [{vendor: Acme}]", "identities[0].products[0].product", "missing-key"),
    ("tls", "none: true, evidence: [E-9]", "identities[0].evidence[0]", "unknown-part"),
    ('" "', "none: true", "identities[0].component", "wrong-form"),
]


@pytest.mark.parametrize(("component", "more"), GOOD)
def test_a_confirmation_names_a_component_or_says_that_nobody_does(
    tmp_path: Path, component: str, more: str
) -> None:
    (identity,) = loaded(tmp_path, IDENTITY % (component, more)).dossier.identities
    assert bool(identity.names) is not identity.none


@pytest.mark.parametrize(("component", "more", "key", "code"), BAD)
def test_what_cannot_be_is_refused_with_its_mend(
    tmp_path: Path, component: str, more: str, key: str, code: str
) -> None:
    problems = problems_of(tmp_path, IDENTITY % (component, more))
    assert said(problems) == [f"more.yaml:1 {key} dossier.{code}"]
    assert all(problem.mend for problem in problems)


def test_a_component_is_confirmed_once(tmp_path: Path) -> None:
    item = "{component: tls, reason: r, author: a, date: 2026-02-03, none: true}"
    (problem,) = problems_of(tmp_path, f"identities: [{item}, {item}]")
    assert (problem.key, problem.code) == ("identities", "dossier.duplicate")


def test_the_names_are_told_as_people_read_them(tmp_path: Path) -> None:
    more = f'purls: ["pkg:npm/tls"], cpes: ["{OPENSSL}"], products: [{{vendor: Acme, product: TLS}}]'
    (identity,) = loaded(tmp_path, IDENTITY % ("tls", more)).dossier.identities
    assert identity.names == ("pkg:npm/tls", OPENSSL, "Acme TLS")
    assert not identity.versioned


def test_a_change_of_a_name_is_told(tmp_path: Path) -> None:
    before = load(put(whole(tmp_path / "old"), {"i.yaml": IDENTITY % ("tls", "none: true")}))
    after = load(put(whole(tmp_path / "new"), {"i.yaml": IDENTITY % ("tls", 'purls: ["pkg:npm/tls"]')}))
    assert {one.text for one in changes(before, after)} == {
        "identity 'tls': none removed (was True)",
        "identity 'tls': purls pkg:npm/tls added",
    }


@pytest.mark.parametrize(
    ("text", "versioned"),
    [
        ("tls", False),
        ("tls@1", True),
        ("@acme/tls", False),
        ("@acme/tls@1", True),
        ("@acme", False),
        ("pkg:npm/%40acme/tls", False),
        ("pkg:npm/tls@1", True),
        ("pkg:npm/tls?x=@1", False),
        ("a b@1", True),
    ],
)
def test_a_version_follows_the_name(text: str, versioned: bool) -> None:
    assert has_version(text) is versioned


@given(st.from_regex(CPE, fullmatch=True))
def test_every_cpe_name_that_the_dossier_takes_can_be_asked_about(text: str) -> None:
    name = parse(text)
    assert is_literal(name.vendor)
    assert is_literal(name.product)
