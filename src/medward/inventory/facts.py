# SPDX-License-Identifier: Apache-2.0
"""What an SBOM adds to the trace: its components and what needs what.

Rules:

- A component's node is named by release, SBOM file and reference: `R-3.2.0/sboms/main.cdx.json#pkg-17`. The same
  reference in two SBOMs is two nodes, because references are unique only inside one file.
- The component that the SBOM is about is a component like the others: a process can run it.
- "Depends on", "contains" and being linked with are all "needs": who runs the one runs the other. Optional
  dependencies count too, because what may run can be reached. Other relationships, such as those of a build or a
  test, say nothing about what runs, and are left out.
- A relationship to a reference that the SBOM does not define is dangling.
"""

from medward.inventory.model import CONTAINS, DEPENDS_ON, Inventory
from medward.trace.model import Dangling, Edge, Facts, Key, Node

NEEDS = frozenset(
    {
        DEPENDS_ON,
        CONTAINS,
        "static_link",
        "dynamic_link",
        "runtime_depends_on",
        "provided_depends_on",
        "optional_depends_on",
        "has_prerequisite",
    }
)
"""Kinds of relationship that say that the target runs where the source does."""


def facts(release: str, file: str, inventory: Inventory) -> Facts:
    """The nodes and links of one SBOM; `release` is the id of its release and `file` its path in the dossier."""
    sbom: Key = ("sbom", f"{release}/{file}")
    nodes = {
        component.ref: Node("component", f"{sbom[1]}#{component.ref}", component.label, component)
        for component in inventory.all_components
    }
    edges = [Edge("sbom", node.key, sbom) for node in nodes.values()]
    dangling: list[Dangling] = []
    for relationship in inventory.relationships:
        source, target = nodes.get(relationship.source), nodes.get(relationship.target)
        if source is None or relationship.kind not in NEEDS:
            continue
        if target is None:
            dangling.append(Dangling("needs", source.key, relationship.target))
        else:
            edges.append(Edge("needs", source.key, target.key))
    return Facts(tuple(nodes.values()), tuple(edges), tuple(dangling))
