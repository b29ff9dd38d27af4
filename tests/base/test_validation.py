# SPDX-License-Identifier: Apache-2.0
"""Every error of a validation becomes one problem, at the place where somebody wrote it."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

import pytest
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from medward.base.problems import Problem
from medward.base.validation import MAX_ERRORS, Broken, Form, problems_of, refuse
from medward.base.yamltext import parse


class Closed(BaseModel):
    """Knows no other keys."""

    model_config = ConfigDict(extra="forbid")


class Circle(Closed):
    """Has a radius."""

    radius: Annotated[int, Field(ge=1)]


class Square(Closed):
    """Has a side, and maybe a name."""

    side: int
    name: str = Field(default="", alias="called")


class Drawing(Closed):
    """Shapes of two kinds, and rules between its keys."""

    first: int = 0
    last: int = 9
    code: Annotated[str, StringConstraints(pattern=r"^[a-z]+$"), Form("small letters")] = "a"
    codes: tuple[Annotated[str, StringConstraints(pattern=r"^[a-z]+$"), Form("small letters")], ...] = ()
    shapes: Annotated[tuple[Circle | Square, ...], Field(min_length=1)] = (Circle(radius=1),)
    sizes: dict[Literal["s", "m"], int] = {}
    inner: "Drawing | None" = None

    def broken(self) -> Iterator[Broken]:
        """The rules that do not hold."""
        if self.last < self.first:
            yield Broken("last", "drawing.order", "the last is before the first", "Mend one")
        if self.first < 0:
            yield Broken("first", "drawing.negative", "the first is negative", "Count from 0")

    @model_validator(mode="after")
    def _obey(self) -> Self:
        refuse(self.broken())
        return self


def found(text: str) -> tuple[Problem, ...]:
    document = parse(text.encode(), "f")
    with pytest.raises(ValidationError) as caught:
        Drawing.model_validate(document.value)
    return problems_of(
        caught.value,
        model=Drawing,
        value=document.value,
        place=document.place,
        area="drawing",
        written=document.written,
        purpose=lambda model, key: f"{key} of {model.__name__}",
    )


def said(text: str) -> list[str]:
    return [f"{problem.place.line} {problem.key} {problem.code}" for problem in found(text)]


def test_an_error_has_the_place_and_the_path_of_what_was_written() -> None:
    assert said("first: 1\nlast: x\ncolour: red\n") == [
        "2 last drawing.wrong-value",
        "3 colour drawing.unknown-key",
    ]


def test_the_members_of_a_union_are_no_part_of_the_path_and_say_a_thing_once() -> None:
    assert said("shapes:\n- radius: 0\n") == [
        "2 shapes[0].radius drawing.wrong-value",
        "2 shapes[0].side drawing.missing-key",
        "2 shapes[0].radius drawing.unknown-key",
    ]
    assert said("shapes: [x]") == ["1 shapes[0] drawing.wrong-type"]


def test_an_unknown_key_is_compared_with_all_keys_that_could_stand_there() -> None:
    (problem,) = [problem for problem in found("shapes: [{radus: 1}]") if problem.code == "drawing.unknown-key"]
    assert problem.mend == "Write 'radius'; known here: radius, side, called"


def test_a_missing_key_says_what_it_is_for() -> None:
    (problem,) = [problem for problem in found("inner: {shapes: [{called: x}]}") if problem.key.endswith("side")]
    assert problem.mend == "Add `side:` (side of Square)"


def test_a_wrong_key_of_a_mapping_is_shown_itself() -> None:
    (problem,) = found("sizes: {xl: 1}")
    assert (problem.key, problem.message) == ("sizes.xl", "'xl' is not a word that is known here")


def test_the_form_of_a_text_is_said_in_words_for_values_and_for_items() -> None:
    for text in ("code: A", "codes: [A]"):
        (problem,) = found(text)
        assert problem.mend == "Write small letters"


def test_a_list_that_is_too_short_is_said_and_its_echo_is_not() -> None:
    assert said("shapes: []") == ["1 shapes drawing.empty"]


def test_all_broken_rules_of_one_model_are_said_at_their_keys() -> None:
    assert said("inner:\n  last: -2\n  first: -1\n") == [
        "2 inner.last drawing.order",
        "3 inner.first drawing.negative",
    ]


def test_more_errors_than_anybody_reads_are_counted() -> None:
    problems = found("".join(f"k{number}: 1\n" for number in range(MAX_ERRORS + 5)))
    assert len(problems) == MAX_ERRORS + 1
    assert (problems[-1].code, problems[-1].message) == ("drawing.more", "5 more values do not fit")
