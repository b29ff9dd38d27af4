# SPDX-License-Identifier: Apache-2.0
"""Styles, head, foot and properties of a DOCX document."""

from datetime import datetime
from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from medward.reports.document.tree import Document
from medward.reports.document.wordml import ACCENT, RED, SOFT, element, field, run
from medward.reports.visible import visible
from medward.reports.words import short

SANS, SERIF, MONO = "Calibri", "Georgia", "Consolas"
_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="MedwardTable">
<w:name w:val="Medward Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:color="C9C4BA"/><w:insideH w:val="single" w:sz="4" w:color="C9C4BA"/>
</w:tblBorders>
<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:color="{SOFT}"/>
</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""


def define(word: Word, language: str) -> None:
    """The styles that documents use, in the words that Word knows them by."""
    styles: Any = word.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = SANS, Pt(10)
    normal.element.rPr.append(element("lang", val=language))
    for level, size in ((1, 16), (2, 13), (3, 11.5), (4, 10.5)):
        _letters(styles[f"Heading {level}"], size, "1D1F21", SERIF)
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    _letters(styles["Title"], 26, "1D1F21", SERIF)
    _letters(styles["Subtitle"], 11, ACCENT, SANS)
    _letters(styles["Caption"], 9, SOFT, SANS)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _letters(styles[name], 8, SOFT, SANS)
        styles[name].font.bold = False
    _own_paragraphs(styles)
    _own_words(styles)
    styles.element.append(parse_xml(_TABLE))


def _own_paragraphs(styles: Any) -> None:  # noqa: ANN401  python-docx has no types for these
    for name, size, before, after in (
        ("Table Text", 8.5, 1, 1),
        ("Table Head", 8.5, 1, 1),
        ("After Table", 4, 0, 4),
        ("Figure", 10, 4, 0),
        ("Figure Caption", 9, 2, 8),
        ("Gap", 10, 4, 6),
        ("TOC 1", 10, 0, 2),
        ("TOC Heading", 12, 10, 4),
    ):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) if name not in styles else styles[name]
        made.base_style = styles["Normal"]
        made.font.size = Pt(size)
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(before), Pt(after)
    for name in ("Table Head", "TOC Heading"):
        styles[name].font.bold = True
    styles["Figure"].paragraph_format.keep_with_next = True
    shade = element("shd", val="clear", color="auto", fill="FBECEB")
    edge = element("pBdr", element("left", val="single", sz="16", space="6", color=RED))
    styles["Gap"].element.get_or_add_pPr().extend([edge, shade])


def _own_words(styles: Any) -> None:  # noqa: ANN401
    missing = styles.add_style("Missing", WD_STYLE_TYPE.CHARACTER)
    missing.font.bold, missing.font.color.rgb = True, RGBColor.from_string(RED)
    code = styles.add_style("Code Words", WD_STYLE_TYPE.CHARACTER)
    code.font.name, code.font.size = MONO, Pt(8)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(ACCENT), True


def numbering_begun(word: Word) -> str:
    """The id of a new numbering, like that of the style List Number, which begins at 1."""
    styles: Any = word.styles
    numbers: Any = word.part.numbering_part.element
    own = numbers.num_having_numId(styles["List Number"].element.pPr.numPr.numId.val)
    made = numbers.add_num(own.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return str(made.numId)


def _letters(style: Any, size: float, colour: str, font: str) -> None:  # noqa: ANN401
    style.font.size, style.font.name = Pt(size), font
    style.font.bold = style.name != "Caption"
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def describe(word: Word, document: Document) -> None:
    """Properties, head and foot."""
    day = datetime(document.day.year, document.day.month, document.day.day)  # noqa: DTZ001  Word's own form
    facts = dict(document.facts)
    told = word.core_properties
    told.title = f"{visible(document.title)}: {visible(document.subject)}"[:255]
    told.author, told.language = visible(facts.get("Manufacturer", ""))[:255], document.language
    told.created = told.modified = day
    told.comments, told.revision = visible(facts.get("Dossier revision", ""))[:255], 1
    _forget_template(word)
    section = word.sections[0]
    revision = short(told.comments)
    names = [visible(document.subject), visible(document.title), *([revision] if revision else [])]
    section.header.paragraphs[0].text = ", ".join(names)
    foot: Any = section.footer.paragraphs[0]._p  # noqa: SLF001  python-docx has no fields
    foot.extend([*field(" PAGE ", [run("1")]), run(" of "), *field(" NUMPAGES ", [run("1")])])


def _forget_template(word: Word) -> None:
    """Leave out what tells of the template's making: its picture, and the program that somebody wrote it with."""
    relations: Any = word.part.package.rels
    for name in [
        key for key, one in relations.items() if one.reltype in {RELATION.THUMBNAIL, RELATION.EXTENDED_PROPERTIES}
    ]:
        del relations[name]
