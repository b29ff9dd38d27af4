# SPDX-License-Identifier: Apache-2.0
"""What is known of vulnerabilities beside the findings: exploitation, forecasts, and what the maker did when.

Everything is keyed by ids of vulnerabilities; a finding is known under its id, its aliases and its upstream ids.
Forecasts and SSVC come with the advisory database; what a person gives goes before them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TypeVar

from medward.advisories.epss import Epss
from medward.advisories.intelligence import intelligence
from medward.advisories.model import Finding
from medward.dossier.model.parts import Answer
from medward.triage.fda import Handling
from medward.triage.rubric import interview
from medward.triage.rubrics import shipped
from medward.triage.ssvc import Published, assessed
from medward.triage.tables import Known

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What sources and people know; everything may be left out.

    Attributes:
        epss: EPSS scores, each with its day.
        ssvc: SSVC decision points of CVE records.
        aware: the day on which the maker learned of a vulnerability.
        handling: what the maker has done about it.
        points: decision points of SSVC that somebody decided, such as mission impact.
        answers: answers to the rubric for medical devices; the vector that they give goes first.
    """

    epss: Mapping[str, Epss] = field(default_factory=dict)
    ssvc: Mapping[str, Published] = field(default_factory=dict)
    aware: Mapping[str, date] = field(default_factory=dict)
    handling: Mapping[str, Handling] = field(default_factory=dict)
    points: Mapping[str, Known] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)


def of_database(database: Path, findings: Iterable[Finding]) -> Knowledge:
    """What an advisory database knows of the vulnerabilities of these findings. Raises ProblemsError."""
    found = intelligence(database, {one for finding in findings for one in ids(finding)})
    said = {cve: assessed(points) for cve, points in found.assessments.items()}
    return Knowledge(
        epss=found.epss, ssvc={cve: one for cve, one in said.items() if one != Published(day=one.day)}
    )


def merged(general: Knowledge, given: Knowledge) -> Knowledge:
    """Both; where both know something of one id, what was given stands."""
    return Knowledge(
        **{one.name: {**getattr(general, one.name), **getattr(given, one.name)} for one in fields(Knowledge)}
    )


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
    found = [knowledge.epss[one] for one in ids(finding) if one in knowledge.epss]
    return max(found, key=lambda score: score.percentile, default=None)
