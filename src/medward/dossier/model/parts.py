# SPDX-License-Identifier: Apache-2.0
"""The small types of which every part of a dossier is made.

Every part is a frozen pydantic model that refuses unknown keys. Three marks carry the rules that a type alone
cannot hold, and the loader and the trace read them, so that each rule is written once:

- `Ref(kinds)`: the text is the id of another part of one of these kinds;
- `InFolder()`: the text is the path of a file inside the dossier's folder;
- `ComponentKey()`: the text names a component of an SBOM: a purl, or `name@version`.

Lists whose order says nothing (parts with ids, references) are sorted when they are read, so that two dossiers
with the same content are equal. The string under an attribute is its description in the published schema.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

MAX_TEXT = 20_000


Id: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*([._-][A-Za-z0-9]+)*$", max_length=64)
]


class Model(BaseModel):
    """A part of a dossier: frozen, and closed to keys that it does not know."""

    # Only the dossier as a whole is validated, so building a validator for each part would only cost time.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Part(Model):
    """A part that others can refer to by its id. `kind` is its name in the trace and in packs."""

    kind: ClassVar[str]

    id: Id
    """Id, unique in the whole dossier and never used again: `T-012`, `C-DRUGLIB`."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks text that is the id of a part of one of `kinds`."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InFolder:
    """Marks text that is the path of a file in the dossier's folder."""


@dataclass(frozen=True, slots=True)
class ComponentKey:
    """Marks text that names a component of a release's SBOM."""


class Answer(StrEnum):
    """Yes, no, or: nobody has found out. Unknown never counts as the answer that would be good."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


T = TypeVar("T")
P = TypeVar("P", bound=Part)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _day(value: object) -> object:
    """Only `YYYY-MM-DD`: pydantic alone would read a bare number as seconds since 1970."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        return dt.date.fromisoformat(value)
    raise ValueError("not a date; write year-month-day, such as 2026-02-03")


def _unique_sorted(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def by_id(parts: tuple[P, ...]) -> tuple[P, ...]:
    """Parts in the order of their ids; the loader has refused ids that stand twice."""
    return tuple(sorted(parts, key=lambda part: part.id))


def sorted_set(values: Iterable[T]) -> tuple[T, ...]:
    """Distinct words of a vocabulary in alphabetical order."""
    return tuple(sorted(set(values), key=str))


Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
Day: TypeAlias = Annotated[dt.date, BeforeValidator(_day)]
Digest: TypeAlias = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
FilePath: TypeAlias = Annotated[Text, InFolder()]
Component: TypeAlias = Annotated[Text, ComponentKey()]
Components: TypeAlias = Annotated[tuple[Component, ...], AfterValidator(_unique_sorted)]
Texts: TypeAlias = tuple[Text, ...]
Cwes: TypeAlias = Annotated[
    tuple[Annotated[str, StringConstraints(pattern=r"^CWE-[1-9][0-9]{0,4}$")], ...], AfterValidator(_unique_sorted)
]

UniqueSorted = AfterValidator(_unique_sorted)
SortedById = AfterValidator(by_id)
SortedSet = AfterValidator(sorted_set)
