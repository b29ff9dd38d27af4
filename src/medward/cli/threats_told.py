# SPDX-License-Identifier: Apache-2.0
"""What the commands of `medward threats` share: their arguments, their exit code, and JSON."""

from pathlib import Path
from typing import Annotated

import typer

from medward.cli.problems import Output

FOUND = 1
"""Exit code where something needs a person."""

Dossier = Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)]
Format = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]
Packs = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID|FILE",
        help="Threat library: its id, or the file of your own. Repeat it for several; left out: all shipped ones.",
        show_default=False,
    ),
]


def print_json(document: object) -> None:
    """A document with our own values in it, as JSON."""
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2))
