# SPDX-License-Identifier: Apache-2.0
"""`medward threats`: threats that follow from the architecture, decisions about them, gaps, and attack paths.

`generate --record` and `review` write into the dossier: all that was asked for, or nothing where the dossier would
not load with it. What was decided is never overwritten by generating.
"""

from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, counted, shown
from medward.cli.threats_libraries import libraries, show
from medward.cli.threats_paths import paths
from medward.cli.threats_reviewing import review
from medward.cli.threats_told import FOUND, Dossier, Format, Packs, print_json

if TYPE_CHECKING:
    from pathlib import Path

    from medward.threats.gaps import Gaps
    from medward.threats.generating import Found, Generated
    from medward.threats.relating import New, Related, Stale

app = typer.Typer(
    no_args_is_help=True, help="Find the threats that follow from the architecture, and decide about them."
)

MOST_FACTS = 20
"""Open facts that are told as text; JSON has all of them."""


@app.command()
def generate(
    dossier: Dossier,
    pack: Packs = None,
    possible: Annotated[
        bool, typer.Option("--possible", help="Also those that may apply, because a fact is unknown.")
    ] = False,
    record: Annotated[
        bool, typer.Option("--record", help="Write the new threats into the dossier, as proposed.")
    ] = False,
    output_format: Format = Output.TEXT,
) -> None:
    """Ask the threat libraries of the architecture: what is new, known, no longer applies, or could not be asked.

    Exit code 0 when everything that applies, or may, is decided; 1 when something needs a person; 2 when the
    dossier or a library cannot be used. A threat that the dossier has is never changed.
    """
    from medward.dossier import load
    from medward.dossier.model.risk import ThreatStatus
    from medward.threats import generate as generated_from
    from medward.threats import relate
    from medward.threats.proposing import libraries as chosen
    from medward.threats.proposing import proposable, propose, stale_of

    with bad_input(output_format):
        loaded = load(dossier)
        given = chosen(pack or ())
        generated = generated_from(loaded.dossier, given)
        related = relate(loaded.dossier, generated)
        new = proposable(related, possible=possible)
        file = propose(loaded, new) if record else None
    stale = stale_of(related, given)
    undecided = [
        one for one in related.known if any(threat.status is ThreatStatus.PROPOSED for threat in one.threats)
    ]
    if output_format is Output.JSON:
        print_json(_generated(generated, related, new, stale) | {"recorded_in": str(file) if file else None})
    else:
        _tell(generated, related, new, stale)
        _tell_counts(related, len(new), len(undecided), len(stale), len(generated.errors))
        _tell_recorded(file, len(new), wanted=record)
    if related.new or stale or generated.errors or undecided:
        raise typer.Exit(FOUND)


@app.command()
def gaps(dossier: Dossier, pack: Packs = None, output_format: Format = Output.TEXT) -> None:
    """List what the threat model leaves open: parts without a threat, threats without ground, unknown facts.

    Exit code 0 when there is no gap, 1 when there is one, 2 when the dossier or a library cannot be used.
    """
    from medward.dossier import load
    from medward.threats import gaps as gaps_of
    from medward.threats import generate as generated_from
    from medward.threats import relate
    from medward.threats.proposing import libraries as chosen
    from medward.threats.proposing import stale_of

    with bad_input(output_format):
        loaded = load(dossier)
        given = chosen(pack or ())
    generated = generated_from(loaded.dossier, given)
    found = gaps_of(loaded.dossier, generated)
    stale = stale_of(relate(loaded.dossier, generated), given)
    if output_format is Output.JSON:
        print_json(_gaps(found, stale))
    else:
        _tell_gaps(found, stale)
    if found.uncovered or found.silent or stale or found.errors or found.unknown:
        raise typer.Exit(FOUND)


app.command()(review)
app.command()(paths)
app.command()(libraries)
app.command()(show)


def _tell(generated: "Generated", related: "Related", new: "tuple[New, ...]", stale: "tuple[Stale, ...]") -> None:
    title = ""
    for one in new:
        found = one.found
        if found.threat.id != title:
            title = found.threat.id
            typer.echo(f"{typer.style(title, bold=True)}  {shown(found.threat.title)}")
        near = f"; perhaps answered by {', '.join(one.near)}" if one.near else ""
        typer.echo(f"  {found.verdict.value:<8}  {shown(f'{found.element[1]}  {found.label}')}{shown(near)}")
        typer.echo(f"            {shown(found.reason)}{_held(found)}")
    for known in related.known:
        answers = ", ".join(f"{threat.id} ({threat.status})" for threat in known.threats)
        typer.echo(f"known: {shown(known.found.id)} is answered by {shown(answers)}")
    _tell_stale(stale)
    _tell_errors(generated.errors)


