# SPDX-License-Identifier: Apache-2.0
"""Versions of Maven artifacts: the "Version Order Specification" of Maven's POM reference.

Accepted is every text of printable ASCII, as Maven itself refuses nothing; refused are blanks, control
characters and characters beyond ASCII.

The order: a version is cut into tokens at `.`, at `-`, and where digits meet letters (which counts as `-`). An
empty token is `0`. Tokens that say nothing (`0`, `ga`, `final`, `release`) are dropped at the end and before a
hyphen. Then tokens compare from left to right:

    alpha = a1, beta = b1, milestone = m1, rc = cr, snapshot < the end < sp < other words by alphabet < -1 < .1

Words compare without regard to case; `a`, `b` and `m` mean alpha, beta and milestone only before a digit.

Maven's code compares nested lists, and runs in circles where a word below the end follows a dot (`1-1` <
`1.0.alpha` < `1` < `1-1`). Here such a word counts as if it followed a hyphen. Maven 3.9 counts every word so
(`2.0.a` = `2-a`); the tests of the vers specification hold to the order before that (`2-1` < `2.0.a` <
`2.0.0.a`), and so does this.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "maven"

_STAGES = {name: bytes((mark,)) for mark, name in enumerate(("alpha", "beta", "milestone", "rc", "snapshot"), 1)}
_END, _SP, _WORD, _HYPHEN = b"\x06", b"\x07", b"\x08", b"\x0a"
_STAGES |= {"cr": _STAGES["rc"]}
_MARKS = _STAGES | {"sp": _SP} | dict.fromkeys(("", "ga", "final", "release"), _END)
_SHORT = {"a": "alpha", "b": "beta", "m": "milestone"}
_TEXT_END = b"\x00"
_PRINTABLE = re.compile(r"[\x21-\x7e]+")
_split_tokens = re.compile(r"([.-]|^|(?<=[0-9])(?=[^0-9.-])|(?<=[^0-9.-])(?=[0-9]))([0-9]+|[^0-9.-]+|)").findall

Token = tuple[bool, str]
"""Whether a hyphen stands before it, and its text in lower case: digits without leading zeros, or a word."""


def key(version: str) -> bytes:
    """The sortable key of a Maven version. Raises InvalidVersionError."""
    release, hyphen, rest = version.partition("-")
    head, dot, tail = release.rpartition(".")
    try:
        if hyphen:
            return _TRIMMED_HEADS[release] + _ENDINGS[rest]
        heads, ending = _TAILS[tail]
        return heads[head] + ending if dot else _whole(version)
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of a version that is not plain numbers with one ending."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    if not _PRINTABLE.fullmatch(version):
        raise InvalidVersionError(SCHEME, version, "it is empty, or holds blanks or characters beyond ASCII")
    return _bytes(_tokens(version.lower()))


def _bytes(tokens: list[Token]) -> bytes:
    return b"".join([_token_bytes(*token) for token in _trimmed(tokens)]) + _END


def _tokens(text: str) -> list[Token]:
    """The tokens in order; a word that a digit follows at once takes its long name."""
    found = _split_tokens(f"0{text}" if text[0] in ".-" else text)
    followed = [not separator for separator, _ in found[1:]] + [False]
    return [
        (place > 0 and separator != ".", _meaning(_SHORT.get(token, token) if before_digit else token))
        for place, ((separator, token), before_digit) in enumerate(zip(found, followed, strict=True))
    ]


def _meaning(token: str) -> str:
    """A token without leading zeros; nothing at all is a zero."""
    return token.lstrip("0") or "0" if token.isdigit() or not token else token


def _trimmed(tokens: list[Token]) -> list[Token]:
    """The tokens without those that say nothing and stand at the end, before a hyphen or before a stage."""
    kept: list[Token] = []
    for hyphen, text in reversed(tokens):
        counts = bool(kept) and not kept[-1][0] and kept[-1][1] not in _STAGES
        if counts or not (text == "0" or _MARKS.get(text) == _END):
            kept.append((hyphen, text))
    return kept[::-1]


def _token_bytes(hyphen: bool, text: str) -> bytes:
    if text.isdigit():
        return _HYPHEN + NUMBERS[text] if hyphen else NUMBERS[text]
    mark = _MARKS.get(text)
    return mark if mark is not None else _WORD + text.encode("ascii") + _TEXT_END


def _release(release: str) -> bytes:
    """Numbers between dots, as they are. Raises KeyError for anything else."""
    return b"".join([NUMBERS[part] for part in release.split(".")])


def _trimmed_release(release: str) -> bytes:
    """Numbers between dots, without zeros at their end; no other number's bytes end in the byte of zero."""
    return _release(release).rstrip(ZERO)


def _tail(tail: str) -> tuple[Learned[bytes], bytes]:
    """What stands after the last dot: which form of the numbers before it goes with it, and its own bytes.

    Raises KeyError for what only `_whole` can judge.
    """
    if not _PRINTABLE.fullmatch(tail):
        raise KeyError(tail)
    tokens = _tokens(tail.lower())
    kept = _trimmed(tokens)
    counts = bool(kept) and not kept[0][0] and kept[0][1] not in _STAGES
    return (_HEADS if counts else _TRIMMED_HEADS), _bytes(tokens)


def _ending(ending: str) -> bytes:
    """What follows the first hyphen. Raises KeyError for what only `_whole` can judge."""
    if not _PRINTABLE.fullmatch(ending):
        raise KeyError(ending)
    return _bytes(_tokens(f"1-{ending.lower()}")[1:])


_HEADS = Learned(_release, LONGEST_PLAIN)
_TRIMMED_HEADS = Learned(_trimmed_release, LONGEST_PLAIN)
_TAILS = Learned(_tail, LONGEST_PLAIN)
_ENDINGS = Learned(_ending, LONGEST_PLAIN)
