# SPDX-License-Identifier: Apache-2.0
"""Vulnerabilities that somebody reported, and how soon each step must be taken.

The steps are those of ISO/IEC 30111:2019 (handling) and ISO/IEC 29147:2018 (disclosure), in the dossier's words: a
report is received, acknowledged, triaged (verified and assessed), remedied and published.

- A case moves forward only, by the steps that `ALLOWED` lists; each step at most once, in the order of their days.
- Who reported is for the maker alone. Others are told only the name in `credit`, which the reporter agreed to.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias

from pydantic import Field

from medward.base.validation import Broken
from medward.dossier.model.parts import Day, Days, Model, Part, Ref, Ruled, Text, UniqueSorted, filled, needs
from medward.dossier.model.risk import EvidenceIds

TriageIds: TypeAlias = Annotated[tuple[Annotated[str, Ref(("triage",))], ...], UniqueSorted]


class Stage(StrEnum):
    """Where a case stands."""

    REPORTED = "reported"
    """A report came in."""
    ACKNOWLEDGED = "acknowledged"
    """The reporter was told that it came in."""
    TRIAGED = "triaged"
    """It was verified, and assessed."""
    FIXED = "fixed"
    """A fix or another remedy is ready for users."""
    PUBLISHED = "published"
    """Users were told."""
    CLOSED = "closed"
    """Nothing is published: no flaw, a duplicate, or somebody else's."""


ALLOWED: Mapping[Stage, frozenset[Stage]] = {
    Stage.REPORTED: frozenset({Stage.ACKNOWLEDGED}),
    Stage.ACKNOWLEDGED: frozenset({Stage.TRIAGED, Stage.CLOSED}),
    Stage.TRIAGED: frozenset({Stage.FIXED, Stage.PUBLISHED, Stage.CLOSED}),
    Stage.FIXED: frozenset({Stage.PUBLISHED}),
    Stage.PUBLISHED: frozenset({Stage.FIXED}),
    Stage.CLOSED: frozenset(),
}
"""Stage → the stages that may follow it, each at most once in a case."""


class DisclosureStep(Model):
    """A case reached a stage."""

    stage: Stage
    """The stage."""
    date: Day
    """Day on which it was reached."""
    author: Text
    """Role of who did it; for the report, of who took it in."""
    note: Text | None = None
    """What was found or told; needed where a case is closed."""


class Disclosure(Part, Ruled):
    """A vulnerability of the device that somebody reported, and what was done about it."""

    kind: ClassVar[str] = "disclosure"

    title: Text
    """What was reported, in a few words."""
    vulnerability: Text | None = None
    """Id under which it is known or will be published: CVE and the like."""
    reporter: Text | None = None
    """Who reported, and how to reach them. Never told to others."""
    credit: Text | None = None
    """Name under which the reporter agreed to be thanked; left out: nobody is named."""
    coordinator: Text | None = None
    """Who coordinates between the parties, such as a CERT."""
    embargo_until: Day | None = None
    """Last day on which nothing may be told to others, unless it is published before."""
    steps: Annotated[tuple[DisclosureStep, ...], Field(min_length=1)]
    """What happened, by day; the first is the report."""
    triage: TriageIds = ()
    """Decisions that came of it."""
    evidence: EvidenceIds = ()
    """The report, the answers, the advisory."""

    def broken(self) -> Iterator[Broken]:
        """It begins with the report and goes on by allowed steps in the order of their days."""
        if self.steps and self.steps[0].stage is not Stage.REPORTED:
            message = f"the first step is '{self.steps[0].stage}', and a case begins with a report"
            yield Broken("steps", "dossier.needs", message, f"Put a step `{Stage.REPORTED}` first")
        for place, (one, then) in enumerate(zip(self.steps, self.steps[1:], strict=False), 1):
            taken = {step.stage for step in self.steps[:place]}
            if then.stage not in ALLOWED[one.stage] - taken:
                message = f"'{then.stage}' cannot follow '{one.stage}' in a case"
                yield Broken(f"steps[{place}].stage", "dossier.needs", message, _mend(ALLOWED[one.stage] - taken))
            if then.date < one.date:
                message = f"'{then.stage}' ({then.date}) is before '{one.stage}' ({one.date})"
                yield Broken(f"steps[{place}].date", "dossier.order", message, "Mend one of the two days")
        for place, step in enumerate(self.steps):
            if step.stage is Stage.CLOSED and not filled(step.note):
                yield needs(f"steps[{place}].note", "a case is closed with a reason")


class DisclosureDeadline(Part):
    """How soon a stage must be reached, as the plan for disclosure has it."""

    kind: ClassVar[str] = "disclosure_deadline"

    stage: Stage
    """The stage."""
    days: Days
    """Calendar days in which it must be reached."""
    since: Stage = Stage.REPORTED
    """The stage from which they count; they do not run before it is reached."""
    plan: Annotated[str, Ref(("plan",))] | None = None
    """The plan that says so."""


def _mend(stages: frozenset[Stage]) -> str:
    ways = ", ".join(f"`{stage}`" for stage in Stage if stage in stages)
    return f"Write one of {ways}" if ways else "Take the step out: nothing may follow"
