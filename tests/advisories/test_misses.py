# SPDX-License-Identifier: Apache-2.0
"""A miss clears a component only where it is sure: the shapes of versions, stated orders, no version at all."""

from pathlib import Path

import pytest

from advisories.product_sources import (
    Json,
    cpe,
    criterion,
    cve,
    named,
    node,
    nvd,
    parts,
    product,
    write_cves,
    write_nvd,
)
from advisories.sources import affected, folder, inventory, record, span
from medward.advisories import ComponentMatch, Status, build, match
from medward.advisories.misses import Missed, doubt
from medward.inventory import Component

NAME = "CVE-2099-1000"


def by_cpe(root: Path, version: str, end: str) -> ComponentMatch:
    """How a component ends that has a CPE name, against all versions before an end."""
    write_nvd(root, nvd(NAME, node(criterion(cpe("acme:pump"), versionEndExcluding=end))))
    return ended(root, named(cpe("acme:pump", version)))


def ended(root: Path, component: Component) -> ComponentMatch:
    build(root, root / "a.duckdb")
    return match(parts(component), root / "a.duckdb").components[0]


def typed(kind: str, start: str, end: str, **fields: object) -> Json:
    entry = {"version": start, "lessThan": end, "status": "affected", "versionType": kind}
    return cve(NAME, product("Acme", "Pump", entry, cpes=[cpe("acme:pump")], **fields))


@pytest.mark.parametrize(
    ("version", "end"),
    [("2.0", "2.0"), ("2.1", "2.0"), ("1.0.2k", "1.0.1"), ("1.0.2k", "1.0.2g"), ("2.0-rc1", "1.9")],
)
def test_what_numbers_decide_is_clean_and_says_in_which_order(tmp_path: Path, version: str, end: str) -> None:
    found = by_cpe(tmp_path, version, end)
    assert found.status is Status.NOT_AFFECTED
    assert found.reason.endswith("1 of them states no order of versions, so the generic order was used")
    assert found.undecided == ()


@pytest.mark.parametrize(
    ("version", "end"), [("1.0.2k", "1.0.2"), ("2016", "10.0.4"), ("22", "2.0.1"), ("1.3.0_build_14", "1.3.0")]
)
def test_versions_of_other_shapes_are_undecided_and_not_clean(tmp_path: Path, version: str, end: str) -> None:
    found = by_cpe(tmp_path, version, end)
    assert (found.status, found.undecided) == (Status.NOT_COVERED, (NAME,))
    assert f"whether {version} is before {end} depends on the maker's order" in found.reason
    assert "its source states no order of versions" in found.reason


@pytest.mark.parametrize(
    ("missed", "why"),
    [
        (Missed("1.0.2k", "0", "fixed", "1.0.2"), "whether 1.0.2k is before 1.0.2 depends on the maker's order"),
        (Missed("1.0", "1.0a", "", ""), "whether 1.0 is from 1.0a depends"),
        (Missed("2.0-pl", "> 2.0", "last_affected", "2.0-hf"), "whether 2.0-pl is after 2.0 and up to 2.0-hf"),
        (Missed("1.2.3.4", "1.2.3.4a", "", "", "semver"), "and that of semver refuses 1.2.3.4"),
        (Missed("2.0", "0", "fixed", "1.0"), ""),
        (Missed("0.9", "1.0", "", ""), ""),
        (Missed("0.9-rc1", "1.0", "fixed", "1.0a"), ""),
        (Missed("1.0.0-b", "0", "fixed", "1.0.0-a", "semver"), ""),
    ],
)
def test_the_doubt_tells_the_range_and_the_order(missed: Missed, why: str) -> None:
    said = doubt(missed)
    assert why in said
    assert bool(said) is bool(why)


def test_the_stated_order_decides_where_it_takes_the_version(tmp_path: Path) -> None:
    write_cves(tmp_path, typed("semver", "1.0.0-rc.2", "2.0.0"))
    inside = ended(tmp_path, named(cpe("acme:pump", "1.0.0-rc.10")))
    (finding,) = inside.findings
    assert finding.confidence == "exact"
    assert finding.why.endswith("in the order of semver")
    assert finding.fixed_in == ("2.0.0",)
    clean = ended(tmp_path, named(cpe("acme:pump", "1.0.0-rc.1")))
    assert clean.status is Status.NOT_AFFECTED


def test_orders_differ_where_their_ecosystems_do(tmp_path: Path) -> None:
    asked = named(cpe("acme:pump", "1.0-1"))
    write_cves(tmp_path, typed("maven", "1.0", "2.0"))
    assert ended(tmp_path, asked).status is Status.AFFECTED
    write_cves(tmp_path, typed("semver", "1.0.0", "2.0.0"))
    assert ended(tmp_path, asked).status is Status.NOT_AFFECTED


def test_a_version_that_the_stated_order_refuses_is_compared_generically_and_never_clean_by_shape(
    tmp_path: Path,
) -> None:
    write_cves(tmp_path, typed("semver", "1.0.2", "1.0.3"))
    (finding,) = ended(tmp_path, named(cpe("acme:pump", "1.0.2k"))).findings
    assert finding.confidence == "possible"
    assert "because the stated one of semver refuses it" in finding.why
    open_one = ended(tmp_path, named(cpe("acme:pump", "1.0.3k")))
    assert (open_one.status, open_one.undecided) == (Status.NOT_COVERED, (NAME,))
    sure = ended(tmp_path, named(cpe("acme:pump", "1.0.4.1")))
    assert sure.status is Status.NOT_AFFECTED


def test_a_type_that_does_not_fit_its_own_versions_states_nothing(tmp_path: Path) -> None:
    write_cves(tmp_path, typed("semver", "1.2.3.4", "2.0.0.0"))
    (finding,) = ended(tmp_path, named(cpe("acme:pump", "1.5.0.0"))).findings
    assert (finding.confidence, finding.fixed_in) == ("exact", ("2.0.0.0",))
    assert "in the order of" not in finding.why


def test_a_component_without_version_names_what_is_undecided_beside_what_hits_it(tmp_path: Path) -> None:
    always = record("PYSEC-2099-1", affected("PyPI", "pump", span("introduced 0")), aliases=["CVE-2099-1"])
    ranged = record(
        "PYSEC-2099-2", affected("PyPI", "pump", span("introduced 0", "fixed 2")), aliases=["CVE-2099-2"]
    )
    listed = record("PYSEC-2099-3", affected("PyPI", "pump", versions=["1.0"]), aliases=["CVE-2099-3"])
    folder(tmp_path, always, ranged, listed)
    build(tmp_path, tmp_path / "a.duckdb")
    bare, placed = match(inventory("pkg:pypi/pump", "pkg:pypi/pump@3"), tmp_path / "a.duckdb").components
    assert (bare.status, [one.vulnerability for one in bare.findings]) == (Status.AFFECTED, ["CVE-2099-1"])
    assert bare.reason.endswith("; PYSEC-2099-2, PYSEC-2099-3 cannot be decided")
    assert bare.undecided == ("CVE-2099-2", "CVE-2099-3")
    assert placed.undecided == ()
