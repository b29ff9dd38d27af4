# SPDX-License-Identifier: Apache-2.0
"""What people call a part."""

from medward.dossier.labels import LABELS, MAX_LABEL, kind_in_words, label
from medward.dossier.model import Dossier, Model
from medward.dossier.shape import Shape, of_model


def test_a_part_is_called_by_its_title_its_name_or_what_it_says() -> None:
    assert label({"id": "T-1", "title": "rogue drug library", "text": "x"}) == "rogue drug library"
    assert label({"id": "SR-1", "text": "The pump\n  shall refuse"}) == "The pump shall refuse"
    assert label({"id": "X"}) == ""


def test_a_long_name_is_cut() -> None:
    assert len(label({"text": "word " * 100})) <= MAX_LABEL
    assert label({"text": "word " * 100}).endswith("word…")


def test_every_part_that_stands_in_a_list_has_something_to_be_called_by() -> None:
    nameless = [model.__name__ for model in _listed(of_model(Dossier)) if not {*LABELS} & {*model.model_fields}]
    assert nameless == ["AcceptanceCriterion"]


def _listed(shape: Shape) -> list[type[Model]]:
    own = [shape.item.model] if shape.item and shape.item.model else []
    inner = [*shape.fields.values(), *([shape.item] if shape.item else [])]
    return [*own, *(model for field in inner for model in _listed(field))]


def test_a_kind_is_said_with_spaces() -> None:
    assert kind_in_words("hazardous_situation") == "hazardous situation"
