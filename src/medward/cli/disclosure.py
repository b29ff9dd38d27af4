# SPDX-License-Identifier: Apache-2.0
"""`medward disclosure`: the vulnerabilities that somebody reported, where each case stands, and what is overdue.

Only a day that is left out reads the clock. Who reported is shown nowhere: it stands in the dossier.
"""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown

if TYPE_CHECKING:
    from medward.base.canonical import Json
    from medward.triage.disclosure import Due, Waiting

app = typer.Typer(
    no_args_is_help=True,
    help="Keep the record of vulnerabilities that somebody reported (coordinated disclosure).",
)

OVERDUE = 1
"""Exit code where a step is overdue, or nothing says when the steps of an open case are due."""


class To(StrEnum):
    """The stages after the report; the words of `Stage` of the dossier, which is imported only when needed."""

    ACKNOWLEDGED = "acknowledged"
    TRIAGED = "triaged"
    FIXED = "fixed"
    PUBLISHED = "published"
    CLOSED = "closed"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no day; write year-month-day, such as 2026-02-03") from error


Dossier = Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)]
Author = Annotated[str, typer.Option(help="Role of who did it, such as 'Product security'.", show_default=False)]
On = Annotated[
    date | None,
    typer.Option(
        "--date", parser=_day, metavar="YYYY-MM-DD", help="Day on which it happened; left out: today (UTC)."
    ),
]
Note = Annotated[str, typer.Option(help="What was found or told.")]
Vulnerability = Annotated[str, typer.Option(metavar="ID", help="Id under which it is known, such as a CVE id.")]
Credit = Annotated[str, typer.Option(help="Name under which the reporter agreed to be thanked.")]
Format = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]


@app.command("list")
def list_(
    dossier: Dossier,
    as_of: Annotated[
        date | None, typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Day to judge; left out: today (UTC).")
    ] = None,
    output_format: Format = Output.TEXT,
) -> None:
    """List the cases of a dossier: where each stands, what it still owes and by when.

    Deadlines are those of `disclosure_deadlines:` in the dossier. Exit code 0 when nothing is overdue, 1 when a
    step is overdue or nothing says when the steps of an open case are due, 2 when the dossier cannot be used.
    """
    from medward.dossier import load
    from medward.triage.disclosure import policy_of, waiting

    day = as_of or _today()
    with bad_input(output_format):
        read = load(dossier).dossier
    cases = waiting(read, day)
    undated = [] if policy_of(read) else [one.record.id for one in cases if one.open]
    if output_format is Output.JSON:
        _print_json(
            {"as_of": day.isoformat(), "cases": [_case(one) for one in cases], "without_deadlines": [*undated]}
        )
    else:
        _tell(cases, undated, day)
    if undated or any(one.overdue for one in cases):
        raise typer.Exit(OVERDUE)


@app.command("open")
def open_(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Dossier,
    title: Annotated[str, typer.Option(help="What was reported, in a few words.", show_default=False)],
    author: Author,
    day: On = None,
    case_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Id of the case; left out: the next of the year.")
    ] = None,
    reporter: Annotated[str, typer.Option(help="Who reported; never told to others.")] = "",
    credit: Credit = "",
    coordinator: Annotated[str, typer.Option(help="Who coordinates, such as a CERT.")] = "",
    embargo_until: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Last day on which nothing may be told to others."),
    ] = None,
    vulnerability: Vulnerability = "",
    note: Note = "",
    output_format: Format = Output.TEXT,
) -> None:
    """Record that a report came in, as a new case in the dossier.

    Exit code 0 when it is recorded, 2 when the dossier or an option cannot be used; then nothing has changed.
    """
    from medward.dossier import load
    from medward.triage.disclosing import Report, open_case

    came_in = Report(
        title, day or _today(), author, note, reporter, credit, coordinator, embargo_until, vulnerability
    )
    with bad_input(output_format):
        name, path = open_case(load(dossier), came_in, case_id)
    _told(name, "reported", path, output_format)


@app.command("advance")
def advance(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Dossier,
    case_id: Annotated[str, typer.Argument(metavar="CASE", help="Id of the case.", show_default=False)],
    stage: Annotated[To, typer.Argument(help="Stage that was reached.", show_default=False)],
    author: Author,
    day: On = None,
    note: Note = "",
    vulnerability: Vulnerability = "",
    credit: Credit = "",
    output_format: Format = Output.TEXT,
) -> None:
    """Record that a case reached its next stage. A case goes forward only; closing one needs a note.

    Exit code 0 when it is recorded, 2 when the case cannot take the step; then nothing has changed.
    """
    from medward.dossier import load
    from medward.triage.disclosing import Taken, advance_case
    from medward.triage.disclosure import Stage

    step = Taken(Stage(stage), day or _today(), author, note, vulnerability, credit)
    with bad_input(output_format):
        path = advance_case(load(dossier), case_id, step)
    _told(case_id, stage, path, output_format)


def _today() -> date:
    return datetime.now(UTC).date()


def _told(case_id: str, stage: str, path: Path, output_format: Output) -> None:
    if output_format is Output.JSON:
        _print_json({"case": case_id, "stage": str(stage), "file": str(path)})
    else:
        typer.echo(f"{shown(case_id)} is {stage}; recorded in {shown(str(path))}")


def _tell(cases: "tuple[Waiting, ...]", undated: list[str], day: date) -> None:
    for one in cases:
        embargo = f", under embargo until {one.record.embargo_until}" if one.embargo else ""
        typer.echo(f"{shown(one.record.id)}: {shown(one.record.title)}: {one.stage}{embargo}")
        for each in one.due:
            typer.echo(f"  {_due(each)}")
        if one.open:
            typer.echo(f"  next: {' or '.join(one.next)}")
    if undated:
        typer.echo(f"no deadlines: nothing says when the steps of {shown(', '.join(undated))} are due", err=True)
    late = sum(bool(one.overdue) for one in cases)
    typer.echo(f"{counted(len(cases), 'case')} as of {day}, {late:,} overdue")


def _due(one: "Due") -> str:
    if one.overdue:
        return f"overdue: {one.stage} was due by {one.by}, {counted(one.days_late, 'day')} ago"
    return f"due: {one.stage} by {one.by}"


def _case(one: "Waiting") -> "dict[str, Json]":
    record = one.record
    return {
        "id": record.id,
        "title": record.title,
        "vulnerability": record.vulnerability,
        "stage": one.stage.value,
        "next": [stage.value for stage in one.next],
        "open": one.open,
        "embargo_until": record.embargo_until.isoformat() if record.embargo_until else None,
        "under_embargo": one.embargo,
        "due": [
            {"stage": each.stage.value, "by": each.by.isoformat(), "days_late": max(each.days_late, 0)}
            for each in one.due
        ],
    }


def _print_json(value: "dict[str, Json]") -> None:
    typer.echo(json.dumps(value, indent=2))
