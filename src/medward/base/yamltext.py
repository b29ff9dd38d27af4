# SPDX-License-Identifier: Apache-2.0
"""YAML with places: what a file says, and on which line it says it.

Reads one YAML document under the core schema of YAML 1.2 (so `no`, `on`, `12:30` and a date are text) from
libyaml's events in one pass, which is fast and keeps every position. Deliberately refused:

- anchors and aliases (the way to a "billion laughs"), tags, several documents in one file;
- repeated keys, and keys that are not plain text; `<<` is a key like any other;
- numbers that JSON cannot hold exactly (`MAX_INTEGER`, RFC 8785 section 3.2.2.3), infinity and not-a-number;
- nesting deeper than `MAX_DEPTH`, more values than `MAX_VALUES`, files larger than `MAX_BYTES`.

The result is plain `dict`, `list` and scalars; `Document.place` gives the position of any path of keys in it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias, cast

import yaml
from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from medward.base.problems import Place, Problem, ProblemsError

Scalar: TypeAlias = "str | int | float | bool | None"
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"
KeyPath: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 40
MAX_VALUES = 400_000
MAX_PROBLEMS = 1_000
"""After so many problems a file is read no further."""
MAX_INTEGER = 2**53

CODES = {
    "yaml.alias": "An anchor or an alias is used.",
    "yaml.depth": "Lists and mappings are nested too deeply.",
    "yaml.documents": "One file holds several YAML documents.",
    "yaml.encoding": "The file is not UTF-8 text.",
    "yaml.key": "A key is not plain text, or stands twice in one mapping.",
    "yaml.number": "A number is too large to be kept exactly.",
    "yaml.size": "The file has too many bytes or too many values.",
    "yaml.syntax": "The file is not YAML.",
    "yaml.tag": "A tag is used.",
    "yaml.unreadable": "The file cannot be read.",
}
"""Every code that this module reports, with its meaning."""

_NULL = re.compile(r"~|null|Null|NULL|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MAYBE_NOT_TEXT = frozenset("~nNtTfF+-.0123456789")
_MAX_DIGITS = 400


class Position(Protocol):
    """Where libyaml found something; lines and columns count from 0."""

    @property
    def line(self) -> int:
        """Line number."""

    @property
    def column(self) -> int:
        """Column number."""


Mark: TypeAlias = "Position | None"


class Spot(NamedTuple):
    """Where one value stands, and where the values inside it stand."""

    mark: Mark
    inside: "dict[str, Spot] | list[Spot] | None" = None
    written: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML file as values, with the place of each path of keys.

    Attributes:
        file: the name used in places.
        value: the content; `None` for an empty file.
        root: where each value stands.
        values: how many values it holds.
    """

    file: str
    value: Value
    root: Spot = field(repr=False)
    values: int

    def place(self, path: Sequence[str | int]) -> Place:
        """The place of a path, or of the nearest part of it that the file holds."""
        return _at(self.file, self._spot(path)[0].mark)

    def written(self, path: Sequence[str | int]) -> str | None:
        """How a number, a truth value or a null was written, such as `1.10`; `None` for anything else."""
        spot, complete = self._spot(path)
        return spot.written if complete else None

    def _spot(self, path: Sequence[str | int]) -> tuple[Spot, bool]:
        spot = self.root
        for step in path:
            inside = spot.inside
            if isinstance(inside, dict) and step in inside:
                spot = inside[str(step)]
            elif isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside):
                spot = inside[step]
            else:
                return spot, False
        return spot, True


def read(path: Path, name: str) -> Document:
    """Read one YAML file; `name` is what places call it. Raises ProblemsError with every problem found."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        mend = "Check that it exists and that you may read it"
        reason = error.strerror or str(error)
        raise _refusal(Place(name), "yaml.unreadable", f"the file cannot be read: {reason}", mend) from error
    return parse(data, name)


def parse(data: bytes, name: str) -> Document:
    """Read one YAML document from bytes. Raises ProblemsError with every problem found."""
    if len(data) > MAX_BYTES:
        message = f"the file is larger than the {MAX_BYTES:,} bytes allowed"
        raise _refusal(Place(name), "yaml.size", message, "Split it into several files")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(
            Place(name, line), "yaml.encoding", "the file is not UTF-8 text", "Save it as UTF-8"
        ) from error
    return _parse(text, name)


def resolve(text: str) -> Scalar:
    """What a plain (unquoted) scalar means under the core schema of YAML 1.2.

    Raises OverflowError for a number that JSON cannot hold exactly.
    """
    if text and text[0] not in _MAYBE_NOT_TEXT:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    return _number(text)


def key_path(path: Sequence[str | int]) -> str:
    """A path of keys as people read it: `threats[3].leads_to`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _number(text: str) -> Scalar:
    for form, base in ((_INT, 10), (_OCTAL, 8), (_HEX, 16)):
        if form.fullmatch(text):
            if len(text) > _MAX_DIGITS or abs(number := int(text, base)) > MAX_INTEGER:
                raise OverflowError
            return number
    if _FLOAT.fullmatch(text):
        if abs(decimal := float(text)) == float("inf"):
            raise OverflowError
        return decimal
    return text


def _parse(text: str, name: str) -> Document:
    parser = yaml.CSafeLoader(text)
    try:
        builder = _Builder(name, cast("Callable[[], Event]", parser.get_event))
        document = builder.document()
    except yaml.MarkedYAMLError as error:
        said = error.problem or error.context or "not YAML"
        place = _at(name, error.problem_mark or error.context_mark)
        raise _refusal(place, "yaml.syntax", f"this is not YAML: {said}", _syntax_mend(said)) from error
    except ReaderError as error:
        mend = "Remove the character, or write it as an escape in double quotes"
        raise _refusal(Place(name), "yaml.syntax", _unprintable(error), mend) from error
    finally:
        parser.dispose()
    if builder.problems:
        raise ProblemsError(builder.problems)
    return document


