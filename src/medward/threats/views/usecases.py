# SPDX-License-Identifier: Apache-2.0
"""The security use cases that an architecture calls for: a closed table, each case with the flows that make it.

FDA's premarket guidance (V.B.2(d)) wants a view for every function through which a compromise could touch safety
or effectiveness. Which flows belong to a case follows from what they carry, where they go and through what. In
which operating state a case happens, no architecture says: that stays for a person.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from medward.dossier.model.architecture import Architecture, AssetKind, Flow, Word
from medward.dossier.model.parts import Answer
from medward.threats.protocols import spoken
from medward.threats.truth import OpenFact
from medward.threats.views.deriving import Derived, carrying, of_kinds, unsorted_assets
from medward.threats.views.selecting import elements_of

_PRIVATE = (AssetKind.PATIENT_DATA, AssetKind.CREDENTIAL, AssetKind.KEY)
_EXPORTED = (AssetKind.PATIENT_DATA, AssetKind.MEASUREMENT, AssetKind.LOG)


@dataclass(frozen=True, slots=True)
class UseCase:
    """One security use case.

    Attributes:
        name: its word.
        title: as people say it.
        parts: what of an architecture belongs to it.
    """

    name: str
    title: str
    parts: Callable[[Architecture], Derived]


def _by_assets(*kinds: AssetKind) -> Callable[[Architecture], Derived]:
    """The case of all flows that carry such assets."""

    def parts(architecture: Architecture) -> Derived:
        flows = carrying(architecture, of_kinds(architecture, *kinds))
        return Derived(frozenset(flow.id for flow in flows), open=unsorted_assets(architecture))

    return parts


def _export(architecture: Architecture) -> Derived:
    """Flows that take data of patients or logs from one zone to another."""
    zone = {one.id: one.zone for one in elements_of(architecture)}
    flows = carrying(architecture, of_kinds(architecture, *_EXPORTED))
    leaving = frozenset(flow.id for flow in flows if zone[flow.source] != zone[flow.target])
    return Derived(leaving, open=unsorted_assets(architecture))


def _remote(architecture: Architecture) -> Derived:
    """Interfaces for service staff and protocols of remote service, with their flows."""
    service = {one.id for one in architecture.interfaces if one.service is Answer.YES}
    service |= {one.id for one in architecture.interfaces if Word.REMOTE_SERVICE in spoken(one).words}
    flows = {flow.id for flow in architecture.flows if _serves(flow, service)}
    unsaid = (one.id for one in architecture.interfaces if one.service is Answer.UNKNOWN)
    return Derived(frozenset(service | flows), open=tuple(OpenFact(one, "service") for one in unsaid))


def _serves(flow: Flow, service: set[str]) -> bool:
    return not service.isdisjoint(flow.via) or Word.REMOTE_SERVICE in spoken(flow).words


def _retirement(architecture: Architecture) -> Derived:
    """Stores with what must be erased, and what goes in and out of them."""
    private = of_kinds(architecture, *_PRIVATE)
    stores = {store.id for store in architecture.stores if not private.isdisjoint(store.holds)}
    flows = {flow.id for flow in architecture.flows if not stores.isdisjoint((flow.source, flow.target))}
    return Derived(frozenset(stores | flows), open=unsorted_assets(architecture))


USE_CASES = (
    UseCase("authentication", "Authentication", _by_assets(AssetKind.CREDENTIAL, AssetKind.KEY)),
    UseCase("therapy-change", "Change of therapy or order", _by_assets(AssetKind.THERAPY, AssetKind.ORDER)),
    UseCase("alarm", "Alarms", _by_assets(AssetKind.ALARM)),
    UseCase("data-export", "Data leave their zone", _export),
    UseCase("service", "Service, on site and remote", _remote),
    UseCase("decommissioning", "Decommissioning", _retirement),
)
"""Every case, in the order in which they are told."""


def use_cases(architecture: Architecture) -> Iterator[tuple[UseCase, Derived]]:
    """Every case with what belongs to it; a case with nothing in it may have open facts that hide it."""
    yield from ((case, case.parts(architecture)) for case in USE_CASES)
