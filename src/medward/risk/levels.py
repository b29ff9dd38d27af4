# SPDX-License-Identifier: Apache-2.0
"""How easy a risk is to exploit, by the way that the dossier's method chose.

Rules:

- By the five levels: the level that is written counts, where the method says what it means. A vector beside it can
  only raise it.
- By CVSS: a vector, or answers to the rubric for medical devices, must be there; else the level is unknown. The
  level that is written is no way round the vector: the higher of the two counts.
- The vector gives a level by its exploitability metrics (attack vector, complexity, privileges, interaction; CVSS
  3.1, section 7.1), with the bounds of the method or, where it has none, those of `medward.triage.exploitability`.
  Impact is left out on purpose: harm is judged as severity, and would count twice.
- Answers and vector both: the easier to exploit counts. A text that is no vector is unknown, never low.

FDA's premarket guidance, V.A.2, leaves the choice of a scoring system to the maker. The rubric is that of MITRE,
which FDA qualified as a development tool (20 October 2020).
"""

from collections.abc import Iterator
from typing import NamedTuple

from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Assessment, CvssLevels, ExploitabilityBy, Level, RiskMethod
from medward.triage import cvss
from medward.triage.cvss import Scores
from medward.triage.exploitability import BOUNDS, sub_score
from medward.triage.recorded import answers_of
from medward.triage.rubric import interview
from medward.triage.rubrics import shipped

LEVELS = tuple(Level)


class Ease(NamedTuple):
    """How easy it is, and why.

    Attributes:
        level: the level that counts; None where nobody knows.
        reasons: why, in words, each without a full stop.
    """

    level: Level | None
    reasons: tuple[str, ...]


def ease(said: Assessment, method: RiskMethod) -> Ease:
    """The exploitability of an assessment."""
    if not filled(method.exploitability.get(said.exploitability)):
        return Ease(
            None, (f"the method does not say what the exploitability {_words(said.exploitability)} means",)
        )
    found = tuple(_vectors(said))
    if unread := [one.reason for one in found if one.base is None]:
        return Ease(None, tuple(unread))
    if not found and method.exploitability_by is ExploitabilityBy.CVSS:
        return Ease(None, ("the method asks for a CVSS vector, and the assessment has none",))
    if not found:
        return Ease(said.exploitability, ())
    return _raised(said.exploitability, max(found, key=sub_score), method.cvss_levels)


def of_vector(scores: Scores, levels: CvssLevels | None = None) -> Level:
    """The level of a scored vector, by bounds of a method or by those that come with Medward."""
    value = sub_score(scores)
    return next((level for least, level in _bounds(levels) if value >= least), Level.VERY_LOW)


def _bounds(levels: CvssLevels | None) -> tuple[tuple[float, Level], ...]:
    if levels is None:
        return BOUNDS
    return (
        (levels.very_high, Level.VERY_HIGH),
        (levels.high, Level.HIGH),
        (levels.medium, Level.MEDIUM),
        (levels.low, Level.LOW),
    )


def _vectors(said: Assessment) -> Iterator[Scores]:
    if said.cvss is not None:
        yield cvss.scores(said.cvss)
    if said.rubric:
        yield interview(shipped(), answers_of(said.rubric)).scores


def _raised(written: Level, scores: Scores, levels: CvssLevels | None) -> Ease:
    """The higher of the written level and that of the vector."""
    told = of_vector(scores, levels)
    if LEVELS.index(told) <= LEVELS.index(written):
        return Ease(written, ())
    reason = (
        f"the exploitability is written as {_words(written)}, and the vector {scores.vector} says {_words(told)}, "
        "which counts"
    )
    return Ease(told, (reason,))


def _words(level: Level) -> str:
    return level.replace("_", " ")
