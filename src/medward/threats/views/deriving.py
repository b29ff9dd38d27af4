# SPDX-License-Identifier: Apache-2.0
"""What a view of each kind should show, as far as the architecture itself tells.

It chooses the parts of a view that the dossier lacks, and tells what an author's view leaves out. Rules:

- Updateability: every flow and store with an asset that is software, and every process that builds, installs or
  starts it.
- Multi-patient harm: every process that serves several patients, what is sent to it, and everything to which data
  with a clinical function run on from there. A process of which nobody has said it counts as one that does, and
  the fact is named as unknown.
- What nobody has said decides nothing: it is handed back among the open facts, never dropped.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from medward.dossier.model.architecture import Architecture, AssetKind, Flow, Process, Role
from medward.dossier.model.keeping import ViewKind
from medward.dossier.model.parts import Answer, filled
from medward.threats.truth import OpenFact

_UPDATING = frozenset({Role.UPDATER, Role.BOOT_LOADER, Role.BUILD})


@dataclass(frozen=True, slots=True)
class Derived:
    """What a view should show.

    Attributes:
        sure: ids of parts that belong in it by what the architecture says.
        perhaps: ids of parts that belong in it unless a fact that nobody has said says otherwise.
        open: those facts.
    """

    sure: frozenset[str]
    perhaps: frozenset[str] = frozenset()
    open: tuple[OpenFact, ...] = ()

    @property
    def parts(self) -> frozenset[str]:
        """All of them."""
        return self.sure | self.perhaps


def derived(architecture: Architecture, kind: ViewKind) -> Derived:
    """What a view of this kind should show; for use cases, see `medward.threats.views.usecases`."""
    return _RULES[kind](architecture)


def of_kinds(architecture: Architecture, *kinds: AssetKind) -> frozenset[str]:
    """Ids of the assets that are one of these."""
    return frozenset(one.id for one in architecture.assets if not set(kinds).isdisjoint(one.asset_kinds))


def unsorted_assets(architecture: Architecture) -> tuple[OpenFact, ...]:
    """Assets of which nobody has said what they are."""
    return tuple(OpenFact(one.id, "asset_kinds") for one in architecture.assets if not one.asset_kinds)


def carrying(architecture: Architecture, assets: frozenset[str]) -> Iterator[Flow]:
    """Flows that carry one of the assets."""
    yield from (flow for flow in architecture.flows if not assets.isdisjoint(flow.carries))


def _whole(_: Architecture) -> Derived:
    return Derived(frozenset())


def _updates(architecture: Architecture) -> Derived:
    software = of_kinds(architecture, AssetKind.SOFTWARE)
    flows = {flow.id for flow in carrying(architecture, software)}
    stores = {store.id for store in architecture.stores if not software.isdisjoint(store.holds)}
    processes = {one.id for one in architecture.processes if not _UPDATING.isdisjoint(one.roles)}
    roles = (OpenFact(one.id, "roles") for one in architecture.processes if not one.roles)
    return Derived(frozenset(flows | stores | processes), open=(*unsorted_assets(architecture), *roles))


def _many_patients(architecture: Architecture) -> Derived:
    unknown = [one for one in architecture.processes if one.multi_patient is Answer.UNKNOWN]
    known = [one for one in architecture.processes if one.multi_patient is Answer.YES]
    sure = _spread(architecture, known)
    return Derived(
        sure=sure,
        perhaps=_spread(architecture, [*known, *unknown]) - sure,
        open=tuple(OpenFact(one.id, "multi_patient") for one in unknown),
    )


def _spread(architecture: Architecture, sources: Iterable[Process]) -> frozenset[str]:
    """The processes, what is sent to them, and all to which data with a clinical function run on from there."""
    clinical = frozenset(one.id for one in architecture.assets if filled(one.clinical_function))
    flows = list(carrying(architecture, clinical))
    starts = {one.id for one in sources}
    reached = set(starts)
    while further := {flow.target for flow in flows if flow.source in reached} - reached:
        reached |= further
    onward = {flow.id for flow in flows if flow.source in reached}
    inward = {flow.id for flow in flows if flow.target in starts}
    return frozenset(starts | reached | onward | inward)


_RULES: Mapping[ViewKind, Callable[[Architecture], Derived]] = {
    ViewKind.GLOBAL_SYSTEM: _whole,
    ViewKind.MULTI_PATIENT_HARM: _many_patients,
    ViewKind.UPDATEABILITY: _updates,
    ViewKind.SECURITY_USE_CASE: _whole,
}
