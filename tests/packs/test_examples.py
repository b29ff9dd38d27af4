# SPDX-License-Identifier: Apache-2.0
"""Worked examples: fragments are merged part by part, and names that lead nowhere are refused."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from medward.base.problems import ProblemsError
from medward.packs.examples import Example, Examples, examples_path, read_examples
from packs import sample

BASE = {
    "threats": [{"id": "T-1", "title": "rogue", "status": "mitigated"}, {"id": "T-2", "title": "flood"}],
    "device": {"name": "Pump", "cyber_device": {"can_connect": "yes"}},
    "connectivity": ["wifi", "usb"],
}


def examples(**changes: Any) -> dict[str, Any]:
    """A file of examples as values."""
    return {
        "schema": 1,
        "kind": "examples",
        "framework": "small-law",
        "as_of": "2026-06-01",
        "fragments": {"base": BASE, "more": {"threats": [{"id": "T-3"}]}},
        "examples": [{"requirement": "first.threats", "gives": "met", "because": "It is"}],
        **changes,
    }


def merged(given: dict[str, Any], *builds_on: str) -> dict[str, Any]:
    """What an example gives on top of fragments."""
    whole = Examples.model_validate(examples())
    example = {
        "requirement": "first.threats",
        "gives": "met",
        "because": "x",
        "given": given,
        "builds_on": builds_on,
    }
    return dict(whole.dossier(Example.model_validate(example)))


def read(value: dict[str, Any], tmp_path: Path) -> Examples:
    path = tmp_path / "small-law.examples.yaml"
    path.write_text(yaml.safe_dump(value), encoding="utf-8")
    return read_examples(path, sample.framework())


def test_an_example_without_anything_gives_an_empty_dossier() -> None:
    assert merged({}) == {}


def test_an_example_builds_on_its_fragments_in_order() -> None:
    ids = [threat["id"] for threat in merged({}, "base", "more")["threats"]]
    assert ids == ["T-1", "T-2", "T-3"]


def test_a_part_with_the_same_id_is_changed_and_not_repeated() -> None:
    threats = merged({"threats": [{"id": "T-1", "status": "proposed"}]}, "base")["threats"]
    assert threats == [{"id": "T-1", "title": "rogue", "status": "proposed"}, {"id": "T-2", "title": "flood"}]


def test_mappings_are_merged_at_every_depth() -> None:
    device = merged({"device": {"cyber_device": {"can_connect": "no"}}}, "base")["device"]
    assert device == {"name": "Pump", "cyber_device": {"can_connect": "no"}}


@pytest.mark.parametrize("value", [["ethernet"], [], None, "none"])
def test_anything_else_is_replaced(value: object) -> None:
    assert merged({"connectivity": value}, "base")["connectivity"] == value


def test_an_empty_list_takes_nothing_away_from_parts() -> None:
    assert len(merged({"threats": []}, "base")["threats"]) == 2


@given(st.dictionaries(st.text(max_size=3), st.integers() | st.lists(st.integers(), max_size=2), max_size=3))
def test_merging_with_nothing_changes_nothing(value: dict[str, Any]) -> None:
    assert merged(value) == value


@given(st.lists(st.sampled_from(["base", "more"]), max_size=4))
def test_building_on_a_fragment_twice_is_the_same_as_once(names: list[str]) -> None:
    assert merged({}, *names, *names) == merged({}, *names)


def test_examples_are_read(tmp_path: Path) -> None:
    assert read(examples(), tmp_path).examples[0].gives == "met"


def test_they_stand_beside_their_pack() -> None:
    assert examples_path(Path("a/small-law.yaml")) == Path("a/small-law.examples.yaml")


@pytest.mark.parametrize(
    ("changes", "key", "code"),
    [
        ({"framework": "other-law"}, "framework", "pack.other-framework"),
        ({"examples": []}, "examples", "pack.empty"),
        ({"surprise": 1}, "surprise", "pack.unknown-key"),
        ({"files": {"../out.json": {}}}, "files.../out.json", "pack.wrong-form"),
        ({"files": {"/etc/passwd": "x"}}, "files./etc/passwd", "pack.wrong-form"),
        ({"advisories": {"osv/../../x.json": {}}}, "advisories.osv/../../x.json", "pack.wrong-form"),
    ],
)
def test_a_file_of_examples_with_a_mistake_is_refused(
    changes: dict[str, Any], key: str, code: str, tmp_path: Path
) -> None:
    with pytest.raises(ProblemsError) as caught:
        read(examples(**changes), tmp_path)
    assert (key, code) in [(problem.key, problem.code) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("changes", "key", "code"),
    [
        ({"requirement": "first.threat"}, "examples[0].requirement", "pack.unknown-requirement"),
        ({"builds_on": ["bas"]}, "examples[0].builds_on[0]", "pack.unknown-fragment"),
        ({"gives": "green"}, "examples[0].gives", "pack.unknown-word"),
        ({"because": ""}, "examples[0].because", "pack.empty"),
    ],
)
def test_an_example_with_a_mistake_is_refused(
    changes: dict[str, Any], key: str, code: str, tmp_path: Path
) -> None:
    value = examples()
    value["examples"][0] |= changes
    with pytest.raises(ProblemsError) as caught:
        read(value, tmp_path)
    assert [(problem.key, problem.code) for problem in caught.value.problems] == [(key, code)]
