# SPDX-License-Identifier: Apache-2.0
"""A view as a graph in the DOT language, for people who want to lay it out or analyse it themselves."""

import pygraphviz

from medward.threats.views.drawing import Drawing, codes
from medward.threats.views.measuring import shown


def dot(drawing: Drawing) -> str:
    """The graph, with ids as names of nodes; a zone is a cluster."""
    made = pygraphviz.AGraph(name=drawing.id, directed=True, strict=False, label=_text(drawing.title))
    places: dict[str | None, pygraphviz.AGraph] = {None: made}
    waiting = list(drawing.zones)
    while waiting:
        zone = next(one for one in waiting if one.inside in places)
        waiting.remove(zone)
        label = _text(f"{zone.id}: {zone.name}")
        places[zone.id] = places[zone.inside].add_subgraph(name=f"cluster_{zone.id}", label=label)
    for element in drawing.elements:
        part = element.part
        label = _text(f"{part.id}: {part.name}")
        places[part.zone].add_node(part.id, label=label, comment=part.kind)
    for flow in drawing.flows:
        label = _text(f"{flow.part.id}: {flow.part.name} ({codes(flow.part)})")
        made.add_edge(flow.part.source, flow.part.target, key=flow.part.id, label=label, comment=flow.protection)
    return str(made.to_string())


def _text(text: str) -> str:
    """Text that Graphviz takes as it is: no escapes of its own, and never HTML."""
    return f" {shown(text)}".replace("\\", "\\\\").replace("&", "&amp;")
