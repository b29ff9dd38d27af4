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
- A case is under embargo up to the day that it names, unless it was published before. Then nothing about its
  vulnerability goes out.
- Others are told the name of a reporter only where the reporter agreed to one, and the case is published.

The cases and the policy are the dossier's (`disclosures`, `disclosure_deadlines`). Nothing here sends anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from medward.base.canonical import Json
from medward.dossier.model import Dossier
from medward.dossier.model.disclosure import ALLOWED, Disclosure, DisclosureStep, Stage

__all__ = [
    "ALLOWED",
    "Case",
    "Deadline",
    "DisclosureError",
    "Due",
    "Stage",
    "Step",
    "Waiting",
    "advance",
    "case_of",
    "credits_of",
    "due",
    "embargoed",
    "overdue",
    "policy_of",
    "report",
    "steps_as_json",
    "under_embargo",
    "waiting",
]


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


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case of a dossier as it stands on a day.

    Attributes:
        record: the case as the dossier has it.
        stage: where it stands.
        due: what it still owes, what is due first in front.
        next: the stages that may follow.
        embargo: whether it is under embargo.
    """

    record: Disclosure
    stage: Stage
    due: tuple[Due, ...]
    next: tuple[Stage, ...]
    embargo: bool

    @property
    def overdue(self) -> tuple[Due, ...]:
        """What it owes since before the day."""
        return tuple(one for one in self.due if one.overdue)

    @property
    def days_late(self) -> int:
        """Days since the first of what is overdue was due; 0 where nothing is."""
        return max((one.days_late for one in self.overdue), default=0)

    @property
    def open(self) -> bool:
        """Whether something is still to be done: it is neither closed, nor fixed and published."""
        return self.stage is not Stage.CLOSED and bool(self.next)


def case_of(record: Disclosure) -> Case:
    """The case that a dossier records. The reporter is not taken over: nobody needs them to count days."""
    return Case(record.id, record.title, tuple(map(_step, record.steps)), record.vulnerability)


def _step(one: DisclosureStep) -> Step:
    return Step(one.stage, one.date, one.author, one.note or "")


def policy_of(dossier: Dossier) -> tuple[Deadline, ...]:
    """How soon the dossier says that steps are to be taken."""
    return tuple(Deadline(one.stage, one.days, one.since) for one in dossier.disclosure_deadlines)


def waiting(dossier: Dossier, as_of: date) -> tuple[Waiting, ...]:
    """The cases that were reported by a day: overdue ones first, the longest in front; then by id."""
    policy = policy_of(dossier)
    found = [one for record in dossier.disclosures for one in _waiting(record, policy, as_of)]
    return tuple(
        sorted(found, key=lambda one: (-max((each.days_late for each in one.overdue), default=0), one.record.id))
    )


def _waiting(record: Disclosure, policy: tuple[Deadline, ...], as_of: date) -> Iterator[Waiting]:
    case = case_of(record)
    stage = case.stage_on(as_of)
    if stage is not None:
        following = ALLOWED[stage] - case.reached(as_of).keys()
        ordered = tuple(one for one in Stage if one in following)
        yield Waiting(record, stage, due(case, policy, as_of), ordered, under_embargo(record, as_of))


def under_embargo(record: Disclosure, as_of: date) -> bool:
    """Whether nothing may be told of a case on a day."""
    if record.embargo_until is None or as_of > record.embargo_until:
        return False
    return Stage.PUBLISHED not in case_of(record).reached(as_of)


def embargoed(records: Iterable[Disclosure], as_of: date) -> dict[str, str]:
    """Ids of vulnerabilities under embargo → id of the case that says so."""
    return {one.vulnerability: one.id for one in records if one.vulnerability and under_embargo(one, as_of)}


def credits_of(records: Iterable[Disclosure], as_of: date) -> dict[str, tuple[str, ...]]:
    """Ids of published vulnerabilities → names of reporters who agreed to be thanked."""
    found: dict[str, tuple[str, ...]] = {}
    for one in records:
        published = Stage.PUBLISHED in case_of(one).reached(as_of)
        if one.vulnerability and one.credit and published:
            found[one.vulnerability] = (*found.get(one.vulnerability, ()), one.credit)
    return found


def steps_as_json(case: Case) -> list[Json]:
    """The steps of a case as a dossier writes them."""
    return [
        {"stage": one.stage.value, "date": one.day.isoformat(), "author": one.author}
        | ({"note": one.note} if one.note else {})
        for one in case.steps
    ]
