# SPDX-License-Identifier: Apache-2.0
"""Versions of Arch Linux packages: `[epoch:]version[-release]`, in the order of pacman's `vercmp`.

Reference: vercmp(8). Accepted are ASCII letters, digits and `._+~` in the version, dots and digits in the
release, digits in the epoch. Refused is everything else, and a version that ends in a separator, where vercmp
runs in a circle (`1a.b` > `1a1` > `1a.` > `1a.b`).

The order: the epoch as a number, where none is 0; then the version, then the release, each cut into runs of
digits and runs of letters. At each place

    letters at once < the end < digits at once
    < letters after one separator < digits after one separator < letters after two …

Two versions of which one has no release are equal to vercmp whatever the other's release is, so that 1.0-1 =
1.0 = 1.0-2, though 1.0-1 < 1.0-2. No order can have that; here a version without a release has the first one,
`-1`.

The key writes an epoch above 0 as 0xFF and its number, and then one run after another.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "alpm"

_LETTERS, _END, _SEPARATOR, _EPOCH, _TEXT_END = b"\x01", b"\x02", b"\xc0", b"\xff", b"\x00"
_FIRST_RELEASE = "1"
_VERSION = re.compile(r"(?:([0-9]+):)?([0-9A-Za-z._+~]*[0-9A-Za-z])(?:-([0-9]+(?:\.[0-9]+)*))?")
_split_runs = re.compile(r"([._+~]*)(?:([0-9]+)|([A-Za-z]+))").findall
_PLAIN = re.compile(r"[0-9A-Za-z._+~]*[0-9A-Za-z]")


def key(version: str) -> bytes:
    """The sortable key of an Arch version. Raises InvalidVersionError."""
    whole, hyphen, release = version.partition("-")
    head, dot, tail = whole.rpartition(".")
    try:
        if dot:
            return _HEADS[head] + _TAILS[tail] + (_RELEASES[release] if hyphen else _NO_RELEASE)
    except KeyError:
        pass
    return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InvalidVersionError(
            SCHEME, version, "pacman wants [epoch:]version[-release] of letters, digits and ._+~"
        )
    epoch, number, release = match.groups()
    return _epoch(epoch or "0") + _runs(number) + _END + _runs(release or _FIRST_RELEASE) + _END


def _epoch(epoch: str) -> bytes:
    number = NUMBERS[epoch]
    return b"" if number == ZERO else _EPOCH + number


def _runs(text: str) -> bytes:
    return b"".join([_run(*run) for run in _split_runs(text)])


def _run(separators: str, digits: str, letters: str) -> bytes:
    before = _SEPARATOR + NUMBERS[str(len(separators))] if separators else b""
    return before + (NUMBERS[digits] if digits else _LETTERS + letters.encode("ascii") + _TEXT_END)


def _head(head: str) -> bytes:
    """Epoch and version up to the last dot. Raises KeyError for what only `_whole` can judge."""
    epoch, colon, number = head.rpartition(":")
    if not _PLAIN.fullmatch(number):
        raise KeyError(head)
    return (_epoch(epoch) if colon else b"") + _runs(number)


def _tail(tail: str) -> bytes:
    """The version from its last dot on. Raises KeyError for what only `_whole` can judge."""
    if not _PLAIN.fullmatch(tail):
        raise KeyError(tail)
    return _runs(f".{tail}") + _END


def _release(release: str) -> bytes:
    """A release of one number. Raises KeyError for what only `_whole` can judge."""
    return NUMBERS[release] + _END


_HEADS = Learned(_head, LONGEST_PLAIN)
_TAILS = Learned(_tail, LONGEST_PLAIN)
_RELEASES = Learned(_release, LONGEST_PLAIN)
_NO_RELEASE = _release(_FIRST_RELEASE)
