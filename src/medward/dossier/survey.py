# SPDX-License-Identifier: Apache-2.0
"""Who has which id, who refers to whom, and which files are named: read from the raw content of a dossier.

It works on content that may be wrong in any other way, so that one run reports broken references beside unknown
keys. What is not of the right type is passed over here; pydantic reports it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from medward.base.yamltext import KeyPath, Value
from medward.dossier.model import Dossier, Part
from medward.dossier.model.parts import InFolder, Ref
from medward.dossier.shape import Shape, of_model


@dataclass(frozen=True, slots=True)
class Named:
    """A part with an id."""

    id: str
    kind: str
    path: KeyPath


@dataclass(frozen=True, slots=True)
class Reference:
    """Text that must be the id of a part of one of `kinds`."""

    text: str
    kinds: tuple[str, ...]
    path: KeyPath


@dataclass(frozen=True, slots=True)
class FileUse:
    """Text that must be the path of a file, with the digest that is stated for it, if any."""

    text: str
    path: KeyPath
    digest: str | None


@dataclass(slots=True)
class Survey:
    """All of these, in the order in which they stand."""

    parts: list[Named] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    files: list[FileUse] = field(default_factory=list)


def survey(content: Mapping[str, Value]) -> Survey:
    """Survey the merged content of a dossier."""
    found = Survey()
    _mapping(content, of_model(Dossier), (), found)
    return found


def _mapping(content: Mapping[str, Value], shape: Shape, path: KeyPath, found: Survey) -> None:
    if shape.model is not None and issubclass(shape.model, Part) and isinstance(own := content.get("id"), str):
        found.parts.append(Named(own, shape.model.kind, (*path, "id")))
    for key, inner in shape.fields.items():
        if inner.notable and key in content:
            _value(content[key], inner, (*path, key), found, content)


def _value(value: Value, shape: Shape, path: KeyPath, found: Survey, around: Mapping[str, Value]) -> None:
    if isinstance(value, str):
        _text(value, shape, path, found, around)
    elif isinstance(value, list) and shape.item is not None:
        for index, item in enumerate(value):
            _value(item, shape.item, (*path, index), found, around)
    elif isinstance(value, dict) and shape.model is not None:
        _mapping(value, shape, path, found)


def _text(value: str, shape: Shape, path: KeyPath, found: Survey, around: Mapping[str, Value]) -> None:
    if isinstance(shape.mark, Ref):
        found.references.append(Reference(value, shape.mark.kinds, path))
    elif isinstance(shape.mark, InFolder):
        digest = around.get("digest")
        found.files.append(FileUse(value, path, digest if isinstance(digest, str) else None))
