# SPDX-License-Identifier: Apache-2.0
"""Findings in one order, what matters first, with a sentence on each: why it stands there, what to do, by when.

Order, each only where those before it are equal:

1. what still needs somebody (`open`) before what is settled;
2. known to be exploited or with an uncontrolled risk before the rest, and both before one of them;
3. exploitability × severity of the worst harm that the trace links to it, each as its place among five levels;
4. the worst priority of SSVC for a supplier that is still possible;
5. EPSS percentile;
6. the score of the worst vector as it is for the device;
7. release, component and vulnerability by name.

What nobody knows is not taken for harmless: an unknown exploitability stands with the high ones, a harm that
nobody has linked with the serious ones, a missing percentile with the upper tenth, a missing score with those of
7.0, the lowest that CVSS calls high. The order is Medward's; no regulation prescribes one.
"""

from dataclasses import dataclass
from datetime import date

from medward.advisories.facts import finding_of
from medward.advisories.model import Finding
from medward.dossier.model.keeping import RiskState, Triage
from medward.dossier.model.risk import Level, RiskMethod, Severity
from medward.trace.model import Node, Trace
from medward.triage import environment, fda, harm, ssvc, tables, wording
from medward.triage.deadlines import Deadline, deadline
from medward.triage.decisions import SETTLED, Standing, decision, standing
from medward.triage.environment import Adjusted, Environment, Surroundings
from medward.triage.epss import Epss
from medward.triage.exploitability import LEVELS, Exploitability, exploitability
from medward.triage.fda import FdaRisk, Handling, Route
from medward.triage.knowledge import Knowledge, forecast, told, vectors
from medward.triage.reach import Reach, Reaching
from medward.triage.ssvc import Published
from medward.triage.tables import Outcome

