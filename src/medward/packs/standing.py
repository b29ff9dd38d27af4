# SPDX-License-Identifier: Apache-2.0
"""Where a framework stands on a day: in force, not yet, no longer, or only proposed.

Days are inclusive: a text that is in force from 3 February and until 9 June holds on both. What a pack says of its
own status is a fact of the day on which it was written; the days in it decide for every other day, so that a check
as of an earlier date sees the law of that date.
"""

import datetime as dt
from enum import StrEnum

from medward.packs.checks import ReservedRule
from medward.packs.framework import Framework, PackStatus


class LegalStatus(StrEnum):
    """How a text stands on a day."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    PROPOSED = "proposed"


_ENDED = {PackStatus.SUPERSEDED: LegalStatus.SUPERSEDED, PackStatus.WITHDRAWN: LegalStatus.WITHDRAWN}


def legal_status(framework: Framework, as_of: dt.date) -> LegalStatus:
    """How a framework stands on `as_of`."""
    if framework.status is PackStatus.PROPOSED:
        return LegalStatus.PROPOSED
    if framework.in_force_from is not None and as_of < framework.in_force_from:
        return LegalStatus.NOT_YET
    if framework.in_force_until is not None and as_of > framework.in_force_until:
        return _ENDED.get(framework.status, LegalStatus.NO_LONGER)
    return LegalStatus.IN_FORCE


def still_reserved(rule: ReservedRule, as_of: dt.date) -> bool:
    """Is the look at what a text leaves to a later rule still good enough on `as_of`?"""
    return as_of <= rule.recheck_by


def legal_note(framework: Framework, as_of: dt.date) -> str:
    """One sentence, without a full stop, on a status that is not simply in force; else empty."""
    status = legal_status(framework, as_of)
    notes = {
        LegalStatus.IN_FORCE: "",
        LegalStatus.NOT_YET: f"not in force before {framework.in_force_from}",
        LegalStatus.NO_LONGER: f"in force until {framework.in_force_until}",
        LegalStatus.SUPERSEDED: f"superseded, in force until {framework.in_force_until}",
        LegalStatus.WITHDRAWN: f"withdrawn, in force until {framework.in_force_until}",
        LegalStatus.PROPOSED: "proposed, not in force",
    }
    return notes[status]
