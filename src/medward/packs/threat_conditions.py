# SPDX-License-Identifier: Apache-2.0
"""The closed language of conditions: when a threat of a library applies to an element of an architecture.

A condition is a mapping with exactly one key, which is its kind. It is yes, no or unknown (strong logic of
Kleene):

- `is: {field: [words], …}`: every field has one of its words. A field that nobody has filled in is unknown.
- `unknown: field`: unknown while nobody has filled the field in, then no. It keeps a threat in sight until then.
- `all: […]`: no as soon as one is no; else unknown as soon as one is unknown; else yes.
- `any: […]`: yes as soon as one is yes; else unknown as soon as one is unknown; else no.
- `not: …`: yes and no change places; unknown stays.
- `some: {link: …, where: …}`: at least one neighbour over a link of the trace meets the inner condition. A list of
  references that is empty says nothing, so it is unknown; a single reference that is left out, and a reverse link
  without neighbours, are no.

So filling in what was unknown never turns a yes into a no, or a no into a yes. There are no expressions, and
nothing is executed. Which fields and links an element has is known to the engine (`medward.threats.binding`).
"""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Discriminator, Field, StringConstraints, Tag

from medward.base.validation import Form
from medward.packs.checks import Closed, FieldName, Name

CONDITION_KINDS = ("is", "unknown", "all", "any", "not", "some")
MAX_INNER = 40


def _sorted(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


Word: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=64),
    Form("a word in small letters, such as bluetooth or hl7_v2"),
]
Words: TypeAlias = Annotated[tuple[Word, ...], Field(min_length=1, max_length=MAX_INNER), AfterValidator(_sorted)]


class Is(Closed):
    """`is: {field: [words]}`."""

    is_: Annotated[Mapping[FieldName, Words], Field(alias="is", min_length=1, max_length=MAX_INNER)]
    """Field → the words of which it must have one."""


class Unknown(Closed):
    """`unknown: field`."""

    unknown: FieldName
    """The field."""


class AllOf(Closed):
    """`all: […]`."""

    conditions: Annotated[tuple["When", ...], Field(alias="all", min_length=1, max_length=MAX_INNER)]
    """The inner conditions."""


class AnyOf(Closed):
    """`any: […]`."""

    conditions: Annotated[tuple["When", ...], Field(alias="any", min_length=1, max_length=MAX_INNER)]
    """The inner conditions."""


class Not(Closed):
    """`not: …`."""

    condition: Annotated["When", Field(alias="not")]
    """The inner condition."""


class Neighbour(Closed):
    """Neighbours over one link, and what one of them must meet."""

    link: Name
    """Name of a link of the trace, forward (`carries`) or backward (`flows_in`)."""
    kind: Name | None = None
    """Kind of neighbour that is meant, where the link leads to several; others do not meet it."""
    where: "When"
    """What one of the neighbours must meet."""


class Some(Closed):
    """`some: {link: …, where: …}`."""

    some: Neighbour
    """The neighbours."""


def _kind_of(value: object) -> str | None:
    """The one key of a condition; None, and so an error, for anything else."""
    if isinstance(value, Mapping):
        kinds = [key for key in value if key in CONDITION_KINDS]
        return kinds[0] if len(kinds) == 1 else None
    return _KIND_OF_MODEL.get(type(value))


When: TypeAlias = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[Unknown, Tag("unknown")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Some, Tag("some")],
    Discriminator(
        _kind_of,
        custom_error_type="pack.condition-kind",
        custom_error_message="a condition has exactly one key, its kind; write one of "
        + ", ".join(CONDITION_KINDS),
    ),
]

_KIND_OF_MODEL: dict[type, str] = {
    Is: "is",
    Unknown: "unknown",
    AllOf: "all",
    AnyOf: "any",
    Not: "not",
    Some: "some",
}
