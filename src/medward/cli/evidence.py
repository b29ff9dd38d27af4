# SPDX-License-Identifier: Apache-2.0
"""`medward evidence`: reports of tools (tests, analysers, coverage, fuzzers, testers), shown and taken in.

Only `add` reads the clock, to refuse a report of a day to come.
"""

from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import BAD_INPUT, Output, bad_input, counted, shown

if TYPE_CHECKING:
    from medward.base.canonical import Json
    from medward.testing import Finding, Format, Report
    from medward.testing.adding import Added

app = typer.Typer(no_args_is_help=True, help="Take in what tools report of tests, analyses and fuzzing.")

PERSON = 1
"""Exit code where something failed, is not known, or is new among the anomalies."""
MAX_SHOWN = 20
"""So many findings or files are named; the rest are counted."""


class As(StrEnum):
    """What a file is; the words of `medward.testing.Format`, which is imported only when needed, and `auto`."""

    AUTO = "auto"
    SARIF = "sarif"
    JUNIT = "junit"
    COBERTURA = "cobertura"
    LCOV = "lcov"
    COVERAGE_PY = "coverage-py"
    LIBFUZZER = "libfuzzer"
    AFL = "afl"
    PENTEST = "pentest"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no day; write year-month-day, such as 2026-02-03") from error


File = Annotated[Path, typer.Argument(metavar="FILE", help="Report of a tool.", show_default=False)]
Form = Annotated[As, typer.Option("--as", help="What the file is; auto: by its content.")]
Printed = Annotated[Output, typer.Option("--format", help="text for people, json for programs.")]


@app.command()
def read(file: File, form: Form = As.AUTO, output_format: Printed = Output.TEXT) -> None:
    """Show what a report says: tool, days, counts, result, and what is wrong.

    Exit code 0 when it passed or only measures, 1 when something failed or the report shows no result, 2 when it
    cannot be read or contradicts itself.
    """
    from medward.testing import read as read_report

    with bad_input(output_format):
        report = read_report(file, _format(form))
    if output_format is Output.JSON:
        _print_json(_report_json(report))
    else:
        _tell_report(report)
    _leave(report)


@app.command()
def add(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Folder of the dossier.", show_default=False)],
    file: File,
    test: Annotated[
        str | None, typer.Option(metavar="ID", help="Test that the report is about; with --new, the id it gets.")
    ] = None,
    new: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="Begin a new test with this title; without --test, the next id."),
    ] = None,
    verifies: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Requirement, control, threat or interface that the test verifies; repeat it."
        ),
    ] = None,
    release: Annotated[str | None, typer.Option(metavar="ID", help="Release that a new test was run on.")] = None,
    tool: Annotated[
        str, typer.Option(metavar="TEXT", help="Tool with its version, where the report does not name both.")
    ] = "",
    day: Annotated[
        date | None,
        typer.Option("--date", parser=_day, metavar="YYYY-MM-DD", help="Day of a report that tells none."),
    ] = None,
    form: Form = As.AUTO,
    output_format: Printed = Output.TEXT,
) -> None:
    """Take a report into a dossier: the file with its digest, the result of its test, and anomalies.

    The same report again changes nothing. A newer report replaces the result of its test, and what became better
    or worse is told. Exit code 0 when it passed or only measures and nothing became worse, 1 when something
    failed, is unknown or became worse, 2 when the report or the dossier cannot be used: then nothing is changed.
    """
    from medward.testing.adding import Wanted
    from medward.testing.adding import add as take_in

    wanted = Wanted(test, new, tuple(verifies or ()), release, tool, day, _format(form))
    with bad_input(output_format):
        made = take_in(dossier, file, wanted, datetime.now(UTC).date())
    if output_format is Output.JSON:
        _print_json(_added_json(made))
    else:
        _tell_added(made)
    _leave(made.report)
    if made.comparison.worse or made.anomalies:
        raise typer.Exit(PERSON)


def _format(form: As) -> "Format | None":
    from medward.testing import Format

    return None if form is As.AUTO else Format(form.value)


def _leave(report: "Report") -> None:
    """End with the exit code of an outcome that is not good."""
    from medward.testing import Outcome

    codes = {Outcome.FAILED: PERSON, Outcome.UNKNOWN: PERSON, Outcome.ERROR: BAD_INPUT}
    if report.outcome in codes:
        raise typer.Exit(codes[report.outcome])


