# SPDX-License-Identifier: Apache-2.0
"""`medward sbom`: look at SBOMs, judge their quality, compare them, convert them.

Every text that comes from a file is shown with its control characters escaped. Long lists are cut in the text;
JSON has all of them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from medward.cli.problems import Output, bad_input, shown

if TYPE_CHECKING:
    from medward.inventory import Component, Inventory
    from medward.inventory.compare import Changed, Comparison
    from medward.inventory.convert import Converted
    from medward.inventory.plain import Plain
    from medward.inventory.quality import Quality

FOUND = 1
"""Exit code where something is missing (`quality`) or differs (`diff`)."""
SHOWN = 20
"""How many items of a list the text shows."""

app = typer.Typer(no_args_is_help=True, help="Look at SBOMs, judge their quality, compare them, convert them.")

_File = Annotated[Path, typer.Argument(help="An SBOM, CycloneDX or SPDX in any encoding.")]
_Format = Annotated[Output, typer.Option("--format", help="How to print the result.")]


@app.command()
def show(file: _File, output_format: _Format = Output.TEXT) -> None:
    """Say what an SBOM holds: its format, what it is about, who made it, its components, what was not taken over.

    Exit code 0, or 2 when the file cannot be read.
    """
    from medward.inventory import plain, read

    with bad_input(output_format):
        inventory = read(file)
    if output_format is Output.JSON:
        _print_json({"file": str(file), **plain.inventory(inventory)})
    else:
        _print_inventory(file, inventory)


@app.command()
def quality(file: _File, output_format: _Format = Output.TEXT) -> None:
    """Say what an SBOM leaves out of what NTIA, CISA and FDA ask for, and which components nobody can look up.

    Exit code 0 when nothing is missing, 1 when something is, 2 when the file cannot be read.
    """
    from medward.inventory import plain, read
    from medward.inventory.quality import assess

    with bad_input(output_format):
        result = assess(read(file))
    if output_format is Output.JSON:
        _print_json({"file": str(file), **plain.quality(result)})
    else:
        _print_quality(file, result)
    if not result.complete:
        raise typer.Exit(FOUND)


@app.command()
def diff(
    before: Annotated[Path, typer.Argument(help="The older SBOM.")],
    after: Annotated[Path, typer.Argument(help="The newer SBOM; it may be of another format.")],
    output_format: _Format = Output.TEXT,
) -> None:
    """Say which components were added, removed or changed from one SBOM to another.

    Exit code 0 when they list the same, 1 when something differs, 2 when a file cannot be read.
    """
    from medward.inventory import plain, read
    from medward.inventory.compare import compare

    with bad_input(output_format):
        result = compare(read(before), read(after))
    if output_format is Output.JSON:
        _print_json({"before": str(before), "after": str(after), **plain.comparison(result)})
    else:
        _print_comparison(result)
    if not result.same:
        raise typer.Exit(FOUND)


@app.command()
def convert(
    file: _File,
    to: Annotated[
        str, typer.Option(metavar="FORMAT", help="The format to write: cyclonedx-1.6 or spdx-2.3 (JSON).")
    ],
    output: Annotated[Path, typer.Option(help="The file to write; an old one is replaced.")],
    output_format: _Format = Output.TEXT,
) -> None:
    """Write an SBOM in another format, and say what that format could not carry.

    Exit code 0 when it was written, 2 when the file cannot be read or the other not written.
    """
    from medward.inventory import read
    from medward.inventory.convert import Target
    from medward.inventory.convert import convert as convert_inventory

    if to not in set(Target):
        raise typer.BadParameter(f"'{to}' is none of {', '.join(Target)}", param_hint="--to")
    with bad_input(output_format):
        converted = convert_inventory(read(file), Target(to))
        _write(output, converted.data)
    if output_format is Output.JSON:
        _print_json({"file": str(file), "output": str(output), "format": to, "lost": list(converted.lost)})
    else:
        _print_converted(output, to, converted)


def _write(output: Path, data: bytes) -> None:
    """Write the file. Raises ProblemsError when that is not possible."""
    from medward.base.files import write_atomically
    from medward.base.problems import Place, Problem, ProblemsError

    try:
        write_atomically(output, data)
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        mend = "Choose another file, or see to it that you may write there"
        raise ProblemsError([Problem(Place(str(output)), "", "inventory.unwritable", message, mend)]) from error


def _print_json(document: "dict[str, Plain]") -> None:
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _print_inventory(file: Path, held: "Inventory") -> None:
    typer.secho(f"{shown(str(file))}: {held.format} {held.spec_version}, {held.encoding}", bold=True)
    _print_pair("about", _about(held.primary))
    _print_pair("name", held.name)
    _print_pair("made", held.timestamp)
    _print_pair("by", ", ".join(held.authors))
    _print_pair("with", ", ".join(held.tools))
    _print_pair("phase", ", ".join(held.lifecycles))
    _print_pair("complete", ", ".join(held.completeness))
    _print_pair("components", _counted(one.kind or "kind not stated" for one in held.components))
    _print_pair("packages", _counted(_package_type(one) for one in held.components))
    _print_pair("files", f"{len(held.files):,}" if held.files else "")
    _print_pair("relationships", _counted(one.kind for one in held.relationships))
    _print_pair("digest", held.digest)
    for note in held.notes:
        _print_pair("note", note)


def _print_pair(name: str, text: str) -> None:
    """A line with a name and a text; a dash says that nothing is stated."""
    typer.echo(f"  {typer.style(f'{name:<13}', dim=True)} {shown(text) or '-'}")


def _about(primary: "Component | None") -> str:
    if primary is None:
        return ""
    return f"{primary.label} ({primary.kind})" if primary.kind else primary.label


def _package_type(component: "Component") -> str:
    return component.purl.partition("/")[0].removeprefix("pkg:").lower() if component.purl else "no package URL"


def _counted(words: Iterable[str]) -> str:
    """`214: library 200, application 14`, the most frequent first."""
    counts = sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    total = sum(count for _, count in counts)
    return f"{total:,}: {', '.join(f'{word} {count:,}' for word, count in counts)}" if counts else "0"


def _print_quality(file: Path, held: "Quality") -> None:
    from medward.inventory.baselines import ASKED_BY, BASELINES

    typer.secho(f"{shown(str(file))}: {len(held.components):,} components", bold=True)
    typer.secho(f"  {'element':<20} {'present':>8} {'missing':>8}  asked by", dim=True)
    for one in held.coverage:
        colour = typer.colors.GREEN if one.complete else typer.colors.RED
        asked = ", ".join(baseline.id for baseline in ASKED_BY[one.element])
        name = typer.style(f"{one.element.value:<20}", fg=colour)
        typer.echo(f"  {name} {one.present:>8,} {one.missing:>8,}  {asked}")
    lacking = [f"{one.label}: {', '.join(one.missing)}" for one in held.components if one.missing]
    _print_list("components lack something", lacking)
    _print_list("components cannot be looked up anywhere", [one.label for one in held.unidentified])
    for kind, count in held.set_aside:
        typer.echo(f"\nset aside, because nothing of this is asked of them: {count:,} x {kind}")
    typer.secho("\nWho asks:", bold=True)
    for baseline in BASELINES:
        typer.echo(f"  {baseline.id}: {baseline.title}. {baseline.citation}. {baseline.url}")


def _print_list(title: str, lines: Sequence[str]) -> None:
    """A list with its number; nothing where it is empty."""
    if not lines:
        return
    typer.secho(f"\n{len(lines):,} {title}:", bold=True)
    for line in lines[:SHOWN]:
        typer.echo(f"  {shown(line)}")
    if len(lines) > SHOWN:
        typer.echo(f"  and {len(lines) - SHOWN:,} more; `--format json` has all")


def _print_comparison(held: "Comparison") -> None:
    for sign, colour, lines in (
        ("+", typer.colors.GREEN, [one.label for one in held.added]),
        ("-", typer.colors.RED, [one.label for one in held.removed]),
        ("~", typer.colors.YELLOW, [_changed(one) for one in held.changed]),
    ):
        for line in lines:
            typer.secho(f"{sign} {shown(line)}", fg=colour)
    numbers = (len(held.added), len(held.removed), len(held.changed), held.unchanged)
    words = ("added", "removed", "changed", "unchanged")
    typer.echo(", ".join(f"{number:,} {word}" for number, word in zip(numbers, words, strict=True)))


def _changed(one: "Changed") -> str:
    """`openssl 3.0.1: version 3.0.1 → 3.0.2; licences - → Apache-2.0`. Another version has other hashes anyway."""
    another_version = one.before.version != one.after.version
    changes = (
        f"{change.attribute} {change.before or '-'} → {change.after or '-'}"
        for change in one.changes
        if not (another_version and change.attribute == "hashes")
    )
    return f"{one.before.label}: {'; '.join(changes)}"


def _print_converted(output: Path, to: str, converted: "Converted") -> None:
    typer.secho(f"{shown(str(output))}: written as {to}", bold=True)
    typer.echo("  lost or changed on the way:" if converted.lost else "  nothing was lost or changed on the way")
    for line in converted.lost:
        typer.echo(f"    {shown(line)}")
