# SPDX-License-Identifier: Apache-2.0
"""`document`: at least one such part is there, filled, approved by the day and not past its review date.

Where none is good, the verdict tells of the one that comes nearest; where there is none, of the absence.
"""

from medward.compliance import phrases
from medward.compliance.checks.candidates import Shortfall, candidates, shortfall
from medward.compliance.context import Context
from medward.compliance.model import BrokenLink, Proof
from medward.compliance.outcome import Outcome, met, not_met
from medward.packs.checks import DocumentCheck
from medward.trace.model import Node


def evaluate(check: DocumentCheck, context: Context) -> Outcome:
    """Met by the first good part: one is enough."""
    selector = check.document
    bad: list[tuple[Node, Shortfall]] = []
    for node in candidates(context.trace.of_kind(selector.kind), selector):
        short = shortfall(node, selector, context.as_of)
        if short is None:
            text = f"{phrases.introduced(node)} is there"
            return met(text, [Proof(text, node.name, context.place(node))])
        bad.append((node, short))
    if gap := context.gaps.get(selector.kind):
        return Outcome(gap.status, gap.reason)
    if not bad:
        link = phrases.absent(selector.kind, selector.where, selector.without)
        return not_met(link.text, [link])
    node, short = max(bad, key=lambda one: one[1].near)
    text = f"{phrases.named(node)} is there but {short.of_it()}"
    return not_met(text, [BrokenLink(text, node.name, short.mend, short.mend_id, context.place(node))])
