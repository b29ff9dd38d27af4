# SPDX-License-Identifier: Apache-2.0
"""YAML with places: what a file says, and on which line it says it.

Reads one YAML 1.2 document under the core schema (so `no`, `on` and `12:30` are text, and a date is text) with
libyaml's composer, which is fast and keeps every position. Deliberately refused: several documents in one file,
anchors and aliases (the way to a "billion laughs"), tags, merge keys, repeated keys, nesting deeper than
`MAX_DEPTH`, files larger than `MAX_BYTES`.

The result is plain `dict`, `list` and scalars; `Document.place` gives the position of any path of keys in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from medward.base.problems import Place, Problem, ProblemsError

Scalar: TypeAlias = "str | int | float | bool | None"
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
Path_: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 40

_NULL = re.compile(r"^(~|null|Null|NULL|)$")
_TRUE = re.compile(r"^(true|True|TRUE)$")
_FALSE = re.compile(r"^(false|False|FALSE)$")
_INT = re.compile(r"^[-+]?[0-9]+$")
_OCTAL = re.compile(r"^0o[0-7]+$")
_HEX = re.compile(r"^0x[0-9a-fA-F]+$")
_FLOAT = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_PLAIN_TAGS = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file as values, with the place of each path of keys.

    Attributes:
        file: the name used in places.
        value: the content; `None` for an empty file.
        places: path of keys and indexes → place of the key (in a mapping) or of the item (in a list).
    """

    file: str
    value: Value
    places: dict[Path_, Place] = field(repr=False)

    def place(self, path: Sequence[str | int]) -> Place:
        """The place of a path, or of the nearest part of it that the file holds."""
        key = tuple(path)
        while key and key not in self.places:
            key = key[:-1]
        return self.places.get(key, Place(self.file))


def read(path: Path, name: str) -> Document:
    """Read one YAML file; `name` is what places call it. Raises ProblemsError with every problem found."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ProblemsError([_too_large(name, size)])
        data = path.read_bytes()
    except OSError as error:
        raise ProblemsError([_unreadable(name, error)]) from error
    return parse(data, name)


def parse(data: bytes, name: str) -> Document:
    """Read one YAML document from bytes. Raises ProblemsError with every problem found."""
    if len(data) > MAX_BYTES:
        raise ProblemsError([_too_large(name, len(data))])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProblemsError([_not_text(name, data, error)]) from error
    builder = _Builder(name)
    node = _compose(text, name)
    value = builder.build(node, (), 0) if node is not None else None
    if builder.problems:
        raise ProblemsError(builder.problems)
    return Document(name, value, builder.places)


def resolve(text: str) -> Scalar:
    """What a plain (unquoted) scalar means under the YAML 1.2 core schema."""
    if _NULL.match(text):
        return None
    if _TRUE.match(text) or _FALSE.match(text):
        return text.lower() == "true"
    if _OCTAL.match(text) or _HEX.match(text):
        return int(text, 0)
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _compose(text: str, name: str) -> Node | None:
    """Check the token stream first, so that a hostile file is refused before any tree is built of it."""
    try:
        _refuse_hostile(text, name)
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _at(name, mark)
        said = error.problem or error.context or "not YAML"
        raise ProblemsError(
            [
                Problem(
                    place,
                    "",
                    "yaml.syntax",
                    f"this is not YAML: {said}",
                    "Mend the line, or the one before it",
                )
            ]
        ) from error
    except yaml.YAMLError as error:
        raise ProblemsError(
            [
                Problem(
                    Place(name),
                    "",
                    "yaml.syntax",
                    f"this is not YAML: {error}",
                    "Remove the characters that YAML does not allow",
                )
            ]
        ) from error


def _refuse_hostile(text: str, name: str) -> None:
    """Raise for anchors, aliases and nesting deeper than MAX_DEPTH, which a composer would follow."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        place = _at(name, event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ProblemsError(
                [
                    Problem(
                        place,
                        "",
                        "yaml.alias",
                        "anchors and aliases are not read",
                        "Write the value out where it is used",
                    )
                ]
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise ProblemsError(
                    [
                        Problem(
                            place,
                            "",
                            "yaml.depth",
                            f"nested deeper than {MAX_DEPTH} levels",
                            "Flatten the content",
                        )
                    ]
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Builder:
    """Turns composed nodes into values and notes the place of each."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: dict[Path_, Place] = {}
        self.problems: list[Problem] = []

    def build(self, node: Node, path: Path_, depth: int) -> Value:
        self.places.setdefault(path, self._place(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, index), depth + 1) for index, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path_, depth: int) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else None
            if key is None or key in result:
                message = "a key must be text" if key is None else f"the key '{key}' is written twice"
                self._problem(key_node, path, "yaml.key", message, "Keep one, with one plain name")
                continue
            self.places[(*path, key)] = self._place(key_node)
            result[key] = self.build(value_node, (*path, key), depth + 1)
        return result

    def _scalar(self, node: Node, path: Path_) -> Scalar:
        text: str = node.value
        if not node.tag.startswith(_PLAIN_TAGS):
            self._problem(node, path, "yaml.tag", f"the tag '{node.tag}' is not read", "Remove the tag")
            return None
        plain = isinstance(node, ScalarNode) and node.style is None
        return resolve(text) if plain else text

    def _place(self, node: Node) -> Place:
        return _at(self.name, node.start_mark)

    def _problem(self, node: Node, path: Path_, code: str, message: str, mend: str) -> None:
        self.problems.append(Problem(self._place(node), key_path(path), code, message, mend))


def _at(name: str, mark: "yaml.error.Mark | yaml._yaml.Mark | None") -> Place:
    """libyaml counts from 0, people from 1."""
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)


def key_path(path: Sequence[str | int]) -> str:
    """A path of keys as people read it: `threats[3].leads_to`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _too_large(name: str, size: int) -> Problem:
    return Problem(
        Place(name),
        "",
        "yaml.size",
        f"the file has {size:,} bytes, more than the {MAX_BYTES:,} allowed",
        "Split it into several files",
    )


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(
        Place(name),
        "",
        "yaml.unreadable",
        f"the file cannot be read: {error.strerror}",
        "Check that it exists and that you may read it",
    )


def _not_text(name: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    return Problem(Place(name, line), "", "yaml.encoding", "the file is not UTF-8 text", "Save it as UTF-8")
