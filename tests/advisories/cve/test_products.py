# SPDX-License-Identifier: Apache-2.0
"""A statement of a CVE record names its product in up to three ways, and each way carries the same versions."""

import msgspec
import pytest

from advisories.product_sources import Json, below, cpe, product
from medward.advisories.claims import CNA, CPE, REGISTRY, Claim
from medward.advisories.cve.products import claims
from medward.advisories.cve.statuses import ONLY_COMMITS
from medward.advisories.cve.written import Affected

COMMIT = {"version": "1da177e4c3f4", "lessThan": "b9e9a9e0f1a2", "status": "affected", "versionType": "git"}


def read(*affected: Json) -> tuple[tuple[Claim, ...], int, int]:
    return claims(msgspec.convert(affected, tuple[Affected, ...]))


def test_a_product_is_named_by_words_by_package_and_by_cpe() -> None:
    found, _, _ = read(
        product(
            "ACME, Inc.",
            "Pump Link",
            below("2.0"),
            packageName="Pump_Link",
            collectionURL="https://pypi.org/project",
            cpes=[cpe("acme:pump_link"), "cpe:/a:acme:pump_link"],
        )
    )
    assert [(one.ecosystem, one.name) for one in found] == [
        (CNA, "acme_inc:pump_link"),
        (REGISTRY, "pypi/pump-link"),
        (CPE, "a:acme:pump_link"),
    ]
    assert len({one.intervals for one in found}) == 1


def test_a_maven_package_is_named_by_group_and_artifact() -> None:
    written = product(
        "Acme", "x", below("2"), packageName="org.acme:pump", collectionURL="https://repo.maven.apache.org/maven2"
    )
    names = {one.ecosystem: one.name for one in read(written)[0]}
    assert names[REGISTRY] == "maven/org.acme/pump"


@pytest.mark.parametrize(("vendor", "name"), [("n/a", "Pump"), ("Acme", "n/a"), ("", ""), ("?", "Pump")])
def test_a_statement_without_vendor_or_product_names_nothing_and_is_counted(vendor: str, name: str) -> None:
    assert read(product(vendor, name, below("2"))) == ((), 1, 0)


def test_versions_of_cpe_names_stand_in_only_where_the_entry_has_none() -> None:
    own, _, _ = read(product("Acme", "Pump", below("2"), cpes=[cpe("acme:pump", "1.5"), cpe("acme:pump", "3.0")]))
    assert [(one.intervals[0].until, one.versions) for one in own if one.ecosystem == CPE] == [("2", ())]
    stand_in, _, _ = read(product("Acme", "Pump", cpes=[cpe("acme:pump", "1.5")]))
    versions = [text for one in stand_in if one.ecosystem == CPE for _, text in one.versions]
    assert versions == ["1.5"]


def test_platforms_are_a_doubt_unless_they_are_all() -> None:
    (narrow,), _, _ = read(product("Acme", "Pump", below("2"), platforms=["Windows", "Linux"]))
    (wide,), _, _ = read(product("Acme", "Pump", below("2"), platforms=["Unknown"]))
    assert (narrow.terms.doubt, wide.terms.doubt) == ("it holds on Windows, Linux", "")


def test_commits_leave_a_product_undecided_unless_another_statement_gives_versions() -> None:
    (alone,), _, commits = read(product("Linux", "Linux", COMMIT))
    assert (alone.undecided, commits) == ((ONLY_COMMITS,), 1)
    found, _, commits = read(product("Linux", "Linux", COMMIT), product("Linux", "Linux", below("5")))
    assert ([one.undecided for one in found], commits) == ([()], 1)


def test_a_statement_that_only_clears_is_still_a_statement() -> None:
    (found,), unnamed, _ = read(product("Acme", "Pump", {"version": "1", "status": "unaffected"}))
    assert (found.intervals, found.versions, found.undecided, unnamed) == ((), (), (), 0)
