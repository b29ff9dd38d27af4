# SPDX-License-Identifier: Apache-2.0
"""Carrying decisions forward to the next release, and re-opening those whose reason no longer holds.

Rules:

- A decision is carried only with the facts on which it rested (`medward.triage.facts`). Without them nobody can
  tell whether its reason still holds, so it is re-opened.
- It is carried where nothing that re-opens it has changed: same component, same affected ranges, same processes,
  no easier way in, its controls still tested, no new exploitation, no higher score.
- Another version inside the same ranges re-opens it where the reason rests on the component's own code (fixed,
  vulnerable code or component not present): that was found out for one version. A reason that rests on the device
  (the code never runs, nobody can control it, something keeps it from being exploited, a risk that is controlled)
  holds for the next version too, and so does every decision for a family; the other version is told.
- What has expired, is under investigation or has no reason is not carried.
- A finding that is gone needs no decision: the old one ends, and stays as a record of its release.
- A decision for the component or for the family speaks for the next release by itself, and changes nothing of the
  rules above: each release is held against its own facts.
- What is carried keeps author, day and expiry: nobody has decided anew.
- On a later day (`changed`), a decision without facts is held only against what has a day of its own; so one that
  was written by hand holds as long as nothing shows that it does not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from medward.dossier.model.deciding import Basis, Scope
from medward.dossier.model.keeping import Justification, Triage, TriageStatus
from medward.trace.model import Trace
from medward.triage import facts
from medward.triage.decisions import SETTLED, TRIAGED, Standing, standing
from medward.triage.facts import Change, Seen, changes


class Fate(StrEnum):
    """What becomes of a decision."""

    CARRIED = "carried"
    """Its reason still holds."""
    REOPENED = "reopened"
    """Somebody has to decide again."""
    ENDED = "ended"
    """There is nothing left to decide."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of a decision in another release or on another day.

    Attributes:
        fate: what becomes of it.
        reasons: why, in words, each without a full stop.
        changes: every fact that is another, also those that re-open nothing.
    """

    fate: Fate
    reasons: tuple[str, ...]
    changes: tuple[Change, ...] = ()


_NOT_CARRIED = {
    Standing.EXPIRED: "it expired on {expires}",
    Standing.UNDER_INVESTIGATION: "it was under investigation and never decided",
    Standing.WITHOUT_REASON: "nobody wrote down its reason",
}
_OF_CODE = {Justification.COMPONENT_NOT_PRESENT, Justification.VULNERABLE_CODE_NOT_PRESENT}


def carry_forward(decision: Triage, now: Basis | None, as_of: date) -> Carried:
    """What becomes of a decision in the next release of its device; None for `now`: the finding is gone."""
    if now is None:
        return Carried(Fate.ENDED, ("the vulnerability is not found in the component any more",))
    stood = standing(decision, as_of)
    if stood not in TRIAGED:
        return Carried(Fate.REOPENED, (_NOT_CARRIED[stood].format(expires=decision.expires),))
    if decision.basis is None:
        return Carried(Fate.REOPENED, ("the facts on which it rested were not kept",))
    found = _weighed(changes(decision.basis, now), decision)
    if reopening := tuple(change.text for change in found if change.reopens):
        return Carried(Fate.REOPENED, reopening, found)
    component = f"{now.component} {now.version}" if now.version else now.component
    return Carried(Fate.CARRIED, (f"its reason still holds for {component}: {decision.reason}",), found)


def changed(decision: Triage | None, seen: Seen, trace: Trace, as_of: date) -> tuple[Change, ...]:
    """Every fact that is another than when a decision was made, what re-opens it first.

    What nobody decided, or must decide again anyway, has nothing to change.
    """
    if decision is None or standing(decision, as_of) not in TRIAGED:
        return ()
    if decision.basis is None:
        return facts.since(decision, seen.finding)
    return _weighed(changes(decision.basis, facts.basis(seen, decision.controls, trace)), decision)


def stands(decision: Triage | None, found: Iterable[Change], as_of: date) -> Standing:
    """Where a finding stands by the decision that holds for it, and by what has changed since.

    A decision that leaves the finding open stays what it is: what is uncontrolled stays uncontrolled.
    """
    stood = standing(decision, as_of)
    return Standing.REOPENED if stood in SETTLED and any(change.reopens for change in found) else stood


def _weighed(found: Iterable[Change], decision: Triage) -> tuple[Change, ...]:
    """Changes for this decision: another version re-opens nothing where the reason rests on the device."""
    of_code = decision.status is TriageStatus.FIXED or decision.justification in _OF_CODE
    if of_code and decision.speaks_for is not Scope.FAMILY:
        return tuple(found)
    weighed = (one if one.kind != "version" else replace(one, reopens=False) for one in found)
    return tuple(sorted(weighed, key=lambda change: not change.reopens))
