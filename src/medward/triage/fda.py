# SPDX-License-Identifier: Apache-2.0
"""FDA's controlled and uncontrolled risk, and the 30 / 60-day route for what is uncontrolled.

FDA, Postmarket Management of Cybersecurity in Medical Devices, 28 December 2016, section VII: risk is
exploitability and severity of patient harm. Controlled is a residual risk that is acceptable; uncontrolled is one
that is not. For an uncontrolled risk FDA does not intend to enforce reporting under 21 CFR part 806 where all of
these hold (VII.B): no serious adverse event or death is known; no later than 30 days after learning of it
customers are told, with interim controls and a plan; no later than 60 days after learning of it the fix is
validated and distributed; the maker takes active part in an ISAO, an organisation that shares such information.

Rules:

- Only a person makes a risk controlled. The criteria of the dossier's risk method can say that it is not; that
  they would accept it is told, and leaves it unknown until somebody decides.
- Without a criterion, a linked harm or a known exploitability it is unknown, never controlled. What a criterion
  refuses for a milder harm is refused for a worse one that has no criterion of its own.
- Days are days of the calendar, counted from the day on which the maker learned of the vulnerability.
- A condition is yes, no or unknown; where one does not hold, part 806 applies.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from medward.dossier.model.keeping import RiskState, Triage
from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import Level, RiskMethod, Severity
from medward.triage.decisions import Standing
from medward.triage.exploitability import LEVELS, Exploitability

CITATION = "FDA, Postmarket Management of Cybersecurity in Medical Devices, 28 December 2016, section VII.B"
TELL = timedelta(days=30)
FIX = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class FdaRisk:
    """Whether the risk of a finding is controlled.

    Attributes:
        state: controlled, uncontrolled or unknown.
        reasons: why, in words, each without a full stop.
    """

    state: RiskState
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handling:
    """What the maker has done about an uncontrolled risk.

    Attributes:
        serious_harm: whether a serious adverse event or a death is known.
        in_isao: whether the maker takes active part in an ISAO and shares what it knows.
        told: the day on which customers were told, with interim controls and a plan.
        fixed: the day on which a validated fix was distributed.
    """

    serious_harm: Answer = Answer.UNKNOWN
    in_isao: Answer = Answer.UNKNOWN
    told: date | None = None
    fixed: date | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the four conditions.

    Attributes:
        text: what it asks.
        holds: yes, no, or unknown while it can still be met or nobody has said.
    """

    text: str
    holds: Answer


@dataclass(frozen=True, slots=True)
class Route:
    """The way for an uncontrolled risk.

    Attributes:
        aware: the day on which the maker learned of the vulnerability.
        tell_by: last day to tell customers.
        fix_by: last day to distribute a validated fix.
        conditions: the four conditions.
        citation: where they stand.
    """

    aware: date
    tell_by: date
    fix_by: date
    conditions: tuple[Condition, ...]
    citation: str = CITATION

    @property
    def unreported(self) -> Answer:
        """Whether it need not be reported under 21 CFR part 806: where all conditions hold."""
        answers = {condition.holds for condition in self.conditions}
        if Answer.NO in answers:
            return Answer.NO
        return Answer.UNKNOWN if Answer.UNKNOWN in answers else Answer.YES


def risk(
    made: Triage | None,
    standing: Standing,
    easy: Exploitability,
    severity: Severity | None,
    method: RiskMethod | None,
) -> FdaRisk:
    """Whether the risk of a finding is controlled, by the decision that holds and where it leaves the finding."""
    judged, by_criteria = _judged(easy, severity, method)
    if made is not None and standing in {Standing.CLOSED, Standing.CONTROLLED}:
        said = f"decided as {made.status} by {made.author} on {made.date}: {made.reason}"
        against = (f"but {by_criteria}",) if judged is RiskState.UNCONTROLLED else ()
        return FdaRisk(RiskState.CONTROLLED, (said, *(against if standing is Standing.CONTROLLED else ())))
    if made is not None and standing is Standing.UNCONTROLLED:
        return FdaRisk(RiskState.UNCONTROLLED, (f"decided by {made.author} on {made.date}: {made.reason}",))
    if judged is RiskState.CONTROLLED:
        return FdaRisk(RiskState.UNKNOWN, (f"{by_criteria}, but nobody has decided that it is controlled",))
    return FdaRisk(judged, (by_criteria,))


def route(aware: date, as_of: date, handling: Handling) -> Route:
    """The days and conditions for an uncontrolled risk that the maker learned of on `aware`."""
    tell_by, fix_by = aware + TELL, aware + FIX
    return Route(
        aware,
        tell_by,
        fix_by,
        (
            Condition("no serious adverse event or death is known", _not(handling.serious_harm)),
            Condition(
                f"customers are told by {tell_by}, with interim controls and a plan",
                _in_time(handling.told, tell_by, as_of),
            ),
            Condition(f"a validated fix is distributed by {fix_by}", _in_time(handling.fixed, fix_by, as_of)),
            Condition("the maker takes active part in an ISAO and shares what it knows", handling.in_isao),
        ),
    )


def _judged(easy: Exploitability, severity: Severity | None, method: RiskMethod | None) -> tuple[RiskState, str]:
    """What the criteria of the risk method say."""
    if easy.level is None:
        return RiskState.UNKNOWN, f"nobody knows how easy it is to exploit: {easy.reason}"
    if severity is None:
        return RiskState.UNKNOWN, "no harm is linked to what it reaches, so nobody has judged its severity"
    said = f"exploitability {_words(easy.level)} ({easy.reason}) with {severity} harm"
    criteria = {one.severity: one.acceptable_up_to for one in method.acceptance} if method else {}
    refused = _refusing(easy.level, severity, criteria)
    if refused is not None:
        limit = criteria[refused]
        most = f"more than {_words(limit)}" if limit is not None else "any exploitability"
        milder = "" if refused is severity else f" for {refused} harm already"
        return RiskState.UNCONTROLLED, f"{said} is not acceptable by the risk method, which refuses {most}{milder}"
    accepted = criteria.get(severity)
    if accepted is None:
        return RiskState.UNKNOWN, f"the dossier has no acceptance criterion for {severity} harm"
    return RiskState.CONTROLLED, f"{said} is acceptable by the risk method, up to {_words(accepted)}"


def _refusing(level: Level, severity: Severity, criteria: Mapping[Severity, Level | None]) -> Severity | None:
    """The severity whose criterion refuses a level: its own, or where it has none the next milder that refuses."""
    order = list(Severity)
    asked = [severity] if severity in criteria else order[order.index(severity) :: -1]
    return next((one for one in asked if one in criteria and _refuses(criteria[one], level)), None)


def _refuses(limit: Level | None, level: Level) -> bool:
    return limit is None or LEVELS.index(level) > LEVELS.index(limit)


def _in_time(done: date | None, last: date, as_of: date) -> Answer:
    """Whether something was done by its last day; unknown while there is time."""
    if done is not None and done <= as_of:
        return Answer.YES if done <= last else Answer.NO
    return Answer.NO if as_of > last else Answer.UNKNOWN


def _not(answer: Answer) -> Answer:
    return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(answer, Answer.UNKNOWN)


def _words(level: Level) -> str:
    return level.replace("_", " ")
