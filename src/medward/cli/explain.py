# SPDX-License-Identifier: Apache-2.0
"""`medward explain`: one requirement, what it wants, why it applies, how it stands, what to do, who else asks."""

import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.packs_named import Format, print_json, requirements_named
from medward.cli.problems import BAD_INPUT, Output, bad_input, counted, shown
from medward.cli.triage_desk import AsOf

if TYPE_CHECKING:
    from medward.compliance.context import Context
    from medward.compliance.explaining import Explained

WIDTH = 100
AT_ONCE = 10
"""So many broken links, and requirements that share something, are printed."""


def explain(
    requirement: Annotated[
        str, typer.Argument(metavar="REQUIREMENT", help="Id of a requirement, such as fda-524b:b1.plan.")
    ],
    dossier: Annotated[
        Path | None,
        typer.Argument(metavar="[DOSSIER]", help="Folder of a dossier, to see how it stands.", show_default=False),
    ] = None,
    database: Annotated[
        Path | None,
        typer.Option(
            envvar="MEDWARD_DATABASE",
            metavar="FILE",
            help="Advisory database. Without one, what rests on findings is unknown.",
        ),
    ] = None,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Explain one requirement: what it wants, why it applies here, how it stands, what to do, who else asks.

    Exit code 0 when it is met, does not apply or no dossier was given, 1 when it is open, 2 when there is no such
    requirement or the dossier cannot be used.
    """
    with bad_input(output_format):
        made = _explained(requirement, dossier, database, as_of or datetime.now(UTC).date())
    if output_format is Output.JSON:
        print_json(_as_json(made))
    else:
        for line in _lines(made):
            typer.echo(line)
    if made.verdict is not None and made.verdict.status not in {"met", "not_applicable"}:
        raise typer.Exit(1)


def _explained(name: str, dossier: Path | None, database: Path | None, day: date) -> "Explained":
    from medward.compliance.explaining import explain as explained
    from medward.packs import asked_by_default
    from medward.packs.crosswalk import shipped_crosswalks
    from medward.packs.mapping import links

    framework, requirements = requirements_named(name)
    if len(requirements) != 1:
        typer.echo(
            f"Name one requirement of {framework.id}: `medward pack show {framework.id}` lists them.", err=True
        )
        raise typer.Exit(BAD_INPUT)
    context = None if dossier is None else _context(dossier, database, day)
    return explained(framework, requirements[0], links(shipped_crosswalks()), context, asked_by_default())


def _context(dossier: Path, database: Path | None, day: date) -> "Context":
    from medward.compliance.gather import gather
    from medward.compliance.triaging import desk
    from medward.dossier import load

    loaded = load(dossier)
    if database is None:
        return gather(loaded, None, day).context
    on = desk(loaded, database, day)
    return replace(on.context, ranked=on.ranked, standings={one.node.key: one.standing for one in on.ranked})


def _lines(made: "Explained") -> Iterator[str]:
    one = made.requirement
    yield typer.style(f"{made.framework.id}:{one.id}  {one.title}", bold=True)
    yield from _wrapped(one.text)
    yield from _wrapped(f"Where: {one.citation}")
    yield from _wrapped(f"Why it is decided so: {one.rationale}")
    yield from _applies(made)
    yield from _stands(made)
    yield from _todo(made)
    yield from _others(made)


def _applies(made: "Explained") -> Iterator[str]:
    yield typer.style("\nWhy it applies", bold=True)
    if not made.conditions:
        yield "  It is asked of every device that the framework is asked of."
    for condition in made.conditions:
        yield from _wrapped(f"Where this is true: {condition.meaning}")
        if condition.status is not None:
            yield from _wrapped(f"Here: {condition.status.replace('_', ' ')}, because {condition.reason}")


def _stands(made: "Explained") -> Iterator[str]:
    if made.verdict is None:
        return
    yield typer.style("\nHow it stands", bold=True)
    yield from _wrapped(f"{made.verdict.status.replace('_', ' ')}: {made.verdict.reason}")
    for proof in made.verdict.proofs[:AT_ONCE]:
        yield from _wrapped(f"+ {proof.text}")


def _todo(made: "Explained") -> Iterator[str]:
    if not made.todo:
        return
    yield typer.style("\nWhat to do next", bold=True)
    for mend in made.todo:
        yield from _wrapped(f"{mend.text} ({counted(len(mend.broken), 'part')})")
        for link in mend.broken[:AT_ONCE]:
            place = f"{link.place}: " if link.place else ""
            yield from _wrapped(f"- {place}{link.text}", "    ")
        if len(mend.broken) > AT_ONCE:
            yield f"    and {len(mend.broken) - AT_ONCE} more"


def _others(made: "Explained") -> Iterator[str]:
    if made.related or made.waiting:
        yield typer.style("\nWho else asks", bold=True)
    for step in made.related[:AT_ONCE]:
        yield from _wrapped(f"{':'.join(step.to)}: this is {step.relation} of it, because {step.because}")
    if made.waiting:
        yield from _wrapped(f"The same broken links keep open: {', '.join(made.waiting)}")


def _wrapped(text: str, indent: str = "  ") -> Iterator[str]:
    yield from textwrap.wrap(
        shown(text), WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
    )


def _as_json(made: "Explained") -> dict[str, object]:
    import msgspec

    one = made.requirement
    return {
        "requirement": f"{made.framework.id}:{one.id}",
        "title": one.title,
        "text": one.text,
        "citation": one.citation,
        "rationale": one.rationale,
        "conditions": msgspec.to_builtins(made.conditions),
        "verdict": msgspec.to_builtins(made.verdict),
        "todo": msgspec.to_builtins(made.todo),
        "related": [
            {"to": ":".join(step.to), "relation": step.relation.value, "because": step.because}
            for step in made.related
        ],
        "waiting": list(made.waiting),
    }
