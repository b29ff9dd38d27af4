# SPDX-License-Identifier: Apache-2.0
"""A document as PDF: tagged, with bookmarks and links, valid as PDF/A-2a and PDF/UA-1, the same bytes again."""

import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from medward.reports.document.pdf import render
from medward.reports.document.tree import Column, Document, Figure, Heading, Row, Table, Words
from reports.document.samples import DAY, FACTS, SVG, every_block, hostile, small_tables, unbroken
from reports.factories import HOSTILE
from reports.package.materials import pump

MARGIN = 18 * 72 / 25.4
"""Of the page, in points."""
HEAD, FOOT = 60, 540
"""Of a page on its side: below the one and above the other stands its content."""
NARROW = (
    *("internal_bus", "removable_media", "P-EHRBRIDGE", "I-CLOUD-STATISTICS", "Unauthenticated", "EXPOSED"),
    *(
        "tcp/443",
        "CVE-2024-123456",
        "sha256:" + "5e" * 32,
        "user_interface",
        "yes",
        "confidentiality",
        "AS-THERAPY",
    ),
)
"""Words of columns that are as narrow as any in a document."""
SIZES = (*range(1, 10), 60)
"""Numbers of lines in the rows of a table; the last one is more than a page."""


def read(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(render(document)))


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())


def outline(reader: PdfReader) -> list[str]:
    def flat(items: list[object]) -> list[str]:
        found: list[str] = []
        for one in items:
            if isinstance(one, list):
                found += flat(one)
            elif isinstance(one, Destination):
                found.append(str(one.title))
        return found

    return flat(list(reader.outline))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render(every_block()) == render(every_block())


def test_everything_is_printed_and_what_is_missing_says_so() -> None:
    told = text(read(every_block()))
    for words in (
        *(
            "Sample of everything",
            "Example pump",
            "Plain, strong and a_b",
            "Missing: nobody is named",
            "sha256:5e5e",
        ),
        *(
            "Missing: No plan covers updates. Add a plan.",
            "Table 1: Threats",
            "Figure 1: The pump",
            "1.1 Below it",
        ),
        *("3 things are missing, each marked in its place.", "1 of "),
    ):
        assert words in told


def test_a_long_table_repeats_its_head_on_each_page() -> None:
    reader = read(every_block(120))
    pages = [page.extract_text() for page in reader.pages if "T-" in page.extract_text()]
    with_rows = [page for page in pages if "Somebody" in page]
    assert len(with_rows) > 3
    assert all("What could happen" in page for page in with_rows)


def test_it_is_tagged_has_bookmarks_a_language_and_the_day_for_which_it_speaks() -> None:
    reader = read(every_block())
    root = reader.root_object
    assert str(root["/MarkInfo"]) == "{'/Marked': True, '/Suspects': False}"
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en"
    assert outline(reader) == ["1 First part", "1.1 Below it", "2 Second part"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Sample of everything: Example pump"
    assert str(reader.metadata.creation_date_raw).startswith("D:20260601")


def test_it_names_the_standards_that_it_keeps() -> None:
    told = render(every_block())
    for mark in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert mark in told


def test_every_font_is_inside() -> None:
    reader = read(every_block())
    found = [cast("DictionaryObject", page["/Resources"]).get("/Font", {}) for page in reader.pages]
    fonts = {str(font): font.get_object() for one in found for font in one.values()}
    assert fonts
    for font in fonts.values():
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])


def test_a_reference_is_a_link_inside_and_an_address_one_outside() -> None:
    links = [note.get_object() for page in read(every_block()).pages for note in page.get("/Annots", []) or []]
    outside = {link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]}
    assert outside == {"https://example.org/a?b=c"}
    assert len(links) > len(outside)


def test_a_wide_part_lies_on_its_side() -> None:
    shapes = {(page.mediabox.width > page.mediabox.height) for page in read(every_block()).pages}
    assert shapes == {False, True}


