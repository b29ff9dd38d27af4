# SPDX-License-Identifier: Apache-2.0
"""`medward triage`: what comes first among findings, everything on one of them, and what becomes of decisions.

Only `--as-of` left out reads the clock. `decide` and `interview` (`medward.cli.triage_deciding`) and
`carry --record` write into the dossier: whole decisions, or nothing where the dossier would not load with them.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.triage_deciding import decide, interview
from medward.cli.triage_desk import (
    FOUND,
    AsOf,
    Database,
    Dossier,
    Findings,
    Format,
    Release,
    at_desk,
    finish,
    paper,
    print_json,
    print_text,
)

if TYPE_CHECKING:
    from medward.compliance.triaging import Explained
    from medward.triage.carrying import Outlook

app = typer.Typer(no_args_is_help=True, help="Decide about findings: what comes first, why, and what still holds.")


@app.command("list")
def list_(
    dossier: Dossier,
    database: Database,
    release: Release = None,
    only_open: Annotated[bool, typer.Option("--open", help="Only findings that still need somebody.")] = False,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """List findings in the order in which they matter, each with why, what to do and by when.

    Exit code 0 when none is open, 1 when one is, 2 when the dossier or the database cannot be used.
    """
    on = at_desk(dossier, database, as_of, release, output_format)
    lines = [line for line in on.lines if line.open or not only_open]
    if output_format is Output.JSON:
        print_json({"as_of": on.context.as_of, "findings": lines})
    else:
        from medward.reports.terminal.triaging import listed

        print_text(listed(lines, on.context.as_of, len(on.ranked)))
    finish(on, found=any(line.open for line in on.lines), output_format=output_format)


@app.command()
def show(
    dossier: Dossier,
    finding: Findings,
    database: Database,
    release: Release = None,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Show everything on one finding or several: sources, scores metric by metric, SSVC, risk, harm, decisions.

    Exit code 0 when what is shown is settled, 1 when a finding is open, 2 when nothing has that id.
    """
    from medward.compliance.triaging import explained
    from medward.triage.choosing import chosen

    on = at_desk(dossier, database, as_of, release, output_format)
    with bad_input(output_format):
        found = [explained(one, on) for one in chosen(finding, on.ranked)]
    if output_format is Output.JSON:
        print_json({"as_of": on.context.as_of, "findings": found})
    else:
        from rich.text import Text

        from medward.reports.terminal.triaging import in_full

        for number, one in enumerate(found):
            print_text([*([Text()] if number else []), *in_full(one, on.context.as_of, paper())])
    finish(on, found=any(one.line.open for one in found), output_format=output_format)


@app.command()
def reopened(
    dossier: Dossier,
    database: Database,
    release: Release = None,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """List the decisions that have to be made again: they expired, or a fact on which they rest has changed.

    Exit code 0 when every decision holds, 1 when one does not, 2 when the dossier or the database cannot be used.
    """
    from medward.compliance.triaging import explained
    from medward.reports.terminal import triaging

    on = at_desk(dossier, database, as_of, release, output_format)
    made = (explained(one, on) for one in on.ranked if one.decision is not None)
    found = [one for one in made if one.reopening]
    if output_format is Output.JSON:
        print_json({"as_of": on.context.as_of, "decisions": [_reopened(one) for one in found]})
    else:
        print_text(triaging.reopened(found, on.context.as_of))
    finish(on, found=bool(found), output_format=output_format)


def _reopened(one: "Explained") -> dict[str, object]:
    return {
        "finding": one.line.node,
        "decision": one.line.decision,
        "reasons": one.reopening,
        "changes": one.changes,
    }


@app.command()
def carry(
    dossier: Dossier,
    database: Database,
    source: Annotated[str, typer.Option("--from", metavar="ID", help="Release whose decisions are looked at.")],
    target: Annotated[str, typer.Option("--to", metavar="ID", help="Release for which they are to hold.")],
    record: Annotated[
        bool, typer.Option("--record", help="Write the decisions that still hold into the dossier.")
    ] = False,
    as_of: AsOf = None,
    output_format: Format = Output.TEXT,
) -> None:
    """See which decisions of one release still hold for another, and record those.

    A decision is carried with its author, day and expiry, because nobody has decided anew; it names the decision
    from which it comes. Exit code 0 when every decision holds or has nothing left to decide, 1 when one has to be
    made again, 2 when a release, the dossier or the database cannot be used.
    """
    from medward.base.problems import ProblemsError
    from medward.compliance.triaging import has_release, incomplete
    from medward.triage.carrying import outlook

    on = at_desk(dossier, database, as_of, target, output_format)
    with bad_input(output_format):
        has_release(on.loaded, source)
        if problems := incomplete(on, target):
            raise ProblemsError(problems)
        found = outlook(on.about, source, target)
        if record:
            found = _record(dossier, found)
    _tell_carried(found, source, target, output_format, recorded=record)
    if any(one.carried.fate == "reopened" for one in found):
        raise typer.Exit(FOUND)


def _record(dossier: Path, found: "tuple[Outlook, ...]") -> "tuple[Outlook, ...]":
    """Write what is carried forward, if anything is, and return it under the ids that it was given."""
    from medward.triage.writing import written

    made = [one.made for one in found if one.made is not None]
    if not made:
        return found
    named = iter(written(dossier, made).made)
    return tuple(one if one.made is None else replace(one, made=next(named)) for one in found)


def _tell_carried(
    found: "tuple[Outlook, ...]", source: str, target: str, output_format: Output, *, recorded: bool
) -> None:
    from medward.reports.terminal.triaging import outlooks
    from medward.triage.deciding import item

    if output_format is Output.JSON:
        print_json(
            {"from": source, "to": target, "recorded": recorded, "decisions": [_outlook(one) for one in found]}
        )
        return
    print_text(outlooks(found, source, target))
    number = sum(one.made is not None for one in found)
    if number and not recorded:
        typer.echo(f"\nNothing was written. `--record` writes {counted(number, 'decision')} for {shown(target)}.")
    elif number:
        typer.echo(
            f"\nwrote {counted(number, 'decision')}: "
            + ", ".join(str(item(one.made)["id"]) for one in found if one.made)
        )


def _outlook(one: "Outlook") -> dict[str, object]:
    from medward.triage.deciding import item

    return {
        "decision": one.decision.id,
        "vulnerability": one.decision.vulnerability,
        "finding": one.finding.node.name if one.finding is not None else None,
        "fate": one.carried.fate,
        "reasons": one.carried.reasons,
        "changes": one.carried.changes,
        "by_itself": one.by_itself,
        "made": item(one.made) if one.made is not None else None,
    }


app.command()(decide)
app.command()(interview)
