# SPDX-License-Identifier: Apache-2.0
"""The typed graph: nodes, edges, and what engines add to it.

Rules:

- A node is named by its kind and its id; the same part always has the same name, whatever else is in the graph.
- An edge runs from the part that holds the reference to the part that it names, and bears the name of the field.
- Every edge can be walked both ways: `follow` takes the field's name or its reverse (see `medward.trace.links`).
- Nodes keep the order in which they came; edges of one node are in the order of the names at their other end.
- A reference that leads nowhere is not dropped: it stands in `Trace.dangling`.

What a verdict makes of the graph is not decided here. Nodes and edges are msgspec structs, which hold no reference
cycle and are left out of garbage collection: a trace has hundreds of thousands of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

Key: TypeAlias = tuple[str, str]
"""Kind and id of a node."""


class Node(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One thing in the graph. A trace has one node for each kind and id; across traces, compare keys.

    Attributes:
        kind: such as `threat`, `component`, `finding`.
        id: id of the part in the dossier; for facts of engines, a stable name made of their content.
        label: its name as people read it; empty where it has none but its id.
        data: the value that it stands for (a part of the dossier, a component, a finding).
    """

    kind: str
    id: str
    label: str = ""
    data: object = None

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def key(self) -> Key:
        """Kind and id."""
        return (self.kind, self.id)

    @property
    def name(self) -> str:
        """Kind and id in one word: `test:TE-004`."""
        return f"{self.kind}:{self.id}"


class Edge(msgspec.Struct, frozen=True, gc=False):
    """A link, from the node that holds the reference to the node that it names.

    Attributes:
        link: name of the field, which with the source's kind is in the table of links.
        source: who refers.
        target: who is referred to.
    """

    link: str
    source: Key
    target: Key


@dataclass(frozen=True, slots=True)
class Dangling:
    """A reference that leads nowhere, such as a component key that no SBOM holds.

    Attributes:
        link: name of the field.
        source: who refers.
        text: what it says.
    """

    link: str
    source: Key
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an engine adds to the graph."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    dangling: tuple[Dangling, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """The graph with its indexes; made by `medward.trace.build`.

    Attributes:
        nodes: every node under its kind and id.
        kinds: the nodes of each kind.
        ways: for a link, forward or reverse, and a node, the nodes at its other end.
        dangling: for a node and a link, what the references that lead nowhere say.
    """

    nodes: Mapping[Key, Node]
    kinds: Mapping[str, tuple[Node, ...]]
    ways: Mapping[str, Mapping[Key, tuple[Node, ...]]] = field(repr=False)
    dangling: Mapping[tuple[Key, str], tuple[str, ...]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> tuple[Node, ...]:
        """Every node of a kind, in order; none where the graph has none."""
        return self.kinds.get(kind, ())

    def follow(self, node: Node, link: str) -> tuple[Node, ...]:
        """The nodes that a link, forward or reverse, leads to from `node`."""
        ways = self.ways.get(link)
        return ways.get((node.kind, node.id), ()) if ways is not None else ()
