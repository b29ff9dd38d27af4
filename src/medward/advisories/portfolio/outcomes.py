# SPDX-License-Identifier: Apache-2.0
"""From judged hits to findings, and from questions to statuses: Ibis expressions, as in `expressions`.

A finding is one vulnerability against one distinct component; what a release has is looked up by its occurrences.
The rules of a status are those of `medward.advisories.matching`, in its order.
"""

import ibis
import ibis.expr.types as ir

from medward.advisories.claims import CPE
from medward.advisories.model import Status
from medward.advisories.portfolio.expressions import PATHS, POSSIBLE_RANK, RADIX
from medward.advisories.portfolio.schema import advisories, portfolio, put
from medward.advisories.portfolio.tables import Covered, Generic, Said, Unsure
from medward.advisories.routes import EXACT, POSSIBLE, STRONG, Path

CONFIDENCES = (EXACT, STRONG, POSSIBLE)
_PLACES = 2**31
"""More than there are records."""
_BY_FINDING = ("component", "platforms", "vulnerability")


def matching(judged: ir.Table) -> ir.Table:
    """The records that match a component, each once, by its surest hit."""
    each = judged.group_by("component", "platforms", "record").aggregate(sure=judged.sure.min())
    record = advisories("record")
    return each.inner_join(record, each.record == record.id).select(
        each.component,
        each.platforms,
        each.record,
        each.sure,
        record.vulnerability,
        record.place,
        record.exploited,
    )


def fixed(judged: ir.Table) -> ir.Table:
    """Component and vulnerability → versions that fix it, each with its key.

    Versions of a package's own advisories and those of products have no order in common: where there are the
    former, only they are told.
    """
    record = advisories("record")
    joined = judged.inner_join(record, judged.record == record.id)
    one = joined.select(judged, vulnerability=record.vulnerability)
    packages, products = one.filter(~one["product"]), one.filter(one["product"])
    of_packages = packages.select(*_BY_FINDING).distinct()
    ranged = ibis.union(packages, products.anti_join(of_packages, _BY_FINDING))
    ended = ranged.filter(ranged.ending == "fixed")
    ended = ended.select(*_BY_FINDING, "generic", fixed=ended.until, at=ended.high)
    told = ibis.union(ended, _after(ranged.filter(ranged.ending == "listed")))
    return told.filter(told.fixed != "")


def fix(versions: ir.Table) -> ir.Table:
    """The fixed versions of each in their order; of two spellings of one version the first stands."""
    generic, nothing = put(Generic), ibis.literal(b"", type="binary")
    joined = versions.left_join(generic, versions.fixed == generic.fixed)
    placed = joined.select(
        *(versions[name] for name in (*_BY_FINDING, "fixed")),
        at=ibis.ifelse(versions.generic, versions["at"], generic["at"].fill_null(nothing)),
    )
    each = placed.group_by(*_BY_FINDING, "at").aggregate(fixed=placed.fixed.min())
    pairs = each.group_by(*_BY_FINDING).aggregate(
        pairs=ibis.struct({"at": each["at"], "fixed": each.fixed}).collect()
    )
    return pairs.select(*_BY_FINDING, fixed_in=pairs.pairs.sort().map(lambda pair: pair.fixed))


def _after(listed: ir.Table) -> ir.Table:
    """The first fixed version of the same record after one that is enumerated."""
    interval = advisories("interval").filter(lambda one: one.ending == "fixed")
    later = listed.inner_join(
        interval,
        (interval.package == listed.target) & (interval.record == listed.record) & (interval.high > listed.key),
    ).select(
        *(listed[name] for name in (*_BY_FINDING, "generic", "target", "record")),
        fixed=interval.until,
        at=interval.high,
    )
    window = ibis.window(
        group_by=(*_BY_FINDING, "target", "record"), order_by=[ibis.asc(later["at"]), ibis.asc(later.fixed)]
    )
    first = later.mutate(place=ibis.row_number().over(window))
    return first.filter(first.place == 0).select(*_BY_FINDING, "generic", "fixed", "at")


def finding(matches: ir.Table, fixes: ir.Table) -> ir.Table:
    """One vulnerability against one distinct component, by its surest record.

    What comes first (rank, then the record's place among all by name, then path) is the smallest of one number.
    """
    rank, path = (matches.sure / RADIX).floor().cast("int64"), matches.sure % RADIX
    order = (rank * _PLACES + matches.place) * RADIX + path
    each = matches.mutate(order=order).group_by(*_BY_FINDING)
    first = each.aggregate(
        first=ibis._.order.min(),
        known_exploited=ibis._.exploited.any(),
        records=ibis._.record.count().cast("int32"),
    )
    placed = first.mutate(
        place=((first["first"] / RADIX).floor().cast("int64") % _PLACES).cast("int32"),
        rank=(first["first"] / (_PLACES * RADIX)).floor().cast("int32"),
        at=(first["first"] % RADIX).cast("int32"),
    )
    record, vulnerability = advisories("record"), advisories("vulnerability")
    named = placed.inner_join(record, placed.place == record.place)
    named = named.inner_join(vulnerability, placed.vulnerability == vulnerability.id).select(
        *(placed[name] for name in (*_BY_FINDING, "rank", "at", "known_exploited", "records")),
        record=record.name,
        name=vulnerability.name,
    )
    joined = named.left_join(fixes, _BY_FINDING)
    return joined.select(
        named.component,
        named.platforms,
        vulnerability=named.name,
        record=named.record,
        records=named.records,
        confidence=named["rank"].cases(*enumerate(CONFIDENCES), else_=POSSIBLE),
        path=named["at"].cases(*enumerate(PATHS), else_=""),
        known_exploited=named.known_exploited,
        fixed_in=fixes.fixed_in,
    )


