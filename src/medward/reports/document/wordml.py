# SPDX-License-Identifier: Apache-2.0
"""Small pieces of WordprocessingML (ISO/IEC 29500-1): runs, links, bookmarks, fields, tables.

They are made as XML, because a document of some hundred rows takes python-docx's own objects many times as long.
Every text goes in as a text node; what XML cannot hold was made visible before.
"""

from collections.abc import Iterable, Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

RED = "A5271D"
SOFT = "565A60"
ACCENT = "0B5563"


def element(tag: str, *children: _Element, **attributes: str) -> _Element:
    """An element of the main namespace; attributes too."""
    made: _Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def run(text: str, style: str = "") -> _Element:
    """Words, in a character style."""
    made = element("r")
    if style:
        made.append(element("rPr", element("rStyle", val=style)))
    told = element("t")
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    told.text = text
    made.append(told)
    return made


def link_inside(bookmark: str, text: str) -> _Element:
    """A link to a bookmark."""
    return element("hyperlink", run(text, "Hyperlink"), anchor=bookmark, history="1")


def link_outside(relation: str, text: str) -> _Element:
    """A link to an address that the document's relations hold."""
    made = element("hyperlink", run(text, "Hyperlink"), history="1")
    made.set(qn("r:id"), relation)
    return made


def bookmark(number: int, name: str) -> tuple[_Element, _Element]:
    """The two ends of a bookmark."""
    return element("bookmarkStart", id=str(number), name=name), element("bookmarkEnd", id=str(number))


def field(code: str, shown: Iterable[_Element]) -> list[_Element]:
    """A field with what it shows until it is counted again."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", _code(code)),
        element("r", element("fldChar", fldCharType="separate")),
        *shown,
        element("r", element("fldChar", fldCharType="end")),
    ]


def paragraph(style: str, *content: _Element) -> _Element:
    """A paragraph in a style, given by the style's id."""
    return element("p", element("pPr", element("pStyle", val=style)), *content)


def table(
    shares: Sequence[int], width: int, heads: Sequence[str], rows: Iterable[Sequence[list[_Element]]]
) -> _Element:
    """A table of a width in twentieths of a point; its head is repeated on each page, and no row is parted."""
    widths = [width * share // sum(shares) for share in shares]
    made = element(
        "tbl", _table_properties(width), element("tblGrid", *(element("gridCol", w=str(one)) for one in widths))
    )
    made.append(_row([[paragraph("TableHead", run(head))] for head in heads], widths, head=True))
    made.extend(_row(row, widths) for row in rows)
    return made


def page(width: int, height: int, margin: int) -> _Element:
    """Properties of a section, in twentieths of a point."""
    size = element("pgSz", w=str(width), h=str(height))
    if width > height:
        size.set(qn("w:orient"), "landscape")
    sides = ("top", "right", "bottom", "left", "header", "footer")
    edges = {side: str(margin if side not in {"header", "footer"} else margin // 2) for side in sides}
    return element("sectPr", size, element("pgMar", **edges, gutter="0"))


def _code(code: str) -> _Element:
    made = element("instrText")
    made.text = code
    return made


def _table_properties(width: int) -> _Element:
    return element(
        "tblPr",
        element("tblStyle", val="MedwardTable"),
        element("tblW", w=str(width), type="dxa"),
        element("tblLayout", type="fixed"),
        element(
            "tblLook",
            val="0420",
            firstRow="1",
            lastRow="0",
            firstColumn="0",
            lastColumn="0",
            noHBand="0",
            noVBand="1",
        ),
    )


def _row(cells: Sequence[list[_Element]], widths: Sequence[int], *, head: bool = False) -> _Element:
    marks = [element("cantSplit"), *([element("tblHeader")] if head else [])]
    made = element("tr", element("trPr", *marks))
    for cell, width in zip(cells, widths, strict=True):
        made.append(element("tc", element("tcPr", element("tcW", w=str(width), type="dxa")), *cell))
    return made
