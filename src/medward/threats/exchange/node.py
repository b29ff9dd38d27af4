# SPDX-License-Identifier: Apache-2.0
"""A mapping of a foreign document that remembers which of its keys were read.

So nothing is left out silently: `rest` reports every key that holds something and that nobody asked for. What is
drawn (positions, sizes, colours) is reported once for the whole file. A value of another shape than the format
gives it is refused with its place.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn

from medward.base.problems import Place
from medward.base.yamltext import Document, KeyPath, Value, key_path
from medward.threats.exchange.model import Lost
from medward.threats.exchange.source import MAX_LOST, Source

NO_PLACE = "the dossier has no place for it"
_SHOWN = 120


class Losses:
    """Collects what is lost; beyond `MAX_LOST` it only counts."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lost: list[Lost] = []
        self._more = 0
        self._drawn = 0

    def add(self, place: Place, key: str, said: object, reason: str) -> None:
        """Tell one loss."""
        if len(self._lost) < MAX_LOST:
            self._lost.append(Lost(place, key, brief(said), reason))
        else:
            self._more += 1

    def drawn(self, number: int) -> None:
        """Count what only says how something is drawn."""
        self._drawn += number

    def told(self) -> tuple[Lost, ...]:
        """All of them, in the order of their places."""
        whole = Place(self._name)
        told = sorted(set(self._lost))
        if self._drawn:
            told.append(Lost(whole, "", f"{self._drawn:,} x how something is drawn", "pictures are drawn anew"))
        if self._more:
            told.append(Lost(whole, "", f"{self._more:,} more", "only so many are told one by one"))
        return tuple(told)


def brief(said: object) -> str:
    """What was said, in one line and not too long."""
    text = " ".join(("yes" if said is True else "no" if said is False else str(said)).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


class Node:
    """One mapping of a document."""

    def __init__(self, document: Document, value: dict[str, Value], path: KeyPath, losses: Losses) -> None:
        self._document = document
        self._value = value
        self.path = path
        self.losses = losses
        self._read: set[str] = set()
        self._children: dict[str, Node] = {}

    def place(self, *steps: str | int) -> Place:
        """Where a value below stands; the mapping itself without steps."""
        place = self._document.place((*self.path, *steps))
        return Place(place.file, place.line)

    def key(self, *steps: str | int) -> str:
        """The path of keys to a value below, as people read it."""
        return key_path((*self.path, *steps))

    def has(self, key: str) -> bool:
        """Whether the key is there, and not null."""
        return self._value.get(key) is not None

    def text(self, key: str) -> str | None:
        """The text under a key; a number as it is written. Nothing where it is left out or empty."""
        value = self._take(key)
        if value is None or isinstance(value, bool | dict | list):
            return None if value is None else self._wrong(key, "text")
        return str(value).strip() or None

    def raw(self, key: str) -> Value:
        """What stands under a key, as it is."""
        return self._take(key)

    def flag(self, key: str) -> bool | None:
        """Yes, no, or nothing where it is left out."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in {"true", "false", ""}:
            return None if not value.strip() else value.strip().lower() == "true"
        return self._wrong(key, "yes or no")

    def number(self, key: str) -> float | None:
        """The number under a key."""
        value = self._take(key)
        if value is None:
            return None
        return self._wrong(key, "a number") if isinstance(value, bool | str | dict | list) else float(value)

    def child(self, key: str) -> "Node":
        """The mapping under a key, the same each time; an empty one where it is left out."""
        if key not in self._children:
            value = self._take(key)
            if value not in (None, "", []) and not isinstance(value, dict):
                self._wrong(key, "a mapping")
            self._children[key] = self._node(value if isinstance(value, dict) else {}, key)
        return self._children[key]

    def children(self, key: str) -> Iterator["Node"]:
        """The mappings of the list under a key."""
        for index, value in enumerate(self._list(key)):
            if isinstance(value, dict):
                yield self._node(value, key, index)
            elif value is not None:
                self._wrong(key, "a list of mappings")

    def named(self, key: str) -> Iterator[tuple[str, "Node"]]:
        """Name and mapping of each entry of the mapping under a key."""
        inside = self.child(key)
        for name, value in inside._value.items():  # noqa: SLF001  the same class
            if value is not None and not isinstance(value, dict):
                inside._wrong(name, "a mapping")  # noqa: SLF001  the same class
            yield name, inside._node(value if isinstance(value, dict) else {}, name)  # noqa: SLF001  the same class

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of the list under a key; one text alone is a list of one."""
        value = self._value.get(key)
        if isinstance(value, str):
            text = self.text(key)
            return (text,) if text else ()
        found: list[str] = []
        for one in self._list(key):
            if isinstance(one, bool | dict | list):
                self._wrong(key, "a list of texts")
            elif one is not None and str(one).strip():
                found.append(str(one).strip())
        return tuple(found)

    def drop(self, key: str, reason: str) -> None:
        """Report what stands under a key as lost, if something does."""
        value = self._take(key)
        if _holds(value):
            self.lose(key, _summary(value), reason)

    def lose(self, key: str, said: object, reason: str) -> None:
        """Report a value under a key as lost."""
        self.losses.add(self.place(key), self.key(key), said, reason)

    def ignore(self, *keys: str) -> None:
        """Keys that say nothing of their own: they repeat what stands elsewhere in the file."""
        self._read.update(keys)

    def drawing(self, *keys: str) -> None:
        """Keys that only say how something is drawn."""
        self.losses.drawn(sum(_holds(self._take(key)) for key in keys))

    def rest(self, reason: str = NO_PLACE, *, silent: Callable[[Value], bool] | None = None) -> None:
        """Report every key that was not read and holds something; `silent` tells values that say nothing."""
        for key in list(self._value):
            value = self._value[key]
            if key not in self._read and _holds(value) and not (silent and silent(value)):
                self.drop(key, reason)

    def _take(self, key: str) -> Value:
        self._read.add(key)
        return self._value.get(key)

    def _list(self, key: str) -> Sequence[Value]:
        value = self._take(key)
        if value is None or (not value and isinstance(value, str | dict)):
            return ()
        return value if isinstance(value, list) else self._wrong(key, "a list")

    def _node(self, value: dict[str, Value], *steps: str | int) -> "Node":
        return Node(self._document, value, (*self.path, *steps), self.losses)

    def _wrong(self, key: str, wanted: str) -> NoReturn:
        source = Source(self._document.file, b"")
        message = f"{wanted} was expected here"
        raise source.refusal("shape", message, line=self.place(key).line, key=self.key(key))


def root(document: Document, losses: Losses) -> Node:
    """The mapping that a document is. Raises ProblemsError where it is anything else."""
    if not isinstance(document.value, dict):
        source = Source(document.file, b"")
        raise source.refusal("format", "the file does not hold keys with values", "Name a threat model")
    return Node(document, document.value, (), losses)


def _holds(value: Value) -> bool:
    """Whether a value says something: an empty text, list or mapping does not."""
    if isinstance(value, dict):
        return any(map(_holds, value.values()))
    if isinstance(value, list):
        return any(map(_holds, value))
    return value is not None and value != ""


def _summary(value: Value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_summary(inner)}" for key, inner in list(value.items())[:10] if _holds(inner))
    if isinstance(value, list):
        return ", ".join(_summary(inner) for inner in value[:10] if _holds(inner))
    return brief(value)
