# SPDX-License-Identifier: Apache-2.0
"""`medward portfolio`: thousands of releases at once, and which of them a new advisory touches.

A release of which the SBOM could not be read is told in every answer, because nothing is known of it.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown

if TYPE_CHECKING:
    from medward.advisories.portfolio.matching import Summary
    from medward.advisories.portfolio.touching import Answer, Touched

FOUND = 1
"""Exit code where a release is affected, touched or undecided, or could not be read."""

SHOWN = 20
"""How many releases or problems the text shows; JSON and the files have all."""

app = typer.Typer(
    no_args_is_help=True, help="Match thousands of SBOMs at once, and see what a new advisory touches."
)


class Files(StrEnum):
    """How tables are written."""

    PARQUET = "parquet"
    CSV = "csv"
    JSON = "json"


class EngineName(StrEnum):
    """What runs the joins."""

    DUCKDB = "duckdb"
    SPARK = "spark"


_Format = Annotated[Output, typer.Option("--format", help="How to print the answer.")]
_Portfolio = Annotated[Path, typer.Argument(help="Folder of the portfolio; see `medward portfolio build`.")]
_AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The day on which confirmed names must hold; default: today (UTC)."),
]


@app.command()
def build(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders of SBOM files and dossiers, with all folders below, or files.")
    ],
    output: Annotated[
        Path, typer.Option(help="Folder of the portfolio; an old one is read again where it changed.")
    ],
    output_format: _Format = Output.TEXT,
) -> None:
    """Read folders of SBOMs into a portfolio: Parquet files with each distinct component once.

    Of a dossier among them the SBOMs of its releases are read, with the names that it confirms.
    An unchanged file is not read again. Exit code 0, 1 when an SBOM could not be read (the others are in the
    portfolio), 2 when there is none or the folder cannot be written.
    """
    from medward.advisories.portfolio.building import build as build_portfolio

    with bad_input(output_format), _progress() as progress:
        built = build_portfolio(folders, output, progress)
    if output_format is Output.JSON:
        _print_json(built)
    else:
        read = f"{counted(built.releases, 'SBOM')}, {built.read:,} of them read now"
        typer.echo(f"{read}: {counted(built.components, 'component')}, {built.distinct:,} distinct")
        if built.confirmed:
            typer.echo(f"a dossier says what public sources call {counted(built.confirmed, 'component')}")
        if built.passed_over:
            typer.echo(f"passed over {counted(built.passed_over, 'file')} not named like an SBOM")
        _print_problems(built.problems)
    if built.problems:
        raise typer.Exit(FOUND)


@app.command()
def match(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    portfolio: _Portfolio,
    database: Annotated[Path, typer.Option(help="The advisory database, or the folder of its export.")],
    output: Annotated[Path, typer.Option(help="Folder for the tables of releases, components and findings.")],
    files: Annotated[Files, typer.Option(help="How to write the tables.")] = Files.PARQUET,
    engine: Annotated[EngineName, typer.Option(help="What runs the joins; see docs/how-to.")] = EngineName.DUCKDB,
    master: Annotated[str, typer.Option(help="Address of the Spark cluster, such as local[2].")] = "",
    as_of: _AsOf = None,
    output_format: _Format = Output.TEXT,
) -> None:
    """Match all releases of a portfolio against the advisory database.

    Exit code 0 when every SBOM was read and no component is affected, 1 otherwise, 2 when the portfolio or the
    database cannot be read.
    """
    from medward.advisories.portfolio import matching

    with bad_input(output_format), _progress() as progress:
        if engine is EngineName.SPARK:
            summary = matching.match_on_spark(
                portfolio, database, str(output), files.value, master, progress, as_of=_day(as_of)
            )
        else:
            summary = matching.match_portfolio(
                portfolio, database, output, files.value, progress, as_of=_day(as_of)
            )
    if output_format is Output.JSON:
        _print_json(summary)
    else:
        _print_summary(summary, output)
    if summary.affected or summary.unread:
        raise typer.Exit(FOUND)


@app.command()
def touched(
    advisories: Annotated[
        list[Path], typer.Argument(help="Advisories: CVE records, OSV records, CSAF documents.")
    ],
    portfolio: Annotated[Path, typer.Option(help="Folder of the portfolio.")],
    units: Annotated[
        Path | None, typer.Option(help="Equipment list (CSV) with unit, manufacturer, model, …")
    ] = None,
    database: Annotated[
        Path | None, typer.Option(help="An advisory database, to find components by its pairs of purl2cpe too.")
    ] = None,
    as_of: _AsOf = None,
    output_format: _Format = Output.TEXT,
) -> None:
    """Say which releases, components and units new advisories touch, without building a new database.

    Exit code 0 when none is touched or undecided, 1 when one is, 2 when an input cannot be read.
    """
    from medward.advisories.devices import read_units
    from medward.advisories.portfolio.touching import touched as hold

    with bad_input(output_format):
        answer = hold(advisories, portfolio, read_units(units) if units else (), database, as_of=_day(as_of))
    if output_format is Output.JSON:
        _print_json(answer)
    else:
        _print_touched(answer)
    if answer.touched or answer.undecided or answer.unread:
        raise typer.Exit(FOUND)


@app.command()
def export(
    database: Annotated[Path, typer.Argument(help="The advisory database.")],
    output: Annotated[Path, typer.Option(help="Folder for the Parquet files.")],
) -> None:
    """Write the advisory database's join tables as Parquet, for a cluster.

    Exit code 0, or 2 when the database cannot be read or the folder cannot be written.
    """
    from medward.advisories.portfolio.advisories import export as export_database

    with bad_input():
        export_database(database, output)
    typer.echo(f"written to {shown(str(output))}")


def _day(as_of: datetime | None) -> date:
    return (as_of or datetime.now(UTC)).date()


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None] | None]:
    """A progress bar on stderr where that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting")
        yield lambda what, done, total: bar.update(task, description=shown(what), completed=done, total=total)


