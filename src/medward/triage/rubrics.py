# SPDX-License-Identifier: Apache-2.0
"""The model of a rubric: questions with a yes and a no branch that end in values of CVSS base metrics.

A rubric is a pack in `medward.packs`, in `rubrics/`. Reading it gives a frozen `Rubric` or raises `ProblemsError`.
Rules between its values: codes are unique, every branch leads to a question that exists or to a value of the
metric, no question is reached twice, and none is left out; so following answers always ends.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from medward.base.validation import Broken, Form, refuse
from medward.packs.checks import Closed, Text
from medward.triage import pack
from medward.triage.pack import Pack

SHIPPED = "mitre-cvss-medical-devices"

Code: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^X[A-Z]{1,4}$"), Form("X and one to four capital letters, such as XAVN")
]
Value: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z]$"), Form("one capital letter, such as N")]


class Ask(Closed):
    """A branch that leads to another question."""

    ask: Code
    """Code of the next question."""


class End(Closed):
    """A branch that ends."""

    value: Value
    """Value of the metric."""


Branch: TypeAlias = Ask | End


class Question(Closed):
    """One question, answered yes, no or unknown."""

    code: Code
    """Code, unique in the rubric; answers are stored under it."""
    text: Text
    """The question, in own words."""
    yes: Branch
    """Where yes leads."""
    no: Branch
    """Where no leads."""


class Metric(Closed):
    """One base metric, and the questions with which it begins."""

    metric: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,2}$"), Form("a base metric, such as AV")]
    """Its letters in a vector."""
    title: Text
    """Its name."""
    worst_first: Annotated[tuple[Value, ...], Field(min_length=2)]
    """The values that the questions can give, the worst first."""
    asks: Annotated[tuple[Code, ...], Field(min_length=1)]
    """Questions with which it begins; the worst of what they give is its value."""


class Rubric(Pack):
    """A rubric, with where it comes from."""

    kind: Literal["rubric"]
    """What kind of pack it is."""
    cvss: Literal["3.0", "3.1"]
    """Version of CVSS whose base vector it gives."""
    metrics: Annotated[tuple[Metric, ...], Field(min_length=1)]
    """Metrics, in the order of the vector and of the interview."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """Every question."""

    @property
    def by_code(self) -> dict[str, Question]:
        """The questions under their codes."""
        return {question.code: question for question in self.questions}

    @model_validator(mode="after")
    def _obey(self) -> Self:
        refuse(self._broken())
        return self

    def _broken(self) -> Iterator[Broken]:
        known = self.by_code
        if len(known) != len(self.questions):
            yield Broken("questions", "pack.duplicate-id", "two questions have one code", "Keep one of them")
            return
        reached: list[str] = []
        for metric in self.metrics:
            for code in metric.asks:
                yield from _broken_branches(Ask(ask=code), metric, known, reached)
        for code in sorted(known.keys() - set(reached)):
            yield Broken("questions", "pack.unknown-name", f"no branch leads to {code}", "Name it in a branch")


def _broken_branches(
    branch: Branch, metric: Metric, known: dict[str, Question], reached: list[str]
) -> Iterator[Broken]:
    """Follow a branch to its ends; a question that was reached before is not followed again."""
    if isinstance(branch, End):
        if branch.value not in metric.worst_first:
            message = f"{metric.metric} has no value {branch.value}"
            yield Broken("metrics", "pack.unknown-word", message, f"Write one of {', '.join(metric.worst_first)}")
    elif branch.ask not in known:
        message = f"there is no question {branch.ask}"
        yield Broken("questions", "pack.unknown-name", message, "Add the question, or mend its code")
    elif branch.ask in reached:
        yield Broken("questions", "pack.duplicate-id", f"two branches lead to {branch.ask}", "Keep one of them")
    else:
        reached.append(branch.ask)
        for way in (known[branch.ask].yes, known[branch.ask].no):
            yield from _broken_branches(way, metric, known, reached)


def parse(data: bytes, name: str) -> Rubric:
    """Read a rubric from bytes. Raises ProblemsError."""
    return pack.parse(Rubric, data, name)


@cache
def shipped() -> Rubric:
    """MITRE's rubric for medical devices, as it comes with Medward."""
    return pack.shipped(Rubric, SHIPPED)
