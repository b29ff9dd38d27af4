# SPDX-License-Identifier: Apache-2.0
"""What one view shows, as values: the one content from which its picture and its tables are both made.

Nothing here says how it looks. Tables (`tables`) and pictures (`svg`, `dotsource`) read a `Drawing` and nothing
else, so a picture cannot say what its tables do not.
"""

from dataclasses import dataclass
from enum import StrEnum

from medward.dossier.model.architecture import Actor, Asset, Flow, Interface, Process, Store, Zone
from medward.dossier.model.keeping import ViewKind
from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import Control
from medward.threats.truth import OpenFact
from medward.threats.views.exposure import Exposure

KIND_TITLES = {
    ViewKind.GLOBAL_SYSTEM: "Global system view",
    ViewKind.MULTI_PATIENT_HARM: "Multi-patient harm view",
    ViewKind.UPDATEABILITY: "Updateability and patchability view",
    ViewKind.SECURITY_USE_CASE: "Security use case view",
}
"""The four kinds of view, as people say them."""


class Protection(StrEnum):
    """What is known of a flow's protection as a whole; each has a line style of its own."""

    PROTECTED = "protected"
    """Sender known, encrypted, and a change would be noticed."""
    OPEN = "open"
    """At least one of the three is known to be missing; none is unknown."""
    UNKNOWN = "unknown"
    """Nobody has said at least one of the three."""


@dataclass(frozen=True, slots=True)
class ShownInterface:
    """An interface in a view.

    Attributes:
        part: the interface.
        exposure: whether somebody outside can reach it.
        controls: ids of the view's controls that protect it.
    """

    part: Interface
    exposure: Exposure
    controls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownElement:
    """An actor, a process or a store in a view, with its interfaces.

    Attributes:
        part: the element.
        interfaces: those of its interfaces that the view shows.
        controls: ids of the view's controls that protect it.
    """

    part: Actor | Process | Store
    interfaces: tuple[ShownInterface, ...] = ()
    controls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownFlow:
    """A flow in a view.

    Attributes:
        part: the flow.
        protection: what is known of its protection.
        clinical: whether it carries an asset with a clinical function.
        controls: ids of the view's controls that protect it.
    """

    part: Flow
    protection: Protection
    clinical: bool
    controls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownControl:
    """A control that the view names.

    Attributes:
        part: the control.
        acts_on: ids of what it protects, as far as the view shows that.
    """

    part: Control
    acts_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part that the view does not show, or shows without its flows, although a reader could expect it.

    Attributes:
        id: id of the part.
        why: why it could be expected, without a full stop.
    """

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One view.

    Attributes:
        id: id of the dossier's view; with `derived--` in front where the dossier has none.
        title: its title.
        kind: which of the four kinds it is.
        operating_state: for use cases, the state that it covers; empty where nobody has said.
        text: the author's words; empty where there are none.
        derived: whether the architecture chose the parts, and not the author.
        zones: zones in the order of their ids.
        elements: actors, processes and stores.
        flows: flows; both ends of each are among the elements.
        assets: assets that flow or rest in the view.
        controls: controls that the view names.
        unknown: facts that nobody has said and that the view would show.
        left_out: what it does not show although a reader could expect it.
    """

    id: str
    title: str
    kind: ViewKind
    operating_state: str
    text: str
    derived: bool
    zones: tuple[Zone, ...]
    elements: tuple[ShownElement, ...]
    flows: tuple[ShownFlow, ...]
    assets: tuple[Asset, ...]
    controls: tuple[ShownControl, ...]
    unknown: tuple[OpenFact, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def settled(self) -> bool:
        """Whether nothing about it needs a person: an author chose it, and nothing is unknown or left out."""
        return not (self.derived or self.unknown or self.left_out)


def protection_of(flow: Flow) -> Protection:
    """What is known of a flow's protection as a whole."""
    answers = (flow.authenticated, flow.encrypted, flow.integrity_protected)
    if Answer.UNKNOWN in answers:
        return Protection.UNKNOWN
    return Protection.OPEN if Answer.NO in answers else Protection.PROTECTED


_SIGNS = {Answer.YES: "+", Answer.NO: "-", Answer.UNKNOWN: "?"}


def codes(part: Flow | Interface | Store) -> str:
    """Its protections in a few characters: `A+ E- I?` is authenticated, not encrypted, integrity unknown."""
    named = (("A", "authenticated"), ("E", "encrypted"), ("I", "integrity_protected"))
    return " ".join(f"{letter}{_SIGNS[getattr(part, key)]}" for letter, key in named if hasattr(part, key))
