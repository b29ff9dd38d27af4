# SPDX-License-Identifier: Apache-2.0
"""Activities of a secure life cycle, and of the organisation: who answers for each, and the records of it.

The vocabulary is the dossier's own, so that one entry answers every framework that asks for the activity. A
procedure says what should happen; only records show that it did, so both are named here. Whether the records are
any good is for people: `owner` and `approved` say who judged, and when.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from medward.base.validation import Broken
from medward.dossier.model.activity_kinds import ActivityKind
from medward.dossier.model.parts import Day, Part, Ruled, SortedSet, Text, in_order
from medward.dossier.model.risk import EvidenceIds
from medward.packs.checks import RequirementName


class Activity(Part, Ruled):
    """One activity of the maker's secure life cycle or of the organisation, and what shows that it is done."""

    kind: ClassVar[str] = "activity"

    activity_kind: ActivityKind
    """Which activity."""
    text: Text
    """How it is done, for which device or part of the organisation, by whom, how often."""
    not_needed: Text | None = None
    """Why it is not done: nothing here needs it. Counts only where somebody answers for it and approved it."""
    procedure: Text | None = None
    """Where it is written down: `SOP-41, 6.2`."""
    answers: Annotated[tuple[RequirementName, ...], SortedSet] = ()
    """Requirements that its records were found to answer, where a framework asks for several by one activity."""
    owner: Text | None = None
    """Role that answers for it, and judged that the records show it."""
    approved: Day | None = None
    """Day of that judgement."""
    review_by: Day | None = None
    """Day by which it must be judged again."""
    evidence: EvidenceIds = ()
    """Records that it was done; a procedure alone shows nothing."""

    def broken(self) -> Iterator[Broken]:
        """Approved before it is reviewed again."""
        yield from in_order("approved", self.approved, "review_by", self.review_by)
