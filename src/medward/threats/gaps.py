# SPDX-License-Identifier: Apache-2.0
"""What the threat model leaves open: parts without a threat, threats without ground, facts worth finding out.

- An interface, a flow or an asset is uncovered where no threat of the dossier is aimed at it, and none answers a
  generated threat at it. A threat that was put aside with its reason covers: somebody has looked.
- `silent` are those for which no library has a threat that fires or may. That is a gap of the libraries.
- Open facts are ordered by how many generated threats hang on them, those first that would decide whether a
  threat applies at all.
"""

from collections import Counter
from dataclasses import dataclass

from medward.dossier.model import Dossier
from medward.threats.generating import Found, Generated
from medward.threats.relating import Stale, relate
from medward.threats.truth import OpenFact
from medward.trace.model import Key

COVERED_KINDS = ("interface", "flow", "asset")
"""Kinds of part that a threat must cover."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """A fact that nobody has said.

    Attributes:
        fact: the part and its key.
        applies: generated threats whose applying hangs on it.
        held: generated threats of which it would say whether something holds them off.
    """

    fact: OpenFact
    applies: int
    held: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is open.

    Attributes:
        uncovered: interfaces, flows and assets that no threat of the dossier covers.
        silent: those that no library has a threat for.
        stale: threats of the dossier whose ground has gone.
        errors: generated threats that could not be asked.
        unknown: facts that nobody has said, those first on which most hangs.
    """

    uncovered: tuple[Key, ...]
    silent: tuple[Key, ...]
    stale: tuple[Stale, ...]
    errors: tuple[Found, ...]
    unknown: tuple[Hanging, ...]


def gaps(dossier: Dossier, generated: Generated) -> Gaps:
    """What the dossier's threat model leaves open, beside what libraries give for it."""
    parts = [node.key for kind in COVERED_KINDS for node in generated.trace.of_kind(kind)]
    aimed = {part for threat in dossier.threats for part in threat.threatens}
    aimed |= {named.element for threat in dossier.threats for named in threat.library}
    spoken_for = {one.element for one in generated.applying}
    return Gaps(
        uncovered=tuple(key for key in parts if key[1] not in aimed),
        silent=tuple(key for key in parts if key not in spoken_for),
        stale=relate(dossier, generated).stale,
        errors=generated.errors,
        unknown=unknown_facts(generated),
    )


def unknown_facts(generated: Generated) -> tuple[Hanging, ...]:
    """Facts that nobody has said, those first on which most generated threats hang."""
    applies = Counter(fact for one in generated.applying for fact in one.answered.open)
    held = Counter(fact for one in generated.applying if one.held is not None for fact in one.held.open)
    found = (Hanging(fact, applies[fact], held[fact]) for fact in applies.keys() | held.keys())
    return tuple(sorted(found, key=lambda one: (-one.applies, -one.held, one.fact)))
