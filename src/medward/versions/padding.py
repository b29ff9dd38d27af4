# SPDX-License-Identifier: Apache-2.0
"""Lists that compare as if zeros followed them for ever, as bytes: `1` equals `1.0.0` and sorts below `1.0.1`.

RubyGems and the generic order compare versions so. An item is its bytes, or `ZERO` for one that equals the
padding. The first byte of an item says which side of zero it lies on: 0x01 and 0x02 below, 0x06 and up above.

A run of zeros inside a list cannot be written as so many items, because the shorter list has none there. It is
written with what follows it: before an item below zero as 0x03 and its length, before one above zero as 0x05
and its length counted down from 65,535, at the end of the list as nothing. The end is 0x04. So a longer run
lies nearer to the end, from both sides.
"""

from collections.abc import Iterable

from medward.versions.errors import MAX_LENGTH
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS
from medward.versions.numbers import ZERO as ZERO_NUMBER

ZERO = b""
END = b"\x04"
"""What `padded` writes at the end of every list."""

_RUN_BELOW, _RUN_ABOVE = b"\x03", b"\x05"
_MOST = 0xFFFF


def padded(items: Iterable[bytes]) -> bytes:
    """The bytes of a list of items; two lists compare as their bytes do."""
    parts, run = [], 0
    for item in items:
        if item == ZERO:
            run += 1
            continue
        if run:
            parts.append(zeros(run, below=item < END))
            run = 0
        parts.append(item)
    return b"".join([*parts, END])


def zeros(length: int, *, below: bool = False) -> bytes:
    """A run of zeros before an item above zero, or below it. No text of MAX_LENGTH has as many as `_MOST`."""
    return _RUN_BELOW + length.to_bytes(2, "big") if below else _RUN_ABOVE + (_MOST - length).to_bytes(2, "big")


def number(digits: str) -> bytes:
    """A number as an item. Raises KeyError for anything else."""
    written = NUMBERS[digits]
    return ZERO if written == ZERO_NUMBER else written


def numbers(text: str) -> bytes:
    """The bytes of numbers between dots, as `padded` has them. Raises KeyError for anything else."""
    if len(text) > MAX_LENGTH:
        raise KeyError(text)
    head, dot, tail = text.rpartition(".")
    last = NUMBERS[tail]
    if last == ZERO_NUMBER:
        return _TRIMMED_HEADS[head] + END if dot else END
    return _HEADS[head] + last + END if dot else last + END


def trimmed(text: str) -> bytes:
    """Numbers between dots without zeros at their end and without END. Raises KeyError for anything else."""
    return _TRIMMED_HEADS[text]


def _head(head: str) -> bytes:
    """Numbers between dots, before one more that is above 0."""
    return padded([*map(number, head.split(".")), _ONE])[: -len(_ONE + END)]


def _trimmed_head(head: str) -> bytes:
    """Numbers between dots, before zeros alone."""
    return padded(map(number, head.split(".")))[: -len(END)]


_ONE = NUMBERS["1"]
_HEADS = Learned(_head, LONGEST_PLAIN)
_TRIMMED_HEADS = Learned(_trimmed_head, LONGEST_PLAIN)
