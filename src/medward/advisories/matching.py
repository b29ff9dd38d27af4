# SPDX-License-Identifier: Apache-2.0
"""Matching inventories against the advisory database: every component ends in one status, with its reason.

Rules, in this order:

- `affected`: at least one record includes the version, or every version of the package; surely or possibly, and
  the reason says where none of them is sure, and which other records leave the component undecided: all that name
  versions, where it has none.
- `unidentified`: nothing can be asked (no package URL or CPE name, one that names no ecosystem, release or
  product), the component has no version, its version is none in its ecosystem, its name may be a binary package's,
  or one of a product that was not asked, and no record knows it, or no record knows the product of its CPE name,
  which may be written otherwise.
- `not_covered`: the database has no source for the ecosystem or for CPE names, or a record says something of the
  package that cannot be evaluated.
- `not_affected`: a source covers the ecosystem, or knows the product of its CPE name, and none of its records
  includes the version. The reason names the source with the newest date in its data, how many of its records
  could not be read, and whether it failed or is incomplete; so does that of `affected`, because there may be more.

Only a component's own identifiers clear it, and package URLs and CPE names that somebody confirmed as its names,
which the reason then tells: names of vendor and product, and identifiers that another project pairs with them,
find vulnerabilities and never show that there are none. A component of which somebody confirmed that no public
source names it is `unidentified`. See `medward.advisories.confirmed`.

What the CPE dictionary says of a component's own CPE names is told with every status; the names that it puts in
their place find vulnerabilities too: see `medward.advisories.deprecated`.

Which components are matched tells `medward.advisories.inventories`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import TypeAlias

from medward.advisories.asking import Questions, ask, vulnerabilities
from medward.advisories.claims import CNA, CPE, REGISTRY, order_of
from medward.advisories.confirmed import NOTHING, Confirmations, Confirmed, by
from medward.advisories.cpe.conditions import Platforms
from medward.advisories.ecosystems import base, of_products
from medward.advisories.findings import ANY_VERSION, Asked, findings
from medward.advisories.identity import Query, query
from medward.advisories.inventories import matched_components
from medward.advisories.model import ComponentMatch, Finding, MatchReport, SourceInfo, Status
from medward.advisories.parts import DICTIONARY
from medward.advisories.reading import Answers, read
from medward.advisories.routes import (
    POSSIBLE,
    Held,
    Path,
    Route,
    held,
    names,
    of_distribution,
    platform_names,
    routes,
)
from medward.advisories.store import opened
from medward.inventory import Component, Inventory
from medward.versions import InvalidVersionError

_Listed: TypeAlias = list[tuple[Component, Confirmed]]

SHOWN = 3
"""How many records or vulnerabilities a reason names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A component with what was asked about it.

    Attributes:
        component: the component.
        asked: numbers of questions with their routes, by the component's own package URL first.
        unnamed: why its package URL could not be asked about; empty where it could.
        platforms: the CPE names of its inventory.
        confirmed: what somebody confirmed of its names.
    """

    component: Component
    asked: tuple[tuple[int, Route], ...]
    unnamed: str
    platforms: Platforms
    confirmed: Confirmed = NOTHING

    def own(self, path: Path) -> list[tuple[int, Route]]:
        """The questions about one of its own identifiers: in an ecosystem, or by CPE name."""
        return [
            (number, route)
            for number, route in self.asked
            if route.path is path and (path is Path.CPE or not route.evidence)
        ]

    @property
    def by_confirmation(self) -> list[tuple[int, Route]]:
        """The questions by confirmed names that may clear it."""
        return [
            (number, route)
            for number, route in self.asked
            if route.path is Path.CONFIRMED and route.query.ecosystem not in {CNA, REGISTRY}
        ]


def match(inventory: Inventory, database: FilePath, confirmations: Confirmations | None = None) -> MatchReport:
    """Match one inventory, by the names that a dossier confirms too, where they are given.

    Raises ProblemsError where the database is missing or cannot be read.
    """
    return match_all([inventory], database, confirmations)[0]


def match_all(
    inventories: Sequence[Inventory], database: FilePath, confirmations: Confirmations | None = None
) -> tuple[MatchReport, ...]:
    """Match many inventories in one join, in their order. Raises ProblemsError as `match` does."""
    questions = Questions()
    listed = [_listed(one, confirmations or Confirmations()) for one in inventories]
    with opened(database) as connection:
        known = held(connection, (named for one in listed for named in _named(one)))
        asked = [_questions(one, known, questions) for one in listed]
        ask(connection, questions)
        answers = read(connection)
    return tuple(
        MatchReport(answers.database, tuple(_matched(one, answers, known) for one in each)) for each in asked
    )


def vulnerabilities_of(purls: Sequence[str], database: FilePath) -> tuple[tuple[str, ...], ...]:
    """The ids of the vulnerabilities that affect each package URL, in their order: one join for any number.

    For those who want numbers and not reports: an empty answer does not say that a component is not affected; only
    its status does. Raises ProblemsError as `match` does.
    """
    questions = Questions()
    asked = [questions.ask(named) if isinstance(named := query(purl), Query) else -1 for purl in purls]
    with opened(database) as connection:
        ask(connection, questions)
        found = vulnerabilities(connection)
    return tuple(found.get(number, ()) for number in asked)


def _listed(inventory: Inventory, confirmations: Confirmations) -> _Listed:
    """The components to be matched, each with what was confirmed of it."""
    confirmed = confirmations.of(inventory)
    return [(one, confirmed.get(one.ref, NOTHING)) for one in matched_components(inventory, confirmed)]


def _named(listed: _Listed) -> Iterable[Component]:
    """Components with their own names, and as they would be with the confirmed ones."""
    for component, confirmed in listed:
        yield component
        yield from (stand_in for stand_in, _ in confirmed.stand_ins(component))


def _questions(listed: _Listed, known: Held, questions: Questions) -> list[_Question]:
    written = (name for one in _named(listed) for name in platform_names(one, known)) if known.products else ()
    platforms = Platforms(written)
    return [_question(one, confirmed, known, questions, platforms) for one, confirmed in listed]


def _question(
    component: Component, confirmed: Confirmed, known: Held, questions: Questions, platforms: Platforms
) -> _Question:
    found, unnamed = routes(component, known, confirmed)
    asked = tuple((questions.ask(route.query), route) for route in found)
    questions.together([number for number, _ in asked])
    return _Question(component, asked, unnamed, platforms, confirmed)


def _matched(question: _Question, answers: Answers, known: Held) -> ComponentMatch:
    matched = _judged(question, answers, known)
    if replaced := _replaced(question.component, known):
        matched = replace(matched, reason=f"{matched.reason}; {replaced}")
    return question.confirmed.noted(matched)


def _replaced(component: Component, known: Held) -> str:
    """That its own CPE names are deprecated, with what replaces them; empty where none is."""
    if not known.deprecations:
        return ""
    return "; ".join(filter(None, map(known.deprecations.replaced, names(component)[0])))


def _judged(question: _Question, answers: Answers, known: Held) -> ComponentMatch:
    component, asked = question.component, _trusted(question, answers)
    found = findings(answers, asked, component.ref, component.purl, question.platforms)
    if found:
        version = next((one.query.version for _, one in asked if one.query.version), "") or ANY_VERSION
        reason = _affected(found, version) + _doubt([number for number, _ in asked], found, answers)
        lacking = _lacking(asked, answers)
        more = f"; there may be more, for it rests on {lacking}" if lacking else ""
        return _ended(component, Status.AFFECTED, reason + more, found, lacking, _open(asked, found, answers))
    status, reason = _not_renamed(question, answers, *_without_finding(question, answers, known))
    named = [*_own(question), *_renamed(question, answers)]
    undecided = () if status is Status.NOT_AFFECTED else _open(named, (), answers)
    return _ended(component, status, reason, doubt=_lacking(_own(question), answers), undecided=undecided)


def _own(question: _Question) -> Asked:
    """The questions by a component's own identifiers and confirmed names, which alone clear it."""
    return [*question.own(Path.PURL), *question.own(Path.CPE), *question.by_confirmation]


