# SPDX-License-Identifier: Apache-2.0
"""A confirmed name is asked about and may clear a component; the reason says on whose word, and until when."""

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
from medward.advisories import ComponentMatch, Status, build, match
from medward.advisories.confirmed import Confirmations
from medward.dossier.model.identity import Identity
from medward.inventory import Component, Inventory

DAY = date(2099, 6, 1)
OPENSSL = cpe("openssl:openssl")
PART = Component(ref="c", name="TLS library", version="3.0.1")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sources")
    folder(root, record("PYSEC-2099-1", affected("PyPI", "drip", span("introduced 0", "fixed 2.0"))))
    write_cves(root, cve("CVE-2099-0001", product("Acme, Inc.", "Drip Core", below("2.0"))))
    write_nvd(root, nvd("CVE-2099-0002", node(criterion(OPENSSL, versionEndExcluding="3.0.8"))))
    path = root / "a.duckdb"
    build(root, path)
    return path


def identity(component: str = "TLS library", **said: Any) -> Identity:
    whole = {"component": component, "reason": "r", "author": "Security engineer", "date": "2099-05-01", **said}
    return Identity.model_validate(whole)


def matched(database: Path, *identities: Identity, component: Component = PART, day: date = DAY) -> ComponentMatch:
    (found,) = match(parts(component), database, Confirmations(identities, day)).components
    return found


def test_a_confirmed_cpe_name_finds_what_the_name_alone_did_not(database: Path) -> None:
    assert matched(database).status is Status.UNIDENTIFIED
    found = matched(database, identity(cpes=[OPENSSL]))
    assert (found.status, found.identity) == (Status.AFFECTED, "confirmed")
    (finding,) = found.findings
    assert (finding.path, finding.confidence) == ("confirmed", "strong")
    assert finding.why.endswith(f"{OPENSSL}, confirmed by Security engineer on 2099-05-01")


def test_a_confirmed_name_clears_a_component_and_the_reason_says_on_whose_word(database: Path) -> None:
    fixed = Component(ref="c", name="TLS library", version="3.0.8")
    found = matched(database, identity(cpes=[OPENSSL]), component=fixed)
    assert (found.status, found.identity) == (Status.NOT_AFFECTED, "confirmed")
    assert "has 1 record on a:openssl:openssl, and none includes 3.0.8" in found.reason
    assert found.reason.endswith(
        f"; this rests on CPE name {OPENSSL}, confirmed by Security engineer on 2099-05-01"
    )


@pytest.mark.parametrize(("version", "status"), [("1.0", Status.AFFECTED), ("2.0", Status.NOT_AFFECTED)])
def test_a_confirmed_package_url_takes_the_component_s_version(
    database: Path, version: str, status: Status
) -> None:
    found = matched(
        database,
        identity("drip", purls=["pkg:pypi/drip"]),
        component=Component(ref="c", name="drip", version=version),
    )
    assert found.status is status
    assert "pkg:pypi/drip, confirmed by Security engineer on 2099-05-01" in found.reason + "".join(
        one.why for one in found.findings
    )


def test_vendor_and_product_find_and_never_clear(database: Path) -> None:
    names = identity(products=[{"vendor": "Acme Inc", "product": "drip core"}])
    old, new = (Component(ref="c", name="TLS library", version=version) for version in ("1.0", "2.0"))
    assert matched(database, names, component=old).findings[0].path == "confirmed"
    found = matched(database, names, component=new)
    assert found.status is Status.UNIDENTIFIED
    assert "finds vulnerabilities and never clears it" in found.reason


def test_what_no_public_source_names_is_not_clean(database: Path) -> None:
    found = matched(database, identity(none=True))
    assert (found.status, found.identity) == (Status.UNIDENTIFIED, "none")
    assert found.reason == "no public source names it (confirmed by Security engineer on 2099-05-01)"


def test_that_no_source_has_a_record_clears_nothing_that_none_names(database: Path) -> None:
    own = Component(ref="c", name="pump-core", version="1.0", purl="pkg:pypi/pump-core@1.0")
    assert matched(database, component=own).status is Status.NOT_AFFECTED
    found = matched(database, identity("pkg:pypi/pump-core", none=True), component=own)
    assert found.status is Status.UNIDENTIFIED


def test_a_finding_stands_though_somebody_said_that_nobody_names_it(database: Path) -> None:
    own = Component(ref="c", name="drip", version="1.0", purl="pkg:pypi/drip@1.0")
    found = matched(database, identity("pkg:pypi/drip", none=True), component=own)
    assert found.status is Status.AFFECTED
    assert "; yet it was said that no public source names it (confirmed by" in found.reason


