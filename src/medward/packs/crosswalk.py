# SPDX-License-Identifier: Apache-2.0
"""Crosswalks: packs that say how the requirements of one framework stand to those of another, format 1.

A crosswalk holds only what somebody judged, each relation with its reason. That a pair is missing says nothing:
only `none` says that two requirements share nothing. Whether the frameworks and requirements exist is held by
`medward.packs.mapping`, which knows them.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from medward.base import yamltext
from medward.base.problems import Problem, ProblemsError
from medward.base.yamltext import Document
from medward.packs.checks import Closed, Text
from medward.packs.framework import PackId, RequirementId
from medward.packs.relations import Relation
from medward.packs.validated import validated


class Relating(Closed):
    """One requirement of the first framework, one of the second, and what the first is to the second."""

    source: Annotated[RequirementId, Field(alias="from")]
    """Requirement of the first framework."""
    target: Annotated[RequirementId, Field(alias="to")]
    """Requirement of the second framework."""
    relation: Annotated[Relation, Field(alias="is")]
    """What the first is to the second."""
    because: Text
    """Why, in own words."""


class Crosswalk(Closed):
    """What the requirements of one framework are to those of another."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    kind: Literal["crosswalk"]
    """What kind of pack it is."""
    id: PackId
    """Id of the crosswalk; also the name of its file."""
    source: Annotated[PackId, Field(alias="from")]
    """Id of the first framework."""
    target: Annotated[PackId, Field(alias="to")]
    """Id of the second framework."""
    judged_by: Text
    """Who judged the relations, on what ground, and how sure they are."""
    relations: Annotated[tuple[Relating, ...], Field(min_length=1)]
    """The relations."""


def parse(data: bytes, name: str) -> Crosswalk:
    """Read a crosswalk from bytes. Raises ProblemsError."""
    return _crosswalk(yamltext.parse(data, name))


def read(path: Path, name: str | None = None) -> Crosswalk:
    """Read a crosswalk from a file; `name` is what places call it. Raises ProblemsError."""
    return _crosswalk(yamltext.read(path, name or str(path)))


@cache
def shipped_crosswalks() -> tuple[Crosswalk, ...]:
    """The crosswalks that come with Medward, by id."""
    entries = resources.files("medward.packs").joinpath("crosswalks").iterdir()
    found = sorted((entry for entry in entries if entry.name.endswith(".yaml")), key=lambda entry: entry.name)
    return tuple(parse(entry.read_bytes(), entry.name) for entry in found)


def _crosswalk(document: Document) -> Crosswalk:
    crosswalk = validated(Crosswalk, document)
    if twice := [*_twice(crosswalk, document)]:
        raise ProblemsError(twice)
    return crosswalk


def _twice(crosswalk: Crosswalk, document: Document) -> Iterator[Problem]:
    """Pairs that are judged more than once: which of the two would count?"""
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(crosswalk.relations):
        if (pair := (one.source, one.target)) in seen:
            key = ("relations", number)
            message = f"the pair {one.source} and {one.target} stands twice"
            yield Problem(
                document.place(key), yamltext.key_path(key), "pack.duplicate-id", message, "Keep one of them"
            )
        seen.add(pair)
