# SPDX-License-Identifier: Apache-2.0
"""Views in words, as JSON and as a graph."""

import json

import pygraphviz

from medward.threats.views.dotsource import dot
from medward.threats.views.text import machine, markdown
from view_plans import drawn, example, pump


def test_the_tables_say_what_is_unknown() -> None:
    told = markdown(drawn(pump(), "derived--global-system"))
    assert "| F-UPDATE | authenticated |" in told
    assert "derived from the architecture" in told


def test_no_text_becomes_markup() -> None:
    dossier = pump(
        views=[{"id": "V-1", "title": "<script>|`x`", "view_kind": "global_system", "text": "[a](javascript:x)"}]
    )
    told = markdown(drawn(dossier, "V-1"))
    assert "# \\<script\\>\\|\\`x\\`" in told
    assert "\\[a\\](javascript:x)" in told


def test_json_holds_every_table() -> None:
    told = json.loads(machine(drawn(pump(), "derived--global-system")))
    assert [row["id"] for row in told["tables"]["flows"]] == ["F-KEYS", "F-ORDER", "F-UPDATE", "F-WRITE"]
    assert told["settled"] is False


def test_the_graph_has_the_flows_of_the_view() -> None:
    for drawing in (*example("infusion-pump"), drawn(pump(), "derived--global-system")):
        read = pygraphviz.AGraph(string=dot(drawing))
        assert {(edge[0], edge[1]) for edge in read.edges()} == {
            (flow.part.source, flow.part.target) for flow in drawing.flows
        }
