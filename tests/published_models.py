# SPDX-License-Identifier: Apache-2.0
"""Published threat models, re-modelled: a dossier, what its authors found, and which library threat says the same.

`tests/threats/published/` holds one folder for each model: its dossier, and `threats.csv` with a row for each
threat that the authors state. A row either names library threats at elements (`TL-GEN-004@F-EHR`), or says why
none is generated. `sources.yaml` tells where each was published and what of it was read.

Rules:

- A row is answered where every threat that it names is generated at that element, as firing or as possible.
- A possible one names the facts that nobody has said. One that broke answers nothing.
- Whether both texts mean the same attack is judged by whoever writes the row; nothing here can prove it.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from medward.base import yamltext
from medward.dossier import load
from medward.packs.threat_library import shipped
from medward.threats import Generated, Verdict, generate

FOLDER = Path(__file__).parent / "threats" / "published"
COLUMNS = ("id", "where", "says", "part", "answered_by", "absent")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model was published.

    Attributes:
        title: title of the document.
        publisher: who published it.
        year: year, or `undated`.
        citation: where in the document its threats stand.
        read: what was read at the source, and what not.
    """

    title: str
    publisher: str
    year: str
    citation: str
    read: str


@dataclass(frozen=True, slots=True)
class Row:
    """A threat that the authors state.

    Attributes:
        id: the authors' number, or its place where they give none.
        where: table or section.
        says: what they say, in own words.
        part: the part of the system, as they call it.
        answered_by: library threats at elements that say the same.
        absent: why none is generated; empty where some are.
    """

    id: str
    where: str
    says: str
    part: str
    answered_by: tuple[str, ...]
    absent: str


@cache
def sources() -> Mapping[str, Source]:
    """The source of each model, by the name of its folder. Raises ProblemsError, TypeError."""
    content = yamltext.read(FOLDER / "sources.yaml", "sources.yaml").value
    if not isinstance(content, dict):
        raise TypeError("sources.yaml is no mapping")
    found: dict[str, Source] = {}
    for name, said in content.items():
        if not isinstance(said, dict):
            raise TypeError(f"the source of {name} is no mapping")
        found[name] = Source(**{key: str(value) for key, value in said.items()})
    return found


@cache
def rows(name: str) -> tuple[Row, ...]:
    """What the authors of a model state. Raises ValueError where the table has other columns."""
    with (FOLDER / name / "threats.csv").open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream, strict=True)
        if tuple(table.fieldnames or ()) != COLUMNS:
            raise ValueError(f"{name}/threats.csv has the columns {table.fieldnames}")
        return tuple(_row(one) for one in table)


def _row(said: Mapping[str, str]) -> Row:
    named = tuple(said["answered_by"].split())
    return Row(said["id"], said["where"], said["says"], said["part"], named, said["absent"])


@cache
def generated(name: str) -> Generated:
    """What the shipped libraries give for a model. Raises ProblemsError where its dossier does not load."""
    return generate(load(FOLDER / name).dossier, shipped())


def not_generated(row: Row, given: Generated) -> tuple[str, ...]:
    """Those of the threats that a row names which `given` does not hold as firing or possible."""
    found = given.by_id
    good = {Verdict.FIRES, Verdict.POSSIBLE}
    return tuple(one for one in row.answered_by if one not in found or found[one].verdict not in good)


def answered(row: Row, given: Generated) -> bool:
    """Whether a row names library threats and all of them are generated."""
    return bool(row.answered_by) and not not_generated(row, given)
