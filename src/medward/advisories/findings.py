# SPDX-License-Identifier: Apache-2.0
"""Findings from hits: one for each vulnerability, with every record's own view and a sentence on why.

Rules:

- Records of one vulnerability are one finding; a record that describes it for the same package and does not
  include the version is kept as a view that does not match, so that nobody takes one source for all.
- What several routes find in one record is one view, by the surest of them; the surest view speaks for the
  finding.
- The sentence is the record's own range or enumeration, in the words of the record.
- Fixed versions are those that end the range in which the version lies. A record that only enumerates gives its
  first fixed version after this one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from medward.advisories.asking import Hit
from medward.advisories.claims import PRODUCTS, Terms
from medward.advisories.cpe.conditions import Platforms
from medward.advisories.judging import Judged, evidence, judge
from medward.advisories.model import Finding, KnownExploited, View
from medward.advisories.ranges import EVERYTHING
from medward.advisories.reading import Answers, Told
from medward.advisories.routes import POSSIBLE, Route

ANY_VERSION = "every version"

Asked = Sequence[tuple[int, Route]]
"""Numbers of questions with the routes on which they were asked about the component."""


def findings(
    answers: Answers, asked: Asked, component: str, purl: str, platforms: Platforms | None = None
) -> tuple[Finding, ...]:
    """The findings of one component, known exploited ones first, then by id.

    Args:
        answers: what the database said.
        asked: the questions that were asked about the component.
        component: its reference in its inventory.
        purl: its package URL.
        platforms: the CPE names of its inventory.
    """
    heard = _judged(answers, asked, platforms or Platforms())
    quiet = _quiet_views(answers, asked, heard)
    of_vulnerability: dict[int, dict[int, list[Judged]]] = defaultdict(dict)
    for record, judged in heard.items():
        if matching := sorted((one for one in judged if one.confidence), key=lambda one: one.rank):
            of_vulnerability[answers.records[record].vulnerability][record] = matching
    made = (
        _finding(answers, found, quiet.get(number, {}), component, purl)
        for number, found in of_vulnerability.items()
    )
    return tuple(sorted(made, key=lambda one: (one.known_exploited is None, one.vulnerability)))


def _judged(answers: Answers, asked: Asked, platforms: Platforms) -> dict[int, list[Judged]]:
    """Record → its hits on all routes, with what they are worth."""
    heard: dict[int, list[Judged]] = defaultdict(list)
    for number, route in asked:
        for hit in answers.hits.get(number, ()):
            terms = Terms() if hit.terms is None else answers.terms[hit.terms]
            heard[hit.record].append(judge(hit, route, terms, platforms))
    return heard


def _quiet_views(answers: Answers, asked: Asked, heard: Mapping[int, list[Judged]]) -> dict[int, dict[int, View]]:
    """Vulnerability → record → its view, for records that know the component and do not include it."""
    quiet: dict[int, dict[int, View]] = defaultdict(dict)
    for record, judged in heard.items():
        if not any(one.confidence for one in judged):
            told = answers.records[record]
            quiet[told.vulnerability][record] = _excluded(told, judged[0])
    for number, route in asked:
        undecided = dict(answers.undecided.get(number, ()))
        for record in answers.silent.get(number, ()):
            told = answers.records[record]
            if record not in heard:
                view = _quiet(told, route, undecided.get(record, ""))
                quiet[told.vulnerability].setdefault(record, view)
    return quiet


def _finding(
    answers: Answers, found: dict[int, list[Judged]], quiet: Mapping[int, View], component: str, purl: str
) -> Finding:
    told = sorted((answers.records[record] for record in found), key=lambda one: (one.name, one.source))
    loud = sorted(found.items(), key=lambda item: (item[1][0].rank[0], answers.records[item[0]].name, item[0]))
    matching = [_loud(answers, judged) for _, judged in loud]
    silent = [view for record, view in quiet.items() if record not in found]
    vulnerability, aliases = answers.vulnerabilities[told[0].vulnerability]
    upstream = _each(one.upstream for one in told)
    return Finding(
        vulnerability=vulnerability,
        aliases=aliases,
        upstream=upstream,
        records=tuple(dict.fromkeys(one.name for one in told)),
        component=component,
        purl=purl,
        why=matching[0].why,
        fixed_in=_fixed(_in_one_order(judged for _, judged in loud)),
        summary=next((one.summary for one in told if one.summary), ""),
        severities=tuple(dict.fromkeys(score for view in matching for score in view.severities)),
        cwes=_each(one.cwes for one in told),
        references=_each(one.urls for one in told),
        published=min(_known(one.published for one in told), default=None),
        modified=max(_known(one.modified for one in told), default=None),
        known_exploited=_exploited(answers, (vulnerability, *aliases, *upstream)),
        confidence=matching[0].confidence,
        views=(*matching, *sorted(silent, key=lambda view: (view.record, view.source))),
        path=matching[0].path,
    )


def _in_one_order(loud: Iterable[Sequence[Judged]]) -> list[Hit]:
    """The hits whose versions can be put in one order: of the ecosystem's own advisories, else of the products."""
    hits = [(one.route.query.ecosystem in PRODUCTS, one.hit) for judged in loud for one in judged]
    product = all(by_product for by_product, _ in hits)
    return [hit for by_product, hit in hits if by_product is product]


