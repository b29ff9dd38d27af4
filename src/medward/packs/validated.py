# SPDX-License-Identifier: Apache-2.0
"""A document against a model of packs: the value, or every problem with its place and its mend."""

from typing import TypeVar

from pydantic import ValidationError

from medward.base.described import attributes
from medward.base.problems import ProblemsError
from medward.base.validation import problems_of
from medward.base.yamltext import Document
from medward.packs.checks import Closed

M = TypeVar("M", bound=Closed)


def validated(model: type[M], document: Document) -> M:
    """The document as a value of `model`. Raises ProblemsError."""
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        found = problems_of(
            error,
            model=model,
            value=document.value,
            place=document.place,
            area="pack",
            written=document.written,
            purpose=_purpose,
        )
        raise ProblemsError(found) from error


def _purpose(model: type, key: str) -> str:
    """What a key is for: the first sentence of its description."""
    described = attributes(model)
    text = described.get(key) or described.get(f"{key}_", "")
    return text.partition(". ")[0].rstrip(".")