def _tell_report(report: "Report") -> None:
    from medward.testing.entries import tool_of

    days = " to ".join(dict.fromkeys(str(day) for day in (report.first_day, report.day) if day))
    typer.echo(f"{report.format}: {shown(tool_of(report))}, {days or 'no day told'}")
    typer.echo(f"{report.outcome}: {shown('; '.join(report.reasons))}")
    typer.echo(", ".join(f"{key.replace('_', ' ')} {number:,}" for key, number in report.counts.items()))
    _tell_findings("", report.findings)
    _tell_findings("suppressed: ", report.suppressed)
    for one in report.coverage[:MAX_SHOWN]:
        typer.echo(f"  {shown(one.name)}: {one.lines_covered:,} of {counted(one.lines, 'line')}")
    if len(report.coverage) > MAX_SHOWN:
        typer.echo(f"  {len(report.coverage) - MAX_SHOWN:,} more files; see --format json")
    for note in report.notes:
        typer.echo(f"note: {shown(note)}")


def _tell_findings(prefix: str, findings: "tuple[Finding, ...]") -> None:
    for one in findings[:MAX_SHOWN]:
        weaknesses = f" ({', '.join(one.cwe)})" if one.cwe else ""
        why = f": {one.suppressed}" if one.suppressed else ""
        where = f" at {', '.join(one.places[:3])}" if one.places else ""
        typer.echo(
            shown(f"  {prefix}{one.severity or 'wrong'}: {one.title}{weaknesses}, {one.count} ×{where}{why}")
        )
    if len(findings) > MAX_SHOWN:
        typer.echo(f"  {prefix}{len(findings) - MAX_SHOWN:,} more; see --format json")


def _tell_added(made: "Added") -> None:
    _tell_report(made.report)
    if not made.changed:
        typer.echo(f"nothing changed: the dossier has this report already, as {shown(made.evidence)}")
        return
    about = f", result of {shown(made.test)}" if made.test else ""
    typer.echo(f"wrote {shown(made.evidence)} ({shown(made.file)}){about}")
    if made.anomalies:
        typer.echo(
            f"{_anomalies(len(made.anomalies))} to assess: {', '.join(map(shown, made.anomalies[:MAX_SHOWN]))}"
        )
    for word, texts in (("better", made.comparison.better), ("worse", made.comparison.worse)):
        for text in texts:
            typer.echo(f"{word}: {shown(text)}")


def _report_json(report: "Report") -> "dict[str, Json]":
    return {
        "format": report.format.value,
        "digest": report.digest,
        "tool": report.tool,
        "version": report.version,
        "started": report.started.isoformat() if report.started else None,
        "ended": report.ended.isoformat() if report.ended else None,
        "result": report.outcome.value,
        "reasons": list(report.reasons),
        "counts": dict(report.counts),
        "findings": [_finding_json(one) for one in report.findings],
        "suppressed": [_finding_json(one) for one in report.suppressed],
        "coverage": [
            {
                "file": one.name,
                "lines": one.lines,
                "lines_covered": one.lines_covered,
                "branches": one.branches,
                "branches_covered": one.branches_covered,
            }
            for one in report.coverage
        ],
        "notes": list(report.notes),
    }


def _finding_json(one: "Finding") -> "dict[str, Json]":
    return {
        "key": one.key,
        "title": one.title,
        "severity": one.severity,
        "text": one.text,
        "cwe": list(one.cwe),
        "places": list(one.places),
        "count": one.count,
        "suppressed": one.suppressed,
    }


def _added_json(made: "Added") -> "dict[str, Json]":
    return {
        "changed": made.changed,
        "file": made.file,
        "evidence": made.evidence,
        "test": made.test,
        "anomalies": list(made.anomalies),
        "better": list(made.comparison.better),
        "worse": list(made.comparison.worse),
        "report": _report_json(made.report),
    }


def _print_json(value: "dict[str, Json]") -> None:
    import json

    typer.echo(json.dumps(value, indent=2))


def _anomalies(number: int) -> str:
    return counted(number, "anomaly") if number == 1 else f"{number:,} anomalies"
