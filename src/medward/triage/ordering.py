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

from medward.advisories.epss import Epss
from medward.advisories.facts import finding_of
from medward.advisories.model import Finding
from medward.dossier.model.keeping import RiskState, Triage
from medward.dossier.model.risk import Level, RiskMethod, Severity
from medward.trace.model import Node, Trace
from medward.triage import carry, environment, fda, harm, ssvc, tables, wording
from medward.triage.deadlines import Deadline, deadline
from medward.triage.decisions import SETTLED, Standing, decision
from medward.triage.environment import Adjusted, Environment, Observed, Surroundings
from medward.triage.exploitability import LEVELS, Exploitability, exploitability
from medward.triage.facts import Change
from medward.triage.fda import FdaRisk, Handling, Route
from medward.triage.knowledge import Knowledge, forecast, told, vectors
from medward.triage.reach import Reach, Reaching
from medward.triage.recorded import Recorded, Records
from medward.triage.rubric import interview
from medward.triage.rubrics import shipped
from medward.triage.ssvc import Published
from medward.triage.tables import Known, Outcome

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
        decision: the latest decision; None where nobody has decided.
        changes: what is another than when it was made, what re-opens it first.
        standing: where that leaves the finding.
        open: True where it still needs somebody.
        reach: what it can reach.
        environment: what the architecture says of the component.
        adjusted: the worst vector as it is for the device; None where there is no vector.
        vectors: every vector that counts, as it is for the device.
        published: the SSVC container of its CVE record; None where there is none.
        exploitability: how easy it is to exploit.
        epss: its forecast; None where there is none, which says nothing.
        points: what is known of the decision points of SSVC.
        priority: what SSVC says to a supplier.
        deployer: what SSVC says to a hospital that runs the device.
        risk: whether the risk is controlled.
        route: days and conditions of an uncontrolled risk; None for any other, or without a day of learning.
        recorded: what people recorded about it.
        why: why it stands where it stands, as one sentence without a full stop.
        action: what to do, as one sentence without a full stop.
        deadline: by when, and where that comes from; None where nothing sets a day.
    """

    node: Node
    finding: Finding
    component: Node
    release: str
    decision: Triage | None
    changes: tuple[Change, ...]
    standing: Standing
    open: bool
    reach: Reach
    environment: Environment
    adjusted: Adjusted | None
    vectors: tuple[Adjusted, ...]
    published: Published | None
    exploitability: Exploitability
    epss: Epss | None
    points: Known
    priority: Outcome
    deployer: Outcome
    risk: FdaRisk
    route: Route | None
    recorded: Recorded
    why: str
    action: str
    deadline: Deadline | None

    @property
    def score(self) -> float | None:
        """The score of the worst vector as it is for the device; None where there is none."""
        return self.adjusted.scores.overall if self.adjusted is not None else None

    @property
    def reopened(self) -> tuple[str, ...]:
        """Why its decision has to be made again; empty where it holds, or none is there."""
        return tuple(change.text for change in self.changes if change.reopens)

    @property
    def sentence(self) -> str:
        """Why, what to do, by when."""
        by = f" by {self.deadline.day} ({self.deadline.reason})" if self.deadline is not None else ""
        return f"{self.why}. {self.action}{by}"


def ordered(trace: Trace, as_of: date, knowledge: Knowledge | None = None) -> tuple[Ranked, ...]:
    """Every finding of a trace, what matters first."""
    ranking = _Ranking(trace, as_of, knowledge or Knowledge())
    return tuple(sorted(map(ranking.rank, trace.of_kind("finding")), key=_place))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is seen of a finding, whatever its decision says of it; see `medward.triage.facts.Seen`."""

    finding: Finding
    component: Node
    release: str
    published: Published | None
    adjusted: Adjusted | None
    vectors: tuple[Adjusted, ...]
    reach: Reach
    environment: Environment
    recorded: Recorded


