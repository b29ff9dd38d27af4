# SPDX-License-Identifier: Apache-2.0
"""The assessment of a dossier: the one entry that the command line, the tests and the server call.

It reads the SBOMs, matches them once, builds the trace, asks every framework, and puts in order what was found.
The same dossier, database, packs and date give equal values in the same order; nothing here reads a clock.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from medward.advisories.facts import finding_of
from medward.base.problems import Problem
from medward.compliance import coverage, findings, loose, mends, verdicts
from medward.compliance.context import Context
from medward.compliance.gather import gather
from medward.compliance.model import Assessment, PackInfo
from medward.dossier import Loaded
from medward.packs import reading
from medward.packs.framework import Framework
from medward.triage.knowledge import Knowledge, merged, of_database
from medward.triage.ordering import ordered


def assess(
    loaded: Loaded,
    database: Path | None,
    packs: Sequence[Framework],
    as_of: date,
    knowledge: Knowledge | None = None,
) -> Assessment:
    """Assess a dossier by some frameworks as of a day; `knowledge` is what is known beside dossier and database.

    EPSS and SSVC come with the database; where `knowledge` tells of the same vulnerability, it stands.

    Without a database, what rests on findings is unknown; an SBOM that cannot be read makes what rests on it an
    error. Raises ProblemsError where the database itself is missing or cannot be read.
    """
    gathered = gather(loaded, database, as_of)
    known = knowledge or Knowledge()
    if database is not None:
        found = map(finding_of, gathered.context.trace.of_kind("finding"))
        known = merged(of_database(database, found), known)
    return judge(gathered.context, packs, loaded.digest, gathered.problems, known)


def judge(
    context: Context,
    packs: Sequence[Framework],
    dossier_digest: str,
    problems: tuple[Problem, ...] = (),
    knowledge: Knowledge | None = None,
) -> Assessment:
    """Assess what has been read and matched already; `problems` are those of reading."""
    ranked = ordered(context.trace, context.as_of, knowledge)
    context = replace(context, standings={one.node.key: one.standing for one in ranked}, ranked=ranked)
    frameworks = tuple(verdicts.of_framework(pack, context) for pack in packs)
    found = [verdict for framework in frameworks for verdict in framework.verdicts]
    covered = coverage.of_releases(context)
    device = context.dossier.device
    return Assessment(
        as_of=context.as_of,
        device=device.name,
        manufacturer=device.manufacturer,
        models=tuple(model.name for model in device.models),
        dossier_digest=dossier_digest,
        database=context.database,
        packs=tuple(PackInfo(pack.id, pack.version, reading.digest(pack)) for pack in packs),
        frameworks=frameworks,
        findings=findings.lines(context, ranked),
        coverage=covered,
        unknowns=(*mends.unknowns(found, covered), *loose.keys(context)),
        mends=mends.groups(found),
        problems=problems,
    )
