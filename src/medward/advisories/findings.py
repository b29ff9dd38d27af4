# SPDX-License-Identifier: Apache-2.0
"""Findings from hits: one for each vulnerability, with every record's own view and a sentence on why.

Rules:

- Records of one vulnerability are one finding; a record that describes it for the same package and does not
  include the version is kept as a view that does not match, so that nobody takes one source for all.
- The sentence is the record's own range or enumeration, in the words of the record.
- Fixed versions are those that end the range in which the version lies. A record that only enumerates gives its
  first fixed version after this one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from medward.advisories.asking import Hit
from medward.advisories.model import Finding, KnownExploited, View
from medward.advisories.ranges import EVERYTHING
from medward.advisories.reading import Answers, Told

EXACT = "exact"


def findings(answers: Answers, asked: int, version: str, component: str, purl: str) -> tuple[Finding, ...]:
    """The findings of one component, known exploited ones first, then by id.

    Args:
        answers: what the database said.
        asked: the question that was asked about the component.
        version: its version, as sentences name it.
        component: its reference in its inventory.
        purl: its package URL.
    """
    of_vulnerability: dict[int, dict[int, list[Hit]]] = defaultdict(dict)
    for record, found in groupby(answers.hits.get(asked, ()), key=lambda hit: hit.record):
        of_vulnerability[answers.records[record].vulnerability][record] = list(found)
    silent: dict[int, list[int]] = defaultdict(list)
    for record in answers.silent.get(asked, ()):
        silent[answers.records[record].vulnerability].append(record)
    made = (
        _finding(answers, hits, _views(answers, asked, version, hits, silent[number]), component, purl)
        for number, hits in of_vulnerability.items()
    )
    return tuple(sorted(made, key=lambda one: (one.known_exploited is None, one.vulnerability)))


def _finding(
    answers: Answers, hits: dict[int, list[Hit]], views: Sequence[View], component: str, purl: str
) -> Finding:
    told = sorted((answers.records[record] for record in hits), key=lambda one: one.name)
    matching = [view for view in views if view.matches]
    vulnerability, aliases = answers.vulnerabilities[told[0].vulnerability]
    upstream = _each(one.upstream for one in told)
    return Finding(
        vulnerability=vulnerability,
        aliases=aliases,
        upstream=upstream,
        records=tuple(one.name for one in told),
        component=component,
        purl=purl,
        why=matching[0].why,
        fixed_in=_fixed(hit for found in hits.values() for hit in found),
        summary=next((one.summary for one in told if one.summary), ""),
        severities=tuple(dict.fromkeys(score for view in matching for score in view.severities)),
        cwes=_each(one.cwes for one in told),
        references=_each(one.urls for one in told),
        published=min(_known(one.published for one in told), default=None),
        modified=max(_known(one.modified for one in told), default=None),
        known_exploited=_exploited(answers, (vulnerability, *aliases, *upstream)),
        confidence=EXACT,
        views=tuple(views),
    )


def _views(
    answers: Answers, asked: int, version: str, hits: dict[int, list[Hit]], silent: Iterable[int]
) -> list[View]:
    """What each record says, by its id; those that match come first."""
    undecided = dict(answers.undecided.get(asked, ()))
    loud = [_loud(answers, version, found) for found in hits.values()]
    quiet = [_quiet(answers.records[record], version, undecided.get(record, "")) for record in silent]
    return [*sorted(loud, key=lambda view: view.record), *sorted(quiet, key=lambda view: view.record)]


def _loud(answers: Answers, version: str, hits: Sequence[Hit]) -> View:
    """The view of a record that says that this version is affected."""
    told = answers.records[hits[0].record]
    own = [score for hit in hits for score in answers.own_severities.get((hit.package, hit.record), ())]
    return View(
        record=told.name,
        source=told.source,
        matches=True,
        why=_why(version, hits[0], told.name),
        fixed_in=_fixed(hits),
        summary=told.summary,
        severities=tuple(dict.fromkeys(own or told.severities)),
        modified=told.modified,
    )


def _quiet(told: Told, version: str, undecided: str) -> View:
    """The view of a record of the same vulnerability and package that does not say so."""
    decided = f"{told.name} does not include {version}"
    return View(
        record=told.name,
        source=told.source,
        matches=False,
        why=f"{told.name} cannot be decided: {undecided}" if undecided else decided,
        fixed_in=(),
        summary=told.summary,
        severities=told.severities,
        modified=told.modified,
    )


def _why(version: str, hit: Hit, record: str) -> str:
    """The sentence of one hit: `4.1.0 is in >= 4.0, < 4.1.2 of PYSEC-2022-304`."""
    if hit.ending == "listed":
        return f"{version} is listed as affected in {record}"
    lower = "" if hit.introduced == EVERYTHING else f">= {hit.introduced}"
    upper = f"{'<=' if hit.ending == 'last_affected' else '<'} {hit.until}" if hit.ending else ""
    limits = ", ".join(filter(None, (lower, upper)))
    if not limits:
        return f"every version is affected according to {record}"
    return f"{version} is in {limits} of {record}"


def _fixed(hits: Iterable[Hit]) -> tuple[str, ...]:
    """The fixing versions in their order, of two spellings of one version the first."""
    by_key = {
        hit.fixed_key: hit.fixed for hit in sorted(hits, key=lambda hit: hit.fixed, reverse=True) if hit.fixed
    }
    return tuple(by_key[key] for key in sorted(by_key))


def _exploited(answers: Answers, names: Iterable[str]) -> KnownExploited | None:
    """The first entry of the catalogue among the names of a vulnerability."""
    return next((answers.exploited[name] for name in names if name in answers.exploited), None)


def _each(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({one for found in lists for one in found}))


def _known(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
