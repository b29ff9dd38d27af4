# SPDX-License-Identifier: Apache-2.0
"""From a dossier to its views: what each shows, with its protections, exposures, controls and open facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from medward.dossier.model import Dossier
from medward.dossier.model.architecture import Flow, Interface, Process, Store
from medward.dossier.model.keeping import ViewKind
from medward.dossier.model.parts import Part, filled
from medward.dossier.model.risk import Control
from medward.threats.surroundings import Surroundings
from medward.threats.truth import OpenFact
from medward.threats.views.drawing import (
    Drawing,
    LeftOut,
    ShownControl,
    ShownElement,
    ShownFlow,
    ShownInterface,
    protection_of,
)
from medward.threats.views.exposure import exposure
from medward.threats.views.planning import Planned, Undrawn, plan
from medward.threats.views.selecting import between, elements_of
from medward.trace.build import build

_ASKED: Mapping[type[Part], tuple[str, ...]] = {
    Flow: ("protocol", "authenticated", "encrypted", "integrity_protected"),
    Interface: ("protocol", "port", "enabled", "authenticated", "encrypted"),
    Store: ("encrypted", "integrity_protected"),
}
"""Keys that a view shows of a part of each kind; Appendix 2.B of FDA's premarket guidance asks for them."""


@dataclass(frozen=True, slots=True)
class Views:
    """The views of a dossier.

    Attributes:
        drawings: views that can be drawn.
        undrawn: views that cannot, or that their author leaves out.
    """

    drawings: tuple[Drawing, ...]
    undrawn: tuple[Undrawn, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing about any view needs a person."""
        decided = all(one.left_out or not one.unknown for one in self.undrawn)
        return decided and all(one.settled for one in self.drawings)


def views(dossier: Dossier) -> Views:
    """Every view of a dossier."""
    around = Surroundings(build(dossier))
    planned = list(plan(dossier))
    return Views(
        drawings=tuple(_Composer(dossier, around, one).drawing() for one in planned if isinstance(one, Planned)),
        undrawn=tuple(one for one in planned if isinstance(one, Undrawn)),
    )


class _Composer:
    """Puts one view together."""

    def __init__(self, dossier: Dossier, around: Surroundings, planned: Planned) -> None:
        self._dossier = dossier
        self._architecture = dossier.architecture
        self._around = around
        self._planned = planned
        self._shown = planned.selection
        self._controls = tuple(one for one in dossier.controls if one.id in planned.view.shows)
        self._clinical = {one.id for one in self._architecture.assets if filled(one.clinical_function)}

    def drawing(self) -> Drawing:
        """The view."""
        view = self._planned.view
        elements = tuple(self._elements())
        flows = tuple(self._flows())
        return Drawing(
            id=view.id,
            title=view.title,
            kind=view.view_kind,
            operating_state=view.operating_state or "",
            text=view.text or "",
            derived=self._planned.derived,
            zones=tuple(one for one in self._architecture.zones if one.id in self._shown.zones),
            elements=elements,
            flows=flows,
            assets=tuple(one for one in self._architecture.assets if one.id in self._shown.assets),
            controls=tuple(map(self._control, self._controls)),
            unknown=tuple(dict.fromkeys(self._unknown(elements, flows))),
            left_out=tuple(self._left_out()),
        )

    def _elements(self) -> Iterator[ShownElement]:
        for one in elements_of(self._architecture):
            if one.id in self._shown.elements:
                yield ShownElement(one, tuple(self._interfaces(one.id)), self._protecting(one))

    def _interfaces(self, element: str) -> Iterator[ShownInterface]:
        for one in self._architecture.interfaces:
            if one.on == element and one.id in self._shown.interfaces:
                node = self._around.trace.nodes["interface", one.id]
                yield ShownInterface(one, exposure(node, self._around), self._protecting(one))

    def _flows(self) -> Iterator[ShownFlow]:
        for one in self._architecture.flows:
            if one.id in self._shown.flows:
                clinical = not self._clinical.isdisjoint(one.carries)
                yield ShownFlow(one, protection_of(one), clinical, self._protecting(one))

    def _protecting(self, part: Part) -> tuple[str, ...]:
        return tuple(one.id for one in self._controls if part.id in one.protects)

    def _control(self, control: Control) -> ShownControl:
        return ShownControl(control, tuple(one for one in control.protects if one in self._shown.parts))

    def _unknown(self, elements: tuple[ShownElement, ...], flows: tuple[ShownFlow, ...]) -> Iterator[OpenFact]:
        """What the view would show and nobody has said; of what a view is derived from, all that is open."""
        for element in elements:
            yield from _unsaid(element.part)
            yield from (fact for one in element.interfaces for fact in _unsaid(one.part))
            if self._planned.view.view_kind is ViewKind.MULTI_PATIENT_HARM and isinstance(element.part, Process):
                yield from _unsaid(element.part, "multi_patient")
        yield from (fact for flow in flows for fact in _unsaid(flow.part))
        if self._planned.view.view_kind is ViewKind.SECURITY_USE_CASE:
            yield from _unsaid(self._planned.view, "operating_state")
        if self._planned.derived:
            yield from self._planned.called_for.open

    def _left_out(self) -> Iterator[LeftOut]:
        """What the architecture calls for, flows between what is shown, and what is drawn without a flow."""
        if self._planned.view.view_kind is ViewKind.GLOBAL_SYSTEM:
            return
        for part in sorted(self._planned.called_for.sure - self._shown.parts):
            yield LeftOut(part, "the architecture calls for it in a view of this kind")
        if self._planned.view.view_kind is not ViewKind.SECURITY_USE_CASE:
            for flow in between(self._architecture, self._shown.elements):
                if flow.id not in self._shown.flows | self._planned.called_for.sure:
                    yield LeftOut(flow.id, f"it runs from {flow.source} to {flow.target}, which are both shown")
        ends = {end for flow in self._flows() for end in (flow.part.source, flow.part.target)}
        for part in sorted(self._shown.elements - ends):
            yield LeftOut(part, "it is shown, and no flow in the view begins or ends at it")


def _unsaid(part: Part, *keys: str) -> Iterator[OpenFact]:
    for key in keys or _ASKED.get(type(part), ()):
        if not filled(getattr(part, key)):
            yield OpenFact(part.id, key)
