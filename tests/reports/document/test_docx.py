# SPDX-License-Identifier: Apache-2.0
"""A document as DOCX: real styles, links that lead somewhere, the same bytes again; LibreOffice opens it whole."""

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from medward.reports.document.docx import render
from medward.reports.document.tree import Bullets, Document, Heading, Words
from reports.document.samples import every_block, hostile
from reports.factories import HOSTILE

HEAD = "Example pump, Sample of everything, sha256:5e5e5e5e5e5e"


def read(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(render(document)))


def styled(document: Document) -> list[tuple[str, str]]:
    """Paragraphs of the body with the names of their styles."""
    return [(str(one.style.name), one.text) for one in read(document).paragraphs if one.style is not None]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(every_block()) == render(every_block())


def test_every_block_bears_a_style_of_word() -> None:
    found = styled(every_block())
    for wanted in (
        ("Title", "Sample of everything"),
        ("Heading 1", "1 First part"),
        ("Heading 2", "1.1 Below it"),
        ("List Bullet", "one"),
        ("List Number", "first"),
        ("Gap", "Missing: No plan covers updates. Add a plan."),
        ("Caption", "Table 1: Threats"),
        ("Figure Caption", "Figure 1: The pump"),
    ):
        assert wanted in found


def test_a_table_repeats_its_head_and_parts_no_row() -> None:
    table = read(every_block(5)).tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["Threat", "What could happen"]
    properties = list(table._tbl.iter(qn("w:trPr")))
    assert [one.find(qn("w:tblHeader")) is not None for one in properties] == [True, *[False] * 5]
    assert all(one.find(qn("w:cantSplit")) is not None for one in properties)


def test_every_link_inside_leads_to_a_bookmark_and_no_bookmark_stands_twice() -> None:
    body = read(every_block()).element.body
    bookmarks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    wanted = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert wanted <= set(bookmarks)
    assert len(set(bookmarks)) == len(bookmarks)


def test_an_address_is_a_link_outside() -> None:
    outside = [one.target_ref for one in read(every_block()).part.rels.values() if one.is_external]
    assert outside == ["https://example.org/a?b=c"]


def test_a_figure_has_its_description_and_its_svg_beside_it() -> None:
    data = render(every_block())
    (shape,) = read(every_block()).inline_shapes
    assert shape._inline.docPr.get("descr") == "One box that stands for the pump"
    assert [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if name.endswith(".svg")]


def test_wide_parts_lie_on_their_side_and_head_and_foot_hold_for_all() -> None:
    made = read(every_block())
    assert [one.orientation for one in made.sections] == [0, 1]
    assert all(one.header.paragraphs[0].text == HEAD for one in made.sections)


def test_the_only_time_inside_is_the_day_for_which_it_speaks() -> None:
    told = read(every_block()).core_properties
    assert (str(told.created)[:10], str(told.modified)[:10]) == ("2026-06-01", "2026-06-01")
    assert {one.date_time[:3] for one in zipfile.ZipFile(io.BytesIO(render(every_block()))).infolist()} == {
        (1980, 1, 1)
    }


def test_every_list_in_an_order_begins_at_one() -> None:
    items = Bullets(((Words("first"),), (Words("second"),)), ordered=True)
    made = read(replace(every_block(), blocks=(Heading(1, "A"), items, items)))
    told = [one._p for one in made.paragraphs if one.text in {"first", "second"}]
    numbers = [int(number.get(qn("w:val"), "")) for one in told for number in one.iter(qn("w:numId"))]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    begun = made.part.numbering_part.element.num_having_numId(numbers[2])
    assert begun.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val")) == "1"


def test_a_unit_of_a_drawing_is_at_most_a_point() -> None:
    (shape,) = read(every_block()).inline_shapes
    assert (round(shape.width.pt), round(shape.height.pt)) == (300, 120)


def test_nothing_tells_of_the_template_that_the_library_brings() -> None:
    names = zipfile.ZipFile(io.BytesIO(render(every_block()))).namelist()
    assert not {"docProps/thumbnail.jpeg", "docProps/app.xml"} & set(names)


@settings(max_examples=20)
@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_written_and_read_again(words: str) -> None:
    assert read(hostile((words,))).paragraphs


def test_hostile_texts_stay_texts() -> None:
    made = read(hostile(HOSTILE))
    assert any("<script>alert(1)</script>" in one.text for one in made.paragraphs)
    assert not [one for one in made.part.rels.values() if one.is_external]


def test_libreoffice_opens_it_and_loses_no_words(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    path = tmp_path / "sample.docx"
    path.write_bytes(render(every_block(30)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = (tmp_path / "sample.txt").read_text(encoding="utf-8-sig")
    for words in (
        "Sample of everything",
        "1.1 Below it",
        "T-30",
        "Missing: No plan covers updates.",
        "Table 2: Wide",
    ):
        assert words in told
