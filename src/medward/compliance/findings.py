# SPDX-License-Identifier: Apache-2.0
"""Findings as an assessment tells them, what matters first.

Their order, and what is said of each, is the work of `medward.triage.ordering`; here it is put beside the names
of components and releases, as values that can be written down.
"""

from collections.abc import Iterable
from datetime import date

from medward.compliance.context import Context
from medward.compliance.model import Decision, FindingLine
from medward.dossier.model.device import Release
from medward.dossier.model.keeping import Triage
from medward.inventory.model import Component
from medward.triage.decisions import expired
from medward.triage.ordering import Ranked


def lines(context: Context, ranked: Iterable[Ranked]) -> tuple[FindingLine, ...]:
    """The findings of the releases that are looked at, in the order in which they were ranked."""
    releases = {sbom.release.id: sbom.release for sbom in context.sboms}
    return tuple(_line(one, releases[one.release], context.as_of) for one in ranked)


def _line(ranked: Ranked, release: Release, as_of: date) -> FindingLine:
    component, adjusted, made = ranked.component, ranked.adjusted, ranked.decision
    return FindingLine(
        finding=ranked.finding,
        node=ranked.node.name,
        component_name=component.data.name if isinstance(component.data, Component) else component.label,
        component_version=component.data.version if isinstance(component.data, Component) else "",
        release=release.id,
        release_version=release.version,
        decision=decision_of(made, as_of) if made is not None else None,
        standing=ranked.standing,
        reopened=ranked.reopened,
        open=ranked.open,
        reach=ranked.reach,
        score=ranked.score,
        vector=adjusted.scores.vector if adjusted is not None else "",
        steps=adjusted.steps if adjusted is not None else (),
        assumed=adjusted.unknown if adjusted is not None else ranked.environment.unknown,
        epss=ranked.epss,
        priority=ranked.priority,
        deployer=ranked.deployer,
        risk=ranked.risk,
        route=ranked.route,
        rank=ranked.why,
        action=ranked.action,
        deadline=ranked.deadline,
    )


def decision_of(made: Triage, as_of: date) -> Decision:
    """A decision as it is told, on a day."""
    return Decision(
        id=made.id,
        scope=made.speaks_for,
        status=made.status,
        justification=made.justification,
        risk_state=made.risk_state,
        reason=made.reason,
        action=made.action,
        author=made.author,
        decided=made.date,
        expires=made.expires,
        expired=expired(made, as_of),
        carried_from=made.carried_from,
        evidence=made.evidence,
        kept=made.basis is not None,
    )
