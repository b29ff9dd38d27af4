# SPDX-License-Identifier: Apache-2.0
"""CycloneDX 1.6 as it is written: valid by the official schema, and honest about what it cannot say."""

import json
from itertools import pairwise
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import given

from inventory.documents import ALL_SAMPLES, SAMPLES, inventories, inventory
from medward.inventory import CONTAINS, Component, Hash, Inventory, Relationship, parse, read
from medward.inventory.write_cyclonedx import write

SCHEMA = JsonStrictValidator(SchemaVersion.V1_6)


def component(ref: str, **fields: object) -> Component:
    return Component(ref=ref, name=ref, **fields)  # type: ignore[arg-type] # fields of a component


def written(held: Inventory) -> Any:
    return json.loads(write(held)[0])


def only(**fields: object) -> Any:
    """The one component that is written of an inventory of one."""
    (found,) = written(inventory(component("a", **fields)))["components"]
    return found


@given(inventories())
def test_every_inventory_is_valid_by_the_official_schema(held: Inventory) -> None:
    assert SCHEMA.validate_str(write(held)[0].decode()) is None


@pytest.mark.parametrize("name", ALL_SAMPLES)
def test_every_sample_is_valid_by_the_official_schema(name: str) -> None:
    assert SCHEMA.validate_str(write(read(SAMPLES / name))[0].decode()) is None


def test_the_schema_refuses_what_is_wrong() -> None:
    broken = written(inventory(component("a")))
    broken["components"][0]["type"] = "spaceship"
    assert SCHEMA.validate_str(json.dumps(broken)) is not None


def test_empty_attributes_are_left_out() -> None:
    assert only(kind="library") == {"type": "library", "bom-ref": "a", "name": "a"}


def test_support_is_written_under_the_registered_names() -> None:
    properties = only(support_level="abandoned", end_of_support="2027-01-31")["properties"]
    assert properties == [
        {"name": "cdx:fda:level-of-support", "value": "abandoned"},
        {"name": "cdx:fda:end-of-support-date", "value": "2027-01-31"},
        {"name": "cdx:lifecycle:milestone:endOfSupport", "value": "2027-01-31"},
    ]
    moment = only(end_of_support="2027-01-31T12:00:00Z")["properties"]
    assert [one["name"] for one in moment] == ["cdx:lifecycle:milestone:endOfSupport"]


LICENCES: dict[tuple[str, ...], list[object]] = {
    ("MIT",): [{"license": {"id": "MIT"}}],
    ("MIT", "Example licence"): [{"license": {"id": "MIT"}}, {"license": {"name": "Example licence"}}],
    ("MIT OR Zlib",): [{"expression": "(MIT OR Zlib)"}],
    ("MIT OR Zlib", "BSD-3-Clause"): [{"expression": "(MIT OR Zlib) AND BSD-3-Clause"}],
    ("MIT OR Zlib", "Example, licence"): [
        {"license": {"name": "MIT OR Zlib"}},
        {"license": {"name": "Example, licence"}},
    ],
}


@pytest.mark.parametrize(("texts", "choices"), LICENCES.items())
def test_licences_are_a_list_or_one_expression(texts: tuple[str, ...], choices: list[object]) -> None:
    assert only(licences=texts)["licenses"] == choices


def test_a_component_in_exactly_one_other_is_nested() -> None:
    links = (Relationship("a", CONTAINS, "b"), Relationship("b", CONTAINS, "c"))
    held = inventory(component("a"), component("b"), component("c"), relationships=links)
    (outer,) = written(held)["components"]
    assert outer["components"][0]["components"][0]["bom-ref"] == "c"
    assert set(parse(write(held)[0], "x").relationships) == set(links)


CONTAINMENT = {
    "two containers": (Relationship("a", CONTAINS, "c"), Relationship("b", CONTAINS, "c")),
    "a circle": (Relationship("a", CONTAINS, "b"), Relationship("b", CONTAINS, "a")),
    "itself": (Relationship("a", CONTAINS, "a"),),
    "in the primary one": (Relationship("p", CONTAINS, "a"),),
    "the primary one": (Relationship("a", CONTAINS, "p"),),
}


@pytest.mark.parametrize("links", CONTAINMENT.values(), ids=CONTAINMENT)
def test_other_containment_becomes_a_property_and_is_told(links: tuple[Relationship, ...]) -> None:
    held = inventory(*map(component, "abc"), primary=component("p"), relationships=links)
    data, lost = write(held)
    assert len(json.loads(data)["components"]) == 3
    assert any("relationship 'contains', written as a property" in line for line in lost)
    assert set(parse(data, "x").relationships) == set(links)


def test_a_deep_chain_of_containment_is_written_and_read_back() -> None:
    refs = [f"c{number}" for number in range(300)]
    links = [Relationship(outer, CONTAINS, inner) for outer, inner in pairwise(refs)]
    held = inventory(*map(component, refs), relationships=tuple(links))
    assert set(parse(write(held)[0], "x").relationships) == set(links)


def test_dependencies_are_not_claimed_for_components_that_state_none() -> None:
    links = (Relationship("a", "depends_on", "b"), Relationship("a", "provides", "b"))
    held = inventory(component("a"), component("b"), relationships=links)
    assert written(held)["dependencies"] == [{"ref": "a", "dependsOn": ["b"], "provides": ["b"]}]


def test_further_cpes_are_identity_evidence() -> None:
    found = only(cpes=("cpe:/a:x", "cpe:/a:y"))
    assert found["cpe"] == "cpe:/a:x"
    assert found["evidence"]["identity"] == [{"field": "cpe", "concludedValue": "cpe:/a:y"}]


def test_what_cannot_be_said_is_told_with_its_number() -> None:
    hashes = (Hash("SHA-224", "a" * 56), Hash("SHA-256", "short"), Hash("MD5", "a" * 32))
    held = inventory(
        component("a", kind="source", hashes=hashes),
        component("b", kind=""),
        name="document",
        serial="urn:x",
        timestamp="yesterday",
        completeness=("complete",),
        files=(component("f"),),
        relationships=(Relationship("a", CONTAINS, "f"), Relationship("a", "static_link", "b")),
    )
    assert set(write(held)[1]) == {
        "2 x hash that CycloneDX cannot say",
        "1 x component of the kind 'source', written as 'library'",
        "1 x component without a kind, written as 'library'",
        "1 x name of the document",
        "1 x serial number, which stays with the source",
        "1 x timestamp that is not one",
        "1 x statement on completeness",
        "1 x file of an SPDX package",
        "1 x relationship with a file of an SPDX package",
        "1 x relationship 'static_link', written as a property that other tools do not know",
    }


def test_phases_are_known_ones_or_names() -> None:
    metadata = written(inventory(lifecycles=("build", "site survey")))["metadata"]
    assert metadata["lifecycles"] == [{"phase": "build"}, {"name": "site survey"}]


def test_medward_is_named_once_among_the_tools() -> None:
    held = parse(write(inventory(tools=("scan 1",)))[0], "x")
    assert held.tools[0] == "scan 1"
    assert held.tools[1].startswith("medward ")
    assert parse(write(held)[0], "x").tools == held.tools
