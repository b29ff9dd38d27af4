# SPDX-License-Identifier: Apache-2.0
"""Matching a whole portfolio at once: the statuses and findings of `medward.advisories.match_all`, in a few joins.

The answers are the same as those of `match_all` on the same inventories and the names that their dossiers confirm:
status of every component; vulnerability, confidence, path, fixed versions and known exploitation of every finding.
What people read beside (the sentence on each, what every single record says) is told by `medward match` for one
release.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import ibis
import ibis.expr.types as ir

from medward.advisories.model import Status
from medward.advisories.portfolio import advisories, deciding, expressions, outcomes, schema, store
from medward.advisories.portfolio.engines import Engine, duck

Progress = Callable[[str, int, int], None]
"""Called with what is done now, the number of steps done, and the number of all."""

STEPS = ("asking", "joining", "judging", "finding", "counting", "writing")


@dataclass(frozen=True, slots=True)
class Matched:
    """The tables that a match leaves in its engine, as `outcomes` describes them.

    Attributes:
        ended: every occurrence with its status.
        finding: every vulnerability against every distinct component.
        target: the questions that found a package.
        miss: ranges in the generic order that do not hold a version.
    """

    ended: ir.Table
    finding: ir.Table
    target: ir.Table
    miss: ir.Table


@dataclass(frozen=True, slots=True)
class Summary:
    """A portfolio, matched.

    Attributes:
        releases: its releases.
        unread: those of which the SBOM could not be read, so that nothing is known of them.
        affected: releases with an affected component.
        components: status → components of all releases.
        distinct: distinct components.
        findings: findings of all releases.
        vulnerabilities: vulnerabilities among them.
        known_exploited: vulnerabilities among these that CISA's catalogue has.
        worst: the releases with most known exploited, then most findings: file, product, version, both numbers.
        doubts: sources that failed or are incomplete, so that more may be known than is told here.
    """

    releases: int
    unread: int
    affected: int
    components: dict[str, int]
    distinct: int
    findings: int
    vulnerabilities: int
    known_exploited: int
    worst: tuple[tuple[str, str, str, int, int], ...]
    doubts: tuple[str, ...] = ()


SHOWN = 20


def match_portfolio(
    portfolio: Path,
    database: Path,
    output: Path,
    ending: str = "parquet",
    progress: Progress | None = None,
    *,
    as_of: date = date.max,
) -> Summary:
    """Match all releases of a portfolio, and write the tables of `outcomes` into a folder.

    Args:
        portfolio: folder of the portfolio.
        database: the advisory database, or the folder of its export.
        output: folder for the three files.
        ending: `parquet`, `csv` or `json`.
        progress: called at every step.
        as_of: the day on which confirmed names must hold.

    Raises ProblemsError where the portfolio or the database cannot be read, or the output cannot be written.
    """
    import duckdb

    try:
        output.mkdir(parents=True, exist_ok=True)
        with duck(store.tables(portfolio), database) as engine:
            summary = run(engine, str(output), ending, progress, as_of=as_of)
        return replace(summary, doubts=advisories.doubts(database))
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise store.unwritable(output, error) from error


def match_on_spark(
    portfolio: Path,
    database: Path,
    output: str,
    ending: str,
    master: str,
    progress: Progress | None = None,
    *,
    as_of: date = date.max,
) -> Summary:
    """The same on a cluster, whose every machine reads the portfolio, the exported database and `output`.

    Raises ProblemsError as `match_portfolio` does, and where Spark cannot start.
    """
    from medward.advisories.portfolio.spark import spark

    doubts = advisories.read_export(database).doubts
    with spark(str(store.tables(portfolio).resolve()), str(database.resolve()), master) as engine:
        return replace(run(engine, output, ending, progress, as_of=as_of), doubts=doubts)


def run(
    engine: Engine, output: str, ending: str, progress: Progress | None = None, *, as_of: date = date.max
) -> Summary:
    """Match, write and sum up on an engine that is open."""
    told = progress or (lambda *_: None)
    matched = match(engine, told, as_of=as_of)
    told("writing", len(STEPS) - 1, len(STEPS))
    release = engine.keep("releases", outcomes.releases(matched.ended))
    engine.write(release.order_by("id"), f"{output}/releases.{ending}")
    engine.write(outcomes.components(matched.ended), f"{output}/components.{ending}")
    engine.write(outcomes.findings(matched.ended, matched.finding), f"{output}/findings.{ending}")
    return _summary(engine, release, matched)


def match(engine: Engine, told: Progress = lambda *_: None, *, as_of: date = date.max) -> Matched:
    """Match, and leave the results in the engine."""
    told("asking", 0, len(STEPS))
    held = deciding.products(engine)
    deciding.put_names(engine, held, as_of)
    asked = engine.keep("asked", expressions.asked(held))
    deciding.put_covered(engine, asked)
    told("joining", 1, len(STEPS))
    deciding.put_ordered(engine, asked)
    target = engine.keep("target", expressions.target(asked, expressions.alone(asked)))
    hits = engine.keep("hit", expressions.hit(target))
    missed = engine.keep("miss", expressions.missed(target, hits))
    told("judging", 2, len(STEPS))
    platforms = deciding.put_placements(engine, hits)
    variants = engine.keep("variant", expressions.variant(expressions.conditional(hits)))
    placed = engine.keep("placed", expressions.placed(hits, variants))
    deciding.put_unsure(engine, missed)
    deciding.put_verdicts(engine, placed, platforms)
    judged = engine.keep("judged", expressions.judged(placed))
    told("finding", 3, len(STEPS))
    fixed = engine.keep("fixed", outcomes.fixed(judged))
    deciding.put_generic(engine, fixed)
    fixes = engine.keep("fix", outcomes.fix(fixed))
    found = engine.keep("finding", outcomes.finding(outcomes.matching(judged), fixes))
    told("counting", 4, len(STEPS))
    statuses = engine.keep("cleared", outcomes.cleared(asked, target, expressions.unsure(missed), held))
    return Matched(engine.keep("ended", outcomes.ended(variants, statuses, found)), found, target, missed)


def _summary(engine: Engine, release: ir.Table, matched: Matched) -> Summary:
    statuses = [one.value for one in Status]
    (numbers,) = engine.rows(
        release.aggregate(
            releases=release.id.count(),
            unread=(release.problem != "").cast("int32").sum(),
            touched=(release.affected > 0).cast("int32").sum(),
            found=release.findings.cast("int64").sum(),
            **{name: release[name].cast("int64").sum() for name in statuses},
        )
    )
    releases, unread, affected, findings, *counts = (number or 0 for number in numbers)
    ((distinct,),) = engine.rows(schema.portfolio("component").aggregate(number=ibis._.count()))
    occurring = matched.finding.semi_join(matched.ended, ("component", "platforms"))
    named = occurring.group_by("vulnerability").aggregate(exploited=occurring.known_exploited.any())
    ((vulnerabilities, exploited),) = engine.rows(
        named.aggregate(number=named.vulnerability.count(), exploited=named.exploited.cast("int32").sum())
    )
    worst = release.filter(release.findings > 0).order_by(
        ibis.desc("known_exploited"), ibis.desc("findings"), ibis.asc("file")
    )
    shown = engine.rows(worst.select("file", "product", "version", "known_exploited", "findings").limit(SHOWN))
    return Summary(
        releases=releases,
        unread=unread,
        affected=affected,
        components=dict(zip(statuses, counts, strict=True)),
        distinct=distinct,
        findings=findings,
        vulnerabilities=vulnerabilities,
        known_exploited=exploited or 0,
        worst=tuple(tuple(row) for row in shown),
    )
