# SPDX-License-Identifier: Apache-2.0
"""`medward match`: which known vulnerabilities touch the components of SBOMs, and of which nobody knows.

Findings come first, those known to be exploited before those with a published severity before the rest; then every
component of which the database cannot say anything, because that is not the same as clean. The sources stand at
the end with the dates of their own data.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import BAD_INPUT, Output, bad_input, print_problems, shown

if TYPE_CHECKING:
    from medward.advisories.confirmed import Confirmations
    from medward.advisories.model import ComponentMatch, DatabaseInfo, Finding, MatchReport
    from medward.inventory import Inventory

AFFECTED = 1
"""Exit code where at least one component is affected."""


@dataclass(frozen=True, slots=True)
class MatchedSbom:
    """One SBOM as JSON shows it.

    Attributes:
        file: its path as given.
        digest: digest of its bytes.
        counts: status → number of components.
        components: every component with its status.
    """

    file: str
    digest: str
    counts: dict[str, int]
    components: "tuple[ComponentMatch, ...]"


def match(
    sboms: Annotated[list[Path], typer.Argument(help="SBOM files, CycloneDX or SPDX.")],
    database: Annotated[Path, typer.Option(help="The advisory database; see `medward database build`.")],
    dossier: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="A dossier whose confirmed names of components are asked about too."),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day on which confirmations must hold; default: today (UTC)."),
    ] = None,
    output_format: Annotated[Output, typer.Option("--format", help="How to print the matches.")] = Output.TEXT,
) -> None:
    """Match the components of SBOMs against the advisory database.

    Exit code 0 when no component is affected, 1 when one is, 2 when an SBOM or the database cannot be read.
    An SBOM that cannot be read does not stop the others.
    """
    from medward.advisories import match_all

    inventories = _read(sboms, output_format)
    with bad_input(output_format):
        confirmations = _confirmations(dossier, as_of) if dossier is not None else None
        reports = match_all([inventory for _, inventory in inventories], database, confirmations)
    matched = [
        _matched(path, inventory, report) for (path, inventory), report in zip(inventories, reports, strict=True)
    ]
    if output_format is Output.JSON:
        _print_json(reports, matched)
    else:
        _print_text(reports, matched)
    if len(inventories) < len(sboms):
        raise typer.Exit(BAD_INPUT)
    if any(report.findings for report in reports):
        raise typer.Exit(AFFECTED)


def _confirmations(dossier: Path, as_of: datetime | None) -> "Confirmations":
    from medward.advisories.confirmed import Confirmations
    from medward.dossier import load

    return Confirmations(load(dossier).dossier.identities, (as_of or datetime.now(UTC)).date())


def _read(sboms: Iterable[Path], output_format: Output) -> "list[tuple[Path, Inventory]]":
    """Every SBOM that can be read; the problems of the others go to stderr."""
    from medward.base.problems import ProblemsError
    from medward.inventory.reader import read

    inventories = []
    for path in sboms:
        try:
            inventories.append((path, read(path)))
        except ProblemsError as error:
            print_problems(error, output_format)
    return inventories


def _matched(path: Path, inventory: "Inventory", report: "MatchReport") -> MatchedSbom:
    from medward.advisories.model import Status

    counts = {status.value: sum(one.status is status for one in report.components) for status in Status}
    return MatchedSbom(str(path), inventory.digest, counts, report.components)


def _print_json(reports: "tuple[MatchReport, ...]", matched: list[MatchedSbom]) -> None:
    import msgspec

    document = {"database": reports[0].database if reports else None, "sboms": matched}
    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2))


def _print_text(reports: "tuple[MatchReport, ...]", matched: list[MatchedSbom]) -> None:
    for one in matched:
        typer.echo("\n".join(_sbom_lines(one)))  # at once: thousands of writes take longer than matching
    if reports:
        typer.echo("\n".join(_source_lines(reports[0].database)))


def _sbom_lines(one: MatchedSbom) -> Iterator[str]:
    from medward.advisories.model import Status
    from medward.cli.database import counted

    number = counted(len(one.components), "component")
    words = ", ".join(f"{number:,} {status.replace('_', ' ')}" for status, number in one.counts.items() if number)
    yield f"{typer.style(shown(one.file), bold=True)}: {number}: {words or 'none'}"
    found = [(component, finding) for component in one.components for finding in component.findings]
    for component, finding in sorted(found, key=lambda pair: _urgency(pair[1])):
        yield from _finding_lines(component, finding)
    for status in (Status.UNIDENTIFIED, Status.NOT_COVERED):
        undecided = [each for each in one.components if each.status is status]
        yield from _undecided_lines(status.replace("_", " "), undecided)
    yield ""


def _urgency(finding: "Finding") -> tuple[bool, bool, str]:
    """Known exploited ones first, then those with a published severity."""
    return (finding.known_exploited is None, not finding.severities, finding.vulnerability)


def _finding_lines(component: "ComponentMatch", finding: "Finding") -> Iterator[str]:
    title = typer.style(shown(finding.vulnerability), fg=typer.colors.RED, bold=True)
    fixed = f"fixed in {', '.join(finding.fixed_in)}" if finding.fixed_in else "no fixed version is named"
    yield f"\n  {title}  {_name(component)}  {shown(fixed)}"
    if (exploited := finding.known_exploited) is not None:
        due = f", due by {exploited.due}" if exploited.due else ""
        ransomware = ", used by ransomware" if exploited.ransomware == "Known" else ""
        yield f"    known to be exploited: in CISA's catalogue since {exploited.added}{due}{ransomware}"
    yield f"    {shown(finding.why)}"
    for view in finding.views:
        if not view.matches:
            yield f"    but {shown(view.why)}"
    if finding.summary:
        yield f"    {shown(finding.summary)}"
    for severity in finding.severities:
        yield f"    {shown(severity.system)}: {shown(severity.vector)}"


def _undecided_lines(words: str, components: "list[ComponentMatch]") -> Iterator[str]:
    if components:
        said = f"\n  {len(components):,} {words}, which is not the same as clean"
        yield typer.style(said, fg=typer.colors.YELLOW)
    for component in components:
        yield f"    {_name(component)}: {shown(component.reason)}"


def _name(component: "ComponentMatch") -> str:
    return shown(f"{component.name} {component.version}".rstrip())


def _source_lines(database: "DatabaseInfo") -> Iterator[str]:
    from medward.cli.database import age_of, counted, name_of

    yield "Asked"
    for source in database.sources:
        unreadable = f", {source.unreadable:,} that could not be read" if source.unreadable else ""
        yield f"  {name_of(source)}: {counted(source.records, 'record')}{unreadable}, {age_of(source)}"
        if source.doubt:
            careful = f"    careful: {shown(f'{source.title}, {source.doubt}')}"
            yield typer.style(careful, fg=typer.colors.YELLOW)
    for one in database.skipped:
        yield f"  not read: {shown(one.where)}: {shown(one.reason)}"
    yield f"  {database.digest}"
