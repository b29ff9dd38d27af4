# SPDX-License-Identifier: Apache-2.0
"""The report as a whole: its sections in the order in which a person needs them, and the next step at the end.

Nothing is decided here and nothing is printed that the assessment does not say.
"""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from medward.compliance.model import Assessment
from medward.reports.choices import Show
from medward.reports.next_step import next_step
from medward.reports.terminal.findings import findings
from medward.reports.terminal.heading import heading, problems
from medward.reports.terminal.links import links
from medward.reports.terminal.paper import Paper, ink, printed
from medward.reports.terminal.unknowns import unknowns
from medward.reports.terminal.verdicts import verdicts

SECTIONS = (
    (Show.VERDICTS, verdicts),
    (Show.LINKS, links),
    (Show.FINDINGS, findings),
    (Show.UNKNOWN, unknowns),
)


def render(assessment: Assessment, paper: Paper) -> str:
    """The report as text: ANSI colours where the paper has them, no spaces at the ends of lines."""
    return printed(_items(assessment, paper), paper)


def _items(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    yield from heading(assessment, paper)
    yield from problems(assessment, paper)
    for section, items in SECTIONS:
        if paper.shows(section):
            yield from items(assessment, paper)
    yield Text()
    yield _next_step(assessment, paper)


def _next_step(assessment: Assessment, paper: Paper) -> Table:
    step = next_step(assessment)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_row(Text("Next step", "bold green", no_wrap=True), ink(step.text))
    if step.place:
        table.add_row("", paper.place(step.place))
    return table
