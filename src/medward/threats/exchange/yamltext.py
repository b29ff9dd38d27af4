# SPDX-License-Identifier: Apache-2.0
"""YAML of threat-model tools, which may use anchors, aliases and merge keys (`<<`), as Threagile's own models do.

Dossiers refuse these (`medward.base.yamltext`); foreign files are read with them under the same core schema, and
an alias counts at each place that uses it with all the values that it stands for, in number and in depth. So a
few lines cannot grow to more than `MAX_VALUES` values. Tags and repeated keys are refused.
"""

from collections.abc import Callable
from typing import NamedTuple, cast

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from medward.base.yamltext import Document, Mark, Spot, Value, resolve
from medward.threats.exchange.source import MAX_DEPTH, MAX_VALUES, Source

MERGE = "<<"


class _Node(NamedTuple):
    """One value with its places, how many values it is, and how deep it is nested."""

    value: Value
    spot: Spot
    values: int = 1
    height: int = 0


def parse(source: Source) -> Document:
    """The values of one YAML file, with their places. Raises ProblemsError."""
    try:
        text = source.data.decode()
    except UnicodeDecodeError as error:
        line = source.data.count(b"\n", 0, error.start) + 1
        raise source.refusal("encoding", "the file is not UTF-8 text", "Save it as UTF-8", line=line) from error
    parser = yaml.CSafeLoader(text)
    try:
        node = _Builder(source, cast("Callable[[], Event]", parser.get_event)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = f"this is not YAML: {error.problem or error.context or 'unknown error'}"
        raise source.refusal("syntax", message, line=mark.line + 1 if mark else 0) from error
    except ReaderError as error:
        raise source.refusal("syntax", f"this is not YAML: {error.reason} at byte {error.position}") from error
    finally:
        parser.dispose()
    return Document(source.name, node.value, node.spot, node.values)


class _Builder:
    """Turns events into values and places."""

    def __init__(self, source: Source, next_event: Callable[[], Event]) -> None:
        self.source = source
        self.next = next_event
        self.anchors: dict[str, _Node] = {}
        self.values = 0

    def document(self) -> _Node:
        self.next()
        if isinstance(self.next(), StreamEndEvent):
            return _Node(None, Spot(None), 0)
        node = self.node(self.next(), None, 0)
        self.next()
        if not isinstance(extra := self.next(), StreamEndEvent):
            raise self.refusal(extra, "syntax", "a second YAML document begins here")
        return node

    def node(self, event: Event, mark: Mark, depth: int) -> _Node:
        """One value; `mark` is where its key stands, if it has one."""
        mark = mark or event.start_mark
        if isinstance(event, AliasEvent):
            return self.alias(event, mark, depth)
        if getattr(event, "tag", None) and not isinstance(event, ScalarEvent):
            raise self.refusal(event, "shape", f"the tag '{getattr(event, 'tag', '')}' is not read")
        self.count(event, 1, depth)
        if isinstance(event, ScalarEvent):
            node = self.scalar(event, mark)
        elif isinstance(event, SequenceStartEvent):
            node = self.sequence(mark, depth)
        else:
            assert isinstance(event, MappingStartEvent), f"libyaml gave {event!r} where a value begins"  # noqa: S101  a value begins in one of these four ways
            node = self.mapping(mark, depth)
        if anchor := getattr(event, "anchor", None):
            self.anchors[anchor] = node
        return node

    def alias(self, event: AliasEvent, mark: Mark, depth: int) -> _Node:
        node = self.anchors.get(event.anchor or "")
        if node is None:
            message = f"the alias '*{event.anchor}' names nothing that stands before it"
            raise self.refusal(event, "alias", message)
        self.count(event, node.values, depth + node.height)
        return node._replace(spot=node.spot._replace(mark=mark))

    def scalar(self, event: ScalarEvent, mark: Mark) -> _Node:
        if event.tag:
            raise self.refusal(event, "shape", f"the tag '{event.tag}' is not read")
        text: str = event.value
        if event.style or not event.implicit[0]:
            return _Node(text, Spot(mark))
        try:
            return _Node(resolve(text), Spot(mark))
        except OverflowError:
            return _Node(text, Spot(mark))

    def sequence(self, mark: Mark, depth: int) -> _Node:
        nodes: list[_Node] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            nodes.append(self.node(event, None, depth + 1))
        values: Value = [node.value for node in nodes]
        return _Node(values, Spot(mark, [node.spot for node in nodes]), *_size(nodes))

    def mapping(self, mark: Mark, depth: int) -> _Node:
        own: dict[str, _Node] = {}
        merged: dict[str, _Node] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise self.refusal(event, "shape", "a key must be plain text")
            node = self.node(self.next(), event.start_mark, depth + 1)
            if event.value == MERGE and not event.style:
                self.merge(merged, node, event)
            elif event.value in own:
                raise self.refusal(event, "shape", f"the key '{event.value[:100]}' stands twice in one mapping")
            else:
                own[event.value] = node
        nodes = merged | own
        values: Value = {key: node.value for key, node in nodes.items()}
        return _Node(values, Spot(mark, {key: node.spot for key, node in nodes.items()}), *_size(nodes.values()))

    def merge(self, merged: dict[str, _Node], node: _Node, event: Event) -> None:
        """Take over the keys of another mapping, or of several; the first that has a key wins."""
        several = isinstance(node.value, list)
        values = node.value if isinstance(node.value, list) else [node.value]
        spots = cast("list[Spot]", node.spot.inside) if several else [node.spot]
        for value, spot in zip(values, spots, strict=True):
            if not isinstance(value, dict):
                raise self.refusal(event, "shape", "only a mapping can be merged with `<<`")
            for key, inner in value.items():
                merged.setdefault(key, _Node(inner, cast("dict[str, Spot]", spot.inside)[key], *_measure(inner)))

    def count(self, event: Event, values: int, depth: int) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            raise self.refusal(event, "size", f"the file holds more than {MAX_VALUES:,} values")
        if depth > MAX_DEPTH:
            raise self.refusal(event, "depth", f"nested deeper than {MAX_DEPTH} levels")

    def refusal(self, event: Event, code: str, message: str) -> Exception:
        mark = event.start_mark
        return self.source.refusal(code, message, line=mark.line + 1 if mark else 0)


def _size(nodes: "object") -> tuple[int, int]:
    listed = list(cast("list[_Node]", nodes))
    return 1 + sum(node.values for node in listed), 1 + max((node.height for node in listed), default=0)


def _measure(value: Value) -> tuple[int, int]:
    """How many values, and how deep."""
    inside = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    sizes = [_measure(inner) for inner in inside]
    scalar = not isinstance(value, dict | list)
    height = 0 if scalar else 1 + max((height for _, height in sizes), default=0)
    return 1 + sum(number for number, _ in sizes), height
