# SPDX-License-Identifier: Apache-2.0
"""Every worked example of every shipped library gives what it says, and every threat is proved by two."""

import pytest

from medward.packs.threat_library import Examples, Library, shipped, shipped_examples
from medward.threats.worked import run, unproven
from threat_systems import library, threat


@pytest.mark.parametrize("given", shipped(), ids=lambda given: given.id)
def test_shipped_examples_give_what_they_say(given: Library) -> None:
    wrong = [one for one in run(given, shipped_examples(given.id)) if not one.agrees]
    assert wrong == []


@pytest.mark.parametrize("given", shipped(), ids=lambda given: given.id)
def test_every_shipped_threat_has_an_example_that_fires_and_one_that_does_not(given: Library) -> None:
    assert list(unproven(given, shipped_examples(given.id))) == []


def test_there_are_at_least_150_threats() -> None:
    assert sum(len(given.threats) for given in shipped()) >= 150


OWN = library(threat({"is": {"reach": ["radio"]}}, held_when={"is": {"encrypted": ["yes"]}}))


def examples(*given: dict[str, object]) -> Examples:
    listed = [{"threat": "TL-OWN-001", "element": "I-WIFI", **one} for one in given]
    return Examples.model_validate({"schema": 1, "kind": "threat_examples", "library": "own", "examples": listed})


def test_an_example_that_gives_otherwise_does_not_agree() -> None:
    (one,) = run(OWN, examples({"gives": "not"}))
    assert (one.agrees, one.verdict, one.reason) == (False, "fires", "I-WIFI: reach is network, radio")


def test_an_example_can_say_whether_something_holds_the_threat_off() -> None:
    wrong, right = run(OWN, examples({"gives": "fires", "held": "yes"}, {"gives": "fires", "held": "no"}))
    assert (wrong.agrees, right.agrees) == (False, True)


@pytest.mark.parametrize(
    "given",
    [
        {"element": "I-NONE"},
        {"scene": "nowhere"},
        {"change": {"X-1": {"a": "b"}}},
        {"change": {"I-WIFI": {"medium": "smoke"}}},
    ],
)
def test_an_example_that_cannot_be_worked_does_not_agree_and_says_why(given: dict[str, object]) -> None:
    (one,) = run(OWN, examples({"gives": "fires", **given}))
    assert (one.agrees, one.verdict) == (False, None)
    assert one.reason.startswith("it cannot be worked: ")


def test_a_threat_without_both_examples_is_unproven() -> None:
    assert list(unproven(OWN, examples({"gives": "fires"}))) == ["TL-OWN-001 has no example that gives 'not'"]
