# SPDX-License-Identifier: Apache-2.0
"""The small types of which every part of a dossier is made.

Every part is a frozen pydantic model that refuses unknown keys. Three marks carry the rules that a type alone
cannot hold, and the loader and the trace read them, so that each rule is written once:

- `Ref(kinds)`: the text is the id of another part of one of these kinds;
- `InFolder()`: the text is the path of a file inside the dossier's folder;
- `ComponentKey()`: the text names a component of an SBOM: a purl, or `name@version`; unless it must be versioned,
  also a name alone, which means every version.

A fourth, `Form(words)`, says in words what a pattern asks for. Rules between the keys of one part stand in its
`broken` method, so that they hold however a dossier was made.

Lists whose order says nothing (everything but lists of free text) are sorted when they are read, so that two
dossiers with the same content are equal. The string under an attribute is its description in the published
schema. Text that is only `?` (`PLACEHOLDER`) holds the place of text that nobody has written: see `filled`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar, Self, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictFloat,
    StrictInt,
    StringConstraints,
    model_validator,
)

from medward.base.days import written_day
from medward.base.validation import Broken, Form, refuse

MAX_TEXT = 20_000
MAX_NUMBER = 10**12
MAX_DAYS = 36_525
PLACEHOLDER = "?"
ID = r"^[A-Za-z][A-Za-z0-9]*([._-][A-Za-z0-9]+)*$"
CONTROLS = r"\x00-\x08\x0B-\x1F\x7F-\x9F\uFFFE\uFFFF"
PRINTABLE = rf"^[^{CONTROLS}]*$"
NAMED = rf"^[^\s{CONTROLS}]([^\t\n{CONTROLS}]*[^\s{CONTROLS}])?$"
COMPONENT = rf"^(pkg:[a-zA-Z0-9.+-]+/|[^\s{CONTROLS}][^\t\n{CONTROLS}]*@)[^\s{CONTROLS}]+$"


Id: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=ID, max_length=64),
    Form("a letter first, then letters and digits, parted by single `.`, `_` or `-`: `T-012`"),
]


class Model(BaseModel):
    """A part of a dossier: frozen, and closed to keys that it does not know."""

    # Only the dossier as a whole is validated, so building a validator for each part would only cost time.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


class Ruled(Model):
    """A model with rules between its keys."""

    def broken(self) -> Iterator[Broken]:
        """The rules that do not hold."""
        yield from ()

    @model_validator(mode="after")
    def _obey(self) -> Self:
        refuse(self.broken())
        return self


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
    """Marks text that names a component of a release's SBOM; `versioned`: where it is a name, with its version."""

    versioned: bool = True


class Answer(StrEnum):
    """Yes, no, or: nobody has found out. Unknown never counts as the answer that would be good."""

    YES = "yes"
    """Somebody found out, and it is so."""
    NO = "no"
    """Somebody found out, and it is not so."""
    UNKNOWN = "unknown"
    """Nobody has found out."""


T = TypeVar("T")
P = TypeVar("P", bound=Part)
_SAYS_NOTHING = frozenset({"", PLACEHOLDER, Answer.UNKNOWN})


def filled(value: object) -> bool:
    """Whether something was really said: not nothing, not unknown, not a placeholder, not an empty list."""
    if isinstance(value, str):
        return value not in _SAYS_NOTHING
    if isinstance(value, Mapping):
        return any(map(filled, value.values()))
    if isinstance(value, Sequence):
        return any(map(filled, value))
    return value is not None


def needs(key: str, because: str) -> Broken:
    """The rule that one key makes another necessary."""
    return Broken(key, "dossier.needs", f"the key '{key}' is missing: {because}", f"Add `{key}:`")


def in_order(first: str, first_day: dt.date | None, then: str, then_day: dt.date | None) -> Iterator[Broken]:
    """The rule that one day is not before another, where both are given."""
    if first_day and then_day and then_day < first_day:
        message = f"'{then}' ({then_day}) is before '{first}' ({first_day})"
        yield Broken(then, "dossier.order", message, "Mend one of the two days")


def no_repeats(key: str, values: Iterable[str], noun: str) -> Iterator[Broken]:
    """The rule that a list speaks once about each thing."""
    for value in sorted(value for value, times in Counter(values).items() if times > 1):
        message = f"the {noun} '{value}' stands twice in the list"
        yield Broken(key, "dossier.duplicate", message, "Keep one of the two")


def _unique_sorted(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def by_id(parts: tuple[P, ...]) -> tuple[P, ...]:
    """Parts in the order of their ids; the loader has refused ids that stand twice."""
    return tuple(sorted(parts, key=lambda part: part.id))


def sorted_set(values: Iterable[T]) -> tuple[T, ...]:
    """Distinct words of a vocabulary in alphabetical order."""
    return tuple(sorted(set(values), key=str))


Text: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT, pattern=PRINTABLE),
    Form("it without control characters"),
]
Day: TypeAlias = Annotated[dt.date, written_day("dossier.wrong-date")]
Days: TypeAlias = Annotated[StrictInt, Field(ge=1, le=MAX_DAYS)]
Number: TypeAlias = (
    Annotated[StrictFloat, Field(ge=-MAX_NUMBER, le=MAX_NUMBER, allow_inf_nan=False)]
    | Annotated[StrictInt, Field(ge=-MAX_NUMBER, le=MAX_NUMBER)]
)
Digest: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$"),
    Form("`sha256:` and 64 of the characters 0-9 and a-f; `medward dossier digest FILE` prints it"),
]
FilePath: TypeAlias = Annotated[Text, InFolder()]
Component: TypeAlias = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=1_000, pattern=COMPONENT),
    Form("a purl, such as `pkg:deb/debian/openssl@3.0.11`, or a name and a version, such as `busybox@1.36.1`"),
    ComponentKey(),
]
Components: TypeAlias = Annotated[tuple[Component, ...], AfterValidator(_unique_sorted)]
Texts: TypeAlias = tuple[Text, ...]
Cwes: TypeAlias = Annotated[
    tuple[
        Annotated[
            str, StringConstraints(pattern=r"^CWE-[1-9][0-9]{0,4}$"), Form("`CWE-` and its number: `CWE-347`")
        ],
        ...,
    ],
    AfterValidator(_unique_sorted),
]

UniqueSorted = AfterValidator(_unique_sorted)
SortedById = AfterValidator(by_id)
SortedSet = AfterValidator(sorted_set)
