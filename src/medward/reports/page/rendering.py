# SPDX-License-Identifier: Apache-2.0
"""Rendering the page.

Rules:

- One file: no script, no style from elsewhere, no font, no picture, no request. A content security policy in the
  page itself allows its one style sheet by digest and nothing else, so that a browser holds the page to this.
- Everything that is printed is escaped, always: autoescape is on, and no template turns it off or marks anything
  as safe. Before that it is made harmless to look at (`medward.reports.visible`).
- A name that a template uses and nobody defines is an error, never an empty string.
- The same assessment gives the same bytes: no clock, no random ids, no path of the machine.
"""

import base64
import hashlib

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from medward import __version__
from medward.compliance.model import Assessment
from medward.reports import words
from medward.reports.page.content import content
from medward.reports.page.web import is_web_address
from medward.reports.visible import visible
from medward.triage.ssvc import in_words

STYLE = "check.css"
PAGE = "check.html.j2"


def render(assessment: Assessment) -> bytes:
    """The page as UTF-8 HTML."""
    templates = environment()
    style = templates.get_template(STYLE).render()
    page = templates.get_template(PAGE).render(
        content=content(assessment), given=assessment, version=__version__, style_digest=style_digest(style)
    )
    return page.encode()


def style_digest(style: str) -> str:
    """The digest by which a content security policy allows an inline style sheet (CSP Level 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def environment() -> Environment:
    """Where templates are rendered: everything escaped, everything visible, every name defined."""
    made = Environment(
        loader=PackageLoader("medward.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(
        said=words.said,
        current=words.current,
        harm=words.harm,
        to_do=words.to_do,
        priority=in_words,
        counted=words.counted,
        short=words.short,
        grouped=words.grouped,
    )
    made.globals.update(
        signs=words.SIGNS, gloss=words.GLOSS, component=words.component, is_web_address=is_web_address
    )
    return made


def _harmless(value: object) -> object:
    """What is printed, made visible; what a macro has already printed and escaped stays as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
