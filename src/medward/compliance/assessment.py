# SPDX-License-Identifier: Apache-2.0
"""The assessment of a dossier: the one entry that the command line, the tests and the server call.

It reads the SBOMs, matches them once, builds the trace, asks every framework, and puts in order what was found.
The same dossier, database, packs and date give equal values in the same order; nothing here reads a clock.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from medward.compliance import coverage, findings, mends, verdicts
from medward.compliance.gather import gather
from medward.compliance.model import Assessment, PackInfo
from medward.dossier import Loaded
from medward.packs import reading
from medward.packs.framework import Framework


def assess(loaded: Loaded, database: Path | None, packs: Sequence[Framework], as_of: date) -> Assessment:
    """Assess a dossier by some frameworks as of a day.

    Without a database, what rests on findings is unknown; an SBOM that cannot be read makes what rests on it an
    error. Raises ProblemsError where the database itself is missing or cannot be read.
    """
    gathered = gather(loaded, database, as_of)
    context = gathered.context
    frameworks = tuple(verdicts.of_framework(pack, context) for pack in packs)
    found = [verdict for framework in frameworks for verdict in framework.verdicts]
    covered = coverage.of_releases(context)
    device = loaded.dossier.device
    return Assessment(
        as_of=as_of,
        device=device.name,
        manufacturer=device.manufacturer,
        models=tuple(model.name for model in device.models),
        dossier_digest=loaded.digest,
        database=context.database,
        packs=tuple(PackInfo(pack.id, pack.version, reading.digest(pack)) for pack in packs),
        frameworks=frameworks,
        findings=findings.lines(context),
        coverage=covered,
        unknowns=mends.unknowns(found, covered),
        mends=mends.groups(found),
        problems=gathered.problems,
    )
