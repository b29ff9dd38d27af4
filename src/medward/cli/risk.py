# SPDX-License-Identifier: Apache-2.0
"""`medward risk`: what stands above the acceptance criteria, what is open again, and what safety has to know.

Only `--as-of` left out reads the clock. Nothing is written.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import BAD_INPUT, Output, bad_input, counted, print_problems, shown
from medward.cli.triage_desk import FOUND, AsOf, Dossier, Format, print_json

if TYPE_CHECKING:
    from medward.base.problems import Problem
    from medward.risk.model import Cell, Gap, Judged, RiskLine, RiskReport

app = typer.Typer(
    no_args_is_help=True, help="Judge security risks: exploitability × severity of harm, with controls."
)

Database = Annotated[
    Path | None,
    typer.Option(
        envvar="MEDWARD_DATABASE",
        metavar="FILE",
        help="Advisory database. Without it nobody knows whether a finding opens a risk again, so no risk is "
        "acceptable.",
    ),
]


@dataclass(frozen=True, slots=True)
class _Read:
    """The risks, and what could not be read."""

    report: "RiskReport"
    problems: "tuple[Problem, ...]"


@app.command("list")
def list_(
    dossier: Dossier, database: Database = None, as_of: AsOf = None, output_format: Format = Output.TEXT
) -> None:
    """List the risks, the worst first, with the reason where one needs somebody, and everything that is missing.

    Exit code 0 when every risk is accepted and nothing is missing, 1 when something needs a person, 2 when the
    dossier or the database cannot be used.
    """
    read = _read(dossier, database, as_of, output_format)
    _print(output_format, read.report, lambda: _listed(read.report))
    _finish(read, output_format, found=read.report.needs_somebody)


@app.command()
def show(
    dossier: Dossier,
    risk: Annotated[list[str], typer.Argument(metavar="RISK...", help="Ids of risks.", show_default=False)],
    database: Database = None,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Show everything on one risk or several: both assessments, what opens it again, controls, transfer.

    Exit code 0 when they are accepted, 1 when one needs a person, 2 when nothing has that id.
    """
    from medward.risk.choosing import chosen

    read = _read(dossier, database, as_of, output_format)
    with bad_input(output_format):
        lines = chosen(risk, read.report.risks)
    _print(
        output_format,
        {"as_of": read.report.as_of, "risks": lines},
        lambda: (text for line in lines for text in (*_in_full(line), "")),
    )
    _finish(read, output_format, found=not all(_settled(line) for line in lines))


@app.command()
def matrix(
    dossier: Dossier, database: Database = None, as_of: AsOf = None, output_format: Format = Output.TEXT
) -> None:
    """Print the acceptance matrix with the number of risks in each cell, without and with controls.

    Exit code 0 when every risk is accepted, 1 when one is not, is unknown or is open again, 2 when the dossier or
    the database cannot be used.
    """
    from medward.risk.model import NEEDS_NOBODY

    read = _read(dossier, database, as_of, output_format)
    report = read.report
    document = {"as_of": report.as_of, "cells": report.cells, "overall": report.overall}
    _print(output_format, document, lambda: _matrix(report))
    _finish(read, output_format, found=report.overall.standing not in NEEDS_NOBODY)


@app.command()
def transfer(
    dossier: Dossier, database: Database = None, as_of: AsOf = None, output_format: Format = Output.TEXT
) -> None:
    """Print which security risks entered the safety risk file, under which id, and what came back.

    Exit code 0 when every hand-over that is needed was answered, 1 when one was not, 2 when the dossier or the
    database cannot be used.
    """
    from medward.risk.model import HANDED_OVER

    read = _read(dossier, database, as_of, output_format)
    report = read.report
    lines = sorted((line.transfer for line in report.risks), key=lambda line: line.risk)
    document = {"as_of": report.as_of, "transfers": lines, "situations": report.situations}
    _print(output_format, document, lambda: _transfers(report))
    waiting = any(line.handed not in HANDED_OVER for line in lines)
    _finish(read, output_format, found=bool(report.situations) or waiting)


