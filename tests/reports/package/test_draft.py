# SPDX-License-Identifier: Apache-2.0
"""A draft gives every part that it names a place, and never leaves a cell empty."""

import pytest

from medward.reports.document.tree import Document, Missing, Ref, Tone, Words, anchors, gaps
from medward.reports.package.draft import SOURCES, Draft, in_words, line, said, strong
from reports.package.materials import headings, pump, rows


def draft() -> Draft:
    return Draft(pump(), "sample", "Sample")


def test_the_title_page_tells_how_the_document_was_made() -> None:
    facts = dict(draft().document().facts)
    assert facts["As of"] == "2026-06-01"
    assert facts["Dossier revision"] == pump().loaded.digest
    assert facts["Advisory database"] == "none was asked: findings are unknown"


def test_a_part_that_is_named_and_not_told_gets_a_row_with_its_file_and_line() -> None:
    made = draft()
    made.say("See ", made.ref("T-001"), ".")
    document = made.document()
    assert headings(document) == [SOURCES]
    ((told, kind, name),) = rows(document, "Parts that are named")
    place = pump().place("T-001")
    assert told == ["T-001", str(place)]
    assert kind == ["threat"]
    assert name == [pump().parts["T-001"].label]


def test_a_part_that_is_told_has_its_anchor_there_and_only_once() -> None:
    made = draft()
    for _ in range(2):
        made.table("Threats", (("Threat", 1), ("Title", 1)), [[made.told("T-001"), "a title"]])
    made.say(made.ref("T-001"))
    document = made.document()
    assert list(anchors(document)) == ["threat:T-001"]
    assert headings(document) == []


def test_an_id_that_no_part_has_is_printed_and_not_linked() -> None:
    assert draft().ref("T-NONE") == Words("T-NONE", Tone.CODE)


def test_several_parts_are_told_with_commas_and_none_as_missing() -> None:
    made = draft()
    assert made.refs(["T-001", "T-002"]) == (
        Ref("threat:T-001", "T-001"),
        Words(", "),
        Ref("threat:T-002", "T-002"),
    )
    assert made.refs([], "no threat") == (Missing("no threat"),)


@pytest.mark.parametrize("nothing", [None, "", "unknown"])
def test_what_nobody_said_is_missing(nothing: str | None) -> None:
    assert said(nothing, "its owner") == Missing("its owner")


def test_a_word_of_a_vocabulary_is_said_in_words_and_prose_stays_as_it_is() -> None:
    assert said("not_applicable", "it") == Words("not applicable")
    assert said("file a_b of it", "it") == Words("file a_b of it")
    assert in_words("risk_state") == "risk state"


def test_a_table_without_rows_and_a_list_without_items_are_left_out() -> None:
    made = draft()
    made.table("Empty", (("A", 1),), [])
    made.bullets([])
    assert made.document().blocks == ()


def test_a_cell_of_several_lines_keeps_them_apart() -> None:
    made = draft()
    made.table("Lines", (("A", 1),), [[["one", line("two", strong(" three")), ["four", Missing("five")]]]])
    assert rows(made.document(), "Lines") == [[["one", "two three", "four", "!five"]]]


def test_gaps_are_kept_in_order() -> None:
    made = draft()
    made.gap("No plan", "Add one")
    made.say(Missing("no owner"))
    document: Document = made.document()
    assert gaps(document) == ("No plan", "no owner")


def test_links_are_followed_both_ways() -> None:
    made = draft()
    risk = next(one for one in pump().dossier.risks if one.threats)
    (threat, *_) = risk.threats
    assert risk.id in {node.id for node in made.follow(threat, "assessed_in")}
    assert made.follow("T-NONE", "assessed_in") == ()
