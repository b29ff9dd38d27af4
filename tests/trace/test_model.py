# SPDX-License-Identifier: Apache-2.0
"""Nodes have stable names, and a trace can be walked."""

from medward.trace.model import Node, Trace


def test_a_node_is_named_by_kind_and_id() -> None:
    node = Node("test", "TE-004", "unsigned library")
    assert node.name == "test:TE-004"
    assert node.key == ("test", "TE-004")


def test_a_node_shows_its_name_and_not_the_part_behind_it() -> None:
    assert repr(Node("test", "TE-004", "a label", data={"much": "content"})) == "<test:TE-004>"


def test_an_unknown_kind_or_link_leads_to_nothing() -> None:
    node = Node("test", "TE-004")
    trace = Trace({node.key: node}, {"test": (node,)}, {})
    assert trace.of_kind("test") == (node,)
    assert trace.of_kind("no_such_kind") == ()
    assert trace.follow(node, "no_such_link") == ()
