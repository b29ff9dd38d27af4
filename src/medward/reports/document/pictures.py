# SPDX-License-Identifier: Apache-2.0
"""Drawings in DOCX: a PNG that every program shows, with the SVG beside it (an extension: [MS-ODRAWXML])."""

import io
import struct
from dataclasses import dataclass
from functools import lru_cache

import typst
from docx.document import Document as Word
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml.etree import _Element

PPI = 96
"""A pixel for each unit of a drawing."""
INCH = 25.4
LARGEST = 4 / 3
"""How much larger than typst, which takes a unit for 3/4 pt, a drawing may be shown: a unit is a point at most."""
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
SVG_BLIP = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="RELATION"/>'
    "</a:ext></a:extLst>"
)
_SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing.

    Attributes:
        png: as pixels.
        svg: as it was drawn.
        width: in mm.
        height: in mm.
    """

    png: bytes
    svg: bytes
    width: float
    height: float


@lru_cache(maxsize=64)
def drawn(svg: bytes) -> Picture:
    """The drawing as pixels, by the fonts that typst brings."""
    compiler = typst.Compiler(ignore_system_fonts=True)
    made = compiler.compile(input=_SOURCE, format="png", ppi=PPI, sys_inputs={"svg": svg.decode()})
    png = made[0] if isinstance(made, list) else made
    if png is None:
        raise TypeError("typst gave no picture")
    width, height = struct.unpack(">II", png[16:24])
    return Picture(png, svg, width * INCH / PPI, height * INCH / PPI)


def added(word: Word, picture: Picture, size: tuple[float, float], description: str) -> _Element:
    """A run with the picture, in a size in mm, with its description for those who cannot see it."""
    inline = word.part.new_pic_inline(io.BytesIO(picture.png), Mm(size[0]), Mm(size[1]))
    inline.docPr.set("descr", description)
    blip = next(inline.iter(qn("a:blip")))
    blip.append(parse_xml(SVG_BLIP.replace("RELATION", _related(word, picture.svg))))
    drawing = parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:drawing/></w:r>'
    )
    drawing[0].append(inline)
    made: _Element = drawing
    return made


def _related(word: Word, svg: bytes) -> str:
    """The SVG as a part of the package; the id of its relation."""
    package = word.part.package
    name = PackURI(
        f"/word/media/drawing{1 + sum('.svg' in str(one.partname) for one in package.iter_parts())}.svg"
    )
    return word.part.relate_to(Part(name, "image/svg+xml", svg, package), IMAGE)
