# SPDX-License-Identifier: Apache-2.0
"""What a decision about a finding rested on, kept beside it, and what of that is another today.

A decision is only as good as the facts of its day. `Basis` is those facts as plain values, as the dossier keeps
them with the decision; here they are taken, and compared with those of a later day or another release.

What re-opens a decision, and what does not:

| change | re-opens |
|---|---|
| new in CISA's catalogue; exploitation seen that was not | yes |
| a score where there was none, or a higher one | yes |
| a source that did not include this version includes it; another affected range | yes |
| another version of the component, inside the same ranges | where the reason rests on the component's code |
| other processes run the component; an easier way in; a control or a test of one that no longer stands | yes |
| a lower score, an entry withdrawn from the catalogue, a fixed version published | no, but it is told |

A decision whose facts nobody kept is held against one thing that has a day of its own: an entry in the catalogue
that is later than the decision re-opens it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from medward.advisories.model import Finding
from medward.dossier.model.deciding import Basis, Exploitation, Near, Rated
from medward.dossier.model.keeping import Triage
from medward.dossier.model.parts import Answer
from medward.dossier.model.proof import Test as SecurityTest
from medward.dossier.model.proof import TestResult
from medward.inventory.model import Component
from medward.trace.components import parse
from medward.trace.model import Node, Trace
from medward.triage import cvss
from medward.triage.environment import Adjusted, Environment
from medward.triage.reach import Reach
from medward.triage.ssvc import Published
from medward.triage.ways import WORDS

_RATINGS = tuple(Rated)[:-1]
_EXPLOITATION = tuple(Exploitation)
_NEAR = tuple(Near)


class Seen(Protocol):
    """What is seen of a finding, whatever anybody decided: a ranked finding is one."""

    @property
    def finding(self) -> Finding:
        """The vulnerability against the component."""

    @property
    def component(self) -> Node:
        """The component in the trace."""

    @property
    def release(self) -> str:
        """Id of its release."""

    @property
    def published(self) -> Published | None:
        """The SSVC container of the CVE record."""

    @property
    def adjusted(self) -> Adjusted | None:
        """The worst vector as it is for the device."""

    @property
    def reach(self) -> Reach:
        """What it can reach."""

    @property
    def environment(self) -> Environment:
        """What the architecture says of the component."""


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


def basis(seen: Seen, controls: Iterable[str], trace: Trace) -> Basis:
    """The facts of today about a finding, for a decision that relies on these controls."""
    finding, published = seen.finding, seen.published
    score = seen.adjusted.published if seen.adjusted is not None else None
    base = score.base if score is not None else None
    told = published.exploitation if published is not None else None
    version = version_of(seen.component)
    return Basis(
        release=seen.release,
        component=unversioned(seen),
        version=version or None,
        known_exploited=Answer.YES if finding.known_exploited is not None else Answer.NO,
        exploitation=Exploitation(told) if told is not None else None,
        rating=Rated(cvss.rating(base, score.version if score is not None else "")),
        score=base,
        ranges=_ranges(finding, version),
        fixed_in=finding.fixed_in,
        processes=seen.reach.processes,
        nearest=Near(WORDS[seen.environment.nearest]),
        controls=_standing_controls(controls, trace),
    )


def version_of(component: Node) -> str:
    """The version of a component; empty where the SBOM gives none."""
    return component.data.version if isinstance(component.data, Component) else ""


def unversioned(seen: Seen) -> str:
    """A component without its version: its purl in one form, else its name."""
    version = version_of(seen.component)
    return _unversioned(seen.finding.purl) or seen.component.label.removesuffix(f" {version}")


def same_component(decision: Triage, seen: Seen) -> bool:
    """Whether a decision names the component of a finding, whatever its version."""
    own, key = unversioned(seen), decision.component
    if decision.basis is not None and decision.basis.component == own:
        return True
    return _unversioned(key) == own or (key.rpartition("@")[0] or key) in _names(seen.component)


def _names(component: Node) -> tuple[str, ...]:
    """What a component is called in a key that is no package URL."""
    data = component.data
    return (data.name, f"{data.group}/{data.name}") if isinstance(data, Component) else (component.label,)


def since(decision: Triage, finding: Finding) -> tuple[Change, ...]:
    """What is known to have changed since a decision whose facts were not kept: a later entry in the catalogue."""
    entry = finding.known_exploited
    if entry is None or entry.added <= decision.known_from:
        return ()
    return (Change("exploited", _listed(finding.vulnerability, entry.added), reopens=True),)


def _listed(vulnerability: str, day: date) -> str:
    return f"{vulnerability} has been known to be exploited since {day} (CISA KEV)"


def changes(then: Basis, now: Basis) -> tuple[Change, ...]:
    """What is another today, what re-opens the decision first."""
    found = (*_exploitation(then, now), *_scores(then, now), *_matches(then, now), *_device(then, now))
    return tuple(sorted(found, key=lambda change: not change.reopens))


def _exploitation(then: Basis, now: Basis) -> Iterator[Change]:
    if now.known_exploited != then.known_exploited:
        listed = now.known_exploited is Answer.YES
        said = "it is now known to be exploited" if listed else "it is no longer listed as known to be exploited"
        yield Change("exploited", f"{said} (CISA KEV)", listed)
    before, after = (
        -1 if one is None else _EXPLOITATION.index(one) for one in (then.exploitation, now.exploitation)
    )
    if after != before:
        said = f"its CVE record said {_said(then.exploitation)} of exploitation and says {_said(now.exploitation)}"
        yield Change("exploitation", said, after > before and after > 0)


def _scores(then: Basis, now: Basis) -> Iterator[Change]:
    if (now.rating, now.score) == (then.rating, then.score):
        return
    said = f"its score was {_scored(then)} and is {_scored(now)}"
    yield Change("score", said, Rated.UNKNOWN in {then.rating, now.rating} or _worse(then, now))


def _worse(then: Basis, now: Basis) -> bool:
    """Whether a score is worse; facts without the number are compared by the word."""
    if then.score is None or now.score is None:
        return _RATINGS.index(now.rating) > _RATINGS.index(then.rating)
    return now.score > then.score


def _scored(basis: Basis) -> str:
    return basis.rating if basis.score is None else f"{basis.score:.1f} ({basis.rating})"


def _matches(then: Basis, now: Basis) -> Iterator[Change]:
    if now.component != then.component:
        yield Change("component", f"it was decided for {then.component} and this is {now.component}", reopens=True)
    if now.version != then.version:
        versions = (then.version or "that is not known", now.version or "one that is not known")
        said = f"it was decided for version {versions[0]} of {then.component} and this is {versions[1]}"
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
        nearer = _NEAR.index(now.nearest) < _NEAR.index(then.nearest)
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


def _standing_controls(named: Iterable[str], trace: Trace) -> tuple[str, ...]:
    """Controls of the decision of which a test has passed."""
    return tuple(sorted(one for one in named if _passed(trace.follow(trace.nodes["control", one], "verified_by"))))


def _passed(tests: Iterable[Node]) -> bool:
    results = [test.data.result for test in tests if isinstance(test.data, SecurityTest)]
    return TestResult.PASSED in results and TestResult.FAILED not in results


def _unversioned(purl: str) -> str:
    parsed = parse(purl)
    return f"pkg:{parsed.base}" if parsed is not None else ""


def _said(word: str | None) -> str:
    return word.replace("_", " ") if word is not None else "nothing"
