# SPDX-License-Identifier: Apache-2.0
r"""Versions of Composer packages (Packagist), in the order of `Composer\Semver`.

Reference: "Versions and constraints" in the documentation of Composer, and PHP's `version_compare`. Accepted
is what Composer's `VersionParser` normalises: one to four numbers or a date, with an optional leading `v`, a
stability (`alpha`/`a`, `beta`/`b`, `RC`, `stable`, `patch`/`pl`/`p`) with numbers, `-dev`, and `+metadata`; a
numbered branch such as `1.x-dev`. Refused is everything else, and branches with a name (`dev-master`), which
have no order.

The order: numbers first, one to four of them filled up to four; then, at each place

    dev < alpha < beta < RC < the end < patch < a further number

A branch `1.x-dev` stands above every release of 1. Metadata does not count.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS, ZERO

SCHEME = "composer"

_NUMBERS = 4
_BRANCH = "9999999"
_DEV, _END, _PATCH = b"\x01", b"\x05", b"\x06"
_STAGES = {"alpha": b"\x02", "a": b"\x02", "beta": b"\x03", "b": b"\x03", "rc": b"\x04"}
_STAGES |= dict.fromkeys(("patch", "pl", "p"), _PATCH)
_STABILITY = (
    r"[._-]?(?:(?P<stage>stable|beta|b|rc|alpha|a|patch|pl|p)(?P<numbers>(?:[.-]?[0-9]++)*+))?(?P<dev>[.-]?dev)?"
    r"(?:\+\S+)?"
)
_RELEASE = re.compile(r"v?(?P<release>[0-9]{1,5}(?:\.[0-9]+){0,3})(?![0-9])" + _STABILITY, re.IGNORECASE)
_DATE = re.compile(
    r"v?(?P<release>[0-9]{4}(?:[.:-]?[0-9]{2}){1,6}(?:[.:-]?[0-9]{1,3}){0,2})" + _STABILITY, re.IGNORECASE
)
_NUMBERED = re.compile(r"v?(?P<release>[0-9]+(?:\.(?:[0-9]+|[x*])){0,3})[.-]?dev", re.IGNORECASE)
_split_digits = re.compile(r"[0-9]+").findall


def key(version: str) -> bytes:
    """The sortable key of a Composer version. Raises InvalidVersionError."""
    numbers, _, ending = version.partition("-")
    try:
        return _HEADS[numbers] + (_ENDINGS[ending] if ending else _END) if version[-1:] != "-" else _whole(version)
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    text = version.strip() if version.isascii() else ""
    if match := _RELEASE.fullmatch(text):
        return _padded(match["release"].split(".")) + _ending(match)
    if match := _DATE.fullmatch(text):
        return b"".join([NUMBERS[part] for part in _split_digits(match["release"])]) + _ending(match)
    if match := _NUMBERED.fullmatch(text):
        return _branch(match["release"].lower())
    raise InvalidVersionError(SCHEME, version, "Composer does not allow it, or gives it no order")


def _padded(numbers: list[str]) -> bytes:
    return b"".join([NUMBERS[number] for number in numbers]) + ZERO * (_NUMBERS - len(numbers))


def _branch(release: str) -> bytes:
    """A branch: its missing numbers, and those written `x`, are larger than any of a release."""
    parts = [_BRANCH if part in "x*" else part for part in release.split(".")]
    return _padded(parts + [_BRANCH] * (_NUMBERS - len(parts))) + _DEV + _END


def _ending(match: re.Match[str]) -> bytes:
    """Stability with its numbers, and `-dev`; after `stable` Composer drops the rest."""
    stage = (match["stage"] or "").lower()
    if stage == "stable":
        return _END
    numbers = b"".join([NUMBERS[number] for number in _split_digits(match["numbers"] or "")])
    return (_STAGES[stage] if stage else b"") + numbers + (_DEV if match["dev"] else b"") + _END


def _head(head: str) -> bytes:
    """One to four numbers. Raises KeyError for what only `_whole` can judge."""
    parts = head.split(".")
    if len(parts) > _NUMBERS or len(parts[0]) > _NUMBERS:
        raise KeyError(head)
    return _padded(parts)


def _plain_ending(ending: str) -> bytes:
    """What follows the first hyphen. Raises KeyError for what only `_whole` can judge."""
    match = _RELEASE.fullmatch(f"0-{ending}")
    if match is None or match["stage"] is None:
        raise KeyError(ending)
    return _ending(match)


_HEADS = Learned(_head, LONGEST_PLAIN)
_ENDINGS = Learned(_plain_ending, LONGEST_PLAIN)
