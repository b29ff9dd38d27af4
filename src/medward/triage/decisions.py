# SPDX-License-Identifier: Apache-2.0
"""Which triage decision holds for a finding on a day, and what it leaves open.

- A decision of after the day, or that was carried forward after it, is not known on the day.
- A decision for this very release goes before one for every release; then the latest goes, then the last id.
- The decision that holds may have expired; an earlier one does not come back for that.
- A decision that settles a finding is opened again where a fact on which it rests has changed (`reopened`); who
  finds that out is `medward.triage.carry`.
- "Under investigation" is where a decision begins, not a decision; and one whose reason nobody has written is
  none.
"""

from datetime import date
from enum import StrEnum

from medward.dossier.model.keeping import RiskState, Triage, TriageStatus
from medward.dossier.model.parts import filled
from medward.trace.model import Node, Trace


class Standing(StrEnum):
    """Where a finding stands."""

    UNDECIDED = "undecided"
    EXPIRED = "expired"
    REOPENED = "reopened"
    UNDER_INVESTIGATION = "under_investigation"
    WITHOUT_REASON = "without_reason"
    CLOSED = "closed"
    CONTROLLED = "controlled"
    UNCONTROLLED = "uncontrolled"
    RISK_UNKNOWN = "risk_unknown"


SETTLED = frozenset({Standing.CLOSED, Standing.CONTROLLED})
"""Standings that need nobody: not affected, fixed, or affected with a risk that is controlled."""
TRIAGED = SETTLED | {Standing.UNCONTROLLED, Standing.RISK_UNKNOWN}
"""Standings of a finding about which somebody has decided."""


def decision(finding: Node, trace: Trace, as_of: date) -> Triage | None:
    """The decision that holds for a finding; None where nobody has decided by the day."""
    made = [node.data for node in trace.follow(finding, "decided_by") if isinstance(node.data, Triage)]
    known = [one for one in made if one.known_from <= as_of]
    return max(known, key=lambda one: (one.release is not None, one.date, one.id), default=None)


def expired(made: Triage, as_of: date) -> bool:
    """Whether a decision has to be made again."""
    return made.expires is not None and made.expires < as_of


def standing(made: Triage | None, as_of: date) -> Standing:
    """Where a finding stands by the decision that holds for it."""
    if made is None:
        return Standing.UNDECIDED
    if expired(made, as_of):
        return Standing.EXPIRED
    if made.status is TriageStatus.UNDER_INVESTIGATION:
        return Standing.UNDER_INVESTIGATION
    if not filled(made.reason):
        return Standing.WITHOUT_REASON
    if made.status in {TriageStatus.NOT_AFFECTED, TriageStatus.FIXED}:
        return Standing.CLOSED
    states = {RiskState.CONTROLLED: Standing.CONTROLLED, RiskState.UNCONTROLLED: Standing.UNCONTROLLED}
    return states.get(made.risk_state, Standing.RISK_UNKNOWN)
