# SPDX-License-Identifier: Apache-2.0
"""The shape of a dossier, read once from the types of its model.

pydantic says whether a value fits; this says what would have fitted: which keys a mapping may have, which words a
vocabulary knows, which text is a reference, a file or a component. The loader, the published schema and the
comparison of two dossiers all follow shapes, so none of them repeats the model.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, TypeAlias, Union, get_args, get_origin

from medward.dossier.model.parts import ComponentKey, InFolder, Model, Part, Ref

Mark: TypeAlias = Ref | InFolder | ComponentKey


@dataclass(frozen=True, slots=True)
class Shape:
    """What may stand at one place of a dossier. At most one of `model`, `item` and `entry` is set.

    Attributes:
        model: the model, where a mapping with known keys stands.
        fields: key → shape of its value, for a model.
        item: shape of the items, where a list stands.
        entry: shape of the values, where a mapping with free keys stands.
        words: the vocabulary of the value, or of the keys of a mapping with free keys.
        mark: what the text refers to.
        notable: whether an id, a reference or a file can stand here or below.
    """

    model: type[Model] | None = None
    fields: Mapping[str, "Shape"] = field(default_factory=dict)
    item: "Shape | None" = None
    entry: "Shape | None" = None
    words: type[StrEnum] | None = None
    mark: Mark | None = None
    notable: bool = False


@cache
def of_model(model: type[Model]) -> Shape:
    """The shape of a model."""
    fields = {name: of_type(info.annotation, tuple(info.metadata)) for name, info in model.model_fields.items()}
    notable = issubclass(model, Part) or any(inner.notable for inner in fields.values())
    return Shape(model=model, fields=fields, notable=notable)


def of_type(annotation: object, metadata: tuple[object, ...] = ()) -> Shape:
    """The shape of a type annotation, with the marks among its metadata."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return of_type(inner, (*more, *metadata))
    if origin in {Union, UnionType}:
        chosen = [arm for arm in get_args(annotation) if arm is not NoneType]
        return of_type(chosen[0], metadata)
    if origin is tuple:
        item = of_type(get_args(annotation)[0])
        return Shape(item=item, notable=item.notable)
    if origin is dict:
        key, value = get_args(annotation)
        return Shape(entry=of_type(value), words=of_type(key).words)
    return _of_class(annotation, metadata)


def _of_class(annotation: object, metadata: tuple[object, ...]) -> Shape:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return of_model(annotation)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Shape(words=annotation)
    mark = next((mark for mark in metadata if isinstance(mark, Mark)), None)
    return Shape(mark=mark, notable=isinstance(mark, Ref | InFolder))
