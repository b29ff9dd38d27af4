# SPDX-License-Identifier: Apache-2.0
"""Which records describe the same vulnerability, and the one id that names it.

Rules:

- `aliases` of the OSV schema are symmetric and transitive, so records that are linked by them, in any direction
  and over any number of steps, are one vulnerability. `related` and `upstream` link nothing: they are other
  vulnerabilities. Where a distribution's record is the one CVE upstream by another name, its reader gives the
  CVE id as an alias (see `medward.advisories.osv`).
- The id is the CVE id where there is one, else the GHSA id, else the smallest of the others. Where several CVE ids
  are linked (a Go report often covers several), the oldest names all of them and the others are its aliases.
"""

import re
from collections.abc import Iterable

_CVE = re.compile(r"CVE-([0-9]{4,})-([0-9]{4,})")


class Aliases:
    """Ids that are linked, as disjoint sets (union-find with path halving)."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def link(self, record: str, aliases: Iterable[str]) -> None:
        """Say that a record and its aliases are the same vulnerability."""
        root = self._root(record)
        for alias in aliases:
            other = self._root(alias)
            if other != root:
                self._parents[other] = root

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Every id that was seen → all ids of its vulnerability: first the one that names it, then the others."""
        members: dict[str, list[str]] = {}
        for one in self._parents:
            members.setdefault(self._root(one), []).append(one)
        found: dict[str, tuple[str, ...]] = {}
        for ids in members.values():
            named = name(ids)
            group = (named, *sorted(set(ids) - {named}))
            found.update(dict.fromkeys(ids, group))
        return found

    def _root(self, one: str) -> str:
        parents = self._parents
        parents.setdefault(one, one)
        while (parent := parents[one]) != one:
            parents[one] = parents[parent]
            one = parents[one]
        return one


def name(ids: Iterable[str]) -> str:
    """The id that names a vulnerability. Raises ValueError where there is none."""
    return min(ids, key=_rank)


def _rank(one: str) -> tuple[int, int, int, str]:
    """CVE ids by year and number, then GHSA ids, then all others by their text."""
    cve = _CVE.fullmatch(one)
    if cve:
        return (0, int(cve[1]), int(cve[2]), one)
    return (1 if one.startswith("GHSA-") else 2, 0, 0, one)
