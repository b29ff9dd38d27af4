# SPDX-License-Identifier: Apache-2.0
"""The path through a decision table of SSVC: what is known of each decision point, from where, and what follows.

A point that comes out of a table before stands in front of the point to which it leads. A point of which several
values are possible keeps all of them, and the outcome is every one that is still possible; the worst counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from medward.triage.ordering import Ranked
from medward.triage.ssvc import DEPLOYER, SUPPLIER
from medward.triage.tables import Known, Outcome, Tables, evaluate

NOBODY = "nobody has said, so every value is possible"


@dataclass(frozen=True, slots=True)
class Step:
    """One decision point.

    Attributes:
        point: its name.
        values: the values that it can still have, from the mildest to the worst.
        source: where they come from, as words without a full stop.
    """

    point: str
    values: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Path:
    """The way through one table.

    Attributes:
        role: `supplier`: who makes the device; `deployer`: who runs it.
        title: what the table decides.
        steps: its decision points, in order.
        outcome: what is still possible, and what is not known.
    """

    role: str
    title: str
    steps: tuple[Step, ...]
    outcome: Outcome


def paths(one: Ranked, tables: Tables) -> tuple[Path, ...]:
    """The ways through the tables of supplier and deployer for a finding."""
    sources = _sources(one)
    return tuple(
        Path(role, tables.table(role).title, tuple(_steps(tables, role, one.points, sources)), outcome)
        for role, outcome in ((SUPPLIER, one.priority), (DEPLOYER, one.deployer))
    )


def _steps(tables: Tables, name: str, known: Known, sources: Mapping[str, str]) -> Iterator[Step]:
    for point in tables.table(name).points:
        given = known.get(point.name)
        before = next((table.id for table in tables.tables if table.outcome.name == point.name), None)
        if given:
            possible = tuple(value for value in point.values if value in given)
            yield Step(point.name, possible, sources.get(point.name, NOBODY))
        elif before is not None:
            yield from _steps(tables, before, known, sources)
            yield Step(point.name, evaluate(tables, before, known).possible, "from the points above")
        else:
            yield Step(point.name, point.values, NOBODY)


def _sources(one: Ranked) -> dict[str, str]:
    """Where what is known of each point comes from."""
    day = one.published.day if one.published is not None else None
    record = f"CISA's assessment in the CVE record{f', of {day}' if day else ''}"
    told = dict.fromkeys(("exploitation", "automatable", "technical_impact"), record)
    told["system_exposure"] = f"the easiest way in: {one.environment.ways[0].text}"
    if one.reach.worst_severity is not None:
        told["safety_impact"] = f"the worst harm that is linked: {one.reach.worst_severity}"
    told |= dict.fromkeys(one.recorded.points, "decided by people, in the dossier")
    if one.finding.known_exploited is not None:
        told["exploitation"] = f"CISA's catalogue (KEV), since {one.finding.known_exploited.added}"
    return told
