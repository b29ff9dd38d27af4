# SPDX-License-Identifier: Apache-2.0
"""`medward plan`: what to do next, in the order that turns the most requirements for the least work."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.packs_named import Format, framework_named
from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.triage_desk import AsOf

if TYPE_CHECKING:
    from medward.compliance.planning import Plan, Step

SOMETHING_TO_DO = 1
AT_ONCE = 4
"""So many requirements of a step are named."""


def plan(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.")],
    database: Annotated[
        Path | None,
        typer.Option(
            envvar="MEDWARD_DATABASE",
            metavar="FILE",
            help="Advisory database. Without one, what rests on findings is unknown.",
        ),
    ] = None,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Framework to plan for; repeat it for several. Left out: as `check` asks."
        ),
    ] = None,
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="So many steps are printed.")] = 12,
    output_format: Format = Output.TEXT,
) -> None:
    """Plan the work: which mends turn the most requirements to met, in which order, and what needs an answer.

    Exit code 0 when nothing is open, 1 when something is, 2 when the dossier or the database cannot be used.
    """
    with bad_input(output_format):
        made = _planned(dossier, database, pack or [], as_of)
    if output_format is Output.JSON:
        import msgspec

        typer.echo(msgspec.json.format(msgspec.json.encode(made), indent=2).decode())
    else:
        for line in _lines(made, limit):
            typer.echo(line)
    if made.open:
        raise typer.Exit(SOMETHING_TO_DO)


def _planned(dossier: Path, database: Path | None, packs: list[str], as_of: AsOf) -> "Plan":
    from medward.cli.check import waiting
    from medward.compliance.assessment import assess
    from medward.compliance.planning import plan as planned
    from medward.dossier import load
    from medward.packs import asked_by_default

    frameworks = [framework_named(name) for name in packs] or list(asked_by_default())
    with waiting("Planning"):
        return planned(assess(load(dossier), database, frameworks, as_of or datetime.now(UTC).date()))


def _lines(made: "Plan", limit: int) -> Iterator[str]:
    turned = sum(len(step.turns) for step in made.steps)
    yield f"{counted(made.open, 'requirement')} open: {turned} turn with the work below, the others need an answer"
    for number, step in enumerate(made.steps[:limit], start=1):
        yield ""
        yield from _step(number, step)
    if len(made.steps) > limit:
        yield f"\nand {len(made.steps) - limit} steps more; --limit shows them"
    if made.questions:
        yield "\nNeed an answer:"
    for question in made.questions:
        yield f"  - {question.requirement} {shown(question.title)}: {shown(question.reason)}"


def _step(number: int, step: "Step") -> Iterator[str]:
    yield f"{number:>3}. {shown(step.text)} ({counted(step.parts, 'part')})"
    if step.turns:
        yield f"     turns {_named(step.turns)}"
    if step.helps:
        yield f"     helps {_named(step.helps)}"


def _named(requirements: tuple[str, ...]) -> str:
    more = len(requirements) - AT_ONCE
    return ", ".join(requirements[:AT_ONCE]) + (f" and {more} more" if more > 0 else "")