class _Ranking:
    """Ranks the findings of one trace; what many of them share is worked out once."""

    def __init__(self, trace: Trace, as_of: date, knowledge: Knowledge) -> None:
        self._trace = trace
        self._as_of = as_of
        self._knowledge = knowledge
        self._reaching = Reaching(trace)
        self._surroundings = Surroundings(trace, self._reaching)
        self._records = Records(trace, as_of)
        self._method = _method(trace)
        self._priorities: dict[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], Outcome] = {}

    def rank(self, node: Node) -> Ranked:
        made = decision(node, self._trace, self._as_of)
        seen = self._seen(node, made)
        changes = carry.changed(made, seen, self._trace, self._as_of)
        stands = carry.stands(made, changes, self._as_of)
        easy = exploitability(
            (one.scores for one in seen.vectors),
            seen.published,
            exploited=seen.finding.known_exploited is not None,
        )
        risk = fda.risk(made, stands, easy, seen.reach.worst_severity, self._method)
        points = self._points(seen)
        priority = self._priority(ssvc.SUPPLIER, points)
        epss = forecast(self._knowledge, seen.finding)
        route = self._route(node, seen, risk)
        reopened = tuple(change.text for change in changes if change.reopens)
        return Ranked(
            node=node,
            finding=seen.finding,
            component=seen.component,
            release=seen.release,
            decision=made,
            changes=changes,
            standing=stands,
            open=stands not in SETTLED,
            reach=seen.reach,
            environment=seen.environment,
            adjusted=seen.adjusted,
            vectors=seen.vectors,
            published=seen.published,
            exploitability=easy,
            epss=epss,
            points=points,
            priority=priority,
            deployer=self._priority(ssvc.DEPLOYER, points),
            risk=risk,
            route=route,
            recorded=seen.recorded,
            why=wording.why(
                seen.finding, (stands, reopened), seen.reach, easy, risk, (priority, epss, seen.adjusted)
            ),
            action=wording.action(stands, risk, seen.finding.fixed_in, made),
            deadline=deadline(stands, made, route, self._aware(node, seen), self._handling(seen), self._trace),
        )

    def _seen(self, node: Node, made: Triage | None) -> _Seen:
        finding, recorded = finding_of(node), self._records.of(node)
        (component,) = self._trace.follow(node, "component")
        reach = self._reaching.of(component, made.risks if made is not None else ())
        around = self._surroundings.of(component)
        published = told(self._knowledge.ssvc, finding)
        observed = Observed(_exploitation(finding, recorded, published), reach.worst_severity)
        found = environment.all_adjusted(self._vectors(finding, recorded), around, observed)
        return _Seen(
            finding=finding,
            component=component,
            release=_release(component, self._trace),
            published=published,
            adjusted=environment.worst(found),
            vectors=found,
            reach=reach,
            environment=around,
            recorded=recorded,
        )

    def _vectors(self, finding: Finding, recorded: Recorded) -> tuple[str, ...]:
        """The vector from answers about this very finding, else what is known of the vulnerability."""
        if recorded.answers:
            return (interview(shipped(), recorded.answers).scores.vector,)
        return vectors(self._knowledge, finding)

    def _points(self, seen: _Seen) -> Known:
        return ssvc.known(
            exploited=seen.finding.known_exploited is not None,
            told=seen.published,
            nearest=seen.environment.nearest,
            severity=seen.reach.worst_severity,
            decided={**(told(self._knowledge.points, seen.finding) or {}), **seen.recorded.points},
        )

    def _priority(self, role: str, points: Known) -> Outcome:
        key = (role, tuple(sorted((point, tuple(values)) for point, values in points.items())))
        if key not in self._priorities:
            self._priorities[key] = ssvc.priority(tables.ssvc(), role, points)
        return self._priorities[key]

    def _route(self, node: Node, seen: _Seen, risk: FdaRisk) -> Route | None:
        aware = self._aware(node, seen)
        if risk.state is not RiskState.UNCONTROLLED or aware is None:
            return None
        return fda.route(aware, self._as_of, self._handling(seen))

    def _handling(self, seen: _Seen) -> Handling:
        return seen.recorded.handling or told(self._knowledge.handling, seen.finding) or Handling()

    def _aware(self, node: Node, seen: _Seen) -> date | None:
        """The day of learning; where nobody wrote it down, the maker knew on the day of its first decision."""
        written = (seen.recorded.aware, told(self._knowledge.aware, seen.finding))
        known = min((day for day in written if day is not None), default=None)
        return known or self._records.first_decided(node)


def _exploitation(finding: Finding, recorded: Recorded, published: Published | None) -> str | None:
    """What was seen of exploitation: CISA's catalogue first, then people, then the CVE record."""
    if finding.known_exploited is not None:
        return "active"
    decided = recorded.points.get("exploitation")
    if decided:
        return decided[0]
    return published.exploitation if published is not None else None


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