def cleared(question: ir.Table, target: ir.Table, unsure: ir.Table, products: frozenset[str]) -> ir.Table:
    """The status of every distinct component that nothing hits."""
    component, route = portfolio("component"), _by_route(question, target, unsure)
    by_purl = route.filter(route.path == Path.PURL.value).select("component", purl=route.status)
    by_cpe = route.filter(route.path == Path.CPE.value)
    by_cpe = by_cpe.group_by("component").aggregate(
        clear=(by_cpe.status == Status.NOT_AFFECTED.value).any(),
        undecided=(by_cpe.status == Status.NOT_COVERED.value).any(),
        any=by_cpe.status.notnull().any(),
    )
    by_said = route.filter(route.path == Path.CONFIRMED.value)
    by_said = by_said.group_by("component").aggregate(
        clear=(by_said.status == Status.NOT_AFFECTED.value).any(),
        undecided=(by_said.status == Status.NOT_COVERED.value).any(),
    )
    open_ = route.filter((route.path != Path.CONFIRMED.value) & route.open)
    open_ = open_.group_by("component").aggregate(open=open_.open.any())
    said = put(Said)
    joined = component.left_join(by_purl, component.id == by_purl.component)
    joined = joined.left_join(by_cpe, component.id == by_cpe.component)
    joined = joined.left_join(by_said, component.id == by_said.component)
    joined = joined.left_join(open_, component.id == open_.component)
    joined = joined.left_join(said, component.id == said.component)
    unasked = ibis.ifelse(
        (component.cpes.length() == 0) | (ibis.literal(CPE in products)) | (component.readable_cpes == 0),
        Status.UNIDENTIFIED.value,
        Status.NOT_COVERED.value,
    )
    own = ibis.cases(
        (by_purl.purl == Status.NOT_AFFECTED.value, Status.NOT_AFFECTED.value),
        (component.distribution, by_purl.purl.fill_null(Status.UNIDENTIFIED.value)),
        (by_cpe.clear & ~by_cpe.undecided, Status.NOT_AFFECTED.value),
        (by_cpe.undecided, Status.NOT_COVERED.value),
        (by_purl.purl.notnull(), by_purl.purl),
        (by_cpe["any"].notnull(), Status.UNIDENTIFIED.value),
        else_=unasked,
    )
    status = ibis.cases(
        (said.unnamed, Status.UNIDENTIFIED.value),
        (open_.open, own),
        (by_said.undecided, Status.NOT_COVERED.value),
        (by_said.clear, Status.NOT_AFFECTED.value),
        (own == Status.NOT_AFFECTED.value, own),
        (by_said.clear.notnull(), Status.UNIDENTIFIED.value),
        else_=own,
    )
    kept = joined.select(component=component.id, status=status)
    renamed = _renamed(question, target, unsure)
    told = kept.left_join(renamed, kept.component == renamed.renamed)
    open_too = (kept.status == Status.NOT_AFFECTED.value) & renamed.renamed.notnull()
    return told.select(kept.component, status=ibis.ifelse(open_too, Status.NOT_COVERED.value, kept.status))


def _renamed(question: ir.Table, target: ir.Table, unsure: ir.Table) -> ir.Table:
    """Components of which a record leaves a name undecided that surely names the same by the CPE dictionary."""
    sure = question.filter((question.path == Path.DEPRECATED.value) & (question["rank"] != POSSIBLE_RANK))
    routes = sure.select("component", "route").distinct()
    stated = target.filter(target.undecided | (target.known & target.key.isnull())).select("component", "route")
    return (
        routes.semi_join(ibis.union(stated, unsure), ("component", "route")).select(renamed="component").distinct()
    )


