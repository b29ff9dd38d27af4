# SPDX-License-Identifier: Apache-2.0
"""Advisory first: which releases, components and units a new advisory touches, without a new database.

A small database is built of the advisories alone, with the same builder, and joined with the portfolio, so that an
answer is the one that a whole database would give on these records. Rules:

- An advisory is known by what it holds: a CVE record, an OSV record or a CSAF document.
- Touched is a release with a component that the advisory names and whose version it includes.
- Undecided is a release with a component that it names and of which it cannot be told: the version has no place in
  the order, or the advisory cannot be evaluated. What is neither is only not touched by these advisories.
- A unit runs a release where its model is the release's product and its software version the release's version,
  without regard to case. A unit without a version may run any release of its model.
- The pairs of purl2cpe are taken from a whole database where one is named.
"""

import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis.expr.types as ir
import msgspec

from medward.advisories import building
from medward.advisories.devices.model import Unit
from medward.advisories.model import SourceInfo
from medward.advisories.portfolio import matching, outcomes, schema, store
from medward.advisories.portfolio.engines import duck

MAX_BYTES = 64 * 1024 * 1024
MEND = "Name a CVE record, an OSV record or a CSAF document, as JSON"


@dataclass(frozen=True, slots=True, order=True)
class Touched:
    """A component of a release that an advisory touches, or may.

    Attributes:
        release: file of the release.
        product: its product.
        product_version: its version.
        component: reference of the component.
        name: its name.
        version: its version.
        vulnerability: the vulnerability; empty where undecided.
        confidence: `exact`, `strong` or `possible`; `undecided` where nothing can be told.
        path: how the component was found; empty where undecided.
        fixed_in: versions that fix it.
    """

    release: str
    product: str
    product_version: str
    component: str
    name: str
    version: str
    vulnerability: str
    confidence: str
    path: str
    fixed_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TouchedUnit:
    """A unit that runs, or may run, a release that is touched; `sure` where its version is that of the release."""

    unit: str
    release: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What advisories touch.

    Attributes:
        releases: releases that were asked.
        unread: those of which the SBOM could not be read, so that nothing is known of them.
        touched: components that are affected.
        undecided: components of which it cannot be told.
        units: units that run a release with either.
    """

    releases: int
    unread: int
    touched: tuple[Touched, ...]
    undecided: tuple[Touched, ...]
    units: tuple[TouchedUnit, ...]


def touched(
    advisories: Sequence[Path],
    portfolio: Path,
    units: Iterable[Unit] = (),
    pairs: Path | None = None,
    *,
    as_of: date = date.max,
) -> Answer:
    """Hold advisories against a portfolio.

    Args:
        advisories: files with one advisory each.
        portfolio: folder of the portfolio.
        units: devices in the field.
        pairs: a whole advisory database, of which the pairs of purl2cpe are used.
        as_of: the day on which confirmed names must hold.

    Raises ProblemsError where an advisory is none, or the portfolio or the database cannot be read.
    """
    tables = store.tables(portfolio)
    with tempfile.TemporaryDirectory(prefix="medward-") as folder:
        sources, database = Path(folder) / "sources", Path(folder) / "advisories.duckdb"
        for number, path in enumerate(advisories):
            _lay_out(path, sources, number)
        held = building.build(sources, database)
        _refuse_unread(advisories, held.sources)
        with duck(tables, database, pairs=pairs) as engine:
            found = matching.match(engine, as_of=as_of)
            release = schema.portfolio("release")
            asked = engine.rows(release.select("file", "product", "version", "problem"))
            told = engine.keep("told", outcomes.findings(found.ended, found.finding))
            hit = engine.rows(_told(told))
            open_ = engine.rows(outcomes.undecided(found.ended, found.target, found.miss))
    sure = tuple(sorted(_touched(*row) for row in hit))
    unknown = tuple(sorted(_touched(*row) for row in open_))
    named = {one.release: (one.product, one.product_version) for one in (*sure, *unknown)}
    return Answer(len(asked), sum(bool(row[3]) for row in asked), sure, unknown, _running(named, units))


def _touched(  # noqa: PLR0913, PLR0917 - the columns of a row
    release: str,
    product: str,
    product_version: str,
    component: str,
    name: str,
    version: str,
    vulnerability: str = "",
    confidence: str = "undecided",
    path: str = "",
    fixed_in: Sequence[str] | None = None,
) -> Touched:
    """A row of either kind; what is undecided ends with the version."""
    return Touched(
        release,
        product,
        product_version,
        component,
        name,
        version,
        vulnerability,
        confidence,
        path,
        tuple(fixed_in or ()),
    )


def _told(findings: ir.Table) -> ir.Table:
    release = schema.portfolio("release").select(number="id", file="file")
    joined = findings.inner_join(release, findings.release == release.number)
    names = ("product", "product_version", "component", "name", "version", "vulnerability", "confidence", "path")
    return joined.select("file", *names, "fixed_in")


def _lay_out(path: Path, sources: Path, number: int) -> None:
    """Put a copy of an advisory where the builder looks for its kind. Raises ProblemsError."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        document = msgspec.json.decode(data)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise store.problem(path, "advisory", message, MEND) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise store.problem(path, "advisory", "this is no JSON", MEND) from error
    if len(data) > MAX_BYTES:
        raise store.problem(path, "advisory", f"it has more than the {MAX_BYTES:,} bytes allowed", MEND)
    target = sources / _place(path, document, number)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _place(path: Path, document: object, number: int) -> str:
    """The place of an advisory among the sources; CVE records are told by their file names."""
    if isinstance(document, dict):
        if document.get("dataType") == "CVE_RECORD":
            named = document.get("cveMetadata")
            found = _CVE.fullmatch(str(named.get("cveId"))) if isinstance(named, dict) else None
            return f"cve/records/{found[0] if found else number}.json"
        if isinstance(document.get("document"), dict) and "csaf_version" in document["document"]:
            return f"csaf/documents/{number}.json"
        if "id" in document and ("affected" in document or "modified" in document):
            return f"osv/records/{number}.json"
    raise store.problem(
        path, "advisory", "this is neither a CVE record nor an OSV record nor a CSAF document", MEND
    )


_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,12}")


def _refuse_unread(advisories: Sequence[Path], sources: Iterable[SourceInfo]) -> None:
    """Raise for every advisory that the builder could not read: an unread one touches nothing."""
    read = sum(one.records for one in sources)
    if read < len(advisories):
        reasons = [one.reason for source in sources for one in source.skipped] or ["nothing in it is read"]
        message = f"{len(advisories) - read} of the advisories cannot be read, or stand twice: {reasons[0]}"
        raise store.problem(advisories[0], "advisory", message, MEND)


def _running(named: dict[str, tuple[str, str]], units: Iterable[Unit]) -> tuple[TouchedUnit, ...]:
    by_product = defaultdict(list)
    for release, (product, version) in sorted(named.items()):
        by_product[product.casefold()].append((release, version.casefold()))
    return tuple(
        TouchedUnit(unit.id, release, sure=bool(unit.version))
        for unit in units
        for release, version in by_product.get(unit.model.casefold(), ())
        if not unit.version or unit.version.casefold() == version
    )
