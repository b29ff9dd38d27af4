# SPDX-License-Identifier: Apache-2.0
"""What a field holds, by its name as packs write it."""

from typing import Any

import pytest

from compliance.dossiers import RELEASE, TEST, component, context, dossier, inventory, part, read
from medward.compliance import fields
from medward.trace.model import Node

RUN = part(
    TEST,
    verifies=None,
    test_kind="penetration",
    methods=["fuzzing", "robustness"],
    tool="?",
    penetration={"scope": "the pump"},
)
FLOW = {"id": "F-1", "name": "library", "source": "P-1", "target": "P-2", "encrypted": "yes"}


def node(**keys: Any) -> Node:
    """The first node that is not the device's."""
    at = context(dossier(**keys))
    return next(one for one in at.trace.nodes.values() if one.kind != "device")


def test_a_field_gives_its_value_and_a_list_every_item() -> None:
    assert fields.values(node(tests=[RUN]), "title") == ("unsigned library",)
    assert fields.values(node(tests=[RUN]), "methods") == ("fuzzing", "robustness")


def test_a_dot_leads_into_a_nested_value_and_through_a_list_into_each() -> None:
    assert fields.values(node(tests=[RUN]), "penetration.scope") == ("the pump",)
    release = node(releases=[part(RELEASE, sboms=[{"file": "a.json"}, {"file": "b.json"}])])
    assert fields.values(release, "sboms.file") == ("a.json", "b.json")


def test_a_mapping_gives_its_values() -> None:
    method = {"description": "ours", "exploitability": {"low": "weeks", "high": "hours"}, "acceptance": []}
    assert set(fields.values(node(risk_method=method), "exploitability")) == {"weeks", "hours"}


def test_a_field_that_does_not_exist_or_stands_under_nothing_is_none() -> None:
    assert fields.values(node(tests=[RUN]), "no_such_field") == (None,)
    assert fields.values(node(tests=[part(RUN, penetration=None)]), "penetration.scope") == (None,)


def test_fields_of_components_and_findings_are_read_too() -> None:
    made = dossier(releases=[RELEASE])
    at = context(made, read(made, inventory(component("tls"))))
    assert fields.values(at.trace.of_kind("component")[0], "supplier") == ("Acme",)


@pytest.mark.parametrize(
    ("where", "matches"),
    [
        ({}, True),
        ({"result": ("passed",)}, True),
        ({"result": ("failed", "passed")}, True),
        ({"result": ("failed",)}, False),
        ({"methods": ("robustness",)}, True),
        ({"methods": ("static_analysis",)}, False),
        ({"date": ("2026-01-01",)}, False),
        ({"result": ("passed",), "methods": ("static_analysis",)}, False),
    ],
)
def test_a_field_matches_where_it_has_one_of_the_words(where: dict[str, tuple[str, ...]], matches: bool) -> None:
    assert fields.matches(node(tests=[RUN]), where) is matches
    assert (not list(fields.mismatches(node(tests=[RUN]), where))) is matches


def test_a_word_inside_a_nested_value_matches() -> None:
    device = context(dossier()).trace.nodes["device", "device"]
    assert fields.matches(device, {"cyber_device.can_connect": ("yes",)})


def test_the_fields_that_do_not_match_are_named() -> None:
    where = {"result": ("failed",), "test_kind": ("penetration",), "methods": ("static_analysis",)}
    assert list(fields.mismatches(node(tests=[RUN]), where)) == ["result", "methods"]


@pytest.mark.parametrize(
    ("name", "filled"),
    [
        ("title", True),
        ("methods", True),
        ("penetration.scope", True),
        ("penetration.results", False),
        ("date", False),
        ("verifies", False),
        ("tool", False),
    ],
)
def test_nothing_an_empty_list_and_a_placeholder_are_not_filled(name: str, filled: bool) -> None:
    assert fields.unfilled(node(tests=[RUN]), (name,)) == (() if filled else (name,))


def test_an_answer_that_nobody_found_out_is_not_filled() -> None:
    flow = node(architecture={"flows": [FLOW]})
    assert fields.unfilled(flow, ("encrypted", "authenticated")) == ("authenticated",)


def test_what_a_field_says_is_put_in_words() -> None:
    test = node(tests=[RUN])
    assert fields.said(test, "methods") == "fuzzing, robustness"
    assert fields.said(test, "date") == ""