def _lacking(asked: Asked, answers: Answers) -> str:
    """The sources asked that failed or are incomplete, as one sentence; empty where there are none."""
    if not any(source.doubt for source in answers.database.sources):
        return ""
    sources = [source for _, route in asked for source in answers.sources(route.query.ecosystems)]
    if any(route.query.ecosystem == CPE for _, route in asked):
        sources += [source for source in answers.database.sources if source.name == DICTIONARY]
    return "; ".join(sorted({f"{one.title}, {one.doubt}" for one in sources if one.doubt}))


def _trusted(question: _Question, answers: Answers) -> Asked:
    """The routes whose answers count: a distribution's own source decides about its packages, and a digest."""
    own = question.own(Path.PURL)
    if own and of_distribution(question.component.purl) and answers.sources(own[0][1].query.ecosystems):
        return [*own, *(asked for asked in question.asked if asked[1].path in {Path.CONFIRMED, Path.HASH})]
    return question.asked


def _without_finding(question: _Question, answers: Answers, known: Held) -> tuple[Status, str]:
    """The status of a component that nothing hits: by its own identifiers and by confirmed names.

    A confirmed name clears a component of which nothing is known by its own; it never covers up what of them could
    not be decided. Each confirmed name that could not be decided about keeps the component from being cleared.
    """
    if question.confirmed.unnamed:
        return Status.UNIDENTIFIED, question.confirmed.unnamed
    own = _by_own(question, answers, known)
    if any(answers.undecided.get(number) for number, _ in (*question.own(Path.PURL), *question.own(Path.CPE))):
        return own
    confirmed = [_by_confirmed(number, route, answers) for number, route in question.by_confirmation]
    undecided = next((one for one in confirmed if one[0] is Status.NOT_COVERED), None)
    clear = next((one for one in confirmed if one[0] is Status.NOT_AFFECTED), None)
    if undecided or clear or own[0] is Status.NOT_AFFECTED:
        return undecided or clear or own
    return next(iter(confirmed), None) or (own[0], own[1] + _uncleared(question))


