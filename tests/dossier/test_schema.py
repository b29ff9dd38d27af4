# SPDX-License-Identifier: Apache-2.0
"""The published schema takes what the loader takes, file by file, and helps while somebody writes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from dossier.samples import CHAIN, DEVICE, PROOF
from dossier.strategies import Sample, samples
from medward.base.yamltext import parse, read
from medward.dossier.content import content
from medward.dossier.folder import yaml_files
from medward.dossier.schema import DIALECT, schema

SCHEMA = schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
EXAMPLES = sorted({path.parent for path in Path(__file__).parents[2].glob("examples/*/*.yaml")})


def errors(text: str) -> list[str]:
    value = parse(text.encode(), "file").value
    return [f"{'.'.join(map(str, error.path))}: {error.validator}" for error in VALIDATOR.iter_errors(value)]


def test_it_is_a_schema_and_always_the_same() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DIALECT
    assert json.dumps(schema()) == json.dumps(SCHEMA)


def test_it_fits_one_file_of_several() -> None:
    for text in (DEVICE, CHAIN, PROOF, "device: {name: Drip}", "architecture: {zones: []}", "risk_method: {}"):
        assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("threat: []", ": additionalProperties"),
        ("threats: [{id: T}]", "threats.0: required"),
        ("device: {life_supporting: maybe}", "device.life_supporting: enum"),
        ("releases: [{id: R, status: current, version: 1.10}]", "releases.0.version: type"),
        (
            "releases: [{id: R, status: current, version: '1', sboms: [{file: /x}]}]",
            "releases.0.sboms.0.file: pattern",
        ),
        ("hazardous_situations: [{id: S, name: n, harms: [a b]}]", "hazardous_situations.0.harms.0: pattern"),
        ("metrics: [{id: M, method: m, metric_kind: x, value: 1}]", "metrics.0.metric_kind: enum"),
        ("format: 2", "format: const"),
    ],
)
def test_it_marks_what_the_loader_would_refuse(text: str, error: str) -> None:
    assert errors(text)[0] == error


@settings(max_examples=60, deadline=None)
@given(samples())
def test_it_takes_every_valid_dossier(sample: Sample) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(content(sample.dossier))] == []


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: str(folder.name))
def test_it_takes_the_example_dossiers(folder: Path) -> None:
    found = [
        f"{name}: {error.message}"
        for name in yaml_files(folder)
        for error in VALIDATOR.iter_errors(read(folder / name, name).value)
    ]
    assert found == []


def test_every_key_and_every_word_has_its_description() -> None:
    undescribed = [key for key, said in keys(SCHEMA) if not said.get("description")]
    assert undescribed == []
    words = [said for said in SCHEMA["$defs"].values() if "enum" in said]
    assert len(words) > 30
    assert all(len(said["enum"]) == len(said["enumDescriptions"]) for said in words)


def test_references_say_what_they_refer_to() -> None:
    leads_to = SCHEMA["$defs"]["Threat"]["properties"]["leads_to"]
    assert leads_to["description"] == "Hazardous situations that it can lead to."
    assert leads_to["items"]["x-kinds"] == ["hazardous_situation"]
    assert leads_to["items"]["format"] == "medward-id"
    assert SCHEMA["$defs"]["Sbom"]["properties"]["file"]["format"] == "medward-file"
    assert SCHEMA["$defs"]["Triage"]["properties"]["component"]["format"] == "medward-component"


def test_there_is_no_noise_in_it() -> None:
    text = json.dumps(SCHEMA)
    assert '"default"' not in text
    assert '"null"' not in text


def keys(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of every mapping in the schema."""
    if isinstance(value, dict):
        yield from value.get("properties", {}).items()
        for inner in value.values():
            yield from keys(inner)
