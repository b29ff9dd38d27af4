# SPDX-License-Identifier: Apache-2.0
"""How the components of each release ended."""

from compliance.dossiers import (
    RELEASE,
    component,
    context,
    database,
    dossier,
    finding,
    inventory,
    matched,
    part,
    read,
)
from medward.advisories.model import Status
from medward.compliance.coverage import of_releases
from medward.compliance.model import Uncovered

UNCOVERED = {"firmware": Status.UNIDENTIFIED, "os": Status.NOT_COVERED}


def test_every_component_ends_in_one_of_four_ways() -> None:
    made = dossier(releases=[RELEASE])
    found = inventory(*map(component, ("tls", "ssl", "firmware", "os")))
    report = matched(found, finding("tls"), finding("tls", "CVE-2026-2"), uncovered=UNCOVERED)
    (coverage,) = of_releases(context(made, read(made, found, report), database=database()))
    assert (coverage.release, coverage.version, coverage.sboms) == ("R-1", "1.0", ("sbom.cdx.json",))
    assert (coverage.components, coverage.affected, coverage.not_affected) == (4, 1, 1)
    assert coverage.unidentified == (Uncovered("acme-firmware", "1.0", "as the test says"),)
    assert [one.name for one in coverage.not_covered] == ["acme-os"]
    ended = coverage.affected + coverage.not_affected + len(coverage.unidentified) + len(coverage.not_covered)
    assert ended == coverage.components


def test_several_sboms_of_one_release_are_counted_together() -> None:
    made = dossier(releases=[part(RELEASE, sboms=[{"file": "a.json"}, {"file": "b.json"}])])
    found = inventory(component("tls"))
    sboms = [read(made, found, matched(found), file=file) for file in ("a.json", "b.json")]
    (coverage,) = of_releases(context(made, *sboms, database=database()))
    assert (coverage.sboms, coverage.components) == (("a.json", "b.json"), 2)


def test_without_a_database_components_are_counted_and_nothing_else_is_known() -> None:
    made = dossier(releases=[RELEASE])
    (coverage,) = of_releases(context(made, read(made, inventory(component("a"), component("b")))))
    assert (coverage.components, coverage.matched) == (2, False)
    assert (coverage.affected, coverage.not_affected) == (0, 0)


def test_an_sbom_that_cannot_be_read_lists_nothing() -> None:
    made = dossier(releases=[RELEASE])
    (coverage,) = of_releases(context(made, read(made, None)))
    assert (coverage.sboms, coverage.components) == ((), 0)


def test_a_release_that_is_not_assessed_is_not_counted() -> None:
    old = part(RELEASE, id="R-0", status="withdrawn")
    assert [one.release for one in of_releases(context(dossier(releases=[old, RELEASE])))] == ["R-1"]
