# SPDX-License-Identifier: Apache-2.0
"""`medward threats paths`: attack paths in their order, where most of them are cut, and attack trees."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import bad_input, counted, shown
from medward.cli.threats_told import Dossier, print_json

if TYPE_CHECKING:
    from medward.threats.cuts import Cut
    from medward.threats.paths import Path
    from medward.trace.model import Trace

MOST_CUTS = 5


class PathFormat(StrEnum):
    """How paths are printed."""

    TEXT = "text"
    JSON = "json"
    DOT = "dot"


def paths(
    dossier: Dossier,
    source: Annotated[
        str | None, typer.Option("--from", metavar="ID", help="Only from this interface.", show_default=False)
    ] = None,
    target: Annotated[
        str | None, typer.Option("--to", metavar="ID", help="Only to this asset.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="How many paths are listed, the easiest and worst first.")] = 20,
    output_format: Annotated[
        PathFormat, typer.Option("--format", help="text, json (with attack trees), or dot (attack trees).")
    ] = PathFormat.TEXT,
) -> None:
    """Show attack paths from an exposed interface to an asset, and what cuts most of them.

    What cuts is reckoned over all paths that were asked for. Attack trees hold the
    listed ones. Exit code 0, or 2 when the dossier cannot be used or has no such interface or asset.
    """
    from medward.dossier import load
    from medward.threats.cuts import by_control, by_part
    from medward.threats.walking import asked
    from medward.trace.build import build

    with bad_input(output_format):
        trace = build(load(dossier).dossier)
        found = asked(trace, source, target)
    listed = found[:most]
    if output_format is PathFormat.DOT:
        _print_dot(listed, trace)
        return
    controls, parts = by_control(found, trace), by_part(found, trace)
    if output_format is PathFormat.JSON:
        print_json(_document(listed, len(found), controls, parts, trace))
        return
    for number, path in enumerate(listed, 1):
        _tell(number, path)
    _tell_cuts("controls of the dossier on most paths", controls, len(found))
    _tell_cuts("parts that most paths pass", parts, len(found))
    typer.echo(f"{counted(len(found), 'path')}, {len(listed):,} listed; that a control stands there is no proof")


def _tell(number: int, path: "Path") -> None:
    severity = path.severity or "no harm linked, so taken for the worst"
    said = f"{path.asset} ({severity}), {counted(len(path.obstacles), 'obstacle')}"
    typer.echo(f"{number:>3}. {shown(' > '.join(path.parts))} > {typer.style(shown(said), bold=True)}")
    if path.obstacles:
        typer.echo(f"     in the way: {shown('; '.join(path.obstacles))}")
    if path.unknown:
        typer.echo(f"     nobody has said: {shown(', '.join(map(str, path.unknown)))}")


def _tell_cuts(title: str, cuts: "Sequence[Cut]", paths: int) -> None:
    typer.echo(f"{title}:")
    for cut in cuts[:MOST_CUTS]:
        standing = f"; stands there: {', '.join(cut.controls)}" if cut.controls else ""
        typer.echo(f"  {cut.paths:>5} of {paths:,}  {shown(f'{cut.id}  {cut.label}{standing}')}")
    if not cuts:
        typer.echo("  none")


def _print_dot(listed: "Sequence[Path]", trace: "Trace") -> None:
    from medward.threats.trees import dot, tree

    for asset in dict.fromkeys(path.asset for path in listed):
        typer.echo(dot(tree(listed, asset, trace)), nl=False)


def _document(
    listed: "Sequence[Path]",
    number: int,
    controls: "Sequence[Cut]",
    parts: "Sequence[Cut]",
    trace: "Trace",
) -> dict[str, object]:
    from medward.threats.trees import tree

    return {
        "found": number,
        "paths": [_path(path) for path in listed],
        "controls": controls,
        "parts": parts,
        "trees": {asset: tree(listed, asset, trace) for asset in dict.fromkeys(path.asset for path in listed)},
    }


def _path(path: "Path") -> dict[str, object]:
    return {
        "parts": path.parts,
        "asset": path.asset,
        "severity": path.severity,
        "obstacles": path.obstacles,
        "unknown": list(map(str, path.unknown)),
    }
