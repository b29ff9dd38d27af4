# SPDX-License-Identifier: Apache-2.0
r"""Runs of versions as intervals of sortable keys: what a database joins with, and how ranges are united and cut.

A span holds the versions with `low <= key < high`. Because keys are compared as bytes, the smallest key above
`k` is `k` and a zero byte; so `<= v` ends before `key(v) + b"\x00"`, and one version is the span between its
key and that. No end is None, no beginning is the empty key. Spans of one range are in order and none touches
the next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

Comparator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">=", "*"]

NEXT = b"\x00"
"""Appended to a key, it gives the smallest key above it."""
_OPPOSITE: dict[Comparator, Comparator] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One condition of a range.

    Attributes:
        comparator: how a version compares with the one named; `*` names none.
        version: the version as written, without percent-encoding.
    """

    comparator: Comparator
    version: str = ""

    @property
    def opposite(self) -> "Constraint":
        """What holds exactly where this one does not, for a comparison with `<` or `>`."""
        return Constraint(_OPPOSITE[self.comparator], self.version)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of versions.

    Attributes:
        low: key from which versions are inside; empty where all are.
        high: key from which they no longer are, or None.
        opening: the constraint (`>` or `>=`) that the low end stands for; None where there is none.
        closing: the constraint (`<` or `<=`) that the high end stands for; None where there is none.
    """

    low: bytes
    high: bytes | None
    opening: Constraint | None = None
    closing: Constraint | None = None

    def holds(self, key: bytes) -> bool:
        """Whether a version with this key is inside."""
        return self.low <= key and (self.high is None or key < self.high)


EVERYTHING = Span(b"", None)


def one_version(key: bytes, version: str) -> Span:
    """The span that holds one version, in all its spellings."""
    return Span(key, key + NEXT, Constraint(">=", version), Constraint("<=", version))


def between(opening: tuple[Constraint, bytes] | None, closing: tuple[Constraint, bytes] | None) -> Span:
    """The span from one constraint to another, each with the key of its version."""
    low, high = b"", None
    if opening is not None:
        low = opening[1] + NEXT if opening[0].comparator == ">" else opening[1]
    if closing is not None:
        high = closing[1] + NEXT if closing[0].comparator == "<=" else closing[1]
    return Span(low, high, opening and opening[0], closing and closing[0])


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """All versions that are in any of the spans."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: span.low):
        last = found[-1] if found else None
        if span.high is not None and span.high <= span.low:
            continue
        if last is None or (last.high is not None and last.high < span.low):
            found.append(span)
        elif last.high is not None and (span.high is None or span.high > last.high):
            found[-1] = Span(last.low, span.high, last.opening, span.closing)
    return tuple(found)


def common(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    """All versions that are in both lists of spans, each in order as `united` gives them. Linear in both."""
    found: list[Span] = []
    mine = its = 0
    while mine < len(one) and its < len(other):
        first, second = one[mine], other[its]
        start = first if first.low >= second.low else second
        end = first if _ends_first(first, second) else second
        if end.high is None or start.low < end.high:
            found.append(Span(start.low, end.high, start.opening, end.closing))
        mine, its = (mine + 1, its) if end is first else (mine, its + 1)
    return tuple(found)


def rest(spans: Sequence[Span]) -> tuple[Span, ...]:
    """All versions that are in none of the spans, which are in order as `united` gives them."""
    found: list[Span] = []
    low, opening = b"", None
    for span in spans:
        if low < span.low:
            found.append(Span(low, span.low, opening, span.opening and span.opening.opposite))
        if span.high is None:
            return tuple(found)
        low, opening = span.high, span.closing and span.closing.opposite
    return (*found, Span(low, None, opening))


def _ends_first(one: Span, other: Span) -> bool:
    return one.high is not None and (other.high is None or one.high <= other.high)
