# SPDX-License-Identifier: Apache-2.0
"""Versions of Yocto recipes: `[PE:]PV[-PR]`, in the order of BitBake's `vercmp`.

Reference: the variables PE, PV and PR in the Yocto Project Reference Manual. Accepted is every printable ASCII
text without blanks, slashes and colons; PR stands after the last hyphen, PE is the digits before the first
colon, and 0 without.

The order: PE as a number, then PV, then PR, each cut into runs of digits, runs of letters and single other
characters. At each place

    ~ < the end < digits, as a number < letters, by ASCII < other characters, by ASCII
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "yocto"

_TILDE, _END, _LETTERS, _OTHER, _EPOCH, _TEXT_END = b"\x01", b"\x02", b"\xc0", b"\xd0", b"\xff", b"\x00"
_VERSION = re.compile(r"(?:([0-9]+):)?([\x21-\x2e\x30-\x39\x3b-\x7e]+)")
_PLAIN = re.compile(r"[\x21-\x2c\x2e\x30-\x39\x3b-\x7e]*")
_split_runs = re.compile(r"[0-9]+|[A-Za-z]+|[^0-9A-Za-z]").findall


def key(version: str) -> bytes:
    """The sortable key of a recipe's version. Raises InvalidVersionError."""
    whole, hyphen, revision = version.rpartition("-")
    head, dot, tail = (whole if hyphen else revision).rpartition(".")
    try:
        return (
            _HEADS[head + dot] + _TAILS[tail] + (_TAILS[revision] if hyphen else _END) if dot else _whole(version)
        )
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InvalidVersionError(
            SCHEME, version, "it is empty, or holds blanks, slashes, colons or characters beyond ASCII"
        )
    epoch = NUMBERS[match[1] or "0"]
    number, hyphen, revision = match[2].rpartition("-")
    if not hyphen:
        number, revision = revision, ""
    return (b"" if epoch == ZERO else _EPOCH + epoch) + _runs(number) + _END + _runs(revision) + _END


def _runs(text: str) -> bytes:
    return b"".join([_RUNS[run] for run in _split_runs(text)])


def _run(run: str) -> bytes:
    if run[0].isdigit():
        return NUMBERS[run]
    if run[0].isalpha():
        return _LETTERS + run.encode("ascii") + _TEXT_END
    return _TILDE if run == "~" else _OTHER + run.encode("ascii")


def _plain(text: str) -> bytes:
    """A part without hyphen and colon. Raises KeyError for anything else."""
    if not _PLAIN.fullmatch(text):
        raise KeyError(text)
    return _runs(text)


def _tail(text: str) -> bytes:
    return _plain(text) + _END


_RUNS = Learned(_run)
_HEADS = Learned(_plain, LONGEST_PLAIN)
_TAILS = Learned(_tail, LONGEST_PLAIN)
