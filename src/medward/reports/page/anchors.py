# SPDX-License-Identifier: Apache-2.0
"""Names of places in the page: stable, so that a link into a report still leads there in the next one.

A name begins with a letter and holds letters, digits, `.`, `_` and `-` only, so that it needs no escaping in an
address. Sections of the page itself have short names of their own, from which `RESERVED` keeps these apart.
"""

import re

_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST = 80
RESERVED = ("summary", "links", "findings", "unknown", "verdicts", "words", "origin", "report")
"""Names that the templates use themselves."""


class Anchors:
    """Hands out names that are unique in one page; the same questions in the same order get the same names."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)

    def name(self, *parts: str) -> str:
        """A name made of `parts`; where it is taken, with a number at its end."""
        wanted = "-".join(_OTHER.sub("-", part) for part in parts)[:LONGEST]
        wanted = wanted if wanted[:1].isalpha() else f"x{wanted}"
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}..{number}"
        self._taken.add(name)
        return name
