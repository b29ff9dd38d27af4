# SPDX-License-Identifier: Apache-2.0
"""Whether somebody outside can reach an interface, as far as the architecture says.

Rules, the first that fits:

- An interface that is known not to answer in normal use is closed. It is drawn all the same: FDA's premarket
  guidance (Appendix 2) asks for unused interfaces too.
- Where nobody has said whether it answers, nobody knows.
- What a network, a radio, a plug or a person reaches is exposed.
- What only a bus, a test point on a board or another program reaches is inside.
- Anything else is unknown: nobody has said how it can be reached.
"""

from enum import StrEnum

from medward.dossier.model.architecture import Interface
from medward.dossier.model.parts import Answer
from medward.threats.surroundings import Surroundings
from medward.threats.truth import Truth
from medward.trace.model import Node

_OUTSIDE = ("network", "radio", "plug", "person")


class Exposure(StrEnum):
    """Whether somebody outside can reach an interface."""

    EXPOSED = "exposed"
    """By network, radio, plug or touch, in normal use."""
    INSIDE = "inside"
    """Only from inside: a bus, a test point on a board, another program."""
    CLOSED = "closed"
    """It does not answer in normal use."""
    UNKNOWN = "unknown"
    """Nobody has said."""


def exposure(node: Node, around: Surroundings) -> Exposure:
    """The exposure of an interface. Raises TypeError for a node of another kind."""
    if not isinstance(node.data, Interface):
        raise TypeError(f"{node!r} is no interface")
    if node.data.enabled is not Answer.YES:
        return Exposure.CLOSED if node.data.enabled is Answer.NO else Exposure.UNKNOWN
    return _BY_REACH[around.reach(node).has_one_of(_OUTSIDE)]


_BY_REACH = {Truth.YES: Exposure.EXPOSED, Truth.NO: Exposure.INSIDE, Truth.UNKNOWN: Exposure.UNKNOWN}