def _tell_stale(stale: "tuple[Stale, ...]") -> None:
    for gone in stale:
        typer.echo(f"no longer applies: {gone.threat.id}: {shown(gone.reason)}")


def _tell_errors(errors: "tuple[Found, ...]") -> None:
    for broken in errors:
        typer.echo(f"{typer.style('error', fg=typer.colors.RED)}: {shown(broken.error)}")


def _held(found: "Found") -> str:
    if found.held is None:
        return ""
    said = {"yes": "held off as the architecture says", "no": "nothing in the architecture holds it off"}
    return f" | {said.get(found.held.truth, 'whether it is held off is unknown')}"


def _tell_counts(related: "Related", told: int, undecided: int, stale: int, errors: int) -> None:
    typer.echo(
        f"{len(related.new):,} new, {len(related.known):,} known ({undecided:,} of them undecided), "
        f"{stale:,} no longer applying, {counted(errors, 'error')}"
    )
    if hidden := len(related.new) - told - sum(one.found.verdict == "error" for one in related.new):
        typer.echo(f"{hidden:,} of the new may apply, because facts are unknown: see --possible, or `gaps`")


def _tell_recorded(file: "Path | None", number: int, *, wanted: bool) -> None:
    if file is not None:
        typer.echo(f"wrote {counted(number, 'proposed threat')} to {shown(str(file))}")
    elif wanted:
        typer.echo("nothing new to write")


def _generated(
    generated: "Generated", related: "Related", new: "tuple[New, ...]", stale: "tuple[Stale, ...]"
) -> dict[str, object]:
    return {
        "new": [_found(one.found) | {"near": one.near} for one in new],
        "more_possible": sum(one.found.verdict == "possible" for one in related.new if one not in new),
        "known": [
            {"id": one.found.id, "threats": {threat.id: threat.status for threat in one.threats}}
            for one in related.known
        ],
        "stale": _stale(stale),
        "errors": [{"id": one.id, "error": one.error} for one in generated.errors],
    }


def _found(one: "Found") -> dict[str, object]:
    return {
        "id": one.id,
        "uuid": one.uuid,
        "threat": one.threat.id,
        "title": one.threat.title,
        "library": one.library,
        "kind": one.element[0],
        "element": one.element[1],
        "verdict": one.verdict,
        "reason": one.reason,
        "held": one.held.truth if one.held else None,
        "unknown": list(map(str, one.unknown)),
    }


def _stale(stale: "tuple[Stale, ...]") -> list[dict[str, str]]:
    return [
        {"threat": one.threat.id, "named": one.named.threat, "element": one.named.element, "reason": one.reason}
        for one in stale
    ]


def _gaps(found: "Gaps", stale: "tuple[Stale, ...]") -> dict[str, object]:
    return {
        "uncovered": [{"kind": kind, "id": name} for kind, name in found.uncovered],
        "silent": [{"kind": kind, "id": name} for kind, name in found.silent],
        "stale": _stale(stale),
        "errors": [{"id": one.id, "error": one.error} for one in found.errors],
        "unknown": [{"fact": str(one.fact), "decides": one.applies, "holds": one.held} for one in found.unknown],
    }


def _tell_gaps(found: "Gaps", stale: "tuple[Stale, ...]") -> None:
    for kind, name in found.uncovered:
        typer.echo(f"uncovered: {kind} {shown(name)} is in no threat of the dossier")
    for kind, name in found.silent:
        typer.echo(f"silent: no library has a threat to {kind} {shown(name)}")
    _tell_stale(stale)
    _tell_errors(found.errors)
    for one in found.unknown[:MOST_FACTS]:
        hangs = f"decides {counted(one.applies, 'threat')}, says of {one.held:,} whether they are held off"
        typer.echo(f"unknown: {shown(str(one.fact))} {hangs}")
    if more := len(found.unknown) - MOST_FACTS:
        typer.echo(f"and {more:,} more unknown facts" if more > 0 else "", nl=more > 0)
    typer.echo(
        f"{len(found.uncovered):,} uncovered, {len(found.silent):,} silent, {len(stale):,} no longer applying, "
        f"{counted(len(found.errors), 'error')}, {counted(len(found.unknown), 'unknown fact')}"
    )
