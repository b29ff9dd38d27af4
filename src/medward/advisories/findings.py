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

from medward.advisories.asking import Hit
from medward.advisories.claims import NO_TERMS, PRODUCTS
from medward.advisories.cpe.conditions import Platforms
from medward.advisories.judging import Judged, evidence, judge
from medward.advisories.model import Finding, Severity, View
from medward.advisories.ranges import EVERYTHING
from medward.advisories.reading import Answers, Told
from medward.advisories.routes import POSSIBLE, Path, Route
from medward.advisories.together import together

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
        matching = [one for one in judged if one.confidence]
        if len(matching) > 1:
            matching.sort(key=lambda one: one.rank)
        if matching:
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
            terms = NO_TERMS if hit.terms is None else answers.terms[hit.terms]
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
    loud = _surest_first(answers, found)
    matching = [_loud(answers, judged) for _, judged in loud]
    silent = [view for record, view in quiet.items() if record not in found]
    shared, surest = together(answers, tuple(found)), matching[0]
    alone = len(loud) == 1 and len(loud[0][1]) == 1
    return Finding(
        vulnerability=shared.vulnerability,
        aliases=shared.aliases,
        upstream=shared.upstream,
        records=shared.records,
        component=component,
        purl=purl,
        why=surest.why,
        fixed_in=surest.fixed_in if alone else _fixed(_in_one_order(judged for _, judged in loud)),
        summary=shared.summary,
        severities=_once([score for view in matching for score in view.severities]),
        cwes=shared.cwes,
        references=shared.references,
        published=shared.published,
        modified=shared.modified,
        known_exploited=shared.known_exploited,
        confidence=surest.confidence,
        views=(*matching, *sorted(silent, key=lambda view: (view.record, view.source))),
        path=surest.path,
    )


def _surest_first(answers: Answers, found: dict[int, list[Judged]]) -> list[tuple[int, list[Judged]]]:
    """Records with their hits, the surest first."""
    if len(found) == 1:
        return list(found.items())
    return sorted(found.items(), key=lambda item: (item[1][0].rank[0], answers.records[item[0]].name, item[0]))


def _in_one_order(loud: Iterable[Sequence[Judged]]) -> list[Hit]:
    """The hits whose versions can be put in one order: of the ecosystem's own advisories, else of the products."""
    hits = [(one.route.query.ecosystem in PRODUCTS, one.hit) for judged in loud for one in judged]
    product = all(by_product for by_product, _ in hits)
    return [hit for by_product, hit in hits if by_product is product]


def _loud(answers: Answers, judged: Sequence[Judged]) -> View:
    """The view of a record that says that this version is affected."""
    surest = judged[0]
    hits = [one.hit for one in judged if one is surest or one.route.query == surest.route.query]
    told = answers.records[surest.hit.record]
    own = [score for hit in hits for score in answers.own_severities.get((hit.package, hit.record), ())]
    return View(
        record=told.name,
        source=told.source,
        matches=True,
        why=_why(surest, told.name),
        fixed_in=_fixed(hits),
        summary=told.summary,
        severities=_once(own or told.severities),
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
        subject = "this very file" if judged.route.path is Path.HASH else "every version"
        return f"{subject} {is_affected} according to {record}{evidence(judged)}"
    return f"{version} is in {limits} of {record}{evidence(judged)}"


def _fixed(hits: Iterable[Hit]) -> tuple[str, ...]:
    """The fixing versions in their order, of two spellings of one version the first."""
    fixing = [hit for hit in hits if hit.fixed]
    if len(fixing) > 1:
        fixing.sort(key=lambda hit: hit.fixed, reverse=True)
    by_key = {hit.fixed_key: hit.fixed for hit in fixing}
    return tuple(by_key[key] for key in sorted(by_key))


def _once(scores: Sequence[Severity]) -> tuple[Severity, ...]:
    """Scores in their order, each once."""
    return tuple(dict.fromkeys(scores)) if len(scores) > 1 else tuple(scores)
