# SPDX-License-Identifier: Apache-2.0
"""Which views are drawn of a dossier: those that its author names, and those that its architecture calls for.

Rules:

- The global system view shows the whole architecture, whatever its author names: that is what makes it global.
- Any other view of the dossier shows what its author names under `shows`; where that names no part of the
  architecture, what the architecture calls for.
- For a kind of view of which the dossier says nothing, one is derived. It is a proposal until an author takes it
  into the dossier; its id could not be one of the dossier's.
- A use case is derived where no use-case view of the dossier shows any of its parts.
- A view that its author leaves out, and one for which the architecture says too little, is not drawn, with why.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.dossier.model import Dossier
from medward.dossier.model.architecture import Architecture
from medward.dossier.model.keeping import View, ViewKind
from medward.threats.truth import OpenFact
from medward.threats.views.deriving import Derived, derived
from medward.threats.views.drawing import KIND_TITLES
from medward.threats.views.selecting import Selection, completed, everything
from medward.threats.views.usecases import use_cases

DERIVED = "derived--"
"""Begins the id of a derived view; no id of a dossier has two hyphens in a row."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A view to be drawn.

    Attributes:
        view: the dossier's view; for a derived one, one made for it.
        selection: what it shows.
        called_for: what the architecture calls for in it.
        derived: whether the architecture chose the parts.
    """

    view: View
    selection: Selection
    called_for: Derived
    derived: bool


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A view that is not drawn.

    Attributes:
        id: its id.
        title: its title.
        kind: which of the four kinds it is.
        why: why it is not drawn, without a full stop.
        left_out: whether its author left it out on purpose.
        unknown: facts that, once said, could make it appear.
    """

    id: str
    title: str
    kind: ViewKind
    why: str
    left_out: bool = False
    unknown: tuple[OpenFact, ...] = ()


def plan(dossier: Dossier) -> Iterator[Planned | Undrawn]:
    """Every view of a dossier, drawn or not: kind by kind, the author's before the derived."""
    for kind in ViewKind:
        own = [view for view in dossier.views if view.view_kind is kind]
        yield from (_authored(dossier.architecture, view) for view in own)
        if kind is ViewKind.SECURITY_USE_CASE:
            if not any(view.omitted for view in own):
                yield from _missing_cases(dossier.architecture, own)
        elif not own:
            yield _proposed(dossier.architecture, _made(kind, kind, KIND_TITLES[kind]))


def _authored(architecture: Architecture, view: View) -> Planned | Undrawn:
    if view.omitted:
        return Undrawn(view.id, view.title, view.view_kind, view.omitted, left_out=True)
    if view.view_kind is ViewKind.GLOBAL_SYSTEM:
        return Planned(view, everything(architecture), Derived(frozenset()), derived=False)
    chosen = frozenset(view.shows) & everything(architecture).parts
    called_for = derived(architecture, view.view_kind)
    if chosen:
        return Planned(view, completed(architecture, chosen), called_for, derived=False)
    return _of(architecture, view, called_for)


def _proposed(architecture: Architecture, view: View) -> Planned | Undrawn:
    if view.view_kind is ViewKind.GLOBAL_SYSTEM and architecture.zones:
        return Planned(view, everything(architecture), Derived(frozenset()), derived=True)
    return _of(architecture, view, derived(architecture, view.view_kind))


def _of(architecture: Architecture, view: View, called_for: Derived) -> Planned | Undrawn:
    """A view of what the architecture calls for."""
    if called_for.parts:
        return Planned(view, completed(architecture, called_for.parts), called_for, derived=True)
    why = "nobody has said what would show it" if called_for.open else "nothing in the architecture calls for it"
    return Undrawn(view.id, view.title, view.view_kind, why, unknown=called_for.open)


def _missing_cases(architecture: Architecture, own: list[View]) -> Iterator[Planned | Undrawn]:
    """The use cases of which no view of the dossier shows any part."""
    shown = frozenset(part for view in own for part in view.shows)
    for case, called_for in use_cases(architecture):
        if called_for.parts.isdisjoint(shown) or not called_for.parts:
            view = _made(ViewKind.SECURITY_USE_CASE, case.name, case.title)
            yield _of(architecture, view, called_for)


def _made(kind: ViewKind, name: str, title: str) -> View:
    """A view that the dossier lacks. Its id is none that a dossier may have, so it is not validated."""
    return View.model_construct(id=f"{DERIVED}{name.replace('_', '-')}", title=title, view_kind=kind)