@pytest.mark.parametrize(
    ("day", "standing"), [(date(2099, 5, 31), "confirmed"), (date(2099, 6, 1), "expired"), (date(2099, 4, 30), "")]
)
def test_a_confirmation_counts_from_its_day_to_its_last(database: Path, day: date, standing: str) -> None:
    names = identity(cpes=[OPENSSL], expires="2099-05-31")
    found = matched(database, names, day=day)
    assert found.identity == standing
    assert (found.status is Status.AFFECTED) is (standing == "confirmed")
    told = "; what was confirmed by Security engineer on 2099-05-01 expired on 2099-05-31 and does not count"
    assert found.reason.endswith(told) is (standing == "expired")


def test_a_confirmation_for_one_version_goes_before_those_for_all(database: Path) -> None:
    both = identity(none=True), identity("TLS library@3.0.1", cpes=[OPENSSL])
    other = Component(ref="c", name="TLS library", version="2.0")
    assert matched(database, *both).status is Status.AFFECTED
    assert matched(database, *both, component=other).identity == "none"


def test_names_go_before_the_word_that_there_are_none(database: Path) -> None:
    part = Component(ref="c", name="tls", version="3.0.1", supplier="Acme")
    found = matched(database, identity("tls", none=True), identity("Acme/tls", cpes=[OPENSSL]), component=part)
    assert found.status is Status.AFFECTED


@pytest.mark.parametrize("name", ["pkg:generic/tls", "pkg:npm/tls"])
def test_a_confirmed_name_that_cannot_be_asked_about_clears_nothing(database: Path, name: str) -> None:
    found = matched(database, identity(purls=[name]))
    assert found.status in {Status.UNIDENTIFIED, Status.NOT_COVERED}
    assert f"{name}, confirmed by Security engineer" in found.reason


def test_a_name_that_cannot_be_decided_about_keeps_another_from_clearing(database: Path) -> None:
    part = Component(ref="c", name="drip", version="2.0")
    clear = identity("drip", purls=["pkg:pypi/drip"])
    assert matched(database, clear, component=part).status is Status.NOT_AFFECTED
    two = identity("drip", purls=["pkg:npm/drip", "pkg:pypi/drip"])
    assert matched(database, two, component=part).status is Status.NOT_COVERED


def test_a_confirmed_name_that_no_record_knows_does_not_clear(database: Path) -> None:
    found = matched(database, identity(cpes=[cpe("nobody:nothing")]))
    assert found.status is Status.UNIDENTIFIED
    assert found.reason.startswith("no record names a:nobody:nothing")


def test_a_component_without_a_version_is_not_cleared(database: Path) -> None:
    found = matched(database, identity("drip", purls=["pkg:pypi/drip"]), component=Component(ref="c", name="drip"))
    assert (found.status, found.identity) == (Status.UNIDENTIFIED, "confirmed")


def test_the_name_of_a_product_itself_can_be_confirmed(database: Path) -> None:
    whole = Inventory(
        format="CycloneDX", spec_version="1.6", encoding="JSON", digest="", primary=PART, components=()
    )
    assert match(whole, database).components == ()
    (found,) = match(whole, database, Confirmations([identity(cpes=[OPENSSL])], DAY)).components
    assert found.status is Status.AFFECTED


def test_other_components_are_matched_as_before(database: Path) -> None:
    other = Component(ref="d", name="drip", version="1.0", purl="pkg:pypi/drip@1.0")
    plain = match(parts(PART, other), database).components[1]
    with_names = match(parts(PART, other), database, Confirmations([identity(none=True)], DAY)).components[1]
    assert plain == with_names
    assert plain.identity == ""


def test_what_a_confirmed_name_is_paired_with_is_found_too(tmp_path: Path) -> None:
    write_nvd(tmp_path, nvd("CVE-2099-0003", node(criterion(cpe("acme:drip"), versionEndExcluding="2.0"))))
    write_pairs(tmp_path, ["pkg:pypi/drip"], [cpe("acme:drip")])
    build(tmp_path, tmp_path / "a.duckdb")
    found = matched(
        tmp_path / "a.duckdb",
        identity("drip", purls=["pkg:pypi/drip"]),
        component=Component(ref="c", name="drip", version="1.0"),
    )
    (finding,) = found.findings
    assert (finding.path, finding.confidence) == ("purl→cpe", "strong")
    assert "confirmed by Security engineer on 2099-05-01" in finding.why
