# SPDX-License-Identifier: Apache-2.0
"""Semantic versions as OSV compares them for npm, Go and crates.io: the precedence of SemVer 2.0.0, section 11.

Accepted is every SemVer 2.0.0 version, and beyond that what the evaluation of OSV records needs:

- a leading `v`, as Go writes its versions (`v1.2.3`, pseudo-versions, `v2.0.0+incompatible`);
- a missing minor or patch number, which counts as 0, because records write `0` and `1.2` as bounds of ranges
  (where a range begins with `introduced: "0"`, OSV means everything below too: see `versions.LOWEST`);
- leading zeros, which do not count, and empty identifiers, which count as `-`, because records of older packages
  hold them (`1.01.0`, `2.0.0-a..1`).

Refused is the rest: a fourth number, an upper-case `V`, blanks, letters in the numbers, characters beyond ASCII.
Numbers may have any length. Build metadata (`+…`) is checked and then ignored, so `1.0.0+a` equals `1.0.0+b`.

The key: the three numbers; then 0xFF for a release, or the pre-release identifiers, each a number or text (mark
0xF0, ASCII, zero byte). So numbers sort before text, fewer identifiers before more, pre-releases before releases.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, encoded

SCHEME = "semver"

_RELEASE, _TEXT, _TEXT_END = b"\xff", b"\xf0", b"\x00"
_IDENTIFIERS = re.compile(r"[0-9A-Za-z.-]*")
_VERSION = re.compile(
    r"v?(?P<major>[0-9]+)(?:\.(?P<minor>[0-9]+))?(?:\.(?P<patch>[0-9]+))?"
    r"(?:-(?P<pre>[0-9A-Za-z.-]*))?(?:\+[0-9A-Za-z.-]*)?"
)


def key(version: str) -> bytes:
    """The sortable key of a semantic version. Raises InvalidVersionError."""
    numbers, hyphen, pre = version.partition("-")
    head, _, patch = numbers.rpartition(".")
    if not head:
        return _SINGLES[version]
    try:
        if hyphen:
            return _HEADS[head] + _PATCHES[patch] + _PRES[pre]
        return _HEADS[head] + _PATCHES[patch] + _RELEASE
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of a version that is not three numbers and perhaps a pre-release."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InvalidVersionError(SCHEME, version, "SemVer wants 1.2.3, and -pre-release and +build after it")
    major, minor, patch, pre = match.groups()
    numbers = NUMBERS[major] + NUMBERS[minor or "0"] + NUMBERS[patch or "0"]
    return numbers + (_RELEASE if pre is None else _identifiers(pre))


def _head(head: str) -> bytes:
    """Major and minor number. Raises KeyError for anything else."""
    major, _, minor = head.removeprefix("v").partition(".")
    return NUMBERS[major] + NUMBERS[minor]


def _pre(pre: str) -> bytes:
    """What follows the first hyphen. Raises KeyError for what only `_whole` can judge."""
    if not _IDENTIFIERS.fullmatch(pre):
        raise KeyError(pre)
    return _identifiers(pre)


def _identifiers(identifiers: str) -> bytes:
    return b"".join([_identifier(identifier) for identifier in identifiers.split(".")])


def _identifier(identifier: str) -> bytes:
    if identifier.isdigit():
        return NUMBERS[identifier]
    return _TEXT + (identifier or "-").encode("ascii") + _TEXT_END


_HEADS = Learned(_head, LONGEST_PLAIN)
_PATCHES = Learned(encoded, LONGEST_PLAIN)
_PRES = Learned(_pre, LONGEST_PLAIN)
_SINGLES = Learned(_whole)
