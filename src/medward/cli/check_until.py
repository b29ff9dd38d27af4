# SPDX-License-Identifier: Apache-2.0
"""`medward check --until DAY`: what turns worse by a day if nobody does anything, printed by day."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import typer

from medward.cli.problems import counted, shown

if TYPE_CHECKING:
    from medward.compliance.outlook import Worse


def print_text(worse: "Sequence[Worse]", as_of: date, until: date) -> None:
    """One block for each day: what stands worse from then on, and what mends it."""
    for day, group in groupby(worse, key=lambda one: one.day):
        typer.echo(f"\n{typer.style(str(day), bold=True)}")
        for one in group:
            verdict = one.verdict
            typer.echo(f"  {verdict.framework}:{verdict.requirement}  {verdict.title}: {_change(one)}")
            typer.echo(f"    {shown(verdict.reason)}")
            for mend in dict.fromkeys(link.mend for link in verdict.broken):
                typer.echo(f"    to do: {shown(mend)}")
    number = counted(len(worse), "requirement")
    typer.echo(f"\n{number} will stand worse by {until} than on {as_of}, if nobody does anything")


def print_json(worse: "Sequence[Worse]", as_of: date, until: date) -> None:
    """The same for programs."""
    document = {
        "as_of": as_of.isoformat(),
        "until": until.isoformat(),
        "worse": [
            {
                "day": one.day.isoformat(),
                "framework": one.verdict.framework,
                "requirement": one.verdict.requirement,
                "title": one.verdict.title,
                "today": one.today.value,
                "then": one.verdict.status.value,
                "reason": one.verdict.reason,
                "mends": [*dict.fromkeys(link.mend for link in one.verdict.broken)],
            }
            for one in worse
        ],
    }
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _change(one: "Worse") -> str:
    return f"{one.today.replace('_', ' ')} today, {one.verdict.status.replace('_', ' ')} then"
