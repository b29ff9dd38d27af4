# SPDX-License-Identifier: Apache-2.0
"""Versions that are lists of numbers, compared number by number: `cran`, `hackage`, and `intdot` of vers.

A list that another one begins with is the lower one: `1.2` < `1.2.0` < `1.2.1`. Leading zeros do not count.

| scheme | reference | accepted |
|---|---|---|
| cran | `package_version` of R; CRAN, Bioconductor | numbers between `.` and `-`, which mean the same |
| hackage | `Data.Version` of Haskell; Hackage, GHC | numbers between dots |
| intdot | vers specification | numbers between dots; the rest, from any other character on, is ignored |

Refused is everything else. The key is the numbers alone.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS

_PREFIX = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def cran(version: str) -> bytes:
    """The sortable key of an R package's version. Raises InvalidVersionError."""
    return _key("cran", version, version.replace("-", "."))


def hackage(version: str) -> bytes:
    """The sortable key of a Haskell package's version. Raises InvalidVersionError."""
    return _key("hackage", version, version)


def intdot(version: str) -> bytes:
    """The sortable key of numbers between dots with anything after them. Raises InvalidVersionError."""
    match = _PREFIX.match(version)
    return _key("intdot", version, match[0] if match and len(version) <= MAX_LENGTH else version)


def _key(scheme: str, version: str, text: str) -> bytes:
    """The numbers of `text`; `version` is what an error names."""
    if len(version) > MAX_LENGTH:
        raise too_long(scheme, version)
    head, dot, tail = text.rpartition(".")
    try:
        return _HEADS[head] + NUMBERS[tail] if dot else NUMBERS[tail]
    except KeyError:
        if _PREFIX.fullmatch(text):
            return _numbers(text)
        raise InvalidVersionError(scheme, version, "it is not a list of numbers") from None


def _numbers(text: str) -> bytes:
    return b"".join([NUMBERS[part] for part in text.split(".")])


_HEADS = Learned(_numbers, LONGEST_PLAIN)
