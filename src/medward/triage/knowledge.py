# SPDX-License-Identifier: Apache-2.0
"""What is known of vulnerabilities beside the findings: exploitation, forecasts, and what the maker did when.

Everything is keyed by ids of vulnerabilities; a finding is known under its id, its aliases and its upstream ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from medward.advisories.model import Finding
from medward.dossier.model.parts import Answer
from medward.triage.epss import Epss, EpssScores
from medward.triage.fda import Handling
from medward.triage.rubric import interview
from medward.triage.rubrics import shipped
from medward.triage.ssvc import Published
from medward.triage.tables import Known

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What sources and people know; everything may be left out.

    Attributes:
        epss: scores of one day.
        ssvc: SSVC containers of CVE records.
        aware: the day on which the maker learned of a vulnerability.
        handling: what the maker has done about it.
        points: decision points of SSVC that somebody decided, such as mission impact.
        answers: answers to the rubric for medical devices; the vector that they give goes first.
    """

    epss: EpssScores | None = None
    ssvc: Mapping[str, Published] = field(default_factory=dict)
    aware: Mapping[str, date] = field(default_factory=dict)
    handling: Mapping[str, Handling] = field(default_factory=dict)
    points: Mapping[str, Known] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)


def ids(finding: Finding) -> tuple[str, ...]:
    """Every id under which a finding is known, its own first."""
    return tuple(dict.fromkeys((finding.vulnerability, *finding.aliases, *finding.upstream)))


def told(values: Mapping[str, T], finding: Finding) -> T | None:
    """What is known under the first id that has it."""
    return next((values[one] for one in ids(finding) if one in values), None)


def vectors(knowledge: Knowledge, finding: Finding) -> tuple[str, ...]:
    """The vectors that score a finding: the one from the maker's answers to the rubric, else the published."""
    answers = told(knowledge.answers, finding)
    if answers is not None:
        return (interview(shipped(), answers).scores.vector,)
    return tuple(dict.fromkeys(severity.vector for severity in finding.severities))


def forecast(knowledge: Knowledge, finding: Finding) -> Epss | None:
    """The highest EPSS score of all CVEs under which a finding is known."""
    if knowledge.epss is None:
        return None
    found = [score for one in ids(finding) if (score := knowledge.epss.of(one)) is not None]
    return max(found, key=lambda score: score.percentile, default=None)
