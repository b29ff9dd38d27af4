# SPDX-License-Identifier: Apache-2.0
"""An attack tree holds every path to its asset, and its DOT text cannot be broken by a name."""

import json
from typing import Any, cast

import pytest

from medward.dossier.model import Dossier
from medward.threats.paths import attack_paths
from medward.threats.trees import dot, tree
from medward.trace.build import build
from threat_systems import ward


def grown(dossier: Dossier, asset: str) -> dict[str, Any]:
    trace = build(dossier)
    return cast("dict[str, Any]", tree(attack_paths(trace).listed, asset, trace))


def leaves(node: dict[str, Any], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    way = (node["id"], *above)
    return [way] if not node["children"] else [leaf for one in node["children"] for leaf in leaves(one, way)]


def test_the_root_is_the_asset_and_the_leaves_are_the_ways_in() -> None:
    root = grown(ward(), "AS-THERAPY")
    assert (root["kind"], root["id"], root["gate"]) == ("asset", "AS-THERAPY", "or")
    assert all(leaf[0].startswith("I-") for leaf in leaves(root))


def test_every_path_is_a_branch() -> None:
    paths = [path for path in attack_paths(build(ward())).listed if path.asset == "AS-THERAPY"]
    assert {(*path.parts, "AS-THERAPY") for path in paths} == set(leaves(grown(ward(), "AS-THERAPY")))


def test_an_asset_that_no_path_reaches_is_a_root_alone() -> None:
    assert grown(ward(), "AS-TRAIN")["children"] == []


def test_an_asset_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        grown(ward(), "AS-NONE")


def test_it_is_json() -> None:
    root = grown(ward(), "AS-THERAPY")
    assert json.loads(json.dumps(root)) == root


def test_the_dot_text_has_a_box_for_each_node_and_an_arrow_for_each_step() -> None:
    root = grown(ward(), "AS-ORDER")
    text = dot(root)
    boxes = json.dumps(root).count('"kind"')
    assert text.startswith("digraph attack_tree {\n")
    assert (text.count("[label="), text.count("->")) == (boxes, boxes - 1)


def test_a_name_cannot_break_out_of_its_label() -> None:
    text = dot(grown(ward({"I-HL7": {"name": 'a"]; b [label="\\'}}), "AS-ORDER"))
    assert 'a\\"]; b [label=\\"\\\\' in text


def test_obstacles_stand_beside_their_step() -> None:
    assert "(the attacker must touch the device)" in dot(grown(ward(), "AS-THERAPY"))
