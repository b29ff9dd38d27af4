# SPDX-License-Identifier: Apache-2.0
"""Matching inventories against the advisory database: every component ends in one status, with its reason.

Rules, in this order:

- `affected`: at least one record includes the version, or every version of the package.
- `unidentified`: nothing can be asked (no package URL, one that names no ecosystem or release), the component has
  no version, its version is none in its ecosystem, or its name may be a binary package's that no record knows.
- `not_covered`: the database has no source for the ecosystem, or a record says something of the package that
  cannot be evaluated.
- `not_affected`: a source covers the ecosystem, and none of its records includes the version. The reason names the
  source with the newest date in its data, and how many of its records could not be read.

The primary component of an inventory is matched where it has a package URL; without one it is the product itself,
of which no registry knows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from medward.advisories.asking import Questions, ask, vulnerabilities
from medward.advisories.findings import findings
from medward.advisories.identity import Query, Unnamed, query
from medward.advisories.model import ComponentMatch, Finding, MatchReport, SourceInfo, Status
from medward.advisories.reading import Answers, read
from medward.advisories.store import opened
from medward.inventory import Component, Inventory
from medward.versions import InvalidVersionError, key, scheme_of

ANY_VERSION = "every version"
SHOWN = 3
"""How many records or vulnerabilities a reason names; the rest is counted."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A component with what was asked about it."""

    component: Component
    query: Query | Unnamed
    asked: int


def match(inventory: Inventory, database: Path) -> MatchReport:
    """Match one inventory. Raises ProblemsError where the database is missing or cannot be read."""
    return match_all([inventory], database)[0]


def match_all(inventories: Sequence[Inventory], database: Path) -> tuple[MatchReport, ...]:
    """Match many inventories in one join, in their order. Raises ProblemsError as `match` does."""
    questions = Questions()
    asked = [[_question(one, questions) for one in _components(inventory)] for inventory in inventories]
    with opened(database) as connection:
        ask(connection, questions)
        answers = read(connection)
    return tuple(MatchReport(answers.database, tuple(_matched(one, answers) for one in each)) for each in asked)


def vulnerabilities_of(purls: Sequence[str], database: Path) -> tuple[tuple[str, ...], ...]:
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


def _components(inventory: Inventory) -> Iterable[Component]:
    if inventory.primary is not None and inventory.primary.purl:
        yield inventory.primary
    yield from inventory.components


def _question(component: Component, questions: Questions) -> _Question:
    named = query(component.purl, component.version) if component.purl else Unnamed(_without_purl(component))
    asked = questions.ask(named) if isinstance(named, Query) else -1
    return _Question(component, named, asked)


def _without_purl(component: Component) -> str:
    if component.cpes:
        return "it has no package URL; its CPE names are not matched by this version"
    return "it has no package URL"


def _matched(question: _Question, answers: Answers) -> ComponentMatch:
    component, named = question.component, question.query
    if isinstance(named, Unnamed):
        return _ended(component, Status.UNIDENTIFIED, named.reason)
    version = named.version or ANY_VERSION
    found = findings(answers, question.asked, version, component.ref, component.purl)
    if found:
        reason = _affected(found, version) + _doubt(question.asked, found, answers)
        return _ended(component, Status.AFFECTED, reason, found)
    return _ended(component, *_without_finding(question.asked, named, answers))


def _without_finding(asked: int, named: Query, answers: Answers) -> tuple[Status, str]:
    """The status of a component that nothing hits."""
    known, sources = answers.known.get(asked, 0), answers.sources(named.ecosystems)
    if unplaced := _unplaced(named):
        return Status.UNIDENTIFIED, unplaced
    if not sources:
        return Status.NOT_COVERED, f"the database has no source for {named.ecosystem}"
    if undecided := answers.undecided.get(asked):
        return Status.NOT_COVERED, _undecided(undecided, answers)
    if named.binary and not known:
        return Status.UNIDENTIFIED, (
            f"no record names {named.name}, which may be a binary package: its package URL does not name "
            "its source package (qualifier 'upstream')"
        )
    return Status.NOT_AFFECTED, _not_affected(known, named, sources)


def _unplaced(named: Query) -> str:
    """Why the version has no place in the order of its ecosystem; empty where it has, or there is no order."""
    if not named.version:
        return "it has no version"
    if scheme_of(named.ecosystem) is None:
        return ""
    try:
        key(named.ecosystem, named.version)
    except InvalidVersionError as error:
        return str(error)
    return ""


def _affected(found: Sequence[Finding], version: str) -> str:
    exploited = sum(one.known_exploited is not None for one in found)
    known = f", {exploited} of them known to be exploited" if exploited else ""
    includes = "vulnerability includes" if len(found) == 1 else "vulnerabilities include"
    return f"{len(found)} {includes} {version}{known}: {_some([one.vulnerability for one in found])}"


def _doubt(asked: int, found: Sequence[Finding], answers: Answers) -> str:
    """That an affected component may have more vulnerabilities than are known; empty where it cannot."""
    named = {answers.records[number].name for number, _ in answers.undecided.get(asked, ())}
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


def _age(source: SourceInfo) -> str:
    """How new a source is by its own dates, and what of it could not be read."""
    age = f"newest record of {source.newest}" if source.newest else "its records carry no date of change"
    return f"{age}; {source.unreadable} could not be read" if source.unreadable else age


def _some(names: Sequence[str]) -> str:
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _ended(component: Component, status: Status, reason: str, found: tuple[Finding, ...] = ()) -> ComponentMatch:
    return ComponentMatch(
        component=component.ref,
        name=component.name,
        version=component.version,
        purl=component.purl,
        status=status,
        reason=reason,
        findings=found,
    )
