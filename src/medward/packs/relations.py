# SPDX-License-Identifier: Apache-2.0
"""How what one requirement asks stands to what another asks, and what follows from two such relations in a row.

What a requirement asks is taken as a set of demands that is not empty. Then five relations are possible, and they
are those of NIST IR 8477 (set theory relationship mapping) in plain words:

| relation | meaning |
|---|---|
| `equal` | both ask the same |
| `subset` | the first asks a part of what the second asks |
| `superset` | the first asks all that the second asks, and more |
| `intersects` | they share something, and each asks something that the other does not, or nobody has said more |
| `none` | they share nothing |

Laws (held by tests over real sets): `then` never claims more than follows from its two steps, and gives nothing
where nothing follows; `inverse` twice is the relation itself.
"""

from enum import StrEnum


class Relation(StrEnum):
    """What the first requirement is to the second."""

    EQUAL = "equal"
    """Both ask the same."""
    SUBSET = "subset"
    """The first asks a part of what the second asks."""
    SUPERSET = "superset"
    """The first asks all that the second asks, and more."""
    INTERSECTS = "intersects"
    """They share something."""
    NONE = "none"
    """They share nothing."""


STRONGEST_FIRST = (Relation.EQUAL, Relation.SUPERSET, Relation.SUBSET, Relation.INTERSECTS, Relation.NONE)
"""Order in which relations answer the question whether meeting the first also meets the second."""

_INVERSE = {Relation.SUBSET: Relation.SUPERSET, Relation.SUPERSET: Relation.SUBSET}
_THEN = {
    (Relation.SUBSET, Relation.SUBSET): Relation.SUBSET,
    (Relation.SUPERSET, Relation.SUPERSET): Relation.SUPERSET,
    (Relation.SUPERSET, Relation.SUBSET): Relation.INTERSECTS,
    (Relation.SUPERSET, Relation.INTERSECTS): Relation.INTERSECTS,
    (Relation.INTERSECTS, Relation.SUBSET): Relation.INTERSECTS,
    (Relation.SUBSET, Relation.NONE): Relation.NONE,
    (Relation.NONE, Relation.SUPERSET): Relation.NONE,
}


def inverse(relation: Relation) -> Relation:
    """What the second requirement is to the first."""
    return _INVERSE.get(relation, relation)


def then(first: Relation, second: Relation) -> Relation | None:
    """What follows for A and C from A to B and B to C; None where nothing follows."""
    if first is Relation.EQUAL:
        return second
    if second is Relation.EQUAL:
        return first
    return _THEN.get((first, second))
