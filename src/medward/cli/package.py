# SPDX-License-Identifier: Apache-2.0
"""`medward package`: every document that a reviewer asks for, from one dossier, with a manifest over every file.

Only `--as-of` left out reads the clock.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.packs_named import Format, framework_named, print_json
from medward.cli.problems import BAD_INPUT, Output, bad_input, counted, print_problems, shown
from medward.cli.triage_desk import AsOf

if TYPE_CHECKING:
    from medward.reports.package.building import Form
    from medward.reports.package.manifest import Manifest
    from medward.reports.package.targets import Target

MISSING = 1
"""Exit code where a document prints something as missing, or a package is not what its manifest says."""


def package(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder of the dossier; with --verify, of a package.")
    ],
    for_: Annotated[
        str | None,
        typer.Option("--for", metavar="WHOM", help="fda-estar, mdr-annex-ii or hospital.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="New folder for the package.", show_default=False),
    ] = None,
    database: Annotated[
        Path | None,
        typer.Option(
            envvar="MEDWARD_DATABASE",
            metavar="FILE",
            help="Advisory database. Without one, known vulnerabilities are printed as unknown.",
        ),
    ] = None,
    as_of: AsOf = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Framework to ask instead of those of the package; repeat it for several."
        ),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(metavar="FORM", help="pdf, docx or html; repeat it for several. Left out: all three."),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="YAML file that gives attachments other names: `document: name`."),
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Hold an existing package against its manifest instead.")
    ] = False,
    output_format: Format = Output.TEXT,
) -> None:
    """Build the documents of a submission or for a hospital, in PDF, DOCX and HTML, from one dossier.

    What the dossier does not say is printed as missing, in red, and listed in the manifest. Exit code 0 when
    nothing is missing, 1 when something is or a package was changed, 2 when an input cannot be used.
    """
    if verify:
        _verify(folder, output_format)
        return
    if for_ is None or output is None:
        raise typer.BadParameter("a package needs --for and --output")
    target, forms = _target(for_), _forms(form or ())
    day = as_of or datetime.now(UTC).date()
    with bad_input(output_format):
        manifest = _built(_named(target, names), folder, database, pack or (), day, output, forms)
    _tell(manifest, output, output_format)
    if any(one.missing for one in manifest.documents):
        raise typer.Exit(MISSING)


def _verify(folder: Path, output_format: Output) -> None:
    from medward.base.problems import ProblemsError
    from medward.reports.package.manifest import verify

    manifest, problems = verify(folder)
    if problems:
        print_problems(ProblemsError(problems), output_format)
        raise typer.Exit(BAD_INPUT if manifest is None else MISSING)
    if manifest is not None:
        _tell(manifest, folder, output_format)


def _target(name: str) -> "Target":
    from medward.reports.package.targets import targets

    if name not in targets():
        raise typer.BadParameter(f"'{name}' is none of {', '.join(targets())}", param_hint="'--for'")
    return targets()[name]


def _forms(names: Sequence[str]) -> "tuple[Form, ...]":
    from medward.reports.package.building import Form

    unknown = [name for name in names if name not in set(Form)]
    if unknown:
        raise typer.BadParameter(f"'{unknown[0]}' is none of {', '.join(Form)}", param_hint="'--form'")
    return tuple(Form(name) for name in dict.fromkeys(names)) or tuple(Form)


def _named(target: "Target", names: Path | None) -> "Target":
    from medward.reports.package.targets import renamed

    return target if names is None else renamed(target, names)


def _built(
    target: "Target",
    dossier: Path,
    database: Path | None,
    packs: Sequence[str],
    day: date,
    output: Path,
    forms: "tuple[Form, ...]",
) -> "Manifest":
    from medward.dossier import load
    from medward.reports.package.building import build
    from medward.reports.package.material import collect

    frameworks = [framework_named(name) for name in packs or target.packs]
    with _progress(len(target.documents) * len(forms)) as step:
        material = collect(load(dossier), database, frameworks, day)
        try:
            return build(target, material, output, forms, step)
        except OSError as error:
            typer.echo(f"{shown(str(output))}: the package cannot be written: {error.strerror}", err=True)
            raise typer.Exit(BAD_INPUT) from error


@contextmanager
def _progress(files: int) -> "Iterator[Callable[[str], None]]":
    """A progress bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(
        console=Console(stderr=True), transient=True, disable=not Console(stderr=True).is_terminal
    ) as bar:
        task = bar.add_task("Writing documents", total=files)

        def step(name: str) -> None:
            bar.update(task, advance=1, description=f"Writing {name}")

        yield step


def _tell(manifest: "Manifest", folder: Path, output_format: Output) -> None:
    if output_format is Output.JSON:
        import msgspec

        print_json(msgspec.to_builtins(manifest))
        return
    typer.echo(f"{manifest.device}, {manifest.target}, as of {manifest.as_of}: {shown(str(folder))}")
    for one in manifest.documents:
        missing = f": {counted(len(one.missing), 'thing')} missing" if one.missing else ""
        typer.echo(f"  {one.title}{missing}")
    typer.echo(f"{counted(len(manifest.files), 'file')}, each with its digest in the manifest")