def _settled(line: "RiskLine") -> bool:
    """Whether nothing is left to do about one risk."""
    from medward.risk.model import HANDED_OVER, NEEDS_NOBODY

    return line.standing in NEEDS_NOBODY and not line.unreviewed and line.transfer.handed in HANDED_OVER


def _read(dossier: Path, database: Path | None, as_of: date | None, output_format: Output) -> _Read:
    """Evaluate the risks; what cannot be used ends the command with exit code 2."""
    from medward.cli.check import waiting
    from medward.compliance.gather import gather
    from medward.compliance.risk_report import risk_report
    from medward.compliance.triaging import desk
    from medward.dossier import load

    day = as_of or datetime.now(UTC).date()
    with bad_input(output_format), waiting("Judging risks"):
        loaded = load(dossier)
        if database is not None:
            on = desk(loaded, database, day)
            context, problems = replace(on.context, ranked=on.ranked), on.problems
        else:
            gathered = gather(loaded, None, day)
            context, problems = gathered.context, gathered.problems
        return _Read(risk_report(context), tuple(problems))


def _print(output_format: Output, document: object, lines: Callable[[], Iterable[str]]) -> None:
    if output_format is Output.JSON:
        print_json(document)
        return
    for line in lines():
        typer.echo("\n".join(shown(part) for part in line.split("\n")))


def _finish(read: _Read, output_format: Output, *, found: bool) -> None:
    """Say what could not be read, and end with the exit code."""
    from medward.base.problems import ProblemsError

    if read.problems:
        print_problems(ProblemsError(read.problems), output_format)
        raise typer.Exit(BAD_INPUT)
    if found:
        raise typer.Exit(FOUND)


def _listed(report: "RiskReport") -> Iterable[str]:
    yield f"{counted(len(report.risks), 'risk')} as of {report.as_of}, the worst first"
    if report.gap:
        yield f"no risk is acceptable as far as anybody knows: {report.gap}"
    for line in report.risks:
        yield ""
        yield f"{line.id}  {line.title}: {_words(line.standing)}"
        yield f"    {_cells(line)}; FDA: {line.fda}"
        yield from _why(line)
    for heading, gaps in _gaps(report):
        yield f"\n{heading}"
        yield from (f"  - {gap.text}" for gap in gaps)
    yield from _whole(report)
    yield from _together(report)


def _why(line: "RiskLine") -> Iterable[str]:
    """Why a risk is where it is: the criteria, where they do not accept it, and what opens it again."""
    from medward.risk.model import State

    if line.after.state is not State.ACCEPTABLE:
        yield from (f"    because {reason}" for reason in line.after.reasons)
    if line.lacks_benefit_risk:
        yield "    to do: lower it, or write in benefit_risk why its benefit outweighs it"
    yield from (f"    open again: {chain.text}" for chain in line.chains)


def _gaps(report: "RiskReport") -> Iterable[tuple[str, Sequence["Gap"]]]:
    named = (
        ("Threats that no risk assesses:", report.threats),
        ("Open findings that touch no risk:", report.findings),
        ("Controls and the risks that they bring:", report.new_risks),
        ("Hazardous situations that safety risk management does not know:", report.situations),
        ("Unresolved anomalies that are not fully assessed:", report.anomalies),
    )
    return ((heading, gaps) for heading, gaps in named if gaps)


def _whole(report: "RiskReport") -> Iterable[str]:
    yield f"\n{_overall(report)}"
    yield from (f"  - {reason}" for reason in report.overall.reasons)


def _overall(report: "RiskReport") -> str:
    counts = ", ".join(
        f"{number} {_words(standing)}" for standing, number in report.overall.counts.items() if number
    )
    return f"Residual risk as a whole: {_words(report.overall.standing)} ({counts or 'no risks'})"


