# SPDX-License-Identifier: Apache-2.0
"""Every part of a dossier is a node, and what has no id gets a stable name."""

from compliance.dossiers import RELEASE, THREAT, dossier
from medward.trace.model import Edge, Facts, Node
from medward.trace.parts import of_dossier, parts

PLAN = {
    "id": "PL-1",
    "title": "plan",
    "plan_kind": "patching",
    "text": "we patch",
    "elements": [
        {"topic": "patch_timeline", "text": "in 30 days"},
        {"topic": "personnel", "text": "the team"},
    ],
}
SUPPORT = {"component": "pkg:pypi/acme-tls", "level": "abandoned", "source": "their page"}


def node(facts: Facts, name: str) -> Node:
    return next(node for node in facts.nodes if node.name == name)


def test_a_part_becomes_a_node_with_its_kind_id_label_and_value() -> None:
    given = dossier(threats=[THREAT])
    made = node(of_dossier(given), "threat:T-007")
    assert made.label == "rogue drug library"
    assert made.data is given.threats[0]


def test_parts_inside_the_architecture_are_parts_too() -> None:
    zones = [{"id": "Z-1", "name": "inside", "trust": "trusted"}]
    assert [part.id for part in parts(dossier(architecture={"zones": zones}))] == ["Z-1"]


def test_the_device_is_a_node_and_the_risk_method_only_where_there_is_one() -> None:
    assert [node.name for node in of_dossier(dossier()).nodes] == ["device:device"]
    method = {"description": "ours", "exploitability": {}, "acceptance": []}
    names = [node.name for node in of_dossier(dossier(risk_method=method)).nodes]
    assert names == ["device:device", "risk_method:risk_method"]


def test_an_element_of_a_plan_is_named_by_plan_and_topic_and_linked_to_its_plan() -> None:
    facts = of_dossier(dossier(plans=[PLAN]))
    names = [node.id for node in facts.nodes if node.kind == "plan_element"]
    assert names == ["PL-1/patch_timeline", "PL-1/personnel"]
    assert Edge("plan", ("plan_element", "PL-1/personnel"), ("plan", "PL-1")) in facts.edges


def test_an_sbom_is_named_by_release_and_file_and_is_one_node_however_often_it_is_listed() -> None:
    twice = {**RELEASE, "sboms": [{"file": "a.json"}, {"file": "a.json", "covers": "all"}, {"file": "b.json"}]}
    facts = of_dossier(dossier(releases=[twice]))
    assert [node.id for node in facts.nodes if node.kind == "sbom"] == ["R-1/a.json", "R-1/b.json"]
    assert Edge("release", ("sbom", "R-1/b.json"), ("release", "R-1")) in facts.edges


def test_support_is_named_by_its_component() -> None:
    facts = of_dossier(dossier(component_support=[SUPPORT]))
    assert [node.id for node in facts.nodes if node.kind == "component_support"] == ["pkg:pypi/acme-tls"]


def test_an_identity_is_named_by_its_component() -> None:
    identity = {"component": "acme tls", "none": True, "reason": "r", "author": "a", "date": "2026-02-03"}
    facts = of_dossier(dossier(identities=[identity]))
    assert [node.id for node in facts.nodes if node.kind == "identity"] == ["acme tls"]


def test_names_do_not_depend_on_what_else_the_dossier_has() -> None:
    alone = {node.name for node in of_dossier(dossier(plans=[PLAN])).nodes}
    among = {node.name for node in of_dossier(dossier(plans=[PLAN], threats=[THREAT])).nodes}
    assert among - alone == {"threat:T-007"}
