# SPDX-License-Identifier: Apache-2.0
"""Versions of Debian and Ubuntu packages: `[epoch:]upstream[-revision]`, as `dpkg --compare-versions` orders them.

Reference: Debian Policy Manual 4.7, section 5.6.12. Accepted is what dpkg accepts without a warning: upstream
starts with a digit and holds ASCII letters, digits and `.+-~:` (a colon only after an epoch, a hyphen only before
a revision); a revision holds letters, digits and `.+~`; blanks around the whole do not count; an epoch fits in 31
bits and has no sign. Refused is the rest, and so the words that some advisories write in place of a version
(`undetermined`).

The order, from left to right: the epoch as a number; then upstream, then revision, each as runs of non-digits and
of digits in turn. Digits compare as numbers. Non-digits compare by character: `~` < the end of the run < letters <
everything else. What is missing counts as zero, so `1.0` equals `1.0-0`, and `1.0~` equals `1.0~0`.

The key writes these runs one after another. A number is itself the end of the run before it, because its first
byte (0x10 to 0xBF) lies above `~` (0x01) and below the other characters (0xC0 and up). 0x02 ends upstream and
revision. An epoch above 0 is 0xFF and its number; epoch 0 is nothing.
"""

import re
from string import ascii_letters, digits

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "deb"

_END, _EPOCH = b"\x02", b"\xff"
_LARGEST_EPOCH = NUMBERS[str(2**31 - 1)]
_CHARACTERS = {"~": b"\x01"} | {
    character: bytes((0xC0 + place,)) for place, character in enumerate([*sorted(ascii_letters), *"+-.:"])
}
_DIGITS = frozenset(digits)
_split_runs = re.compile(r"[0-9]+[^0-9]*|[^0-9]+").findall
_VERSION = re.compile(
    r"""
    (?:(?P<epoch>[0-9]+):)?
    (?:
        (?P<upstream>[0-9][0-9A-Za-z.+~:-]*)-(?P<revision>[0-9A-Za-z.+~]+)
      | (?P<native>[0-9][0-9A-Za-z.+~:]*)
    )
    """,
    re.VERBOSE,
)


def key(version: str) -> bytes:
    """The sortable key of a Debian version. Raises InvalidVersionError."""
    upstream, hyphen, revision = version.rpartition("-")
    if not hyphen:
        upstream, revision = version, "0"
    head, _, tail = upstream.rpartition(".")
    if not head:
        return _SINGLES[version]
    try:
        return _HEADS[head] + _TAILS[tail] + _TAILS[revision]
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of a version that does not fall into plain parts: no dot, a colon late in it, blanks around it."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version.strip(" \t"))
    if match is None:
        raise InvalidVersionError(SCHEME, version, "Debian Policy does not allow it")
    epoch, upstream, revision, native = match.groups()
    if epoch is None and ":" in version:
        raise InvalidVersionError(SCHEME, version, "its epoch, before the first colon, is not a number")
    if NUMBERS[epoch or "0"] > _LARGEST_EPOCH:
        raise InvalidVersionError(SCHEME, version, "its epoch is too large")
    return _EPOCHS[epoch or "0"] + _ended(native or upstream) + _ended(revision or "0")


def _epoch(epoch: str) -> bytes:
    """An epoch. Raises KeyError for what is none."""
    number = NUMBERS[epoch]
    if number > _LARGEST_EPOCH:
        raise KeyError(epoch)
    return b"" if number == ZERO else _EPOCH + number


def _runs(text: str) -> bytes:
    """Characters and numbers in turn. Raises KeyError for a character that no version has."""
    return b"".join(map(_run_bytes, _split_runs(text)))


def _run(run: str) -> bytes:
    """A number with the characters up to the next one, or characters alone."""
    characters = run.lstrip(digits)
    number = run[: len(run) - len(characters)]
    return (NUMBERS[number] if number else b"") + b"".join([_CHARACTERS[character] for character in characters])


def _ended(text: str) -> bytes:
    """An upstream version or revision to its end, where a missing number is zero."""
    return _runs(text) + (_END if text[-1] in _DIGITS else ZERO + _END)


def _head(head: str) -> bytes:
    """Epoch and upstream version up to the last dot. Raises KeyError for what only `_whole` can judge."""
    epoch, colon, upstream = head.rpartition(":")
    if upstream[:1] not in _DIGITS:
        raise KeyError(head)
    return (_EPOCHS[epoch] if colon else b"") + _runs(f"{upstream}.")


def _tail(tail: str) -> bytes:
    """Upstream version from the last dot on, or revision. Raises KeyError for what only `_whole` can judge."""
    if not tail or ":" in tail:
        raise KeyError(tail)
    return _ended(tail)


_EPOCHS = Learned(_epoch)
_run_bytes = Learned(_run).__getitem__
_HEADS = Learned(_head, LONGEST_PLAIN)
_TAILS = Learned(_tail, LONGEST_PLAIN)
_SINGLES = Learned(_whole)
