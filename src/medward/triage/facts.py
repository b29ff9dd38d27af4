# SPDX-License-Identifier: Apache-2.0
"""What a decision about a finding rested on, kept beside it, and what of that is another today.

A decision is only as good as the facts of its day. `Basis` is those facts as plain values, so that they can be
stored with the decision and compared with those of a later day or another release.

What re-opens a decision, and what does not:

| change | re-opens |
|---|---|
| new in CISA's catalogue; exploitation seen that was not | yes |
| a score where there was none, or a worse rating | yes |
| a source that did not include this version includes it; another affected range | yes |
| another version of the component, inside the same ranges | where the reason rests on the component's code |
| other processes run the component; an easier way in; a control or a test of one that no longer stands | yes |
| a lower rating, an entry withdrawn from the catalogue, a fixed version published | no, but it is told |
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medward.advisories.model import Finding
from medward.dossier.model.proof import Test as SecurityTest
from medward.dossier.model.proof import TestResult
from medward.inventory.model import Component
from medward.trace.components import parse
from medward.trace.model import Node, Trace
from medward.triage.cvss import Rating
from medward.triage.ordering import Ranked
from medward.triage.ways import ORDER, Nearness

_RATINGS = tuple(Rating)[:-1]
_EXPLOITATION = ("none", "public_poc", "active")


@dataclass(frozen=True, slots=True)
class Basis:
    """The facts on which a decision rests.

    Attributes:
        vulnerability: id of the vulnerability.
        component: the component without its version: purl in one form, or its name.
        version: version of the component.
        exploited: whether CISA's catalogue lists it.
        exploitation: what its CVE record says of exploitation: `none`, `public_poc`, `active`; None where nothing.
        rating: the worst published score in words; `unknown` where there is none.
        ranges: what each source says of this version, as one sentence each, sorted.
        fixed_in: versions in which it is fixed.
        processes: processes that run the component, sorted.
        nearest: the worst way in to it.
        controls: controls on which the decision relies and of which a test has passed, sorted.
    """

    vulnerability: str
    component: str
    version: str
    exploited: bool
    exploitation: str | None
    rating: Rating
    ranges: tuple[str, ...]
    fixed_in: tuple[str, ...]
    processes: tuple[str, ...]
    nearest: Nearness
    controls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is another today.

    Attributes:
        kind: a stable word: `exploited`, `exploitation`, `score`, `range`, `component`, `version`, `exposure`,
            `control`, `fix`.
        text: what changed, as one sentence without a full stop.
        reopens: whether the decision has to be made again.
    """

    kind: str
    text: str
    reopens: bool


def basis(ranked: Ranked, trace: Trace) -> Basis:
    """The facts of today about a finding, as they were ranked from this trace."""
    finding = ranked.finding
    component = ranked.component.data
    version = component.version if isinstance(component, Component) else ""
    return Basis(
        vulnerability=finding.vulnerability,
        component=_unversioned(finding.purl) or ranked.component.label.removesuffix(f" {version}"),
        version=version,
        exploited=finding.known_exploited is not None,
        exploitation=ranked.published.exploitation if ranked.published is not None else None,
        rating=ranked.adjusted.published.rating if ranked.adjusted is not None else Rating.UNKNOWN,
        ranges=_ranges(finding, version),
        fixed_in=finding.fixed_in,
        processes=ranked.reach.processes,
        nearest=ranked.environment.nearest,
        controls=_standing_controls(ranked, trace),
    )


def changes(then: Basis, now: Basis) -> tuple[Change, ...]:
    """What is another today, what re-opens the decision first."""
    found = (*_exploitation(then, now), *_scores(then, now), *_matches(then, now), *_device(then, now))
    return tuple(sorted(found, key=lambda change: not change.reopens))


