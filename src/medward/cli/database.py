# SPDX-License-Identifier: Apache-2.0
"""`medward database`: make the advisory database from downloaded sources, and say what one holds.

Everything that could not be read is listed with its reason: an answer is only as good as what its database read.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.database_sync import sync
from medward.cli.problems import Output, bad_input, shown
from medward.cli.signatures import HELP, Signatures

if TYPE_CHECKING:
    from medward.advisories.building import Progress
    from medward.advisories.model import DatabaseInfo, Skipped, SourceInfo

SHOWN = 20
"""How many skipped files of one source the text shows; JSON has all of them."""

app = typer.Typer(no_args_is_help=True, help="Make the advisory database, and say what it holds.")
app.command()(sync)


@app.command()
def build(
    source: Annotated[
        Path,
        typer.Option(
            "--from",
            help="Folder in the publishers' layout: osv/<Ecosystem>/all.zip (or plain *.json in its place), "
            "kev/known_exploited_vulnerabilities.json, epss/*.csv.gz, and CVE records, NVD pages, purl2cpe and "
            "CSAF providers under cve/, nvd/, purl2cpe/, csaf/.",
        ),
    ],
    output: Annotated[
        Path, typer.Option(help="The database file; an old one is replaced when the new is complete.")
    ],
    signatures: Annotated[Signatures, typer.Option(help=HELP)] = Signatures.CHECK,
    output_format: Annotated[Output, typer.Option("--format", help="How to print what was read.")] = Output.TEXT,
) -> None:
    """Build the advisory database from a folder of downloaded sources.

    Exit code 0 when the database was built, 2 when the folder holds no source that can be read.
    """
    from medward.advisories import build as build_database

    with bad_input(output_format), _progress() as progress:
        held = build_database(source, output, progress, signatures.policy)
    _print(held, output_format)


@app.command()
def info(
    database: Annotated[Path, typer.Argument(help="The database file.")],
    output_format: Annotated[Output, typer.Option("--format", help="How to print it.")] = Output.TEXT,
) -> None:
    """Say what an advisory database holds: sources, their dates, counts, what was skipped and why, the digest.

    Exit code 0, or 2 when the file is no advisory database that this version reads.
    """
    from medward.advisories import info as database_info

    with bad_input(output_format):
        held = database_info(database)
    _print(held, output_format)


@contextmanager
def _progress() -> Iterator["Progress | None"]:
    """A progress bar on stderr where that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    shown_by = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*shown_by, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading")
        yield lambda part, done, total: bar.update(task, description=shown(part), completed=done, total=total)


def _print(held: "DatabaseInfo", output_format: Output) -> None:
    if output_format is Output.JSON:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(held), indent=2))
        return
    for source in held.sources:
        typer.echo(f"{typer.style(name_of(source), bold=True)}  {age_of(source)}")
        typer.echo(f"  {_counts(source)}")
        if fetched := _fetched(source):
            typer.echo(f"  {fetched}")
        typer.echo(f"  {source.digest}" + (f", {source.licence}" if source.licence else ""))
        _print_skipped("skipped", source.skipped)
    _print_skipped("not read", held.skipped)
    counts = (
        counted(held.vulnerabilities, "vulnerability", "vulnerabilities"),
        counted(held.packages, "package"),
        counted(held.ranges, "range"),
        counted(held.versions, "single version"),
    )
    typer.echo(f"\n{', '.join(counts)}, {held.known_exploited:,} known to be exploited")
    typer.echo(f"format {held.format}, {held.digest}")


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: `1 record`, `2,661 records`."""
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def name_of(source: "SourceInfo") -> str:
    """The name of a source and part: `OSV PyPI`."""
    return shown(f"{source.name} {source.part}".strip())


def age_of(source: "SourceInfo") -> str:
    """How new a source is by the dates in its own data."""
    if source.edition:
        return f"scores of {source.newest}, model {shown(source.edition)}"
    return f"newest record of {source.newest}" if source.newest else "its records carry no date of change"


def _fetched(source: "SourceInfo") -> str:
    """When it was fetched, and what failed since; empty where nobody knows."""
    if source.doubt:
        return typer.style(f"careful: {shown(f'{source.title}, {source.doubt}')}", fg=typer.colors.YELLOW)
    return f"fetched at {source.fetched:%Y-%m-%d %H:%M} UTC" if source.fetched else ""


def _counts(source: "SourceInfo") -> str:
    counts = [counted(source.records, "record")]
    if source.withdrawn:
        counts.append(f"{source.withdrawn:,} withdrawn")
    if source.undecided:
        counts.append(f"{counted(source.undecided, 'statement')} that cannot be evaluated")
    if source.commit_ranges:
        counts.append(f"{counted(source.commit_ranges, 'range')} over commits, not evaluated")
    if source.unreadable:
        counts.append(f"{source.unreadable:,} that could not be read")
    return ", ".join(counts)


def _print_skipped(heading: str, skipped: "tuple[Skipped, ...]") -> None:
    for one in skipped[:SHOWN]:
        typer.echo(f"  {heading}: {shown(one.where)}: {shown(one.reason)}")
    if len(skipped) > SHOWN:
        typer.echo(f"  {heading}: {len(skipped) - SHOWN:,} more; --format json lists all")
