# SPDX-License-Identifier: Apache-2.0
"""`medward vex`: decisions out as VEX and advisories, statements of others in as proposals, documents checked.

Only `--as-of` left out reads the clock. `import` writes nothing into a dossier: it prints what a person may paste.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.base.problems import Place, Problem, ProblemsError
from medward.cli.problems import Output, bad_input, counted, shown

if TYPE_CHECKING:
    from medward.base.canonical import Json
    from medward.triage.vex.exporting import Export
    from medward.triage.vex.model import Document, Statement
    from medward.triage.vex.proposing import Conflict, Proposals
    from medward.triage.vex.rules import Report

app = typer.Typer(no_args_is_help=True, help="Exchange decisions about vulnerabilities as VEX and advisories.")

FOUND = 1
"""Exit code where a rule is broken, or where a person has to look at what was imported."""
MAX_SHOWN = 20
"""So many statements that were not applied are named; the rest are counted."""


class To(StrEnum):
    """What to export; the words of `medward.triage.vex.exporting.Target`, which is imported only when needed."""

    OPENVEX = "openvex"
    CYCLONEDX = "cyclonedx"
    CYCLONEDX_VDR = "cyclonedx-vdr"
    CSAF_VEX = "csaf-vex"
    CSAF_ADVISORY = "csaf-advisory"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no day; write year-month-day, such as 2026-02-03") from error


AsOf = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="YYYY-MM-DD", help="Day whose decisions count; left out: today (UTC)."),
]
Release = Annotated[
    str | None, typer.Option(metavar="ID", help="Only this release of the dossier; left out: every release.")
]
Format = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]


@app.command("export")
def export_(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)],
    to: Annotated[To, typer.Option(help="Format and profile to write.")],
    output: Annotated[Path, typer.Option(metavar="FILE", help="File to write.", show_default=False)],
    as_of: AsOf = None,
    release: Release = None,
    namespace: Annotated[
        str | None, typer.Option(metavar="URL", help="Web address of the publisher, which CSAF asks for.")
    ] = None,
    database: Annotated[
        Path | None,
        typer.Option(
            envvar="MEDWARD_DATABASE",
            metavar="FILE",
            help="Advisory database, made by `medward database build`: adds other ids, scores, weaknesses, "
            "references and days of publication.",
        ),
    ] = None,
    note: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="A text for the readers of the document (CSAF). Repeat it for several."),
    ] = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Write the triage decisions of a dossier as OpenVEX, CycloneDX VEX or VDR, CSAF VEX or CSAF advisory.

    What is left out, told as less than decided, or cannot be said in the format goes to stderr. Exit code 0 when
    the file is written, 2 when there is nothing to export or the dossier cannot be used.
    """
    from medward.dossier import load
    from medward.triage.vex.exporting import Target, Wanted, export

    with bad_input(output_format):
        day = as_of or datetime.now(UTC).date()
        wanted = Wanted(release, namespace, database, tuple(note or ()))
        made = export(load(dossier), Target(to), day, wanted)
        _write(output, made.data)
    _tell_export(made, output, output_format)


def _write(path: Path, data: bytes) -> None:
    from medward.base.files import write_atomically

    try:
        write_atomically(path, data)
    except OSError as error:
        message, mend = f"the file cannot be written: {error.strerror}", "Name a file that you may write"
        raise ProblemsError([Problem(Place(str(path)), "", "vex.unwritable", message, mend)]) from error


def _tell_export(made: "Export", path: Path, output_format: Output) -> None:
    if output_format is Output.JSON:
        _print_json({"file": str(path), "statements": made.statements, "notes": list(made.notes)})
        return
    typer.echo(f"wrote {shown(str(path))}: {counted(made.statements, 'statement')}")
    for note in made.notes:
        typer.echo(f"note: {shown(note)}", err=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="OpenVEX, CycloneDX or CSAF document.")],
    into: Annotated[Path, typer.Option(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)],
    as_of: AsOf = None,
    release: Release = None,
    output_format: Format = Output.TEXT,
) -> None:
    """Propose triage decisions from somebody else's VEX document. Nothing is written into the dossier.

    Standard output gets a `triage:` list for review, whose authors are still to be filled in; standard error what
    conflicts and what was not applied, with the reasons. Exit code 0 when every statement was applied or agrees
    with the dossier, 1 when a conflict or a statement is left to look at, 2 when an input cannot be used.
    """
    from medward.dossier import load
    from medward.triage.vex.proposing import propose
    from medward.triage.vex.reading import read
    from medward.triage.vex.releases import read_releases

    day = as_of or datetime.now(UTC).date()
    with bad_input(output_format):
        document = read(file)
        loaded = load(into)
        found = propose(document, read_releases(loaded, release), loaded.dossier.triage, day)
    if output_format is Output.JSON:
        _print_json(_import_json(found, document, day))
    else:
        _tell_import(found, document, day)
    if found.conflicts or found.not_applied:
        raise typer.Exit(FOUND)


