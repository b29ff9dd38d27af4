# SPDX-License-Identifier: Apache-2.0
"""Changing a list in the text of a YAML file, with every other byte of the file as a person wrote it.

Only a list under a key of the file's top level is changed, and only one in block style (`- ` at the beginning of
each item). New items go below its last one, with its indentation, its line ends, and an empty line between items
where the list has them. What stands below the list, comments among it, stays below it.

The text is changed by its lines, which cannot know all of YAML. So the result is read again and compared: a change
that would say anything but what was meant is not made, and the answer is None.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from medward.base.canonical import Json, canonical_bytes
from medward.base.problems import ProblemsError
from medward.base.yamltext import Document, Spot, Value, parse
from medward.base.yamlwriting import INDENT, write

Item: TypeAlias = Mapping[str, Json]

_DASH = re.compile(r"( *)-(\s|$)")
_BY_ITSELF = re.compile(r"\s*(#.*)?")
"""A line that says nothing: empty, or a comment."""


def appended(text: str, key: str, items: Sequence[Item]) -> str | None:
    """The text with `items` at the end of the list under `key`; None where that cannot be done.

    A file without the key gets it at its end.
    """
    said = _said(text)
    if said is None:
        return None
    listed = said.get(key, [])
    if not isinstance(listed, list):
        return None
    changed = _below(text, key, items) if listed else None if key in said else _at_the_end(text, key, items)
    return _proven(changed, {**said, key: [*listed, *items]})


def replaced(text: str, key: str, index: int, item: Item) -> str | None:
    """The text with another item at `index` of the list under `key`; None where that cannot be done.

    Comments inside the item go with it.
    """
    said = _said(text)
    listed = said.get(key) if said is not None else None
    if said is None or not isinstance(listed, list) or not 0 <= index < len(listed):
        return None
    block = _Block.find(text, key)
    changed = block.instead(index, item) if block and len(block.dashes) == len(listed) else None
    return _proven(changed, {**said, key: [*listed[:index], item, *listed[index + 1 :]]})


def _said(text: str) -> dict[str, Value] | None:
    """What the file says; None for a file that does not hold keys with values."""
    value = _document(text).value
    return {} if value is None else value if isinstance(value, dict) else None


def _document(text: str) -> Document:
    return parse(text.encode(), "")


def _proven(changed: str | None, meant: Mapping[str, Json]) -> str | None:
    if changed is None:
        return None
    try:
        said = _document(changed).value
    except ProblemsError:
        return None
    return changed if canonical_bytes(said) == canonical_bytes(meant) else None


def _below(text: str, key: str, items: Sequence[Item]) -> str | None:
    block = _Block.find(text, key)
    return block.longer(items) if block else None


def _at_the_end(text: str, key: str, items: Sequence[Item]) -> str:
    """The file with a new key below all that it says."""
    end = _line_end(text)
    before = text if not text or text.endswith("\n") else text + end
    gap = end if before.strip() and not before.endswith(end * 2) else ""
    return before + gap + write({key: list(items)}).replace("\n", end)


class _Block:
    """A list in block style, as lines of its file.

    Attributes:
        lines: the lines of the file, without their ends.
        dashes: numbers of the lines on which items begin.
        stop: number of the line after the last of the last item.
        indent: what stands before a dash.
    """

    def __init__(self, text: str, dashes: list[int], stop: int, indent: str) -> None:
        self.end = _line_end(text)
        self.lines = text.split(self.end)
        self.dashes = dashes
        self.stop = stop
        self.indent = indent

    @classmethod
    def find(cls, text: str, key: str) -> "_Block | None":
        """The list under `key`; None where it is not in block style."""
        inside = _document(text).root.inside
        if not isinstance(inside, dict) or key not in inside:
            return None
        lines = text.split(_line_end(text))
        start, stop = _extent(inside, key, len(lines))
        while stop > start and _BY_ITSELF.fullmatch(lines[stop - 1]):
            stop -= 1
        first = next((line for line in lines[start:stop] if not _BY_ITSELF.fullmatch(line)), "")
        found = _DASH.match(first)
        if not found:
            return None
        dashes = [n for n in range(start, stop) if (dash := _DASH.match(lines[n])) and dash[1] == found[1]]
        return cls(text, dashes, _with_own_comments(lines, stop, found[1]), found[1])

    def longer(self, items: Sequence[Item]) -> str:
        """The text with items below the last one."""
        added = [line for item in items for line in (*self.gap(), *self.written(item))]
        rest = self.lines[self.stop :] or [""]
        return self.end.join([*self.lines[: self.stop], *added, *rest])

    def instead(self, index: int, item: Item) -> str:
        """The text with another item in the place of one."""
        start = self.dashes[index]
        stop = self.dashes[index + 1] if index + 1 < len(self.dashes) else self.stop
        while _BY_ITSELF.fullmatch(self.lines[stop - 1]):
            stop -= 1
        return self.end.join([*self.lines[:start], *self.written(item), *self.lines[stop:]])

    def gap(self) -> list[str]:
        """An empty line, where the items of the list are parted by one."""
        parted = len(self.dashes) > 1 and not self.lines[self.dashes[-1] - 1].strip()
        return [""] if parted else []

    def written(self, item: Item) -> list[str]:
        """The lines of one item, with the list's indentation."""
        below = write({"items": [item]}).splitlines()[1:]
        return [self.indent + line[len(INDENT) :] if line else "" for line in below]


def _extent(inside: Mapping[str, Spot], key: str, last: int) -> tuple[int, int]:
    """The lines below a key of the top level, up to the next key."""
    starts = sorted(spot.mark.line for spot in inside.values() if spot.mark)
    mark = inside[key].mark
    own = mark.line if mark else 0
    return own + 1, next((start for start in starts if start > own), last)


def _with_own_comments(lines: Sequence[str], stop: int, indent: str) -> int:
    """The end of a list, with the comments below its last item that are indented as the list is."""
    while indent and stop < len(lines) and lines[stop].startswith(f"{indent}#"):
        stop += 1
    return stop


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