def _loud(answers: Answers, judged: Sequence[Judged]) -> View:
    """The view of a record that says that this version is affected."""
    surest = judged[0]
    hits = [one.hit for one in judged if one.route.query == surest.route.query]
    told = answers.records[surest.hit.record]
    own = [score for hit in hits for score in answers.own_severities.get((hit.package, hit.record), ())]
    return View(
        record=told.name,
        source=told.source,
        matches=True,
        why=_why(surest, told.name),
        fixed_in=_fixed(hits),
        summary=told.summary,
        severities=tuple(dict.fromkeys(own or told.severities)),
        modified=told.modified,
        path=surest.route.path,
        confidence=surest.confidence,
    )


def _quiet(told: Told, route: Route, undecided: str) -> View:
    """The view of a record of the same vulnerability and package that does not say so."""
    decided = f"{told.name} does not include {route.query.version or ANY_VERSION}"
    return _silent(told, route, f"{told.name} cannot be decided: {undecided}" if undecided else decided)


def _excluded(told: Told, judged: Judged) -> View:
    """The view of a record whose versions include the component, and whose other terms do not."""
    return _silent(told, judged.route, f"{told.name} does not hold for it: {'; '.join(judged.reasons)}")


def _silent(told: Told, route: Route, why: str) -> View:
    return View(
        record=told.name,
        source=told.source,
        matches=False,
        why=why,
        fixed_in=(),
        summary=told.summary,
        severities=told.severities,
        modified=told.modified,
        path=route.path,
        confidence=route.confidence,
    )


def _why(judged: Judged, record: str) -> str:
    """The sentence of one hit: `4.1.0 is in >= 4.0, < 4.1.2 of PYSEC-2022-304`."""
    hit, version = judged.hit, judged.route.query.version or ANY_VERSION
    if hit.ending == "listed":
        return f"{version} is listed as affected in {record}{evidence(judged)}"
    start = hit.introduced
    lower = "" if start == EVERYTHING else start if start.startswith("> ") else f">= {start}"
    upper = f"{'<=' if hit.ending == 'last_affected' else '<'} {hit.until}" if hit.ending else ""
    limits = ", ".join(filter(None, (lower, upper)))
    if not limits:
        is_affected = "may be affected" if judged.confidence == POSSIBLE else "is affected"
        return f"every version {is_affected} according to {record}{evidence(judged)}"
    return f"{version} is in {limits} of {record}{evidence(judged)}"


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
