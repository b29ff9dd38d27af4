# SPDX-License-Identifier: Apache-2.0
"""`medward views`: the architecture views of a dossier, drawn and in tables, each in a file of its own."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import BAD_INPUT, bad_input, counted, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from medward.threats.truth import OpenFact
    from medward.threats.views import Drawing, Undrawn, Views

TO_DO = 1
"""Exit code where a view needs a person: a fact is unknown, a view is only derived, or it leaves something out."""


FIRST = 5
"""So many unknown facts are shown on the terminal; the tables list all."""


class Form(StrEnum):
    """The forms in which a view is written."""

    SVG = "svg"
    TEXT = "text"
    JSON = "json"
    DOT = "dot"


_ENDINGS = {Form.SVG: "svg", Form.TEXT: "md", Form.JSON: "json", Form.DOT: "dot"}


def views(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder for the files.", show_default=False)
    ],
    view: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Write this view only; may be given several times.")
    ] = None,
    form: Annotated[
        list[Form] | None,
        typer.Option(
            "--format",
            help="svg: picture; text: tables as Markdown; json: tables for programs; dot: graph. "
            "May be given several times; left out: svg and text.",
        ),
    ] = None,
) -> None:
    """Draw the architecture views of a dossier: global, multi-patient harm, updates, security use cases.

    Each view becomes files named by its id; a file that is there already is replaced. A kind of view that the
    dossier lacks is derived from its architecture, as a proposal.

    Exit code 0 when all views are written and nothing in them is open, 1 when one of them needs a person (a fact
    that nobody has said, a derived view, something left out), 2 when the dossier or a view's id cannot be used.
    """
    from medward.dossier import load
    from medward.threats.views import views as all_views

    with bad_input():
        found = all_views(load(dossier).dossier)
    drawings = _chosen(found, view)
    for drawing in drawings:
        _write(drawing, output, form or [Form.SVG, Form.TEXT])
        typer.echo("\n".join(_told(drawing)))
    undrawn = [] if view else found.undrawn
    for one in undrawn:
        typer.echo(_not_drawn(one))
    typer.echo(f"{counted(len(drawings), 'view')} written to {shown(str(output))}")
    if not all(one.settled for one in drawings) or any(one.unknown for one in undrawn):
        raise typer.Exit(TO_DO)


def _chosen(found: "Views", wanted: list[str] | None) -> "list[Drawing]":
    """The drawings that were asked for; ends the command where one of them is not there."""
    known = {one.id: one for one in found.drawings}
    missing = [name for name in wanted or () if name not in known]
    for name in missing:
        typer.echo(f"no view '{shown(name)}' can be drawn; there are: {', '.join(known) or 'none'}", err=True)
    if missing:
        raise typer.Exit(BAD_INPUT)
    return [one for one in found.drawings if not wanted or one.id in wanted]


def _write(drawing: "Drawing", folder: Path, forms: list[Form]) -> None:
    from medward.base.files import write_atomically

    try:
        for form in dict.fromkeys(forms):
            write_atomically(folder / f"{drawing.id}.{_ENDINGS[form]}", _made(drawing, form))
    except OSError as error:
        typer.echo(f"cannot write {shown(str(folder))}: {shown(str(error))}", err=True)
        raise typer.Exit(BAD_INPUT) from error


def _made(drawing: "Drawing", form: Form) -> bytes:
    if form is Form.SVG:
        from medward.threats.views.svg import svg

        return svg(drawing)
    if form is Form.DOT:
        from medward.threats.views.dotsource import dot

        return dot(drawing).encode()
    from medward.threats.views.text import machine, markdown

    return (machine if form is Form.JSON else markdown)(drawing).encode()


def _told(drawing: "Drawing") -> "Iterator[str]":
    numbers = f"{counted(len(drawing.elements), 'element')}, {counted(len(drawing.flows), 'flow')}"
    chosen = ", derived: take it into the dossier or mend the architecture" if drawing.derived else ""
    yield f"{drawing.id}: {shown(drawing.title)}: {numbers}{chosen}"
    if drawing.unknown:
        yield f"  nobody has said: {_listed(drawing.unknown)}"
    yield from (f"  not there: {one.id}: {one.why}" for one in drawing.left_out)


def _listed(facts: "Sequence[OpenFact]") -> str:
    """The first of the facts, and how many there are more."""
    more = f" and {len(facts) - FIRST:,} more" if len(facts) > FIRST else ""
    return f"{', '.join(map(str, facts[:FIRST]))}{more}"


def _not_drawn(one: "Undrawn") -> str:
    facts = f": {_listed(one.unknown)}" if one.unknown else ""
    word = "left out" if one.left_out else "not drawn"
    return f"{one.id}: {shown(one.title)}: {word}: {shown(one.why)}{facts}"
