# SPDX-License-Identifier: Apache-2.0
"""What an assessment says: verdicts, findings in order of what matters, what is unknown, and what would mend it.

Rules that every value here keeps:

- A verdict is one of five words and always has a reason. Only `met` is good; `unknown` and `error` never
  count as met.
- A broken link says how far the chain goes and what is missing, and names the group of mends that it belongs to.
- Every value is frozen and can be written as JSON by `msgspec.json.encode`, fields in the order below.
- The same dossier, database, packs and date give equal values in the same order.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from medward.advisories.epss import Epss
from medward.advisories.model import DatabaseInfo, Finding
from medward.base.problems import Place, Problem
from medward.triage.deadlines import Deadline
from medward.triage.fda import FdaRisk, Route
from medward.triage.reach import Reach
from medward.triage.tables import Outcome


class Status(StrEnum):
    """How a requirement stands."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that speaks for a verdict.

    Attributes:
        text: one sentence without a full stop.
        node: kind and id of what it rests on, `test:TE-004`; None where it rests on the dossier as a whole.
        place: where that stands in the dossier, where it does.
    """

    text: str
    node: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A chain that ends too early.

    Attributes:
        text: the chain as far as it goes and what is missing, without a full stop.
        node: kind and id of the node at which the chain begins, `threat:T-007`.
        mend: what mends this and every other link of its group, as one sentence without a full stop.
        mend_id: stable name of the group, `test.verifies.control`.
        place: where the node at which the chain begins stands in the dossier, where it does.
    """

    text: str
    node: str
    mend: str
    mend_id: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one requirement of one framework stands.

    Attributes:
        framework: id of the pack.
        requirement: id of the requirement in it; shown as `<framework>:<requirement>`.
        title: short name of the requirement.
        citation: where the framework says so.
        section: id of the pack's section.
        status: the verdict.
        reason: why, as one sentence without a full stop.
        proofs: what speaks for it.
        broken: the links that are missing.
    """

    framework: str
    requirement: str
    title: str
    citation: str
    section: str
    status: Status
    reason: str
    proofs: tuple[Proof, ...] = ()
    broken: tuple[BrokenLink, ...] = ()

    @property
    def id(self) -> str:
        """Framework and requirement in one word."""
        return f"{self.framework}:{self.requirement}"


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a framework, in the framework's order."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class FrameworkVerdicts:
    """Every verdict of one framework.

    Attributes:
        id: id of the pack.
        version: version of the pack.
        title: title of the framework.
        citation: where it is published.
        legal_status: its legal status on the day of the assessment: `in_force`, `not_yet`, `no_longer`,
            `proposed`, `superseded` or `withdrawn`.
        note: one sentence on that status; empty where it is simply in force.
        sections: its sections, in order.
        verdicts: in the order of the pack.
    """

    id: str
    version: str
    title: str
    citation: str
    legal_status: str
    note: str
    sections: tuple[Section, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What triage decided about a finding.

    Attributes:
        id: id of the decision in the dossier.
        scope: for what it speaks: `release`, `component` or `family`.
        status: `affected`, `not_affected`, `fixed` or `under_investigation`.
        justification: why it is not affected, where it is not.
        risk_state: residual risk: `controlled`, `uncontrolled` or `unknown`.
        reason: why, in words.
        action: what is done, and by when.
        author: role of who decided.
        decided: day of the decision.
        expires: last day on which it holds.
        expired: True where that day is past.
        carried_from: id of the decision from which it was carried forward.
        evidence: ids of the evidence for the reason.
        kept: True where the facts on which it rests were kept with it; without them few changes can be noticed.
    """

    id: str
    scope: str
    status: str
    justification: str | None
    risk_state: str
    reason: str
    action: str | None
    author: str
    decided: date
    expires: date | None
    expired: bool
    carried_from: str | None
    evidence: tuple[str, ...]
    kept: bool


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with what the dossier knows about it.

    Attributes:
        finding: the vulnerability against the component, and how it was matched.
        node: kind and id of the finding in the trace.
        component_name: name of the component.
        component_version: its version; empty where the SBOM states none.
        release: id of the release.
        release_version: version of the release.
        decision: what triage decided; None where nobody has decided.
        standing: where that leaves the finding: `undecided`, `expired`, `reopened`, `under_investigation`,
            `without_reason`, `closed`, `controlled`, `uncontrolled` or `risk_unknown`.
        reopened: facts on which the decision rested and that are other ones now, so that it must be made again.
        open: True where it still needs somebody: not decided, decision expired or re-opened, under
            investigation, or affected with a risk that is not controlled.
        reach: what it can reach.
        score: score of the worst published CVSS vector as it is for this device; None where there is none, which
            is not a low one.
        vector: that vector, with the environment of this device; empty where there is none.
        steps: how the vector for the device came from the published one, in words, in order; none without a score.
        assumed: what nobody knows of the surroundings of the component and was taken for the worse.
        epss: how likely it is to be exploited, on which day; None where nobody has said, which is not unlikely.
        priority: what SSVC says to a supplier.
        deployer: what SSVC says to a hospital that runs the device.
        risk: whether the risk is controlled, and why.
        route: days and conditions of FDA's way for an uncontrolled risk; None for any other, or where nobody knows
            when the maker learned of it.
        rank: why it stands where it stands, as one sentence without a full stop.
        action: what to do, as one sentence without a full stop.
        deadline: by when, and where that day comes from; None where nothing sets one.
    """

    finding: Finding
    node: str
    component_name: str
    component_version: str
    release: str
    release_version: str
    decision: Decision | None
    standing: str
    reopened: tuple[str, ...]
    open: bool
    reach: Reach
    score: float | None
    vector: str
    steps: tuple[str, ...]
    assumed: tuple[str, ...]
    epss: Epss | None
    priority: Outcome
    deployer: Outcome
    risk: FdaRisk
    route: Route | None
    rank: str
    action: str
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A component about which no advisory source could be asked.

    Attributes:
        name: name of the component.
        version: its version; empty where the SBOM states none.
        reason: why, as one sentence without a full stop.
    """

    name: str
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the components of one release ended. The four counts add up to its components.

    Attributes:
        release: id of the release.
        version: version of the release.
        sboms: its SBOM files that could be read.
        components: how many components they hold.
        matched: False where there was no database to ask; then the four counts are 0.
        affected: how many have a finding.
        not_affected: how many a source was asked about and knows nothing of.
        unidentified: those that cannot be named to any source.
        not_covered: those of which the database has no source.
    """

    release: str
    version: str
    sboms: tuple[str, ...]
    components: int
    matched: bool
    affected: int
    not_affected: int
    unidentified: tuple[Uncovered, ...]
    not_covered: tuple[Uncovered, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that nobody knows yet.

    Attributes:
        text: what, as one sentence without a full stop.
        asked_by: the requirements whose verdict waits for it, `<framework>:<requirement>`.
    """

    text: str
    asked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mend:
    """Broken links that one kind of work mends.

    Attributes:
        id: stable name of the group.
        text: what to do, as one sentence without a full stop.
        broken: the links, each once, in the order in which the verdicts name them.
        asked_by: the requirements that ask for it, `<framework>:<requirement>`.
    """

    id: str
    text: str
    broken: tuple[BrokenLink, ...]
    asked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackInfo:
    """Which pack was used: the digest is over its content, so the same content has the same digest."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that `medward.compliance.assessment.assess` found out.

    Attributes:
        as_of: the day for which it speaks.
        device: name of the device.
        manufacturer: its legal manufacturer.
        models: names of its models.
        dossier_digest: digest of the dossier.
        database: the advisory database that was asked; None where there was none.
        packs: the packs that were used.
        frameworks: the verdicts, in the order of the packs.
        findings: what matters first.
        coverage: how the components of each assessed release ended.
        unknowns: what nobody knows yet.
        mends: broken links by what mends them, largest group first.
        problems: what could not be read, such as a broken SBOM.
    """

    as_of: date
    device: str
    manufacturer: str
    models: tuple[str, ...]
    dossier_digest: str
    database: DatabaseInfo | None
    packs: tuple[PackInfo, ...]
    frameworks: tuple[FrameworkVerdicts, ...]
    findings: tuple[FindingLine, ...]
    coverage: tuple[Coverage, ...]
    unknowns: tuple[Unknown, ...]
    mends: tuple[Mend, ...]
    problems: tuple[Problem, ...]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts of all frameworks, in order."""
        return tuple(verdict for framework in self.frameworks for verdict in framework.verdicts)