def _exploitation(then: Basis, now: Basis) -> Iterator[Change]:
    if now.exploited != then.exploited:
        said = "is now known to be exploited" if now.exploited else "is no longer listed as known to be exploited"
        yield Change("exploited", f"{now.vulnerability} {said} (CISA KEV)", now.exploited)
    before, after = (_place(one.exploitation, _EXPLOITATION) for one in (then, now))
    if after != before:
        said = f"its CVE record said {_said(then.exploitation)} of exploitation and says {_said(now.exploitation)}"
        yield Change("exploitation", said, after > before and after > 0)


def _scores(then: Basis, now: Basis) -> Iterator[Change]:
    if now.rating is then.rating:
        return
    worse = then.rating is Rating.UNKNOWN or (
        now.rating is not Rating.UNKNOWN and _RATINGS.index(now.rating) > _RATINGS.index(then.rating)
    )
    yield Change(
        "score", f"its rating was {then.rating} and is {now.rating}", worse or now.rating is Rating.UNKNOWN
    )


def _matches(then: Basis, now: Basis) -> Iterator[Change]:
    if now.component != then.component:
        yield Change("component", f"it was decided for {then.component} and this is {now.component}", reopens=True)
    if now.version != then.version:
        said = f"it was decided for version {then.version} of {then.component} and this is {now.version}"
        yield Change("version", said, reopens=True)
    if now.ranges != then.ranges:
        new = sorted(set(now.ranges) - set(then.ranges)) or ["one range less"]
        yield Change(
            "range", f"the sources say otherwise which versions are affected: {'; '.join(new)}", reopens=True
        )
    if new_fixes := [version for version in now.fixed_in if version not in then.fixed_in]:
        yield Change("fix", f"it is now fixed in {', '.join(new_fixes)}", reopens=False)


def _device(then: Basis, now: Basis) -> Iterator[Change]:
    if now.processes != then.processes:
        where = ", ".join(now.processes) or "no process that is named"
        yield Change(
            "exposure", f"it ran in {', '.join(then.processes) or 'no process'} and runs in {where}", reopens=True
        )
    if now.nearest is not then.nearest:
        nearer = ORDER.index(now.nearest) < ORDER.index(then.nearest)
        said = "an easier way leads to it" if nearer else "the easiest way to it is harder"
        yield Change("exposure", f"{said} than when it was decided", nearer)
    if lost := sorted(set(then.controls) - set(now.controls)):
        yield Change("control", f"no passed test stands behind {', '.join(lost)} any more", reopens=True)


def _ranges(finding: Finding, version: str) -> tuple[str, ...]:
    """What each source says of this version, without naming it; without views of sources, what the match says."""
    told = {f"{view.record}: {_unnamed(view.why, version)}" for view in finding.views if view.matches}
    return tuple(sorted(told)) or (_unnamed(finding.why, version),)


def _unnamed(why: str, version: str) -> str:
    """A sentence that is the same for every version of one range; a `v` before a version is no part of it."""
    whole = rf"(?<![\w.+~-])v?{re.escape(version.removeprefix('v'))}(?![\w+~-]|\.\w)"
    return re.sub(whole, "this version", why) if version else why


def _standing_controls(ranked: Ranked, trace: Trace) -> tuple[str, ...]:
    """Controls of the decision of which a test has passed."""
    named = ranked.decision.controls if ranked.decision is not None else ()
    return tuple(sorted(one for one in named if _passed(trace.follow(trace.nodes["control", one], "verified_by"))))


def _passed(tests: Iterable[Node]) -> bool:
    results = [test.data.result for test in tests if isinstance(test.data, SecurityTest)]
    return TestResult.PASSED in results and TestResult.FAILED not in results


def _unversioned(purl: str) -> str:
    parsed = parse(purl)
    return f"pkg:{parsed.base}" if parsed is not None else ""


def _place(word: str | None, order: tuple[str, ...]) -> int:
    """Nothing said stands before everything that was said."""
    return order.index(word) if word in order else -1


def _said(word: str | None) -> str:
    return word.replace("_", " ") if word is not None else "nothing"
