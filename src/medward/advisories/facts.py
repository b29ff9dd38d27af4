# SPDX-License-Identifier: Apache-2.0
"""What matching adds to the trace: findings, their vulnerabilities, and which triage decisions speak for them.

Rules:

- A finding's node is named by its component's node and its vulnerability, so it stays the same while both do.
- A triage decision speaks for a finding where it names the component, and the vulnerability by its id or by an
  alias, and (where it names a release) the release. The id of an upstream vulnerability counts where the finding
  derives from that one alone: a distribution's advisory about several is not decided by a decision about one.
- Which of several decisions holds, and whether it has expired, is decided elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medward.advisories.model import Finding, MatchReport
from medward.dossier.model.keeping import Triage
from medward.trace.components import ComponentIndex
from medward.trace.model import Edge, Facts, Key, Node


@dataclass(frozen=True, slots=True)
class Matched:
    """One SBOM of one release, matched.

    Attributes:
        release: id of the release.
        file: path of the SBOM in the dossier.
        components: the component nodes of that SBOM under their references.
        report: what matching said.
    """

    release: str
    file: str
    components: dict[str, Node]
    report: MatchReport


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """A vulnerability that at least one component has.

    Attributes:
        id: the one id for all its aliases.
        aliases: its other ids, sorted.
        known_exploited: `yes` where CISA's catalogue lists it, else `no`.
    """

    id: str
    aliases: tuple[str, ...]
    known_exploited: str


def facts(matched: Iterable[Matched], triage: Iterable[Triage], index: ComponentIndex) -> Facts:
    """The nodes and links of every finding; `index` finds the components that the decisions name."""
    findings: dict[Key, Node] = {}
    releases: dict[Key, str] = {}
    components: dict[Key, list[Key]] = defaultdict(list)
    for one in matched:
        for finding in one.report.findings:
            component = one.components[finding.component]
            node = _node(component, finding)
            findings[node.key] = node
            releases[node.key] = one.release
            components[component.key].append(node.key)
    edges = [*_affects(components), *_instances(findings.values())]
    for decision in triage:
        found = (key for component in index.find(decision.component) for key in components.get(component, ()))
        edges += (
            Edge("decides", ("triage", decision.id), key)
            for key in found
            if decision.release in (None, releases[key]) and _names(decision, findings[key])
        )
    return Facts((*findings.values(), *_vulnerabilities(findings.values())), tuple(edges))


def finding_of(node: Node) -> Finding:
    """The finding that a node of kind `finding` stands for. Raises TypeError for any other node."""
    if not isinstance(node.data, Finding):
        raise TypeError(f"{node.name} is not a finding")
    return node.data


def _node(component: Node, finding: Finding) -> Node:
    label = f"{finding.vulnerability} in {component.label}"
    return Node("finding", f"{component.id}:{finding.vulnerability}", label, finding)


def _affects(components: dict[Key, list[Key]]) -> Iterator[Edge]:
    for component, keys in components.items():
        yield from (Edge("component", key, component) for key in keys)


def _instances(findings: Iterable[Node]) -> Iterator[Edge]:
    for node in findings:
        yield Edge("vulnerability", node.key, ("vulnerability", finding_of(node).vulnerability))


def _vulnerabilities(findings: Iterable[Node]) -> Iterator[Node]:
    """Each once, as the first finding tells it: all findings of one database tell the same."""
    seen: set[str] = set()
    for node in findings:
        finding = finding_of(node)
        if finding.vulnerability not in seen:
            seen.add(finding.vulnerability)
            exploited = "yes" if finding.known_exploited else "no"
            data = Vulnerability(finding.vulnerability, finding.aliases, exploited)
            yield Node("vulnerability", data.id, finding.summary, data)


def _names(decision: Triage, node: Node) -> bool:
    """Whether a decision names the vulnerability of a finding."""
    finding = finding_of(node)
    only = finding.upstream if len(finding.upstream) == 1 else ()
    return decision.vulnerability in {finding.vulnerability, *finding.aliases, *only}
