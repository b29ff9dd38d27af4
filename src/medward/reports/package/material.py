# SPDX-License-Identifier: Apache-2.0
"""What the documents of a package are made of: one dossier, asked once, on one day.

Every document reads this value and nothing else, so that two of them cannot contradict each other. Nothing here
reads a clock or the network.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from medward.advisories.facts import finding_of
from medward.base.problems import Place
from medward.compliance.assessment import judge
from medward.compliance.context import Context
from medward.compliance.gather import gather
from medward.compliance.model import Assessment
from medward.compliance.risk_report import risk_report
from medward.dossier import Loaded
from medward.dossier.model import Dossier
from medward.packs.framework import Framework
from medward.risk.model import RiskReport
from medward.threats.views import Views, views
from medward.trace.model import Node
from medward.triage.knowledge import Knowledge, of_database
from medward.triage.ordering import ordered


@dataclass(frozen=True)
class Material:
    """Everything that documents are made of.

    Attributes:
        loaded: the dossier as it was read, with its digest and the places of its parts.
        context: the trace, SBOMs, findings and the day.
        assessment: the verdicts of every framework that was asked.
        risks: the risks on that day.
    """

    loaded: Loaded
    context: Context
    assessment: Assessment
    risks: RiskReport

    @property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.loaded.dossier

    @cached_property
    def views(self) -> Views:
        """The architecture views."""
        return views(self.dossier)

    @cached_property
    def parts(self) -> dict[str, Node]:
        """Id → part of the dossier; ids are unique in a dossier."""
        told = self.context.places
        return {node.id: node for node in self.context.trace.nodes.values() if node.id in told}

    def place(self, part: str) -> Place | None:
        """Where a part stands in the dossier's files."""
        return self.context.places.get(part)


def collect(loaded: Loaded, database: Path | None, packs: Sequence[Framework], as_of: date) -> Material:
    """Read, match, rank and judge once.

    Without a database findings are unknown, and every document says so. Raises ProblemsError where the database
    cannot be read.
    """
    gathered = gather(loaded, database, as_of)
    known = Knowledge()
    if database is not None:
        known = of_database(database, map(finding_of, gathered.context.trace.of_kind("finding")))
    context = replace(gathered.context, ranked=ordered(gathered.context.trace, as_of, known))
    assessment = judge(gathered.context, packs, loaded.digest, gathered.problems, known)
    return Material(loaded, context, assessment, risk_report(context))
