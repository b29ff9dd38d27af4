# SPDX-License-Identifier: Apache-2.0
"""The closed language of checks: how a requirement says what decides it.

A check is a mapping with exactly one key, which is its kind:

- `all`: every inner check; the worst verdict counts (error, then not met, then unknown, then met). Inner checks
  that are not applicable are left out.
- `any`: met as soon as one is met; else error, unknown, not met, in this order.
- `path`: every selected node has its fields filled and reaches a node at the end of the steps. With `answers`,
  only the nodes that say that they answer this very requirement are selected.
- `fact`: a named, computed fact: yes is met, no is not met, unknown is unknown.
- `answered`: somebody stands by an activity with a record of it, and says that it answers this very requirement.
- `document`: at least one such part is there, filled, and not past its review date.
- `each_of`: for every word of a vocabulary there is at least one part that has it.
- `evidence`: at least one piece of evidence of a kind, valid on the day, linked from such a part.
- `reserved`: the text leaves this to a later rule and none has been made. Not applicable, with that reason, until
  `recheck_by`; after that nobody has looked, so it is unknown. It is never met.

A field is filled when it says something: null, an empty list or text, the word `unknown` and the placeholder `?`
do not. Dotted names reach into parts without an id (`penetration.scope`).

Each kind is a model of its own, so that who interprets a check matches on types and forgets none. Kinds of nodes,
links, fields and facts are text here: the layers above know which exist.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from medward.base.days import written_day
from medward.base.validation import Form

MAX_TEXT = 20_000
CHECK_KINDS = ("all", "any", "path", "fact", "answered", "document", "each_of", "evidence", "reserved")


class Closed(BaseModel):
    """A part of a pack: frozen, and closed to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


Day: TypeAlias = Annotated[dt.date, written_day("pack.wrong-date")]
Text: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]
Name: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64),
    Form("a name in small letters, such as labeling_item"),
]
FieldName: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=128),
    Form("the name of a field in small letters, such as status or penetration.scope"),
]
FactName: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$", max_length=96),
    Form("the name of a fact: two words in small letters with a dot, such as sbom.every_component_identified"),
]
RequirementName: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*:[a-z0-9]+([._-][a-z0-9]+)*$", max_length=129),
    Form("a pack and one of its requirements with a colon, such as fda-524b:b1.plan"),
]
Words: TypeAlias = Annotated[tuple[Name, ...], Field(min_length=1)]
Where: TypeAlias = Mapping[FieldName, Words]


class Condition(Closed):
    """What must be true for something to apply."""

    fact: FactName
    """Name of the fact."""


class Selector(Closed):
    """Nodes of one kind, narrowed by the words in their fields."""

    kind: Name
    """Kind of node: `threat`, `control`, `component` …"""
    where: Where = Field(default_factory=dict)
    """Field → words: only nodes whose field has (or contains) one of the words. A missing field does not match."""
    without: tuple[FieldName, ...] = ()
    """Fields that must not be filled: only such nodes are selected. Leaves out what is not provided on purpose."""
    has: tuple[FieldName, ...] = ()
    """Fields that must be filled; a selected node that lacks one is a broken link."""


class Step(Selector):
    """One link of a path, and the nodes to which it may lead."""

    link: Name
    """Name of the link, forward (`reduces`) or backward (`reduced_by`)."""


class All(Closed):
    """Every inner check."""

    checks: Annotated[tuple["Check", ...], Field(alias="all", min_length=1)]
    """The inner checks."""


class AnyOf(Closed):
    """One of the inner checks."""

    checks: Annotated[tuple["Check", ...], Field(alias="any", min_length=1)]
    """The inner checks."""


