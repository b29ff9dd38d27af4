# SPDX-License-Identifier: Apache-2.0
"""Building the trace: a dossier and what engines know, in one graph, in linear time.

Every marked field of every part becomes edges that bear the field's name. A component key becomes an edge to each
component that it names; one that names none becomes a `Dangling`. The loader has refused references to parts that
do not exist; one that came another way is dangling too, never dropped.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Protocol, cast

from medward.dossier.model import Dossier, Model, Part, Ref
from medward.trace import parts
from medward.trace.components import ComponentIndex, Named
from medward.trace.links import LINKS
from medward.trace.marks import references
from medward.trace.model import Dangling, Edge, Facts, Key, Node, Trace


class _Component(Protocol):
    """What a component's node must hold to be found by a key."""

    purl: str
    group: str
    name: str
    version: str
    supplier: str


def build(dossier: Dossier, facts: Iterable[Facts] = (), index: ComponentIndex | None = None) -> Trace:
    """The graph of a dossier and of what engines add; `index` is that of its components, where it was made before.

    Raises ValueError for two nodes of one name, a link that is not in the table, or an edge to a node that is not
    there: mistakes of an engine, not of a person.
    """
    given = (parts.of_dossier(dossier), *facts)
    nodes = _nodes(node for one in given for node in one.nodes)
    edges, dangling = _references(nodes, index or component_index(nodes.values()))
    edges += (edge for one in given for edge in one.edges)
    dangling += (loose for one in given for loose in one.dangling)
    return Trace(nodes, _kinds(nodes), _ways(nodes, edges), _dangling(dangling))


def component_index(nodes: Iterable[Node]) -> ComponentIndex:
    """An index of the component nodes among `nodes`, to find what a component key names."""
    return ComponentIndex(_named(node) for node in nodes if node.kind == "component")


def _named(node: Node) -> Named:
    data = cast("_Component", node.data)
    return Named(node.key, data.purl, data.group, data.name, data.version, data.supplier)


def _nodes(found: Iterable[Node]) -> dict[Key, Node]:
    nodes: dict[Key, Node] = {}
    for node in found:
        if node.key in nodes:
            raise ValueError(f"two nodes are named {node.name}")
        nodes[node.key] = node
    return nodes


def _kinds(nodes: dict[Key, Node]) -> dict[str, tuple[Node, ...]]:
    kinds: dict[str, list[Node]] = defaultdict(list)
    for node in nodes.values():
        kinds[node.kind].append(node)
    return {kind: tuple(members) for kind, members in kinds.items()}


def _references(nodes: dict[Key, Node], index: ComponentIndex) -> tuple[list[Edge], list[Dangling]]:
    """Edges for every marked field of every part."""
    keys = {node.id: key for key, node in nodes.items() if isinstance(node.data, Part)}
    edges: list[Edge] = []
    dangling: list[Dangling] = []
    for node in nodes.values():
        if not isinstance(node.data, Model):
            continue
        for name, mark in references(type(node.data)):
            for text in _texts(getattr(node.data, name)):
                found = _named_part(keys, text) if isinstance(mark, Ref) else index.find(text)
                edges += (Edge(name, node.key, target) for target in found)
                if not found:
                    dangling.append(Dangling(name, node.key, text))
    return edges, dangling


def _texts(value: object) -> Iterator[str]:
    """The references in a field: one, several or none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from value


def _named_part(keys: dict[str, Key], text: str) -> tuple[Key, ...]:
    return (keys[text],) if text in keys else ()


def _ways(nodes: dict[Key, Node], edges: Iterable[Edge]) -> dict[str, dict[Key, tuple[Node, ...]]]:
    """Both directions of every edge, each once, in the order of the names at the other end."""
    ways: dict[str, dict[Key, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        link = LINKS.get((edge.source[0], edge.link))
        source, target = nodes.get(edge.source), nodes.get(edge.target)
        if link is None or edge.target[0] not in link.targets:
            raise ValueError(f"no link {edge.link} leads from {edge.source[0]} to {edge.target[0]}")
        if source is None or target is None:
            raise ValueError(f"an end of {edge} is not in the graph")
        ways[edge.link][edge.source].append(target)
        ways[link.reverse][edge.target].append(source)
    return {link: {key: _sorted(ends) for key, ends in ways[link].items()} for link in ways}


def _sorted(ends: list[Node]) -> tuple[Node, ...]:
    if len(ends) == 1:
        return (ends[0],)
    return tuple(dict.fromkeys(sorted(ends, key=attrgetter("kind", "id"))))


def _dangling(found: Iterable[Dangling]) -> dict[tuple[Key, str], tuple[str, ...]]:
    dangling: dict[tuple[Key, str], list[str]] = defaultdict(list)
    for one in found:
        dangling[one.source, one.link].append(one.text)
    return {way: tuple(texts) for way, texts in dangling.items()}