def _tell_import(found: "Proposals", document: "Document", day: date) -> None:
    from medward.base.yamlwriting import write

    typer.echo(f"# Proposals from {shown(document.id or str(document.digest))}. Review each, and name its author.")
    typer.echo(write({"triage": [one.as_triage(day, document) for one in found.proposals]}), nl=False)
    for conflict in found.conflicts:
        typer.echo(f"conflict: {_conflict(conflict)}", err=True)
    for one in found.not_applied[:MAX_SHOWN]:
        typer.echo(f"not applied: {_said(one.statement)}: {shown(one.reason)}", err=True)
    if len(found.not_applied) > MAX_SHOWN:
        typer.echo(f"not applied: {len(found.not_applied) - MAX_SHOWN:,} more; see --format json", err=True)
    for note in document.notes:
        typer.echo(f"note: {shown(note)}", err=True)
    numbers = (
        counted(len(found.proposals), "proposal"),
        counted(len(found.conflicts), "conflict"),
        f"{len(found.agreed):,} agreed",
        f"{len(found.not_applied):,} not applied",
    )
    typer.echo(", ".join(numbers), err=True)


def _said(one: "Statement") -> str:
    justification = f" ({one.justification})" if one.justification else ""
    return shown(f"{one.path}: {one.vulnerability} in {one.subject} is {one.status}{justification}")


def _conflict(one: "Conflict") -> str:
    sides = [_said(statement) for statement in one.statements]
    if one.decision is not None:
        made = one.decision
        justification = f" ({made.justification})" if made.justification else ""
        sides.append(f"{made.id} of the dossier: {made.status}{justification}")
    return f"{shown(one.component)} of {shown(one.release)}: {'; but '.join(sides)}"


def _import_json(found: "Proposals", document: "Document", day: date) -> "dict[str, Json]":
    return {
        "document": {
            "format": document.format.value,
            "id": document.id,
            "author": document.author,
            "digest": document.digest,
            "notes": list(document.notes),
        },
        "triage": [one.as_triage(day, document) for one in found.proposals],
        "conflicts": [
            {
                "release": one.release,
                "component": one.component,
                "statements": [_statement_json(statement) for statement in one.statements],
                "decision": one.decision.id if one.decision is not None else None,
            }
            for one in found.conflicts
        ],
        "agreed": [_statement_json(one) for one in found.agreed],
        "not_applied": [{**_statement_json(one.statement), "reason": one.reason} for one in found.not_applied],
    }


def _statement_json(one: "Statement") -> "dict[str, Json]":
    return {
        "path": one.path,
        "vulnerability": one.vulnerability,
        "subject": one.subject,
        "status": one.status.value,
        "justification": one.justification.value if one.justification else None,
        "time": one.time.isoformat() if one.time else None,
    }


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="OpenVEX, CycloneDX or CSAF document.")],
    output_format: Format = Output.TEXT,
) -> None:
    """Check a document against the rules of its format: for CSAF the mandatory tests of section 6.1.

    Exit code 0 when no rule is broken, 1 when one is, 2 when the document cannot be read. Rules that could not
    judge something are named; that is not the same as kept.
    """
    from medward.triage.vex.rules import check as check_rules
    from medward.triage.vex.source import open_source

    with bad_input(output_format):
        report = check_rules(open_source(file))
    if output_format is Output.JSON:
        _print_json(_report_json(report))
    else:
        _tell_report(report, file)
    if report.breaches:
        raise typer.Exit(FOUND)


def _tell_report(report: "Report", file: Path) -> None:
    for one in report.breaches:
        typer.echo(f"{one.rule}: {shown(one.path)}: {shown(one.message)}")
    for text in report.unchecked:
        typer.echo(f"not judged: {shown(text)}")
    broken = (
        counted(len(report.breaches), "breach")
        if len(report.breaches) == 1
        else f"{len(report.breaches):,} breaches"
    )
    typer.echo(f"{shown(str(file))}: {report.format}: {broken if report.breaches else 'no rule is broken'}")


def _report_json(report: "Report") -> "dict[str, Json]":
    return {
        "format": report.format.value,
        "breaches": [{"rule": one.rule, "path": one.path, "message": one.message} for one in report.breaches],
        "unchecked": list(report.unchecked),
    }


def _print_json(value: "dict[str, Json]") -> None:
    import json

    typer.echo(json.dumps(value, indent=2))
