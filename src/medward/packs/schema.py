# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema (draft 2020-12) of packs, from which editors complete and check.

Made from the models and the descriptions beside their attributes, so that it cannot say something else than what
is read. The rules between values (`medward.packs.rules`) are not in it.
"""

from collections.abc import Iterator
from typing import TypeAlias, cast, get_args

from pydantic import BaseModel, JsonValue

from medward.base.described import attributes
from medward.packs.examples import Examples
from medward.packs.framework import Framework
from medward.packs.threat_library import Library

Schema: TypeAlias = dict[str, JsonValue]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def framework_schema() -> Schema:
    """The schema of a framework pack."""
    return _schema(Framework)


def examples_schema() -> Schema:
    """The schema of the worked examples of a framework."""
    return _schema(Examples)


def threat_library_schema() -> Schema:
    """The schema of a threat library."""
    return _schema(Library)


def _schema(model: type[BaseModel]) -> Schema:
    schema = model.model_json_schema(by_alias=True)
    parts = {model.__name__: schema, **schema.get("$defs", {})}
    for inner in set(_models(model, set())):
        _describe(inner, cast("Schema", parts[inner.__name__]))
    return {"$schema": _DIALECT, **schema}


def _describe(model: type[BaseModel], schema: Schema) -> None:
    """Put the description of each attribute where a pointer is at its key."""
    properties = cast("dict[str, Schema]", schema["properties"])
    described = attributes(model)
    for name, field in model.model_fields.items():
        properties[field.alias or name] |= {"description": described[name]}


def _models(annotation: object, seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Every model in an annotation, with those of its fields."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation in seen:
            return
        seen.add(annotation)
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation, seen)
    for inner in get_args(annotation):
        yield from _models(inner, seen)
