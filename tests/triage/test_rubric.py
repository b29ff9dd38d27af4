# SPDX-License-Identifier: Apache-2.0
"""The interview: answers, the next question, the vector, and that knowing more never raises it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.dossier.model.parts import Answer
from medward.triage.rubric import Interview, interview, read_answers, write_answers
from medward.triage.rubrics import shipped

RUBRIC = shipped()
CODES = [question.code for question in RUBRIC.questions]
answers_of_any_kind = st.dictionaries(st.sampled_from(CODES), st.sampled_from(list(Answer)))


def told(text: str) -> Interview:
    return interview(RUBRIC, read_answers(text))


def value(metric: str, text: str) -> str:
    return next(one.value for one in told(text).metrics if one.metric == metric)


def test_without_an_answer_everything_has_its_worst_value() -> None:
    found = told("")
    assert found.scores.vector == "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"
    assert found.scores.base == 10.0


@pytest.mark.parametrize(
    ("answers", "worth"),
    [
        ("XAVN:Y/XAVT:Y", "N"),
        ("XAVN:Y/XAVT:N/XAVW:Y/XAVR:N", "A"),
        ("XAVN:Y/XAVT:N/XAVW:Y/XAVR:Y", "L"),
        ("XAVN:Y/XAVT:N/XAVW:N", "A"),
        ("XAVN:N/XAVP:N", "L"),
        ("XAVN:N/XAVP:Y/XAVPA:Y", "P"),
        ("XAVN:U", "N"),
        ("XAVN:N/XAVP:U", "L"),
        ("XAVN:Y/XAVT:N/XAVW:U", "A"),
    ],
)
def test_the_attack_vector_follows_the_answers(answers: str, worth: str) -> None:
    assert value("AV", answers) == worth


@pytest.mark.parametrize(
    ("answers", "worth"),
    [("XPRL:N", "N"), ("XPRL:Y/XPRZ:N", "N"), ("XPRL:Y/XPRZ:Y/XPRS:Y", "H"), ("XPRL:Y/XPRZ:Y/XPRS:U", "L")],
)
def test_the_privileges_follow_the_answers(answers: str, worth: str) -> None:
    assert value("PR", answers) == worth


def test_data_of_few_patients_are_a_low_impact_where_nothing_else_can_be_read() -> None:
    rest = "/XCD:N/XCT:N/XCW:N/XCS:N/XCO:N"
    assert value("C", f"XCP:Y/XCPM:N{rest}") == "L"
    assert value("C", f"XCP:Y/XCPM:Y{rest}") == "H"
    assert value("C", f"XCP:N{rest}") == "N"


def test_the_worst_of_all_kinds_of_data_counts() -> None:
    assert value("I", "XIP:N/XID:N/XIT:Y/XIW:N/XIS:N/XIO:N") == "H"


def test_each_metric_tells_the_answers_that_gave_it() -> None:
    found = {one.metric: one for one in told("XAVN:Y/XAVT:N/XAVW:Y/XAVR:U").metrics}
    assert found["AV"].reason == (
        "attack vector A: XAVN is answered yes, XAVT is answered no, XAVW is answered yes, "
        "XAVR is unknown, so the worst counts"
    )
    assert found["AV"].unknown == ("XAVR",)
    assert found["UI"].reason == "user interaction N: XUI is not answered, so the worst counts"


def test_the_interview_asks_only_what_the_answers_lead_to() -> None:
    asked: list[str] = []
    given: dict[str, Answer] = {}
    while (question := interview(RUBRIC, given).next) is not None:
        asked.append(question.code)
        given[question.code] = Answer.NO
    assert asked == ["XAVN", "XAVP", "XACL", "XPRL", "XUI", "XS", "XCP", *CODES[14:]]


def test_nothing_is_asked_behind_an_unknown() -> None:
    found = told("XAVN:U").next
    assert found is not None
    assert found.code == "XACL"


def test_when_everything_is_answered_nothing_is_left_to_ask() -> None:
    found = interview(RUBRIC, dict.fromkeys(CODES, Answer.YES))
    assert (found.next, found.unknown) == (None, ())
    assert found.scores.vector == "CVSS:3.0/AV:N/AC:L/PR:H/UI:R/S:C/C:H/I:H/A:H"


def test_an_answer_to_a_question_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no question XNO"):
        told("XNO:Y")


@pytest.mark.parametrize(
    ("text", "said"), [("XAVN", "is no answer"), ("XAVN:J", "is no answer"), ("XS:Y/XS:N", "twice")]
)
def test_a_line_of_answers_that_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_answers(text)


@given(answers_of_any_kind)
def test_stored_answers_are_read_back(answers: dict[str, Answer]) -> None:
    assert read_answers(write_answers(RUBRIC, answers)) == answers


@given(answers_of_any_kind, st.sampled_from(CODES), st.sampled_from(list(Answer)))
def test_one_more_answer_never_worsens_a_metric(answers: dict[str, Answer], code: str, answer: Answer) -> None:
    known = {**answers, code: answer}
    before = {one.metric: one.value for one in interview(RUBRIC, {**answers, code: Answer.UNKNOWN}).metrics}
    after = {one.metric: one.value for one in interview(RUBRIC, known).metrics}
    for metric in RUBRIC.metrics:
        order = metric.worst_first.index
        assert order(after[metric.metric]) >= order(before[metric.metric])


@given(answers_of_any_kind)
def test_every_set_of_answers_gives_a_score(answers: dict[str, Answer]) -> None:
    assert interview(RUBRIC, answers).scores.base is not None
