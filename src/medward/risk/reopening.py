# SPDX-License-Identifier: Apache-2.0
"""What opens a risk again, with the chain that says why: part → threat → risk.

Rules:

- A finding that still needs somebody opens every risk with a threat that rests on its component. A threat that
  names components rests on those; one that names none rests on all that the processes run at which it is aimed.
- So does a finding whose decision names the risk, and by its name it is told what became of the decision.
- Where nobody looked for findings, a decision that names the risk and has expired opens it.
- A control on which the risk rests and that is not proved (`medward.risk.proving`) opens it.
- An anomaly that adds to the risk opens it until somebody has decided about it and knows its security impact. One
  that names no risk adds to each that rests on a control whose test found it, unless it has no security impact.
- Evidence of the risk that does not speak for the day opens it.

Nothing is stored: once the cause is gone, the risk is closed as it was.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from medward.dossier.model.keeping import RiskState, Triage
from medward.dossier.model.parts import Answer
from medward.dossier.model.proof import Anomaly, Disposition
from medward.dossier.model.risk import Threat, ThreatStatus
from medward.risk.model import Cause, Chain
from medward.risk.proving import faults, objection, said, tests
from medward.trace.model import Key, Node, Trace
from medward.triage.decisions import Standing, expired
from medward.triage.ordering import Ranked

NOBODY_LOOKED = "nobody looked for findings"

_STANDINGS = {
    Standing.UNDECIDED: "about which nobody has decided",
    Standing.EXPIRED: "whose decision has expired",
    Standing.REOPENED: "whose decision was opened again",
    Standing.UNDER_INVESTIGATION: "which is under investigation",
    Standing.WITHOUT_REASON: "whose decision has no reason",
    Standing.UNCONTROLLED: "whose risk was decided to be uncontrolled",
    Standing.RISK_UNKNOWN: "whose risk nobody has decided",
}
_DECISIONS = frozenset({Standing.EXPIRED, Standing.REOPENED, Standing.WITHOUT_REASON})


@dataclass(frozen=True, slots=True)
class Looked:
    """What else is known on the day.

    Attributes:
        findings: findings of the releases that are assessed, as triage ranks them.
        releases: ids of the releases that are assessed.
        gap: why findings are not all known, as one sentence without a full stop; empty where they are.
    """

    findings: tuple[Ranked, ...] = ()
    releases: Collection[str] = ()
    gap: str = NOBODY_LOOKED


class Reopening:
    """Answers for every risk of one trace."""

    def __init__(self, trace: Trace, as_of: date, looked: Looked) -> None:
        self._trace = trace
        self._as_of = as_of
        self._looked = looked
        self._open = tuple(one for one in looked.findings if one.open)
        self._by_risk: dict[str, list[int]] = defaultdict(list)
        self._by_component: dict[Key, list[int]] = defaultdict(list)
        self._by_threat: dict[str, list[int]] = defaultdict(list)
        for index, one in enumerate(self._open):
            self._index(index, one)
        self._touched: dict[Key, tuple[tuple[Ranked, Node | None], ...]] = {}

    def _index(self, index: int, one: Ranked) -> None:
        """Where a finding is looked up: by the risks of its decision, its component, the threats it reaches."""
        for risk in one.decision.risks if one.decision is not None else ():
            self._by_risk[risk].append(index)
        for threat in one.reach.threats:
            self._by_threat[threat].append(index)
        self._by_component[one.component.key].append(index)

    def chains(self, risk: Node) -> tuple[Chain, ...]:
        """Everything that opens a risk again, each once."""
        found = (
            *self._findings(risk),
            *self._decisions(risk),
            *self._controls(risk),
            *self._anomalies(risk),
            *self._evidence(risk),
        )
        return tuple(dict.fromkeys(found))

    def uncontrolled(self, risk: Node) -> bool:
        """Whether the risk of a finding that opens it is known to be uncontrolled."""
        return any(one.risk.state is RiskState.UNCONTROLLED for one, _ in self._touching(risk))

    def touchless(self) -> tuple[Ranked, ...]:
        """Open findings that touch no risk, in the order of triage."""
        risks = self._trace.of_kind("risk")
        touched = {one.node.key for risk in risks for one, _ in self._touching(risk)}
        return tuple(one for one in self._open if one.node.key not in touched)

    def _touching(self, risk: Node) -> tuple[tuple[Ranked, Node | None], ...]:
        """Open findings with the threat by which they touch a risk; None where the decision names the risk.

        In the order of triage; of one finding, the decision first and then the threats in the order of the risk.
        """
        if risk.key not in self._touched:
            ways: dict[tuple[int, int], Node | None] = dict.fromkeys(
                (index, 0) for index in self._by_risk.get(risk.id, ())
            )
            threats = [threat for threat in self._trace.follow(risk, "threats") if _applies(threat)]
            for place, threat in enumerate(threats, start=1):
                ways |= {(index, place): threat for index in self._resting(threat)}
            self._touched[risk.key] = tuple((self._open[key[0]], ways[key]) for key in sorted(ways))
        return self._touched[risk.key]

    def _resting(self, threat: Node) -> Iterator[int]:
        """Open findings on what a threat rests on, by their place in the order of triage."""
        named = self._trace.follow(threat, "components")
        if not named:
            yield from self._by_threat.get(threat.id, ())
        for component in named:
            yield from self._by_component.get(component.key, ())

    def _findings(self, risk: Node) -> Iterator[Chain]:
        for one, threat in self._touching(risk):
            cause = Cause.DECISION if one.standing in _DECISIONS else Cause.FINDING
            head = f"component {one.component.label} has {one.finding.vulnerability}, {_STANDINGS[one.standing]}"
            steps = (one.node.name, one.component.name)
            if threat is None:
                made = one.decision.id if one.decision is not None else ""
                yield Chain(
                    cause, (*steps, f"triage:{made}", risk.name), f"{head}; decision {made} adds it to the risk"
                )
            else:
                how = "rests on it" if self._trace.follow(threat, "components") else "is aimed at what runs it"
                yield Chain(cause, (*steps, threat.name, risk.name), f"{head}; {said(threat)} {how}")

    def _decisions(self, risk: Node) -> Iterator[Chain]:
        """Expired decisions, where nobody knows whether their findings are still there."""
        for node in self._trace.follow(risk, "triage") if self._looked.gap else ():
            if isinstance(node.data, Triage) and expired(node.data, self._as_of) and not self._later(node.data):
                text = f"decision {node.id} about {node.data.vulnerability} expired on {node.data.expires}"
                yield Chain(Cause.DECISION, (node.name, risk.name), f"{text} and adds to the risk")

    def _later(self, made: Triage) -> bool:
        """Whether a later decision speaks about the same."""
        return any(
            isinstance(one.data, Triage)
            and (one.data.vulnerability, one.data.component) == (made.vulnerability, made.component)
            and made.date < one.data.known_from <= self._as_of
            for one in self._trace.of_kind("triage")
        )

    def _controls(self, risk: Node) -> Iterator[Chain]:
        for control in self._trace.follow(risk, "controls"):
            for fault in faults(control, self._trace, self._as_of, self._looked.releases):
                steps = dict.fromkeys((fault.node.name, control.name, risk.name))
                yield Chain(fault.cause, tuple(steps), f"{fault.text}; the risk rests on it")

    def _anomalies(self, risk: Node) -> Iterator[Chain]:
        for node in self._trace.follow(risk, "anomalies"):
            if doubt := _doubt(node):
                yield Chain(Cause.ANOMALY, (node.name, risk.name), f"{said(node)} adds to the risk, and {doubt}")
        for control in self._trace.follow(risk, "controls"):
            for test in tests(control, self._trace):
                for node in self._trace.follow(test, "found"):
                    if _may_add(node) and (doubt := _doubt(node)):
                        steps = (node.name, test.name, control.name, risk.name)
                        text = f"{said(node)} was found by a test of {said(control)}, names no risk, and {doubt}"
                        yield Chain(Cause.ANOMALY, steps, text)

    def _evidence(self, risk: Node) -> Iterator[Chain]:
        for node in self._trace.follow(risk, "evidence"):
            if wrong := objection(node, self._as_of):
                yield Chain(Cause.EVIDENCE, (node.name, risk.name), f"{said(node)} {wrong}; the risk rests on it")


def _doubt(anomaly: Node) -> str:
    """What is not settled about an anomaly, to follow "and"; empty where it is fixed, or judged."""
    if not isinstance(anomaly.data, Anomaly) or anomaly.data.disposition is Disposition.FIXED:
        return ""
    if anomaly.data.disposition is Disposition.OPEN:
        return "nothing is decided about it"
    return "nobody knows its impact" if anomaly.data.security_impact is Answer.UNKNOWN else ""


def _may_add(anomaly: Node) -> bool:
    """Whether an anomaly that names no risk may add to one all the same."""
    data = anomaly.data
    return isinstance(data, Anomaly) and not data.risks and data.security_impact is not Answer.NO


def _applies(threat: Node) -> bool:
    return isinstance(threat.data, Threat) and threat.data.status is not ThreatStatus.NOT_APPLICABLE
