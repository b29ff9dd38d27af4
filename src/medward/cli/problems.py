# SPDX-License-Identifier: Apache-2.0
"""How every command says what is wrong with its input: on stderr, one problem on each line, grouped by file.

A command that reads what a person wrote runs inside `bad_input(output)`: a ProblemsError then prints its problems
and ends the command with exit code 2. What comes from files is shown with its control characters escaped, so that
no file can write to the terminal as it likes.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import groupby

import typer

from medward.base.problems import Problem, ProblemsError

BAD_INPUT = 2
"""Exit code where the input cannot be used."""


class Output(StrEnum):
    """How a command prints: for people, or for programs."""

    TEXT = "text"
    JSON = "json"


@contextmanager
def bad_input(output: str = Output.TEXT) -> Iterator[None]:
    """Print the problems of a ProblemsError that leaves the block, and exit with code 2."""
    try:
        yield
    except ProblemsError as error:
        print_problems(error, output)
        raise typer.Exit(BAD_INPUT) from error


def print_problems(error: ProblemsError, output: str = Output.TEXT) -> None:
    """Print every problem to stderr: as lines for people, or as one JSON object with the key `problems`.

    Lines are in colour on a terminal, unless the environment sets NO_COLOR.
    """
    if output == Output.JSON:
        document = {"problems": [problem_json(problem) for problem in error.problems]}
        typer.echo(json.dumps(document, indent=2), err=True)
        return
    files = groupby(error.problems, key=lambda problem: problem.place.file)
    text = "\n\n".join("\n".join(map(_line, group)) for _, group in files)
    typer.echo(text, err=True, color=False if os.environ.get("NO_COLOR") else None)
    typer.echo(f"\n{counted(len(error.problems), 'problem')}", err=True)


def problem_json(problem: Problem) -> dict[str, str | int]:
    """A problem as JSON; `line` and `column` are 0 where a file is meant as a whole."""
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "key": problem.key,
        "code": problem.code,
        "message": problem.message,
        "mend": problem.mend,
    }


def shown(text: str) -> str:
    """Text from a file as a terminal may get it: one line, control characters escaped."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _line(problem: Problem) -> str:
    """`threats.yaml:12: threats[3].leads_to: what is wrong. What mends it [code]`, in colour on a terminal."""
    place = typer.style(f"{shown(str(problem.place))}:", bold=True)
    key = f" {shown(problem.key)}:" if problem.key else ""
    message = typer.style(f"{shown(problem.message)}.", fg=typer.colors.RED)
    code = typer.style(f"[{problem.code}]", dim=True)
    return f"{place}{key} {message} {shown(problem.mend)}. {code}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 problem`, `1,200 problems`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
