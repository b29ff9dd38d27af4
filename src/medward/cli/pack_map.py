# SPDX-License-Identifier: Apache-2.0
"""`medward pack map`: what meeting one framework says about another, and what it leaves open."""

import textwrap
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.base.problems import ProblemsError
from medward.cli.packs_named import Format, framework_named, print_json
from medward.cli.problems import BAD_INPUT, Output, bad_input, shown

if TYPE_CHECKING:
    from medward.packs import Framework, Requirement
    from medward.packs.crosswalk import Crosswalk
    from medward.packs.mapping import Mapped, Route

WIDTH = 100
"""Columns of text."""

Own = Annotated[
    list[Path] | None,
    typer.Option("--crosswalk", help="A crosswalk of your own, beside those that come with Medward."),
]


def map_packs(
    source: Annotated[str, typer.Argument(help="Id of the pack that is met, such as fda-524b.")],
    target: Annotated[str, typer.Argument(help="Id of the pack that is asked, such as mdr-annex-i.")],
    crosswalk: Own = None,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the overlap as an SVG picture too.", show_default=False),
    ] = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Say for each requirement of TARGET what meeting SOURCE gives: all of it, a part, or nothing that is known.

    The relations are judgements that people wrote into crosswalks, each with its reason. Where the way leads
    through a third pack, it is shown, and it is as weak as its weakest step.
    """
    first, second = framework_named(source), framework_named(target)
    with bad_input(output_format):
        found = _mapped(first, second, crosswalk or ())
    if picture is not None:
        _draw(first, second, found, picture)
    if output_format is Output.JSON:
        print_json(_as_json(first, second, found))
        return
    _print(first, second, found)


def _mapped(first: "Framework", second: "Framework", files: Iterable[Path]) -> "tuple[Mapped, ...]":
    from medward.packs.crosswalk import read, shipped_crosswalks
    from medward.packs.mapping import links, mapped

    own = [read(file) for file in files]
    _refuse_unknown(own)
    return mapped(first, second, links((*shipped_crosswalks(), *own)))


def _draw(first: "Framework", second: "Framework", found: "tuple[Mapped, ...]", file: Path) -> None:
    from medward.base.files import write_atomically
    from medward.reports.overlap import overlap

    try:
        write_atomically(file, overlap(first, second, found))
    except OSError as error:
        typer.echo(f"{shown(str(file))}: the picture cannot be written: {error.strerror}", err=True)
        raise typer.Exit(BAD_INPUT) from error


def _refuse_unknown(own: "list[Crosswalk]") -> None:
    """Raises ProblemsError where a crosswalk names what does not exist."""
    from medward.packs import shipped_ids, shipped_pack
    from medward.packs.mapping import problems

    named = {side for one in own for side in (one.source, one.target)}
    known = {pack: shipped_pack(pack) for pack in named & set(shipped_ids())}
    if found := [problem for one in own for problem in problems(one, known)]:
        raise ProblemsError(found)


def _print(first: "Framework", second: "Framework", found: "tuple[Mapped, ...]") -> None:
    from medward.packs.mapping import Coverage

    asked = {one.id: one for one in second.requirements}
    for coverage in (Coverage.OPEN, Coverage.PARTLY, Coverage.COVERED):
        chosen = [one for one in found if one.coverage is coverage]
        if chosen:
            typer.echo(f"\n{typer.style(_TITLES[coverage], bold=True, underline=True)}")
        for one in chosen:
            _print_mapped(second, asked[one.requirement], one)
    counts = {coverage: sum(one.coverage is coverage for one in found) for coverage in Coverage}
    said = ", ".join(f"{number} {coverage}" for coverage, number in counts.items())
    typer.echo(f"\nOf the {len(found)} requirements of {second.id}, given that {first.id} is met: {said}")


_TITLES = {
    "open": "Open: nobody has said that the first asks anything of it",
    "partly": "In part: the two share something",
    "covered": "Covered: the first asks the same, or more",
}


def _print_mapped(pack: "Framework", requirement: "Requirement", one: "Mapped") -> None:
    typer.echo(f"\n{typer.style(f'{pack.id}:{requirement.id}', bold=True)}  {requirement.title}")
    for because, routes in groupby(one.routes, key=_because):
        starts = ", ".join(route.start[1] for route in routes)
        _wrapped(f"{starts}: {because}")


def _because(route: "Route") -> str:
    """The relation and the reasons along a route; where it passes other packs, which."""
    steps = [f"{step.relation} of {':'.join(step.to)}, because {step.because}" for step in route.steps]
    if len(steps) == 1:
        return f"{route.relation}, because {route.steps[0].because}"
    return f"{route.relation}, by way of {'; then '.join(steps)}"


def _wrapped(text: str) -> None:
    for line in textwrap.wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    "):
        typer.echo(line)


def _as_json(first: "Framework", second: "Framework", found: "tuple[Mapped, ...]") -> dict[str, object]:
    return {
        "from": first.id,
        "to": second.id,
        "requirements": [
            {
                "requirement": one.requirement,
                "coverage": one.coverage.value,
                "routes": [_route_json(route) for route in one.routes],
            }
            for one in found
        ],
    }


def _route_json(route: "Route") -> dict[str, object]:
    return {
        "from": ":".join(route.start),
        "relation": route.relation.value,
        "steps": [
            {
                "to": ":".join(step.to),
                "relation": step.relation.value,
                "because": step.because,
                "crosswalk": step.crosswalk,
            }
            for step in route.steps
        ],
    }
