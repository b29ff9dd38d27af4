# SPDX-License-Identifier: Apache-2.0
"""Versions of RPM packages: `[epoch:]version[-release]`, in the order of `rpmvercmp`.

Reference: rpm-version(7) and the dependency section of the RPM reference manual. Accepted are ASCII letters,
digits and `._+~^` in version and release, a release after the last hyphen, an epoch of digits before the first
colon. Refused is everything else, though RPM would compare any text; so are an empty version and more than one
hyphen.

The order: the epoch as a number, where none is 0; then version, then release, each cut into runs of digits and
runs of letters. What stands between them only separates. At each place

    ~ < the end < ^ < letters, by ASCII < digits, as a number

A version without a release sorts below the same one with a release.

The key writes an epoch above 0 as 0xFF and its number, and then one run after another.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "rpm"

_TILDE, _END, _CARET, _LETTERS, _EPOCH = b"\x01", b"\x02", b"\x03", b"\x04", b"\xff"
_TEXT_END = b"\x00"
_PART = r"[0-9A-Za-z._+~^]+"
_VERSION = re.compile(rf"(?:([0-9]+):)?({_PART})(?:-({_PART}))?")
_split_runs = re.compile(r"[0-9]+|[A-Za-z]+|[~^]").findall
_PLAIN = re.compile(_PART)


def key(version: str) -> bytes:
    """The sortable key of an RPM version. Raises InvalidVersionError."""
    whole, hyphen, release = version.partition("-")
    head, dot, tail = whole.rpartition(".")
    try:
        if dot:
            return _HEADS[head] + _ENDED[tail] + (_ENDED[release] if hyphen else _END)
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
            SCHEME, version, "RPM wants [epoch:]version[-release] of letters, digits and ._+~^"
        )
    epoch, number, release = match.groups()
    return _epoch(epoch or "0") + _runs(number) + _END + _runs(release or "") + _END


def _epoch(epoch: str) -> bytes:
    number = NUMBERS[epoch]
    return b"" if number == ZERO else _EPOCH + number


def _head(head: str) -> bytes:
    """Epoch and version up to the last dot. Raises KeyError for what only `_whole` can judge."""
    epoch, colon, number = head.rpartition(":")
    if not _PLAIN.fullmatch(number):
        raise KeyError(head)
    return (_epoch(epoch) if colon else b"") + _runs(number)


def _ended(part: str) -> bytes:
    """The last part of a version, or a release. Raises KeyError for what only `_whole` can judge."""
    if not _PLAIN.fullmatch(part):
        raise KeyError(part)
    return _runs(part) + _END


def _runs(text: str) -> bytes:
    return b"".join([_RUNS[run] for run in _split_runs(text)])


def _run(run: str) -> bytes:
    if run[0].isdigit():
        return NUMBERS[run]
    marks = {"~": _TILDE, "^": _CARET}
    return marks.get(run) or _LETTERS + run.encode("ascii") + _TEXT_END


_RUNS = Learned(_run)
_HEADS = Learned(_head, LONGEST_PLAIN)
_ENDED = Learned(_ended, LONGEST_PLAIN)
