# SPDX-License-Identifier: Apache-2.0
"""Versions of NuGet packages, in the order of `NuGetVersion` with its default comparer.

Reference: "Package versioning" in the documentation of NuGet. Accepted are one to four numbers, a pre-release
label after `-`, metadata after `+`, and blanks around the whole. Refused is everything else, also a leading
`v`.

The order: the four numbers, where a missing one is zero; then a version with labels below one without; then
label by label, numbers as numbers and below words, words without regard to case, fewer labels below more.
Metadata does not count. NuGet holds the four numbers in 32 bits each; here they may have any length.

The key: four numbers; then 0xFF for a release, or the labels, each a number or a word (mark 0xF0, lower case,
zero).
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "nuget"

_NUMBERS = 4
_RELEASE, _WORD, _WORD_END = b"\xff", b"\xf0", b"\x00"
_LABELS = r"[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*"
_VERSION = re.compile(rf"([0-9]+(?:\.[0-9]+){{0,3}})(?:-({_LABELS}))?(?:\+{_LABELS})?")


def key(version: str) -> bytes:
    """The sortable key of a NuGet version. Raises InvalidVersionError."""
    numbers, hyphen, labels = version.partition("-")
    try:
        if hyphen:
            return _HEADS[numbers] + _LABELLED[labels]
        head, _, tail = version.rpartition(".")
        return (
            _SHORT[head] + NUMBERS[tail] + _RELEASE
            if head.count(".") == _NUMBERS - 2
            else _HEADS[version] + _RELEASE
        )
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version, with blanks around it and metadata after it."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version.strip())
    if match is None:
        raise InvalidVersionError(
            SCHEME, version, "NuGet wants one to four numbers, and -label and +metadata after them"
        )
    return _head(match[1]) + (_labels(match[2]) if match[2] else _RELEASE)


def _head(head: str) -> bytes:
    """One to four numbers between dots, filled up with zeros. Raises KeyError for anything else."""
    numbers = _numbers(head)
    missing = _NUMBERS - head.count(".") - 1
    if missing < 0:
        raise KeyError(head)
    return numbers + ZERO * missing


def _numbers(text: str) -> bytes:
    return b"".join([NUMBERS[part] for part in text.split(".")])


def _labelled(text: str) -> bytes:
    """What follows the first hyphen, without metadata. Raises KeyError for what only `_whole` can judge."""
    if not _LABELS_ALONE.fullmatch(text):
        raise KeyError(text)
    return _labels(text)


def _labels(labels: str) -> bytes:
    return b"".join([_label(label) for label in labels.lower().split(".")])


def _label(label: str) -> bytes:
    return NUMBERS[label] if label.isdigit() else _WORD + label.encode("ascii") + _WORD_END


_LABELS_ALONE = re.compile(_LABELS)
_HEADS = Learned(_head, LONGEST_PLAIN)
_SHORT = Learned(_numbers, LONGEST_PLAIN)
_LABELLED = Learned(_labelled, LONGEST_PLAIN)
