# SPDX-License-Identifier: Apache-2.0
"""Components against CSAF advisories in the one database: by package URL, CPE name, digest and names.

What a document says finds vulnerabilities and never clears a component.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from advisories.csaf.documents import Json, branch, document, leaf, product, vulnerability
from advisories.product_sources import below, cve, write_cves
from advisories.product_sources import product as cna_product
from advisories.sources import affected, folder, record, span
from medward.advisories import ComponentMatch, Finding, Status, build, match
from medward.inventory import Component, Hash, Inventory

PURL = "pkg:npm/breeze-ui"
SHA256 = "a" * 64
MD5 = "b" * 32


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "sources"


def advise(root: Path, *documents: Json) -> None:
    """Put documents into the folder of sources, as one provider's."""
    for number, one in enumerate(documents, start=1):
        path = root / "csaf" / "acme" / "2099" / f"acme-{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(one), encoding="utf-8")


def ask(root: Path, *components: Component) -> tuple[ComponentMatch, ...]:
    database = root.parent / "all.duckdb"
    build(root, database)
    listed = Inventory(format="CycloneDX", spec_version="1.6", encoding="JSON", digest="", components=components)
    return match(listed, database).components


def component(**fields: Any) -> Component:
    return Component(**{"ref": "c", "name": "anything", "version": "1.5", **fields})


def only(found: ComponentMatch) -> Finding:
    assert found.status is Status.AFFECTED, found.reason
    (finding,) = found.findings
    return finding


def helped(version: str, number: str = "P1", vendor: str = "Acme", name: str = "UI", **helper: Any) -> Json:
    return product(vendor, name, version, number, product_identification_helper=helper)


def test_a_package_url_and_a_version_that_the_document_states_are_exact(root: Path) -> None:
    advise(root, document(helped("1.5", purl=f"{PURL}@1.5")))
    hit, other = ask(root, component(purl=f"{PURL}@1.5"), component(ref="d", purl=f"{PURL}@1.6"))
    finding = only(hit)
    assert (finding.vulnerability, finding.path, finding.confidence) == ("CVE-2099-0001", "csaf purl", "exact")
    assert finding.records == ("ACME-99-001",)
    assert finding.views[0].source == "CSAF A coordinator"
    assert finding.why == f"1.5 is listed as affected in ACME-99-001, by its package URL {PURL}"
    assert other.status is Status.NOT_COVERED


def test_a_document_never_clears_a_component(root: Path) -> None:
    cleared = vulnerability(known_not_affected=["P1"])
    name = "cpe:2.3:a:acme:ui:1.5:*:*:*:*:*:*:*"
    helper: Json = {"purl": f"{PURL}@1.5", "cpe": name, "hashes": hashes("sha256", SHA256)}
    advise(root, document(helped("1.5", **helper), vulnerabilities=[cleared]))
    (found,) = ask(
        root, component(purl=f"{PURL}@1.5", cpes=(name,), hashes=(Hash("SHA-256", SHA256),), supplier="Acme")
    )
    assert found.status not in {Status.NOT_AFFECTED, Status.AFFECTED}


@pytest.mark.parametrize("status", ["fixed", "first_fixed", "recommended", "known_not_affected"])
def test_what_is_fixed_or_not_affected_never_affects(root: Path, status: str) -> None:
    branches = [helped("vers:all/*", "P1", purl=PURL), helped("1.5", "P2", purl=f"{PURL}@1.5")]
    said = vulnerability(known_affected=["P1"], **{status: ["P2"]})
    advise(root, document(*branches, vulnerabilities=[said]))
    clean, hit = ask(root, component(purl=f"{PURL}@1.5"), component(ref="d", purl=f"{PURL}@1.4"))
    assert clean.status is not Status.AFFECTED
    assert only(hit).confidence == "exact"


@pytest.mark.parametrize("status", ["known_affected", "first_affected", "last_affected"])
def test_each_way_to_call_a_product_affected_affects(root: Path, status: str) -> None:
    advise(root, document(helped("1.5", purl=PURL), vulnerabilities=[vulnerability(**{status: ["P1"]})]))
    assert only(ask(root, component(purl=f"{PURL}@1.5"))[0]).confidence == "exact"


@pytest.mark.parametrize("status", ["under_investigation", "unknown"])
def test_what_is_investigated_is_only_possible(root: Path, status: str) -> None:
    advise(root, document(helped("1.5", purl=PURL), vulnerabilities=[vulnerability(**{status: ["P1"]})]))
    finding = only(ask(root, component(purl=f"{PURL}@1.5"))[0])
    assert finding.confidence == "possible"
    assert "does not say whether this version is affected" in finding.why


