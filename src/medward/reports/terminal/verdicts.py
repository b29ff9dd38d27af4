# SPDX-License-Identifier: Apache-2.0
"""The verdicts: a bar for each framework, a line for each of its sections, in full a line for each requirement."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from medward.compliance.model import Assessment, FrameworkVerdicts, Verdict
from medward.reports.bars import whole_parts
from medward.reports.choices import Show
from medward.reports.sections import Headed, headed
from medward.reports.tally import Tally, of_framework, tally
from medward.reports.terminal.paper import PENS, Paper, indented, ink, title
from medward.reports.words import SIGNS, said

WIDEST_BAR = 72


def verdicts(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    """Every framework."""
    for framework in assessment.frameworks:
        yield from _framework(framework, paper)


def _framework(framework: FrameworkVerdicts, paper: Paper) -> Iterator[RenderableType]:
    standing = framework.note or said(framework.legal_status)
    yield Text.assemble(title(""), ink(framework.title, "bold"), "  ", ink(standing, "dim"))
    counts = of_framework(framework)
    yield indented(_bar(counts, paper), 2)
    yield indented(_legend(counts, paper), 2)
    if paper.show in {Show.ALL, Show.VERDICTS}:
        for heading in headed(framework):
            yield from _in_full(heading, paper)
    else:
        yield indented(_by_section(framework, paper), 2)


def _bar(counts: Tally, paper: Paper) -> Text:
    columns = min(paper.width - 4, WIDEST_BAR)
    lengths = whole_parts([share.count for share in counts.shares], columns)
    pieces = ((share.status, length) for share, length in zip(counts.shares, lengths, strict=True))
    return Text.assemble(*((paper.fill(status) * length, PENS[status]) for status, length in pieces))


def _legend(counts: Tally, paper: Paper) -> Text:
    """The counts in words; each keeps its words together, so that a narrow terminal breaks between them."""
    shown = [share for share in counts.shares if share.count]
    items = [
        Text(f"{paper.fill(share.status)} {share.count} {SIGNS[share.status].word}", PENS[share.status])
        for share in shown
    ]
    return Text("   ").join(items) if items else Text("no requirement", "dim")


def _by_section(framework: FrameworkVerdicts, paper: Paper) -> Table:
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(overflow="fold")
    table.add_column()
    for heading in headed(framework):
        table.add_row(ink(heading.title), _marks(tally(heading.verdicts), paper))
    return table


def _marks(counts: Tally, paper: Paper) -> Text:
    shown = (share for share in counts.shares if share.count)
    return Text("  ").join(Text.assemble(paper.mark(share.status), f" {share.count}") for share in shown)


def _in_full(heading: Headed, paper: Paper) -> Iterator[RenderableType]:
    yield indented(Text.assemble("\n", ink(heading.title, "underline")), 2)
    for verdict in heading.verdicts:
        yield indented(_line(verdict, paper), 2)
        yield indented(ink(verdict.reason), 6)


def _line(verdict: Verdict, paper: Paper) -> Text:
    word = Text(SIGNS[verdict.status].word, PENS[verdict.status])
    identity = ink(f"{verdict.id}, {verdict.citation}", "dim")
    return Text.assemble(paper.mark(verdict.status), " ", word, ": ", ink(verdict.title, "bold"), "  ", identity)
