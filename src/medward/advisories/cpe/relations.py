# SPDX-License-Identifier: Apache-2.0
"""When one CPE name stands for another: the relations of NISTIR 7696, sections 6.1 to 6.3.

`source` is the name of the advisory, `target` that of the component. Table 6-2 relates two values:

| source | target | relation |
|---|---|---|
| ANY | ANY | equal |
| ANY | NA, or a text | superset |
| NA | NA | equal |
| NA, or any text | ANY | subset |
| NA | a text | disjoint |
| a text | NA | disjoint |
| a text | the same text | equal |
| a text | another text | disjoint |
| a text with wildcards | a text | superset where it fits, else disjoint |
| anything | a text with wildcards | undefined |

What a relation means for a match: `equal` and `superset` are sure, because the advisory speaks of all that the
component may be. `subset` and `undefined` are not, because the component may be something else: they are never
taken for a match and never for none. `disjoint` is none.

Versions are not related here where an advisory gives a range of them; see `medward.advisories.judging`.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from medward.advisories.cpe.names import ANY, NA, Cpe, has_wildcard


class Relation(StrEnum):
    """How the source relates to the target."""

    EQUAL = "equal"
    SUPERSET = "superset"
    SUBSET = "subset"
    DISJOINT = "disjoint"
    UNDEFINED = "undefined"


def related(source: str, target: str) -> Relation:
    """How two values of the same attribute relate: table 6-2."""
    if has_wildcard(target):
        return Relation.UNDEFINED
    if source == target:
        return Relation.EQUAL
    if source == ANY:
        return Relation.SUPERSET
    if target == ANY:
        return Relation.SUBSET
    if NA in {source, target} or not has_wildcard(source):
        return Relation.DISJOINT
    return Relation.SUPERSET if _pattern(source).fullmatch(target) else Relation.DISJOINT


def relation(source: Cpe, target: Cpe) -> Relation:
    """How two names relate: table 6-4. Names that overlap without either holding the other are undefined."""
    return combined(related(*pair) for pair in zip(source, target, strict=True))


def combined(relations: Iterable[Relation]) -> Relation:
    """The relation of two names, from those of their values."""
    found = set(relations)
    if Relation.DISJOINT in found:
        return Relation.DISJOINT
    found.discard(Relation.EQUAL)
    if not found:
        return Relation.EQUAL
    return found.pop() if len(found) == 1 else Relation.UNDEFINED


@lru_cache(maxsize=4_096)
def _pattern(source: str) -> re.Pattern[str]:
    """A text with wildcards at its ends: `*` is any number of characters, each `?` is one or none."""
    core = source.lstrip("*?")
    before = source[: len(source) - len(core)]
    end = len(core)
    while end and core[end - 1] in "*?" and not _quoted(core, end - 1):
        end -= 1
    return re.compile(f"{_span(before)}{re.escape(core[:end])}{_span(core[end:])}", re.DOTALL)


def _quoted(text: str, at: int) -> bool:
    before = text[:at]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _span(wildcards: str) -> str:
    one = r"(?:\\.|[^\\])"
    return f"{one}*" if "*" in wildcards else f"{one}{{0,{len(wildcards)}}}"
