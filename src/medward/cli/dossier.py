# SPDX-License-Identifier: Apache-2.0
"""`medward dossier`: begin a dossier, see what is in it, compare two revisions, and what editors need."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.base.problems import Place, Problem, ProblemsError
from medward.cli.problems import Output, bad_input, counted, shown

if TYPE_CHECKING:
    from medward.dossier.model.device import Release
    from medward.dossier.summary import Summary

app = typer.Typer(no_args_is_help=True, help="Begin, look at and compare security dossiers.")

Folder = Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)]
Format = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]

MAX_UNWRITTEN = 10
"""So many unwritten texts are named; the rest are counted."""


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new or empty folder.", show_default=False)],
) -> None:
    """Write a commented starter: a dossier that loads, claims nothing, and shows by examples what can be said."""
    from medward.dossier.starter import begin

    with bad_input():
        for path in begin(folder):
            typer.echo(f"wrote {shown(str(path))}")
    typer.echo(f"\nNext: open {shown(str(folder / 'dossier.yaml'))} in an editor, then run `medward check` on it.")


@app.command()
def show(folder: Folder, output: Format = Output.TEXT) -> None:
    """Say what is in a dossier, or every error in it.

    With --format json this prints the canonical form (RFC 8785) of the content and of the digests of its files:
    the SHA-256 of exactly these bytes is the dossier's digest.
    """
    from medward.dossier import load
    from medward.dossier.content import revision_bytes
    from medward.dossier.summary import summary

    with bad_input(output):
        loaded = load(folder)
    if output is Output.JSON:
        typer.echo(revision_bytes(loaded.dossier, loaded.files), nl=False)
    else:
        typer.echo(_in_lines(summary(loaded)))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder of the older revision.", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Folder of the newer revision.", show_default=False)],
    output: Format = Output.TEXT,
) -> None:
    """Say in words what changed from one revision to another. Exit code 0: nothing, 1: something."""
    import json
    from dataclasses import asdict

    from medward.dossier import load
    from medward.dossier.changes import changes

    with bad_input(output):
        before, after = load(old), load(new)
    found = changes(before, after)
    if output is Output.JSON:
        listed = [asdict(change) for change in found]
        document = {"old": before.digest, "new": after.digest, "changes": listed}
        typer.echo(json.dumps(document, indent=2))
    else:
        for change in found:
            typer.echo(shown(change.text))
        typer.echo(f"\n{counted(len(found), 'change')}" if found else "The two revisions say the same.")
    raise typer.Exit(1 if found else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of a dossier's files, from which editors complete and check."""
    from medward.dossier.starter import schema_text

    typer.echo(schema_text(), nl=False)


@app.command()
def digest(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files to be evidence.", show_default=False)
    ],
    output: Format = Output.TEXT,
) -> None:
    """Print the digest of files, as an `evidence` entry states it."""
    import json

    with bad_input(output):
        digests = _digests(files)
    if output is Output.JSON:
        typer.echo(json.dumps(digests, indent=2))
    else:
        typer.echo("\n".join(f"{digest}  {shown(name)}" for name, digest in digests.items()))


def _digests(files: list[Path]) -> dict[str, str]:
    """Name → digest. Raises ProblemsError with every file that has none."""
    from medward.dossier.folder import BadFileError
    from medward.dossier.referenced import digest_of

    digests: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files:
        try:
            digests[str(path)] = digest_of(path, str(path))
        except BadFileError as error:
            problems.append(Problem(Place(str(path)), "", error.code, error.message, error.mend))
    if problems:
        raise ProblemsError(problems)
    return digests


def _in_lines(found: "Summary") -> str:
    """A summary for people."""
    blocks = [
        [f"{found.device}, {found.manufacturer}"],
        [
            *(f"  {number:>7,}  {kind.replace('_', ' ')}" for kind, number in found.counts.items()),
            f"  {found.files:>7,}  referenced file",
        ],
        [_release(release) for release in found.releases],
        _unwritten(found.unwritten),
        [f"digest {found.digest}"],
    ]
    return "\n\n".join("\n".join(map(shown, block)) for block in blocks if block)


def _release(release: "Release") -> str:
    support = f", supported until {release.supported_until}" if release.supported_until else ""
    return f"release {release.version}: {release.status}, {len(release.sboms)} SBOM{support}"


def _unwritten(paths: Sequence[str]) -> list[str]:
    """The texts that are still placeholders."""
    if not paths:
        return []
    more = [f"  and {len(paths) - MAX_UNWRITTEN:,} more"] if len(paths) > MAX_UNWRITTEN else []
    return ["still to be written:", *(f"  {path}" for path in paths[:MAX_UNWRITTEN]), *more]
