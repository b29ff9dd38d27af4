# SPDX-License-Identifier: Apache-2.0
"""What nobody knows yet: components that no source could be asked about, and what no verdict could be given on."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from medward.compliance.model import Assessment, Coverage, Status, Uncovered, Unknown
from medward.reports.choices import Show
from medward.reports.coverage import sentence
from medward.reports.terminal.paper import PENS, Paper, indented, ink, more, title
from medward.reports.words import component

COMPONENTS = 3
UNKNOWNS = 4
ASKERS = 2


def unknowns(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    """Coverage of each release, then everything else that is unknown."""
    yield title("What nobody knows yet")
    for coverage in assessment.coverage:
        yield from _coverage(coverage, paper)
    shown = assessment.unknowns[: paper.limit(Show.UNKNOWN, UNKNOWNS, len(assessment.unknowns))]
    for unknown in shown:
        yield indented(_unknown(unknown, paper), 2)
    if len(assessment.unknowns) > len(shown):
        yield indented(more(len(assessment.unknowns) - len(shown), Show.UNKNOWN), 2)


def _coverage(coverage: Coverage, paper: Paper) -> Iterator[RenderableType]:
    yield indented(ink(sentence(coverage)), 2)
    for word, components in (("unidentified", coverage.unidentified), ("not covered", coverage.not_covered)):
        shown = components[: paper.limit(Show.UNKNOWN, COMPONENTS, len(components))]
        for one in shown:
            yield indented(_component(word, one, paper), 4)
        if len(components) > len(shown):
            yield indented(more(len(components) - len(shown), Show.UNKNOWN), 4)


def _component(word: str, one: Uncovered, paper: Paper) -> Text:
    name = component(one.name, one.version)
    return Text.assemble(
        paper.mark(Status.UNKNOWN), (f" {word} ", PENS[Status.UNKNOWN]), ink(f"{name}: {one.reason}")
    )


def _unknown(unknown: Unknown, paper: Paper) -> Text:
    line = Text.assemble(paper.mark(Status.UNKNOWN), " ", ink(unknown.text))
    asked = ", ".join(unknown.asked_by[:ASKERS])
    others = f" and {len(unknown.asked_by) - ASKERS} more" if len(unknown.asked_by) > ASKERS else ""
    return Text.assemble(line, " ", ink(f"(asked by {asked}{others})", "dim")) if asked else line
