# SPDX-License-Identifier: Apache-2.0
"""Nodes, selections and chains in English."""

import pytest

from compliance.dossiers import RELEASE, THREAT, component, context, dossier, inventory, read
from medward.compliance import phrases
from medward.compliance.kinds import kinds
from medward.trace.model import Node


def threat(**keys: str) -> Node:
    return context(dossier(threats=[{**THREAT, **keys}])).trace.nodes["threat", "T-007"]


def test_a_part_is_called_by_its_id_its_kind_and_its_label() -> None:
    assert phrases.short(threat()) == "T-007"
    assert phrases.named(threat()) == "threat T-007"
    assert phrases.full(threat()) == "T-007 'rogue drug library'"
    assert phrases.introduced(threat()) == "threat T-007 'rogue drug library'"


def test_the_device_needs_no_name() -> None:
    device = Node("device", "device", "Pump")
    assert phrases.named(device) == "the device"
    assert phrases.introduced(device) == "the device"


def test_a_component_is_called_by_its_label_because_its_id_is_long() -> None:
    made = dossier(releases=[RELEASE])
    node = context(made, read(made, inventory(component("tls")))).trace.of_kind("component")[0]
    assert phrases.introduced(node) == "component acme-tls 1.0"


@pytest.mark.parametrize(
    ("kind", "one", "several"),
    [
        ("threat", "threat", "threats"),
        ("hazardous_situation", "hazardous situation", "hazardous situations"),
        ("anomaly", "anomaly", "anomalies"),
        ("process", "process", "processes"),
        ("evidence", "piece of evidence", "pieces of evidence"),
        ("sbom", "SBOM", "SBOMs"),
        ("triage", "triage decision", "triage decisions"),
    ],
)
def test_kinds_have_a_singular_and_a_plural(kind: str, one: str, several: str) -> None:
    assert phrases.count(1, kind) == f"1 {one}"
    assert phrases.count(2, kind) == f"2 {several}"


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_can_be_said_with_its_article(kind: str) -> None:
    article, _, noun = phrases.some(kind).partition(" ")
    assert article == ("an" if noun[0] in "aeioS" else "a")
    assert "_" not in phrases.some(kind) + phrases.plural(kind)


def test_things_are_listed_with_commas_and_one_word_before_the_last() -> None:
    assert phrases.listed(["a"]) == "a"
    assert phrases.listed(["a", "b"]) == "a and b"
    assert phrases.listed(["a", "b", "c"], "or") == "a, b or c"
    assert phrases.keys(["review_by", "owner"]) == "'review_by' and 'owner'"


def test_what_narrows_a_selection_follows_its_noun() -> None:
    assert phrases.criteria({}) == ""
    assert phrases.criteria({"status": ("accepted", "mitigated")}) == " with status accepted or mitigated"
    assert phrases.criteria({"test_kind": ("penetration",)}, ["omitted"]) == (
        " with test kind penetration and no 'omitted'"
    )


def test_criteria_that_say_what_a_part_is_are_told_from_those_that_say_how_it_stands() -> None:
    where = {"test_kind": ("fuzz",), "result": ("passed",), "category": ("integrity",), "status": ("accepted",)}
    assert set(phrases.sorts(where)) == {"test_kind", "category"}


def test_a_chain_begins_with_the_status_where_that_was_asked() -> None:
    assert phrases.head(threat(), {"status": ("accepted",)}) == "T-007 'rogue drug library' is accepted; "
    assert phrases.head(threat(), {}) == "threat T-007 'rogue drug library': "


def test_a_chain_is_one_sentence() -> None:
    said = phrases.sentence(
        threat(), {"status": ("accepted",)}, ("control C-1 reduces it", "no test verifies C-1")
    )
    assert said == "T-007 'rogue drug library' is accepted; control C-1 reduces it; no test verifies C-1"
    assert phrases.sentence(threat(), {}, ()) == "threat T-007 'rogue drug library'"


def test_groups_of_mends_are_told_apart_by_the_sort_that_is_missing() -> None:
    assert phrases.identified("test.verifies.control", {}) == "test.verifies.control"
    assert phrases.identified("test.verifies.control", {"test_kind": ("a", "b")}) == (
        "test.verifies.control[test_kind=a|b]"
    )


def test_what_is_not_there_at_all_hangs_on_the_device() -> None:
    link = phrases.absent("plan", {"plan_kind": ("monitoring",)})
    assert link.node == "device:device"
    assert link.text == "there is no plan with plan kind monitoring"
    assert link.mend == "Add a plan with plan kind monitoring"
    assert link.mend_id == "plan.add[plan_kind=monitoring]"