UNKNOWN_LEVEL = Level.HIGH
UNKNOWN_SEVERITY = Severity.SERIOUS
UNKNOWN_PERCENTILE = 0.9
UNKNOWN_SCORE = 7.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A finding with everything that puts it in its place.

    Attributes:
        node: the finding in the trace.
        finding: the vulnerability against the component, and how it was matched.
        component: the component in the trace.
        release: id of the release.
        decision: the decision that holds; None where nobody has decided.
        standing: where that leaves the finding.
        open: True where it still needs somebody.
        reach: what it can reach.
        environment: what the architecture says of the component.
        adjusted: the worst vector as it is for the device; None where there is no vector.
        published: the SSVC container of its CVE record; None where there is none.
        exploitability: how easy it is to exploit.
        epss: its forecast; None where there is none, which says nothing.
        priority: what SSVC says to a supplier.
        risk: whether the risk is controlled.
        route: days and conditions of an uncontrolled risk; None for any other, or without a day of learning.
        why: why it stands where it stands, as one sentence without a full stop.
        action: what to do, as one sentence without a full stop.
        deadline: by when, and where that comes from; None where nothing sets a day.
    """

    node: Node
    finding: Finding
    component: Node
    release: str
    decision: Triage | None
    standing: Standing
    open: bool
    reach: Reach
    environment: Environment
    adjusted: Adjusted | None
    published: Published | None
    exploitability: Exploitability
    epss: Epss | None
    priority: Outcome
    risk: FdaRisk
    route: Route | None
    why: str
    action: str
    deadline: Deadline | None

    @property
    def score(self) -> float | None:
        """The score of the worst vector as it is for the device; None where there is none."""
        return self.adjusted.scores.overall if self.adjusted is not None else None

    @property
    def sentence(self) -> str:
        """Why, what to do, by when."""
        by = f" by {self.deadline.day} ({self.deadline.reason})" if self.deadline is not None else ""
        return f"{self.why}. {self.action}{by}"


def ordered(trace: Trace, as_of: date, knowledge: Knowledge | None = None) -> tuple[Ranked, ...]:
    """Every finding of a trace, what matters first."""
    ranking = _Ranking(trace, as_of, knowledge or Knowledge())
    return tuple(sorted(map(ranking.rank, trace.of_kind("finding")), key=_place))


class _Ranking:
    """Ranks the findings of one trace; what many of them share is worked out once."""

    def __init__(self, trace: Trace, as_of: date, knowledge: Knowledge) -> None:
        self._trace = trace
        self._as_of = as_of
        self._knowledge = knowledge
        self._reaching = Reaching(trace)
        self._surroundings = Surroundings(trace, self._reaching)
        self._method = _method(trace)
        self._priorities: dict[tuple[tuple[str, tuple[str, ...]], ...], Outcome] = {}

    def rank(self, node: Node) -> Ranked:
        finding = finding_of(node)
        (component,) = self._trace.follow(node, "component")
        made = decision(node, self._trace, self._as_of)
        stands = standing(made, self._as_of)
        reach = self._reaching.of(component, made.risks if made is not None else ())
        around = self._surroundings.of(component)
        adjusted = environment.worst(vectors(self._knowledge, finding), around)
        published = told(self._knowledge.ssvc, finding)
        easy = exploitability(
            adjusted.scores if adjusted is not None else None,
            published,
            exploited=finding.known_exploited is not None,
        )
        risk = fda.risk(made, stands, easy, reach.worst_severity, self._method)
        priority = self._priority(finding, reach, around)
        epss = forecast(self._knowledge, finding)
        route = self._route(node, risk)
        return Ranked(
            node=node,
            finding=finding,
            component=component,
            release=_release(component, self._trace),
            decision=made,
            standing=stands,
            open=stands not in SETTLED,
            reach=reach,
            environment=around,
            adjusted=adjusted,
            published=published,
            exploitability=easy,
            epss=epss,
            priority=priority,
            risk=risk,
            route=route,
            why=wording.why(finding, stands, reach, easy, risk, (priority, epss, adjusted)),
            action=wording.action(stands, risk, finding.fixed_in, made),
            deadline=deadline(stands, made, route, self._aware(node), self._handling(finding), self._trace),
        )

    def _priority(self, finding: Finding, reach: Reach, around: Environment) -> Outcome:
        known = ssvc.known(
            exploited=finding.known_exploited is not None,
            told=told(self._knowledge.ssvc, finding),
            nearest=around.nearest,
            severity=reach.worst_severity,
            decided=told(self._knowledge.points, finding),
        )
        key = tuple(sorted(known.items()))
        if key not in self._priorities:
            self._priorities[key] = ssvc.priority(tables.ssvc(), ssvc.SUPPLIER, known)
        return self._priorities[key]

    def _route(self, node: Node, risk: FdaRisk) -> Route | None:
        aware = self._aware(node)
        if risk.state is not RiskState.UNCONTROLLED or aware is None:
            return None
        return fda.route(aware, self._as_of, self._handling(finding_of(node)))

    def _handling(self, finding: Finding) -> Handling:
        return told(self._knowledge.handling, finding) or Handling()

    def _aware(self, node: Node) -> date | None:
        """The day of learning; where nobody wrote it down, the maker knew on the day of its first decision."""
        if (known := told(self._knowledge.aware, finding_of(node))) is not None:
            return known
        made = [one.data.date for one in self._trace.follow(node, "decided_by") if isinstance(one.data, Triage)]
        return min((day for day in made if day <= self._as_of), default=None)


def _place(ranked: Ranked) -> tuple[bool, int, int, int, float, float, str, str, str]:
    """The order, as the docstring of the module tells it."""
    level = ranked.exploitability.level or UNKNOWN_LEVEL
    severity = ranked.reach.worst_severity or UNKNOWN_SEVERITY
    exploited = ranked.finding.known_exploited is not None
    outcomes = tables.ssvc().table(ssvc.SUPPLIER).outcome.values
    return (
        not ranked.open,
        -(exploited + (ranked.risk.state is RiskState.UNCONTROLLED)),
        -(LEVELS.index(level) + 1) * (harm.order(severity) + 1),
        -outcomes.index(ranked.priority.worst),
        -(ranked.epss.percentile if ranked.epss is not None else UNKNOWN_PERCENTILE),
        -(ranked.score if ranked.score is not None else UNKNOWN_SCORE),
        ranked.release,
        ranked.component.label,
        ranked.node.id,
    )


def _method(trace: Trace) -> RiskMethod | None:
    node = trace.nodes.get(("risk_method", "risk_method"))
    return node.data if node is not None and isinstance(node.data, RiskMethod) else None


def _release(component: Node, trace: Trace) -> str:
    return next(
        (release.id for sbom in trace.follow(component, "sbom") for release in trace.follow(sbom, "release")), ""
    )
