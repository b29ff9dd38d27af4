# SPDX-License-Identifier: Apache-2.0
"""Building: every reference becomes an edge that can be walked both ways, and none is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import CONTROL, EVIDENCE, TEST, THREAT, component, dossier, part
from medward.trace.build import build, component_index
from medward.trace.model import Dangling, Edge, Facts, Node, Trace

COMPONENT = Node("component", "R-1/sbom.json#tls", "acme-tls 1.0", component("tls"))
PROCESS = {"id": "P-1", "name": "firmware", "zone": "Z-1", "runs": ["pkg:pypi/acme-tls"]}
ZONE = {"id": "Z-1", "name": "inside", "trust": "trusted"}


def names(trace: Trace, name: str, link: str) -> list[str]:
    kind, _, identifier = name.partition(":")
    return [node.name for node in trace.follow(trace.nodes[kind, identifier], link)]


def chain() -> Trace:
    return build(dossier(threats=[THREAT], controls=[CONTROL], tests=[TEST], evidence=[EVIDENCE]))


def test_a_reference_is_walked_forward_by_its_field() -> None:
    assert names(chain(), "control:C-012", "reduces") == ["threat:T-007"]


def test_a_reference_is_walked_backward_by_its_reverse_name() -> None:
    assert names(chain(), "threat:T-007", "reduced_by") == ["control:C-012"]
    assert names(chain(), "control:C-012", "verified_by") == ["test:TE-004"]


def test_a_single_reference_and_a_list_of_them_are_both_edges() -> None:
    trace = build(dossier(architecture={"zones": [ZONE], "processes": [PROCESS]}), [Facts((COMPONENT,))])
    assert names(trace, "process:P-1", "zone") == ["zone:Z-1"]
    assert names(trace, "process:P-1", "runs") == ["component:R-1/sbom.json#tls"]


def test_the_ends_of_a_link_are_in_the_order_of_their_ids() -> None:
    controls = [part(CONTROL, id=name) for name in ("C-3", "C-1", "C-2")]
    trace = build(dossier(threats=[THREAT], controls=controls))
    assert names(trace, "threat:T-007", "reduced_by") == ["control:C-1", "control:C-2", "control:C-3"]


def test_a_component_key_that_names_nothing_is_kept_as_dangling() -> None:
    trace = build(dossier(threats=[part(THREAT, components=["pkg:pypi/nowhere@1.0"])]))
    assert trace.dangling == {(("threat", "T-007"), "components"): ("pkg:pypi/nowhere@1.0",)}
    assert names(trace, "threat:T-007", "components") == []


def test_a_reference_to_a_part_that_is_not_there_is_dangling_and_stops_nothing() -> None:
    trace = build(dossier(controls=[CONTROL]))
    assert trace.dangling == {(("control", "C-012"), "reduces"): ("T-007",)}


def test_what_an_engine_found_dangling_is_kept_beside_it() -> None:
    loose = Dangling("needs", COMPONENT.key, "no-such-ref")
    trace = build(dossier(), [Facts((COMPONENT,), (), (loose,))])
    assert trace.dangling == {(COMPONENT.key, "needs"): ("no-such-ref",)}


def test_a_reference_that_stands_twice_is_walked_once() -> None:
    other = Node("component", "R-1/sbom.json#ssl", "acme-ssl", component("ssl"))
    edge = Edge("needs", COMPONENT.key, other.key)
    trace = build(dossier(), [Facts((COMPONENT, other), (edge, edge))])
    assert names(trace, COMPONENT.name, "needs") == [other.name]


def test_an_id_of_the_dossier_never_means_the_device_or_a_component() -> None:
    """The device's node is called `device` too; a reference means parts with ids alone."""
    threat = part(THREAT, id="device")
    trace = build(dossier(threats=[threat], controls=[part(CONTROL, reduces=["device"])]))
    assert names(trace, "control:C-012", "reduces") == ["threat:device"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (Facts((COMPONENT, COMPONENT)), "two nodes are named"),
        (Facts((COMPONENT,), (Edge("no_such_link", COMPONENT.key, COMPONENT.key),)), "no link no_such_link"),
        (Facts((COMPONENT,), (Edge("needs", COMPONENT.key, ("threat", "T-1")),)), "no link needs"),
        (Facts((COMPONENT,), (Edge("needs", COMPONENT.key, ("component", "gone")),)), "is not in the graph"),
    ],
)
def test_a_mistake_of_an_engine_is_refused(facts: Facts, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        build(dossier(), [facts])


def test_an_index_that_was_made_before_is_used() -> None:
    index = component_index([COMPONENT])
    trace = build(dossier(threats=[part(THREAT, components=["acme-tls@1.0"])]), [Facts((COMPONENT,))], index)
    assert names(trace, "threat:T-007", "components") == [COMPONENT.name]


IDS = st.lists(st.sampled_from([f"T-{number}" for number in range(6)]), max_size=6)


@given(st.lists(IDS, max_size=6))
def test_every_edge_can_be_walked_back(reduces: list[list[str]]) -> None:
    threats: list[dict[str, Any]] = [part(THREAT, id=f"T-{number}") for number in range(6)]
    controls = [part(CONTROL, id=f"C-{number}", reduces=ids) for number, ids in enumerate(reduces)]
    trace = build(dossier(threats=threats, controls=controls))
    forward = {(c.id, t.id) for c in trace.of_kind("control") for t in trace.follow(c, "reduces")}
    backward = {(c.id, t.id) for t in trace.of_kind("threat") for c in trace.follow(t, "reduced_by")}
    assert forward == backward
    assert forward == {(f"C-{number}", name) for number, ids in enumerate(reduces) for name in ids}
