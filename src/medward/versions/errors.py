# SPDX-License-Identifier: Apache-2.0
"""What can go wrong with a version: its scheme is not known, or the scheme does not allow it."""

MAX_LENGTH = 4096
_SHOWN = 80


class InvalidVersionError(ValueError):
    """A text that is no version under its scheme.

    Attributes:
        scheme: the scheme that refused it, such as `pypi`.
        version: the text as it was given.
    """

    def __init__(self, scheme: str, version: str, reason: str) -> None:
        shown = version if len(version) <= _SHOWN else f"{version[:_SHOWN]}…"
        super().__init__(f"{shown!r} is not a version under the scheme '{scheme}': {reason}")
        self.scheme = scheme
        self.version = version


class UnknownSchemeError(ValueError):
    """A name that is neither a scheme nor an ecosystem with one.

    Attributes:
        name: the name as it was given.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"no version scheme is known for {name[:_SHOWN]!r}; known schemes: {', '.join(known)}")
        self.name = name


def too_long(scheme: str, version: str) -> InvalidVersionError:
    """The error for a text longer than MAX_LENGTH, which no real version is."""
    return InvalidVersionError(
        scheme, version, f"it has {len(version):,} characters, more than the {MAX_LENGTH:,} allowed"
    )
