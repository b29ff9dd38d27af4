# SPDX-License-Identifier: Apache-2.0
"""Products in the database: how a component is found, how sure that is, and what is never called clean."""

from pathlib import Path

import pytest

from advisories.product_sources import (
    Json,
    below,
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
    write_pairs,
)
from advisories.sources import affected, folder, record, span
from medward.advisories import ComponentMatch, Finding, Status, build, info, match
from medward.inventory import Component

NAME = "CVE-2099-1000"
PUMP = cpe("acme:pump")
CLEAN = "NVD 20990301T000000Z (newest record of 2099-03-01) has 1 record on a:acme:pump, and none includes 2.0"
BELOW_2 = node(criterion(PUMP, versionEndExcluding="2.0"))


class Sources:
    """A source folder and its database."""

    def __init__(self, root: Path) -> None:
        self.root = root / "sources"
        self.database = root / "a.duckdb"

    def ask(self, *components: Component) -> list[ComponentMatch]:
        """How components of one inventory end."""
        build(self.root, self.database)
        return list(match(parts(*components), self.database).components)

    def one(self, component: Component, *others: Component) -> ComponentMatch:
        """How the first of them ends."""
        return self.ask(component, *others)[0]


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(tmp_path)


def only(found: ComponentMatch) -> Finding:
    (finding,) = found.findings
    return finding


def test_a_component_with_only_a_cpe_name_is_identified_and_matched(sources: Sources) -> None:
    write_nvd(sources.root, nvd(NAME, BELOW_2))
    affected_one, clean = sources.ask(named(cpe("acme:pump", "1.5")), named("cpe:/a:acme:pump:2.0", name="b"))
    finding = only(affected_one)
    assert (finding.vulnerability, finding.path, finding.confidence) == (NAME, "cpe", "exact")
    assert finding.why == f"1.5 is in < 2.0 of {NAME}, by its CPE name {cpe('acme:pump', '1.5')}"
    assert finding.fixed_in == ("2.0",)
    assert (clean.status, clean.reason) == (
        Status.NOT_AFFECTED,
        f"{CLEAN}; 1 of them states no order of versions, so the generic order was used",
    )


def test_a_cpe_name_without_a_version_takes_that_of_the_component(sources: Sources) -> None:
    write_nvd(sources.root, nvd(NAME, BELOW_2))
    found = sources.ask(named(PUMP, version="1.0"), named(PUMP, version="3.0", name="b"), named(PUMP, name="c"))
    assert [one.status for one in found] == [Status.AFFECTED, Status.NOT_AFFECTED, Status.UNIDENTIFIED]


@pytest.mark.parametrize(
    ("names", "status", "reason"),
    [
        ((cpe("acme:pumpx", "1"),), Status.UNIDENTIFIED, "no record names a:acme:pumpx, which may be written"),
        (("no name",), Status.UNIDENTIFIED, "'no name' begins neither with"),
        ((cpe("*:pump", "1"),), Status.UNIDENTIFIED, "its CPE names state no vendor and product"),
    ],
)
def test_a_cpe_name_that_no_record_knows_is_not_clean(
    sources: Sources, names: tuple[str, ...], status: Status, reason: str
) -> None:
    write_nvd(sources.root, nvd(NAME, BELOW_2))
    found = sources.one(named(*names))
    assert (found.status, found.reason[: len(reason)]) == (status, reason)


def test_without_a_source_of_cpe_names_a_component_is_not_covered(sources: Sources) -> None:
    folder(sources.root, record("X-1", affected("PyPI", "p", span("introduced 0"))))
    found = sources.one(named(cpe("acme:pump", "1")))
    assert (found.status, found.reason) == (
        Status.NOT_COVERED,
        "the database has no source for CPE names, and it has no package URL",
    )


@pytest.mark.parametrize(
    ("match_criterion", "doubt"),
    [
        (criterion(PUMP), "its CPE name states no version"),
        (criterion(cpe("acme:pump", "-")), "its CPE name says that versions do not apply"),
        (
            criterion(cpe("acme:pump", "*", "*:*:*:*:linux:*:*"), versionEndExcluding="2.0"),
            "it holds for target_sw linux, which nothing tells of this component",
        ),
        (
            criterion(PUMP, versionEndExcluding="2.0rc1"),
            "versions are compared in the generic order, because the source names none",
        ),
    ],
)
def test_what_is_left_open_is_possible_with_its_reason(
    sources: Sources, match_criterion: Json, doubt: str
) -> None:
    write_nvd(sources.root, nvd(NAME, node(match_criterion)))
    found = sources.one(named(cpe("acme:pump", "1.0")))
    assert (found.status, only(found).confidence) == (Status.AFFECTED, "possible")
    assert only(found).why.endswith(f"; only possible: {doubt}")
    assert found.reason == f"1 vulnerability includes 1.0, only possibly: {NAME}"


