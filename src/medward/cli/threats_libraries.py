# SPDX-License-Identifier: Apache-2.0
"""`medward threats libraries` and `show`: the threat libraries, and what one of their threats says."""

from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.threats_told import Format, Packs, print_json

if TYPE_CHECKING:
    from medward.packs.threat_library import Library, LibraryThreat


def libraries(pack: Packs = None, output_format: Format = Output.TEXT) -> None:
    """List the threat libraries, and the threats of each.

    Exit code 0, or 2 when a library cannot be used.
    """
    from medward.threats.proposing import libraries as chosen

    with bad_input(output_format):
        given = chosen(pack or ())
    if output_format is Output.JSON:
        print_json({"libraries": [_library(one) for one in given]})
        return
    for library in given:
        name = typer.style(shown(library.id), bold=True)
        typer.echo(f"{name}  {shown(library.title)} ({counted(len(library.threats), 'threat')})")
        for threat in library.threats:
            typer.echo(f"  {threat.id:<12} {threat.applies_to:<9} {shown(threat.title)}")
    typer.echo(f"{counted(sum(len(one.threats) for one in given), 'threat')} in {len(given):,} libraries")


def show(
    threat: Annotated[str, typer.Argument(metavar="ID", help="Such as TL-HW-001.", show_default=False)],
    pack: Packs = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Show a threat of a library: when it applies, what it does, what answers it, how that is tested.

    Exit code 0, or 2 when no library has the threat.
    """
    from medward.threats.proposing import libraries as chosen
    from medward.threats.proposing import library_threat

    with bad_input(output_format):
        library, found = library_threat(threat, chosen(pack or ()))
    if output_format is Output.JSON:
        print_json(
            {"library": library.id, "threat": found.model_dump(mode="json", by_alias=True, exclude_none=True)}
        )
    else:
        _tell(library, found)


def _tell(library: "Library", threat: "LibraryThreat") -> None:
    import json

    typer.echo(f"{typer.style(threat.id, bold=True)}  {shown(threat.title)}")
    said = {
        "library": f"{library.id} {library.version}",
        "applies to": threat.applies_to,
        "when": json.dumps(threat.when.model_dump(mode="json", by_alias=True, exclude_none=True)),
        "held off when": json.dumps(
            threat.held_when.model_dump(mode="json", by_alias=True, exclude_none=True)
            if threat.held_when
            else None
        ),
        "kinds": ", ".join(threat.stride),
        "how": threat.exploited,
        "harm": threat.clinical,
        "controls": ", ".join(threat.controls),
        "answer": threat.answer,
        "test": threat.test,
        "false positives": threat.false_positives,
        "crosswalk": ", ".join(name for names in threat.crosswalk.model_dump().values() for name in names)
        or "none",
    }
    for name, text in said.items():
        typer.echo(f"  {name + ':':<17}{shown(text)}")


def _library(library: "Library") -> dict[str, object]:
    return {
        "id": library.id,
        "version": library.version,
        "title": library.title,
        "threats": [{"id": one.id, "title": one.title, "applies_to": one.applies_to} for one in library.threats],
    }
