# SPDX-License-Identifier: Apache-2.0
"""`medward database sync`: fetch the sources that changed, then build the database from them, safely.

What could not be renewed is said with its reason and with how old the kept file is; a database is never replaced
by a worse one without a person's leave.
"""

import os
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.signatures import HELP, Signatures

if TYPE_CHECKING:
    from medward.advisories.sync.client import Connection
    from medward.advisories.sync.guarding import BuildReport
    from medward.advisories.sync.model import FileReport, SourceReport, SyncReport
    from medward.advisories.sync.running import Order
    from medward.advisories.sync.sources import Source

Meter = Callable[[str, int, int], None]

NOT_FRESH = 1
"""Exit code where something is stale, was left out or was refused."""
SHOWN = 20
"""How many files of one source the text shows; JSON has all of them."""


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        """The time of day."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Seconds since the machine was started."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def sync(  # noqa: PLR0913 - one argument for each option of the command
    *,
    folder: Annotated[Path, typer.Option(help="Folder for the sources; what lies there is renewed.")],
    output: Annotated[
        Path | None, typer.Option(help="The database file; an old one is replaced unless the new one is worse.")
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            help="A source by its id, such as osv, cisa-kev, epss, nvd, cisa-csaf, cve-list; repeatable."
        ),
    ] = None,
    ecosystem: Annotated[
        list[str] | None, typer.Option(help="An ecosystem as OSV names it, such as PyPI or Debian:12; repeatable.")
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(help="A YAML file of more sources, or of others in place of those of the same id."),
    ] = None,
    allow_fewer: Annotated[
        bool, typer.Option("--allow-fewer", help="Replace the database also where a source has fewer records.")
    ] = False,
    ca_file: Annotated[
        Path | None, typer.Option(help="PEM file of certificate authorities to trust in place of the system's.")
    ] = None,
    proxy: Annotated[
        str, typer.Option(help="Address of a proxy; else that of https_proxy and no_proxy in the environment.")
    ] = "",
    signatures: Annotated[Signatures, typer.Option(help=HELP)] = Signatures.CHECK,
    offline_check: Annotated[
        bool, typer.Option("--offline-check", help="Ask nobody and build nothing; say what lies in the folder.")
    ] = False,
    output_format: Annotated[Output, typer.Option("--format", help="How to print the result.")] = Output.TEXT,
) -> None:
    """Fetch advisory sources that changed, and build the advisory database from them.

    Without --source: osv, cisa-kev and epss. A key for the NVD is read from the environment variable NVD_API_KEY.

    Exit code 0 when everything is fresh, 1 when something is stale or left out or the database was not replaced,
    2 when an option, the folder or the database cannot be used. A source that fails keeps its old files.
    """
    from medward.advisories.sync.inspecting import inspect
    from medward.advisories.sync.running import Order, synchronise

    if output is None and not offline_check:
        raise typer.BadParameter("Name the database file.", param_hint="--output")
    clock = SystemClock()
    built: BuildReport | None = None
    with bad_input(output_format):
        order = Order(_chosen(source or [], sources), _ecosystems(ecosystem or []), signatures.policy)
        if offline_check:
            report = inspect(folder, order, clock.now())
        else:
            connection = _connection(order.sources, ca_file, proxy)
            with _meter() as meter:
                report = synchronise(folder, order, connection, clock, meter)
    if output_format is Output.TEXT:
        _print_sources(report)
    if output is not None and not offline_check:
        with bad_input(output_format):
            built = _built(folder, output, order, allow_fewer=allow_fewer)
    if output_format is Output.JSON:
        _print_json(report, built)
    elif built:
        _print_built(built)
    if not report.fresh or (built and not built.replaced):
        raise typer.Exit(NOT_FRESH)


def _chosen(names: list[str], own: Path | None) -> "tuple[Source, ...]":
    """The sources of these ids; without any, all that are not fetched on request alone."""
    from medward.advisories.sync.sources import with_own

    known = with_own(own)
    unknown = [name for name in names if name not in known]
    if unknown:
        raise typer.BadParameter(
            f"No source '{shown(unknown[0])}'; there are {', '.join(known)}.", param_hint="--source"
        )
    if names:
        return tuple(known[name] for name in dict.fromkeys(names))
    return tuple(source for source in known.values() if not source.on_request)


def _ecosystems(names: list[str]) -> tuple[str, ...]:
    from medward.advisories.sync.sources import PART

    for name in names:
        if not re.fullmatch(PART, name):
            raise typer.BadParameter(f"'{shown(name)}' is not the name of an ecosystem.", param_hint="--ecosystem")
    return tuple(dict.fromkeys(names))


def _connection(sources: "tuple[Source, ...]", ca_file: Path | None, proxy: str) -> "Connection":
    from medward.advisories.sync.client import Connection

    keys = {source.id: os.environ.get(source.key.environment, "") for source in sources if source.key}
    return Connection(ca_file, proxy, {name: key for name, key in keys.items() if key})


def _built(folder: Path, output: Path, order: "Order", *, allow_fewer: bool) -> "BuildReport":
    from medward.advisories.sync.guarding import build

    with _meter() as meter:
        return build(folder, output, allow_fewer=allow_fewer, progress=meter, signatures=order.signatures)


@contextmanager
def _meter() -> Iterator[Meter | None]:
    """A progress bar on stderr where that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    shown_by = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*shown_by, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking", total=None)
        yield lambda what, done, total: bar.update(
            task, description=shown(what), completed=done, total=total or None
        )


