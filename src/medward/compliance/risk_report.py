# SPDX-License-Identifier: Apache-2.0
"""The risks of a dossier, judged from what was gathered: the one way from a context to `medward.risk`.

`medward check` and `medward risk` both take it, so that no risk is acceptable to one and open to the other.
"""

from medward.compliance.context import Context
from medward.risk.evaluating import evaluate
from medward.risk.model import RiskReport
from medward.risk.reopening import Looked
from medward.triage.ordering import ordered


def risk_report(context: Context) -> RiskReport:
    """Every risk on the day, judged once for each context; findings that nobody has ranked yet are ranked here."""
    if not context.judged:
        context.judged.append(_judge(context))
    return context.judged[0]


def _judge(context: Context) -> RiskReport:
    gap = context.gaps.get("finding")
    looked = Looked(
        findings=context.ranked if context.ranked is not None else ordered(context.trace, context.as_of),
        releases=frozenset(release.id for release in context.releases),
        gap=gap.reason if gap is not None else "",
    )
    return evaluate(context.dossier, context.trace, context.as_of, looked)
