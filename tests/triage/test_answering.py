# SPDX-License-Identifier: Apache-2.0
"""Answers to the rubric: from a file, from what somebody types, and into a decision."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import AS_OF, finding
from medward.base.problems import ProblemsError
from medward.dossier.model.deciding import RubricAnswer
from medward.dossier.model.parts import Answer
from medward.triage.answering import kept, read, spoken, together
from medward.triage.deciding import About
from medward.triage.ordering import ordered
from medward.triage.rubrics import shipped
from triage.devices import DECISION, harmful, pump

NO_PORT = RubricAnswer(question="XAVN", answer=Answer.NO, note="no port")


def on(**keys: Any) -> About:
    context = pump(finding("app"), **{**harmful(), **keys})
    return About(context.dossier.triage, ordered(context.trace, AS_OF), context.trace, AS_OF)


def read_text(folder: Path, text: str) -> tuple[RubricAnswer, ...]:
    (folder / "answers.yaml").write_text(text)
    return read(folder / "answers.yaml", shipped())


def test_a_file_says_codes_with_answers_and_notes(tmp_path: Path) -> None:
    found = read_text(tmp_path, "XAVN: {answer: no, note: no port}\nXUI: yes\nXS: unknown\n")
    assert found == (
        NO_PORT,
        RubricAnswer(question="XUI", answer=Answer.YES),
        RubricAnswer(question="XS", answer=Answer.UNKNOWN),
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("XQQQ: yes", "triage.unknown-question"),
        ("XAVN: perhaps", "triage.wrong-answers"),
        ("XAVN: {answer: no, why: port}", "triage.wrong-answers"),
        ("XAVN: {answer: no, note: [port]}", "triage.wrong-answers"),
        ("XAVN: [no]", "triage.wrong-answers"),
        ("- XAVN", "triage.wrong-answers"),
        ("", "triage.wrong-answers"),
        ("XAVN: {", "yaml.syntax"),
    ],
)
def test_what_is_no_answer_is_refused(text: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError) as caught:
        read_text(tmp_path, text)
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(
    ("text", "answer", "note"),
    [
        ("yes", Answer.YES, None),
        (" N ", Answer.NO, None),
        ("u: nobody has looked", Answer.UNKNOWN, "nobody has looked"),
        ("?", Answer.UNKNOWN, None),
        ("No:", Answer.NO, None),
    ],
)
def test_an_answer_is_typed_in_short_with_a_note_behind_a_colon(
    text: str, answer: Answer, note: str | None
) -> None:
    assert spoken("XAVN", text) == RubricAnswer(question="XAVN", answer=answer, note=note)


@given(st.text(st.characters(codec="ascii", exclude_characters="ynu?YNU"), max_size=8))
def test_anything_else_that_is_typed_is_no_answer(text: str) -> None:
    assert spoken("XAVN", text) is None


def test_a_new_answer_takes_the_place_of_the_earlier_one() -> None:
    again = RubricAnswer(question="XAVN", answer=Answer.YES)
    other = RubricAnswer(question="XUI", answer=Answer.NO)
    assert together([NO_PORT, other], [again]) == (again, other)


def test_answers_go_into_the_decision_that_holds() -> None:
    about = on(triage=[DECISION])
    made, in_place = kept(about.ranked[0], [NO_PORT], None, about)
    assert in_place
    assert (made.id, made.rubric, made.reason) == ("TR-1", (NO_PORT,), DECISION["reason"])


def test_without_a_decision_answers_begin_one_that_decides_nothing() -> None:
    about = on()
    made, in_place = kept(about.ranked[0], [NO_PORT], "Security", about)
    assert not in_place
    assert (made.status, made.author, made.rubric) == ("under_investigation", "Security", (NO_PORT,))


def test_without_a_decision_somebody_has_to_answer_for_the_answers() -> None:
    about = on()
    with pytest.raises(ProblemsError) as caught:
        kept(about.ranked[0], [NO_PORT], None, about)
    assert [problem.key for problem in caught.value.problems] == ["author"]
