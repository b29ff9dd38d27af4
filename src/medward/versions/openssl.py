# SPDX-License-Identifier: Apache-2.0
"""Versions of OpenSSL: numbers and patch letters before 3.0, three numbers since.

Reference: OpenSSL's release strategy, and OPENSSL_VERSION_NUMBER(3). Accepted are two or three numbers, patch
letters (`1.0.2zg`), a stage before the release (`-dev`, `-alpha1`, `-beta2`, `-pre3`, `-rc1`) and `-fips`,
which names a build of the same version and does not count. Refused is everything else.

The order: numbers; then patch letters as text, none being lowest, so that `z` < `za`; then dev < alpha < beta
< pre < rc < the release, and the stage's number.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.numbers import NUMBERS

SCHEME = "openssl"

_STAGES = {name: bytes((mark,)) for mark, name in enumerate(("dev", "alpha", "beta", "pre", "rc"), 1)}
_RELEASE, _TEXT_END = b"\xff", b"\x00"
_VERSION = re.compile(r"([0-9]+)\.([0-9]+)(?:\.([0-9]+))?([a-z]*)(?:-(?:fips|(dev|alpha|beta|pre|rc)([0-9]*)))?")


def key(version: str) -> bytes:
    """The sortable key of an OpenSSL version. Raises InvalidVersionError."""
    head, _, tail = version.rpartition(".")
    try:
        return _HEADS[head] + _TAILS[tail]
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InvalidVersionError(SCHEME, version, "OpenSSL wants 1.2.3, and letters or -beta1 after it")
    return b"".join([NUMBERS[number or "0"] for number in match.groups()[:3]]) + _ending(match)


def _ending(match: re.Match[str]) -> bytes:
    """Patch letters and stage."""
    letters, stage, number = match.groups()[3:]
    return letters.encode("ascii") + _TEXT_END + (_STAGES[stage] + NUMBERS[number or "0"] if stage else _RELEASE)


def _head(head: str) -> bytes:
    """The first two numbers. Raises KeyError for anything else."""
    major, _, minor = head.partition(".")
    return NUMBERS[major] + NUMBERS[minor]


def _tail(tail: str) -> bytes:
    """The third number and what follows it. Raises KeyError for what only `_whole` can judge."""
    match = _VERSION.fullmatch(f"0.0.{tail}")
    if match is None:
        raise KeyError(tail)
    return NUMBERS[match[3]] + _ending(match)


_HEADS = Learned(_head, LONGEST_PLAIN)
_TAILS = Learned(_tail, LONGEST_PLAIN)
