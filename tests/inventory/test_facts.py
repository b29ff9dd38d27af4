# SPDX-License-Identifier: Apache-2.0
"""What an SBOM adds to the trace."""

import pytest

from compliance.dossiers import RELEASE, component, dossier, inventory
from medward.inventory.facts import NEEDS, facts
from medward.inventory.model import Relationship
from medward.trace.build import build
from medward.trace.model import Dangling, Edge

SBOM = ("sbom", "R-1/sbom.cdx.json")


def test_a_component_is_named_by_release_file_and_reference() -> None:
    made = facts("R-1", "sbom.cdx.json", inventory(component("tls")))
    (node,) = made.nodes
    assert node.name == "component:R-1/sbom.cdx.json#tls"
    assert node.label == "acme-tls 1.0"
    assert made.edges == (Edge("sbom", node.key, SBOM),)


def test_the_component_that_the_sbom_is_about_is_a_component_too() -> None:
    made = facts("R-1", "sbom.cdx.json", inventory(component("tls"), primary=component("pump")))
    assert [node.id for node in made.nodes] == ["R-1/sbom.cdx.json#pump", "R-1/sbom.cdx.json#tls"]


def test_the_same_reference_in_two_files_is_two_nodes() -> None:
    first, second = (facts("R-1", file, inventory(component("tls"))) for file in ("a.json", "b.json"))
    assert first.nodes[0].key != second.nodes[0].key


@pytest.mark.parametrize("kind", sorted(NEEDS))
def test_what_runs_with_a_component_is_needed_by_it(kind: str) -> None:
    made = facts("R-1", "s.json", inventory(component("a"), component("b"), relationships=related(kind)))
    needs = [(edge.source[1], edge.target[1]) for edge in made.edges if edge.link == "needs"]
    assert needs == [("R-1/s.json#a", "R-1/s.json#b")]


@pytest.mark.parametrize(
    "kind", ["provides", "build_depends_on", "test_depends_on", "dev_depends_on", "variant_of"]
)
def test_what_does_not_run_with_a_component_is_not_needed_by_it(kind: str) -> None:
    made = facts("R-1", "s.json", inventory(component("a"), component("b"), relationships=related(kind)))
    assert [edge for edge in made.edges if edge.link == "needs"] == []


def related(kind: str) -> tuple[Relationship, ...]:
    return (Relationship("a", kind, "b"),)


def test_a_relationship_to_what_the_sbom_does_not_define_is_dangling() -> None:
    made = facts("R-1", "s.json", inventory(component("a"), needs=[("a", "gone"), ("gone", "a")]))
    assert made.dangling == (Dangling("needs", ("component", "R-1/s.json#a"), "gone"),)


def test_the_facts_fit_into_the_trace_of_the_dossier() -> None:
    trace = build(dossier(releases=[RELEASE]), [facts("R-1", "sbom.cdx.json", inventory(component("tls")))])
    release = trace.nodes["release", "R-1"]
    (sbom,) = trace.follow(release, "sbom")
    assert [node.label for node in trace.follow(sbom, "components")] == ["acme-tls 1.0"]
