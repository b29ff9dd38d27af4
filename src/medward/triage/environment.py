# SPDX-License-Identifier: Apache-2.0
"""The CVSS environment of one device: a published vector, as it is for a component in this architecture.

A flaw that could be attacked over a network is not, where nothing leads from a network to the component. Rules:

- Only the architecture's own words lower anything: modified attack vector (MAV) and privileges (MPR) from the ways
  in (`medward.triage.ways`), requirements (CR, IR, AR) from the assets (`medward.triage.assets`). What nobody
  knows keeps the worse value, and is told in `unknown`.
- A way in never raises a metric: a flaw that its publisher calls local stays local on a networked device.
- There are several ways in, and an attacker takes the best: the vector is that of the way with the highest score.
  So one more way in, or one more unknown, never lowers a score.
- Environmental metrics of the published vector are replaced: a publisher does not know the device.
- CVSS 3.0 is scored as 3.1. The metrics are the same, and the formula of 3.0 can fall where a requirement rises.
- CVSS 2.0 has no modified attack vector: there the requirements count, and collateral damage.
- What was seen of exploitation sets the exploit metric (`medward.triage.threat`), the worst linked harm the
  metrics of people who are hurt (`medward.triage.consequences`).

Every step of the derivation is given in words, and every metric that is another with the section of FIRST's
documents that defines it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medward.dossier.model.risk import Severity
from medward.trace.model import Node, Trace
from medward.triage import cvss, threat
from medward.triage.assets import Need, needs
from medward.triage.consequences import consequences
from medward.triage.consequences import unknown as unlinked
from medward.triage.cvss import Scores
from medward.triage.reach import Reaching
from medward.triage.ways import ORDER, WORDS, Nearness, Way, ways_into

_SECTIONS = {"2.0": "CVSS 2.0, 2.3.3", "3": "CVSS 3.1, 4.1", "4.0": "CVSS 4.0, 4.1"}
"""Where the security requirements are defined."""
_MODIFIED = {"3": "CVSS 3.1, 4.2", "4.0": "CVSS 4.0, 4.2"}
"""Where the modified base metrics are defined."""
_KNOWN_BY = "an attacker must first be known to, or have taken over, what stands before it"
_NOWHERE = "no process is said to run the component, so nobody knows what reaches it"


@dataclass(frozen=True, slots=True)
class Environment:
    """What the architecture says of a component.

    Attributes:
        processes: ids of the processes in which it runs, sorted.
        ways: the ways in, the worst first; never none.
        needs: the security requirements: CR, IR, AR.
    """

    processes: tuple[str, ...]
    ways: tuple[Way, ...]
    needs: tuple[Need, ...]

    @property
    def nearest(self) -> Nearness:
        """The worst of all ways in."""
        return self.ways[0].nearness

    @property
    def distinct(self) -> tuple[Way, ...]:
        """One way for each nearness with and without privileges: the others score the same."""
        return tuple({(way.nearness, way.privileges): way for way in reversed(self.ways)}.values())[::-1]

    @property
    def unknown(self) -> tuple[str, ...]:
        """What nobody knows and was taken for the worse, each once."""
        said = [*(way.unknown for way in self.ways), *(need.unknown for need in self.needs)]
        return tuple(dict.fromkeys(filter(None, said)))


@dataclass(frozen=True, slots=True)
class Observed:
    """What is known of a finding beside the architecture.

    Attributes:
        exploitation: what was seen: `none`, `public_poc`, `active`; None where no source says.
        severity: the worst harm that the trace links; None where nobody has linked one.
    """

    exploitation: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One metric that is another in the device.

    Attributes:
        metric: its letters in the vector for the device, such as `MAV`.
        before: what the publisher said, such as `AV:N`; empty where the publisher said nothing.
        after: its value in the device.
        why: why, in words, without a full stop.
        source: the section of FIRST's document that defines it.
    """

    metric: str
    before: str
    after: str
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A vector as it is for the device.

    Attributes:
        published: the scores of the vector as published.
        scores: the scores of the vector with this environment; `overall` is the score that counts.
        steps: how the one came from the other, in words, in order.
        unknown: what nobody knows and was taken for the worse.
        changed: the metrics that are other ones, in the order of the steps.
    """

    published: Scores
    scores: Scores
    steps: tuple[str, ...]
    unknown: tuple[str, ...]
    changed: tuple[Changed, ...] = ()


NOTHING = Observed()
"""Nothing is known beside the architecture."""


class Surroundings:
    """The environments of the components of one trace; those that run in the same processes share one."""

    def __init__(self, trace: Trace, reaching: Reaching) -> None:
        self._trace = trace
        self._reaching = reaching
        self._known: dict[tuple[Node, ...], Environment] = {}

    def of(self, component: Node) -> Environment:
        """What the architecture says of a component."""
        processes = self._reaching.processes(component)
        if processes not in self._known:
            self._known[processes] = _environment(processes, self._trace)
        return self._known[processes]


def adjusted(vector: str, environment: Environment, observed: Observed = NOTHING) -> Adjusted:
    """A published vector as it is for the device; without a score where it has none."""
    published = cvss.scores(vector)
    if published.base is None:
        return Adjusted(published, published, (published.reason,), ())
    current = f"CVSS:3.1/{vector[9:]}" if published.version == "3.0" else vector
    beside = {one.metric: one.after for one in _beside(current, environment, observed)}
    tried = (
        (cvss.scores(cvss.with_environment(current, beside | _exploitability(current, way))), way)
        for way in environment.distinct
    )
    best, way = max(tried, key=lambda one: _number(one[0]))
    changed = (*_by_way(current, way), *_beside(current, environment, observed))
    unknown = (*environment.unknown, unlinked(consequences(current, observed.severity), observed.severity))
    steps = tuple(_steps(published, way, environment, changed))
    return Adjusted(published, best, steps, tuple(filter(None, unknown)), changed)


def all_adjusted(
    vectors: Iterable[str], environment: Environment, observed: Observed = NOTHING
) -> tuple[Adjusted, ...]:
    """The vectors that count, as they are for the device.

    Vectors of CVSS 2.0, which cannot say that a component is harder to reach, count only where no later one
    scores.
    """
    found = tuple(adjusted(one, environment, observed) for one in vectors)
    later = tuple(one for one in found if one.scores.base is not None and one.scores.version != "2.0")
    return later or found


def worst(found: Iterable[Adjusted]) -> Adjusted | None:
    """The highest scored; None where there are none."""
    return max(found, key=lambda one: _number(one.scores), default=None)


def _number(scores: Scores) -> float:
    """No score stands after every score here, because it is only asked which of several says most."""
    return -1.0 if scores.overall is None else scores.overall


def _environment(processes: tuple[Node, ...], trace: Trace) -> Environment:
    ways = [way for process in processes for way in ways_into(process, trace)]
    ways = ways or [Way(Nearness.NETWORK, privileges=False, text=_NOWHERE, unknown=_NOWHERE)]
    ways.sort(key=lambda way: (ORDER.index(way.nearness), way.privileges))
    ids = tuple(sorted(process.id for process in processes))
    return Environment(ids, tuple(ways), needs(processes, trace))


def _beside(vector: str, environment: Environment, observed: Observed) -> Iterator[Changed]:
    """What changes whichever way an attacker takes: requirements, what was seen, whom it hurts."""
    family, given = cvss.family_of(vector), cvss.metrics(vector)
    maturity, said = threat.maturity(vector, observed.exploitation)
    if maturity:
        before = f"E:{given['E']}" if "E" in given else ""
        yield Changed("E", before, maturity, said, threat.SECTION[family])
    for need in environment.needs:
        yield Changed(need.metric, "", need.level, need.text.rpartition(": ")[0], _SECTIONS[family])
    for one in consequences(vector, observed.severity):
        before = f"{one.metric[1:]}:{given[one.metric[1:]]}" if one.metric[1:] in given else ""
        yield Changed(one.metric, before, one.value, one.text, one.source)


def _by_way(vector: str, way: Way) -> Iterator[Changed]:
    """What changes with the way that an attacker takes."""
    given = cvss.metrics(vector)
    why = {"MAV": f"the way in that counts is {WORDS[way.nearness]}: {way.text}", "MPR": _KNOWN_BY}
    for metric, value in _exploitability(vector, way).items():
        before = f"{metric[1:]}:{given[metric[1:]]}"
        yield Changed(metric, before, value, why[metric], _MODIFIED[cvss.family_of(vector)])


def _exploitability(vector: str, way: Way) -> dict[str, str]:
    """MAV and MPR, each only where it is lower than the published metric."""
    given = cvss.metrics(vector)
    changed: dict[str, str] = {}
    if cvss.version_of(vector) != "2.0":
        if ORDER.index(way.nearness) > ORDER.index(Nearness(given["AV"])):
            changed["MAV"] = way.nearness.value
        if way.privileges and given["PR"] == "N":
            changed["MPR"] = "L"
    return changed


def _steps(published: Scores, way: Way, environment: Environment, changed: Iterable[Changed]) -> list[str]:
    """The derivation in words."""
    where = ", ".join(environment.processes)
    steps = [f"runs only in {where}" if where else _NOWHERE]
    if published.version == "2.0":
        steps.append("CVSS 2.0 cannot say that a component is harder to reach, so no way in changes anything")
    else:
        steps += _reached(published.vector, way, environment)
    if published.version == "3.0":
        steps.append("scored by the formula of CVSS 3.1, whose metrics are the same")
    others = (one for one in changed if one.metric not in {"MAV", "MPR", "CR", "IR", "AR"})
    return [
        *steps,
        *(need.text for need in environment.needs),
        *(f"{one.why}: {one.metric}:{one.after}" for one in others),
    ]


def _reached(vector: str, way: Way, environment: Environment) -> list[str]:
    """How the way in that counts changes the metrics of exploitability."""
    changed = _exploitability(vector, way)
    steps = [f"the way in that counts is {WORDS[way.nearness]}: {way.text}"]
    if "MAV" not in changed:
        steps.append("that is no farther than the flaw itself asks, so the published attack vector stays")
    elif environment.nearest is way.nearness:
        steps.append(f"no interface or flow leads to it from farther away, so MAV:{changed['MAV']}")
    else:
        steps.append(f"the ways from farther away ask who is there and score lower, so MAV:{changed['MAV']}")
    if "MPR" in changed:
        steps.append(f"{_KNOWN_BY}, so MPR:L")
    return steps
