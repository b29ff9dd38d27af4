# SPDX-License-Identifier: Apache-2.0
"""The worked examples of shipped packs get the verdicts that they say, and nothing is green that shows nothing."""

from importlib import resources
from pathlib import Path

import pytest

from medward.compliance.binding import faults_of_pack
from medward.compliance.model import Status
from medward.compliance.worked import run
from medward.packs import Framework, shipped_ids, shipped_pack
from medward.packs.checks import FactCheck, ReservedCheck
from medward.packs.examples import Example, Examples, examples_path, read_examples

FOLDER = Path(str(resources.files("medward.packs").joinpath("frameworks")))
SHOWN_BY_EVERY_DEVICE = {"fda-524b:c.test"}
"""The three questions are answered even in the smallest example."""


def examples_of(pack: str) -> Examples:
    """The examples of a shipped pack."""
    return read_examples(examples_path(FOLDER / f"{pack}.yaml"), shipped_pack(pack))


@pytest.mark.parametrize("pack", shipped_ids())
def test_everything_that_a_pack_names_exists(pack: str) -> None:
    assert faults_of_pack(shipped_pack(pack)) == {}


@pytest.mark.parametrize("pack", shipped_ids())
def test_worked_examples_get_their_verdicts(pack: str) -> None:
    worked = run(shipped_pack(pack), examples_of(pack))
    assert [
        f"{one.example.requirement}: {one.example.gives} expected, {one.status} found: {one.reason}"
        for one in worked
        if not one.agrees
    ] == []


@pytest.mark.parametrize("pack", shipped_ids())
def test_every_requirement_can_be_met_and_can_fail(pack: str) -> None:
    framework, given = shipped_pack(pack), examples_of(pack).examples
    gives = {
        one.id: {example.gives for example in given if example.requirement == one.id}
        for one in framework.requirements
    }
    reserved = {one.id for one in framework.requirements if isinstance(one.check, ReservedCheck)}
    assert [name for name, found in gives.items() if "met" not in found and name not in reserved] == []
    assert [name for name, found in gives.items() if not found - {"met"}] == []


@pytest.mark.parametrize("pack", shipped_ids())
def test_what_rests_on_findings_has_an_example_without_a_database(pack: str) -> None:
    given = examples_of(pack).examples
    for requirement in shipped_pack(pack).requirements:
        if isinstance(requirement.check, FactCheck) and requirement.check.fact.startswith("vulnerabilities."):
            without = {one.gives for one in given if one.requirement == requirement.id and not one.database}
            assert without == {"unknown"}, requirement.id


@pytest.mark.parametrize("pack", shipped_ids())
def test_a_dossier_that_says_nothing_is_green_on_nothing(pack: str) -> None:
    framework = shipped_pack(pack)
    met = {
        f"{pack}:{one.example.requirement}"
        for one in run(framework, nothing(framework))
        if one.status == Status.MET
    }
    assert met - SHOWN_BY_EVERY_DEVICE == set()


def nothing(framework: Framework) -> Examples:
    """An example of every requirement on the smallest dossier there is."""
    given = [Example(requirement=one.id, gives="met", because="It must not be") for one in framework.requirements]
    return examples_of(framework.id).model_copy(update={"examples": tuple(given)})
