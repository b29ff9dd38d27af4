# SPDX-License-Identifier: Apache-2.0
"""Versions of Python packages: PEP 440, in the order of `packaging.version.Version`.

Accepted is what PEP 440 accepts, in every spelling that it normalises: a leading `v`, upper case, blanks around
the whole, `alpha`/`beta`/`c`/`pre`/`preview`, `rev`/`r`, `1.0-1` for a post-release, missing numbers, leading
zeros, `-` and `_` as separators. Refused is everything else, such as what was uploaded before PEP 440 (`2.0-foo`).

The key, from left to right:

- an epoch above 0: 0xFF and its number; epoch 0: nothing;
- the numbers of the release without trailing zeros, so that `1.0` equals `1`;
- `a`, `b` or `rc` and its number, where there is one; then `.post` and its number, where there is one;
- `.dev` and its number, or the mark of a finished release. The marks are smaller than any number, so that a longer
  release sorts after, and among themselves `.dev` < `a` < `b` < `rc` < finished < `.post`;
- the local label, where there is one: each part is text (mark, ASCII, zero byte) or a number. Text sorts before
  numbers, and fewer parts before more.
"""

import re
from string import digits

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "pypi"

_EPOCH = b"\xff"
_DEV, _A, _B, _RC, _FINISHED, _POST = (bytes((mark,)) for mark in range(1, 7))
_PRE = {"a": _A, "alpha": _A, "b": _B, "beta": _B, "c": _RC, "rc": _RC, "pre": _RC, "preview": _RC}
_TEXT, _TEXT_END = b"\x01", b"\x00"

_VERSION = re.compile(
    r"""
    v?
    (?:(?P<epoch>[0-9]+)!)?
    (?P<release>[0-9]+(?:\.[0-9]+)*)
    (?:[._-]?(?P<pre>alpha|a|beta|b|preview|pre|c|rc)[._-]?(?P<pre_number>[0-9]+)?)?
    (?P<post>-(?P<bare_number>[0-9]+)|[._-]?(?:post|rev|r)[._-]?(?P<post_number>[0-9]+)?)?
    (?P<dev>[._-]?dev[._-]?(?P<dev_number>[0-9]+)?)?
    (?:\+(?P<local>[a-z0-9]+(?:[._-][a-z0-9]+)*))?
    """,
    re.VERBOSE,
)
_LOCAL_SEPARATOR = re.compile(r"[._-]")


def key(version: str) -> bytes:
    """The sortable key of a PEP 440 version. Raises InvalidVersionError."""
    head, _, tail = version.rpartition(".")
    if not head:
        return _SINGLES[version]
    try:
        heads, ending = _TAILS[tail]
        return heads[head] + ending
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of a version that does not fall into plain numbers and one ending."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _match(version.strip())
    if match is None:
        raise InvalidVersionError(SCHEME, version, "PEP 440 does not allow it")
    epoch = NUMBERS[match["epoch"] or "0"]
    return (b"" if epoch == ZERO else _EPOCH + epoch) + _trimmed(match["release"]) + _suffix(match)


def _match(text: str) -> re.Match[str] | None:
    """The parts of a version. Lower-casing turns some foreign letters into ASCII, so these are refused before."""
    return _VERSION.fullmatch(text.lower()) if text.isascii() else None


def _release(release: str) -> bytes:
    """Numbers between dots, as they are."""
    return b"".join([NUMBERS[part] for part in release.split(".")])


def _trimmed(release: str) -> bytes:
    """Numbers between dots, without trailing zeros; no other number's bytes end in the byte of zero."""
    return _release(release).rstrip(ZERO)


def _suffix(match: re.Match[str]) -> bytes:
    """What follows the release: pre-release, post-release, development release, local label."""
    _, _, pre, pre_number, post, bare_number, post_number, dev, dev_number, local = match.groups()
    key = _PRE[pre] + NUMBERS[pre_number or "0"] if pre else b""
    if post:
        key += _POST + NUMBERS[bare_number or post_number or "0"]
    key += _DEV + NUMBERS[dev_number or "0"] if dev else _FINISHED
    return key + b"".join(map(_local_part, _LOCAL_SEPARATOR.split(local))) if local else key


def _local_part(part: str) -> bytes:
    return NUMBERS[part] if part.isdigit() else _TEXT + part.encode("ascii") + _TEXT_END


def _tail(tail: str) -> tuple[Learned[bytes], bytes]:
    """What stands after the last dot: which form of the numbers before it goes with it, and its own bytes.

    Zeros before a tail without a number of its own, or with a zero, are trailing zeros of the release.
    """
    ending = tail.lstrip(digits)
    if ending == tail:
        return _TRIMMED_HEADS, _ENDINGS[f".{ending}"]
    number = NUMBERS[tail[: len(tail) - len(ending)]]
    if number == ZERO:
        return _TRIMMED_HEADS, _ENDINGS[ending]
    return _HEADS, number + _ENDINGS[ending]


def _ending(ending: str) -> bytes:
    """What may follow the last number of a release, such as `rc1`, `.post2` or nothing."""
    match = _match(f"0{ending}")
    if match is None or match["epoch"]:
        raise KeyError(ending)
    return _suffix(match)


_HEADS = Learned(_release, LONGEST_PLAIN)
_TRIMMED_HEADS = Learned(_trimmed, LONGEST_PLAIN)
_TAILS = Learned(_tail, LONGEST_PLAIN)
_ENDINGS = Learned(_ending)
_SINGLES = Learned(_whole)