def _print_json(report: "SyncReport", built: "BuildReport | None") -> None:
    import msgspec

    document = {"fresh": report.fresh, "sync": report, "build": built}
    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2))


def _print_sources(report: "SyncReport") -> None:
    for source in report.sources:
        _print_source(source)


def _print_source(source: "SourceReport") -> None:
    number = Counter(one.outcome.value for one in source.files)
    ended = ", ".join(f"{count:,} {outcome}" for outcome, count in number.items()) or "nothing fetched"
    typer.echo(f"{typer.style(shown(source.name), bold=True)}  {ended}")
    if source.reason:
        typer.echo(f"  not fresh: {shown(source.reason)}; {_age(source.succeeded)}")
    troubles = [one for one in source.files if not one.fresh]
    for one in troubles[:SHOWN]:
        typer.echo(f"  {_trouble(one)}")
    for said in [*source.skipped[:SHOWN], *source.notes]:
        typer.echo(f"  {shown(said)}")
    more = max(0, len(troubles) - SHOWN) + max(0, len(source.skipped) - SHOWN)
    if more:
        typer.echo(f"  {more:,} more; --format json lists all")


def _trouble(one: "FileReport") -> str:
    kept = f"; the old file is kept, {_age(one.succeeded)}" if one.digest else ""
    return f"{one.outcome.value}: {shown(one.path)}: {shown(one.reason)}{kept}"


def _age(succeeded: datetime | None) -> str:
    return f"last fresh at {succeeded:%Y-%m-%d %H:%M} UTC" if succeeded else "it was never fresh"


def _print_built(built: "BuildReport") -> None:
    for one in built.fewer:
        lost = counted(one.before - one.after, "record")
        typer.echo(f"fewer: {shown(one.source)} has {one.after:,} in place of {one.before:,}, {lost} less")
    if not built.replaced:
        allow = "; --allow-fewer replaces it all the same" if built.fewer else ""
        stays = "the old database stays" if built.database else "there is no database"
        typer.echo(f"{typer.style('not replaced', bold=True)}: {shown(built.reason)}; {stays}{allow}")
    elif built.database:
        records = counted(sum(source.records for source in built.database.sources), "record")
        typer.echo(f"{typer.style('database', bold=True)}: {records}, {built.database.digest}")
