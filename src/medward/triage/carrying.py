# SPDX-License-Identifier: Apache-2.0
"""What becomes of every decision that speaks for one release, in another one.

- A decision is looked at where it is the one that holds in the release from which decisions are carried.
- It is held against the findings of the other release with the same component, whatever its version, and the same
  vulnerability. Each of them gets its own answer; where there is none, the decision ends.
- What was decided for the other release itself already is left as it is.
- A decision of wider scope speaks for the other release by itself: it is judged and never written anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from medward.dossier.model.deciding import Scope
from medward.dossier.model.keeping import Triage
from medward.triage import facts
from medward.triage.carry import Carried, Fate, carry_forward
from medward.triage.deciding import About, checked, component_key, new_ids
from medward.triage.knowledge import ids
from medward.triage.ordering import Ranked


@dataclass(frozen=True, slots=True)
class Outlook:
    """What becomes of one decision.

    Attributes:
        decision: the decision.
        finding: the finding of the other release; None where it is gone.
        carried: what becomes of it, and why.
        by_itself: whether it speaks for the other release without being written anew.
        made: what is to be written; None where nothing is.
    """

    decision: Triage
    finding: Ranked | None
    carried: Carried
    by_itself: bool
    made: Triage | None


def outlook(about: About, source: str, target: str) -> tuple[Outlook, ...]:
    """Every decision that holds in release `source`, and what becomes of it in `target`.

    `about.ranked` are the findings of `target`. Those that become of interest to a person stand first: what is
    re-opened, then what is carried, then what ended.
    """
    names = new_ids(about.triage)
    found = [
        _outlook(decision, one, about)
        for decision in _in_force(about.triage, source, about.as_of)
        for one in _matching(decision, about.ranked, target)
        if one is None or not _decided_already(decision, one, target)
    ]
    order = (Fate.REOPENED, Fate.CARRIED, Fate.ENDED)
    found.sort(key=lambda one: (order.index(one.carried.fate), one.decision.id))
    return tuple(replace(one, made=_named(one.made, next(names))) if one.made else one for one in found)


def _in_force(triage: Sequence[Triage], release: str, as_of: date) -> list[Triage]:
    """The decision that holds for each vulnerability and component of a release, by `medward.triage.decisions`."""
    known = [one for one in triage if one.known_from <= as_of and one.release in {None, release}]
    known.sort(key=lambda one: (one.release is not None, one.date, one.id))
    return list({(one.vulnerability, one.component): one for one in known}.values())


def _matching(decision: Triage, ranked: Sequence[Ranked], target: str) -> Iterator[Ranked | None]:
    found = [
        one
        for one in ranked
        if one.release == target
        and decision.vulnerability in ids(one.finding)
        and facts.same_component(decision, one)
    ]
    yield from found or (None,)


def _decided_already(decision: Triage, one: Ranked, target: str) -> bool:
    """Whether somebody decided about the finding for its very release."""
    own = one.decision
    return own is not None and own.release == target and own.id != decision.id


def _outlook(decision: Triage, one: Ranked | None, about: About) -> Outlook:
    if one is None:
        return Outlook(decision, None, carry_forward(decision, None, about.as_of), by_itself=False, made=None)
    by_itself = any(node.id == decision.id for node in about.trace.follow(one.node, "decided_by"))
    now = facts.basis(one, decision.controls, about.trace)
    carried = carry_forward(decision, now, about.as_of)
    write = carried.fate is Fate.CARRIED and not by_itself
    keys = decision.model_dump(mode="json", exclude_defaults=True) | {
        "component": component_key(one, about.ranked, Scope.RELEASE),
        "release": one.release,
        "scope": None,
        "carried_from": decision.id,
        "carried_on": about.as_of,
        "basis": now.model_dump(mode="json", exclude_defaults=True),
    }
    return Outlook(decision, one, carried, by_itself, checked(keys) if write else None)


def _named(made: Triage | None, name: str) -> Triage | None:
    return made.model_copy(update={"id": name}) if made is not None else None
