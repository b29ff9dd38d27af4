# SPDX-License-Identifier: Apache-2.0
"""Decision tables as data, and their evaluation where not everything is known.

A table has a row for every combination of the values of its decision points; a pack of them lies in `rubrics/` of
`medward.packs`. Rules:

- What is known of a decision point is the set of values that it can still have; nothing known is every value.
- The result is every outcome that is still possible, and the worst of them. So knowing more never makes it worse.
- A decision point that is the outcome of another table of the pack, and is not known itself, comes from there.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from medward.base.validation import Broken, refuse
from medward.packs.checks import Closed, Name, Text
from medward.triage import pack
from medward.triage.pack import Pack

SSVC = "certcc-ssvc"
Known: TypeAlias = Mapping[str, Collection[str]]
"""Decision points, and the values that each can still have."""


class Point(Closed):
    """A decision point, or an outcome."""

    name: Name
    """Its name."""
    values: Annotated[tuple[Name, ...], Field(min_length=2)]
    """Its values, from the mildest to the worst."""


class Table(Closed):
    """One table."""

    id: Name
    """Id, unique in the pack."""
    title: Text
    """What it decides."""
    source: Text
    """The table of the issuer and its version."""
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    """What is looked at."""
    outcome: Point
    """What comes out."""
    rows: tuple[tuple[Name, ...], ...]
    """One value of each decision point, in their order, and the outcome."""

    @model_validator(mode="after")
    def _obey(self) -> Self:
        refuse(self._broken())
        return self

    def _broken(self) -> Iterator[Broken]:
        # Counted before they are made: a few points more, and no memory holds the combinations.
        combinations = prod(len(point.values) for point in self.points)
        given = {row[:-1] for row in self.rows}
        if len(self.rows) != combinations or given != set(product(*(point.values for point in self.points))):
            message = f"the table {self.id} does not have one row for each combination"
            yield Broken("rows", "pack.wrong-value", message, "Write each combination once")
        words = ", ".join(self.outcome.values)
        for row in self.rows:
            if row[-1:] and row[-1] not in self.outcome.values:
                message = f"the table {self.id} ends in {row[-1]}, which is no outcome"
                yield Broken("rows", "pack.unknown-word", message, f"Write one of {words}")


class Tables(Pack):
    """A pack of tables, with where they come from."""

    kind: Literal["decision_tables"]
    """What kind of pack it is."""
    tables: Annotated[tuple[Table, ...], Field(min_length=1)]
    """The tables."""

    def table(self, name: str) -> Table:
        """The table with this id. Raises KeyError."""
        return {table.id: table for table in self.tables}[name]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a table says of what is known.

    Attributes:
        table: id of the table.
        possible: every outcome that is still possible, from the mildest to the worst.
        unknown: decision points that can still have several values, in the order of the table; those of a table
            before it stand in their place.
    """

    table: str
    possible: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def worst(self) -> str:
        """The worst outcome that is still possible."""
        return self.possible[-1]


def evaluate(tables: Tables, name: str, known: Known) -> Outcome:
    """What a table says. Raises KeyError for a table, ValueError for a value that does not exist."""
    table = tables.table(name)
    left: list[set[str]] = []
    unknown: list[str] = []
    for point in table.points:
        values, open_points = _left(tables, point, known)
        left.append(values)
        unknown += open_points
    found = {row[-1] for row in table.rows if all(value in one for value, one in zip(row, left, strict=False))}
    possible = tuple(value for value in table.outcome.values if value in found)
    return Outcome(name, possible, tuple(dict.fromkeys(unknown)))


def parse(data: bytes, name: str) -> Tables:
    """Read a pack of tables from bytes. Raises ProblemsError."""
    return pack.parse(Tables, data, name)


@cache
def ssvc() -> Tables:
    """CERT/CC's tables of SSVC, as they come with Medward."""
    return pack.shipped(Tables, SSVC)


def _left(tables: Tables, point: Point, known: Known) -> tuple[set[str], list[str]]:
    """The values that a decision point can still have, and what would have to be known to have one."""
    if given := set(known.get(point.name, ())):
        if strange := sorted(given - set(point.values)):
            raise ValueError(f"{point.name} has no value {', '.join(strange)}")
        return given, [point.name] if len(given) > 1 else []
    before = next((table.id for table in tables.tables if table.outcome.name == point.name), None)
    if before is None:
        return set(point.values), [point.name]
    outcome = evaluate(tables, before, known)
    return set(outcome.possible), list(outcome.unknown) if len(outcome.possible) > 1 else []
