# SPDX-License-Identifier: Apache-2.0
"""The command line: one module for each command group. It says what engines found and decides nothing.

Exit codes are the same everywhere: 0 nothing to do, 1 something was found that needs a person, 2 bad input.
Results go to standard output, problems and progress to standard error. Only the module of the command that was
named is imported, so that a command starts as fast as it can.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated

import typer

from medward import __version__

COMMANDS = {
    "check": "medward.cli.check",
    "dossier": "medward.cli.dossier",
    "sbom": "medward.cli.sbom",
    "match": "medward.cli.match",
    "identify": "medward.cli.identify",
    "triage": "medward.cli.triage",
    "risk": "medward.cli.risk",
    "vex": "medward.cli.vex",
    "disclosure": "medward.cli.disclosure",
    "threats": "medward.cli.threats",
    "evidence": "medward.cli.evidence",
    "units": "medward.cli.units",
    "database": "medward.cli.database",
    "portfolio": "medward.cli.portfolio",
    "views": "medward.cli.views",
    "plan": "medward.cli.plan",
    "explain": "medward.cli.explain",
    "package": "medward.cli.package",
    "pack": "medward.cli.pack",
    "threat-model": "medward.cli.threat_models",
}
"""Command or group → its module, which has an `app` (a group) or a function of the command's name."""


def main() -> None:
    """Entry point of the `medward` program."""
    application(_named(sys.argv[1:]))()


def application(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with the named commands and groups; with all of them by default."""
    app = typer.Typer(
        name="medward",
        help="The living security dossier of a medical device: every link from what could go wrong "
        "to the proof that it can't.",
        no_args_is_help=True,
        pretty_exceptions_show_locals=False,
    )
    app.callback()(_root)
    for name in names:
        module = import_module(COMMANDS[name])
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name)(getattr(module, name))
    return app


def _named(arguments: Sequence[str]) -> Iterable[str]:
    """The one command that was named, or all, where help or shell completion needs to know them."""
    first = next((word for word in arguments if not word.startswith("-")), "")
    completing = "_MEDWARD_COMPLETE" in os.environ
    return (first,) if first in COMMANDS and not completing else COMMANDS


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"medward {__version__}")
        raise typer.Exit


def _root(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options of the program itself."""