def _not_renamed(question: _Question, answers: Answers, status: Status, reason: str) -> tuple[Status, str]:
    """The status, unless it clears and a name that surely names the same leaves a record undecided."""
    if status is Status.NOT_AFFECTED:
        for number, route in _renamed(question, answers):
            if undecided := answers.undecided.get(number):
                return Status.NOT_COVERED, f"{_undecided(undecided, answers)}; it was asked {route.evidence}"
    return status, reason


def _renamed(question: _Question, answers: Answers) -> Asked:
    """The questions by names that the CPE dictionary surely puts beside its own."""
    return [
        (number, route)
        for number, route in _trusted(question, answers)
        if route.path is Path.DEPRECATED and not route.doubt
    ]


def _uncleared(question: _Question) -> str:
    """That confirmed names did not clear a component, to end its reason with; empty where there are none."""
    route = next((route for _, route in question.asked if route.path is Path.CONFIRMED), None)
    if route is not None:
        return f"; it was asked about {route.evidence} as well, which finds vulnerabilities and never clears it"
    said = next((f"{', '.join(one.names)}, {by(one)}" for one in question.confirmed.holding), "")
    return f"; nor can the database be asked about {said}" if said else ""


def _by_confirmed(number: int, route: Route, answers: Answers) -> tuple[Status, str]:
    """The status by one confirmed name that nothing hits."""
    by_cpe = route.query.ecosystem == CPE
    status, reason = (_by_cpe if by_cpe else _by_purl)(number, route.query, answers)
    return status, f"{reason}; this rests on {route.evidence.removeprefix('by ').removeprefix('its ')}"


def _by_own(question: _Question, answers: Answers, known: Held) -> tuple[Status, str]:
    """The status of a component that nothing hits: by its package URL, else by its CPE names."""
    by_purl = [_by_purl(number, route.query, answers) for number, route in question.own(Path.PURL)]
    if by_purl and by_purl[0][0] is Status.NOT_AFFECTED:
        return by_purl[0]
    if of_distribution(question.component.purl):
        return by_purl[0] if by_purl else (Status.UNIDENTIFIED, question.unnamed)
    by_cpe = [_by_cpe(number, route.query, answers) for number, route in question.own(Path.CPE)]
    clear = next((one for one in by_cpe if one[0] is Status.NOT_AFFECTED), None)
    if clear and all(one[0] in {Status.NOT_AFFECTED, Status.UNIDENTIFIED} for one in by_cpe):
        return clear
    undecided = next((one for one in by_cpe if one[0] is Status.NOT_COVERED), None)
    return undecided or next(iter(by_purl), None) or next(iter(by_cpe), None) or _unasked(question, known)


def _unasked(question: _Question, known: Held) -> tuple[Status, str]:
    """The status of a component about which nothing can be asked by its own identifiers."""
    if not question.component.cpes:
        return Status.UNIDENTIFIED, question.unnamed
    read_names, broken = names(question.component)
    if CPE in known.products or not read_names:
        return Status.UNIDENTIFIED, broken or "its CPE names state no vendor and product"
    return Status.NOT_COVERED, f"the database has no source for CPE names, and {question.unnamed}"


def _by_purl(asked: int, named: Query, answers: Answers) -> tuple[Status, str]:
    """The status by a package URL that nothing hits."""
    known, sources = answers.known.get(asked, 0), answers.sources(named.ecosystems)
    if unplaced := _unplaced(named):
        return Status.UNIDENTIFIED, unplaced
    if not sources:
        return Status.NOT_COVERED, f"the database has no source for {named.ecosystem}"
    if undecided := answers.undecided.get(asked):
        return Status.NOT_COVERED, _undecided(undecided, answers)
    if named.binary and not known:
        return Status.UNIDENTIFIED, f"no record names {named.name}, which may be {_elsewhere(named)}"
    return Status.NOT_AFFECTED, _not_affected(known, named, sources)


