# SPDX-License-Identifier: Apache-2.0
"""Versions of Alpine packages, in the order of `apk version -t` of apk-tools 3.

Reference: apk-package(5) of apk-tools. Accepted is what it allows, and nothing else: numbers between dots, one
lower-case letter, any number of suffixes each with an optional number, `~` and a commit in hexadecimal digits,
`-r` and a revision. The suffixes before a release are `_alpha`, `_beta`, `_pre`, `_rc`; those after it `_cvs`,
`_svn`, `_git`, `_hg`, `_p`.

The order: the first number as a number, each further one too, unless one of the two begins with 0: then both
compare as text. What comes next at the first difference decides otherwise:

    a suffix before a release < the end < a revision < a commit < a suffix's number < a suffix after a release
    < a letter < a number

So `1.0` and `1.0-r0` differ, as do `1.0` and `1.00`.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS

SCHEME = "apk"

_BEFORE, _AFTER = ("alpha", "beta", "pre", "rc"), ("cvs", "svn", "git", "hg", "p")
_SUFFIXES = {name: bytes((mark,)) for mark, name in enumerate(_BEFORE, 1)}
_END, _REVISION, _COMMIT, _SUFFIX_NUMBER = b"\x05", b"\x06", b"\x07", b"\x08"
_SUFFIXES |= {name: bytes((mark,)) for mark, name in enumerate(_AFTER, 9)}
_TEXT, _NUMBER, _TEXT_END = b"\xc0", b"\xd0", b"\x00"
_NAMES = "|".join(_BEFORE + _AFTER)
_VERSION = re.compile(
    rf"([0-9]+)((?:\.[0-9]+)*)([a-z]?)((?:_(?:{_NAMES})[0-9]*)*)(?:~([0-9a-f]+))?(?:-r([0-9]+))?"
)
_HEAD = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_split_suffixes = re.compile(r"_([a-z]+)([0-9]*)").findall


def key(version: str) -> bytes:
    """The sortable key of an Alpine version. Raises InvalidVersionError."""
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
            SCHEME, version, "apk wants numbers between dots, and a letter, _rc1, -r1 after them"
        )
    return NUMBERS[match[1]] + _further(match[2]) + _ending(match)


def _further(text: str) -> bytes:
    """The numbers after the first, each with its dot before it."""
    return b"".join([_component(part) for part in text.split(".")[1:]])


def _component(part: str) -> bytes:
    if part[:1] == "0":
        return _TEXT + part.encode("ascii") + _TEXT_END
    return _NUMBER + NUMBERS[part]


def _ending(match: re.Match[str]) -> bytes:
    """Letter, suffixes, commit and revision."""
    _, _, letter, suffixes, commit, revision = match.groups()
    parts = [letter.encode("ascii"), *(_suffix(*suffix) for suffix in _split_suffixes(suffixes))]
    if commit:
        parts.append(_COMMIT + commit.encode("ascii") + _TEXT_END)
    if revision:
        parts.append(_REVISION + NUMBERS[revision])
    return b"".join([*parts, _END])


def _suffix(name: str, number: str) -> bytes:
    return _SUFFIXES[name] + (_SUFFIX_NUMBER + NUMBERS[number] if number else b"")


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
