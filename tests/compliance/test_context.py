# SPDX-License-Identifier: Apache-2.0
"""Which releases are assessed, which components must be known, and where things stand."""

import pytest

from compliance.dossiers import RELEASE, component, context, dossier, finding, inventory, matched, part, read
from medward.advisories.model import Status
from medward.base.problems import Place
from medward.compliance.context import Context, assessed_releases
from medward.trace.model import Node


@pytest.mark.parametrize(
    ("statuses", "assessed"),
    [
        ([], []),
        (["planned"], ["R-0"]),
        (["current", "planned"], ["R-0"]),
        (["current", "supported", "withdrawn"], ["R-0", "R-1"]),
        (["withdrawn"], []),
        (["withdrawn", "planned"], ["R-1"]),
    ],
)
def test_current_and_supported_releases_are_assessed_and_before_them_the_planned(
    statuses: list[str], assessed: list[str]
) -> None:
    releases = [part(RELEASE, id=f"R-{number}", status=status) for number, status in enumerate(statuses)]
    assert [release.id for release in assessed_releases(dossier(releases=releases))] == assessed


def test_the_product_and_the_keys_of_a_cbom_need_not_be_known_to_a_source() -> None:
    made = dossier(releases=[RELEASE])
    key = component("key", kind="cryptographic-asset")
    found = inventory(component("tls"), key, primary=component("pump"))
    sbom = read(made, found, matched(found, uncovered={"pump": Status.UNIDENTIFIED, "key": Status.UNIDENTIFIED}))
    assert [match.component for match in sbom.matches] == ["tls"]


def test_a_product_with_a_finding_counts_all_the_same() -> None:
    made = dossier(releases=[RELEASE])
    found = inventory(component("tls"), primary=component("pump"))
    sbom = read(made, found, matched(found, finding("pump")))
    assert [match.component for match in sbom.matches] == ["pump", "tls"]


def test_without_a_match_there_is_nothing_to_know() -> None:
    made = dossier(releases=[RELEASE])
    assert read(made, None).matches == ()
    assert read(made, inventory(component())).matches == ()


def test_an_sbom_is_named_by_release_and_file() -> None:
    assert read(dossier(releases=[RELEASE]), None).name == "R-1/sbom.cdx.json"


@pytest.mark.parametrize(
    ("node", "place"),
    [
        (Node("release", "R-1"), Place("releases.yaml", 3)),
        (Node("sbom", "R-1/sbom.cdx.json"), Place("releases.yaml", 3)),
        (Node("component", "R-1/sbom.cdx.json#a/b"), Place("releases.yaml", 3)),
        (Node("plan_element", "PL-1/personnel"), Place("plans.yaml", 9)),
        (Node("component_support", "pkg:pypi/acme"), None),
        (Node("device", "device"), None),
    ],
)
def test_what_stands_inside_a_part_has_its_place(node: Node, place: Place | None) -> None:
    made = context(dossier())
    places = {"R-1": Place("releases.yaml", 3), "PL-1": Place("plans.yaml", 9)}
    assert Context(made.as_of, made.dossier, made.trace, places=places).place(node) == place
