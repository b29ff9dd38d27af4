# SPDX-License-Identifier: Apache-2.0
"""Kinds, fields and words, read from the types."""

import pytest

from compliance.dossiers import RELEASE, component, context, database, dossier, finding, inventory, matched, read
from medward.compliance.kinds import field_names, field_shape, kinds, models, vocabulary


def words(kind: str, name: str) -> tuple[str, ...]:
    shape = field_shape(kind, name)
    assert shape is not None
    return vocabulary(shape)


def test_every_part_of_the_model_is_a_kind_and_so_is_what_engines_add() -> None:
    assert {"threat", "zone", "plan_element", "device", "component", "finding", "vulnerability"} <= set(kinds())
    assert "sbom" in models()


def test_every_node_of_a_trace_is_of_a_known_kind() -> None:
    made = dossier(releases=[RELEASE])
    found = inventory(component("tls"))
    at = context(made, read(made, found, matched(found, finding())), database=database())
    assert set(at.trace.kinds) == {"device", "release", "sbom", "component", "finding", "vulnerability"}
    assert set(at.trace.kinds) <= set(kinds())


def test_the_fields_of_a_kind_are_those_of_its_type() -> None:
    assert "leads_to" in field_names("threat")
    assert "supplier" in field_names("component")
    assert "known_exploited" in field_names("vulnerability")
    assert field_names("no_such_kind") == ()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("threat", "no_such_field"),
        ("test", "penetration.no_such_field"),
        ("test", "title.deeper"),
        ("component", "name.deeper"),
        ("no_such_kind", "id"),
    ],
)
def test_a_field_that_does_not_exist_has_no_shape(kind: str, name: str) -> None:
    assert field_shape(kind, name) is None


def test_a_dot_leads_into_nested_values_and_the_items_of_lists() -> None:
    assert field_shape("test", "penetration.scope") is not None
    assert field_shape("release", "sboms.file") is not None
    assert words("device", "cyber_device.can_connect") == ("yes", "no", "unknown")


def test_a_field_with_a_vocabulary_knows_its_words_and_free_text_knows_none() -> None:
    assert "accepted" in words("threat", "status")
    assert "fuzzing" in words("test", "methods")
    assert words("threat", "title") == ()
    assert words("risk_method", "exploitability") == ()
