# SPDX-License-Identifier: Apache-2.0
"""Conditions asked of elements: yes, no or unknown, with the facts on which the answer rests.

The meaning of each kind stands in `medward.packs.threat_conditions`. An answer's grounds are what decides it: for
a yes of `all` those of every inner yes, for a no those of the first no, for an unknown those of every unknown.
"""

from functools import cache

import msgspec

from medward.packs.threat_conditions import AllOf, AnyOf, Is, Not, Some, Unknown, When
from medward.threats.fields import FIELDS, Fields, UnknownNameError
from medward.threats.truth import OpenFact, Truth, Value, negated, unsaid
from medward.trace.links import LINKS
from medward.trace.model import Node


class Ground(msgspec.Struct, frozen=True, gc=False):
    """What is known of one field, on which an answer rests.

    Attributes:
        part: id of the element that was asked.
        field: the field, or the link that has no neighbours.
        value: what is known of it.
    """

    part: str
    field: str
    value: Value

    def __str__(self) -> str:
        if self.value.words:
            return f"{self.part}: {self.field} is {', '.join(sorted(self.value.words))}"
        if self.value.open:
            return f"{self.part}: nobody has said {self.field}"
        return f"{self.part}: {self.field} is none"


class Answered(msgspec.Struct, frozen=True, gc=False):
    """The answer to a condition.

    Attributes:
        truth: yes, no or unknown.
        grounds: what it rests on.
    """

    truth: Truth
    grounds: tuple[Ground, ...]

    @property
    def open(self) -> tuple[OpenFact, ...]:
        """Facts that nobody has said and that left it unknown; none where it is decided."""
        if self.truth is not Truth.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for ground in self.grounds for fact in ground.value.open))


def ask(when: When, node: Node, fields: Fields) -> Answered:
    """The answer of one element. Raises UnknownNameError for a name that its kind does not have."""
    if isinstance(when, Is):
        return _all([_is(node, field, words, fields) for field, words in when.is_.items()])
    if isinstance(when, Unknown):
        return _unknown(when, node, fields)
    if isinstance(when, AllOf):
        return _all([ask(inner, node, fields) for inner in when.conditions])
    if isinstance(when, AnyOf):
        return _any([ask(inner, node, fields) for inner in when.conditions])
    if isinstance(when, Not):
        inner = ask(when.condition, node, fields)
        return Answered(negated(inner.truth), inner.grounds)
    return _some(when, node, fields)


def _is(node: Node, field: str, words: tuple[str, ...], fields: Fields) -> Answered:
    value = fields.value(node, field)
    return Answered(value.has_one_of(words), (Ground(node.id, field, value),))


def _unknown(when: Unknown, node: Node, fields: Fields) -> Answered:
    value = fields.value(node, when.unknown)
    truth = Truth.UNKNOWN if value.open and not value.words else Truth.NO
    return Answered(truth, (Ground(node.id, when.unknown, value),))


def _all(answers: list[Answered]) -> Answered:
    for answer in answers:
        if answer.truth is Truth.NO:
            return answer
    unknown = [answer for answer in answers if answer.truth is Truth.UNKNOWN]
    return Answered(Truth.UNKNOWN if unknown else Truth.YES, _grounds(unknown or answers))


def _any(answers: list[Answered]) -> Answered:
    for answer in answers:
        if answer.truth is Truth.YES:
            return answer
    unknown = [answer for answer in answers if answer.truth is Truth.UNKNOWN]
    return Answered(Truth.UNKNOWN if unknown else Truth.NO, _grounds(unknown or answers))


def _some(when: Some, node: Node, fields: Fields) -> Answered:
    link, kind = when.some.link, when.some.kind
    if link not in links_of(node.kind):
        raise UnknownNameError(f"the kind '{node.kind}' has no link '{link}' to another element")
    neighbours = [one for one in fields.trace.follow(node, link) if one.kind in FIELDS]
    if not neighbours and (node.kind, link) in LINKS and getattr(node.data, link) is not None:
        return Answered(Truth.UNKNOWN, (Ground(node.id, link, unsaid(node.id, link)),))
    meant = [one for one in neighbours if kind in {None, one.kind}]
    if not meant:
        return Answered(Truth.NO, (Ground(node.id, link, Value()),))
    return _any([ask(when.some.where, one, fields) for one in meant])


@cache
def links_of(kind: str) -> dict[str, tuple[str, ...]]:
    """The links from a kind of element to other elements: name → kinds at the other end."""
    found: dict[str, tuple[str, ...]] = {}
    for link in LINKS.values():
        targets = tuple(target for target in link.targets if target in FIELDS)
        if link.owner == kind and targets:
            found[link.field] = targets
        if kind in link.targets and link.owner in FIELDS:
            found[link.reverse] = (*found.get(link.reverse, ()), link.owner)
    return found


def _grounds(answers: list[Answered]) -> tuple[Ground, ...]:
    return tuple(dict.fromkeys(ground for answer in answers for ground in answer.grounds))
