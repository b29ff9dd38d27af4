# SPDX-License-Identifier: Apache-2.0
"""The rules inside a pack, each broken once: the problem names the rule, the place and the mend."""

from typing import Any

import pytest

from medward.base.problems import Problem
from medward.packs import rules
from medward.packs.framework import Framework
from packs import sample


def broken(value: dict[str, Any]) -> list[Problem]:
    """The rules that a pack breaks."""
    return rules.problems(Framework.model_validate(value), sample.document(value))


def test_a_pack_in_order_breaks_no_rule() -> None:
    assert broken(sample.content()) == []


def test_a_requirement_stands_once() -> None:
    value = sample.content()
    value["requirements"][1]["id"] = "first.threats"
    (problem,) = broken(value)
    assert (problem.code, problem.key) == ("pack.duplicate-id", "requirements[1].id")
    assert problem.message == "the requirement 'first.threats' stands twice"
    assert problem.place.line > 1


def test_a_section_stands_once() -> None:
    value = sample.content()
    value["sections"].append({"id": "first", "title": "Again"})
    assert [problem.code for problem in broken(value)] == ["pack.duplicate-id"]


def test_a_requirement_names_a_section_that_is_listed() -> None:
    value = sample.content()
    value["requirements"][0]["section"] = "frist"
    (problem,) = broken(value)
    assert (problem.code, problem.key) == ("pack.unknown-section", "requirements[0].section")
    assert "first" in problem.mend


def test_a_section_has_a_requirement() -> None:
    value = sample.content()
    value["sections"].append({"id": "second", "title": "Second"})
    (problem,) = broken(value)
    assert (problem.code, problem.key) == ("pack.empty-section", "sections[1]")


def test_a_text_in_force_has_its_first_day() -> None:
    value = sample.content()
    del value["in_force_from"]
    (problem,) = broken(value)
    assert (problem.code, problem.mend) == ("pack.missing-date", "Add 'in_force_from'")


def test_a_proposed_text_needs_no_day() -> None:
    value = sample.content()
    del value["in_force_from"]
    assert broken({**value, "status": "proposed"}) == []


@pytest.mark.parametrize("status", ["superseded", "withdrawn"])
def test_a_text_that_ended_has_its_last_day(status: str) -> None:
    value = sample.content()
    del value["in_force_until"]
    (problem,) = broken({**value, "status": status})
    assert (problem.code, problem.mend) == ("pack.missing-date", "Add 'in_force_until'")


@pytest.mark.parametrize(
    ("path", "day", "key"),
    [
        (("in_force_until",), "2026-01-14", "in_force_until"),
        (("requirements", 1, "in_force_from"), "2026-01-14", "requirements[1].in_force_from"),
        (("requirements", 1, "in_force_from"), "2031-01-01", "requirements[1].in_force_from"),
        (
            ("requirements", 1, "check", "any", 1, "reserved", "recheck_by"),
            "2025-12-31",
            "requirements[1].check.any[1].reserved.recheck_by",
        ),
    ],
)
def test_days_are_in_order(path: tuple[str | int, ...], day: str, key: str) -> None:
    value = sample.content()
    here: Any = value
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = day
    assert (found := [problem for problem in broken(value) if problem.key == key])
    assert {problem.code for problem in found} == {"pack.dates"}


def test_the_last_day_may_be_the_first() -> None:
    assert broken({**sample.content(), "in_force_from": "2030-12-31", "requirements": one_requirement()}) == []


def one_requirement() -> list[Any]:
    """A requirement without days of its own."""
    requirements: list[Any] = sample.content()["requirements"]
    return requirements[:1]


def test_every_broken_rule_is_told_at_once() -> None:
    value = sample.content()
    value["requirements"][0]["section"] = "frist"
    value["requirements"][1]["id"] = "first.threats"
    value["in_force_until"] = "2020-01-01"
    found = {problem.code for problem in broken(value)}
    assert found == {"pack.unknown-section", "pack.duplicate-id", "pack.dates"}


def test_an_activity_is_held_to_answer_the_requirement_in_which_the_check_stands() -> None:
    value = {**sample.content(), "requirements": one_requirement()}
    rule = {"activity": "backup", "requirement": "small-law:first.threats"}
    value["requirements"][0]["check"] = {"all": [{"answered": rule}]}
    assert broken(value) == []
    value["requirements"][0]["check"] = {"all": [{"answered": {**rule, "requirement": "small-law:second"}}]}
    (problem,) = broken(value)
    assert (problem.key, problem.code) == (
        "requirements[0].check.all[0].answered.requirement",
        "pack.unknown-requirement",
    )
    assert problem.mend == "Write 'small-law:first.threats'"


def test_a_path_asks_for_what_answers_the_requirement_in_which_it_stands() -> None:
    value = {**sample.content(), "requirements": one_requirement()}
    rule = {"every": {"kind": "control"}, "answers": "small-law:first.threats"}
    value["requirements"][0]["check"] = {"any": [{"path": rule}]}
    assert broken(value) == []
    value["requirements"][0]["check"] = {"any": [{"path": {**rule, "answers": "small-law:second"}}]}
    (problem,) = broken(value)
    assert (problem.key, problem.code) == (
        "requirements[0].check.any[0].path.answers",
        "pack.unknown-requirement",
    )
