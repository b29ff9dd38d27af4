# SPDX-License-Identifier: Apache-2.0
"""A document as DOCX, to be edited: real styles, headings, tables, links and alternative texts.

Rules:

- Headings, captions, lists and tables bear Word's own styles, so that its contents, navigation and themes work.
- A table's head is repeated on each page. A drawing is a picture with its description; the SVG itself lies beside
  the picture, for programs that can show it.
- The same document gives the same bytes: the times inside are the day for which the document speaks.
"""

import io
import zipfile
from itertools import count
from typing import cast

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml.ns import qn
from lxml.etree import _Element

from medward.reports.document import pictures, wordstyles
from medward.reports.document.numbering import Numbered, numbered
from medward.reports.document.pages import Paper, sections
from medward.reports.document.pictures import added, drawn
from medward.reports.document.tree import (
    Bullets,
    Document,
    Figure,
    Gap,
    Heading,
    Inline,
    Line,
    Link,
    Missing,
    Paragraph,
    Ref,
    Table,
    Tone,
    anchors,
    gaps,
)
from medward.reports.document.wordml import (
    bookmark,
    element,
    field,
    link_inside,
    link_outside,
    page,
    paragraph,
    run,
    table,
)
from medward.reports.page.web import is_web_address
from medward.reports.visible import visible
from medward.reports.words import counted

IN_CONTENTS = 2
"""Lowest level of headings in the contents."""
MM = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
MARGIN = round(18 * MM)
SIZES = {Paper.UPRIGHT: (210, 297), Paper.ACROSS: (297, 210), Paper.LARGE: (420, 297)}
"""Width and height of each paper in mm."""
TALLEST = {Paper.UPRIGHT: 190, Paper.ACROSS: 110, Paper.LARGE: 195}
"""Height of a figure in mm on each paper, which leaves room for headings, words and caption."""
_TONES = {Tone.PLAIN: "", Tone.STRONG: "Strong", Tone.CODE: "CodeWords", Tone.ALARM: "Missing"}
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)