def test_a_letter_version_that_is_named_itself_needs_no_order(sources: Sources) -> None:
    write_nvd(sources.root, nvd(NAME, node(criterion(cpe("acme:pump", "1.0k")))))
    assert only(sources.one(named(cpe("acme:pump", "1.0k")))).confidence == "exact"


def test_names_that_exclude_each_other_are_no_match(sources: Sources) -> None:
    linux = criterion(cpe("acme:pump", "*", "*:*:*:*:linux:*:*"), versionEndExcluding="2.0")
    write_nvd(sources.root, nvd(NAME, node(linux)))
    found = sources.one(named(cpe("acme:pump", "1.0", "*:*:*:*:windows:*:*")))
    assert (found.status, found.findings) == (Status.NOT_AFFECTED, ())
    assert only(sources.one(named(cpe("acme:pump", "1.0", "*:*:*:*:linux:*:*")))).confidence == "exact"


def test_one_of_several_names_that_fits_is_enough(sources: Sources) -> None:
    linux = criterion(cpe("acme:pump", "*", "*:*:*:*:linux:*:*"), versionEndExcluding="2.0")
    write_nvd(sources.root, nvd(NAME, node(linux)))
    names = [cpe("acme:pump", "1.0", f"*:*:*:*:{target}:*:*") for target in ("windows", "linux")]
    assert only(sources.one(named(*names))).confidence == "exact"


def test_an_unknown_platform_is_possible_and_a_known_one_is_sure(sources: Sources) -> None:
    board = cpe("acme:board", "-", part="h")
    both = {"operator": "AND", "nodes": [BELOW_2, node(criterion(board, vulnerable=False))]}
    write_nvd(sources.root, nvd(NAME, both))
    pump = named(cpe("acme:pump", "1.0"))
    alone = only(sources.one(pump))
    assert alone.confidence == "possible"
    assert alone.why.endswith("only possible: it holds with h:acme:board, which this inventory does not list")
    assert only(sources.one(pump, named(board, name="board"))).confidence == "exact"


def test_a_negated_platform_that_is_there_is_no_match(sources: Sources) -> None:
    board = cpe("acme:board", "-", part="h")
    both = {"operator": "AND", "nodes": [BELOW_2, node(criterion(board), negate=True)]}
    write_nvd(sources.root, nvd(NAME, both))
    pump = named(cpe("acme:pump", "1.0"))
    assert only(sources.one(pump)).confidence == "possible"
    assert sources.one(pump, named(board, name="board")).status is Status.NOT_AFFECTED


def test_supplier_and_name_find_what_a_cna_says_strongly_and_never_clear(sources: Sources) -> None:
    write_cves(sources.root, cve(NAME, product("ACME, Inc.", "Pump Link", below("2.0"))))
    old, new = sources.ask(
        named(version="1.0", supplier="Acme Inc", name="pump-link"),
        named(version="2.0", supplier="Acme Inc", name="pump-link"),
    )
    assert (only(old).path, only(old).confidence) == ("cna vendor+product", "strong")
    assert only(old).why == f"1.0 is in < 2.0 of {NAME}, by vendor 'Acme Inc' and product 'pump-link'"
    assert (new.status, new.reason) == (Status.UNIDENTIFIED, "it has no package URL")


def test_a_package_of_a_registry_that_a_cna_names_is_found_by_package_url(sources: Sources) -> None:
    written = product("Acme", "x", below("2.0"), packageName="Pump_Link", collectionURL="https://pypi.org/project")
    write_cves(sources.root, cve(NAME, written))
    found = sources.one(named(purl="pkg:pypi/pump-link@1.0"))
    assert (only(found).path, only(found).confidence) == ("purl", "strong")


def test_a_rejected_record_never_matches_and_is_counted(sources: Sources) -> None:
    write_cves(sources.root, cve(NAME, product("Acme", "pump", below("2.0")), state="REJECTED"))
    assert sources.one(named(version="1.0", supplier="Acme", name="pump")).findings == ()
    (source,) = info(sources.database).sources
    assert (source.records, source.withdrawn) == (1, 1)


def test_several_sources_of_one_vulnerability_are_one_finding_with_each_view(sources: Sources) -> None:
    folder(
        sources.root,
        record("PYSEC-1", affected("PyPI", "pump", span("introduced 0", "fixed 1.0")), aliases=[NAME]),
    )
    write_cves(sources.root, cve(NAME, product("Acme", "Pump", below("2.0")), title="A pump"))
    write_nvd(sources.root, nvd(NAME, node(criterion(PUMP, versionEndExcluding="3.0"))))
    both = named(cpe("acme:pump", "1.5"), purl="pkg:pypi/pump@1.5", version="1.5")
    finding = only(sources.one(both))
    assert (finding.vulnerability, finding.aliases, finding.records) == (NAME, ("PYSEC-1",), (NAME,))
    assert [(view.source, view.matches, view.path, view.confidence) for view in finding.views] == [
        ("NVD 20990301T000000Z", True, "cpe", "exact"),
        ("CVE list", True, "cna vendor+product", "strong"),
        ("OSV PyPI", False, "purl", "exact"),
    ]
    assert finding.fixed_in == ("2.0", "3.0")
    assert finding.summary == "A pump"


