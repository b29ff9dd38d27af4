# SPDX-License-Identifier: Apache-2.0
"""Facts of the form "every X is good": how many are not, and each of them as a broken link.

An empty list proves nothing, so it is unknown; a fact for which no X is good news says so itself.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from medward.compliance import phrases
from medward.compliance.context import Context
from medward.compliance.model import BrokenLink, Proof, Status
from medward.compliance.outcome import Outcome, met, not_met, unknown
from medward.trace.model import Node


class Fault(NamedTuple):
    """What is wrong with one node.

    Attributes:
        text: to follow its name: `is threatened by nothing`.
        mend: what mends it, as an imperative sentence.
        mend_id: stable name of the group of mends.
    """

    text: str
    mend: str
    mend_id: str


def every(
    context: Context, kind: str, nodes: Iterable[Node], fault: Callable[[Node], Fault | None], good: str
) -> Outcome:
    """Met where no node has a fault.

    `kind` names the nodes in the reason; `good` follows "every test": `was run on a release that is assessed`.
    """
    found = tuple(nodes)
    if not found:
        return unknown(f"there is no {phrases.singular(kind)}, and an empty list proves nothing")
    broken = [link(node, wrong, context) for node in found if (wrong := fault(node)) is not None]
    if broken:
        share = f"{len(broken)} of {phrases.count(len(found), kind)}: " if len(found) > 1 else ""
        return not_met(f"{share}{_first(broken)}", broken)
    return met(f"every {phrases.singular(kind)} {good}", [_counted(kind, len(found))])


def link(node: Node, wrong: Fault, context: Context) -> BrokenLink:
    """The broken link of one node."""
    text = f"{phrases.introduced(node)} {wrong.text}"
    return BrokenLink(text, node.name, wrong.mend, wrong.mend_id, context.place(node))


def gaps(context: Context, *kinds: str) -> Outcome | None:
    """The outcome where nodes of a kind are not all known: the worst gap; None where there is none."""
    found = [context.gaps[kind] for kind in kinds if kind in context.gaps]
    if not found:
        return None
    gap = next((one for one in found if one.status is Status.ERROR), found[0])
    return Outcome(gap.status, gap.reason)


def _first(broken: list[BrokenLink]) -> str:
    more = f", and {len(broken) - 1} more" if len(broken) > 1 else ""
    return f"{broken[0].text}{more}"


def _counted(kind: str, number: int) -> Proof:
    return Proof(f"{phrases.count(number, kind)} looked at")
