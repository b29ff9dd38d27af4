# SPDX-License-Identifier: Apache-2.0
"""`medward units match`: which of a hospital's units advisories name, how sure that is, and why.

Units that are affected come first, then those that may be, then how many are left and in which state: no state
means clean. An advisory that could not be read is told, because it names nothing. The advisories come from the one
database, or from a provider's folder or archive; the answers are the same.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.signatures import HELP, Signatures

if TYPE_CHECKING:
    from medward.advisories.csaf import Advisory, Policy
    from medward.advisories.devices import Answer, Unit
    from medward.base.problems import ProblemsError

NAMED = 1
"""Exit code where at least one unit is affected, or may be."""

DOCUMENTS = (".json", ".txt", ".csv")
"""How documents and listings end; what is told of anything else is told of all of them."""

MEND = "Name a folder or a ZIP archive of CSAF documents in their provider's layout"
MEND_DATABASE = "Put a provider's documents under csaf/ and build the database again"

app = typer.Typer(no_args_is_help=True, help="The devices that a hospital runs.")


@dataclass(frozen=True, slots=True)
class Refused:
    """Something of the advisories that was not read, or what is known of all of them."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The advisories that are held against the units.

    Attributes:
        advisories: those that were read.
        refused: what was not, and what is known of signatures.
        sources: where they come from, each with its age.
    """

    advisories: "tuple[Advisory, ...]"
    refused: tuple[Refused, ...]
    sources: tuple[str, ...]


@app.callback()
def _units() -> None:
    """The devices that a hospital runs."""


@app.command()
def match(
    units: Annotated[Path, typer.Argument(help="Equipment list, CSV with unit, manufacturer, model and more.")],
    *,
    advisories: Annotated[
        Path | None,
        typer.Option(help="CSAF advisories: a folder, or a ZIP archive, in their provider's layout."),
    ] = None,
    database: Annotated[
        Path | None,
        typer.Option(help="The advisory database, in place of a folder; see `medward database build`."),
    ] = None,
    only: Annotated[
        str, typer.Option(help="Read only advisories whose file name begins so, such as icsma-.")
    ] = "",
    signatures: Annotated[Signatures, typer.Option(help=HELP)] = Signatures.CHECK,
    output_format: Annotated[Output, typer.Option("--format", help="How to print the answers.")] = Output.TEXT,
) -> None:
    """Say for each unit which advisories name it, by maker, model and version text.

    The advisories are those of --advisories or of --database.

    Exit code 0 when no unit is named, 1 when one is or may be, 2 when the list or the advisories cannot be read.
    """
    from medward.advisories.devices import DeviceIndex, match_units, read_units

    if (advisories is None) is (database is None):
        raise typer.BadParameter("Name either a folder of advisories or a database.", param_hint="--advisories")
    with bad_input(output_format):
        listed = read_units(units)
        asked = _asked(advisories, database, only, signatures.policy)
    answers = match_units(listed, DeviceIndex(asked.advisories))
    if output_format is Output.JSON:
        _print_json(asked, answers)
    else:
        _print_text(asked, {unit.id: unit for unit in listed}, answers)
    if any(answer.matches for answer in answers):
        raise typer.Exit(NAMED)


def _asked(advisories: Path | None, database: Path | None, only: str, policy: "Policy") -> Asked:
    """The advisories of a database, or of a folder or archive."""
    return _of_database(database, only, policy) if database else _of_provider(advisories or Path(), only, policy)


def _of_provider(advisories: Path, start: str, policy: "Policy") -> Asked:
    """The documents whose file names begin with `start`. Raises ProblemsError where they cannot be read at all."""
    from medward.advisories.csaf import ProviderError, read_provider

    try:
        provider = read_provider(advisories, lambda name: name.startswith(start), policy)
    except ProviderError as error:
        raise _problem(advisories, str(error), MEND) from error
    if not provider.documents:
        raise _problem(advisories, "no advisory was found", MEND)
    refused = [Refused(one.name, one.refusal) for one in provider.refused]
    refused += [Refused(path, "its provider lists it, and it is not here") for path in provider.missing]
    refused += [Refused(name, reason) for name, reason in provider.skipped]
    refused += [Refused(advisories.name, note) for note in provider.notes]
    return Asked(provider.advisories, tuple(refused), (str(advisories),))


def _of_database(database: Path, start: str, policy: "Policy") -> Asked:
    """The advisories of a database whose file names begin with `start`. Raises ProblemsError likewise."""
    from medward.advisories.csaf import stored_advisories
    from medward.cli.database import age_of, name_of

    stored = stored_advisories(database, lambda name: name.startswith(start), policy)
    if not stored.advisories:
        raise _problem(database, "the database holds no such advisory", MEND_DATABASE)
    refused = tuple(Refused(one.where, one.reason) for one in stored.skipped)
    return Asked(stored.advisories, refused, tuple(f"{name_of(one)}, {age_of(one)}" for one in stored.sources))


def _problem(place: Path, message: str, mend: str) -> "ProblemsError":
    from medward.base.problems import Place, Problem, ProblemsError

    return ProblemsError([Problem(Place(str(place)), "", "units.advisories", message, mend)])


def _print_json(asked: Asked, answers: "list[Answer]") -> None:
    import msgspec

    document = {
        "advisories": len(asked.advisories),
        "sources": asked.sources,
        "refused": asked.refused,
        "units": answers,
    }
    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2))


def _print_text(asked: Asked, units: "dict[str, Unit]", answers: "list[Answer]") -> None:
    named = sorted((one for one in answers if one.matches), key=lambda one: (one.state.value, one.unit))
    for answer in named:
        _print_answer(units[answer.unit], answer)
    typer.echo(f"\n{counted(len(answers), 'unit')}: {_states(answers)}; none of these means clean")
    typer.echo(f"advisories asked: {len(asked.advisories):,}, of {'; '.join(map(shown, asked.sources))}")
    for one in asked.refused:
        heading = "not read" if one.file.endswith(DOCUMENTS) else "to know"
        typer.secho(f"  {heading}: {shown(one.file)}: {shown(one.reason)}", fg="yellow")


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