def boxes(document: Document, folder: Path) -> str:
    """Every word with the box that it fills, as poppler tells it."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler) is not installed")
    path = folder / "document.pdf"
    path.write_bytes(render(document))
    return subprocess.run([program, "-bbox", str(path), "-"], capture_output=True, text=True, check=True).stdout


def test_no_word_leaves_its_column(tmp_path: Path) -> None:
    cells = tuple(((Words(word),),) for word in NARROW)
    table = Table("Narrow", tuple(Column("Direction") for _ in NARROW), (Row(cells),), wide=True)
    told = boxes(Document("narrow", "Narrow", "Pump", DAY, FACTS, (table,)), tmp_path)
    (width,) = {float(one) for one in re.findall(r'page width="(8[\d.]+)"', told)}
    column = (width - 2 * MARGIN) / len(NARROW)
    words = re.findall(
        r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>(?!Table|1:|Narrow)', told.split("page width=")[-1]
    )
    inside = [
        (float(left) - MARGIN, float(right) - MARGIN) for left, top, right in words if HEAD < float(top) < FOOT
    ]
    assert len(inside) > 2 * len(NARROW)
    assert [(left, right) for left, right in inside if int(left / column) != int((right - 0.5) / column)] == []


def test_no_word_leaves_the_page(tmp_path: Path) -> None:
    told = boxes(unbroken(), tmp_path)
    (width,) = {float(one) for one in re.findall(r'page width="([\d.]+)"', told)}
    rights = [float(one) for one in re.findall(r'xMax="([\d.]+)"', told)]
    assert len(rights) > 50
    assert max(rights) < width - MARGIN + 1


def test_a_heading_and_a_caption_stand_on_the_page_of_their_first_row() -> None:
    pages = [page.extract_text() for page in read(small_tables(60)).pages][1:]
    for number in range(60):
        (first,) = [page for page in pages if f"row {number}-0\n" in f"{page}\n"]
        assert f"Topic {number}\n" in first
        assert f"About {number}\n" in first


def test_a_row_is_parted_only_where_no_page_could_hold_it() -> None:
    line = ((Words("words that fill a line of a cell " * 4),),)
    rows = tuple(
        Row((((Words(f"from {n}"),), *line * size, (Words(f"to {n}"),)),)) for n, size in enumerate(SIZES)
    )
    document = Document("rows", "Rows", "Pump", DAY, FACTS, (Table("Rows", (Column("What"),), rows),))
    pages = [page.extract_text() for page in read(document).pages]
    parted = [
        n for n in range(len(SIZES)) if not any(f"from {n}\n" in p and f"to {n}\n" in f"{p}\n" for p in pages)
    ]
    assert parted == [len(SIZES) - 1]


def test_a_flat_figure_takes_no_more_room_than_it_needs() -> None:
    figure = Figure(SVG, "The pump", "A box")
    document = Document("flat", "Flat", "Pump", DAY, FACTS, (Heading(1, "Figures"), *[figure] * 3))
    assert len(read(document).pages) == 2


@pytest.mark.parametrize("tag", ["en", "en-US", "de-Latn-DE"])
def test_a_language_may_have_a_region(tag: str) -> None:
    told = read(replace(every_block(), language=tag)).root_object["/Lang"]
    assert str(told).split("-")[0] == tag.split("-", maxsplit=1)[0]


def test_hostile_texts_stay_texts() -> None:
    reader = read(hostile(HOSTILE))
    told = text(reader)
    assert "<script>alert(1)</script>" in told
    assert "[U+202E]" in told
    assert not any(
        "/JavaScript" in str(note.get_object()) for page in reader.pages for note in page.get("/Annots", [])
    )


def test_a_character_that_no_font_has_is_printed_by_its_number() -> None:
    assert "[U+4E2D]" in text(read(hostile(("\u4e2d",))))


@settings(max_examples=15)
@given(st.text(min_size=1, max_size=40))
def test_no_text_becomes_markup_or_stops_the_document(words: str) -> None:
    assert render(hostile((words,))).startswith(b"%PDF-")


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_verapdf_finds_nothing_wrong(profile: str, tmp_path: Path) -> None:
    classes = os.environ.get("MEDWARD_VERAPDF")
    if not classes:
        pytest.skip("MEDWARD_VERAPDF does not name the folder of veraPDF's classes; .ci/run fetches them")
    from medward.reports.package.building import documents
    from medward.reports.package.targets import targets

    made = dict(documents(targets()["fda-estar"], pump()))
    for name, document in {
        "sample": every_block(30),
        "hostile": hostile(HOSTILE),
        "unbroken": unbroken(),
        **made,
    }.items():
        (tmp_path / f"{name}.pdf").write_bytes(render(document))
    command = [
        "java",
        "-cp",
        f"{classes}/*",
        "org.verapdf.apps.GreenfieldCliWrapper",
        "-f",
        profile,
        "--format",
        "text",
    ]
    files = sorted(str(path) for path in tmp_path.iterdir())
    ran = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    told = ran.stdout.splitlines()
    assert len([line for line in told if line.startswith("PASS ")]) == len(files), ran.stdout + ran.stderr