def render(document: Document) -> bytes:
    """The document as DOCX."""
    return _Writer(document).written()


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._word: Word = docx.Document()
        self._body = cast("_Element", self._word.element.body)
        self._last = cast("_Element", self._word.element.body.sectPr)
        self._numbers = count(1)
        self._names = {name: f"told_{index}" for index, name in enumerate(anchors(document), start=1)}
        self._paper = Paper.UPRIGHT

    def written(self) -> bytes:
        """All of it."""
        wordstyles.define(self._word, self._document.language)
        wordstyles.describe(self._word, self._document)
        self._front()
        cuts = sections(self._document)
        if cuts and cuts[0].paper is not self._paper:
            self._turn()
        for index, section in enumerate(cuts):
            self._paper = section.paper
            for one in section.blocks:
                self._block(one)
            if index < len(cuts) - 1:
                self._turn()
        self._body.replace(self._last, self._page())
        stream = io.BytesIO()
        self._word.save(stream)
        return _same_times(stream.getvalue())

    def _front(self) -> None:
        document = self._document
        self._add(paragraph("Subtitle", run(visible(document.subject))))
        self._add(paragraph("Title", run(visible(document.title))))
        facts = [[[paragraph("TableText", run(visible(one)))] for one in pair] for pair in document.facts]
        self._add(table((1, 3), self._width, ("Fact", "Value"), facts))
        self._add(paragraph("AfterTable"))
        missing = len(gaps(document))
        told = f"{counted(missing, 'thing is', 'things are')} missing, each marked in its place."
        self._add(paragraph("BodyText", run(told, "Missing") if missing else run("Nothing is missing.")))
        self._add(paragraph("TOCHeading", run("Contents")))
        self._contents()

    def _contents(self) -> None:
        """The contents as a field that a program can count again, with its entries as links meanwhile."""
        heads = [
            one
            for one in numbered(self._document)
            if isinstance(one.block, Heading) and one.block.level <= IN_CONTENTS
        ]
        lines = [
            link_inside(_name(one), f"{one.label} {visible(one.block.text)}")
            for one in heads
            if isinstance(one.block, Heading)
        ]
        if not lines:
            return
        first, *rest = lines
        begin, code, separate, shown, end = field(' TOC \\o "1-2" \\h \\z ', [first])
        made = [paragraph("TOC1", begin, code, separate, shown), *(paragraph("TOC1", one) for one in rest)]
        made[-1].append(end)
        for one in made:
            self._add(one)

    def _block(self, one: Numbered) -> None:
        match block := one.block:
            case Heading():
                self._heading(one, block)
            case Paragraph():
                self._add(self._anchored(block.anchor, paragraph("BodyText", *self._line(block.line))))
            case Bullets():
                self._list(block)
            case Gap():
                what = run(f"Missing: {visible(block.what)}. ", "Missing")
                self._add(paragraph("Gap", what, run(f"{visible(block.mend)}.")))
            case Table():
                self._table(one, block)
            case Figure():
                self._figure(one, block)

    def _list(self, block: Bullets) -> None:
        """A list; one in an order begins at 1 again."""
        style = "ListNumber" if block.ordered else "ListBullet"
        begun = wordstyles.numbering_begun(self._word) if block.ordered else None
        for item in block.items:
            made = paragraph(style, *self._line(item))
            if begun is not None:
                made[0].append(element("numPr", element("ilvl", val="0"), element("numId", val=begun)))
            self._add(made)

    def _heading(self, one: Numbered, block: Heading) -> None:
        made = paragraph(f"Heading{block.level}", run(f"{one.label} {visible(block.text)}"))
        self._add(self._anchored(block.anchor, self._marked(_name(one), made)))

    def _table(self, one: Numbered, block: Table) -> None:
        self._add(paragraph("Caption", run(f"{one.label}: {visible(block.caption)}")))
        rows = []
        for row in block.rows:
            cells = [
                [paragraph("TableText", *self._line(line)) for line in cell] or [paragraph("TableText")]
                for cell in row.cells
            ]
            self._anchored(row.anchor, cells[0][0])
            rows.append(cells)
        heads = [visible(column.title) for column in block.columns]
        self._add(table([column.share for column in block.columns], self._width, heads, rows))
        self._add(paragraph("AfterTable"))

    def _figure(self, one: Numbered, block: Figure) -> None:
        picture = drawn(block.svg)
        height, width = TALLEST[self._paper], self._width / MM
        scale = min(pictures.LARGEST, width / picture.width, height / picture.height)
        made = added(
            self._word, picture, (picture.width * scale, picture.height * scale), visible(block.description)
        )
        self._add(paragraph("Figure", made))
        self._add(paragraph("FigureCaption", run(f"{one.label}: {visible(block.caption)}")))

    @property
    def _width(self) -> int:
        return round(SIZES[self._paper][0] * MM) - 2 * MARGIN

    def _line(self, line: Line) -> list[_Element]:
        return [self._inline(one) for one in line]

    def _inline(self, one: Inline) -> _Element:
        text = visible(one.text)
        match one:
            case Missing():
                return run(f"Missing: {text}", "Missing")
            case Ref():
                return link_inside(self._names[one.anchor], text)
            case Link() if is_web_address(one.address):
                relation = self._word.part.relate_to(one.address, RELATION.HYPERLINK, is_external=True)
                return link_outside(relation, text)
            case Link():
                return run(f"{text} ({visible(one.address)})")
            case _:
                return run(text, _TONES[one.tone])

    def _anchored(self, anchor: str | None, made: _Element) -> _Element:
        return made if anchor is None else self._marked(self._names[anchor], made)

    def _marked(self, name: str, made: _Element) -> _Element:
        start, end = bookmark(next(self._numbers), name)
        made.insert(1, start)
        made.append(end)
        return made

    def _turn(self) -> None:
        """End the pages of one paper."""
        self._add(element("p", element("pPr", element("pStyle", val="AfterTable"), self._page())))

    def _page(self) -> _Element:
        """The paper of what was written last; head and foot go to the first section and hold for all."""
        width, height = (round(side * MM) for side in SIZES[self._paper])
        made = page(width, height, MARGIN)
        for reference in [
            one for one in self._last if one.tag in {qn("w:headerReference"), qn("w:footerReference")}
        ]:
            made.insert(0, reference)
        return made

    def _add(self, made: _Element) -> None:
        self._last.addprevious(made)


def _name(one: Numbered) -> str:
    """The bookmark of a heading."""
    return one.name.replace("-", "_")


def _same_times(data: bytes) -> bytes:
    """The package with the same time on every file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(zipfile.ZipInfo(name, _FIRST_TIME), given.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