def _print_json(value: object) -> None:
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def _print_problems(problems: dict[str, str]) -> None:
    if problems:
        said = f"{counted(len(problems), 'SBOM')} could not be read, so that nothing is known of them"
        typer.secho(f"\n{said}", fg="yellow")
    for file, problem in list(problems.items())[:SHOWN]:
        typer.echo(f"  {shown(file)}: {shown(problem)}")
    if len(problems) > SHOWN:
        typer.echo(f"  and {len(problems) - SHOWN:,} more; --format json lists all")


def _print_summary(summary: "Summary", output: Path) -> None:
    typer.echo(f"{counted(summary.releases, 'release')}, {summary.affected:,} with an affected component")
    if summary.unread:
        typer.secho(f"{summary.unread:,} could not be read, so that nothing is known of them", fg="yellow")
    for one in summary.doubts:
        typer.secho(f"more may be known: {shown(one)}", fg="yellow")
    words = ", ".join(f"{number:,} {status.replace('_', ' ')}" for status, number in summary.components.items())
    typer.echo(f"components: {words}; {summary.distinct:,} distinct")
    exploited = f"{summary.known_exploited:,} known to be exploited"
    typer.echo(
        f"{counted(summary.findings, 'finding')} of {summary.vulnerabilities:,} vulnerabilities, {exploited}"
    )
    for file, product, version, known, findings in summary.worst:
        known_words = f", {known:,} known to be exploited" if known else ""
        name = shown(f"{product} {version}".strip() or file)
        typer.echo(f"  {typer.style(name, bold=True)}  {counted(findings, 'finding')}{known_words}  {shown(file)}")
    typer.echo(f"written to {shown(str(output))}")


def _print_touched(answer: "Answer") -> None:
    for heading, found, colour in (("touched", answer.touched, "red"), ("undecided", answer.undecided, "yellow")):
        releases = len({one.release for one in found})
        typer.secho(f"{counted(releases, 'release')} {heading}", fg=colour if found else None, bold=bool(found))
        for one in found:
            _print_component(one)
    for unit in answer.units:
        runs = "runs" if unit.sure else "may run (no version is recorded)"
        typer.echo(f"unit {shown(unit.unit)} {runs} {shown(unit.release)}")
    typer.echo(f"asked: {counted(answer.releases, 'release')}, {answer.unread:,} of them could not be read")


def _print_component(one: "Touched") -> None:
    release = shown(f"{one.product} {one.product_version}".strip() or one.release)
    component = shown(f"{one.name} {one.version}".strip())
    how = f"{one.vulnerability} ({one.confidence}, by {one.path})" if one.vulnerability else "cannot be decided"
    fixed = f", fixed in {', '.join(one.fixed_in)}" if one.fixed_in else ""
    typer.echo(f"  {release}: {component}: {shown(how + fixed)}")
