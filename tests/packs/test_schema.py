# SPDX-License-Identifier: Apache-2.0
"""The published schema of packs says what the reader reads."""

from importlib import resources
from typing import Any, cast

import jsonschema
import pytest

from medward.base import yamltext
from medward.packs import shipped_ids
from medward.packs.schema import Schema, examples_schema, framework_schema
from packs import sample

FOLDER = resources.files("medward.packs").joinpath("frameworks")


def value_of(name: str) -> Any:
    """A shipped file as values."""
    return yamltext.parse(FOLDER.joinpath(name).read_bytes(), name).value


@pytest.mark.parametrize("schema", [framework_schema(), examples_schema()], ids=["framework", "examples"])
def test_it_is_a_schema(schema: Schema) -> None:
    jsonschema.Draft202012Validator.check_schema(cast("dict[str, Any]", schema))


@pytest.mark.parametrize("pack", shipped_ids())
def test_it_accepts_what_is_shipped(pack: str) -> None:
    jsonschema.validate(value_of(f"{pack}.yaml"), cast("dict[str, Any]", framework_schema()))
    jsonschema.validate(value_of(f"{pack}.examples.yaml"), cast("dict[str, Any]", examples_schema()))


@pytest.mark.parametrize(
    ("key", "value"), [("nature", "opinion"), ("surprise", 1), ("requirements", []), ("id", "Small Law")]
)
def test_it_refuses_what_the_reader_refuses(key: str, value: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**sample.content(), key: value}, cast("dict[str, Any]", framework_schema()))


def test_every_key_is_described() -> None:
    schema = cast("dict[str, Any]", framework_schema())
    parts = {"Framework": schema, **schema["$defs"]}
    bare = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, inner in part.get("properties", {}).items()
        if not inner.get("description")
    ]
    assert bare == []
