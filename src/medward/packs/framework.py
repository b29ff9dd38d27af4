# SPDX-License-Identifier: Apache-2.0
"""The model of a framework pack: a law, a guidance or a standard as data, format 1.

A framework is a list of requirements. Each says in its own words what is asked, cites where, and names the check
that decides it. The language of checks is closed (`medward.packs.checks`); nothing in a pack is ever executed.

The models are frozen and closed to keys that they do not know. What needs more than one value to decide (ids that
stand twice, sections that are not listed, dates out of order) is checked by `medward.packs.rules`, because each
such problem has a place of its own. Whether the kinds, links, fields and facts that a check names exist is known
only to the layers above, and `medward pack check` asks them.
"""

from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from medward.base.validation import Form
from medward.packs.checks import Check, Closed, Condition, Day, Text

PackId: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64),
    Form("words in small letters with hyphens, such as fda-524b"),
]
RequirementId: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+([._-][a-z0-9]+)*$", max_length=64),
    Form("small letters and digits with dots or hyphens, such as app4.1f"),
]


class Nature(StrEnum):
    """What kind of text a framework is: a law binds, a guidance tells what its issuer expects."""

    LAW = "law"
    GUIDANCE = "guidance"
    STANDARD = "standard"


class PackStatus(StrEnum):
    """Where the text stands on the day on which the pack was written."""

    IN_FORCE = "in_force"
    PROPOSED = "proposed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Wording(StrEnum):
    """How much of the source a pack holds: its content in own words, or only its headings and numbers."""

    PARAPHRASE = "paraphrase"
    OUTLINE = "outline"


class Asked(StrEnum):
    """Whether a check asks a framework of every dossier, or only where somebody names it."""

    BY_DEFAULT = "by_default"
    """Of every dossier: what the law or an authority expects of all to whom it applies."""
    WHEN_NAMED = "when_named"
    """Where it is named: what a maker claims to follow, such as a standard."""


class Role(StrEnum):
    """Whom a requirement is for."""

    MAKER = "maker"
    HOSPITAL = "hospital"


class Section(Closed):
    """A heading under which requirements stand."""

    id: RequirementId
    """Id, unique in the pack."""
    title: Text
    """Heading, in own words."""


class Requirement(Closed):
    """One thing that a framework asks, and how it is decided."""

    id: RequirementId
    """Id, unique in the pack and never used again; shown as `<pack>:<id>`."""
    title: Text
    """Name in a few words."""
    text: Text
    """What is asked, in own words."""
    citation: Text
    """Where it stands: section, appendix, row."""
    section: RequirementId
    """Section of this pack to which it belongs."""
    rationale: Text
    """Why it is decided the way `check` decides it, and what the check cannot see."""
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    """Whom it is for."""
    in_force_from: Day | None = None
    """First day on which it is asked, where that is not the day of the whole framework."""
    applies_when: Condition | None = None
    """A fact that must be true for it to apply: yes → checked, no → not applicable, unknown → unknown."""
    check: Check
    """How it is decided."""


class Framework(Closed):
    """A law, a guidance or a standard: its legal status, and what it asks."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    kind: Literal["framework"]
    """What kind of pack it is."""
    id: PackId
    """Id of the pack; also the name of its file."""
    version: Text
    """Version of the content; for a published text, the day of its edition."""
    title: Text
    """Title of the text."""
    issuer: Text
    """Who issued it."""
    jurisdiction: Text
    """Where it holds: `US`, `EU`, another two-letter country code, or `international`."""
    nature: Nature
    """Law, guidance or standard."""
    status: PackStatus
    """Where the text stands."""
    in_force_from: Day | None = None
    """First day on which it holds."""
    in_force_until: Day | None = None
    """Last day on which it holds."""
    supersedes: tuple[Text, ...] = ()
    """Earlier texts that it replaces."""
    citation: Text
    """How the whole text is cited."""
    licence: Text
    """Licence of the pack, and what is known of the rights in the source."""
    wording: Wording
    """Paraphrase or outline."""
    asked: Asked = Asked.BY_DEFAULT
    """By default, or only when it is named; where that is left out, a shipped pack is asked of every dossier."""
    notes: Text | None = None
    """What a reader should know, and how sure the content is."""
    applies_when: Condition | None = None
    """A fact that must be true for the whole framework to apply."""
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    """Headings, in the order in which they are shown."""
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    """What it asks, in the order in which it is shown."""
