# SPDX-License-Identifier: Apache-2.0
"""Kleene's strong logic of three values, and what is known of a field: its words, and which facts nobody has said.

Laws (held by tests): `both`, `either` and `negated` are those of Boolean logic where nothing is unknown, and
replacing an unknown operand by yes or no never changes a result that was yes or no.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

import msgspec


class Truth(StrEnum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def negated(truth: Truth) -> Truth:
    """Yes and no change places; unknown stays."""
    return _NEGATED[truth]


def both(truths: Iterable[Truth]) -> Truth:
    """No as soon as one is no; else unknown as soon as one is unknown; else yes."""
    found = set(truths)
    return Truth.NO if Truth.NO in found else Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES


def either(truths: Iterable[Truth]) -> Truth:
    """Yes as soon as one is yes; else unknown as soon as one is unknown; else no."""
    return negated(both(map(negated, truths)))


class OpenFact(NamedTuple):
    """Something that nobody has said: a key of a part.

    Attributes:
        part: id of the part; `device` for the device itself.
        field: the key, or what is missing about the part in words of the conditions (`hardware.secure_boot`).
    """

    part: str
    field: str

    def __str__(self) -> str:
        return f"{self.part}.{self.field}"


class Value(msgspec.Struct, frozen=True, gc=False):
    """What is known of a field.

    Attributes:
        words: words that it is known to have.
        open: facts that nobody has said, each of which could add words; empty where `words` is all there is.
    """

    words: frozenset[str] = frozenset()
    open: tuple[OpenFact, ...] = ()

    def has_one_of(self, wanted: Iterable[str]) -> Truth:
        """Does it have one of the words?"""
        if not self.words.isdisjoint(wanted):
            return Truth.YES
        return Truth.UNKNOWN if self.open else Truth.NO


NOTHING = Value()
"""Known to have no word."""


def joined(values: Iterable[Value]) -> Value:
    """All words and all open facts of several values."""
    words: set[str] = set()
    unsaid: dict[OpenFact, None] = {}
    for value in values:
        words |= value.words
        unsaid.update(dict.fromkeys(value.open))
    return Value(frozenset(words), tuple(unsaid))


def said(*words: str) -> Value:
    """A value that is known."""
    return Value(frozenset(words))


def unsaid(part: str, field: str) -> Value:
    """A value of which nobody has said anything."""
    return Value(open=(OpenFact(part, field),))


_NEGATED = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}
