# SPDX-License-Identifier: Apache-2.0
"""`medward units match`: which of a hospital's units advisories name, how sure that is, and why.

Units that are affected come first, then those that may be, then how many are left and in which state: no state
means clean. An advisory that could not be read is told, because it names nothing.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown

if TYPE_CHECKING:
    from medward.advisories.csaf import Provider
    from medward.advisories.devices import Answer, Unit

NAMED = 1
"""Exit code where at least one unit is affected, or may be."""

MEND = "Name a folder or a ZIP archive of CSAF documents in their provider's layout"

app = typer.Typer(no_args_is_help=True, help="The devices that a hospital runs.")


@app.callback()
def _units() -> None:
    """The devices that a hospital runs."""


@app.command()
def match(
    units: Annotated[Path, typer.Argument(help="Equipment list, CSV with unit, manufacturer, model and more.")],
    advisories: Annotated[
        Path, typer.Option(help="CSAF advisories: a folder, or a ZIP archive, in their provider's layout.")
    ],
    only: Annotated[
        str, typer.Option(help="Read only advisories whose file name begins so, such as icsma-.")
    ] = "",
    output_format: Annotated[Output, typer.Option("--format", help="How to print the answers.")] = Output.TEXT,
) -> None:
    """Say for each unit which advisories name it, by maker, model and version text.

    Exit code 0 when no unit is named, 1 when one is or may be, 2 when the list or the advisories cannot be read.
    """
    from medward.advisories.devices import DeviceIndex, match_units, read_units

    with bad_input(output_format):
        listed = read_units(units)
        provider = _provider(advisories, only)
    answers = match_units(listed, DeviceIndex(provider.advisories))
    if output_format is Output.JSON:
        _print_json(provider, answers)
    else:
        _print_text(provider, {unit.id: unit for unit in listed}, answers)
    if any(answer.matches for answer in answers):
        raise typer.Exit(NAMED)


def _provider(advisories: Path, start: str) -> "Provider":
    """The documents whose file names begin with `start`. Raises ProblemsError where they cannot be read at all."""
    from medward.advisories.csaf import ProviderError, read_provider
    from medward.base.problems import Place, Problem, ProblemsError

    try:
        provider = read_provider(advisories, wanted=lambda name: name.startswith(start))
    except ProviderError as error:
        raise ProblemsError([Problem(Place(str(advisories)), "", "units.advisories", str(error), MEND)]) from error
    if not provider.documents:
        message = "no advisory was found"
        raise ProblemsError([Problem(Place(str(advisories)), "", "units.advisories", message, MEND)])
    return provider


def _print_json(provider: "Provider", answers: "list[Answer]") -> None:
    import msgspec

    document = {
        "advisories": len(provider.advisories),
        "refused": [{"file": one.name, "reason": one.refusal} for one in provider.refused],
        "units": answers,
    }
    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2))


def _print_text(provider: "Provider", units: "dict[str, Unit]", answers: "list[Answer]") -> None:
    named = sorted((one for one in answers if one.matches), key=lambda one: (one.state.value, one.unit))
    for answer in named:
        _print_answer(units[answer.unit], answer)
    typer.echo(f"\n{counted(len(answers), 'unit')}: {_states(answers)}; none of these means clean")
    typer.echo(f"advisories asked: {len(provider.advisories):,}")
    for document in provider.refused:
        typer.secho(f"  not read: {shown(document.name)}: {shown(str(document.refusal))}", fg="yellow")


def _print_answer(unit: "Unit", answer: "Answer") -> None:
    colour = "red" if answer.state.value == "affected" else "yellow"
    state = typer.style(answer.state.value, fg=colour, bold=True)
    device = shown(f"{unit.manufacturer} {unit.model} {unit.version}".rstrip())
    typer.echo(f"\n{state}  {shown(unit.id)}  {device}")
    for match_ in answer.matches:
        typer.echo(f"  {shown(match_.advisory)} ({match_.confidence}): {shown(match_.title)}")
        typer.echo(f"    {shown('; '.join(evidence.words for evidence in match_.evidence))}")


def _states(answers: "Iterable[Answer]") -> str:
    counts = Counter(answer.state.value for answer in answers)
    return ", ".join(f"{number:,} {state}" for state, number in sorted(counts.items()))
