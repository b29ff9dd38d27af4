# SPDX-License-Identifier: Apache-2.0
"""What matching adds to the trace: findings, vulnerabilities, and which decisions speak for them."""

from typing import Any

import pytest

from compliance.dossiers import (
    AS_OF,
    RELEASE,
    component,
    dossier,
    exploited,
    finding,
    inventory,
    matched,
    part,
    read,
)
from medward.advisories.facts import Matched, finding_of
from medward.advisories.facts import facts as advisory_facts
from medward.advisories.model import Finding
from medward.compliance.gather import in_context
from medward.dossier.model import Dossier
from medward.inventory.facts import facts as inventory_facts
from medward.trace.build import component_index
from medward.trace.model import Facts, Node

TRIAGE = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": "pkg:pypi/acme-tls",
    "status": "affected",
    "reason": "the parser is reached",
    "author": "product security",
    "date": "2026-05-01",
}


def facts_of(*findings: Finding) -> Facts:
    found = inventory(component("tls"), component("ssl"))
    nodes = inventory_facts("R-1", "sbom.cdx.json", found).nodes
    by_ref = {node.id.rpartition("#")[2]: node for node in nodes}
    one = Matched("R-1", "sbom.cdx.json", by_ref, matched(found, *findings))
    return advisory_facts([one], (), component_index(nodes))


def decided(given: Dossier, *findings: Finding) -> list[str]:
    """Ids of the decisions that speak for the first finding."""
    found = inventory(component("tls"))
    trace = in_context(given, AS_OF, [read(given, found, matched(found, *findings))]).trace
    first = trace.of_kind("finding")[0]
    return [node.id for node in trace.follow(first, "decided_by")]


def with_triage(**changed: Any) -> Dossier:
    other = part(RELEASE, id="R-2", status="withdrawn", sboms=None)
    return dossier(releases=[RELEASE, other], triage=[part(TRIAGE, **changed)])


def test_a_finding_is_named_by_its_component_and_its_vulnerability() -> None:
    node = facts_of(finding("tls")).nodes[0]
    assert node.name == "finding:R-1/sbom.cdx.json#tls:CVE-2026-1"
    assert node.label == "CVE-2026-1 in acme-tls 1.0"
    assert finding_of(node).vulnerability == "CVE-2026-1"


def test_one_vulnerability_of_two_components_is_one_node_with_two_findings() -> None:
    made = facts_of(finding("tls"), finding("ssl"))
    assert [node.name for node in made.nodes if node.kind == "vulnerability"] == ["vulnerability:CVE-2026-1"]
    assert len([edge for edge in made.edges if edge.link == "vulnerability"]) == 2


def test_a_vulnerability_says_whether_it_is_known_to_be_exploited() -> None:
    quiet, loud = facts_of(finding("tls")), facts_of(exploited("tls"))
    said = [node.data for facts in (quiet, loud) for node in facts.nodes if node.kind == "vulnerability"]
    assert [getattr(data, "known_exploited", None) for data in said] == ["no", "yes"]


def test_only_a_finding_can_be_taken_for_one() -> None:
    with pytest.raises(TypeError, match="threat:T-1 is not a finding"):
        finding_of(Node("threat", "T-1"))


def test_a_decision_about_the_component_and_the_vulnerability_speaks_for_the_finding() -> None:
    assert decided(with_triage(), finding("tls")) == ["TR-1"]


@pytest.mark.parametrize(
    "changed",
    [
        {"vulnerability": "CVE-2026-2"},
        {"component": "pkg:pypi/acme-ssl"},
        {"component": "pkg:pypi/acme-tls@2.0"},
        {"release": "R-2"},
    ],
)
def test_a_decision_about_something_else_does_not(changed: dict[str, str]) -> None:
    assert decided(with_triage(**changed), finding("tls")) == []


def test_a_decision_may_name_the_release_and_an_alias() -> None:
    given = with_triage(vulnerability="GHSA-aaaa-bbbb-cccc", release="R-1")
    assert decided(given, finding("tls", aliases=("GHSA-aaaa-bbbb-cccc",))) == ["TR-1"]


def test_the_upstream_id_speaks_for_a_finding_that_derives_from_it_alone() -> None:
    alone = finding("tls", "DEBIAN-CVE-2026-1", upstream=("CVE-2026-1",))
    assert decided(with_triage(), alone) == ["TR-1"]


def test_a_decision_about_one_upstream_vulnerability_does_not_decide_an_advisory_about_two() -> None:
    both = finding("tls", "DSA-1", upstream=("CVE-2026-1", "CVE-2026-2"))
    assert decided(with_triage(), both) == []
