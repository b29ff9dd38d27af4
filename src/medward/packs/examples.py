# SPDX-License-Identifier: Apache-2.0
"""Worked examples of a framework: small pieces of dossiers, and the verdicts that they must get.

They stand beside the pack, in `<pack>.examples.yaml`, so that a check reads only the pack. They are tests: a pack
whose examples get other verdicts than they say is wrong, or its examples are.

An example gives as much of a dossier as its verdict rests on. What several share stands under `fragments`;
an example builds on any of them and says only what differs:

- mappings are merged key by key, and lists of parts with ids part by part; anything else is replaced;
- later fragments win over earlier ones, and the example wins over all.

What is missing of a minimal dossier, files of evidence and their digests are added by who runs the example
(`medward.compliance.worked`).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, JsonValue, StringConstraints

from medward.base import yamltext
from medward.base.problems import Problem, ProblemsError
from medward.base.validation import Form
from medward.base.yamltext import Document, KeyPath, key_path
from medward.packs.checks import Closed, Day, Name, Text
from medward.packs.framework import Framework, PackId, RequirementId
from medward.packs.validated import validated

Fragment: TypeAlias = Mapping[str, JsonValue]

FilePath: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*$", max_length=200),
    Form("the path of a file, such as sboms/main.cdx.json, of letters, digits, dots, hyphens and slashes"),
]
"""A path that cannot lead out of the folder in which it is written."""

SUFFIX = ".examples.yaml"


class Example(Closed):
    """A piece of a dossier and the verdict that a requirement must get on it."""

    requirement: RequirementId
    """Id of the requirement."""
    builds_on: tuple[Name, ...] = ()
    """Fragments that come first."""
    given: Fragment = Field(default_factory=dict)
    """Keys of a dossier, as in its files."""
    database: bool = False
    """Is the advisory database there?"""
    as_of: Day | None = None
    """Day of the check, where it is not that of the file."""
    gives: Literal["met", "not_met", "not_applicable", "unknown", "error"]
    """The verdict."""
    because: Text
    """Why it is that."""


class Examples(Closed):
    """All worked examples of one framework."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    """Version of this format: 1."""
    kind: Literal["examples"]
    """What kind of file it is."""
    framework: PackId
    """Id of the pack."""
    as_of: Day
    """Day of the check."""
    files: Mapping[FilePath, JsonValue] = Field(default_factory=dict)
    """Files of the dossier's folder: path → text, or JSON as YAML."""
    advisories: Mapping[FilePath, JsonValue] = Field(default_factory=dict)
    """Files from which the advisory database is built: path → JSON as YAML, in their publishers' layout."""
    fragments: Mapping[Name, Fragment] = Field(default_factory=dict)
    """Pieces that examples build on."""
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]
    """The examples."""

    def dossier(self, example: Example) -> dict[str, JsonValue]:
        """Everything that an example gives, merged. Raises KeyError for a fragment that is not there."""
        whole: dict[str, JsonValue] = {}
        for name in example.builds_on:
            whole = _merged(whole, self.fragments[name])
        return _merged(whole, example.given)


def examples_path(pack: Path) -> Path:
    """Where the examples of a pack in the file `pack` stand."""
    return pack.with_name(pack.name.removesuffix(".yaml") + SUFFIX)


def read_examples(path: Path, framework: Framework, name: str | None = None) -> Examples:
    """Read the worked examples of a framework; `name` is what places call the file. Raises ProblemsError."""
    document = yamltext.read(path, name or str(path))
    examples = validated(Examples, document)
    broken = _problems(examples, framework, document)
    if broken:
        raise ProblemsError(broken)
    return examples


def _problems(examples: Examples, framework: Framework, document: Document) -> list[Problem]:
    """Names that lead nowhere."""

    def problem(path: KeyPath, code: str, message: str, mend: str) -> Problem:
        return Problem(document.place(path), key_path(path), f"pack.{code}", message, mend)

    found: list[Problem] = []
    if examples.framework != framework.id:
        message = f"these are examples of '{examples.framework}', beside the pack '{framework.id}'"
        found.append(problem(("framework",), "other-framework", message, f"Write '{framework.id}'"))
    known = {requirement.id for requirement in framework.requirements}
    for index, example in enumerate(examples.examples):
        if example.requirement not in known:
            message = f"there is no requirement '{example.requirement}' in '{framework.id}'"
            path: KeyPath = ("examples", index, "requirement")
            found.append(problem(path, "unknown-requirement", message, "Write the id of a requirement"))
        found += [
            problem(
                ("examples", index, "builds_on", number),
                "unknown-fragment",
                f"there is no fragment '{fragment}'",
                f"Write one of {', '.join(examples.fragments) or 'the fragments, once there are any'}",
            )
            for number, fragment in enumerate(example.builds_on)
            if fragment not in examples.fragments
        ]
    return found


def _merged(first: Fragment, second: Fragment) -> dict[str, JsonValue]:
    """Two mappings as one; where both have a key, their values are merged."""
    both = dict(first)
    for key, value in second.items():
        both[key] = _merged_values(both[key], value) if key in both else value
    return both


def _merged_values(first: JsonValue, second: JsonValue) -> JsonValue:
    if isinstance(first, dict) and isinstance(second, dict):
        return _merged(first, second)
    if isinstance(first, list) and isinstance(second, list):
        return _merged_lists(first, second)
    return second


def _merged_lists(first: Sequence[JsonValue], second: Sequence[JsonValue]) -> list[JsonValue]:
    """Parts with the same id are merged and new ones added; a list of anything else is replaced."""
    ids = [_id(part) for part in (*first, *second)]
    if any(name is None for name in ids):
        return list(second)
    parts: dict[JsonValue, JsonValue] = {}
    for name, part in zip(ids, (*first, *second), strict=True):
        parts[name] = _merged_values(parts[name], part) if name in parts else part
    return list(parts.values())


def _id(part: JsonValue) -> JsonValue:
    return part.get("id") if isinstance(part, dict) else None
