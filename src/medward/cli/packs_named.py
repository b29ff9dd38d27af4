# SPDX-License-Identifier: Apache-2.0
"""The packs and requirements that a command line names, and what is said where there is none of that name."""

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import BAD_INPUT, Output, shown

if TYPE_CHECKING:
    from medward.packs import Framework, Requirement

Format = Annotated[Output, typer.Option("--format", help="How to print it.")]


def framework_named(pack: str) -> "Framework":
    """The shipped pack of that id. Exits with code 2 where there is none, and says if another text was meant."""
    from medward.packs import shipped_ids, shipped_pack
    from medward.packs.mistaken import mistaken

    if (other := mistaken(pack)) is not None:
        typer.echo(other.told(), err=True)
        raise typer.Exit(BAD_INPUT)
    if pack not in shipped_ids():
        raise _no("pack", pack, shipped_ids(), "`medward pack list` names the packs.")
    return shipped_pack(pack)


def requirements_named(name: str) -> "tuple[Framework, tuple[Requirement, ...]]":
    """The pack and the requirements that `pack` or `pack:requirement` means. Exits with code 2 for nothing."""
    pack, _, wanted = name.partition(":")
    framework = framework_named(pack)
    chosen = tuple(one for one in framework.requirements if wanted in ("", one.id))
    if not chosen:
        known = tuple(one.id for one in framework.requirements)
        raise _no("requirement", wanted, known, f"`medward pack show {pack}` shows them all.")
    return framework, chosen


def print_json(document: object) -> None:
    """A document as JSON on standard output."""
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _no(what: str, name: str, known: tuple[str, ...], otherwise: str) -> typer.Exit:
    nearest = get_close_matches(name, known, n=1)
    mend = f"Did you mean {nearest[0]}?" if nearest else otherwise
    typer.echo(f"There is no {what} {shown(name)}. {mend}", err=True)
    return typer.Exit(BAD_INPUT)
