# SPDX-License-Identifier: Apache-2.0
"""Every key and every word of the model has a description, written beside it."""

from enum import StrEnum

from medward.base.described import attributes, first_sentence, summary
from medward.dossier.model import Dossier, Model
from medward.dossier.model.parts import Answer
from medward.dossier.model.risk import Threat
from medward.dossier.shape import Shape, of_model


def everything(shape: Shape) -> set[type[Model | StrEnum]]:
    """Every model and vocabulary of a dossier."""
    found: set[type[Model | StrEnum]] = {owner for owner in (shape.model, shape.words) if owner}
    for inner in (shape.item, shape.entry, *shape.fields.values()):
        found |= everything(inner) if inner else set()
    return found


def names(owner: type[Model | StrEnum]) -> list[str]:
    return [word.name for word in owner] if issubclass(owner, StrEnum) else [*owner.model_fields]


def test_every_key_and_every_word_is_described() -> None:
    owners = everything(of_model(Dossier))
    assert {Dossier, Threat, Answer} <= owners
    undescribed = [
        f"{owner.__name__}.{name}" for owner in owners for name in names(owner) if name not in attributes(owner)
    ]
    assert undescribed == []


def test_a_description_is_a_sentence() -> None:
    odd = [
        text
        for owner in everything(of_model(Dossier))
        for text in (summary(owner), *(attributes(owner)[name] for name in names(owner)))
        if not text or not (text[0].isupper() or text[0] == "`") or text[-1] not in ".?`"
    ]
    assert odd == []


def test_what_is_inherited_is_described_by_its_parent() -> None:
    assert attributes(Threat)["id"].startswith("Id, unique in the whole dossier")


def test_the_first_sentence_stands_alone() -> None:
    assert first_sentence("How far it is trusted. A hospital's network is not trusted.") == "How far it is trusted"
    assert first_sentence("Name.") == "Name"
