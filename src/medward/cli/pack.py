# SPDX-License-Identifier: Apache-2.0
"""`medward pack`: which frameworks Medward knows, what each asks, how it decides, and whether a pack is right.

A pack is a law, a guidance or a standard as data. Nothing here decides anything: words and statuses come from
`medward.packs`, names and worked examples from `medward.compliance`.
"""

import textwrap
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.base.problems import Problem, ProblemsError
from medward.cli.pack_map import map_packs
from medward.cli.packs_named import Format, print_json, requirements_named
from medward.cli.problems import BAD_INPUT, Output, print_problems, shown

if TYPE_CHECKING:
    from medward.compliance.pack_report import PackReport
    from medward.packs import Framework, Requirement
    from medward.packs.wording import Statement

WIDTH = 100
"""Columns of text."""
DISAGREES = 1
"""Exit code where a worked example gets another verdict than it says."""

AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of", formats=["%Y-%m-%d"], help="The day for which the legal status is told; default: today."
    ),
]

app = typer.Typer(
    no_args_is_help=True, help="Frameworks as data: list them, read them, compare them, check your own."
)
app.command("map")(map_packs)


@app.command("list")
def list_packs(as_of: AsOf = None, output_format: Format = Output.TEXT) -> None:
    """List the packs that come with Medward, with their legal status on a day, and what is no such text."""
    from medward.packs import shipped
    from medward.packs.mistaken import MISTAKEN

    day = _day(as_of)
    rows = [_row(pack, day) for pack in shipped()]
    if output_format is Output.JSON:
        no_packs = [{"id": one.id, "note": one.told()} for one in MISTAKEN]
        print_json({"as_of": day.isoformat(), "packs": rows, "mistaken": no_packs})
        return
    for row in rows:
        typer.echo(f"{typer.style(str(row['id']), bold=True)}  {row['title']}")
        typer.echo(
            f"  {row['jurisdiction']}, {row['nature']}, version {row['version']}, "
            f"{row['requirements']} requirements; on {day}: {row['note'] or 'in force'}"
            f"{'' if row['asked'] == 'by_default' else '; asked only when named'}"
        )
    for one in MISTAKEN:
        typer.echo(f"{one.id}  no pack")
        _print_wrapped(one.told(), "  ")


