# SPDX-License-Identifier: Apache-2.0
"""From the parts that a view names to the parts that it must show so that its picture is true.

Rules:

- A flow brings its two ends and the interfaces through which it goes; an interface, the element on which it is; an
  element, its zone and the zones around it.
- A zone that is named brings what stands in it and in the zones inside.
- A view that names flows shows those. One that names none shows every flow between two elements that it shows,
  because leaving one out would say that there is none.
- Assets are those that flow or rest in what is shown, and those that are named; controls are those that are named.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medward.dossier.model.architecture import Actor, Architecture, Flow, Process, Store
from medward.dossier.model.parts import Part

Element = Actor | Process | Store


@dataclass(frozen=True, slots=True)
class Selection:
    """Ids of what a view shows.

    Attributes:
        zones: zones.
        elements: actors, processes and stores.
        interfaces: interfaces; the element of each is among the elements.
        flows: flows; both ends of each are among the elements.
        assets: assets.
    """

    zones: frozenset[str]
    elements: frozenset[str]
    interfaces: frozenset[str]
    flows: frozenset[str]
    assets: frozenset[str]

    @property
    def parts(self) -> frozenset[str]:
        """All of them."""
        return self.zones | self.elements | self.interfaces | self.flows | self.assets


def elements_of(architecture: Architecture) -> tuple[Element, ...]:
    """Actors, processes and stores."""
    return (*architecture.actors, *architecture.processes, *architecture.stores)


def everything(architecture: Architecture) -> Selection:
    """The whole architecture."""
    return Selection(
        _ids(architecture.zones),
        _ids(elements_of(architecture)),
        _ids(architecture.interfaces),
        _ids(architecture.flows),
        _ids(architecture.assets),
    )


def completed(architecture: Architecture, named: frozenset[str]) -> Selection:
    """What a view must show that names these parts; names of other parts, such as controls, say nothing here."""
    flows = [flow for flow in architecture.flows if flow.id in named]
    interfaces = named.union(*(flow.via for flow in flows)) & _ids(architecture.interfaces)
    elements = _elements(architecture, named, interfaces, flows)
    if not flows:
        flows = list(between(architecture, elements))
        interfaces = interfaces.union(*(_over(architecture, flow, elements) for flow in flows))
    return Selection(
        zones=_zones(architecture, named, elements),
        elements=elements,
        interfaces=interfaces,
        flows=_ids(flows),
        assets=_assets(architecture, named, elements, flows),
    )


def between(architecture: Architecture, elements: frozenset[str]) -> Iterator[Flow]:
    """Every flow from one of these elements to another of them."""
    yield from (flow for flow in architecture.flows if {flow.source, flow.target} <= elements)


def _ids(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(part.id for part in parts)


def _over(architecture: Architecture, flow: Flow, elements: frozenset[str]) -> frozenset[str]:
    """Interfaces of a flow that are on elements which are shown anyway."""
    return frozenset(one.id for one in architecture.interfaces if one.id in flow.via and one.on in elements)


def _elements(
    architecture: Architecture, named: frozenset[str], interfaces: frozenset[str], flows: Iterable[Flow]
) -> frozenset[str]:
    inside = _inside(architecture, named)
    standing = {one.id for one in elements_of(architecture) if one.id in named or one.zone in inside}
    behind = {one.on for one in architecture.interfaces if one.id in interfaces}
    return frozenset(standing | behind | {end for flow in flows for end in (flow.source, flow.target)})


def _inside(architecture: Architecture, named: frozenset[str]) -> frozenset[str]:
    """The named zones, and all zones inside them."""
    return frozenset(
        zone.id for zone in architecture.zones if not named.isdisjoint(_around(architecture, zone.id))
    )


def _zones(architecture: Architecture, named: frozenset[str], elements: frozenset[str]) -> frozenset[str]:
    wanted = set(_inside(architecture, named))
    wanted |= {one.zone for one in elements_of(architecture) if one.id in elements}
    return frozenset(outer for zone in wanted for outer in _around(architecture, zone))


def _around(architecture: Architecture, zone: str) -> Iterator[str]:
    """A zone and those around it; the model has refused circles."""
    outer = {one.id: one.inside for one in architecture.zones}
    here: str | None = zone
    while here is not None:
        yield here
        here = outer[here]


def _assets(
    architecture: Architecture, named: frozenset[str], elements: frozenset[str], flows: Iterable[Flow]
) -> frozenset[str]:
    carried = {asset for flow in flows for asset in flow.carries}
    held = {asset for store in architecture.stores if store.id in elements for asset in store.holds}
    return frozenset(carried | held | (named & _ids(architecture.assets)))
