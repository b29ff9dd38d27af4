# SPDX-License-Identifier: Apache-2.0
"""Broken links by what mends them, the kind of work that mends most first, each link with the place to begin."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from medward.compliance.model import Assessment, BrokenLink, Mend
from medward.reports.choices import Show
from medward.reports.terminal.paper import Paper, indented, ink, more, title
from medward.reports.words import counted

GROUPS = 4
LINKS = 2


def links(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    """Every kind of mend with its links."""
    mends = assessment.mends
    number = sum(len(mend.broken) for mend in mends)
    beside = f"{number:,}, mended by {counted(len(mends), 'kind')} of work" if number else "none"
    yield title("Broken links", beside)
    shown = mends[: paper.limit(Show.LINKS, GROUPS, len(mends))]
    for mend in shown:
        yield from _group(mend, paper)
    hidden = sum(len(mend.broken) for mend in mends[len(shown) :])
    if hidden:
        yield indented(more(hidden, Show.LINKS), 2)


def _group(mend: Mend, paper: Paper) -> Iterator[RenderableType]:
    yield indented(Text.assemble((f"{len(mend.broken):,} {paper.times} ", "bold red"), ink(mend.text, "bold")), 2)
    shown = mend.broken[: paper.limit(Show.LINKS, LINKS, len(mend.broken))]
    for link in shown:
        yield from _link(link, paper)
    if len(mend.broken) > len(shown):
        yield indented(more(len(mend.broken) - len(shown), Show.LINKS), 6)


def _link(link: BrokenLink, paper: Paper) -> Iterator[RenderableType]:
    yield indented(ink(link.text), 6)
    if link.place:
        yield indented(paper.place(link.place), 6)
