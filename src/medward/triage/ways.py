# SPDX-License-Identifier: Apache-2.0
"""The ways by which an attacker can reach a process, as far as the dossier's architecture tells.

Rules:

- An interface is a way into the process or store on which it is, unless it is known not to answer in normal use,
  or data only go out through it. How near an attacker must come follows from its medium (`NEARNESS`).
- Data run along flows, from source to target. What leads into an element leads on to all that it sends data to;
  that a process in between would stop an attack is not assumed.
- A flow that comes from an actor or from another zone is a way in itself: through the interfaces that it names,
  or, where it names none, over a network for all that anybody knows.
- Somebody can always open the device: every process has one physical way in. A process that shares its zone with
  another, or takes data from one, can also be attacked locally, by who has already taken that one over.
- An attacker needs privileges on a way that enters at another element which is known to ask who is there. Where a
  process itself asks, the flaw may lie before the question, so that lowers nothing.
- A process without any flow is a sketch: nobody has said what it talks to, so it counts as open to any network.

All this rests on the architecture as it is written: an interface that nobody has written down is not seen.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from medward.dossier.model.architecture import Direction, Flow, Interface, Medium
from medward.dossier.model.parts import Answer
from medward.trace.model import Key, Node, Trace


class Nearness(StrEnum):
    """How near an attacker must come: the attack vector of CVSS; the first is the worst."""

    NETWORK = "N"
    ADJACENT = "A"
    LOCAL = "L"
    PHYSICAL = "P"


NEARNESS = {
    Medium.ETHERNET: Nearness.NETWORK,
    Medium.WIFI: Nearness.NETWORK,
    Medium.CELLULAR: Nearness.NETWORK,
    Medium.SOFTWARE: Nearness.NETWORK,
    Medium.BLUETOOTH: Nearness.ADJACENT,
    Medium.NFC: Nearness.ADJACENT,
    Medium.MEDICAL_RADIO: Nearness.ADJACENT,
    Medium.INFRARED: Nearness.ADJACENT,
    Medium.USB: Nearness.LOCAL,
    Medium.REMOVABLE_MEDIA: Nearness.LOCAL,
    Medium.SERIAL: Nearness.LOCAL,
    Medium.DEBUG: Nearness.PHYSICAL,
    Medium.USER_INTERFACE: Nearness.PHYSICAL,
    Medium.INTERNAL_BUS: Nearness.PHYSICAL,
}
"""How near a medium lets an attacker stay. A stick or a cable can be brought by somebody who means no harm, or end
at
a computer that was taken over, so those count as local."""
WORDS = {
    Nearness.NETWORK: "network",
    Nearness.ADJACENT: "adjacent",
    Nearness.LOCAL: "local",
    Nearness.PHYSICAL: "physical",
}
ORDER = tuple(Nearness)


@dataclass(frozen=True, slots=True)
class Way:
    """One way in.

    Attributes:
        nearness: how near an attacker must come.
        privileges: whether an attacker must first be somebody that another element knows.
        text: the way in words, without a full stop.
        unknown: what nobody knows about it and was taken for the worse; empty where nothing.
    """

    nearness: Nearness
    privileges: bool
    text: str
    unknown: str = ""


def ways_into(process: Node, trace: Trace) -> tuple[Way, ...]:
    """Every way into a process, the worst first; never none."""
    if not trace.follow(process, "flows_in") and not trace.follow(process, "flows_out"):
        text = f"no flow is written for {process.id}, so nobody knows what reaches it"
        return (Way(Nearness.NETWORK, privileges=False, text=text, unknown=text),)
    found = [*_inside(process, trace), *_from_outside(process, trace)]
    return tuple(sorted(dict.fromkeys(found), key=lambda way: (ORDER.index(way.nearness), way.privileges)))


def _inside(process: Node, trace: Trace) -> Iterator[Way]:
    """Through the opened device, and from software beside it."""
    yield Way(Nearness.PHYSICAL, privileges=False, text=f"somebody opens the device in which {process.id} runs")
    (zone,) = trace.follow(process, "zone")
    beside = [one.id for one in trace.follow(zone, "elements") if one.kind == "process" and one != process]
    feeding = [one.id for flow in trace.follow(process, "flows_in") for one in _source(flow, trace, "process")]
    if others := sorted({*beside, *feeding} - {process.id}):
        text = f"{', '.join(others)} could be taken over, and {process.id} attacked from there"
        yield Way(Nearness.LOCAL, privileges=True, text=text)


def _from_outside(process: Node, trace: Trace) -> Iterator[Way]:
    """By interfaces and flows of the process, and of every element from which data come to it."""
    seen: set[Key] = {process.key}
    waiting = deque([process])
    while waiting:
        element = waiting.popleft()
        for interface in trace.follow(element, "interfaces"):
            yield from _by_interface(interface, element, process)
        for flow in trace.follow(element, "flows_in"):
            yield from _by_flow(flow, element, process, trace)
            for source in _source(flow, trace, "process", "store"):
                if source.key not in seen:
                    seen.add(source.key)
                    waiting.append(source)


def _by_interface(node: Node, element: Node, process: Node) -> Iterator[Way]:
    interface = node.data
    if not isinstance(interface, Interface) or interface.direction is Direction.OUT:
        return
    if interface.enabled is Answer.NO:
        return
    asks = element != process and interface.authenticated is Answer.YES
    unknown = (
        f"nobody knows whether {node.id} answers in normal use" if interface.enabled is Answer.UNKNOWN else ""
    )
    text = f"the interface {node.id} ({interface.medium}) on {element.id}{_onward(element, process)}"
    unknown = unknown or _unasked(node, interface.authenticated, element, process)
    yield Way(NEARNESS[interface.medium], asks, text, unknown)


def _by_flow(node: Node, element: Node, process: Node, trace: Trace) -> Iterator[Way]:
    flow = node.data
    (source,) = trace.follow(node, "source")
    if not isinstance(flow, Flow) or not _crosses(source, element, trace):
        return
    asks = element != process and flow.authenticated is Answer.YES
    unknown = _unasked(node, flow.authenticated, element, process)
    onward = _onward(element, process)
    start, end = f"the flow {node.id} from {source.id}", f"to {element.id}{onward}"
    interfaces = [one.data for one in trace.follow(node, "via")]
    for interface in interfaces:
        if isinstance(interface, Interface):
            text = f"{start} through {interface.id} ({interface.medium}) {end}"
            yield Way(NEARNESS[interface.medium], asks, text, unknown)
    if not interfaces:
        text = f"{start} {end}"
        said = f"the flow {node.id} names no interface, so it could go over any network"
        yield Way(Nearness.NETWORK, asks, text, said)


def _unasked(node: Node, authenticated: Answer, element: Node, process: Node) -> str:
    """What is said where an upstream element might ask who is there, and nobody knows."""
    if element == process or authenticated is not Answer.UNKNOWN:
        return ""
    return f"nobody knows whether who comes by {node.id} must prove who they are"


def _crosses(source: Node, target: Node, trace: Trace) -> bool:
    """Whether a flow comes from an actor or from another zone."""
    return source.kind == "actor" or trace.follow(source, "zone") != trace.follow(target, "zone")


def _source(flow: Node, trace: Trace, *kinds: str) -> tuple[Node, ...]:
    return tuple(one for one in trace.follow(flow, "source") if one.kind in kinds)


def _onward(element: Node, process: Node) -> str:
    return "" if element == process else f", from which data come to {process.id}"
