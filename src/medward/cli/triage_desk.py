# SPDX-License-Identifier: Apache-2.0
"""What the commands of `medward triage` share: their options, the findings they work on, and how they print."""

import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.check import waiting
from medward.cli.problems import BAD_INPUT, Output, bad_input, print_problems

if TYPE_CHECKING:
    from rich.console import RenderableType

    from medward.compliance.triaging import Desk
    from medward.reports.terminal.paper import Paper

FOUND = 1
"""Exit code where something is left for a person to decide."""


def day(text: str) -> date:
    """A day as it is typed."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no day; write year-month-day, such as 2026-02-03") from error


Dossier = Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)]
Database = Annotated[
    Path,
    typer.Option(
        envvar="MEDWARD_DATABASE",
        metavar="FILE",
        help="Advisory database, made by `medward database build`.",
        show_default=False,
    ),
]
AsOf = Annotated[
    date | None, typer.Option(parser=day, metavar="YYYY-MM-DD", help="Day to judge for; left out: today (UTC).")
]
Release = Annotated[
    str | None,
    typer.Option(
        metavar="ID", help="Only this release, whatever its status; left out: every release that `check` assesses."
    ),
]
Findings = Annotated[
    list[str],
    typer.Argument(
        metavar="FINDING...",
        help="Ids of vulnerabilities, such as CVE-2024-4367; with a component where only that one is meant, such "
        "as CVE-2024-4367:pdfjs-dist.",
        show_default=False,
    ),
]
Format = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]


def at_desk(
    dossier: Path, database: Path, as_of: date | None, release: str | None, output_format: Output
) -> "Desk":
    """The findings to work on; what cannot be used ends the command with exit code 2."""
    from medward.compliance.triaging import desk
    from medward.dossier import load

    with bad_input(output_format), waiting("Looking for findings"):
        return desk(load(dossier), database, as_of or datetime.now(UTC).date(), release)


def print_json(document: object) -> None:
    """A document with our own values in it, as JSON."""
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2))


def print_text(items: "Iterable[RenderableType]") -> None:
    """Items on standard output, as wide as it is."""
    from medward.reports.terminal.paper import printed

    sheet = paper()
    typer.echo(sheet.encoded(printed(items, sheet)), nl=False)


def paper() -> "Paper":
    """Standard output as something to print on."""
    from medward.reports.choices import Show
    from medward.reports.terminal.paper import Paper

    return Paper.of(sys.stdout, "", Show.ALL)


def finish(on: "Desk", *, found: bool, output_format: Output) -> None:
    """Say what could not be read, and end with the exit code."""
    from medward.base.problems import ProblemsError

    if on.problems:
        print_problems(ProblemsError(on.problems), output_format)
        raise typer.Exit(BAD_INPUT)
    if found:
        raise typer.Exit(FOUND)
