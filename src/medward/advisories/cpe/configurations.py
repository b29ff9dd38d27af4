# SPDX-License-Identifier: Apache-2.0
"""CPE configurations of the NVD's API 2.0, also as CVE records have them (`cpeApplicability`), as claims.

Rules:

- A configuration is a list of nodes, joined by its operator: OR where it has none. A node is a list of criteria,
  joined by its own operator. Only criteria marked as vulnerable are claims; what they are joined to by AND are
  their conditions.
- `negate` turns a node, or a whole configuration, round. Nothing that is negated is a claim, because it names what
  is not affected; a negated node is still a condition of those beside it.
- Where a negated configuration is all there is, its products are told as undecided and not as clean.
"""

from collections.abc import Iterable, Iterator

import msgspec

from medward.advisories.claims import CPE, Claim
from medward.advisories.cpe.conditions import Criterion, Node, encode
from medward.advisories.cpe.matches import claim
from medward.advisories.cpe.names import CpeError, parse

NEGATED = "its configuration says what is not affected"
_AND = "AND"


class Match(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """One criterion as it is written."""

    criteria: str
    vulnerable: bool = False
    version_start_including: str | None = None
    version_start_excluding: str | None = None
    version_end_including: str | None = None
    version_end_excluding: str | None = None

    @property
    def criterion(self) -> Criterion:
        """The criterion as it is stored."""
        return Criterion(
            self.criteria,
            self.version_start_including or "",
            self.version_start_excluding or "",
            self.version_end_including or "",
            self.version_end_excluding or "",
        )


class MatchNode(msgspec.Struct, frozen=True, rename="camel"):
    """One node as it is written."""

    cpe_match: tuple[Match, ...] = ()
    operator: str = "OR"
    negate: bool = False


class Configuration(msgspec.Struct, frozen=True):
    """One configuration as it is written."""

    nodes: tuple[MatchNode, ...] = ()
    operator: str = "OR"
    negate: bool = False


def claims(configurations: Iterable[Configuration]) -> tuple[tuple[Claim, ...], int]:
    """The claims of a record's configurations, each once, and how many criteria name no product."""
    found: list[Claim] = []
    unnamed = 0
    for criterion, conditions, negated in _vulnerable(configurations):
        made = _negated(criterion) if negated else claim(criterion, conditions)
        unnamed += made is None
        if made is not None:
            found.append(made)
    return tuple(dict.fromkeys(found)), unnamed


def _vulnerable(configurations: Iterable[Configuration]) -> Iterator[tuple[Criterion, str, bool]]:
    """Every vulnerable criterion, with its conditions as text, and whether it is negated."""
    for configuration in configurations:
        together = configuration.operator.upper() == _AND
        nodes = [_node(one) for one in configuration.nodes]
        for at, written in enumerate(configuration.nodes):
            others = [*nodes[:at], *nodes[at + 1 :]] if together else []
            negated = written.negate or configuration.negate
            shared = encode(others)
            for match in written.cpe_match:
                if match.vulnerable:
                    beside = _beside(written, match) if nodes[at].every else []
                    yield match.criterion, encode([*others, *beside]) if beside else shared, negated


def _node(written: MatchNode) -> Node:
    criteria = tuple(match.criterion for match in written.cpe_match)
    return Node(written.negate, written.operator.upper() == _AND, criteria)


def _beside(written: MatchNode, match: Match) -> list[Node]:
    """The other criteria of a node whose criteria must all be met."""
    others = tuple(other.criterion for other in written.cpe_match if other is not match)
    return [Node(negate=False, every=True, criteria=others)] if others else []


def _negated(criterion: Criterion) -> Claim | None:
    try:
        name = parse(criterion.cpe)
    except CpeError:
        return None
    return Claim(CPE, name.named, undecided=(NEGATED,)) if name.has_product else None
