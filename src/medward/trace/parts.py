# SPDX-License-Identifier: Apache-2.0
"""The nodes that a dossier gives: every part with an id, and the few things without one that rules ask about.

Things without an id get a stable name of their own:

| kind | id |
|---|---|
| `device`, `risk_method` | the kind itself; there is one |
| `component_support`, `identity` | the component key |
| `sbom` | release and file, `R-3.2.0/sboms/main.cdx.json` |
| `plan_element` | plan and topic, `PL-1/patch_timeline` |
"""

from collections.abc import Iterator

from medward.dossier.labels import label
from medward.dossier.model import Dossier, Model, Part
from medward.dossier.model.device import ComponentSupport, Device, Release, Sbom
from medward.dossier.model.identity import Identity
from medward.dossier.model.keeping import Plan, PlanElement
from medward.dossier.model.risk import RiskMethod
from medward.trace.model import Edge, Facts, Node

UNNAMED: dict[str, type[Model]] = {
    "device": Device,
    "risk_method": RiskMethod,
    "component_support": ComponentSupport,
    "identity": Identity,
    "sbom": Sbom,
    "plan_element": PlanElement,
}
"""Kinds of things without an id, and what each stands for."""


def of_dossier(dossier: Dossier) -> Facts:
    """Every node of a dossier, and the links between a thing and the part in which it is written."""
    nodes: list[Node] = [Node("device", "device", dossier.device.name, dossier.device)]
    edges: list[Edge] = []
    if dossier.risk_method is not None:
        nodes.append(Node("risk_method", "risk_method", "", dossier.risk_method))
    nodes += (Node("component_support", one.component, "", one) for one in dossier.component_support)
    nodes += (Node("identity", one.component, "", one) for one in dossier.identities)
    for part in parts(dossier):
        nodes.append(Node(part.kind, part.id, label(vars(part)), part))
        if isinstance(part, Release):
            _add(nodes, edges, _sboms(part))
        elif isinstance(part, Plan):
            _add(nodes, edges, _elements(part))
    return Facts(tuple(nodes), tuple(edges))


def parts(model: Model) -> Iterator[Part]:
    """Every part of a dossier, in the order of the model."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Part))
        elif isinstance(value, Model):
            yield from parts(value)


def _add(nodes: list[Node], edges: list[Edge], found: Iterator[tuple[Node, Edge]]) -> None:
    for node, edge in found:
        nodes.append(node)
        edges.append(edge)


def _sboms(release: Release) -> Iterator[tuple[Node, Edge]]:
    """A release may list the same file twice only by mistake; then it is one node."""
    for file in dict.fromkeys(sbom.file for sbom in release.sboms):
        sbom = next(one for one in release.sboms if one.file == file)
        node = Node("sbom", f"{release.id}/{file}", sbom.covers or "", sbom)
        yield node, Edge("release", node.key, (release.kind, release.id))


def _elements(plan: Plan) -> Iterator[tuple[Node, Edge]]:
    for element in plan.elements:
        node = Node("plan_element", f"{plan.id}/{element.topic}", "", element)
        yield node, Edge("plan", node.key, (plan.kind, plan.id))
