# SPDX-License-Identifier: Apache-2.0
"""Findings, what matters first: id, component, whether it is known to be exploited, fix, worst harm, decision.

A table where there is room for one, with what is to do below it; a few lines for each finding on narrow paper, and
in full, where the reasons for the match, for the order and for the score in this device are told as well.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from medward.compliance.model import Assessment, FindingLine
from medward.reports.choices import Show
from medward.reports.terminal.paper import Paper, indented, ink, more, title
from medward.reports.words import KNOWN_EXPLOITED, component, conditions, current, fixes, harm, to_do

FINDINGS = 6
INDENT = 2
GAP = 2
HEAD = ("vulnerability", KNOWN_EXPLOITED, "component", "fixed in", "worst harm", "decision")
HARM, DECISION = len("catastrophic"), len("not affected")
"""Columns of the worst harm and the decision; longer words are folded where there is no room."""
LEAST_ROOM = 24
"""Columns that component and fix need together for a table to be read with ease."""


def findings(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    """The findings; where nobody was asked, that is said instead of "none"."""
    lines = assessment.findings
    if assessment.database is None:
        yield title("Findings", "unknown: there was no advisory database to ask")
        return
    yield title("Findings", _beside(lines))
    shown = lines[: paper.limit(Show.FINDINGS, FINDINGS, len(lines))]
    several = len(assessment.coverage) > 1
    in_full = paper.show in {Show.ALL, Show.FINDINGS}
    rows = [_cells(line, several=several) for line in shown]
    room = _room(rows, paper)
    if in_full or room < LEAST_ROOM:
        for line in shown:
            yield from _one(line, assessment.as_of, paper, several=several)
            if in_full:
                yield from _reasons(line)
    elif shown:
        yield indented(_table(rows, room), INDENT)
        yield from _to_do(shown, assessment.as_of)
    if len(lines) > len(shown):
        yield indented(more(len(lines) - len(shown), Show.FINDINGS), 2)


def _beside(lines: Sequence[FindingLine]) -> str:
    if not lines:
        return "none in the components that could be asked about"
    opened = sum(line.open for line in lines)
    exploited = sum(line.finding.known_exploited is not None for line in lines)
    return f"{len(lines):,}, {opened:,} open, {exploited:,} known to be exploited; what matters first"


def _cells(line: FindingLine, *, several: bool) -> tuple[Text, ...]:
    return (
        _name(line),
        _exploited(line),
        ink(_component(line, several=several)),
        ink(fixes(line.finding.fixed_in)),
        ink(harm(line.reach.worst_severity)),
        _decision(line),
    )


def _room(rows: Sequence[tuple[Text, ...]], paper: Paper) -> int:
    """Columns that are left for component and fix beside an id that is never broken."""
    gaps = INDENT + GAP * (len(HEAD) - 1)
    return paper.width - gaps - _wanted(rows, 0) - len(KNOWN_EXPLOITED) - HARM - DECISION


def _table(rows: Sequence[tuple[Text, ...]], room: int) -> Table:
    """What component and fix do not need goes to the decision."""
    fix = min(_wanted(rows, 3), room * 2 // 5)
    part = min(_wanted(rows, 2), room - fix)
    decision = min(_wanted(rows, 5), DECISION + room - fix - part)
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="dim")
    widths = (_wanted(rows, 0), len(KNOWN_EXPLOITED), part, fix, HARM, decision)
    for name, width in zip(HEAD, widths, strict=True):
        table.add_column(name, overflow="fold", width=width)
    for row in rows:
        table.add_row(*row)
    return table


def _wanted(rows: Sequence[tuple[Text, ...]], column: int) -> int:
    """Columns that nothing in a column of the table would have to be folded in."""
    return max(len(HEAD[column]), *(row[column].cell_len for row in rows), 0)


def _to_do(lines: Sequence[FindingLine], as_of: date) -> Iterator[RenderableType]:
    """What is to do about each finding that needs something done, and by when."""
    for line in lines:
        if said := to_do(line, as_of):
            yield indented(Text.assemble(_name(line), ": ", ink(said)), INDENT * 2)


def _one(line: FindingLine, as_of: date, paper: Paper, *, several: bool) -> Iterator[RenderableType]:
    """One finding on lines of its own."""
    mark = Text("  ") + _exploited(line) if line.finding.known_exploited else Text()
    yield indented(Text.assemble(_name(line), mark, "  ", ink(_component(line, several=several))), 2)
    fixed = f"fixed in {fixes(line.finding.fixed_in)}" if line.finding.fixed_in else "no fix named"
    facts = (fixed, f"worst harm {harm(line.reach.worst_severity)}")
    yield indented(Text.assemble(ink(paper.dot.join(facts)), paper.dot, _decision(line)), 6)
    if said := to_do(line, as_of):
        yield indented(ink(f"to do: {said}"), 6)


def _reasons(line: FindingLine) -> Iterator[RenderableType]:
    """Why a finding stands where it stands, why that day, how its score came about, and why it is one at all."""
    if line.deadline is not None:
        yield indented(ink(f"why by {line.deadline.day}: {line.deadline.reason}"), 6)
    yield indented(ink(f"why here: {line.rank}"), 6)
    if line.route is not None:
        yield indented(ink(f"FDA's conditions for an uncontrolled risk: {conditions(line.route)}"), 6)
    if line.steps:
        yield indented(ink(f"in this device: {'; '.join(line.steps)}"), 6)
    yield indented(ink(f"why it matches: {line.finding.why}"), 6)
    for view in line.finding.views:
        if not view.matches:
            yield indented(ink(f"another record disagrees: {view.why}"), 6)


def _name(line: FindingLine) -> Text:
    return ink(line.finding.vulnerability, "bold" if line.open else "")


def _exploited(line: FindingLine) -> Text:
    return Text(KNOWN_EXPLOITED, "bold red") if line.finding.known_exploited else Text()


def _component(line: FindingLine, *, several: bool) -> str:
    name = component(line.component_name, line.component_version)
    return f"{name} in {line.release_version}" if several else name


def _decision(line: FindingLine) -> Text:
    return ink(current(line), "yellow" if line.open else "")