def test_the_records_of_other_sources_and_the_document_are_one_finding(root: Path) -> None:
    write_cves(root, cve("CVE-2099-0001", cna_product("Acme", "UI", below("1.6"))))
    advise(root, document(helped("1.5", purl=PURL)))
    finding = only(ask(root, component(purl=f"{PURL}@1.5", supplier="Acme", name="UI"))[0])
    assert {(one.source, one.path) for one in finding.views} == {
        ("CSAF A coordinator", "csaf purl"),
        ("CVE list", "cna vendor+product"),
    }


def test_a_document_that_fixes_what_another_source_affects_is_a_view_that_disagrees(root: Path) -> None:
    folder(root, record("CVE-2099-0001", affected("npm", "breeze-ui", span("introduced 0"))), ecosystem="npm")
    said = vulnerability(fixed=["P1"])
    advise(root, document(helped("1.5", purl=f"{PURL}@1.5"), vulnerabilities=[said]))
    finding = only(ask(root, component(purl=f"{PURL}@1.5"))[0])
    assert [(one.source, one.matches) for one in finding.views] == [
        ("OSV npm", True),
        ("CSAF A coordinator", False),
    ]


def test_qualifiers_that_nothing_tells_of_leave_a_match_possible(root: Path) -> None:
    purl = "pkg:rpm/acme/ui@1.5?arch=x86_64&epoch=1"
    advise(root, document(helped("1.5", purl=purl)))
    same, bare = ask(
        root,
        component(purl="pkg:rpm/acme/ui@1.5?epoch=1&arch=x86_64"),
        component(ref="d", purl="pkg:rpm/acme/ui@1.5?epoch=1"),
    )
    assert only(same).confidence == "exact"
    assert only(bare).confidence == "possible"
    assert "arch=x86_64" in only(bare).why


def test_a_cpe_name_is_related_as_everywhere(root: Path) -> None:
    advise(root, document(helped("1.5", cpe="cpe:2.3:a:acme:ui:1.5:*:*:*:*:windows:*:*")))
    found = ask(
        root,
        component(cpes=("cpe:2.3:a:acme:ui:1.5:*:*:*:*:windows:*:*",)),
        component(ref="d", cpes=("cpe:2.3:a:acme:ui:1.5:*:*:*:*:linux:*:*",)),
        component(ref="e", cpes=("cpe:2.3:a:acme:ui:1.5:*:*:*:*:*:*:*",)),
    )
    paths = [[(one.path, one.confidence) for one in each.findings] for each in found]
    assert paths[0] == [("csaf cpe", "exact")]
    assert paths[2] != [("csaf cpe", "exact")]


def hashes(algorithm: str, value: str) -> list[Json]:
    return [{"filename": "ui.js", "file_hashes": [{"algorithm": algorithm, "value": value}]}]


@pytest.mark.parametrize(
    ("algorithm", "value", "asked", "confidence"),
    [
        ("sha256", SHA256, Hash("SHA-256", SHA256.upper()), "exact"),
        ("sha3-512", "c" * 128, Hash("SHA3-512", "c" * 128), "exact"),
        ("md5", MD5, Hash("MD5", MD5), "strong"),
        ("sha1", "d" * 40, Hash("SHA-1", "d" * 40), "strong"),
    ],
)
def test_an_equal_digest_finds_the_file_whatever_its_version(
    root: Path, algorithm: str, value: str, asked: Hash, confidence: str
) -> None:
    advise(root, document(helped("9.9", hashes=hashes(algorithm, value))))
    (found,) = ask(root, component(hashes=(asked,), version="anything"))
    finding = only(found)
    assert (finding.path, finding.confidence) == ("hash", confidence)
    assert finding.why.startswith(f"this very file is affected according to ACME-99-001, by the {asked.algorithm}")
    assert ("which can be forged" in finding.why) is (confidence == "strong")


def test_the_file_of_a_distribution_is_found_though_its_own_source_knows_of_nothing(root: Path) -> None:
    folder(root, record("D-1", affected("Debian:12", "other", span("introduced 0"))), ecosystem="Debian")
    advise(root, document(helped("9.9", hashes=hashes("sha256", SHA256))))
    purl = "pkg:deb/debian/ui@1.5?distro=debian-12"
    (found,) = ask(root, component(purl=purl, hashes=(Hash("SHA-256", SHA256),)))
    assert only(found).path == "hash"


def test_another_algorithm_of_the_same_digits_is_another_file(root: Path) -> None:
    advise(root, document(helped("1.5", hashes=hashes("sha256", SHA256))))
    (found,) = ask(root, component(hashes=(Hash("SHA3-256", SHA256), Hash("SHA-256", "e" * 64))))
    assert found.status is Status.UNIDENTIFIED