class PathRule(Closed):
    """Every selected node, and what it must reach."""

    every: Selector
    """Where paths start. Its `has` must be filled."""
    answers: RequirementName | None = None
    """The requirement in which the check stands: only nodes that name it under `answers` are selected."""
    reaches: tuple[Step, ...] = ()
    """Steps, in order; at least one node must satisfy the last."""
    if_none: Literal["not_met", "unknown", "not_applicable", "met"] = "unknown"
    """Verdict where nothing is selected. An empty list proves nothing, so `unknown` unless the pack says more."""


class PathCheck(Closed):
    """`path: {every: …, reaches: […], if_none: …}`."""

    path: PathRule
    """The rule."""


class FactCheck(Closed):
    """`fact: <name>`."""

    fact: FactName
    """Name of the fact."""


class AnsweredRule(Closed):
    """An activity that is done, and that somebody holds to answer a requirement."""

    activity: Name
    """Kind of the activity."""
    requirement: RequirementName
    """The requirement in which the check stands, as the activity names it under `answers`."""


class AnsweredCheck(Closed):
    """`answered: {activity: …, requirement: …}`."""

    answered: AnsweredRule
    """The rule."""


class DocumentCheck(Closed):
    """`document: {kind: …, where: …, has: […]}`."""

    document: Selector
    """The part that must be there, filled and not past its review date."""


class EachOfRule(Closed):
    """For every word, at least one part."""

    kind: Name
    """Kind of part."""
    field: FieldName
    """Field that has, or contains, the word."""
    words: Words
    """The words; each absent one is a broken link."""
    where: Where = Field(default_factory=dict)
    """Only parts whose fields have one of these words."""
    has: tuple[FieldName, ...] = ()
    """Fields that must be filled."""


class EachOfCheck(Closed):
    """`each_of: {kind: …, field: …, words: […], has: […]}`."""

    each_of: EachOfRule
    """The rule."""


class EvidenceRule(Closed):
    """Evidence of one of these kinds that is valid on the day."""

    evidence_kind: Words
    """Kinds of evidence, one of which is enough."""
    shows: Selector | None = None
    """A part from which the evidence must be linked; its `has` must be filled."""


class EvidenceCheck(Closed):
    """`evidence: {evidence_kind: […], shows: …}`."""

    evidence: EvidenceRule
    """The rule."""


class ReservedRule(Closed):
    """Something that the text leaves to a later rule, which has not been made."""

    reason: Text
    """What is left to whom, and that nothing has come of it: the reason of the verdict."""
    verified: Day
    """Day on which somebody last looked."""
    recheck_by: Day
    """Day until which that look is good enough."""


class ReservedCheck(Closed):
    """`reserved: {reason: …, verified: …, recheck_by: …}`."""

    reserved: ReservedRule
    """The rule."""


def _kind_of(value: object) -> str | None:
    """The one key of a check; None, and so an error, for anything else."""
    if isinstance(value, Mapping):
        kinds = [key for key in value if key in CHECK_KINDS]
        return kinds[0] if len(kinds) == 1 else None
    return _KIND_OF_MODEL.get(type(value))


Check: TypeAlias = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[PathCheck, Tag("path")]
    | Annotated[FactCheck, Tag("fact")]
    | Annotated[AnsweredCheck, Tag("answered")]
    | Annotated[DocumentCheck, Tag("document")]
    | Annotated[EachOfCheck, Tag("each_of")]
    | Annotated[EvidenceCheck, Tag("evidence")]
    | Annotated[ReservedCheck, Tag("reserved")],
    Discriminator(
        _kind_of,
        custom_error_type="pack.check-kind",
        custom_error_message="a check has exactly one key, its kind; write one of " + ", ".join(CHECK_KINDS),
    ),
]

_KIND_OF_MODEL: dict[type, str] = {
    All: "all",
    AnyOf: "any",
    PathCheck: "path",
    FactCheck: "fact",
    AnsweredCheck: "answered",
    DocumentCheck: "document",
    EachOfCheck: "each_of",
    EvidenceCheck: "evidence",
    ReservedCheck: "reserved",
}
