# SPDX-License-Identifier: Apache-2.0
"""Which fields of a model refer to something else, read from the marks on the model itself.

Because every reference of a dossier bears a mark, a new field of the model is in the graph without a line here.
"""

from functools import cache

from medward.dossier.model import ComponentKey, Model, Ref
from medward.dossier.shape import of_model


@cache
def references(model: type[Model]) -> tuple[tuple[str, Ref | ComponentKey], ...]:
    """The fields of `model` that refer to something, with their marks, in the order of the model."""
    found: list[tuple[str, Ref | ComponentKey]] = []
    for name, shape in of_model(model).fields.items():
        mark = (shape.item or shape).mark
        if isinstance(mark, Ref | ComponentKey):
            found.append((name, mark))
    return tuple(found)
