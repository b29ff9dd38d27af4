# SPDX-License-Identifier: Apache-2.0
"""The shortest list of work that turns the most requirements to met, as far as an assessment can tell.

Rules:

- Work is a mend: one kind of thing to do for a number of parts. A requirement turns once every mend that its
  broken links name is done, as far as is known today: a mended link may show the next one that is missing.
- What comes next is what turns the most requirements for the fewest parts that have to be touched (a greedy cover,
  whose list is at most about ln(n) times as long as the shortest one; Chvatal 1979).
- Within what turns a requirement, work goes along the chain: what is named before what names it, so that nothing
  is tested before it exists.
- A requirement that is open and names no broken link needs an answer and not a mend; it is listed with its reason.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medward.compliance.model import Assessment, Mend, Status, Verdict

CHAIN = (
    *("zone", "actor", "process", "store", "interface", "flow", "asset", "harm", "hazardous_situation", "threat"),
    *("risk_method", "risk", "control", "requirement", "release", "component_support", "identity", "test"),
    *("anomaly", "triage", "evidence"),
)
"""Kinds of part in the order in which they are made; any other comes last."""
_OPEN = frozenset({Status.NOT_MET, Status.UNKNOWN, Status.ERROR})


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work.

    Attributes:
        mend: stable name of its group.
        text: what to do, as one sentence without a full stop.
        parts: how many broken links it mends.
        turns: requirements that turn once this and all steps before it are done.
        helps: requirements that wait for it and for later steps.
    """

    mend: str
    text: str
    parts: int
    turns: tuple[str, ...]
    helps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A requirement that needs an answer: its id, its title, and why nobody can say that it is met."""

    requirement: str
    title: str
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do, in order; what to answer; and how many requirements are open today."""

    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    open: int


def plan(assessment: Assessment) -> Plan:
    """The plan for every requirement that was asked and is not met."""
    opened = [verdict for verdict in assessment.verdicts if verdict.status in _OPEN]
    needs = {one.id: frozenset(link.mend_id for link in one.broken) for one in opened if one.broken}
    mends = {mend.id: mend for mend in assessment.mends}
    questions = tuple(_question(one) for one in opened if not one.broken)
    return Plan(tuple(_steps(needs, mends)), questions, len(opened))


def _steps(needs: dict[str, frozenset[str]], mends: dict[str, Mend]) -> Iterator[Step]:
    left, done = dict(needs), frozenset[str]()
    while left:
        chosen = _next(set(left.values()), done, mends, tuple(left.values()))
        for name in sorted(chosen - done, key=_along_the_chain):
            done |= {name}
            turned = tuple(sorted(one for one, wanted in left.items() if wanted <= done))
            helped = tuple(sorted(one for one, wanted in left.items() if name in wanted and not wanted <= done))
            left = {one: wanted for one, wanted in left.items() if one not in turned}
            yield Step(name, mends[name].text, len(mends[name].broken), turned, helped)


def _next(
    sets: set[frozenset[str]], done: frozenset[str], mends: dict[str, Mend], waiting: Iterable[frozenset[str]]
) -> frozenset[str]:
    """The mends that turn the most requirements for each part that has to be touched."""
    wanted = list(waiting)

    def worth(one: frozenset[str]) -> tuple[float, int, list[str]]:
        parts = sum(len(mends[name].broken) for name in one - done)
        turned = sum(other <= done | one for other in wanted)
        return (-turned / max(parts, 1), parts, sorted(one))

    return min(sets, key=worth)


def _along_the_chain(mend: str) -> tuple[int, str]:
    kind = mend.partition(".")[0]
    return (CHAIN.index(kind) if kind in CHAIN else len(CHAIN), mend)


def _question(verdict: Verdict) -> Question:
    return Question(verdict.id, verdict.title, verdict.status, verdict.reason)
