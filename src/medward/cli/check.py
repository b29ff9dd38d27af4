# SPDX-License-Identifier: Apache-2.0
"""`medward check`: which links are missing, which rules are met, what nobody knows yet.

Exit code 0 where everything is met, 1 where something is not (`--fail-on` says what counts), 2 where the dossier,
the database or an option cannot be used. Only here is the clock read, and only where no `--as-of` is given.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import BAD_INPUT, bad_input
from medward.reports.choices import FailOn, Format, Show

if TYPE_CHECKING:
    from medward.compliance.model import Assessment
    from medward.packs import Framework

SOMETHING_MISSING = 1
"""Exit code where something is not met."""
PATIENCE_SECONDS = 1.0
"""How long a person waits without wondering whether anything happens."""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no day; write year-month-day, such as 2026-02-03") from error


def check(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.")],
    database: Annotated[
        Path | None,
        typer.Option(
            envvar="MEDWARD_DATABASE",
            metavar="FILE",
            help="Advisory database, made by `medward database build`. Without one, what rests on findings is "
            "unknown.",
        ),
    ] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="Framework to ask: the id of a shipped pack, or the path of a pack file. Repeat it for several; "
            "left out: every shipped pack that is asked by default. See `medward pack list`.",
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=_day,
            metavar="YYYY-MM-DD",
            help="Day for which to judge, with the law of that day; left out: today (UTC).",
        ),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            parser=_day,
            metavar="YYYY-MM-DD",
            help="Print instead what will stand worse by that day if nobody does anything: reviews that fall due, "
            "evidence and support that end, law that begins.",
        ),
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print the report.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File to write the report to; left out: standard output.")
    ] = None,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            help="Least thing that ends with exit code 1. unknown: anything that is not met, unknown or broken. "
            "not_met: what is not met or broken, for a dossier in the making. error: only what broke. "
            "never: nothing.",
        ),
    ] = FailOn.UNKNOWN,
    show: Annotated[
        Show, typer.Option(help="How much of the text report: its essentials, all of it, or one section in full.")
    ] = Show.ESSENTIALS,
) -> None:
    """Check a dossier: every broken link, grouped by what mends it, and a verdict for every requirement.

    Exit code 0 when everything that applies is met, 1 when something is not met, unknown or broken (see
    --fail-on), 2 when the dossier, the database or an option cannot be used.
    """
    day = as_of or datetime.now(UTC).date()
    if until is not None:
        _look_ahead(dossier, database, pack or (), (day, until), output_format)
        return
    with bad_input(output_format), waiting("Checking the dossier"):
        assessment = _assess(dossier, database, pack or (), day)
    _deliver(_rendered(assessment, output_format, output, dossier, show), output)
    from medward.reports.tally import fails

    if fails(assessment, fail_on):
        raise typer.Exit(SOMETHING_MISSING)


def _look_ahead(
    dossier: Path, database: Path | None, packs: Sequence[str], span: tuple[date, date], output_format: Format
) -> None:
    """Print what will be worse; exit code 1 where something will."""
    from medward.cli import check_until
    from medward.compliance.outlook import outlook
    from medward.dossier import load

    if span[1] < span[0]:
        raise typer.BadParameter(f"{span[1]} lies before {span[0]}", param_hint="'--until'")
    if output_format in {Format.HTML, Format.CSV}:
        raise typer.BadParameter("what lies ahead is printed as text or json", param_hint="'--format'")
    with bad_input(output_format), waiting("Looking ahead"):
        worse = outlook(load(dossier), database, _frameworks(packs), *span)
    write = check_until.print_json if output_format is Format.JSON else check_until.print_text
    write(worse, *span)
    if worse:
        raise typer.Exit(SOMETHING_MISSING)


def _assess(dossier: Path, database: Path | None, packs: Sequence[str], as_of: date) -> "Assessment":
    from medward.compliance.assessment import assess
    from medward.dossier import load

    return assess(load(dossier), database, _frameworks(packs), as_of)


def _frameworks(names: Sequence[str]) -> "list[Framework]":
    from medward.packs import asked_by_default, read, shipped_ids, shipped_pack

    if not names:
        return list(asked_by_default())
    unknown = [name for name in names if name not in shipped_ids() and not Path(name).is_file()]
    if unknown:
        known = ", ".join(shipped_ids())
        raise typer.BadParameter(
            f"'{unknown[0]}' is neither a shipped pack nor a file; shipped are {known}", param_hint="'--pack'"
        )
    return [shipped_pack(name) if name in shipped_ids() else read(Path(name)) for name in dict.fromkeys(names)]


def _rendered(
    assessment: "Assessment", output_format: Format, output: Path | None, dossier: Path, show: Show
) -> bytes:
    """The report as bytes. Each format imports its own libraries, because they are slow."""
    if output_format is Format.HTML:
        from medward.reports import page

        return page.render(assessment)
    if output_format is Format.CSV:
        from medward.reports import spreadsheet

        return spreadsheet.render(assessment)
    if output_format is Format.JSON:
        from medward.reports import machine

        return machine.render(assessment)
    from medward.reports.terminal import Paper, render

    folder = str(dossier)
    paper = Paper(folder=folder, show=show) if output else Paper.of(sys.stdout, folder, show)
    return paper.encoded(render(assessment, paper))


def _deliver(report: bytes, output: Path | None) -> None:
    """Print the report, or write it whole and say on standard error where it is."""
    if output is None:
        typer.echo(report, nl=False)
        return
    from medward.base.files import write_atomically

    try:
        write_atomically(output, report)
    except OSError as error:
        typer.echo(f"{output}: the report cannot be written: {error.strerror}", err=True)
        raise typer.Exit(BAD_INPUT) from error
    typer.echo(f"The report is in {output}", err=True)


@contextmanager
def waiting(message: str) -> Iterator[None]:
    """Show that something happens, on stderr where that is a terminal, once it has taken a while."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    status = Console(stderr=True).status(message)
    timer = threading.Timer(PATIENCE_SECONDS, status.start)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()
