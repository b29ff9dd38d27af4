# SPDX-License-Identifier: Apache-2.0
"""Answers to the rubric for medical devices: read from a file or a line, and kept with a decision.

A file says codes with answers, or with an answer and a note:

    XAVN: yes
    XAVT: {answer: no, note: the stick is read by the service tool alone}

Rules:

- Answers go into the decision that holds for the finding, in place of its earlier answers to the same questions.
- Where nobody has decided, they begin a decision that is under investigation: answers alone decide nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from medward.base import yamltext
from medward.base.problems import Place, Problem, ProblemsError
from medward.dossier.model.deciding import RubricAnswer, Scope
from medward.dossier.model.keeping import Triage, TriageStatus
from medward.dossier.model.parts import Answer
from medward.triage.deciding import About, Choice, checked, decided
from medward.triage.ordering import Ranked
from medward.triage.rubrics import Rubric

REASON = "Answers to the rubric for medical devices were taken down; nobody has decided yet."
_SHORT = {"y": Answer.YES, "n": Answer.NO, "u": Answer.UNKNOWN, "?": Answer.UNKNOWN}


def read(path: Path, rubric: Rubric) -> tuple[RubricAnswer, ...]:
    """The answers in a file. Raises ProblemsError with everything that is wrong in it."""
    document = yamltext.read(path, str(path))
    if not isinstance(document.value, dict):
        message, mend = "the file does not hold codes with answers", "Write lines such as `XAVN: yes`"
        raise ProblemsError([Problem(Place(str(path)), "", "triage.wrong-answers", message, mend)])
    found = [_read(code, said, rubric, Place(str(path))) for code, said in document.value.items()]
    if problems := [one for one in found if isinstance(one, Problem)]:
        raise ProblemsError(problems)
    return tuple(one for one in found if isinstance(one, RubricAnswer))


def spoken(code: str, text: str) -> RubricAnswer | None:
    """An answer as somebody types it: `yes`, `n`, `unknown: nobody has looked`; None where it is no answer."""
    word, _, note = text.partition(":")
    word = word.strip().lower()
    if word not in _SHORT and word not in set(Answer):
        return None
    answer = _SHORT[word] if word in _SHORT else Answer(word)
    return RubricAnswer(question=code, answer=answer, note=note.strip() or None)


def together(before: Iterable[RubricAnswer], new: Iterable[RubricAnswer]) -> tuple[RubricAnswer, ...]:
    """Earlier answers with new ones in their place."""
    return tuple({one.question: one for one in (*before, *new)}.values())


def plain(answers: Iterable[RubricAnswer]) -> dict[str, Answer]:
    """Answers by code."""
    return {one.question: one.answer for one in answers}


def kept(one: Ranked, answers: Sequence[RubricAnswer], author: str | None, about: About) -> tuple[Triage, bool]:
    """The decision that keeps the answers about a finding, and whether it takes the place of one with its id.

    Raises ProblemsError where nobody has decided and no author is named.
    """
    said = [answer.model_dump(mode="json", exclude_none=True) for answer in answers]
    if one.decision is not None:
        keys: Mapping[str, Any] = one.decision.model_dump(mode="json", exclude_defaults=True)
        return checked({**keys, "rubric": said}), True
    choice = {"status": TriageStatus.UNDER_INVESTIGATION, "reason": REASON, "author": author, "rubric": said}
    (made,) = decided([one], Choice(Scope.RELEASE, choice), about)
    return made, False


def _read(code: str, said: object, rubric: Rubric, place: Place) -> RubricAnswer | Problem:
    if code not in rubric.by_code:
        message, mend = f"the rubric has no question {code}", "`medward triage interview` asks every question"
        return Problem(place, code, "triage.unknown-question", message, mend)
    told = said if isinstance(said, dict) else {"answer": said}
    answer, note = told.get("answer"), told.get("note")
    if answer not in list(Answer) or told.keys() - {"answer", "note"} or not isinstance(note, str | None):
        message, mend = "this is no answer", "Write yes, no or unknown, or {answer: no, note: why}"
        return Problem(place, code, "triage.wrong-answers", message, mend)
    return RubricAnswer(question=code, answer=Answer(str(answer)), note=note or None)
