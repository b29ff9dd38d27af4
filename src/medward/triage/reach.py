# SPDX-License-Identifier: Apache-2.0
"""What a vulnerable component can reach in the device: processes, threats, hazardous situations, harms.

Rules:

- A process reaches every component that it runs and, through "needs", every component below: what a component
  needs runs where it runs.
- A component reaches the threats that rest on it, and those to the processes that reach it and to their
  interfaces. A threat that was found not to apply is left out.
- A threat reaches the hazardous situations that it leads to, and those the harms that can follow. The risks to
  which a triage decision says that a finding adds reach theirs too.

What is not linked is not reached as far as anybody knows; that says nothing about what is possible.
"""

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from medward.dossier.model.risk import Severity, Threat, ThreatStatus
from medward.trace.model import Key, Node, Trace
from medward.triage import harm


@dataclass(frozen=True, slots=True)
class Reach:
    """What a vulnerable component can reach in the device, as far as the trace knows.

    Attributes:
        processes: ids of the processes that run the component, or something that needs it.
        threats: ids of the threats to those processes, or that rest on the component.
        hazardous_situations: ids of the situations that those threats lead to.
        harms: ids of the harms that can follow.
        worst_severity: the worst severity among those harms; None where no harm is linked, which is not the same
            as harmless.
    """

    processes: tuple[str, ...] = ()
    threats: tuple[str, ...] = ()
    hazardous_situations: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    worst_severity: Severity | None = None


class Reaching:
    """Answers for many findings of one trace; what processes reach is worked out once."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._processes = trace.of_kind("process")
        self._reached_by = self._spread()
        self._threats: dict[Key, tuple[Node, ...]] = {}

    def of(self, component: Node, risks: Iterable[str] = ()) -> Reach:
        """What a component reaches, and what the risks with these ids do."""
        processes = self.processes(component)
        threats = _once(threat for node in (component, *processes) for threat in self._threats_to(node))
        named = [self._trace.nodes["risk", risk] for risk in risks]
        situations = _once(one for node in (*threats, *named) for one in harm.situations(node, self._trace))
        harms = harm.harms(situations, self._trace)
        return Reach(
            processes=_ids(processes),
            threats=_ids(threats),
            hazardous_situations=_ids(situations),
            harms=_ids(harms),
            worst_severity=harm.of_harms(harms),
        )

    def processes(self, component: Node) -> tuple[Node, ...]:
        """The processes in which a component runs, or something that needs it; the others are not looked at."""
        found: list[Node] = []
        left = self._reached_by.get(component.key, 0)
        while left:
            lowest = left & -left
            found.append(self._processes[lowest.bit_length() - 1])
            left ^= lowest
        return tuple(found)

    def _spread(self) -> dict[Key, int]:
        """Which processes reach a component, as bits; a component is looked at again only when it gains one."""
        reached: dict[Key, int] = defaultdict(int)
        waiting: deque[Node] = deque()
        for index, process in enumerate(self._processes):
            for component in self._trace.follow(process, "runs"):
                reached[component.key] |= 1 << index
                waiting.append(component)
        while waiting:
            node = waiting.popleft()
            for needed in self._trace.follow(node, "needs"):
                gained = reached[needed.key] | reached[node.key]
                if gained != reached[needed.key]:
                    reached[needed.key] = gained
                    waiting.append(needed)
        return reached

    def _threats_to(self, node: Node) -> tuple[Node, ...]:
        """The threats to a process and its interfaces, or to a component."""
        if node.key not in self._threats:
            around = (node, *self._trace.follow(node, "interfaces"))
            found = (threat for one in around for threat in self._trace.follow(one, "threatened_by"))
            self._threats[node.key] = _once(threat for threat in found if _applies(threat))
        return self._threats[node.key]


def _applies(threat: Node) -> bool:
    return isinstance(threat.data, Threat) and threat.data.status is not ThreatStatus.NOT_APPLICABLE


def _once(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(nodes))


def _ids(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(node.id for node in nodes))
