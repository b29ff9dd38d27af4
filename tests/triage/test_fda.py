# SPDX-License-Identifier: Apache-2.0
"""Controlled and uncontrolled risk, and the 30 / 60-day route."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import AS_OF, part
from medward.dossier.model.keeping import RiskState, Triage
from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import Level, RiskMethod, Severity
from medward.triage.decisions import Standing, standing
from medward.triage.exploitability import Exploitability
from medward.triage.fda import FdaRisk, Handling, risk, route
from triage.devices import DECISION, METHOD

RULES = RiskMethod.model_validate(METHOD)
AWARE = dt.date(2026, 11, 2)
DONE = Handling(Answer.NO, Answer.YES, dt.date(2026, 12, 2), dt.date(2027, 1, 1))


def judged(
    level: Level | None, severity: Severity | None, method: RiskMethod | None = RULES, **decided: Any
) -> FdaRisk:
    made = Triage.model_validate(part(DECISION, **decided)) if decided else None
    return risk(made, standing(made, AS_OF), Exploitability(level, "by its vector"), severity, method)


def test_what_the_criteria_refuse_is_uncontrolled_with_the_reason() -> None:
    found = judged(Level.MEDIUM, Severity.CRITICAL)
    assert found.state is RiskState.UNCONTROLLED
    (reason,) = found.reasons
    assert reason == (
        "exploitability medium (by its vector) with critical harm is not acceptable by the risk method, "
        "which refuses more than low"
    )


def test_what_the_criteria_accept_is_unknown_until_somebody_decides() -> None:
    found = judged(Level.LOW, Severity.CRITICAL)
    assert found.state is RiskState.UNKNOWN
    assert "nobody has decided that it is controlled" in found.reasons[0]


@pytest.mark.parametrize(
    ("level", "severity", "method", "said"),
    [
        (None, Severity.CRITICAL, RULES, "nobody knows how easy it is to exploit"),
        (Level.LOW, None, RULES, "no harm is linked"),
        (Level.LOW, Severity.SERIOUS, RULES, "no acceptance criterion for serious harm"),
        (Level.LOW, Severity.CRITICAL, None, "no acceptance criterion for critical harm"),
    ],
)
def test_what_cannot_be_judged_is_unknown_and_never_controlled(
    level: Level | None, severity: Severity | None, method: RiskMethod | None, said: str
) -> None:
    found = judged(level, severity, method)
    assert found.state is RiskState.UNKNOWN
    assert said in found.reasons[0]


def test_a_criterion_that_accepts_nothing_refuses_everything() -> None:
    strict = RiskMethod.model_validate({**METHOD, "acceptance": [{"severity": "catastrophic"}]})
    found = judged(Level.VERY_LOW, Severity.CATASTROPHIC, strict)
    assert found.state is RiskState.UNCONTROLLED
    assert found.reasons[0].endswith("which refuses any exploitability")


def test_a_person_can_decide_that_it_is_controlled_and_a_contradiction_is_told() -> None:
    found = judged(Level.HIGH, Severity.CRITICAL, id="TR-1")
    assert found.state is RiskState.CONTROLLED
    assert found.reasons[0].startswith("decided as affected by product security on 2026-05-01")
    assert found.reasons[1].startswith("but exploitability high")


def test_a_person_can_decide_that_it_is_uncontrolled() -> None:
    assert judged(Level.LOW, Severity.MINOR, risk_state="uncontrolled").state is RiskState.UNCONTROLLED


def test_what_does_not_affect_the_device_is_controlled_without_a_contradiction() -> None:
    found = judged(Level.HIGH, Severity.CRITICAL, status="fixed")
    assert (found.state, len(found.reasons)) == (RiskState.CONTROLLED, 1)


def test_an_expired_decision_controls_nothing() -> None:
    assert judged(Level.HIGH, Severity.CRITICAL, expires="2026-05-31").state is RiskState.UNCONTROLLED


def test_the_worked_example_of_the_route() -> None:
    """Learned on 2 November 2026: customers told by 2 December 2026, fixed by 1 January 2027."""
    found = route(AWARE, AWARE, Handling())
    assert (found.tell_by, found.fix_by) == (dt.date(2026, 12, 2), dt.date(2027, 1, 1))
    assert found.citation.endswith("28 December 2016, section VII.B")
    assert [condition.text for condition in found.conditions] == [
        "no serious adverse event or death is known",
        "customers are told by 2026-12-02, with interim controls and a plan",
        "a validated fix is distributed by 2027-01-01",
        "the maker takes active part in an ISAO and shares what it knows",
    ]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_days_are_days_of_the_calendar(aware: dt.date) -> None:
    found = route(aware, aware, Handling())
    assert ((found.tell_by - aware).days, (found.fix_by - aware).days) == (30, 60)


def test_where_all_conditions_hold_it_need_not_be_reported() -> None:
    assert route(AWARE, dt.date(2027, 1, 1), DONE).unreported is Answer.YES


@pytest.mark.parametrize(
    "handling",
    [
        Handling(Answer.YES, DONE.in_isao, DONE.told, DONE.fixed),
        Handling(DONE.serious_harm, Answer.NO, DONE.told, DONE.fixed),
        Handling(DONE.serious_harm, DONE.in_isao, dt.date(2026, 12, 3), DONE.fixed),
        Handling(DONE.serious_harm, DONE.in_isao, DONE.told, dt.date(2027, 1, 2)),
        Handling(DONE.serious_harm, DONE.in_isao, None, DONE.fixed),
    ],
)
def test_where_one_condition_fails_it_must_be_reported(handling: Handling) -> None:
    assert route(AWARE, dt.date(2027, 3, 1), handling).unreported is Answer.NO


def test_while_there_is_time_a_condition_is_unknown() -> None:
    found = route(AWARE, dt.date(2026, 12, 2), Handling(Answer.NO, Answer.YES))
    assert [condition.holds for condition in found.conditions] == [
        Answer.YES,
        Answer.UNKNOWN,
        Answer.UNKNOWN,
        Answer.YES,
    ]
    assert found.unreported is Answer.UNKNOWN


def test_what_is_done_after_the_day_of_asking_is_not_done_yet() -> None:
    assert route(AWARE, dt.date(2026, 12, 1), DONE).unreported is Answer.UNKNOWN


def test_what_is_refused_for_a_milder_harm_is_refused_for_a_worse_one_without_a_criterion() -> None:
    criterion = {"severity": "critical", "acceptable_up_to": "low"}
    method = RiskMethod.model_validate({**METHOD, "acceptance": [criterion]})
    easy = Exploitability(Level.HIGH, "by the vector")
    found = risk(None, Standing.UNDECIDED, easy, Severity.CATASTROPHIC, method)
    assert found.state is RiskState.UNCONTROLLED
    assert found.reasons[0].endswith("which refuses more than low for critical harm already")
    hard = Exploitability(Level.LOW, "by the vector")
    assert risk(None, Standing.UNDECIDED, hard, Severity.CATASTROPHIC, method).state is RiskState.UNKNOWN
    assert risk(None, Standing.UNDECIDED, easy, Severity.SERIOUS, method).state is RiskState.UNKNOWN
