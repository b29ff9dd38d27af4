# SPDX-License-Identifier: Apache-2.0
"""`medward threat-model`: threat models of other tools in, that of a dossier out, with what is lost on the way."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.base.problems import Place, Problem, ProblemsError
from medward.cli.problems import Output, bad_input, counted, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from medward.base.canonical import Json
    from medward.threats.exchange import Imported, Lost

app = typer.Typer(
    no_args_is_help=True, help="Take in threat models of other tools, and hand out that of a dossier."
)

LOST = 1
"""Exit code where something was lost, which a person should look at."""
MAX_SHOWN = 50
"""So many losses are printed one by one; JSON has all of them."""


class From(StrEnum):
    """What to read; the words of `medward.threats.exchange.Format`, which is imported only when needed."""

    AUTO = "auto"
    PYTM = "pytm"
    THREAT_DRAGON = "threat-dragon"
    THREAGILE = "threagile"
    OTM = "otm"
    TM7 = "tm7"


class To(StrEnum):
    """What to write."""

    OTM = "otm"
    CYCLONEDX_TM = "cyclonedx-tm"


Format = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]


@app.command()
def read(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Export of pytm, Threat Dragon, Threagile, OTM, or a .tm7 file.")
    ],
    output: Annotated[
        Path, typer.Option(metavar="FOLDER", help="New folder, or that of a dossier.", show_default=False)
    ],
    source: Annotated[
        From, typer.Option("--from", help="Format of the file; auto finds it by its content.")
    ] = From.AUTO,
    output_format: Format = Output.TEXT,
) -> None:
    """Write a threat model as `architecture.yaml` and `threats.yaml` of a dossier, and say what was lost.

    No file is ever replaced. Every threat is only proposed, and what the file does not say is unknown. Exit code 0
    when nothing was lost, 1 when something was (the files are written all the same), 2 when the file cannot be
    read or the folder not written to.
    """
    from medward.threats.exchange import Format as Known
    from medward.threats.exchange import read as read_model
    from medward.threats.exchange.saving import save

    with bad_input(output_format):
        imported = read_model(file, None if source is From.AUTO else Known(source))
        written = save(imported, output)
    if output_format is Output.JSON:
        head: dict[str, Json] = {"file": str(file), "format": imported.format, "counts": {**_counts(imported)}}
        _print_json({**head, "written": [str(path) for path in written], "lost": _lost_json(imported.lost)})
    else:
        _print_imported(file, imported, written)
    if imported.lost:
        raise typer.Exit(LOST)


@app.command()
def write(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)],
    to: Annotated[To, typer.Option(help="Format to write; cyclonedx-tm is a draft of CycloneDX 2.0.")],
    output: Annotated[
        Path, typer.Option(metavar="FILE", help="File to write; an old one is replaced.", show_default=False)
    ],
    output_format: Format = Output.TEXT,
) -> None:
    """Write the architecture and threats of a dossier in a format of other tools, and say what was lost.

    Exit code 0 when nothing was lost, 1 when something was (the file is written all the same), 2 when the dossier
    cannot be used or the file not written.
    """
    from medward.dossier import load
    from medward.threats.exchange import write_cyclonedx, write_otm

    export = write_otm.export if to is To.OTM else write_cyclonedx.export
    with bad_input(output_format):
        made = export(load(dossier))
        _write(output, made.data)
    if output_format is Output.JSON:
        _print_json({"file": str(output), "format": str(to), "lost": _lost_json(made.lost)})
    else:
        typer.echo(f"wrote {shown(str(output))}: {to}")
        _print_lost(made.lost)
    if made.lost:
        raise typer.Exit(LOST)


def _write(path: Path, data: bytes) -> None:
    from medward.base.files import write_atomically

    try:
        write_atomically(path, data)
    except OSError as error:
        message, mend = f"the file cannot be written: {error.strerror}", "Name a file that you may write"
        raise ProblemsError([Problem(Place(str(path)), "", "threat-model.unwritable", message, mend)]) from error


def _counts(imported: "Imported") -> dict[str, int]:
    """Kind of part → how many there are."""
    held = imported.architecture
    return {
        "zones": len(held.zones),
        "actors": len(held.actors),
        "processes": len(held.processes),
        "stores": len(held.stores),
        "interfaces": len(held.interfaces),
        "flows": len(held.flows),
        "assets": len(held.assets),
        "threats": len(imported.threats),
    }


def _print_imported(file: Path, imported: "Imported", written: "Sequence[Path]") -> None:
    counts = ", ".join(f"{number:,} {word}" for word, number in _counts(imported).items() if number)
    typer.secho(f"{shown(str(file))}: {shown(imported.format)}", bold=True)
    typer.echo(f"  {counts or 'nothing in it'}")
    for path in written:
        typer.echo(f"wrote {shown(str(path))}")
    _print_lost(imported.lost)


def _print_lost(lost: "Sequence[Lost]") -> None:
    """What was lost, on stderr; a dossier's reader has to look at it."""
    if not lost:
        typer.echo("nothing was lost")
        return
    typer.echo(f"{counted(len(lost), 'thing')} lost or written as less:", err=True)
    for one in lost[:MAX_SHOWN]:
        typer.echo(f"  {shown(str(one))}", err=True)
    if len(lost) > MAX_SHOWN:
        typer.echo(f"  and {len(lost) - MAX_SHOWN:,} more; `--format json` has all", err=True)


def _lost_json(lost: "Sequence[Lost]") -> "list[Json]":
    return [
        {"file": one.place.file, "line": one.place.line, "key": one.key, "said": one.said, "reason": one.reason}
        for one in lost
    ]


def _print_json(document: "dict[str, Json]") -> None:
    import json

    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
