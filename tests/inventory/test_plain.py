# SPDX-License-Identifier: Apache-2.0
"""Values as JSON has them: every field, under the name that the model gives it."""

import json

from inventory.documents import SAMPLES, inventory
from medward.inventory import Component, Inventory, plain, read
from medward.inventory.baselines import Element
from medward.inventory.compare import compare
from medward.inventory.quality import assess

HELD = read(SAMPLES / "spdx-2.3.json")


def test_an_inventory_has_every_field_of_the_model() -> None:
    found = plain.inventory(HELD)
    assert set(found) == set(Inventory.__struct_fields__)
    assert json.loads(json.dumps(found)) == found
    assert len(found["components"]) == 4  # type: ignore[arg-type] # it is a list
    assert plain.inventory(inventory())["primary"] is None


def test_a_component_has_every_field_of_the_model() -> None:
    (openssl,) = (one for one in HELD.components if one.name == "openssl")
    found = plain.component(openssl)
    assert set(found) == set(Component.__struct_fields__)
    assert found["hashes"] == [
        {"algorithm": "SHA-256", "value": openssl.hashes[0].value},
        {"algorithm": "SHA-1", "value": openssl.hashes[1].value},
    ]


def test_quality_names_every_element_with_who_asks_for_it() -> None:
    found = plain.quality(assess(HELD))
    assert json.loads(json.dumps(found)) == found
    elements = found["elements"]
    assert isinstance(elements, list)
    assert len(elements) == len(Element)
    assert elements[0] == {
        "element": "component name",
        "present": 5,
        "missing": 0,
        "complete": True,
        "asked_by": ["NTIA 2021", "NTIA Framing", "CISA 2026", "FDA 2026"],
    }
    assert found["set_aside"] == {"file": 1}


def test_a_comparison_has_both_sides_of_a_change() -> None:
    before = inventory(Component(ref="a", name="a", version="1"), Component(ref="b", name="b"))
    after = inventory(Component(ref="a", name="a", version="2"), Component(ref="c", name="c"))
    found = plain.comparison(compare(before, after))
    assert json.loads(json.dumps(found)) == found
    assert (found["same"], found["unchanged"]) == (False, 0)
    version = {"attribute": "version", "before": "1", "after": "2"}
    assert f'"changes": [{json.dumps(version)}]' in json.dumps(found)
