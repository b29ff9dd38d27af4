# SPDX-License-Identifier: Apache-2.0
"""Versions of Conan packages, in the order of Conan 2's `Version`.

Reference: "Version ranges" in the documentation of Conan 2. Accepted is every text of printable ASCII without
blanks.

The order: the part after the last `+` is the build, the part after the last `-` the pre-release, each a
version of its own kind; the rest is items between dots, without zeros at its end. Items compare one by one,
fewer below more; then a pre-release sorts below none, and an empty one (`2-`) below every other; then a build
sorts above none.

A number against a text: Conan compares both as text, and so runs in a circle (9 < 10 < 1a < 9). Here a text
that begins with digits sorts by their number first, right after that number itself, and then by what follows;
other texts sort above all numbers. Wherever the numbers have equally many digits, that is Conan's order.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "conan"

_ITEMS_END, _NUMBER_END, _NUMBER_TEXT, _TEXT, _TEXT_END = b"\x01", b"\x02", b"\x03", b"\xc0", b"\x00"
_NO_BUILD, _BUILD, _NO_PRE = b"\x00", b"\x01", b"\xff"
_PRINTABLE = re.compile(r"[\x21-\x7e]+")
_PLAIN = re.compile(r"[\x21-\x2a\x2c\x2e-\x7e]*")
_ITEM = re.compile(r"([0-9]*)(.*)")
_ZERO_ITEM = ZERO + _NUMBER_END


def key(version: str) -> bytes:
    """The sortable key of a Conan version. Raises InvalidVersionError."""
    rest, plus, build = version.partition("+")
    release, hyphen, pre = rest.partition("-")
    head, _, tail = release.rpartition(".")
    try:
        number = NUMBERS[tail]
        items = _HEADS[head] + number + _NUMBER_END if number != ZERO else _TRIMMED_HEADS[head]
        ending = _ITEMS_END + (_PARTS[pre] if hyphen else _NO_PRE)
        return items + ending + (_BUILD + _PARTS[build] if plus else _NO_BUILD)
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    if not _PRINTABLE.fullmatch(version):
        raise InvalidVersionError(SCHEME, version, "it is empty, or holds blanks or characters beyond ASCII")
    return _version(version)


def _version(text: str) -> bytes:
    """A version, or a pre-release or build, which have the same form; its bytes tell where they end."""
    rest, plus, build = text.rpartition("+")
    main, hyphen, pre = (rest if plus else text).rpartition("-")
    items = main if hyphen else pre
    key = _items(items) if items else b""
    key += _ITEMS_END + (_version(pre) if hyphen else _NO_PRE)
    return key + (_BUILD + _version(build) if plus else _NO_BUILD)


def _items(text: str) -> bytes:
    items = [_item(item) for item in text.split(".")]
    while items and items[-1] == _ZERO_ITEM:
        items.pop()
    return b"".join(items)


def _item(item: str) -> bytes:
    match = _ITEM.fullmatch(item)
    digits, rest = match.groups() if match else ("", item)
    if digits and not rest:
        return NUMBERS[digits] + _NUMBER_END
    if digits:
        return NUMBERS[digits] + _NUMBER_TEXT + rest.encode("ascii") + _TEXT_END
    return _TEXT + rest.encode("ascii") + _TEXT_END


def _head(head: str) -> bytes:
    """Numbers between dots. Raises KeyError for anything else."""
    return b"".join([NUMBERS[part] + _NUMBER_END for part in head.split(".")])


def _trimmed_head(head: str) -> bytes:
    """Numbers between dots, without zeros at their end. Raises KeyError for anything else."""
    _head(head)
    return _items(head)


def _part(part: str) -> bytes:
    """A pre-release or build without parts of its own. Raises KeyError for what only `_whole` can judge."""
    if not _PLAIN.fullmatch(part):
        raise KeyError(part)
    return _version(part)


_HEADS = Learned(_head, LONGEST_PLAIN)
_TRIMMED_HEADS = Learned(_trimmed_head, LONGEST_PLAIN)
_PARTS = Learned(_part, LONGEST_PLAIN)
