# SPDX-License-Identifier: Apache-2.0
"""`medward threats review`: what somebody decided about threats, recorded with role and day."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.threats_told import Dossier, Format, print_json


class To(StrEnum):
    """The decisions; the words of `ThreatStatus` of the dossier, which is imported only when needed."""

    ACCEPTED = "accepted"
    MITIGATED = "mitigated"
    TRANSFERRED = "transferred"
    NOT_APPLICABLE = "not_applicable"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is no day; write year-month-day, such as 2026-02-03") from error


def review(  # noqa: PLR0913, PLR0917  each parameter is an option of the command
    dossier: Dossier,
    status: Annotated[To, typer.Option(help="What was decided.", show_default=False)],
    by: Annotated[str, typer.Option(metavar="ROLE", help="Role of who decided.", show_default=False)],
    threat: Annotated[
        list[str] | None, typer.Argument(metavar="THREAT", help="Ids of threats.", show_default=False)
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")] = "",
    library: Annotated[
        str | None, typer.Option(metavar="TL-…", help="Instead of ids: all that answer this threat of a library.")
    ] = None,
    element: Annotated[str | None, typer.Option(metavar="ID", help="Instead of ids: all at this element.")] = None,
    leads_to: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Hazardous situation to which they can lead.")
    ] = None,
    controls: Annotated[list[str] | None, typer.Option(metavar="ID", help="Control that reduces them.")] = None,
    day: Annotated[
        date | None,
        typer.Option(
            "--date", parser=_day, metavar="YYYY-MM-DD", help="Day of the decision; left out: today (UTC)."
        ),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Also where a decision stands already.")] = False,
    output_format: Format = Output.TEXT,
) -> None:
    """Record a decision about threats: by their ids, or all that answer a library's threat or are at an element.

    `not_applicable` and `transferred` need a reason, `mitigated` a control. Comments outside of the threats stay.
    Exit code 0 when it is recorded, 2 when it cannot be: then nothing has changed.
    """
    from medward.dossier import load
    from medward.dossier.model.risk import ThreatStatus
    from medward.threats.reviewing import Decision, chosen
    from medward.threats.reviewing import review as recorded

    if bool(threat) is bool(library or element):
        raise typer.BadParameter("name either threats, or --library or --element")
    decision = Decision(
        ThreatStatus(status), reason, by, day or _today(), tuple(leads_to or ()), tuple(controls or ())
    )
    with bad_input(output_format):
        loaded = load(dossier)
        meant = chosen(loaded.dossier, threat or (), library, element)
        files = recorded(loaded, meant, decision, replacing=replace)
    ids = [one.id for one in meant]
    if output_format is Output.JSON:
        print_json({"threats": ids, "status": status, "files": list(map(str, files))})
    else:
        where = ", ".join(shown(str(file)) for file in files)
        typer.echo(f"{counted(len(ids), 'threat')} {status.value}; recorded in {where}: {', '.join(ids)}")


def _today() -> date:
    return datetime.now(UTC).date()
