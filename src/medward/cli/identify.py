# SPDX-License-Identifier: Apache-2.0
"""`medward identify`: components that no source can be asked about, and names that they might have, for a person.

Nothing is applied by itself: `list` shows candidates with their reasons, and a person confirms one of them, or
that there is none. Only where no day is given is the clock read.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.base.problems import Place, Problem, ProblemsError
from medward.cli.problems import Output, bad_input, shown

if TYPE_CHECKING:
    from medward.advisories.candidates.model import Candidate, Nameless
    from medward.dossier import Loaded
    from medward.inventory import Inventory

app = typer.Typer(no_args_is_help=True, help="Find and confirm what public sources call a component.")

NAMELESS = 1
"""Exit code where a component still needs a name."""
MAX_VERSIONS = 5

Folder = Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)]
Format = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]
Day = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day; default: today (UTC).")
]


@app.command("list")
def list_(
    dossier: Folder,
    database: Annotated[
        Path,
        typer.Option(envvar="MEDWARD_DATABASE", metavar="FILE", help="The advisory database.", show_default=False),
    ],
    release: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this release; left out: those that are assessed.")
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", formats=["%Y-%m-%d"], help="The day on which confirmations must hold; default: today."
        ),
    ] = None,
    output_format: Format = Output.TEXT,
) -> None:
    """List the components that need a name, each with the names that it might have, the likeliest first.

    Exit code 0 when every component has a name or was confirmed to have none, 1 when one still needs one, 2 when
    the dossier, an SBOM or the database cannot be read. An SBOM that cannot be read does not stop the others.
    """
    from medward.advisories.candidates.listing import nameless
    from medward.advisories.confirmed import Confirmations
    from medward.dossier import load

    with bad_input(output_format):
        loaded = load(dossier)
        inventories, unread = _inventories(loaded, release)
        confirmations = Confirmations(loaded.dossier.identities, _on(day))
        found = nameless(inventories, database, confirmations)
    if output_format is Output.JSON:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode({"components": found}), indent=2))
    else:
        _tell(found, dossier)
    if unread:
        with bad_input(output_format):
            raise ProblemsError(unread)
    if found:
        raise typer.Exit(NAMELESS)


def _on(day: datetime | None) -> date:
    return (day or datetime.now(UTC)).date()


def _inventories(loaded: "Loaded", only: str | None) -> "tuple[dict[str, Inventory], list[Problem]]":
    """Release and file → every SBOM that can be read, and what is wrong with the others."""
    from medward.compliance.context import assessed_releases
    from medward.inventory import reader

    releases = assessed_releases(loaded.dossier)
    if only is not None:
        releases = tuple(one for one in loaded.dossier.releases if one.id == only)
    if not releases:
        message = f"the dossier has no release '{only}'" if only else "the dossier has no release that is assessed"
        known = ", ".join(one.id for one in loaded.dossier.releases) or "none"
        raise ProblemsError(
            [Problem(Place(str(loaded.folder)), "", "identify.release", message, f"Known: {known}")]
        )
    inventories: dict[str, Inventory] = {}
    problems: list[Problem] = []
    for one in releases:
        for sbom in one.sboms:
            try:
                inventories[f"{one.id}/{sbom.file}"] = reader.read(loaded.folder / sbom.file)
            except ProblemsError as error:
                problems += error.problems
    return inventories, problems


def _tell(found: "tuple[Nameless, ...]", dossier: Path) -> None:
    for one in found:
        _tell_one(one)
    if not found:
        typer.echo("no component needs a name")
        return
    needs = "component needs a name" if len(found) == 1 else "components need a name"
    typer.echo(f"{len(found):,} {needs}, which is not the same as clean")
    typer.echo("Compare a candidate with what you know of the component, then confirm it, or that there is none:")
    typer.echo(f"  medward identify confirm {shown(str(dossier))} COMPONENT --as NAME --by ROLE --reason TEXT")
    typer.echo(f"  medward identify confirm {shown(str(dossier))} COMPONENT --none --by ROLE --reason TEXT")


def _tell_one(one: "Nameless") -> None:
    versions = ", ".join(one.versions[:MAX_VERSIONS]) + (" …" if len(one.versions) > MAX_VERSIONS else "")
    supplier = f", supplied by {one.supplier}" if one.supplier else ""
    typer.echo(
        f"{typer.style(shown(one.component), bold=True)}  {shown(versions or 'no version')}{shown(supplier)}"
    )
    typer.echo(f"  {shown(one.reason)}; in {shown(one.found_in[0])}{_more(len(one.found_in) - 1)}")
    for candidate in one.candidates:
        _tell_candidate(candidate)
    if not one.candidates:
        typer.echo("  the database has no name like it")
    typer.echo()


def _more(number: int) -> str:
    return f" and {number:,} more" if number > 0 else ""


def _tell_candidate(one: "Candidate") -> None:
    typer.echo(f"  {one.score:>3}  {typer.style(shown(one.identifier), fg=typer.colors.CYAN)}")
    typer.echo(f"       {shown('; '.join(one.reasons))}")
    if one.against:
        typer.echo(f"       against it: {shown('; '.join(one.against))}")


@app.command()
def confirm(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Folder,
    component: Annotated[
        str, typer.Argument(metavar="COMPONENT", help="As `medward identify list` names it.", show_default=False)
    ],
    by: Annotated[str, typer.Option(metavar="ROLE", help="Role of who confirms it.", show_default=False)],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="How that is known.", show_default=False)],
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="A package URL (pkg:…), a CPE name (cpe:2.3:…) or cna:VENDOR:PRODUCT. Repeat it for several.",
            show_default=False,
        ),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="No public source names the component.")] = False,
    day: Day = None,
    expires: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day on which it holds; default: no end.")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Id of a piece of evidence in the dossier.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what was confirmed before.")
    ] = False,
) -> None:
    """Record in the dossier what public sources call a component, or that none names it.

    Comments and everything else in the dossier's files stay as they are. Exit code 0 when it is recorded, 2 when
    it cannot be: then nothing is changed.
    """
    from medward.advisories.candidates.confirming import Confirmation, confirm

    if none is bool(names):
        raise typer.BadParameter("give either names by --as, or --none")
    confirmation = Confirmation(
        component=component,
        names=tuple(names or ()),
        author=by,
        reason=reason,
        day=_on(day),
        expires=expires.date() if expires else None,
        evidence=tuple(evidence or ()),
    )
    with bad_input():
        path, named = confirm(dossier, confirmation, replacing=replace)
    what = f"{', '.join(map(shown, named[:MAX_VERSIONS]))}{_more(len(named) - MAX_VERSIONS)}"
    typer.echo(f"wrote {shown(str(path))}: it names {what}")