@app.command()
def show(
    pack: Annotated[
        str, typer.Argument(help="Id of a pack, such as fda-524b, or of one requirement: fda-524b:b1.plan.")
    ],
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Show what a pack asks: each requirement with its citation, its text and how it is decided.

    Exit code 2 when there is no such pack or requirement.
    """
    day = _day(as_of)
    framework, requirements = requirements_named(pack)
    if output_format is Output.JSON:
        print_json(_as_json(framework, requirements, day))
        return
    if len(requirements) == len(framework.requirements):
        _print_head(framework, day)
    for section in framework.sections:
        inside = [requirement for requirement in requirements if requirement.section == section.id]
        if inside:
            typer.echo(f"\n{typer.style(section.title, bold=True, underline=True)}")
        for requirement in inside:
            _print_requirement(framework, requirement)


@app.command()
def check(
    files: Annotated[list[Path], typer.Argument(help="Pack files; examples are looked for beside each.")],
    output_format: Format = Output.TEXT,
) -> None:
    """Check pack files: their form, that all they name exists, and that their worked examples get their verdicts.

    Exit code 0 when all is well, 1 when a worked example disagrees, 2 when a pack or its examples cannot be used.
    A file that cannot be used does not stop the others.
    """
    from medward.compliance.pack_report import report

    reports: list[PackReport] = []
    refused: list[Problem] = []
    for file in files:
        try:
            reports.append(report(file))
        except ProblemsError as error:
            refused += error.problems
    _print_reports(reports, output_format)
    disagreeing = [problem for one in reports for problem in one.problems]
    if refused or disagreeing:
        print_problems(ProblemsError([*refused, *disagreeing]), output_format)
        raise typer.Exit(BAD_INPUT if refused else DISAGREES)


@app.command()
def schema(
    *,
    examples: Annotated[bool, typer.Option("--examples", help="The schema of files of worked examples.")] = False,
) -> None:
    """Print the JSON Schema of pack files, from which editors complete and check."""
    from medward.packs.schema import examples_schema, framework_schema

    print_json(examples_schema() if examples else framework_schema())


def _day(as_of: datetime | None) -> date:
    return as_of.date() if as_of else datetime.now(UTC).date()


def _row(pack: "Framework", day: date) -> dict[str, str | int]:
    """A pack in a list."""
    from medward.packs import digest, legal_note, legal_status

    return {
        "id": pack.id,
        "version": pack.version,
        "title": pack.title,
        "jurisdiction": pack.jurisdiction,
        "nature": pack.nature.value,
        "legal_status": legal_status(pack, day).value,
        "note": legal_note(pack, day),
        "requirements": len(pack.requirements),
        "asked": pack.asked.value,
        "digest": digest(pack),
    }


def _print_head(framework: "Framework", day: date) -> None:
    from medward.packs import legal_note

    typer.echo(typer.style(framework.title, bold=True))
    typer.echo(f"{framework.id}, version {framework.version}, {framework.nature}, {framework.jurisdiction}")
    typer.echo(f"{framework.issuer}; on {day}: {legal_note(framework, day) or 'in force'}")
    _print_wrapped(framework.citation)
    if framework.supersedes:
        _print_wrapped(f"Replaces: {'; '.join(framework.supersedes)}")
    if framework.notes:
        _print_wrapped(framework.notes)
    if framework.applies_when:
        _print_wrapped(f"Applies where this is true: {_meanings()[framework.applies_when.fact]}")


def _print_requirement(framework: "Framework", requirement: "Requirement") -> None:
    typer.echo(f"\n{typer.style(f'{framework.id}:{requirement.id}', bold=True)}  {requirement.title}")
    _print_wrapped(requirement.text, "  ")
    _print_wrapped(f"Where: {requirement.citation}", "  ")
    if requirement.applies_when:
        _print_wrapped(f"Applies where this is true: {_meanings()[requirement.applies_when.fact]}", "  ")
    first, *listed = _decided(requirement).lines()
    for line in (f"How it is decided: {first}", *listed):
        _print_wrapped(line, "  ")
    _print_wrapped(f"Why so: {requirement.rationale}", "  ")


def _print_wrapped(text: str, indent: str = "") -> None:
    """Text in lines of the width; what goes on after a list's dash stands under its first word."""
    dash = len(text) - len(text.lstrip(" -"))
    after = indent + " " * dash
    for line in textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=after, break_on_hyphens=False):
        typer.echo(line)


def _decided(requirement: "Requirement") -> "Statement":
    from medward.packs.wording import in_words

    return in_words(requirement.check, _meanings())


def _meanings() -> dict[str, str]:
    """What each fact is, in a sentence."""
    from medward.compliance.facts import FACTS

    return {name: fact.meaning for name, fact in FACTS.items()}


def _as_json(framework: "Framework", requirements: "tuple[Requirement, ...]", day: date) -> dict[str, object]:
    from medward.packs import digest, legal_status

    document = framework.model_dump(mode="json", by_alias=True, exclude={"requirements"}, exclude_none=True)
    return {
        **document,
        "as_of": day.isoformat(),
        "legal_status": legal_status(framework, day).value,
        "digest": digest(framework),
        "requirements": [
            {
                **requirement.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True),
                "decided": list(_decided(requirement).lines()),
            }
            for requirement in requirements
        ],
    }


def _print_reports(reports: "list[PackReport]", output_format: Output) -> None:
    if output_format is Output.JSON:
        print_json({"packs": [_report_json(one) for one in reports]})
        return
    for line in map(_report_line, reports):
        typer.echo(line)


def _report_line(one: "PackReport") -> str:
    agreeing = sum(worked.agrees for worked in one.worked)
    examples = f"{agreeing} of {len(one.worked)} worked examples agree" if one.worked else "no worked examples"
    return f"{shown(one.file)}: {one.framework.id}, {_requirements(one.framework)}, {examples}"


def _requirements(framework: "Framework") -> str:
    number = len(framework.requirements)
    return f"{number} requirement" if number == 1 else f"{number} requirements"


def _report_json(one: "PackReport") -> dict[str, object]:
    return {
        "file": one.file,
        "id": one.framework.id,
        "requirements": len(one.framework.requirements),
        "examples": len(one.worked),
        "agreeing": sum(worked.agrees for worked in one.worked),
    }
