# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema (2020-12) of a dossier's files, for editors that complete and check while somebody writes.

- It is made from the model, so it says nothing else; descriptions are the strings under the attributes.
- It fits one file of several: keys of mappings that files may share (the top level, `device`, `architecture` …)
  are described and not required. Parts in lists are whole, so their keys are required.
- References, files and components bear a `format` of their own: `medward-id`, `medward-file`,
  `medward-component`, and references the kinds that fit, in `x-kinds`.
- What spans parts (ids that exist, digests, rules between keys) is beyond a schema: `medward.dossier.load` checks
  it.
"""

from enum import StrEnum
from typing import Any, TypeAlias

from medward.base.described import attributes, summary
from medward.dossier.labels import kind_in_words
from medward.dossier.model import Dossier, InFolder, Model, Ref
from medward.dossier.model.parts import COMPONENT, ID, NAMED
from medward.dossier.shape import Mark, Shape, of_model

DIALECT = "https://json-schema.org/draft/2020-12/schema"
IDENTIFIER = "urn:medward:dossier:1"
FILE_NAME = "dossier.schema.json"
"""Name under which `medward dossier init` puts the schema beside a dossier."""

Schema: TypeAlias = dict[str, Any]

_IN_FOLDER = r"^(?!/)(?!.*(^|/)\.\.(/|$))[^\\]+$"
_UNSAID = ("title", "default")


def schema() -> Schema:
    """The schema as a JSON value, always the same."""
    made = Dossier.model_json_schema()
    definitions: dict[str, Schema] = made.pop("$defs")
    own = {**definitions, Dossier.__name__: made}
    for model, shape in _models(of_model(Dossier)).items():
        _describe(own[model.__name__], model, shape, definitions)
    for name in _shared(of_model(Dossier)):
        own[name].pop("required", None)
    return {"$schema": DIALECT, "$id": IDENTIFIER, **made, "title": "Security dossier", "$defs": definitions}


def _models(shape: Shape) -> dict[type[Model], Shape]:
    """Every model with its shape."""
    found: dict[type[Model], Shape] = {}
    waiting = [shape]
    while waiting:
        here = waiting.pop()
        waiting += [inner for inner in (here.item, here.entry, *here.fields.values()) if inner]
        if here.model is not None:
            found.setdefault(here.model, here)
    return found


def _shared(shape: Shape) -> list[str]:
    """Names of the models that several files may fill together: those that stand in no list."""
    inner = [name for field in shape.fields.values() if field.model for name in _shared(field)]
    return [shape.model.__name__ if shape.model else "", *inner]


def _describe(own: Schema, model: type[Model], shape: Shape, definitions: dict[str, Schema]) -> None:
    """Add to the schema of a model what its source says about its attributes, and what its marks mean."""
    own["description"] = summary(model)
    own.pop("title", None)
    described = attributes(model)
    for key, field in shape.fields.items():
        plain = _plain(own["properties"][key])
        own["properties"][key] = {"description": described[key]} | plain
        _refine(own["properties"][key], field, definitions)


def _plain(said: Schema) -> Schema:
    """Without titles, defaults and nulls: a key that says nothing is left out."""
    arms = [arm for arm in said.get("anyOf", ()) if arm != {"type": "null"}]
    merged = {**said, **arms[0]} if len(arms) == 1 else {**said, "anyOf": arms} if arms else dict(said)
    if len(arms) == 1:
        del merged["anyOf"]
    return {key: value for key, value in merged.items() if key not in _UNSAID}


def _refine(said: Schema, shape: Shape, definitions: dict[str, Schema]) -> None:
    """Say what a reference, a file, a component or a vocabulary is."""
    inner = said.get("items", said)
    innermost = shape.item or shape
    if innermost.mark is not None:
        inner.update(_marked(innermost.mark))
    elif inner.get("type") == "string" and "format" not in inner and "minLength" in inner:
        inner.pop("pattern", None)  # that there are no control characters is no help to a writer
    if innermost.words is not None:
        _name_words(definitions[innermost.words.__name__], innermost.words)


def _marked(mark: Mark) -> Schema:
    if isinstance(mark, Ref):
        kinds = ", ".join(kind_in_words(kind) for kind in mark.kinds)
        return {"pattern": ID, "format": "medward-id", "x-kinds": list(mark.kinds), "title": f"Id of: {kinds}"}
    if isinstance(mark, InFolder):
        return {"pattern": _IN_FOLDER, "format": "medward-file", "title": "Path of a file in the dossier's folder"}
    if not mark.versioned:
        return {"pattern": NAMED, "format": "medward-component", "title": "A purl, or a name"}
    return {"pattern": COMPONENT, "format": "medward-component", "title": "A purl, or name@version"}


def _name_words(said: Schema, words: type[StrEnum]) -> None:
    """The meaning of each word, both for hovering over the key and for the list of completions."""
    meanings = attributes(words)
    said["enumDescriptions"] = [meanings[word.name] for word in words]
    listed = "\n".join(f"- `{word}`: {meanings[word.name]}" for word in words)
    said["description"] = f"{summary(words)}\n\n{listed}"
    said.pop("title", None)