def _by_route(question: ir.Table, target: ir.Table, unsure: ir.Table) -> ir.Table:
    """The status by each route that can clear a component; `open` where a record leaves it undecided."""
    own, covered, no = question.filter(question.own), put(Covered), ibis.literal(value=False)
    told = target.group_by("component", "route").aggregate(
        known=target.known.any(),
        undecided=target.undecided.any(),
        unplaced=(target.known & target.key.isnull()).any(),
    )
    each = own.select("component", "route", "path", "product", "placed", "binary", "ecosystems").distinct()
    known = each.left_join(told, (each.component == told.component) & (each.route == told.route)).select(
        each,
        known=told.known.fill_null(no),
        stated=told.undecided.fill_null(no),
        unplaced=told.unplaced.fill_null(no),
    )
    known = known.left_join(unsure, (known.component == unsure.component) & (known.route == unsure.route)).select(
        known, undecided=known.stated | unsure.route.notnull()
    )
    route = known.left_join(covered, known.ecosystems == covered.ecosystems).select(
        known, source=covered.ecosystems.notnull()
    )
    status = ibis.cases(
        (~route.placed, Status.UNIDENTIFIED.value),
        (~route["product"] & ~route.source, Status.NOT_COVERED.value),
        (route["product"] & ~route.known, Status.UNIDENTIFIED.value),
        (route.undecided, Status.NOT_COVERED.value),
        (~route["product"] & route["binary"] & ~route.known, Status.UNIDENTIFIED.value),
        else_=Status.NOT_AFFECTED.value,
    )
    return route.select("component", "path", status=status, open=route.undecided | route.unplaced)


def ended(variants: ir.Table, statuses: ir.Table, findings: ir.Table) -> ir.Table:
    """The status of every occurrence, and how many findings it has."""
    counted = findings.group_by("component", "platforms").aggregate(
        findings=findings.record.count().cast("int32"), exploited=findings.known_exploited.cast("int32").sum()
    )
    joined = variants.left_join(
        counted, (variants.component == counted.component) & (variants.platforms == counted.platforms)
    ).select(variants, counted.findings, counted.exploited)
    named = joined.inner_join(statuses, "component")
    return named.select(
        joined.release,
        joined.ref,
        joined.component,
        joined.platforms,
        status=ibis.ifelse(joined.findings.notnull(), Status.AFFECTED.value, statuses.status),
        findings=joined.findings.fill_null(0),
        exploited=joined.exploited.fill_null(0).cast("int32"),
    )


def components(ends: ir.Table) -> ir.Table:
    """Every occurrence as it is written: what it is and how it ended."""
    component = portfolio("component")
    joined = ends.inner_join(component, ends.component == component.id)
    return joined.select(
        ends.release,
        ends.ref,
        component.name,
        component.version,
        component.purl,
        ends.status,
        ends.findings,
    )


def releases(ends: ir.Table) -> ir.Table:
    """Every release with its components by status, its findings, and why it could not be read."""
    release = portfolio("release")
    counts = {one.value: (ends.status == one.value).cast("int32").sum().cast("int32") for one in Status}
    counted = ends.group_by("release").aggregate(
        **counts,
        findings=ends.findings.sum().cast("int32"),
        known_exploited=ends.exploited.sum().cast("int32"),
    )
    joined = release.left_join(counted, release.id == counted.release)
    numbers = {name: counted[name].fill_null(0) for name in (*counts, "findings", "known_exploited")}
    return joined.select(
        release.id,
        release.file,
        release["product"],
        release.version,
        release.digest,
        release.components,
        **numbers,
        problem=release.problem,
    )


def findings(ends: ir.Table, found: ir.Table) -> ir.Table:
    """Every finding of every release."""
    release, component = portfolio("release"), portfolio("component")
    affected = ends.filter(ends.findings > 0)
    joined = affected.inner_join(
        found, (affected.component == found.component) & (affected.platforms == found.platforms)
    )
    joined = joined.inner_join(component, affected.component == component.id)
    joined = joined.inner_join(release, affected.release == release.id)
    return joined.select(
        release=release.id,
        product=release["product"],
        product_version=release.version,
        component=affected.ref,
        name=component.name,
        version=component.version,
        purl=component.purl,
        vulnerability=found.vulnerability,
        record=found.record,
        records=found.records,
        confidence=found.confidence,
        path=found.path,
        fixed_in=found.fixed_in,
        known_exploited=found.known_exploited,
    )


def undecided(ends: ir.Table, target: ir.Table, misses: ir.Table) -> ir.Table:
    """Occurrences that records name, of which nothing is found and nothing can be told."""
    release, component, unsure = portfolio("release"), portfolio("component"), put(Unsure)
    open_ = target.filter(target.known & (target.undecided | target.key.isnull())).select("component")
    ranges = misses.semi_join(unsure, ("version", "introduced", "ending", "until", "scheme")).select("component")
    found = ends.filter(ends.findings == 0).semi_join(ibis.union(open_, ranges).distinct(), "component")
    found = found.select("release", "ref", "component")
    named = component.select(number="id", name="name", version="version")
    held = release.select(at="id", file="file", product="product", product_version="version")
    joined = found.inner_join(named, [("component", "number")])
    joined = joined.inner_join(held, [("release", "at")])
    return joined.select("file", "product", "product_version", component="ref", name="name", version="version")
