# SPDX-License-Identifier: Apache-2.0
"""The JSON document: the assessment itself, in the same bytes every time, as its published schema says."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import msgspec
import pytest

from medward import __version__
from medward.compliance.model import Assessment
from medward.reports import machine
from reports.factories import (
    all_met,
    assessment,
    broken_sbom,
    database,
    hostile,
    large,
    without_database,
)

VARIANTS = [assessment(), all_met(), without_database(), broken_sbom(), hostile(), large(20)]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(machine.schema())
    return document


def test_the_small_assessment_reads_like_its_golden_file(golden: Callable[[str, bytes], None]) -> None:
    golden("check.json", machine.render(assessment()))


@pytest.mark.parametrize("given", VARIANTS)
def test_every_document_keeps_the_published_schema(schema: dict[str, Any], given: Assessment) -> None:
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    validator.validate(json.loads(machine.render(given)))


@pytest.mark.parametrize("given", VARIANTS)
def test_nothing_is_lost_on_the_way(given: Assessment) -> None:
    read = msgspec.json.decode(machine.render(given), type=machine.CheckDocument)
    assert read.assessment == given
    assert (read.schema, read.medward) == (machine.SCHEMA_ID, __version__)


def test_a_document_of_another_shape_is_refused(schema: dict[str, Any]) -> None:
    document = json.loads(machine.render(assessment()))
    document["assessment"]["frameworks"][0]["verdicts"][0]["status"] = "fine"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema)


def test_the_counts_are_those_of_the_verdicts() -> None:
    counts = json.loads(machine.render(assessment()))["counts"]
    assert counts[0] == {
        "framework": "fda-premarket",
        "met": 2,
        "not_met": 2,
        "unknown": 1,
        "error": 1,
        "not_applicable": 1,
    }


def test_the_schema_itself_is_valid(schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)


def _properties(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for part in schema["$defs"].values():
        for name, said in part.get("properties", {}).items():
            yield part["title"], name, said


def test_every_field_of_the_assessment_says_what_it_means(schema: dict[str, Any]) -> None:
    silent = {f"{part}.{name}" for part, name, said in _properties(schema) if not said.get("description")}
    assert silent <= {"Section.id", "Section.title", "PackInfo.id", "PackInfo.version", "PackInfo.digest"}


def test_the_schema_is_the_same_bytes_every_time() -> None:
    assert machine.schema() == machine.schema()


def test_a_file_name_that_is_no_unicode_is_still_written() -> None:
    source = replace(database().sources[0], part="\udcff.json")
    given = replace(assessment(), database=replace(database(), sources=(source,)))
    read = json.loads(machine.render(given))
    assert read["assessment"]["database"]["sources"][0]["part"] == "\\udcff.json"
