# SPDX-License-Identifier: Apache-2.0
"""What else must be there for a product to be affected: the other nodes of an NVD configuration, or platforms.

The NVD says "this firmware AND that hardware". An inventory seldom lists the hardware, so a condition has three
answers, and only the first two are sure:

- True: a component of the inventory meets it;
- False: it asks for something not to be there, and a component of the inventory is just that;
- None: nothing in the inventory meets it, which does not show that it is not met.

Conditions are stored as JSON text, so that the same ones are stored once for all claims that share them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from medward.advisories.claims import placed_or_none
from medward.advisories.cpe.names import ANY, Cpe, CpeError, literal, parse
from medward.advisories.cpe.relations import Relation, combined, related

SHOWN = 2
"""How many names a sentence shows; the rest is counted."""


class Criterion(msgspec.Struct, frozen=True, array_like=True):
    """A CPE name with bounds on its version; an empty bound is none."""

    cpe: str
    start_including: str = ""
    start_excluding: str = ""
    end_including: str = ""
    end_excluding: str = ""


class Node(msgspec.Struct, frozen=True, array_like=True):
    """Criteria of which one must be met, or each; with `negate` none may be.

    Attributes:
        negate: the node asks for its criteria not to be met.
        every: each criterion must be met, not only one.
        criteria: the criteria.
    """

    negate: bool
    every: bool
    criteria: tuple[Criterion, ...]


_DECODER = msgspec.json.Decoder(tuple[Node, ...])


class Platforms:
    """The CPE names of an inventory, by product."""

    def __init__(self, names: Iterable[Cpe] = ()) -> None:
        self._names: dict[str, list[Cpe]] = defaultdict(list)
        for name in names:
            self._names[name.named].append(name)

    def meets(self, criterion: Criterion) -> bool:
        """Whether a component surely meets a criterion."""
        try:
            wanted = parse(criterion.cpe)
        except CpeError:
            return False
        return any(_meets(criterion, wanted, one) for one in self._names.get(wanted.named, ()))

    def met(self, node: Node) -> bool | None:
        """The answer to one node."""
        found = (all if node.every else any)(self.meets(one) for one in node.criteria)
        if node.negate:
            return False if found else None
        return True if found else None


def encode(nodes: Sequence[Node]) -> str:
    """Conditions as text; empty for none."""
    return msgspec.json.encode(nodes).decode() if nodes else ""


@lru_cache(maxsize=1_024)
def decode(text: str) -> tuple[Node, ...]:
    """Conditions from their text."""
    return _DECODER.decode(text) if text else ()


def answer(nodes: Iterable[Node], platforms: Platforms) -> bool | None:
    """The answer to all nodes together: all of them must be met."""
    answers = {platforms.met(node) for node in nodes}
    if False in answers:
        return False
    return None if None in answers else True


def told(nodes: Iterable[Node], platforms: Platforms) -> str:
    """What is asked for and not found, as the end of a sentence: `with o:maker:pump_firmware`."""
    return " and ".join(_told(node) for node in nodes if platforms.met(node) is None)


def _told(node: Node) -> str:
    names = list(dict.fromkeys(":".join(one.cpe.split(":")[2:5]) for one in node.criteria))
    more = len(names) - SHOWN
    shown = (" and " if node.every else " or ").join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    return f"{'without' if node.negate else 'with'} {shown}"


def _meets(criterion: Criterion, wanted: Cpe, one: Cpe) -> bool:
    """Whether a name is surely one that is wanted: in every value, and in the bounds."""
    values = (related(*pair) for at, pair in enumerate(zip(wanted, one, strict=True)) if at != _VERSION)
    if combined(values) not in {Relation.EQUAL, Relation.SUPERSET}:
        return False
    if wanted.version != ANY:
        return related(wanted.version, one.version) in {Relation.EQUAL, Relation.SUPERSET}
    return _in_bounds(criterion, one.version)


_VERSION = Cpe._fields.index("version")


def _in_bounds(criterion: Criterion, version: str) -> bool:
    bounds = criterion.start_including, criterion.start_excluding, criterion.end_including, criterion.end_excluding
    if not any(bounds):
        return True
    own, keys = placed_or_none(literal(version)), [placed_or_none(one) if one else None for one in bounds]
    if own is None or any(one and key is None for one, key in zip(bounds, keys, strict=True)):
        return False
    start, above, end, below = keys
    return (
        (start is None or start <= own)
        and (above is None or above < own)
        and (end is None or own <= end)
        and (below is None or own < below)
    )
