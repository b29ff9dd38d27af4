# SPDX-License-Identifier: Apache-2.0
"""The one thing to do next: a report that ends in a wall of findings ends in nothing being done.

In this order, because each makes what comes after it trustworthy, and then because of the patient:

1. what could not be read, since everything that rests on it is unsure;
2. an advisory database, where there was none;
3. an open finding that is known to be exploited;
4. the kind of work that mends most broken links;
5. the open finding that matters most;
6. the first thing that nobody knows yet.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from medward.base.problems import Place
from medward.compliance.model import Assessment, FindingLine
from medward.reports.words import KNOWN_EXPLOITED, component, counted, to_do

BUILD_DATABASE = "medward database build --from FOLDER --output FILE"
"""How an advisory database is made; FOLDER holds what the publishers of advisories offer for download."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next.

    Attributes:
        text: what to do, as one sentence without a full stop.
        place: where to begin, where that is a place in the dossier.
    """

    text: str
    place: Place | None = None


def next_step(assessment: Assessment) -> NextStep:
    """The one thing to do next."""
    for choose in _ORDER:
        step = choose(assessment)
        if step is not None:
            return step
    return NextStep("Nothing is missing on this day; check again when the dossier or the advisories change")


def _read(assessment: Assessment) -> NextStep | None:
    if not assessment.problems:
        return None
    problem = assessment.problems[0]
    return NextStep(f"{problem.mend}: {problem.message}", problem.place)


def _database(assessment: Assessment) -> NextStep | None:
    if assessment.database is not None:
        return None
    return NextStep(f"Build an advisory database, so that findings are known: {BUILD_DATABASE}")


def _exploited(assessment: Assessment) -> NextStep | None:
    return _treat((line for line in assessment.findings if line.finding.known_exploited), assessment.as_of)


def _mend(assessment: Assessment) -> NextStep | None:
    if not assessment.mends:
        return None
    largest = assessment.mends[0]
    place = next((link.place for link in largest.broken if link.place), None)
    return NextStep(f"{largest.text}; that mends {counted(len(largest.broken), 'broken link')}", place)


def _finding(assessment: Assessment) -> NextStep | None:
    return _treat(assessment.findings, assessment.as_of)


def _unknown(assessment: Assessment) -> NextStep | None:
    return NextStep(f"Find out: {assessment.unknowns[0].text}") if assessment.unknowns else None


def _treat(lines: Iterable[FindingLine], as_of: date) -> NextStep | None:
    line = next((line for line in lines if line.open), None)
    if line is None:
        return None
    mark = f" ({KNOWN_EXPLOITED})" if line.finding.known_exploited else ""
    where = component(line.component_name, line.component_version)
    return NextStep(f"{line.finding.vulnerability}{mark} in {where}: {to_do(line, as_of)}")


_ORDER: tuple[Callable[[Assessment], NextStep | None], ...] = (
    _read,
    _database,
    _exploited,
    _mend,
    _finding,
    _unknown,
)
