# SPDX-License-Identifier: Apache-2.0
"""XML of a report as a tree, read so that nothing outside of the file is ever opened.

Cobertura's own writer and gcovr name a document type on the web. Such a name alone is let through and never
followed; a document type with declarations of its own (entities) is refused before and after parsing. libxml2's
own limits hold: 256 levels, 10 MB for one text, growth by entities. Namespaces are dropped from the names.
"""

import re
from typing import Any

from lxml import etree

from medward.testing.limits import MAX_OBJECTS
from medward.testing.source import Source

_DECLARING = re.compile(rb"(?>\s*+(?><\?(?s:.)*?\?>|<!--(?s:.)*?-->))*+\s*+<!DOCTYPE[^>\[]*+\[")


def tree(source: Source) -> etree._Element:
    """The root of the report. Raises ProblemsError for a hostile or broken text."""
    if source.data.count(b"<") > MAX_OBJECTS:
        raise source.refusal("size", f"the XML has more than the {MAX_OBJECTS:,} tags allowed")
    if _DECLARING.match(source.data):
        raise _declared(source)
    root = _parsed(source)
    dtd: Any = root.getroottree().docinfo.internalDTD  # the stubs of lxml do not know what it holds
    if dtd is not None and (any(True for _ in dtd.iterentities()) or any(True for _ in dtd.iterelements())):
        raise _declared(source)
    for element in root.iter():
        if not isinstance(element.tag, str):
            raise _declared(source)
        element.tag = element.tag.rpartition("}")[2]
    return root


def _parsed(source: Source) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        line, _ = error.position
        message = f"this is not XML that can be read, or it was cut off: {error.msg or 'unknown error'}".strip()
        raise source.refusal("syntax", message, line=line) from error


def _declared(source: Source) -> Exception:
    message = "the XML has a document type with declarations, or entities, which is the way to hostile input"
    return source.refusal("doctype", message, "Remove the declarations; no report needs them")


def line_of(element: etree._Element) -> int:
    """The line on which an element begins; 0 where libxml2 does not know it."""
    return int(getattr(element, "sourceline", None) or 0)
