# SPDX-License-Identifier: Apache-2.0
"""What the architecture around an element says of it: zones, settings, protocols, ways in, assets that it touches.

Rules, each monotone: saying more only takes open facts away.

- An interface, a flow's end and a store have the trust and the setting of the zone in which they stand. What lies
  inside a device is the device; no other setting is inherited, because a device inside a hospital is not the
  hospital.
- An interface reaches out by its medium. One of software is on the network where its port is one of TCP or UDP, or
  where it speaks a protocol of networks; it is local where its port is anything else.
- A flow reaches out by the interfaces through which it goes. One that names none stays inside where both ends
  share a zone or a zone around them that is not untrusted; else nobody has said.
- A process touches the assets in its flows and in the stores at their other end; an interface, those of the
  process or store behind it.
- An asset has a clinical function where the dossier says one; a placeholder says nothing.
- A property of hardware holds for a zone and those inside it; the nearest zone that says something counts.
"""

import re
from collections.abc import Iterable, Iterator

from medward.dossier.model.architecture import (
    Asset,
    Flow,
    Interface,
    Medium,
    Setting,
    Trust,
    Word,
    Zone,
)
from medward.dossier.model.hardware import HardwareFact
from medward.dossier.model.parts import PLACEHOLDER, Answer, filled
from medward.threats.protocols import spoken
from medward.threats.truth import NOTHING, Value, joined, said, unsaid
from medward.trace.model import Node, Trace

REACH = ("network", "radio", "plug", "board", "bus", "person", "local", "internal")
"""How an interface or a flow can be reached."""

_BY_MEDIUM = {
    Medium.ETHERNET: ("network",),
    Medium.WIFI: ("network", "radio"),
    Medium.BLUETOOTH: ("radio",),
    Medium.NFC: ("radio",),
    Medium.CELLULAR: ("network", "radio"),
    Medium.MEDICAL_RADIO: ("radio",),
    Medium.INFRARED: ("radio",),
    Medium.USB: ("plug",),
    Medium.SERIAL: ("plug",),
    Medium.DEBUG: ("board",),
    Medium.REMOVABLE_MEDIA: ("plug",),
    Medium.USER_INTERFACE: ("person",),
    Medium.INTERNAL_BUS: ("bus",),
}
_NOT_OF_NETWORKS = frozenset({Word.TLS, Word.BARCODE, Word.OTHER, Word.RPC, Word.SQL, Word.MESSAGING})
_NETWORK_PORT = re.compile(r"\b(?:tcp|udp)\b", re.IGNORECASE)


