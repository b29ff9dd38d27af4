# SPDX-License-Identifier: Apache-2.0
"""`path`: every selected node has its fields filled and reaches, step by step, a node at the end.

Rules:

- A node is selected where each field of `where` has one of its words. Where none is, `if_none` decides: an empty
  list proves nothing, so it is `unknown` unless the pack says otherwise.
- With `answers`, a node is selected only where its own `answers` names the requirement. What nobody has said to
  answer it is no candidate, however well it is tested.
- A selected node that lacks a field of `has`, or whose steps lead nowhere, is a broken link; one can be both.
- Where nodes of the selected kind are not all known, the whole is no better than that gap.
"""

from collections.abc import Iterator, Sequence

import msgspec

from medward.compliance import fields, phrases
from medward.compliance.checks.candidates import lacking, selected
from medward.compliance.checks.walk import Walk
from medward.compliance.context import Context, Gap
from medward.compliance.model import BrokenLink, Proof, Status
from medward.compliance.outcome import Outcome, not_met, unknown, worst
from medward.packs.checks import PathCheck, PathRule
from medward.trace.model import Node


class _Start(msgspec.Struct, frozen=True, gc=False):
    """One selected node: whether its steps arrive, and the fields that it lacks."""

    node: Node
    arrives: Status
    unfilled: tuple[str, ...]

    @property
    def status(self) -> Status:
        """The status of this node alone."""
        return worst((self.arrives, Status.NOT_MET)) if self.unfilled else self.arrives


def evaluate(check: PathCheck, context: Context) -> Outcome:
    """The outcome for every selected node together."""
    rule = check.path
    found = list(_selected(rule, context))
    gap = context.gaps.get(rule.every.kind)
    if not found:
        return Outcome(gap.status, gap.reason) if gap else _nothing(rule)
    walk = Walk(rule.every.kind, rule.reaches, context)
    starts = [_Start(node, walk.status(node), fields.unfilled(node, _asked(rule))) for node in found]
    return Outcome(
        worst([start.status for start in starts] + ([gap.status] if gap else [])),
        _reason(rule, starts, _gaps(starts, walk, gap)),
        tuple(_proof(rule, start, walk, context) for start in starts if start.status is Status.MET),
        tuple(link for start in starts for link in _broken(rule, start, walk, context)),
    )


def _selected(rule: PathRule, context: Context) -> Iterator[Node]:
    """The nodes at which the path begins."""
    nodes = selected(context.trace.of_kind(rule.every.kind), rule.every)
    if rule.answers is None:
        return nodes
    return (node for node in nodes if rule.answers in getattr(node.data, "answers", ()))


def _narrowed(rule: PathRule) -> str:
    """What narrows the selection, in words."""
    answers = f" that answers {rule.answers}" if rule.answers else ""
    return f"{phrases.criteria(rule.every.where, rule.every.without)}{answers}"


def _asked(rule: PathRule) -> tuple[str, ...]:
    """The fields that must be filled, without the one that the first step walks: its absence is told there."""
    first = rule.reaches[0].link if rule.reaches else ""
    return tuple(name for name in rule.every.has if name != first)


def _nothing(rule: PathRule) -> Outcome:
    """What `if_none` makes of an empty selection."""
    reason = f"there is no {phrases.singular(rule.every.kind)}{_narrowed(rule)}"
    if rule.answers is not None and rule.if_none in {"unknown", "not_met"}:
        return Outcome(Status(rule.if_none), reason, (), (_unsaid(rule, reason),))
    if rule.if_none == "unknown":
        return unknown(f"{reason}, and an empty list proves nothing")
    if rule.if_none == "not_met":
        return not_met(reason, [phrases.absent(rule.every.kind, rule.every.where, rule.every.without)])
    return Outcome(Status(rule.if_none), reason)


def _unsaid(rule: PathRule, reason: str) -> BrokenLink:
    """That nobody has said what answers the requirement, and what mends it."""
    mend = f"Name the requirement under answers of the {phrases.singular(rule.every.kind)} that fulfils it"
    return BrokenLink(reason, "device:device", mend, f"{rule.every.kind}.answers")


def _reason(rule: PathRule, starts: Sequence[_Start], gaps: Sequence[str]) -> str:
    """How many fall short in which way, and why nobody can know of the others."""
    said: list[str] = []
    if (number := sum(start.arrives is not Status.MET for start in starts)) > 0:
        said.append(f"{_some(number, len(starts), rule)} {_verb(number, 'do')} not reach {_goal(rule)}")
    if (number := sum(bool(start.unfilled) for start in starts)) > 0:
        said.append(
            f"{_some(number, len(starts), rule)} {_verb(number, 'lack')} {phrases.keys(_asked(rule), 'or')}"
        )
    said += dict.fromkeys(gaps)
    return "; ".join(said) or _all_good(rule, len(starts))


def _gaps(starts: Sequence[_Start], walk: Walk, gap: Gap | None) -> list[str]:
    """Why nobody can know: of the chains that could be whole, and of the nodes that could be more."""
    open_ = any(start.arrives in {Status.UNKNOWN, Status.ERROR} for start in starts)
    return [*(walk.gaps if open_ else ()), *([gap.reason] if gap else [])]


def _some(number: int, total: int, rule: PathRule) -> str:
    """`3 of 12 threats with status accepted`, or `the threat with status accepted` where there is only one."""
    narrowed = _narrowed(rule)
    if total == 1:
        return f"the {phrases.singular(rule.every.kind)}{narrowed}"
    share = f"all {total}" if number == total else f"{number} of {total}"
    return f"{share} {phrases.plural(rule.every.kind)}{narrowed}"


def _verb(number: int, verb: str) -> str:
    """A verb as it goes with a number of things."""
    return {"do": "does", "have": "has", "reach": "reaches"}.get(verb, f"{verb}s") if number == 1 else verb


def _goal(rule: PathRule) -> str:
    last = rule.reaches[-1]
    return f"{phrases.some(last.kind)}{phrases.criteria(last.where, last.without)}"


def _all_good(rule: PathRule, total: int) -> str:
    subject = _some(total, total, rule)
    if rule.reaches:
        return f"{subject} {_verb(total, 'reach')} {_goal(rule)}"
    if rule.every.has:
        return f"{subject} {_verb(total, 'have')} {phrases.keys(rule.every.has)} filled in"
    return f"{subject} {'is' if total == 1 else 'are'} there"


def _proof(rule: PathRule, start: _Start, walk: Walk, context: Context) -> Proof:
    chain = walk.told(start.node)
    filled = (f"{phrases.keys(rule.every.has)} filled in",) if rule.every.has and not rule.reaches else ()
    text = phrases.sentence(start.node, rule.every.where, (*chain.clauses, *filled))
    return Proof(text, chain.end.name, context.place(chain.end))


def _broken(rule: PathRule, start: _Start, walk: Walk, context: Context) -> list[BrokenLink]:
    """The missing link of the chain, and one for each field that is not filled."""
    told: list[tuple[tuple[str, ...], str, str]] = []
    if start.arrives is Status.NOT_MET:
        chain = walk.told(start.node)
        told.append((chain.clauses, chain.mend, chain.mend_id))
    for name in start.unfilled:
        short = lacking(start.node, (name,))
        told.append(((short.of_it(),), short.mend, short.mend_id))
    place = context.place(start.node)
    return [
        BrokenLink(phrases.sentence(start.node, rule.every.where, clauses), start.node.name, mend, mend_id, place)
        for clauses, mend, mend_id in told
    ]
