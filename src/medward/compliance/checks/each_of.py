# SPDX-License-Identifier: Apache-2.0
"""`each_of`: for every word of a vocabulary there is at least one part that has it and is filled.

Each word without such a part is one broken link; all of them are mended by the same kind of work.
"""

from medward.compliance import phrases
from medward.compliance.checks.candidates import Shortfall, selected, shortfall
from medward.compliance.context import Context
from medward.compliance.model import BrokenLink, Proof
from medward.compliance.outcome import Outcome, met, not_met
from medward.packs.checks import EachOfCheck, EachOfRule, Selector
from medward.trace.model import Node


def evaluate(check: EachOfCheck, context: Context) -> Outcome:
    """The outcome for all words together."""
    rule = check.each_of
    judged = [_word(word, rule, context) for word in rule.words]
    broken = [one for one in judged if isinstance(one, BrokenLink)]
    proofs = [one for one in judged if isinstance(one, Proof)]
    if not broken:
        return met(_all(rule, proofs), proofs)
    if gap := context.gaps.get(rule.kind):
        return Outcome(gap.status, gap.reason, tuple(proofs))
    missing = [
        phrases.plain(word) for word, one in zip(rule.words, judged, strict=True) if isinstance(one, BrokenLink)
    ]
    share = f"{len(missing)} of {len(rule.words)} words of '{rule.field}' lack {phrases.some(rule.kind)}"
    reason = f"{share} that is as asked: {', '.join(missing)}" if len(rule.words) > 1 else broken[0].text
    return not_met(reason, broken, proofs)


def _all(rule: EachOfRule, proofs: list[Proof]) -> str:
    if len(proofs) == 1:
        return proofs[0].text
    return f"each of the {len(rule.words)} words of '{rule.field}' has a {phrases.singular(rule.kind)}"


def _word(word: str, rule: EachOfRule, context: Context) -> Proof | BrokenLink:
    """What speaks for one word, or what is missing."""
    having = Selector(kind=rule.kind, where={rule.field: (word,)})
    selector = Selector(kind=rule.kind, where=rule.where, has=rule.has)
    bad: list[tuple[Node, Shortfall]] = []
    for node in selected(context.trace.of_kind(rule.kind), having):
        short = shortfall(node, selector, context.as_of)
        if short is None:
            return Proof(_having(node, word, rule), node.name, context.place(node))
        bad.append((node, short))
    if not bad:
        return _absent(word, rule)
    node, short = max(bad, key=lambda one: one[1].near)
    text = f"{_having(node, word, rule)} but {short.of_it()}"
    return BrokenLink(text, node.name, short.mend, short.mend_id, context.place(node))


def _having(node: Node, word: str, rule: EachOfRule) -> str:
    return f"{phrases.named(node)} has '{phrases.plain(word)}' under '{rule.field}'"


def _absent(word: str, rule: EachOfRule) -> BrokenLink:
    text = f"no {phrases.singular(rule.kind)} has '{phrases.plain(word)}' under '{rule.field}'"
    mend = f"Add {phrases.some(rule.kind)} for each word of '{rule.field}' that has none"
    return BrokenLink(text, "device:device", mend, f"{rule.kind}.{rule.field}")
