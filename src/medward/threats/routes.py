# SPDX-License-Identifier: Apache-2.0
"""The architecture as an attacker walks it: ways in, and steps from one element to the next.

Rules:

- A way in is an interface that takes something in and is not a bus or a part of one computer. One that is said
  not to answer in normal use is a way in with an obstacle more.
- Whoever has an element can attack each element to which a flow leads from it, with that element's own
  credentials: that a flow is authenticated or encrypted is no obstacle then. Answers against the direction of a
  flow are not walked; where they matter, the architecture has a flow for them.
- Obstacles of a way in: nearness (two where the housing must be opened), that it asks who is there, that it is
  closed in normal use, that it lets nobody else open the connection. Obstacles of a step: that its target
  stands in a zone of more trust, that its target takes foreign data with memory-safe code only, that a store at
  one of its ends would show a change.
- Only what the architecture says counts as an obstacle. What nobody has said is none, and is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.dossier.model.architecture import Asset, Direction, Interface, Process, Store, Trust
from medward.dossier.model.parts import Answer
from medward.threats.surroundings import Surroundings, clinical
from medward.threats.truth import OpenFact
from medward.trace.model import Key, Node, Trace

_NEARNESS = (
    ("network", ()),
    ("radio", ("the attacker must be in range",)),
    ("plug", ("the attacker must touch the device",)),
    ("person", ("the attacker must touch the device",)),
    ("board", ("the attacker must touch the device", "the housing must be opened")),
)
_TRUST = {Trust.UNTRUSTED: 0, Trust.SEMI_TRUSTED: 1, Trust.TRUSTED: 2}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an attacker.

    Attributes:
        over: kind and id of the interface or flow.
        to: kind and id of the element that is reached.
        obstacles: what the architecture says is in the way, in words.
        unknown: facts that nobody has said and that could be an obstacle.
    """

    over: Key
    to: Key
    obstacles: tuple[str, ...]
    unknown: tuple[OpenFact, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """Every way in, every step, and what an attacker finds at each element.

    Attributes:
        entries: ways in.
        steps: for an element, the steps from it.
        finds: for an element, the ids of assets with a clinical function that it touches.
    """

    entries: tuple[Step, ...]
    steps: dict[Key, tuple[Step, ...]]
    finds: dict[Key, frozenset[str]]


def routes(trace: Trace) -> Routes:
    """The routes through the architecture of a trace, in the order of ids."""
    around = Surroundings(trace)
    elements = [node for kind in ("actor", "process", "store") for node in trace.of_kind(kind)]
    return Routes(
        entries=tuple(_entries(trace, around)),
        steps={
            node.key: tuple(_step(flow, node, around) for flow in trace.follow(node, "flows_out"))
            for node in elements
            if node.kind != "actor"
        },
        finds={node.key: _finds(node, around) for node in elements if node.kind != "actor"},
    )


def _finds(node: Node, around: Surroundings) -> frozenset[str]:
    assets, _ = around.assets(node)
    return frozenset(one.id for one in assets if isinstance(one.data, Asset) and _matters(one.data))


def _matters(asset: Asset) -> bool:
    """Whether it has a clinical function, or nobody has said."""
    value = clinical(asset)
    return bool(value.words or value.open)


def _entries(trace: Trace, around: Surroundings) -> Iterator[Step]:
    for node in trace.of_kind("interface"):
        interface = node.data
        if not isinstance(interface, Interface) or interface.direction is Direction.OUT:
            continue
        reach = around.reach(node)
        near = next((said for word, said in _NEARNESS if word in reach.words), None)
        if near is None and not reach.open:
            continue
        (behind,) = trace.follow(node, "on")
        if behind.kind != "actor":
            obstacles = (*(near or ()), *_obstacles_at(interface))
            yield Step(node.key, behind.key, obstacles, (*reach.open, *_unknown_at(interface)))


def _obstacles_at(interface: Interface) -> Iterator[str]:
    if interface.enabled is Answer.NO:
        yield f"{interface.id} does not answer in normal use"
    if interface.listens is Answer.NO:
        yield f"{interface.id} lets nobody else open the connection"
    if interface.authenticated is Answer.YES:
        yield f"{interface.id} asks who is there"


def _unknown_at(interface: Interface) -> Iterator[OpenFact]:
    for field in ("enabled", "listens", "authenticated"):
        if getattr(interface, field) is Answer.UNKNOWN:
            yield OpenFact(interface.id, field)


def _step(flow: Node, source: Node, around: Surroundings) -> Step:
    (target,) = around.trace.follow(flow, "target")
    obstacles: list[str] = []
    unknown: list[OpenFact] = []
    if _trust(target, around) > _trust(source, around):
        obstacles.append(f"{around.zone(target).id} is trusted more than {around.zone(source).id}")
    for node, field, words in _protections(source, target):
        answer = getattr(node.data, field)
        if answer is Answer.YES:
            obstacles.append(f"{node.id} {words}")
        elif answer is Answer.UNKNOWN:
            unknown.append(OpenFact(node.id, field))
    return Step(flow.key, target.key, tuple(obstacles), tuple(unknown))


def _protections(source: Node, target: Node) -> Iterator[tuple[Node, str, str]]:
    if isinstance(target.data, Process):
        yield target, "memory_safe", "takes foreign data with memory-safe code only"
    for end in (source, target):
        if isinstance(end.data, Store):
            yield end, "integrity_protected", "would show a change"


def _trust(node: Node, around: Surroundings) -> int:
    return max(_TRUST[Trust(word)] for word in around.trust(node).words)
