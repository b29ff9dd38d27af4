# SPDX-License-Identifier: Apache-2.0
"""XML of foreign tools: nothing outside the file is ever opened.

No entity is resolved, a document type is refused before and after parsing, the network is off, and libxml2's own
limits hold (256 levels, 10 MB for one text).
"""

import re

from lxml import etree

from medward.threats.exchange.source import MAX_VALUES, Source

_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def parse(source: Source) -> etree._Element:
    """The root of the tree. Raises ProblemsError for a hostile or broken text."""
    if source.data.count(b"<") > 2 * MAX_VALUES:
        message = f"the file has more than {2 * MAX_VALUES:,} tags"
        raise source.refusal("size", message, "Split the model, one file for each diagram")
    if _DOCTYPE.search(source.data[:2_000]):
        raise _doctype(source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as error:
        message = f"this is not XML that can be read: {error.msg or 'unknown error'}".strip()
        raise source.refusal("syntax", message, line=error.position[0]) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(source)
    return root


def _doctype(source: Source) -> Exception:
    message = "the XML has a document type (DOCTYPE), which is the way to hostile entities"
    return source.refusal("doctype", message, "Remove the DOCTYPE; threat models need none")
