# SPDX-License-Identifier: Apache-2.0
"""Which kinds of node there are, which fields each has and which words a field knows, read from their types.

Packs name kinds, fields and words as text; this says whether they exist.
"""

from dataclasses import fields as dataclass_fields
from functools import cache

import msgspec

from medward.advisories.facts import Vulnerability
from medward.advisories.model import Finding
from medward.dossier.model import Dossier, Model, Part
from medward.dossier.shape import Shape, of_model
from medward.inventory.model import Component
from medward.trace.parts import UNNAMED

_OF_ENGINES: dict[str, tuple[str, ...]] = {
    "component": tuple(field.name for field in msgspec.structs.fields(Component)),
    "finding": tuple(field.name for field in dataclass_fields(Finding)),
    "vulnerability": tuple(field.name for field in dataclass_fields(Vulnerability)),
}


@cache
def models() -> dict[str, type[Model]]:
    """Kind → model, for every kind of node that a dossier gives."""
    return {**UNNAMED, **{part.kind: part for part in _parts(of_model(Dossier))}}


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of node, sorted."""
    return tuple(sorted({*models(), *_OF_ENGINES}))


def field_names(kind: str) -> tuple[str, ...]:
    """The fields of a kind; none for a kind that does not exist."""
    if kind in _OF_ENGINES:
        return _OF_ENGINES[kind]
    return tuple(of_model(models()[kind]).fields) if kind in models() else ()


def field_shape(kind: str, name: str) -> Shape | None:
    """The shape of a field, reached through dots; None where the kind has no such field."""
    first, *more = name.split(".")
    if first not in field_names(kind):
        return None
    if kind in _OF_ENGINES:
        return None if more else Shape()
    shape = of_model(models()[kind])
    for part in (first, *more):
        inner = (shape.item or shape).fields.get(part)
        if inner is None:
            return None
        shape = inner
    return shape


def vocabulary(shape: Shape) -> tuple[str, ...]:
    """The words that a field knows; none where it holds free text."""
    words = (shape.item or shape).words
    return tuple(words) if words is not None and shape.entry is None else ()


def _parts(shape: Shape) -> list[type[Part]]:
    """Every model of a part in a shape, in the order of the model."""
    found: list[type[Part]] = []
    for inner in shape.fields.values():
        model = (inner.item or inner).model
        if model is not None and issubclass(model, Part):
            found.append(model)
        elif inner.model is not None:
            found += _parts(inner)
    return found
