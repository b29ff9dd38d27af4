# SPDX-License-Identifier: Apache-2.0
"""`evidence`: at least one piece of evidence of a kind speaks for the day and is linked from such a part.

The loader has compared the digest of every file with the one that the dossier states and refuses a dossier in
which they differ, so a piece of evidence that is here has the bytes that were meant.
"""

from medward.compliance import phrases
from medward.compliance.checks.candidates import candidates, shortfall
from medward.compliance.context import Context
from medward.compliance.model import BrokenLink, Proof
from medward.compliance.outcome import Outcome, met, not_met
from medward.packs.checks import EvidenceCheck, EvidenceRule, Selector
from medward.trace.model import Node


def evaluate(check: EvidenceCheck, context: Context) -> Outcome:
    """Met by every good piece together, so that a reader sees all of them."""
    rule = check.evidence
    kinds = Selector(kind="evidence", where={"evidence_kind": rule.evidence_kind})
    found = list(candidates(context.trace.of_kind("evidence"), kinds))
    judged = [_judge(node, kinds, rule, context) for node in found]
    proofs = [one for one in judged if isinstance(one, Proof)]
    if proofs:
        more = f", and {len(proofs) - 1} more" if len(proofs) > 1 else ""
        return met(f"{proofs[0].text}{more}", proofs)
    broken = [one for one in judged if isinstance(one, BrokenLink)]
    broken = broken or [phrases.absent("evidence", kinds.where)]
    return not_met(broken[0].text, broken)


def _judge(node: Node, kinds: Selector, rule: EvidenceRule, context: Context) -> Proof | BrokenLink:
    """What one piece shows, or why it shows nothing."""
    place = context.place(node)
    short = shortfall(node, kinds, context.as_of)
    if short is not None:
        return BrokenLink(f"{phrases.introduced(node)} {short.text}", node.name, short.mend, short.mend_id, place)
    if rule.shows is None:
        return Proof(f"{phrases.introduced(node)} speaks for the day", node.name, place)
    return _shown(node, rule.shows, context)


def _shown(node: Node, shows: Selector, context: Context) -> Proof | BrokenLink:
    """The first part that names this evidence and stands as asked."""
    place = context.place(node)
    said = f"{phrases.singular(shows.kind)}{phrases.criteria(shows.where)}"
    text = f"{phrases.introduced(node)} is named by no {said}"
    sorts = phrases.sorts(shows.where)
    mend = f"Name the evidence in the {phrases.singular(shows.kind)}{phrases.criteria(sorts)} that it is for"
    mend_id = phrases.identified(f"{shows.kind}.evidence", sorts)
    for part in candidates(context.trace.follow(node, "shows"), shows):
        short = shortfall(part, shows, context.as_of)
        if short is None:
            return Proof(f"{phrases.introduced(node)} backs {phrases.named(part)}", node.name, place)
        text = f"{phrases.introduced(node)} backs {phrases.named(part)} but {short.of(part)}"
        mend, mend_id = short.mend, short.mend_id
    return BrokenLink(text, node.name, mend, mend_id, place)
