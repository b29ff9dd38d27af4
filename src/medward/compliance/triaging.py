# SPDX-License-Identifier: Apache-2.0
"""The findings of a dossier as people work on them: ranked as `medward check` ranks them, and told in full.

`desk` reads, matches and ranks once; everything that a person does about findings begins from it. By default it
looks at the releases that `check` assesses; a release that is named is looked at whatever its status.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from medward.advisories.facts import finding_of
from medward.base.problems import Place, Problem, ProblemsError
from medward.compliance import findings
from medward.compliance.context import Context
from medward.compliance.gather import gather
from medward.compliance.model import Decision, FindingLine
from medward.dossier import Loaded
from medward.dossier.model.keeping import Triage
from medward.triage import harm, tables
from medward.triage.deciding import About
from medward.triage.environment import Adjusted
from medward.triage.exploitability import Exploitability
from medward.triage.facts import Change
from medward.triage.fda import Handling
from medward.triage.knowledge import of_database
from medward.triage.ordering import Ranked, ordered
from medward.triage.paths import Path as TablePath
from medward.triage.paths import paths
from medward.triage.rubric import Interview, interview
from medward.triage.rubrics import shipped


@dataclass(frozen=True, slots=True)
class Desk:
    """The findings of some releases.

    Attributes:
        context: the dossier, the trace, the database and the day.
        ranked: every finding, what matters first.
        loaded: the dossier as it was read.
        problems: SBOMs that could not be read.
    """

    context: Context
    ranked: tuple[Ranked, ...]
    loaded: Loaded
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> tuple[FindingLine, ...]:
        """The findings as `medward check` tells them."""
        return findings.lines(self.context, self.ranked)

    @property
    def about(self) -> About:
        """What a decision is made on."""
        context = self.context
        return About(context.dossier.triage, self.ranked, context.trace, context.as_of)


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything on one finding.

    Attributes:
        line: the finding as `medward check` tells it.
        exploitability: how easy it is to exploit, and why.
        vectors: every published vector that counts, as it is for the device, metric by metric.
        rubric: the interview for medical devices; None where nobody has answered any of it.
        paths: the ways through the tables of SSVC, for who makes the device and for who runs it.
        chains: how it can end in harm, one sentence for each way, without a full stop.
        aware: the day on which the maker learned of it; None where nobody wrote one down.
        handling: what was done about an uncontrolled risk; None where nobody wrote anything down.
        changes: what is another than when it was decided, what re-opens the decision first.
        history: every decision about it, the latest first.
    """

    line: FindingLine
    exploitability: Exploitability
    vectors: tuple[Adjusted, ...]
    rubric: Interview | None
    paths: tuple[TablePath, ...]
    chains: tuple[str, ...]
    aware: date | None
    handling: Handling | None
    changes: tuple[Change, ...]
    history: tuple[Decision, ...]

    @property
    def reopening(self) -> tuple[str, ...]:
        """Why its decision has to be made again: it expired, or facts changed; empty where it holds."""
        made = self.line.decision
        expired = (f"it expired on {made.expires}",) if made is not None and made.expired else ()
        return (*expired, *(change.text for change in self.changes if change.reopens))


def desk(loaded: Loaded, database: Path, as_of: date, release: str | None = None) -> Desk:
    """The findings of a dossier as of a day; `release` looks at that one alone.

    Raises ProblemsError for a release that the dossier does not have, and where the database cannot be read.
    """
    if release is not None:
        has_release(loaded, release)
    gathered = gather(loaded, database, as_of, [release] if release is not None else None)
    context = gathered.context
    knowledge = of_database(database, map(finding_of, context.trace.of_kind("finding")))
    return Desk(context, ordered(context.trace, as_of, knowledge), loaded, gathered.problems)


def has_release(loaded: Loaded, release: str) -> None:
    """Raise ProblemsError where the dossier has no release with this id."""
    known = [one.id for one in loaded.dossier.releases]
    if release not in known:
        mend = f"Its releases are {', '.join(known)}" if known else "Add the release to the dossier"
        message = f"the dossier has no release '{release}'"
        raise ProblemsError([Problem(Place(str(loaded.folder)), "", "triage.unknown-release", message, mend)])


def explained(one: Ranked, on: Desk) -> Explained:
    """Everything on one finding of a desk."""
    context, recorded = on.context, one.recorded
    (line,) = findings.lines(context, [one])
    made = [node.data for node in context.trace.follow(one.node, "decided_by") if isinstance(node.data, Triage)]
    made.sort(key=lambda decision: (decision.date, decision.id), reverse=True)
    return Explained(
        line=line,
        exploitability=one.exploitability,
        vectors=one.vectors,
        rubric=interview(shipped(), recorded.answers) if recorded.answers else None,
        paths=paths(one, tables.ssvc()),
        chains=harm.chains(one.reach.threats, context.trace),
        aware=recorded.aware,
        handling=recorded.handling,
        changes=one.changes,
        history=tuple(findings.decision_of(decision, context.as_of) for decision in made),
    )


def incomplete(on: Desk, release: str) -> Sequence[Problem]:
    """Why nobody can tell that a finding of a release is gone: an SBOM that cannot be read, or none at all."""
    own = [sbom for sbom in on.context.sboms if sbom.release.id == release]
    if own and all(sbom.inventory is not None for sbom in own):
        return ()
    message = f"the components of release {release} are not all known"
    mend = "Mend or add its SBOM, then try again"
    return (*on.problems, Problem(Place(release), "", "triage.no-inventory", message, mend))