def _together(report: "RiskReport") -> Iterable[str]:
    if report.overall.together:
        yield "Several risks can end in one harm; people judge them together (ISO 14971:2019, clause 8):"
    for one in report.overall.together:
        yield f"  - {one.harm} '{one.title}' ({one.severity}): {', '.join(one.risks)}"


def _in_full(line: "RiskLine") -> Iterable[str]:
    yield f"{line.id}  {line.title}: {_words(line.standing)}"
    yield f"  threats: {', '.join(line.threats) or 'none'}"
    yield f"  harms: {', '.join(line.harms) or 'none is linked'}"
    yield f"  controls: {', '.join(line.controls) or 'none'}"
    for name, judged in (("without controls", line.before), ("with controls", line.after)):
        yield f"  {name}: {_cell(judged)}, {_words(judged.state)}"
        yield from (f"    - {reason}" for reason in judged.reasons)
    yield f"  FDA: {line.fda}"
    yield from (
        f"  open again ({chain.cause}): {chain.text}\n    {' → '.join(chain.steps)}" for chain in line.chains
    )
    yield from (f"  not known: {reason}" for reason in line.reasons if reason not in line.after.reasons)
    if line.unreviewed:
        yield f"  nobody has looked for new risks of {', '.join(line.unreviewed)}"
    if line.lacks_benefit_risk:
        yield "  to do: lower it, or write in benefit_risk why its benefit outweighs it"
    yield f"  safety risk file: {_handed(line)}"


def _handed(line: "RiskLine") -> str:
    one = line.transfer
    if one.day is None:
        return _words(one.handed)
    return f"{one.safety_id} since {one.day}: {one.outcome or 'no answer yet'}"


def _matrix(report: "RiskReport") -> Iterable[str]:
    levels = list(dict.fromkeys(cell.level for cell in report.cells))
    severities = list(dict.fromkeys(cell.severity for cell in report.cells))
    cells = {(cell.severity, cell.level): cell for cell in report.cells}
    rows = [[_words(severity), *(_counts(cells[severity, level]) for level in levels)] for severity in severities]
    yield "risks without → with controls; + acceptable, ! above the criteria, ? no criterion"
    yield from _table(["severity", *map(_words, levels)], rows)
    placed = {risk for cell in report.cells for risk in cell.after}
    if missing := [line.id for line in report.risks if line.id not in placed]:
        yield f"in no cell with controls, because nobody knows: {', '.join(missing)}"
    yield from _whole(report)


def _counts(cell: "Cell") -> str:
    from medward.risk.model import State

    mark = {State.ACCEPTABLE: "+", State.NOT_ACCEPTABLE: "!"}.get(cell.state, "?")
    empty = not cell.before and not cell.after
    return mark if empty else f"{mark} {len(cell.before)} → {len(cell.after)}"


def _transfers(report: "RiskReport") -> Iterable[str]:
    lines = sorted(report.risks, key=lambda line: line.id)
    rows = [
        [
            one.risk,
            one.title,
            _words(one.severity) if one.severity is not None else "unknown",
            ", ".join(f"{known} ({there})" if there else known for known, there in one.situations) or "none",
            one.safety_id or "-",
            str(one.day or "-"),
            one.outcome or _words(one.handed),
        ]
        for one in (line.transfer for line in lines)
    ]
    header = [
        "risk",
        "name",
        "worst harm",
        "situations (id in safety)",
        "safety id",
        "handed over",
        "what came back",
    ]
    yield from _table(header, rows)
    if report.situations:
        yield "\nHazardous situations that safety risk management does not know:"
        yield from (f"  - {gap.text}" for gap in report.situations)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Columns as wide as their widest cell."""
    table = [[shown(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cells(line: "RiskLine") -> str:
    return f"{_cell(line.before)} without controls, {_cell(line.after)} with"


def _cell(judged: "Judged") -> str:
    level = _words(judged.level) if judged.level is not None else "unknown"
    return f"{level} × {judged.severity or 'unknown'}"


def _words(word: str) -> str:
    return word.replace("_", " ")
