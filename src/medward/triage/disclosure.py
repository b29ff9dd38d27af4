# SPDX-License-Identifier: Apache-2.0
"""The record of a vulnerability that somebody reported: report in, acknowledged, triaged, fixed, published.

The order of handling is that of ISO/IEC 30111:2019 (clause 7) and ISO/IEC 29147:2018: a report is received and
acknowledged, verified, remedied, and told to users. Rules:

- A case moves by one step at a time, forward only: `reported` → `acknowledged` → `triaged` → `fixed` →
  `published`. From `triaged` it may also be `published` without a fix (users are told what to do meanwhile), and
  after that still `fixed`. From `acknowledged` or `triaged` it may be `closed`: no flaw, a duplicate, or not ours;
  that needs a reason.
- Steps are in order of their days. Nothing is ever taken out of a record; every change makes a new value.
- When a step is due is data: a policy of days, counted from the report or from another step. A step that the
  policy does not name is never due. A case that is closed owes nothing.
- On a day that is asked about, later steps are not known.

Nothing here sends anything, or decides who may see a case before it is published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Stage(StrEnum):
    """Where a case stands."""

    REPORTED = "reported"
    ACKNOWLEDGED = "acknowledged"
    TRIAGED = "triaged"
    FIXED = "fixed"
    PUBLISHED = "published"
    CLOSED = "closed"


ALLOWED: Mapping[Stage, frozenset[Stage]] = {
    Stage.REPORTED: frozenset({Stage.ACKNOWLEDGED}),
    Stage.ACKNOWLEDGED: frozenset({Stage.TRIAGED, Stage.CLOSED}),
    Stage.TRIAGED: frozenset({Stage.FIXED, Stage.PUBLISHED, Stage.CLOSED}),
    Stage.FIXED: frozenset({Stage.PUBLISHED}),
    Stage.PUBLISHED: frozenset({Stage.FIXED}),
    Stage.CLOSED: frozenset(),
}
"""Stage → the stages that may follow it, each at most once in a case."""


class DisclosureError(ValueError):
    """Raised for a step that a case cannot take; says why and what it can do."""


@dataclass(frozen=True, slots=True)
class Step:
    """A case reached a stage.

    Attributes:
        stage: the stage.
        day: when.
        author: role of who did it; for a report, who reported, as they wish to be named.
        note: what was found or told.
    """

    stage: Stage
    day: date
    author: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A report with everything that happened to it.

    Attributes:
        id: id of the case, never used again.
        title: what was reported, in a few words.
        steps: what happened, by day; the first is the report.
        vulnerability: id under which it is published, where it has one.
    """

    id: str
    title: str
    steps: tuple[Step, ...]
    vulnerability: str | None = None

    @property
    def stage(self) -> Stage:
        """Where it stands in the end."""
        return self.steps[-1].stage

    def stage_on(self, as_of: date) -> Stage | None:
        """Where it stood on a day; None before the report."""
        known = self._known(as_of)
        return known[-1].stage if known else None

    def reached(self, as_of: date) -> dict[Stage, date]:
        """The day of each stage that was reached by a day."""
        return {step.stage: step.day for step in self._known(as_of)}

    def _known(self, as_of: date) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.day <= as_of)


@dataclass(frozen=True, slots=True)
class Deadline:
    """How soon a stage must be reached.

    Attributes:
        stage: the stage.
        days: calendar days.
        since: the stage from which they count; they do not run before it is reached.
    """

    stage: Stage
    days: int
    since: Stage = Stage.REPORTED


@dataclass(frozen=True, slots=True)
class Due:
    """A stage that a case still has to reach.

    Attributes:
        stage: the stage.
        by: last day for it.
        days_late: days since then; 0 or less where it is not overdue.
    """

    stage: Stage
    by: date
    days_late: int

    @property
    def overdue(self) -> bool:
        """Whether its last day is past."""
        return self.days_late > 0


def report(case_id: str, title: str, day: date, author: str, note: str = "") -> Case:
    """A new case: a report came in. Raises DisclosureError without an id or a title."""
    if not case_id.strip() or not title.strip():
        raise DisclosureError("a case needs an id and a title")
    return Case(case_id, title, (Step(Stage.REPORTED, day, author, note),))


def advance(
    case: Case, stage: Stage, day: date, author: str, *, note: str = "", vulnerability: str | None = None
) -> Case:
    """The case one step further. Raises DisclosureError for a step that is not allowed."""
    allowed = ALLOWED[case.stage] - {step.stage for step in case.steps}
    if stage not in allowed:
        ways = ", ".join(sorted(allowed)) or "nothing any more"
        raise DisclosureError(f"case {case.id} is '{case.stage}' and cannot be '{stage}'; it can be: {ways}")
    if day < case.steps[-1].day:
        last = case.steps[-1]
        raise DisclosureError(f"'{stage}' on {day} is before '{last.stage}' on {last.day}")
    if stage is Stage.CLOSED and not note.strip():
        raise DisclosureError(f"case {case.id} is closed without a reason; write it as the note")
    steps = (*case.steps, Step(stage, day, author, note))
    return replace(case, steps=steps, vulnerability=vulnerability or case.vulnerability)


def due(case: Case, policy: tuple[Deadline, ...], as_of: date) -> tuple[Due, ...]:
    """What a case still owes on a day, what is due first in front. Nothing before the report or after closing."""
    reached = case.reached(as_of)
    if Stage.CLOSED in reached:
        return ()
    owed = (
        Due(one.stage, by := reached[one.since] + timedelta(days=one.days), (as_of - by).days)
        for one in policy
        if one.since in reached and one.stage not in reached
    )
    return tuple(sorted(owed, key=lambda one: (one.by, one.stage)))


def overdue(case: Case, policy: tuple[Deadline, ...], as_of: date) -> tuple[Due, ...]:
    """What a case owes since before a day, the longest first."""
    return tuple(one for one in due(case, policy, as_of) if one.overdue)
