# SPDX-License-Identifier: Apache-2.0
"""By when something must be done about a finding, and where that day comes from.

The second row is FDA's postmarket guidance of 2016, VII.B; the others follow from it or from the dossier.

| where the finding stands | day |
|---|---|
| the decision has expired | the day on which it expired |
| its risk is uncontrolled | the 30th day after learning of it to tell customers, then the 60th to fix it |
| nobody has decided | the 30th day after learning of it: on that day customers would have to be told |
| the decision was re-opened | the same: the maker has known of it since then |
| under investigation | the day on which that decision expires, but not after the 30th day |
| controlled, affected | the maker's own longest time between routine updates, after the decision |

The maker's own time for updates out of cycle goes before the 60th day where it is shorter. Without a day of
learning there is no day to count from, and none is made up.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from medward.dossier.model.keeping import Plan, Triage, TriageStatus
from medward.trace.model import Trace
from medward.triage.decisions import Standing
from medward.triage.fda import TELL, Handling, Route

_UNSETTLED = {
    Standing.UNDECIDED,
    Standing.REOPENED,
    Standing.UNDER_INVESTIGATION,
    Standing.WITHOUT_REASON,
    Standing.RISK_UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day.

    Attributes:
        day: the day.
        reason: where it comes from, in words, without a full stop.
    """

    day: date
    reason: str


def deadline(
    standing: Standing,
    made: Triage | None,
    route: Route | None,
    aware: date | None,
    handling: Handling,
    trace: Trace,
) -> Deadline | None:
    """The next last day of a finding; None where nothing sets one."""
    if standing is Standing.EXPIRED and made is not None and made.expires is not None:
        return Deadline(made.expires, "the day on which the decision expired")
    if route is not None:
        return _of_route(route, handling, _days(trace, "urgent_patch_days"))
    if standing in _UNSETTLED:
        return _of_open(standing, made, aware)
    routine = _days(trace, "routine_patch_days")
    controlled = standing is Standing.CONTROLLED and made is not None and made.status is TriageStatus.AFFECTED
    if controlled and made is not None and routine is not None:
        return Deadline(made.date + timedelta(days=routine), f"the next routine update, every {routine} days")
    return None


def _of_route(route: Route, handling: Handling, urgent: int | None) -> Deadline | None:
    if handling.fixed is not None:
        return None
    if handling.told is None:
        return Deadline(route.tell_by, f"30 days after {route.aware}, to tell customers")
    own = route.aware + timedelta(days=urgent) if urgent is not None else None
    if own is not None and own < route.fix_by:
        return Deadline(own, f"{urgent} days after {route.aware}, by the maker's own plan, to fix it")
    return Deadline(route.fix_by, f"60 days after {route.aware}, to fix it")


def _of_open(standing: Standing, made: Triage | None, aware: date | None) -> Deadline | None:
    last = (
        Deadline(aware + TELL, f"30 days after {aware}: were it uncontrolled, customers must be told")
        if aware
        else None
    )
    expires = made.expires if made is not None and standing is Standing.UNDER_INVESTIGATION else None
    own = Deadline(expires, "the day on which the investigation is to end") if expires else None
    return min((one for one in (last, own) if one is not None), key=lambda one: one.day, default=None)


def _days(trace: Trace, field: str) -> int | None:
    """The shortest time that a plan of the maker sets."""
    set_by = [getattr(node.data, field) for node in trace.of_kind("plan") if isinstance(node.data, Plan)]
    return min((days for days in set_by if days is not None), default=None)