class Surroundings:
    """Answers about the elements of one trace."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace

    def zone(self, node: Node) -> Node:
        """The zone in which an element stands."""
        if node.kind == "zone":
            return node
        if node.kind == "interface":
            return self.zone(self.trace.follow(node, "on")[0])
        return self.trace.follow(node, "zone")[0]

    def around(self, zone: Node) -> Iterator[Node]:
        """A zone and those around it, from the inside out; the loader has refused circles."""
        outer: tuple[Node, ...] = (zone,)
        while outer:
            yield outer[0]
            outer = self.trace.follow(outer[0], "inside")

    def trust(self, node: Node) -> Value:
        """How far the zone of an element is trusted."""
        zone = self.zone(node).data
        return said(zone.trust) if isinstance(zone, Zone) else NOTHING

    def setting(self, node: Node) -> Value:
        """What kind of place the zone of an element is."""
        zone = self.zone(node)
        if isinstance(zone.data, Zone) and zone.data.setting is not Setting.UNKNOWN:
            return said(zone.data.setting)
        outer = [one.data.setting for one in self.around(zone) if isinstance(one.data, Zone)]
        return said(Setting.DEVICE) if Setting.DEVICE in outer else unsaid(zone.id, "setting")

    def hardware(self, node: Node, name: str) -> Value:
        """What is said of a property of the electronics of an element."""
        zone = self.zone(node)
        for one in self.around(zone):
            said_here = (fact.data for fact in self.trace.follow(one, "hardware"))
            facts = [fact for fact in said_here if isinstance(fact, HardwareFact) and fact.hardware == name]
            if answers := [fact.answer for fact in facts]:
                return _answers(zone.id, f"hardware.{name}", answers)
        return unsaid(zone.id, f"hardware.{name}")

    def speaks(self, node: Node) -> Value:
        """Protocols of an interface, of a flow, or of the interfaces of a process."""
        if isinstance(node.data, Interface):
            return spoken(node.data)
        if isinstance(node.data, Flow):
            own = spoken(node.data)
            over = [spoken(one.data) for one in self.trace.follow(node, "via") if isinstance(one.data, Interface)]
            return joined(over) if own.open and over else own
        return joined(self.speaks(one) for one in self.trace.follow(node, "interfaces"))

    def reach(self, node: Node) -> Value:
        """How an interface, a flow, or a process by its interfaces and incoming flows, can be reached."""
        if isinstance(node.data, Interface):
            return self._interface_reach(node.data)
        if isinstance(node.data, Flow):
            return self._flow_reach(node, node.data)
        ways = (*self.trace.follow(node, "interfaces"), *self.trace.follow(node, "flows_in"))
        return joined(self.reach(one) for one in ways)

    def _interface_reach(self, interface: Interface) -> Value:
        if interface.medium is not Medium.SOFTWARE:
            return said(*_BY_MEDIUM[interface.medium])
        spoken_words = spoken(interface).words
        if spoken_words - _NOT_OF_NETWORKS:
            return said("network")
        if interface.port is None or not filled(interface.port):
            return unsaid(interface.id, "port")
        return said("network" if _NETWORK_PORT.search(interface.port) else "local")

    def _flow_reach(self, node: Node, flow: Flow) -> Value:
        if over := self.trace.follow(node, "via"):
            return joined(self.reach(one) for one in over)
        if self.stays_inside(node):
            return said("internal")
        if any(end.kind == "actor" and _is_person(end) for end in self.ends(node)):
            return said("person")
        if spoken(flow).words - _NOT_OF_NETWORKS:
            return said("network")
        return unsaid(flow.id, "via")

    def ends(self, flow: Node) -> tuple[Node, ...]:
        """Source and target of a flow."""
        return (*self.trace.follow(flow, "source"), *self.trace.follow(flow, "target"))

    def stays_inside(self, flow: Node) -> bool:
        """Whether both ends share a zone, or a zone around them that is not untrusted."""
        first, second = (list(self.around(self.zone(end))) for end in self.ends(flow))
        if first[0] == second[0]:
            return True
        shared = [one.data for one in first if one in second]
        return any(isinstance(zone, Zone) and zone.trust is not Trust.UNTRUSTED for zone in shared)

    def assets(self, node: Node) -> tuple[tuple[Node, ...], Value]:
        """The assets that an element touches, and what nobody has said about that."""
        if node.kind == "asset":
            return (node,), NOTHING
        if node.kind in {"flow", "store"}:
            return self._listed(node, "carries" if node.kind == "flow" else "holds")
        if node.kind == "interface":
            return self._through(node)
        if node.kind == "zone":
            inside = [one for one in self.trace.follow(node, "elements") if one.kind == "store"]
            return self._several(inside)
        return self._several(self._at_hand(node))

    def _through(self, interface: Node) -> tuple[tuple[Node, ...], Value]:
        """What flows through an interface; where no flow is written, what the element behind it touches."""
        flows = self.trace.follow(interface, "flows")
        return self._several(flows) if flows else self.assets(self.trace.follow(interface, "on")[0])

    def _at_hand(self, node: Node) -> Iterator[Node]:
        for flows, end in (("flows_in", "source"), ("flows_out", "target")):
            for flow in self.trace.follow(node, flows):
                yield flow
                yield from (one for one in self.trace.follow(flow, end) if one.kind == "store")

    def _listed(self, node: Node, link: str) -> tuple[tuple[Node, ...], Value]:
        found = self.trace.follow(node, link)
        return found, NOTHING if found else unsaid(node.id, link)

    def _several(self, nodes: Iterable[Node]) -> tuple[tuple[Node, ...], Value]:
        found: dict[Node, None] = {}
        open_facts: list[Value] = []
        for node in nodes:
            assets, missing = self.assets(node)
            found.update(dict.fromkeys(assets))
            open_facts.append(missing)
        return tuple(found), joined(open_facts)

    def clinical(self, node: Node) -> Value:
        """Does an element touch an asset with a clinical function?"""
        assets, missing = self.assets(node)
        value = joined([missing, *(clinical(one.data) for one in assets if isinstance(one.data, Asset))])
        return value if value.words or value.open else said("no")

    def of_assets(self, node: Node, field: str) -> Value:
        """What the assets that an element touches say under a key that is a list of words."""
        assets, missing = self.assets(node)
        return joined([missing, *(_listed_words(one, field) for one in assets)])


def clinical(asset: Asset) -> Value:
    """Yes for an asset with a clinical function, nothing for one without, open for a placeholder."""
    if asset.clinical_function is None:
        return NOTHING
    return said("yes") if filled(asset.clinical_function) else unsaid(asset.id, "clinical_function")


def _listed_words(node: Node, field: str) -> Value:
    words = getattr(node.data, field)
    return said(*words) if words else unsaid(node.id, field)


def _answers(part: str, field: str, answers: Iterable[Answer]) -> Value:
    return joined(unsaid(part, field) if one is Answer.UNKNOWN else said(one) for one in answers)


def _is_person(actor: Node) -> bool:
    return getattr(actor.data, "actor_kind", PLACEHOLDER) == "person"
