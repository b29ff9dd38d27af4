# SPDX-License-Identifier: Apache-2.0
"""What people recorded about a finding with its decisions: days, handling, decision points of SSVC, answers.

Rules:

- When the maker learned of a vulnerability, and what was done about it, is the same for every component and every
  release: it is taken from all decisions about the vulnerability. The earliest day of learning counts; of handling
  the latest decision that says any.
- Decision points and answers to the rubric rest on the component in this device: they are taken from the decisions
  that speak for the finding, the latest that says any.
- What was recorded after the day is not known on the day.
- An answer under a code that the rubric does not have counts for nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from medward.advisories.facts import finding_of
from medward.dossier.model import deciding
from medward.dossier.model.keeping import Triage
from medward.dossier.model.parts import Answer
from medward.trace.model import Node, Trace
from medward.triage.fda import Handling
from medward.triage.rubrics import shipped


@dataclass(frozen=True, slots=True)
class Recorded:
    """What people recorded about a finding.

    Attributes:
        aware: the day on which the maker learned of the vulnerability; None where nobody wrote one down.
        handling: what was done about it; None where nobody wrote anything down.
        points: decision points of SSVC that somebody decided.
        answers: answers to the rubric, by code.
    """

    aware: date | None = None
    handling: Handling | None = None
    points: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)


class Records:
    """The decisions of one trace as of a day."""

    def __init__(self, trace: Trace, as_of: date) -> None:
        self._trace = trace
        self._as_of = as_of
        self._about: dict[str, list[Triage]] = defaultdict(list)
        for made in self._known(trace.of_kind("triage")):
            self._about[made.vulnerability].append(made)

    def of(self, node: Node) -> Recorded:
        """What was recorded about a finding."""
        own = self._known(self._trace.follow(node, "decided_by"))
        about = _latest_first({made.id: made for made in (*self._named(node), *own)}.values())
        days = [made.aware for made in about if made.aware is not None and made.aware <= self._as_of]
        handled = next((made.handling for made in about if made.handling is not None), None)
        pointed = next((made.ssvc for made in own if made.ssvc is not None), None)
        answered = next((made.rubric for made in own if made.rubric), ())
        return Recorded(min(days, default=None), _handling(handled), _points(pointed), answers_of(answered))

    def first_decided(self, node: Node) -> date | None:
        """The day of the first decision about the finding; None where there is none."""
        return min((made.date for made in self._known(self._trace.follow(node, "decided_by"))), default=None)

    def _named(self, node: Node) -> list[Triage]:
        """The decisions that name the vulnerability of a finding, about whatever component."""
        finding = finding_of(node)
        return [made for one in (finding.vulnerability, *finding.aliases) for made in self._about.get(one, ())]

    def _known(self, nodes: Iterable[Node]) -> list[Triage]:
        """The decisions among nodes that are known on the day, the latest first."""
        made = (node.data for node in nodes if isinstance(node.data, Triage))
        return _latest_first(one for one in made if one.known_from <= self._as_of)


def answers_of(said: Iterable[deciding.RubricAnswer]) -> dict[str, Answer]:
    """Answers by code, those that the rubric knows."""
    known = shipped().by_code if said else {}
    return {one.question: one.answer for one in said if one.question in known}


def _latest_first(made: Iterable[Triage]) -> list[Triage]:
    return sorted(made, key=lambda one: (one.known_from, one.id), reverse=True)


def _handling(said: deciding.Handling | None) -> Handling | None:
    return Handling(said.serious_harm, said.in_isao, said.told, said.fixed) if said is not None else None


def _points(said: deciding.SsvcPoints | None) -> dict[str, tuple[str, ...]]:
    given = said.model_dump(mode="json", exclude_none=True) if said is not None else {}
    return {point: (value,) for point, value in given.items()}
