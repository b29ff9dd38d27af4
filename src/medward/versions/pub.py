# SPDX-License-Identifier: Apache-2.0
"""Versions of Dart packages, in the order of pub's `Version`: semantic versions whose build counts too.

Reference: "Package versioning" in the documentation of Dart. Accepted and refused is what `semver` accepts and
refuses, because OSV's records write bounds such as `0`; an empty build counts as none.

The order: that of semantic versions; then a build sorts above none, and builds compare identifier by
identifier, as pre-releases do.

The key: that of `semver`; then, where there is a build, 0x01 and its identifiers.
"""

from medward.versions import semver
from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned

SCHEME = "pub"

_BUILD = b"\x01"
_ZERO_LENGTH = len(semver.key("0-0")) - 1


def key(version: str) -> bytes:
    """The sortable key of a Dart version. Raises InvalidVersionError."""
    try:
        plain = semver.key(version)
    except InvalidVersionError as error:
        if len(version) > MAX_LENGTH:
            raise too_long(SCHEME, version) from None
        raise InvalidVersionError(
            SCHEME, version, "Dart wants 1.2.3, and -pre-release and +build after it"
        ) from error
    build = version.partition("+")[2]
    if not build:
        return plain
    return plain + _BUILD + (_BUILDS[build] if len(build) <= LONGEST_PLAIN else _build(build))


def _build(build: str) -> bytes:
    """The identifiers of a build, written as those of a pre-release of version 0."""
    return semver.key(f"0-{build}")[_ZERO_LENGTH:]


_BUILDS = Learned(_build)
