# SPDX-License-Identifier: Apache-2.0
"""MITRE's rubric as an interview: answers in, the next question and a CVSS base vector out.

Rules:

- Every question is answered yes, no or unknown. A question without an answer counts as unknown, so there is always
  a vector, and every further answer can only lower it or leave it.
- Unknown takes the worst value that its branches hold, and nothing behind it is asked.
- Where a metric begins with several questions, the worst of what they give is its value.
- Answers to questions that the others do not lead to are kept by who stores them, and count for nothing.

What the rubric gives is a base score with patients in mind. It is no risk assessment: severity of harm is judged
in the risk management file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from medward.dossier.model.parts import Answer
from medward.triage import cvss
from medward.triage.cvss import Scores
from medward.triage.rubrics import Ask, Branch, End, Metric, Question, Rubric

_LETTERS = {"Y": Answer.YES, "N": Answer.NO, "U": Answer.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Told:
    """One metric.

    Attributes:
        metric: its letters, such as `AV`.
        value: its value.
        reason: the answers that gave it, in words.
        unknown: codes of the questions on its way that are not answered, or answered with unknown.
    """

    metric: str
    value: str
    reason: str
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """Where an interview stands.

    Attributes:
        scores: the base vector, and its score.
        metrics: the metrics, in the order of the vector.
        next: the question to ask next; None where none is left.
    """

    scores: Scores
    metrics: tuple[Told, ...]
    next: Question | None

    @property
    def unknown(self) -> tuple[str, ...]:
        """Codes of the questions that nobody could answer yet."""
        return tuple(code for told in self.metrics for code in told.unknown)


def interview(rubric: Rubric, answers: Mapping[str, Answer]) -> Interview:
    """What the answers give so far. Raises ValueError for an answer to a question that is not in the rubric."""
    if strange := sorted(answers.keys() - rubric.by_code.keys()):
        raise ValueError(f"the rubric has no question {', '.join(strange)}")
    metrics = tuple(_told(metric, rubric.by_code, answers) for metric in rubric.metrics)
    vector = "/".join((f"CVSS:{rubric.cvss}", *(f"{told.metric}:{told.value}" for told in metrics)))
    return Interview(cvss.scores(vector), metrics, _next(rubric, answers))


def read_answers(text: str) -> dict[str, Answer]:
    """Answers from one line, `XAVN:Y/XAVT:N/XAVW:U`. Raises ValueError, saying what is wrong."""
    answers: dict[str, Answer] = {}
    for pair in filter(None, text.split("/")):
        code, _, letter = pair.partition(":")
        if letter not in _LETTERS:
            raise ValueError(f"'{pair}' is no answer; write a code and Y, N or U, such as XAVN:Y")
        if code in answers:
            raise ValueError(f"{code} is answered twice")
        answers[code] = _LETTERS[letter]
    return answers


def write_answers(rubric: Rubric, answers: Mapping[str, Answer]) -> str:
    """Answers as one line, in the order of the rubric."""
    letters = {answer: letter for letter, answer in _LETTERS.items()}
    return "/".join(f"{one.code}:{letters[answers[one.code]]}" for one in rubric.questions if one.code in answers)


def _told(metric: Metric, known: Mapping[str, Question], answers: Mapping[str, Answer]) -> Told:
    """The worst of what the first questions of a metric give."""
    found = [_followed(Ask(ask=code), metric, known, answers) for code in metric.asks]
    value, _ = min(found, key=lambda one: metric.worst_first.index(one[0]))
    deciding = [trail for given, trail in found if given == value]
    asked = [step for trail in deciding for step in trail]
    reason = ", ".join(_together(list(codes), word) for word, codes in groupby(asked, partial(_word, answers)))
    unknown = tuple(code for _, trail in found for code in trail if _open(answers, code))
    return Told(metric.metric, value, f"{metric.title} {value}: {reason}", unknown)


def _followed(
    branch: Branch, metric: Metric, known: Mapping[str, Question], answers: Mapping[str, Answer]
) -> tuple[str, list[str]]:
    """The value at the end of a branch, and the codes of the questions on the way."""
    trail: list[str] = []
    while isinstance(branch, Ask):
        question = known[branch.ask]
        trail.append(question.code)
        if _open(answers, question.code):
            ends = (*_ends(question.yes, known), *_ends(question.no, known))
            return min(ends, key=metric.worst_first.index), trail
        branch = question.yes if answers[question.code] is Answer.YES else question.no
    return branch.value, trail


def _ends(branch: Branch, known: Mapping[str, Question]) -> Iterator[str]:
    """Every value that a branch can end in."""
    if isinstance(branch, End):
        yield branch.value
        return
    question = known[branch.ask]
    yield from _ends(question.yes, known)
    yield from _ends(question.no, known)


def _next(rubric: Rubric, answers: Mapping[str, Answer]) -> Question | None:
    """The first question on any way that has no answer at all."""
    known = rubric.by_code
    for metric in rubric.metrics:
        for code in metric.asks:
            last = _followed(Ask(ask=code), metric, known, answers)[1][-1]
            if last not in answers:
                return known[last]
    return None


def _open(answers: Mapping[str, Answer], code: str) -> bool:
    return answers.get(code, Answer.UNKNOWN) is Answer.UNKNOWN


def _together(codes: Sequence[str], word: str) -> str:
    """Questions in a row with the same answer: `XCP, XCD are not answered, so the worst counts`."""
    return f"{', '.join(codes)} {'is' if len(codes) == 1 else 'are'} {word}"


def _word(answers: Mapping[str, Answer], code: str) -> str:
    """An answer as people say it."""
    if code not in answers:
        return "not answered, so the worst counts"
    return "unknown, so the worst counts" if _open(answers, code) else f"answered {answers[code]}"
