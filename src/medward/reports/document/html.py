# SPDX-License-Identifier: Apache-2.0
"""A document as one HTML file.

Rules: as for the page of `medward check` (`medward.reports.page.rendering`): no script, nothing from elsewhere, a
content security policy that holds the browser to that, everything escaped and made visible, and the same bytes for
the same document. Figures are images of their own, so that nothing in a drawing can reach the page.
"""

import base64

from markupsafe import Markup

from medward import __version__
from medward.reports.document.numbering import numbered
from medward.reports.document.tree import Block, Document, Inline, gaps
from medward.reports.page.rendering import environment, style_digest
from medward.reports.page.web import is_web_address

STYLE = "document.css"
PAGE = "document.html.j2"


def render(document: Document) -> bytes:
    """The document as UTF-8 HTML."""
    templates = environment()
    templates.tests["web_address"] = is_web_address
    templates.filters.update(kind=_kind, picture=_picture)
    style = templates.get_template(STYLE).render()
    page = templates.get_template(PAGE).render(
        document=document,
        blocks=tuple(numbered(document)),
        missing=len(gaps(document)),
        version=__version__,
        style_digest=style_digest(style),
    )
    return page.encode("utf-8", "backslashreplace")


def _kind(part: Block | Inline) -> str:
    """Which template draws it."""
    return type(part).__name__.lower()


def _picture(svg: bytes) -> Markup:
    """A drawing as the address of an image."""
    return Markup("data:image/svg+xml;base64,") + base64.b64encode(svg).decode()