def test_supplier_and_name_find_at_most_strongly(root: Path) -> None:
    advise(root, document(product("Acme, Inc.", "Breeze Pump", "< 2.0")))
    (found,) = ask(root, component(supplier="ACME Inc", name="breeze pump"))
    finding = only(found)
    assert (finding.path, finding.confidence) == ("csaf vendor+product", "strong")
    assert finding.fixed_in == ("2.0",)


def test_versions_in_words_that_are_not_understood_leave_a_match_possible(root: Path) -> None:
    advise(root, document(product("Acme", "Pump", "models sold before May 2018")))
    (found,) = ask(root, component(supplier="Acme", name="Pump"))
    assert only(found).confidence == "possible"


def test_a_product_that_is_built_into_another_is_only_possible_and_its_file_is_sure(root: Path) -> None:
    helper: Json = {"purl": f"{PURL}@1.5", "hashes": hashes("sha256", SHA256)}
    inner, outer = helped("1.5", "P1", **helper), helped("3", "P2", "Acme", "Pump")
    full = {"product_id": "P3", "name": "UI in Pump 3"}
    relation = {
        "category": "default_component_of",
        "full_product_name": full,
        "product_reference": "P1",
        "relates_to_product_reference": "P2",
    }
    path = {
        "full_product_name": full,
        "beginning_product_reference": "P1",
        "subpaths": [{"category": "default_component_of", "next_product_reference": "P2"}],
    }
    for tree in ({"relationships": [relation]}, {"product_paths": [path]}):
        said = [vulnerability(known_affected=["P3"])]
        advise(root, document(inner, outer, tree=tree, vulnerabilities=said))
        by_purl, by_file = ask(
            root,
            component(purl=f"{PURL}@1.5"),
            component(ref="d", hashes=(Hash("SHA-256", SHA256),)),
        )
        assert only(by_purl).confidence == "possible"
        assert "UI in Pump 3" in only(by_purl).why
        assert only(by_file).confidence == "exact"


def test_a_branch_that_narrows_a_product_leaves_a_match_possible(root: Path) -> None:
    inner = leaf("architecture", "arm", "P1", product_identification_helper={"purl": f"{PURL}@1.5"})
    tree = branch("vendor", "Acme", branch("product_name", "UI", branch("product_version", "1.5", inner)))
    advise(root, document(tree, vulnerabilities=[vulnerability(known_affected=["P1"])]))
    assert only(ask(root, component(purl=f"{PURL}@1.5"))[0]).confidence == "possible"


def test_a_draft_is_only_possible_and_a_withdrawn_document_says_nothing(root: Path) -> None:
    draft = document(helped("1.5", purl=PURL))
    draft["document"]["tracking"]["status"] = "draft"
    advise(root, draft)
    assert "the document is a draft" in only(ask(root, component(purl=f"{PURL}@1.5"))[0]).why
    advise(root, document(helped("1.5", purl=PURL), category="csaf_withdrawn"))
    assert ask(root, component(purl=f"{PURL}@1.5"))[0].status is not Status.AFFECTED


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_newer_revision_speaks_in_place_of_the_older(root: Path, newest_first: bool) -> None:
    old, new = document(helped("1.5", purl=PURL)), document(helped("1.6", purl=PURL))
    new["document"]["tracking"]["version"] = "3"
    advise(root, *((new, old) if newest_first else (old, new)))
    older, newer = ask(root, component(purl=f"{PURL}@1.5"), component(ref="d", purl=f"{PURL}@1.6"))
    assert (older.status is Status.AFFECTED, newer.status is Status.AFFECTED) == (False, True)


def test_a_vulnerability_without_a_cve_id_is_named_by_its_document(root: Path) -> None:
    said = {"title": "Hard-coded password", "product_status": {"known_affected": ["P1"]}}
    advise(root, document(helped("1.5", purl=PURL), vulnerabilities=[said]))
    assert only(ask(root, component(purl=f"{PURL}@1.5"))[0]).vulnerability == "ACME-99-001#1"


def test_another_public_id_of_a_vulnerability_merges_it(root: Path) -> None:
    ids = [{"system_name": "GitHub", "text": "GHSA-2222-3333-4444"}]
    said = {"ids": ids, "product_status": {"known_affected": ["P1"]}}
    folder(
        root, record("GHSA-2222-3333-4444", affected("npm", "breeze-ui", span("introduced 0"))), ecosystem="npm"
    )
    advise(root, document(helped("1.5", purl=PURL), vulnerabilities=[said]))
    finding = only(ask(root, component(purl=f"{PURL}@1.5"))[0])
    assert finding.vulnerability == "GHSA-2222-3333-4444"
    assert {one.source for one in finding.views} == {"OSV npm", "CSAF A coordinator"}