def _elsewhere(named: Query) -> str:
    """Where a package may stand that no record names."""
    if of_products(named.ecosystem):
        return (
            f"a package of another product of {base(named.ecosystem)} than those that were asked, or a binary "
            "package: its package URL does not name its product"
        )
    return "a binary package: its package URL does not name its source package (qualifier 'upstream')"


def _by_cpe(asked: int, named: Query, answers: Answers) -> tuple[Status, str]:
    """The status by a CPE name that nothing hits."""
    known, sources = answers.known.get(asked, 0), answers.sources(named.ecosystems)
    if unplaced := _unplaced(named):
        return Status.UNIDENTIFIED, unplaced
    if not known:
        return Status.UNIDENTIFIED, f"no record names {named.name}, which may be written otherwise in the sources"
    if undecided := answers.undecided.get(asked):
        return Status.NOT_COVERED, _undecided(undecided, answers)
    generic = answers.generic.get(asked, 0)
    return Status.NOT_AFFECTED, _not_affected(known, named, sources) + _in_generic_order(generic)


def _unplaced(named: Query) -> str:
    """Why the version has no place in the order of its ecosystem; empty where it has, or there is no order."""
    if not named.version:
        return "it has no version"
    order = order_of(named.ecosystem)
    if order is None:
        return ""
    try:
        order(named.version)
    except InvalidVersionError as error:
        return str(error)
    return ""


def _affected(found: Sequence[Finding], version: str) -> str:
    exploited = sum(one.known_exploited is not None for one in found)
    known = f", {exploited} of them known to be exploited" if exploited else ""
    includes = "vulnerability includes" if len(found) == 1 else "vulnerabilities include"
    possible = sum(one.confidence == POSSIBLE for one in found)
    sure = (
        f", {'only possibly' if possible == len(found) else f'{possible} of them only possibly'}"
        if possible
        else ""
    )
    return f"{len(found)} {includes} {version}{sure}{known}: {_some([one.vulnerability for one in found])}"


def _open(asked: Asked, found: Sequence[Finding], answers: Answers) -> tuple[str, ...]:
    """The vulnerabilities that are left undecided."""
    undecided = (answers.records[record] for one, _ in asked for record, _ in answers.undecided.get(one, ()))
    named = {answers.vulnerabilities[told.vulnerability][0] for told in undecided}
    return tuple(sorted(named.difference(one.vulnerability for one in found)))


def _doubt(asked: Iterable[int], found: Sequence[Finding], answers: Answers) -> str:
    """That an affected component may have more vulnerabilities than are known; empty where it cannot."""
    named = {answers.records[number].name for one in asked for number, _ in answers.undecided.get(one, ())}
    others = sorted(named.difference(*(one.records for one in found)))
    return f"; {_some(others)} cannot be decided" if others else ""


def _undecided(undecided: Sequence[tuple[int, str]], answers: Answers) -> str:
    record, reason = undecided[0]
    name = answers.records[record].name
    others = sorted({answers.records[number].name for number, _ in undecided} - {name})
    return f"{name} cannot be decided: {reason}" + (f"; nor can {_some(others)}" if others else "")


def _not_affected(known: int, named: Query, sources: Sequence[SourceInfo]) -> str:
    asked = " and ".join(f"{source.name} {source.part} ({_age(source)})" for source in sources)
    if not known:
        return f"{asked} has no record on {named.name}"
    records = "1 record" if known == 1 else f"{known} records"
    return f"{asked} has {records} on {named.name}, and none includes {named.version}"


def _in_generic_order(records: int) -> str:
    """That versions were compared in the order that stands in where a source states none."""
    if not records:
        return ""
    which = "1 of them states" if records == 1 else f"{records} of them state"
    return f"; {which} no order of versions, so the generic order was used"


def _age(source: SourceInfo) -> str:
    """How new a source is by its own dates, and what of it could not be read."""
    age = f"newest record of {source.newest}" if source.newest else "its records carry no date of change"
    unreadable = f"{source.unreadable} could not be read" if source.unreadable else ""
    return "; ".join(filter(None, (age, unreadable, source.doubt)))


def _some(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _ended(
    component: Component,
    status: Status,
    reason: str,
    found: tuple[Finding, ...] = (),
    doubt: str = "",
    undecided: tuple[str, ...] = (),
) -> ComponentMatch:
    return ComponentMatch(
        component=component.ref,
        name=component.name,
        version=component.version,
        purl=component.purl,
        status=status,
        reason=reason,
        findings=found,
        doubt=doubt,
        undecided=undecided,
    )
