# SPDX-License-Identifier: Apache-2.0
"""What keeps a node from being the one that a check asks for.

A node of another sort (another kind of test, another category) is not a candidate at all. A candidate can fall
short in three ways, from the farthest to the nearest: it stands otherwise than asked (`result` is `failed`), a
field is not filled, or it does not speak for the day. The nearest candidate is the one that a person wants to hear
of.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from medward.compliance import fields, phrases, validity
from medward.packs.checks import Selector
from medward.trace.model import Node

STANDS_OTHERWISE, UNFILLED, NOT_OF_THE_DAY = 1, 2, 3
"""How near a candidate comes; 0 is for there being none."""


class Shortfall(msgspec.Struct, frozen=True, gc=False):
    """Why a candidate is not the one.

    Attributes:
        near: how near it comes.
        own: whether `text` is about something of the candidate ("result is 'failed'") or about it as a whole.
        text: what is wrong, to follow a possessive or the name.
        mend: what mends it, as an imperative sentence.
        mend_id: stable name of the group of mends.
    """

    near: int
    own: bool
    text: str
    mend: str
    mend_id: str

    def of_it(self) -> str:
        """What is wrong, where the candidate was the subject of the sentence."""
        return f"{'its' if self.own else 'it'} {self.text}"

    def of(self, node: Node) -> str:
        """What is wrong, where the sentence was about something else."""
        name = phrases.short(node)
        return f"{name}'s {self.text}" if self.own else f"{name} {self.text}"


def selected(nodes: Iterable[Node], selector: Selector) -> Iterator[Node]:
    """The nodes that a selector means: of its kind, with its words, without what must not be filled."""
    return (
        node
        for node in nodes
        if node.kind == selector.kind and fields.matches(node, selector.where) and _without(node, selector)
    )


def candidates(nodes: Iterable[Node], selector: Selector) -> Iterator[Node]:
    """The nodes of the kind and sort that a selector asks for, however they stand."""
    sorts = phrases.sorts(selector.where)
    return (
        node
        for node in nodes
        if node.kind == selector.kind and fields.matches(node, sorts) and _without(node, selector)
    )


def shortfall(node: Node, selector: Selector, as_of: date) -> Shortfall | None:
    """What keeps a candidate from being the one; None where nothing does."""
    for name in fields.mismatches(node, selector.where):
        return _otherwise(node, name, selector.where[name])
    missing = fields.unfilled(node, selector.has)
    if missing:
        return lacking(node, missing)
    objection = validity.objection(node, as_of)
    if objection:
        mend = f"{'Renew' if node.kind == 'evidence' else 'Review and approve'} the {phrases.singular(node.kind)}"
        return Shortfall(NOT_OF_THE_DAY, own=False, text=objection, mend=mend, mend_id=f"{node.kind}.renew")
    return None


def lacking(node: Node, names: tuple[str, ...]) -> Shortfall:
    """The shortfall of a node whose fields `names` are not filled."""
    how = "unknown" if all(fields.said(node, name) == "unknown" for name in names) else "not filled in"
    said = f"{phrases.keys(names)} {'is' if len(names) == 1 else 'are'} {how}"
    mend = f"Fill in {phrases.keys(names)} of the {phrases.singular(node.kind)}"
    mend_id = f"{node.kind}.has.{'+'.join(names)}"
    return Shortfall(UNFILLED, own=True, text=said, mend=mend, mend_id=mend_id)


def _without(node: Node, selector: Selector) -> bool:
    """Whether none of the fields that must not be filled is."""
    return not selector.without or fields.unfilled(node, selector.without) == selector.without


def _otherwise(node: Node, name: str, words: tuple[str, ...]) -> Shortfall:
    value = fields.said(node, name)
    text = f"{phrases.plain(name)} is '{phrases.plain(value)}'" if value else f"{phrases.plain(name)} is not said"
    mend = f"Bring the {phrases.singular(node.kind)} to the {phrases.plain(name)} {phrases.choice(words)}"
    mend_id = f"{node.kind}.{name}={'|'.join(words)}"
    return Shortfall(STANDS_OTHERWISE, own=True, text=text, mend=mend, mend_id=mend_id)
