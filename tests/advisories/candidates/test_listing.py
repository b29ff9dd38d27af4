# SPDX-License-Identifier: Apache-2.0
"""Components that need a name are listed once, with candidates and reasons; those that do not are left out."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisories.product_sources import (
    below,
    cpe,
    criterion,
    cve,
    node,
    nvd,
    parts,
    product,
    write_cves,
    write_nvd,
    write_pairs,
)
from advisories.sources import affected, folder, record, span
from medward.advisories import build
from medward.advisories.candidates.listing import nameless
from medward.advisories.candidates.model import Candidate, Nameless
from medward.advisories.confirmed import Confirmations
from medward.base.problems import ProblemsError
from medward.dossier.model.identity import Identity
from medward.inventory import Component, Inventory

OPENSSL = cpe("openssl:openssl")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sources")
    folder(
        root,
        record("PYSEC-2099-1", affected("PyPI", "drip", span("introduced 0", "fixed 2.0"))),
        record("PYSEC-2099-2", affected("PyPI", "openssl", span("introduced 0", "fixed 0.4"))),
    )
    folder(
        root, record("GHSA-2099-1", affected("npm", "drip", span("introduced 0", "fixed 2.0"))), ecosystem="npm"
    )
    write_cves(
        root,
        cve("CVE-2099-0001", product("OpenSSL", "OpenSSL", below("3.0.8"))),
        cve("CVE-2099-0003", product("Acme", "Alarm Server", below("2.0"))),
    )
    write_nvd(
        root,
        nvd("CVE-2099-0002", node(criterion(OPENSSL, versionEndExcluding="3.0.8"))),
        nvd("CVE-2099-0004", node(criterion(cpe("other:openssl"), versionEndExcluding="0.9"))),
        nvd("CVE-2099-0005", node(criterion(cpe("openssh:openssh"), versionEndExcluding="9.0"))),
        nvd("CVE-2099-0006", node(criterion(cpe("hapi_project:hapi"), versionEndExcluding="9.0"))),
        nvd("CVE-2099-0007", node(criterion(cpe("acme:drip_firmware", part="o"), versionEndExcluding="9.0"))),
        nvd("CVE-2099-0008", node(criterion(cpe(r"crypto\+\+:crypto\+\+"), versionEndExcluding="9.0"))),
    )
    write_pairs(root, ["pkg:github/smith/hapi"], [cpe("hapi_project:hapi")])
    path = root / "a.duckdb"
    build(root, path)
    return path


def part(name: str, version: str = "1.0", **said: Any) -> Component:
    return Component(ref=f"{name}-{version}-{said.get('supplier', '')}", name=name, version=version, **said)


def listed(database: Path, *components: Component, **more: Any) -> tuple[Nameless, ...]:
    return nameless({"R-1/a.json": parts(*components)}, database, **more)


def candidates(database: Path, *components: Component) -> tuple[Candidate, ...]:
    return listed(database, *components)[0].candidates


def test_the_likeliest_name_comes_first_with_what_speaks_for_it(database: Path) -> None:
    first, *others = candidates(database, part("openssl", "3.0.8"))
    assert (first.identifier, first.version_occurs) == (OPENSSL, True)
    assert first.reasons == (
        "its name is 'openssl'",
        "its vendor has the name of the product",
        "a record names its version",
        "1 record names it",
    )
    assert first.against == ()
    assert first.score > max(one.score for one in others)


def test_what_speaks_against_a_candidate_is_told(database: Path) -> None:
    found = {one.identifier: one for one in candidates(database, part("openssl", "3.0.8"))}
    assert found["pkg:pypi/openssl"].against == ("the versions that its records name begin with 0 at most",)


def test_a_vendor_and_product_that_a_cpe_name_says_too_is_not_listed_twice(database: Path) -> None:
    names = [one.identifier for one in candidates(database, part("openssl"))]
    assert OPENSSL in names
    assert "cna:openssl:openssl" not in names
    assert [one.identifier for one in candidates(database, part("Alarm Server"))] == ["cna:acme:alarm_server"]


@pytest.mark.parametrize(
    ("supplier", "reason", "against"),
    [("Acme GmbH", "'acme' is its supplier", ""), ("Zeta", "", "'acme' makes it, and its supplier is 'Zeta'")],
)
def test_a_vendor_is_held_against_the_supplier(database: Path, supplier: str, reason: str, against: str) -> None:
    (found,) = candidates(database, part("alarm server", supplier=supplier))
    assert (reason in found.reasons) is bool(reason)
    assert found.against == ((against,) if against else ())


def test_a_vendor_in_the_name_counts(database: Path) -> None:
    (found,) = candidates(database, part("Acme Alarm-Server"))
    assert found.identifier == "cna:acme:alarm_server"
    assert "'acme' stands in its name" in found.reasons


def test_a_name_that_is_spelled_nearly_alike_is_shown_with_few_points(database: Path) -> None:
    (found,) = candidates(database, part("alarm serverr", supplier="Acme"))
    assert found.reasons[0] == "its name is spelled nearly like 'alarm_server'"
    near = {one.identifier: one.score for one in candidates(database, part("openssl", supplier="OpenSSH"))}
    assert near.get(cpe("openssh:openssh"), 0) < near[OPENSSL]


def test_the_sbom_s_other_components_tell_its_ecosystem(database: Path) -> None:
    around = part("x", purl="pkg:npm/x@1.0")
    first, second = candidates(database, part("drip"), around)[:2]
    assert (first.identifier, second.identifier) == ("pkg:npm/drip", "pkg:pypi/drip")
    assert "its SBOM lists other components of npm" in first.reasons
    assert "its SBOM lists no other component of PyPI" in second.against


def test_a_firmware_is_no_library(database: Path) -> None:
    firmware = cpe("acme:drip_firmware", part="o")
    (as_library,) = candidates(database, part("drip firmware", kind="library"))
    assert as_library.identifier == firmware
    assert not as_library.against
    sbom = candidates(database, part("Drip_Firmwares"))
    assert [one.identifier for one in sbom] in ([], [firmware])


def test_a_pair_of_purl2cpe_leads_from_a_package_to_a_product(database: Path) -> None:
    (found,) = candidates(database, part("npm-hapi", supplier="Jo Smith"))
    assert found.identifier == cpe("hapi_project:hapi")
    assert found.reasons[:2] == (
        "purl2cpe pairs it with pkg:github/smith/hapi, which has its name without 'npm'",
        "'smith' is its supplier",
    )


def test_quoting_is_not_shown_and_stays_in_the_name(database: Path) -> None:
    (found,) = candidates(database, part("crypto library"))
    assert found.identifier == cpe(r"crypto\+\+:crypto\+\+")
    assert found.reasons[0] == "its name without 'library' is 'crypto++'"


def test_all_versions_of_one_name_are_one_component(database: Path) -> None:
    (found,) = listed(database, part("openssl", "1.0"), part("openssl", "3.0"))
    assert (found.component, found.versions, found.found_in) == ("openssl", ("1.0", "3.0"), ("R-1/a.json",))


def test_the_supplier_tells_apart_what_has_one_name(database: Path) -> None:
    found = listed(database, part("core", supplier="A"), part("core", supplier="B"), part("other", supplier="B"))
    assert [one.component for one in found] == ["A/core", "B/core", "other"]


@pytest.mark.parametrize(
    "component",
    [
        part("drip", purl="pkg:pypi/drip@1.0"),
        part("drip", "9", purl="pkg:pypi/drip@9"),
        part("drip", "", purl="pkg:pypi/drip"),
        part("drip", "no version", purl="pkg:pypi/drip"),
        part("x", purl="pkg:cargo/x@1.0"),
        part("openssl", "3.1", cpes=(OPENSSL,)),
        part("AES", kind="cryptographic-asset"),
    ],
)
def test_what_has_a_name_or_needs_something_else_is_left_out(database: Path, component: Component) -> None:
    assert listed(database, component) == ()


@pytest.mark.parametrize("purl", ["pkg:generic/openssl@3.0.8", "pkg:deb/acme/openssl@3", "nonsense"])
def test_a_package_url_by_which_nobody_can_be_asked_is_no_name(database: Path, purl: str) -> None:
    (found,) = listed(database, part("openssl", purl=purl))
    assert found.candidates[0].identifier == OPENSSL


def test_a_cpe_name_that_no_record_knows_is_no_name(database: Path) -> None:
    (found,) = listed(database, part("openssl", cpes=(cpe("ossl:openssl3"),)))
    assert found.reason.startswith("no record names a:ossl:openssl3")


def test_the_product_itself_is_left_out(database: Path) -> None:
    pump = part("pump", purl="pkg:generic/pump@1")
    whole = Inventory(
        format="CycloneDX", spec_version="1.6", encoding="JSON", digest="", primary=pump, components=(part("x"),)
    )
    assert [one.component for one in nameless({"a": whole}, database)] == ["x"]


@pytest.mark.parametrize("said", [{"none": True}, {"cpes": [OPENSSL]}, {"purls": ["pkg:generic/x"]}])
def test_what_was_confirmed_is_left_out_until_it_expires(database: Path, said: dict[str, Any]) -> None:
    whole = {"component": "openssl", "reason": "r", "author": "a", "date": "2099-01-01", "expires": "2099-02-01"}
    identity = Identity.model_validate({**whole, **said})
    for day, number in ((date(2099, 1, 31), 0), (date(2099, 2, 2), 1)):
        assert len(listed(database, part("openssl"), confirmations=Confirmations([identity], day))) == number


def test_only_the_best_are_kept(database: Path) -> None:
    (found,) = listed(database, part("openssl"), shown=1)
    assert [one.identifier for one in found.candidates] == [OPENSSL]


def test_the_answer_is_the_same_every_time(database: Path) -> None:
    asked = [part("openssl"), part("drip"), part("Acme Alarm Server")]
    assert listed(database, *asked) == listed(database, *asked)


def test_without_a_component_nothing_is_listed(database: Path) -> None:
    assert listed(database) == ()
    assert nameless({}, database) == ()


def test_a_missing_database_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError):
        listed(tmp_path / "none.duckdb", part("x"))
