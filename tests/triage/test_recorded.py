# SPDX-License-Identifier: Apache-2.0
"""What people recorded about a finding: whose decision says it, and which of several counts."""

import datetime as dt
from typing import Any

from compliance.dossiers import AS_OF, exploited, finding, part
from medward.dossier.model.parts import Answer
from medward.triage.fda import Handling
from medward.triage.ordering import Ranked, ordered
from medward.triage.recorded import Recorded, Records
from triage.devices import DECISION, harmful, pump

OTHER = part(DECISION, id="TR-2", component="acme-radio@1.0")
LATER = part(DECISION, id="TR-3", date="2026-05-20")


def recorded(*triage: dict[str, Any], as_of: dt.date = AS_OF) -> Recorded:
    trace = pump(finding("app"), finding("radio"), triage=triage).trace
    (node,) = [one for one in trace.of_kind("finding") if "#app" in one.id]
    return Records(trace, as_of).of(node)


def ranked(*triage: dict[str, Any]) -> Ranked:
    (one,) = ordered(pump(exploited("app"), **harmful(), triage=triage).trace, AS_OF)
    return one


def test_without_decisions_nothing_is_recorded() -> None:
    assert recorded() == Recorded()


def test_the_earliest_day_of_learning_counts_whichever_component_it_was_written_for() -> None:
    found = recorded(part(DECISION, aware="2026-04-20"), part(OTHER, aware="2026-04-10"))
    assert found.aware == dt.date(2026, 4, 10)


def test_of_handling_the_latest_decision_that_says_any_counts() -> None:
    early = part(DECISION, handling={"told": "2026-04-01"})
    found = recorded(early, part(LATER, handling={"told": "2026-05-02", "in_isao": "yes"}), part(OTHER))
    assert found.handling == Handling(in_isao=Answer.YES, told=dt.date(2026, 5, 2))


def test_points_and_answers_are_those_of_the_component_alone() -> None:
    other = part(OTHER, ssvc={"mission_impact": "degraded"}, rubric=[{"question": "XUI", "answer": "no"}])
    found = recorded(other)
    assert (found.points, found.answers) == ({}, {})


def test_a_later_decision_without_answers_does_not_forget_them() -> None:
    found = recorded(part(DECISION, rubric=[{"question": "XAVN", "answer": "no", "note": "no port"}]), LATER)
    assert found.answers == {"XAVN": Answer.NO}


def test_an_answer_under_a_code_that_the_rubric_does_not_have_counts_for_nothing() -> None:
    assert recorded(part(DECISION, rubric=[{"question": "XZZ", "answer": "no"}])).answers == {}


def test_what_is_recorded_after_the_day_is_not_known_on_the_day() -> None:
    assert recorded(part(LATER, aware="2026-05-01"), as_of=dt.date(2026, 5, 10)) == Recorded()
    carried = part(DECISION, aware="2026-04-01", carried_on="2026-05-30")
    assert recorded(carried, as_of=dt.date(2026, 5, 10)) == Recorded()


def test_the_day_of_learning_and_the_handling_set_the_days_and_conditions_of_an_uncontrolled_risk() -> None:
    handled = {"told": "2026-05-10", "in_isao": "yes", "serious_harm": "no"}
    made = part(DECISION, risk_state="uncontrolled", date="2026-05-20", aware="2026-05-02", handling=handled)
    one = ranked(made)
    assert one.route is not None
    assert (one.route.aware, one.route.tell_by) == (dt.date(2026, 5, 2), dt.date(2026, 6, 1))
    assert [condition.holds for condition in one.route.conditions] == ["yes", "yes", "unknown", "yes"]
    assert one.deadline is not None
    assert one.deadline.reason == "60 days after 2026-05-02, to fix it"


def test_points_that_people_decided_narrow_what_is_possible() -> None:
    open_one = ranked(DECISION)
    decided = ranked(part(DECISION, ssvc={"mission_impact": "mission_failure", "automatable": "yes"}))
    assert set(decided.deployer.possible) < set(open_one.deployer.possible)
    assert "mission_impact" in open_one.deployer.unknown
    assert "mission_impact" not in decided.deployer.unknown


def test_the_catalogue_goes_before_what_people_decided_of_exploitation() -> None:
    assert ranked(part(DECISION, ssvc={"exploitation": "none"})).points["exploitation"] == ("active",)


def test_answers_to_the_rubric_give_the_vector_of_the_finding() -> None:
    answers = [{"question": code, "answer": "no"} for code in ("XAVN", "XAVP")]
    one = ranked(part(DECISION, rubric=answers))
    assert one.adjusted is not None
    assert one.adjusted.published.vector == "CVSS:3.0/AV:L/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"
