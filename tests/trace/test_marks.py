# SPDX-License-Identifier: Apache-2.0
"""References are read from the marks on the model, wherever in an annotation the mark stands."""

from medward.dossier.model import ComponentKey, Ref
from medward.dossier.model.architecture import Process, Zone
from medward.dossier.model.device import ComponentSupport
from medward.dossier.model.proof import Evidence
from medward.dossier.model.risk import Threat
from medward.trace.marks import references


def test_a_mark_on_a_plain_an_optional_and_a_list_field_is_found() -> None:
    assert dict(references(Process))["zone"] == Ref(("zone",))
    assert dict(references(Zone))["inside"] == Ref(("zone",))
    assert dict(references(Threat))["leads_to"] == Ref(("hazardous_situation",))


def test_a_component_key_is_a_reference_too() -> None:
    assert dict(references(Process))["runs"] == ComponentKey()
    assert dict(references(ComponentSupport)) == {"component": ComponentKey()}


def test_a_path_in_the_folder_is_no_reference() -> None:
    assert references(Evidence) == ()


def test_references_keep_the_order_of_the_model() -> None:
    assert [name for name, _ in references(Threat)] == ["threatens", "components", "leads_to"]
