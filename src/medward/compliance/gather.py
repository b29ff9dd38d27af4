# SPDX-License-Identifier: Apache-2.0
"""From a loaded dossier and a database to a context: SBOMs read, matched once, and the trace built.

Rules:

- The SBOMs of every release are read, so that a component key may name a component of an old one; only those of
  the releases that are assessed are matched, and all of them in one go.
- An SBOM that cannot be read stops nothing else. Its problem is carried, and what rests on it is an error.
- Components are matched by the names that the dossier confirms, too.
- Without a database, findings are not known.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from medward.advisories import facts as advisory_facts
from medward.advisories.model import DatabaseInfo, MatchReport
from medward.base.problems import Place, Problem, ProblemsError
from medward.compliance.context import Context, Gap, ReadSbom, assessed_releases
from medward.compliance.facts.vulnerabilities import NO_DATABASE
from medward.compliance.model import Status
from medward.dossier import Loaded
from medward.dossier.model import Dossier
from medward.dossier.model.device import Release
from medward.dossier.model.identity import Identity
from medward.inventory import facts as inventory_facts
from medward.inventory import reader
from medward.trace.build import build, component_index
from medward.trace.model import Facts

OF_SBOMS = ("component", "finding", "vulnerability")
"""Kinds of node that are not all known where an SBOM cannot be read."""
OF_DATABASES = ("finding", "vulnerability")
"""Kinds of node that are not known without a database."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that there is to look at.

    Attributes:
        context: what checks and facts look at.
        problems: what could not be read.
    """

    context: Context
    problems: tuple[Problem, ...]


def gather(
    loaded: Loaded, database: Path | None, as_of: date, releases: Collection[str] | None = None
) -> Gathered:
    """Read, match and build; `releases` are ids of those to match, left out: those that are assessed.

    Raises ProblemsError where the database cannot be read.
    """
    read = [_read(loaded.folder, release, file) for release in loaded.dossier.releases for file in _files(release)]
    assessed = set(releases or (release.id for release in assessed_releases(loaded.dossier)))
    sboms = [sbom for sbom in read if sbom.release.id in assessed]
    others = [sbom for sbom in read if sbom.release.id not in assessed]
    info, matched = _match(sboms, database, loaded.dossier.identities, as_of)
    context = in_context(loaded.dossier, as_of, matched, others, info)
    problems = tuple(sbom.problem for sbom in read if sbom.problem is not None)
    return Gathered(replace(context, places=loaded.places), problems)


def in_context(
    dossier: Dossier,
    as_of: date,
    sboms: Sequence[ReadSbom] = (),
    others: Sequence[ReadSbom] = (),
    database: DatabaseInfo | None = None,
) -> Context:
    """The context of a dossier whose SBOMs have been read; `others` are those that are not assessed."""
    inventories = _inventories((*sboms, *others))
    index = component_index(node for facts in inventories.values() for node in facts.nodes)
    advisories = advisory_facts.facts(_matched(sboms, inventories), dossier.triage, index)
    return Context(
        as_of=as_of,
        dossier=dossier,
        trace=build(dossier, (*inventories.values(), advisories), index),
        releases=assessed_releases(dossier),
        sboms=tuple(sboms),
        database=database,
        gaps=_gaps(sboms, database),
    )


def _files(release: Release) -> tuple[str, ...]:
    """The SBOM files of a release, each once."""
    return tuple(dict.fromkeys(sbom.file for sbom in release.sboms))


def _read(folder: Path, release: Release, file: str) -> ReadSbom:
    """One SBOM; its problem names the file as the dossier does."""
    try:
        return ReadSbom(release, file, reader.read(folder / file))
    except ProblemsError as problems:
        problem = problems.problems[0]
        place = Place(file, problem.place.line, problem.place.column)
        return ReadSbom(release, file, None, replace(problem, place=place))


def _match(
    sboms: list[ReadSbom], database: Path | None, identities: Sequence[Identity], as_of: date
) -> tuple[DatabaseInfo | None, list[ReadSbom]]:
    """The SBOMs with what matching says of each, in one join."""
    if database is None:
        return None, sboms
    from medward.advisories.confirmed import Confirmations
    from medward.advisories.matching import match_all
    from medward.advisories.store import info

    inventories = [sbom.inventory for sbom in sboms if sbom.inventory is not None]
    reports: Iterator[MatchReport] = iter(match_all(inventories, database, Confirmations(identities, as_of)))
    matched = [replace(sbom, report=next(reports)) if sbom.inventory is not None else sbom for sbom in sboms]
    found = next((sbom.report.database for sbom in matched if sbom.report is not None), None)
    return found or info(database), matched


def _inventories(sboms: Iterable[ReadSbom]) -> dict[str, Facts]:
    """Release and file → what each SBOM that could be read adds to the trace."""
    return {
        sbom.name: inventory_facts.facts(sbom.release.id, sbom.file, sbom.inventory)
        for sbom in sboms
        if sbom.inventory is not None
    }


def _matched(sboms: Iterable[ReadSbom], inventories: Mapping[str, Facts]) -> Iterator[advisory_facts.Matched]:
    """The SBOMs that were matched, with the nodes of their components by reference."""
    for sbom in sboms:
        if sbom.inventory is not None and sbom.report is not None:
            nodes = dict(zip(sbom.inventory.by_ref(), inventories[sbom.name].nodes, strict=True))
            yield advisory_facts.Matched(sbom.release.id, sbom.file, nodes, sbom.report)


def _gaps(sboms: Sequence[ReadSbom], database: DatabaseInfo | None) -> dict[str, Gap]:
    """The kinds of node that are not all known; an unreadable SBOM goes before a missing database."""
    gaps = {} if database is not None else dict.fromkeys(OF_DATABASES, Gap(Status.UNKNOWN, NO_DATABASE))
    broken = [sbom for sbom in sboms if sbom.inventory is None]
    if broken:
        names = ", ".join(f"{sbom.file} of release {sbom.release.id}" for sbom in broken)
        gaps |= dict.fromkeys(OF_SBOMS, Gap(Status.ERROR, f"the SBOM {names} cannot be read"))
    return gaps