class _Builder:
    """Turns events into values and spots, and collects what is wrong with them."""

    def __init__(self, name: str, next_event: Callable[[], Event]) -> None:
        self.name = name
        self.next = next_event
        self.problems: list[Problem] = []
        self.values = 0

    def document(self) -> Document:
        """The one document of the stream."""
        self.next()
        if isinstance(self.next(), StreamEndEvent):
            return Document(self.name, None, Spot(None), 0)
        value, spot = self.node(self.next(), None, ())
        self.next()
        extra = self.next()
        if isinstance(extra, DocumentStartEvent):
            message = "a second YAML document begins here"
            mend = "Put it into a file of its own"
            raise _refusal(_at(self.name, extra.start_mark), "yaml.documents", message, mend)
        return Document(self.name, value, spot, self.values)

    def node(self, event: Event, mark: Mark, path: KeyPath) -> tuple[Value, Spot]:
        """One value; `mark` is where its key stands, or `None` where it has none."""
        mark = mark or event.start_mark
        self.values += 1
        if self.values > MAX_VALUES:
            message = f"the file holds more than {MAX_VALUES:,} values"
            raise _refusal(_at(self.name, event.start_mark), "yaml.size", message, "Split it into several files")
        if isinstance(event, ScalarEvent):
            return self.scalar(event, mark, path)
        self.refuse_marks(event, path)
        if len(path) >= MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
            raise _refusal(_at(self.name, event.start_mark), "yaml.depth", message, "Flatten the content")
        if isinstance(event, SequenceStartEvent):
            return self.sequence(mark, path)
        if isinstance(event, MappingStartEvent):
            return self.mapping(mark, path)
        raise AssertionError(f"libyaml gave {event!r} where a value begins")

    def sequence(self, mark: Mark, path: KeyPath) -> tuple[Value, Spot]:
        values: list[Value] = []
        spots: list[Spot] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            value, spot = self.node(event, None, (*path, len(values)))
            values.append(value)
            spots.append(spot)
        return values, Spot(mark, spots)

    def mapping(self, mark: Mark, path: KeyPath) -> tuple[Value, Spot]:
        values: dict[str, Value] = {}
        spots: dict[str, Spot] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            key = self.key(event, path)
            value, spot = self.node(self.next(), event.start_mark, (*path, key))
            if key in values:
                first = _at(self.name, spots[key].mark)
                self.problem(event, path, "yaml.key", f"the key '{key}' stands here and at {first}", "Keep one")
                continue
            values[key] = value
            spots[key] = spot
        return values, Spot(mark, spots)

    def key(self, event: Event, path: KeyPath) -> str:
        """The text of a key; a list or mapping in its place is read to its end and reported."""
        if isinstance(event, ScalarEvent):
            self.refuse_marks(event, path)
            return str(event.value)
        self.node(event, None, (*path, "?"))
        self.problem(event, path, "yaml.key", "a key must be text", "Give it one plain name")
        return "?"

    def scalar(self, event: ScalarEvent, mark: Mark, path: KeyPath) -> tuple[Scalar, Spot]:
        text: str = event.value
        self.refuse_marks(event, path)
        if event.style or not event.implicit[0]:
            return text, Spot(mark)
        try:
            value = resolve(text)
        except OverflowError:
            message = "the number is too large to be kept exactly"
            self.problem(event, path, "yaml.number", message, "Write it in quotes, or in a larger unit")
            return None, Spot(mark)
        return value, Spot(mark, None, None if value is text else text)

    def refuse_marks(self, event: Event, path: KeyPath) -> None:
        """Stop at an anchor or an alias, which others would follow; report a tag and go on without it."""
        if getattr(event, "anchor", None):
            message = "anchors and aliases are not read"
            mend = "Write the value out where it is used"
            raise _refusal(_at(self.name, event.start_mark), "yaml.alias", message, mend)
        if tag := getattr(event, "tag", None):
            self.problem(event, path, "yaml.tag", f"the tag '{tag}' is not read", "Remove it, or use quotes")

    def problem(self, event: Event, path: KeyPath, code: str, message: str, mend: str) -> None:
        self.problems.append(Problem(_at(self.name, event.start_mark), key_path(path), code, message, mend))
        if len(self.problems) == MAX_PROBLEMS:
            raise ProblemsError(self.problems)


def _refusal(place: Place, code: str, message: str, mend: str) -> ProblemsError:
    return ProblemsError([Problem(place, "", code, message, mend)])


def _at(name: str, mark: Mark) -> Place:
    """libyaml counts from 0, people from 1."""
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)


def _unprintable(error: ReaderError) -> str:
    return f"this is not YAML: {error.reason} at byte {error.position}"


def _syntax_mend(said: str) -> str:
    """What usually causes libyaml's message; a person who never read the YAML specification can act on it."""
    for words, mend in _SYNTAX_MENDS:
        if words in said:
            return mend
    return "Mend the line, or the one before it"


_SYNTAX_MENDS = (
    ("cannot start any token", "Indent with spaces, not tabs; put text that begins with @, ` or % in quotes"),
    ("mapping values are not allowed", "Put text that holds a colon in quotes, or mend the indentation"),
    ("could not find expected ':'", "Write `key: value`, or mend the indentation"),
    ("did not find expected key", "Give all keys of one mapping the same indentation"),
    ("did not find expected '-' indicator", "Give all items of one list the same indentation"),
    ("unexpected end of stream", "Close the quotes that were opened here"),
    ("expected ',' or", "Close the bracket that was opened here"),
    ("expected <document start>", "Give all keys of one mapping the same indentation"),
)
