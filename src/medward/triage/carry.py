# SPDX-License-Identifier: Apache-2.0
"""Carrying decisions forward to the next release, and re-opening those whose reason no longer holds.

Rules:

- A decision is carried only with the facts on which it rested (`medward.triage.facts`). Without them nobody can
  tell whether its reason still holds, so it is re-opened.
- It is carried where nothing that re-opens it has changed: same component, same affected ranges, same processes,
  no easier way in, its controls still tested, no new exploitation, no worse score.
- Another version inside the same ranges re-opens it where the reason rests on the component's own code (fixed,
  vulnerable code or component not present): that was found out for one version. A reason that rests on the device
  (the code never runs, nobody can control it, something keeps it from being exploited, a risk that is controlled)
  holds for the next version too, and the other version is told.
- What has expired, is under investigation or has no reason is not carried.
- A finding that is gone needs no decision: the old one ends, and stays as a record of its release.
- A decision speaks for its release; without one, for the component in every release of its device; and for a
  family, for the component in every device of it. A wider scope changes nothing of the rules above.
- What is carried keeps author, day and expiry: nobody has decided anew.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from medward.dossier.model.keeping import Justification, Triage, TriageStatus
from medward.triage.decisions import TRIAGED, Standing, standing
from medward.triage.facts import Basis, Change, changes


class Scope(StrEnum):
    """For what a decision speaks."""

    RELEASE = "release"
    """The component in one release."""
    COMPONENT = "component"
    """The component in every release of one device."""
    FAMILY = "family"
    """The component in every device of one family."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a finding is.

    Attributes:
        family: the family of devices; empty where there is none.
        device: the device.
        release: id of the release.
        component: the component without its version.
    """

    family: str
    device: str
    release: str
    component: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision with its scope and its facts.

    Attributes:
        decision: what was decided.
        scope: for what it speaks.
        where: where it was decided.
        basis: the facts of that day; None where nobody kept them.
    """

    decision: Triage
    scope: Scope
    where: Where
    basis: Basis | None


class Fate(StrEnum):
    """What becomes of a decision."""

    CARRIED = "carried"
    """Its reason still holds."""
    REOPENED = "reopened"
    """Somebody has to decide again."""
    ENDED = "ended"
    """There is nothing left to decide."""
    OUT_OF_SCOPE = "out_of_scope"
    """It does not speak for this place."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of a decision at another place or on another day.

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


def scope_of(decision: Triage) -> Scope:
    """The scope that a decision of a dossier has: its release, or every release with the component."""
    return Scope.RELEASE if decision.release is not None else Scope.COMPONENT


def speaks_for(recorded: Recorded, place: Where) -> bool:
    """Whether a decision speaks for a finding at another place by its scope alone."""
    made = recorded.where
    if made.component != place.component:
        return False
    same = {
        Scope.RELEASE: (made.device, made.release) == (place.device, place.release),
        Scope.COMPONENT: made.device == place.device,
        Scope.FAMILY: made.device == place.device or (made.family != "" and made.family == place.family),
    }
    return same[recorded.scope]


def still_holds(recorded: Recorded, now: Basis | None, as_of: date) -> Carried:
    """Whether a decision holds against the facts of another day or release; None: the finding is gone.

    Scope is not looked at here.
    """
    if now is None:
        return Carried(Fate.ENDED, ("the vulnerability is not found in the component any more",))
    stands = standing(recorded.decision, as_of)
    if stands not in TRIAGED:
        return Carried(Fate.REOPENED, (_NOT_CARRIED[stands].format(expires=recorded.decision.expires),))
    if recorded.basis is None:
        return Carried(Fate.REOPENED, ("the facts on which it rested were not kept",))
    found = tuple(_weighed(change, recorded.decision) for change in changes(recorded.basis, now))
    if reopening := tuple(change.text for change in found if change.reopens):
        return Carried(Fate.REOPENED, reopening, found)
    said = f"its reason still holds for {now.component} {now.version}: {recorded.decision.reason}"
    return Carried(Fate.CARRIED, (said,), found)


def _weighed(change: Change, decision: Triage) -> Change:
    """A change for this decision: another version re-opens nothing where the reason rests on the device."""
    of_code = decision.status is TriageStatus.FIXED or decision.justification in _OF_CODE
    return change if change.kind != "version" or of_code else replace(change, reopens=False)


def carry_forward(recorded: Recorded, place: Where, now: Basis | None, as_of: date) -> Carried:
    """What becomes of a decision in the next release of its device, or elsewhere in its family.

    A decision for one release is looked at for the next release of the same device, which is what carrying means;
    it is out of scope for every other device.
    """
    next_release = recorded.where.device == place.device and recorded.where.component == place.component
    if not next_release and not speaks_for(recorded, place):
        return Carried(Fate.OUT_OF_SCOPE, (f"it speaks for the {recorded.scope} only",))
    return still_holds(recorded, now, as_of)