def test_purl2cpe_gives_a_package_its_cpe_names_strongly(sources: Sources) -> None:
    write_nvd(sources.root, nvd(NAME, BELOW_2))
    write_pairs(sources.root, ["pkg:github/acme/pump"], [cpe("acme:pump", "1.0"), cpe("acme:pump", "1.1")])
    finding = only(sources.one(named(purl="pkg:github/acme/pump@1.5")))
    assert (finding.path, finding.confidence) == ("purl→cpe", "strong")
    assert finding.why.endswith("by the CPE name a:acme:pump that purl2cpe pairs with pkg:github/acme/pump")


def test_purl2cpe_gives_a_cpe_name_its_packages_strongly(sources: Sources) -> None:
    folder(sources.root, record("X-1", affected("PyPI", "pump", span("introduced 0", "fixed 2.0"))))
    write_pairs(sources.root, ["pkg:pypi/pump", "pkg:deb/debian/pump"], [cpe("acme:pump", "1.0")])
    finding = only(sources.one(named(cpe("acme:pump", "1.5"))))
    assert (finding.vulnerability, finding.path, finding.confidence) == ("X-1", "cpe→purl", "strong")


DEBIAN = "pkg:deb/debian/pump@1.5-3?distro=debian-12&arch=source"


def test_the_source_of_a_distribution_alone_decides_about_its_packages(sources: Sources) -> None:
    folder(sources.root, record("DSA-1", affected("Debian:12", "other", span("introduced 0"))), ecosystem="Debian")
    write_nvd(sources.root, nvd(NAME, BELOW_2))
    found = sources.one(named(cpe("acme:pump", "1.5"), purl=DEBIAN))
    assert (found.status, found.findings) == (Status.NOT_AFFECTED, ())


def test_without_the_source_of_a_distribution_a_name_is_only_possible(sources: Sources) -> None:
    write_nvd(sources.root, nvd(NAME, BELOW_2))
    found = sources.one(named(PUMP, purl=DEBIAN))
    assert only(found).confidence == "possible"
    assert "1.5 is in < 2.0" in only(found).why
    assert only(found).why.endswith("its distribution may have mended it under the same version")
    assert sources.one(named(cpe("acme:pump", "9"), purl=DEBIAN)).status is Status.NOT_COVERED


def test_an_undecided_statement_is_never_clean(sources: Sources) -> None:
    commit = {"version": "1da177e4c3f4", "status": "affected", "versionType": "git", "lessThan": "b9e9a9e0f1a2"}
    write_cves(sources.root, cve(NAME, product("Acme", "Pump", commit, cpes=[PUMP])))
    found = sources.one(named(cpe("acme:pump", "1.0")))
    assert (found.status, found.reason) == (
        Status.NOT_COVERED,
        f"{NAME} cannot be decided: it has only ranges over commits",
    )


def test_of_several_pages_the_last_copy_of_a_record_holds_and_no_copy_is_listed(sources: Sources) -> None:
    newer = nvd(NAME, node(criterion(PUMP, versionEndExcluding="1.0")), modified="2099-04-01T00:00:00.000")
    write_nvd(sources.root, nvd(NAME, BELOW_2))
    write_nvd(sources.root, newer, run="20990401T000000Z")
    assert sources.one(named(cpe("acme:pump", "1.5"))).status is Status.NOT_AFFECTED
    assert [one.skipped for one in info(sources.database).sources] == [(), ()]


def test_what_is_not_read_is_listed_with_its_source(sources: Sources) -> None:
    write_cves(sources.root, cve(NAME, product("n/a", "n/a", below("2"))), cve("CVE-2099-1001", {"versions": 1}))
    write_pairs(sources.root, ["pkg:github/acme/pump", "nonsense"], [PUMP, "nonsense"])
    build(sources.root, sources.database)
    skipped = {source.name: [one.reason for one in source.skipped] for source in info(sources.database).sources}
    assert skipped["purl2cpe"] == ["2 entries are no package URL or no CPE name"]
    nameless, broken = skipped["CVE list"]
    assert nameless == "1 statements name no product, and match nothing"
    assert broken.startswith("it does not have the shape of a CVE record")


def test_the_same_records_packed_or_plain_have_the_same_digest(tmp_path: Path) -> None:
    packed, plain = Sources(tmp_path / "packed"), Sources(tmp_path / "plain")
    write_nvd(packed.root, nvd(NAME, BELOW_2))
    write_nvd(plain.root, nvd(NAME, BELOW_2))
    assert build(packed.root, packed.database).digest == build(plain.root, plain.database).digest
