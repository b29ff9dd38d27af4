# SPDX-License-Identifier: Apache-2.0
"""What packs of rubrics and decision tables have in common: their head, and how the shipped ones are read.

They are in `rubrics/` of `medward.packs`, each called after its id, and written in own words.
"""

from importlib import resources
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from medward.base import yamltext
from medward.packs.checks import Closed, Text
from medward.packs.validated import validated


class Pack(Closed):
    """The head of a pack: what it is, and where it comes from."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    id: Text
    """Id of the pack; also the name of its file."""
    version: Text
    """Version of the source."""
    title: Text
    """Title of the source."""
    issuer: Text
    """Who issued it."""
    jurisdiction: Text
    """Where it counts."""
    status: Literal["in_force", "superseded", "withdrawn"]
    """Where it stands."""
    citation: Text
    """How it is cited."""
    licence: Text
    """Licence of the pack, and what is known of the rights in the source."""
    wording: Literal["paraphrase"]
    """In own words."""
    notes: Text
    """What was checked, and how sure the content is."""


P = TypeVar("P", bound=Pack)


def parse(kind: type[P], data: bytes, name: str) -> P:
    """Read a pack of a kind from bytes. Raises ProblemsError."""
    return validated(kind, yamltext.parse(data, name))


def shipped(kind: type[P], pack: str) -> P:
    """The pack of this id that comes with Medward."""
    file = resources.files("medward.packs").joinpath("rubrics", f"{pack}.yaml")
    return parse(kind, file.read_bytes(), file.name)
