# SPDX-License-Identifier: Apache-2.0
"""A shape says what may stand at a place, as the model's types say it."""

from medward.dossier.model import ComponentKey, Dossier, InFolder, Ref
from medward.dossier.model.architecture import Architecture, Zone
from medward.dossier.model.device import Sbom
from medward.dossier.model.parts import Answer
from medward.dossier.model.proof import Evidence
from medward.dossier.model.risk import Harm, Level, RiskMethod, Threat
from medward.dossier.shape import of_model


def test_a_model_has_its_fields_and_a_list_its_items() -> None:
    shape = of_model(Dossier)
    assert list(shape.fields) == list(Dossier.model_fields)
    threats = shape.fields["threats"].item
    assert threats is not None
    assert threats.model is Threat
    assert shape.fields["architecture"].model is Architecture


def test_marks_are_found_behind_optional_and_in_lists() -> None:
    leads_to = of_model(Threat).fields["leads_to"].item
    assert leads_to is not None
    assert leads_to.mark == Ref(("hazardous_situation",))
    assert of_model(Zone).fields["inside"].mark == Ref(("zone",))
    assert isinstance(of_model(Sbom).fields["file"].mark, InFolder)
    components = of_model(Threat).fields["components"].item
    assert components is not None
    assert isinstance(components.mark, ComponentKey)


def test_vocabularies_are_known_for_values_and_for_keys() -> None:
    assert of_model(Harm).fields["many_patients"].words is Answer
    exploitability = of_model(RiskMethod).fields["exploitability"]
    assert exploitability.words is Level
    assert exploitability.entry is not None


def test_only_what_can_hold_an_id_a_reference_or_a_file_is_notable() -> None:
    fields = of_model(Evidence).fields
    assert {name for name, shape in fields.items() if shape.notable} == {"file"}
    assert of_model(Dossier).fields["harms"].notable, "a harm refers to nothing, and others refer to it"
    assert not of_model(Dossier).fields["format"].notable


def test_a_shape_is_made_once() -> None:
    assert of_model(Threat) is of_model(Threat)
