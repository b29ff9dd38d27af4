# SPDX-License-Identifier: Apache-2.0
"""Versions of Gentoo packages: the Package Manager Specification, section 3.3.

Accepted is what section 3.2 allows, and nothing else: numbers between dots, one lower-case letter, any number
of `_alpha`, `_beta`, `_pre`, `_rc` and `_p`, each with an optional number, and a revision `-r` with a number.

The order: the first number as a number. Each further one as a number too, unless one of the two begins with 0:
then both compare as text, without zeros at their end. More numbers sort above fewer; then the letter, none
being lowest; then the suffixes `_alpha` < `_beta` < `_pre` < `_rc` < none < `_p`, where no number is 0; then
the revision, where none is 0.

The key: numbers as 0xD0 and the number, those with a leading zero as 0xC0, text and a zero byte; 0x02 ends
them.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS

SCHEME = "ebuild"

_NUMBERS_END, _NO_LETTER, _SUFFIXES_END = b"\x02", b"\x01", b"\x05"
_TEXT, _NUMBER, _TEXT_END = b"\xc0", b"\xd0", b"\x00"
_SUFFIXES = {"alpha": b"\x01", "beta": b"\x02", "pre": b"\x03", "rc": b"\x04", "p": b"\x06"}
_VERSION = re.compile(r"([0-9]+)((?:\.[0-9]+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|p)[0-9]*)*)(?:-r([0-9]+))?")
_HEAD = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_split_suffixes = re.compile(r"_([a-z]+)([0-9]*)").findall


def key(version: str) -> bytes:
    """The sortable key of a Gentoo version. Raises InvalidVersionError."""
    head, dot, tail = version.rpartition(".")
    try:
        return _HEADS[head] + _TAILS[tail] if dot else _whole(version)
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InvalidVersionError(
            SCHEME, version, "Gentoo wants numbers between dots, and a letter, _rc1, -r1 after them"
        )
    return NUMBERS[match[1]] + _further(match[2]) + _ending(match)


def _further(text: str) -> bytes:
    """The numbers after the first, each with its dot before it."""
    return b"".join([_component(part) for part in text.split(".")[1:]])


def _component(part: str) -> bytes:
    if part[:1] == "0":
        return _TEXT + part.rstrip("0").encode("ascii") + _TEXT_END
    return _NUMBER + NUMBERS[part]


def _ending(match: re.Match[str]) -> bytes:
    """Letter, suffixes and revision."""
    _, _, letter, suffixes, revision = match.groups()
    marks = [_SUFFIXES[name] + NUMBERS[number or "0"] for name, number in _split_suffixes(suffixes)]
    return b"".join((_NUMBERS_END, letter.encode() or _NO_LETTER, *marks, _SUFFIXES_END, NUMBERS[revision or "0"]))


def _head(head: str) -> bytes:
    """Numbers between dots. Raises KeyError for anything else."""
    if not _HEAD.fullmatch(head):
        raise KeyError(head)
    first, dot, more = head.partition(".")
    return NUMBERS[first] + _further(dot + more)


def _tail(tail: str) -> bytes:
    """The last number and what follows it. Raises KeyError for what only `_whole` can judge."""
    match = _VERSION.fullmatch(tail)
    if match is None:
        raise KeyError(tail)
    return _component(match[1]) + _ending(match)


_HEADS = Learned(_head, LONGEST_PLAIN)
_TAILS = Learned(_tail, LONGEST_PLAIN)
