# SPDX-License-Identifier: Apache-2.0
"""What checks and facts look at: the dossier, its trace, the releases that are assessed, and the day.

Releases that are assessed are those that are current or still supported; before the first of them, the planned
ones, because those are what a submission is about. Withdrawn releases are not assessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from medward.advisories.model import ComponentMatch, DatabaseInfo, MatchReport, Status
from medward.base.problems import Place, Problem
from medward.compliance.model import Status as VerdictStatus
from medward.compliance.outcome import Outcome
from medward.dossier.model import Dossier
from medward.dossier.model.device import Release, ReleaseStatus
from medward.inventory.model import Inventory
from medward.inventory.quality import SET_ASIDE
from medward.risk.model import RiskReport
from medward.trace.model import Key, Node, Trace
from medward.triage.decisions import Standing
from medward.triage.ordering import Ranked

_IN_PARTS = {"sbom", "plan_element", "component", "finding"}
"""Kinds of node that stand inside a part or belong to one, whose id is the first word of theirs."""


@dataclass(frozen=True, slots=True)
class ReadSbom:
    """One SBOM of an assessed release.

    Attributes:
        release: the release.
        file: its path in the dossier.
        inventory: what it holds; None where it cannot be read.
        problem: why it cannot be read; None where it can.
        report: what matching said; None without a database.
    """

    release: Release
    file: str
    inventory: Inventory | None
    problem: Problem | None = None
    report: MatchReport | None = None

    @property
    def name(self) -> str:
        """Release and file, which is also the id of its node."""
        return f"{self.release.id}/{self.file}"

    @property
    def matches(self) -> tuple[ComponentMatch, ...]:
        """How the components ended that an advisory source can be expected to know.

        Left out are the keys and certificates of a CBOM, and the product that the SBOM is about unless it is
        affected: what is wrong with it is for its maker to find.
        """
        if self.report is None or self.inventory is None:
            return ()
        product = self.inventory.primary
        aside = {one.ref for one in self.inventory.components if one.kind in SET_ASIDE}
        return tuple(
            match
            for match in self.report.components
            if match.component not in aside
            if product is None or match.component != product.ref or match.status is Status.AFFECTED
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """Why the nodes of a kind are not all known, and what that makes of a check that needs them.

    Attributes:
        status: `unknown` or `error`.
        reason: as one sentence without a full stop.
    """

    status: VerdictStatus
    reason: str


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that a check may look at.

    Attributes:
        as_of: the day of the assessment.
        dossier: the dossier.
        trace: the graph of it, with components and findings.
        releases: the releases that are assessed.
        sboms: their SBOMs, in the order of releases and files; the trace also has the components of others.
        database: the advisory database that was asked; None where there was none.
        gaps: kinds of node that are not all known.
        places: id of a part → where it stands.
        standings: finding → where it stands by its decision and by what has changed since; left out: by its
            decision alone.
        ranked: the findings as triage ranks them; None where nobody has ranked them.
        decided: the facts that were asked already, so that each is decided once; it changes no answer.
        judged: the risks, once they were judged; a changed context has none.
    """

    as_of: date
    dossier: Dossier
    trace: Trace
    releases: tuple[Release, ...] = ()
    sboms: tuple[ReadSbom, ...] = ()
    database: DatabaseInfo | None = None
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    standings: Mapping[Key, Standing] = field(default_factory=dict)
    ranked: tuple[Ranked, ...] | None = None
    decided: dict[str, Outcome] = field(default_factory=dict, repr=False, compare=False)
    judged: list[RiskReport] = field(default_factory=list, init=False, repr=False, compare=False)

    def place(self, node: Node) -> Place | None:
        """Where a node, or the part to which it belongs, stands in the dossier; None for what has no place."""
        return self.places.get(node.id.partition("/")[0] if node.kind in _IN_PARTS else node.id)


def assessed_releases(dossier: Dossier) -> tuple[Release, ...]:
    """The releases that are current or supported; where there is none, the planned ones."""
    for statuses in ({ReleaseStatus.CURRENT, ReleaseStatus.SUPPORTED}, {ReleaseStatus.PLANNED}):
        found = tuple(release for release in dossier.releases if release.status in statuses)
        if found:
            return found
    return ()
