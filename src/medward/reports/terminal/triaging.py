# SPDX-License-Identifier: Apache-2.0
"""Findings for who works on them: the one list with its sentences, one finding in full, what is carried forward.

What is known and what is not stand in the same place: a score that nobody published, a harm that nobody linked and
a forecast that nobody made are told, because none of them is harmless.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from medward.compliance.model import Decision, FindingLine
from medward.compliance.triaging import Explained
from medward.reports.terminal.paper import Paper, indented, ink, title
from medward.reports.words import (
    KNOWN_EXPLOITED,
    by,
    component,
    counted,
    decided,
    fixes,
    harm,
    said,
    stands,
)
from medward.triage.carry import Fate
from medward.triage.carrying import Outlook
from medward.triage.environment import Adjusted
from medward.triage.fda import Route
from medward.triage.paths import Path
from medward.triage.rubric import Interview
from medward.triage.ssvc import in_words

_IN, _DEEPER = 4, 6
_NUMBER = 4
_FATES = {
    Fate.REOPENED: ("open again", "bold yellow"),
    Fate.CARRIED: ("still holds", "green"),
    Fate.ENDED: ("ended", "dim"),
}


def listed(lines: Sequence[FindingLine], as_of: date, total: int) -> Iterator[RenderableType]:
    """Findings in their order, with why each stands there, what to do and by when; `total` is before filters."""
    opened = sum(line.open for line in lines)
    beside = f"{counted(len(lines), 'finding')} of {total:,}, {opened:,} open, as of {as_of}; what matters first"
    yield title("Findings", beside)
    for number, line in enumerate(lines, start=1):
        yield Text()
        yield Text.assemble(f"{number:>{_NUMBER - 1}} ", _head(line))
        yield indented(_labelled("why here", line.rank), _IN)
        yield indented(_labelled("to do", f"{line.action} {by(line.deadline, as_of)}".rstrip()), _IN)


def in_full(one: Explained, as_of: date, paper: Paper) -> Iterator[RenderableType]:
    """Everything on one finding."""
    line = one.line
    yield _head(line)
    if line.finding.summary:
        yield indented(ink(line.finding.summary), 2)
    yield indented(_labelled("why it stands here", line.rank), 2)
    yield indented(_labelled("to do", f"{line.action} {by(line.deadline, as_of)}".rstrip()), 2)
    if line.deadline is not None:
        yield indented(_labelled("that day", line.deadline.reason), 2)
    yield from _sources(line)
    yield from _scores(one)
    yield from _rubric(one.rubric)
    yield from _threat(one)
    for path in one.paths:
        yield from _path(path)
    yield from _harm(one)
    yield from _risk(one)
    yield from _decisions(one, paper)


def outlooks(found: Sequence[Outlook], source: str, target: str) -> Iterator[RenderableType]:
    """What becomes of the decisions of one release in another one."""
    numbers = ", ".join(
        f"{sum(one.carried.fate is fate for one in found):,} {word}" for fate, (word, _) in _FATES.items()
    )
    yield title(f"Decisions of {source} for {target}", numbers)
    for one in found:
        word, pen = _FATES[one.carried.fate]
        new = f" → {one.made.id}" if one.made is not None else ""
        where = one.finding.component.label if one.finding is not None else one.decision.component
        yield Text()
        yield Text.assemble(
            ink(f"{one.decision.id}{new}", "bold"),
            ink(f": {one.decision.vulnerability} in {where}: "),
            (word, pen),
        )
        for reason in one.carried.reasons:
            yield indented(ink(reason), _IN)
        if one.by_itself and one.carried.fate is Fate.CARRIED:
            yield indented(ink("it speaks for this release too, so nothing has to be written"), _IN)
        for change in one.carried.changes:
            if not change.reopens:
                yield indented(ink(f"told, not decisive: {change.text}"), _IN)


def reopened(found: Sequence[Explained], as_of: date) -> Iterator[RenderableType]:
    """Decisions that have to be made again, and why."""
    yield title("Decisions to make again", f"{len(found):,} as of {as_of}")
    for one in found:
        made = one.line.decision
        yield Text()
        yield Text.assemble(ink(f"{made.id}: " if made else "", "bold"), _head(one.line))
        for reason in one.reopening:
            yield indented(ink(reason, "yellow"), _IN)
        if made is not None:
            yield indented(_labelled("decided", f"{made.decided} by {made.author}: {made.reason}"), _IN)


def _head(line: FindingLine) -> Text:
    mark = Text(f" {KNOWN_EXPLOITED}", "bold red") if line.finding.known_exploited else Text()
    where = f": {component(line.component_name, line.component_version)} in release {line.release_version}: "
    return Text.assemble(
        ink(line.finding.vulnerability, "bold" if line.open else ""),
        mark,
        ink(where),
        ink(stands(line), "yellow" if line.open else "green"),
    )


def _labelled(label: str, text: str) -> Text:
    return Text.assemble((f"{label}: ", "dim"), ink(text))


def _below(heading: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    """A heading, and lines below it."""
    yield Text()
    yield Text(heading, "bold")
    for line in lines:
        yield indented(ink(line), 2)


def _sources(line: FindingLine) -> Iterator[RenderableType]:
    finding = line.finding
    views = [(view, "affected" if view.matches else "NOT affected") for view in finding.views]
    split = len({word for _, word in views}) > 1
    yield from _below("What the sources say", ["the sources disagree on this version"] if split else [])
    for view, word in views:
        fixed = f"; fixed in {fixes(view.fixed_in)}" if view.fixed_in else ""
        day = f", changed {view.modified}" if view.modified else ""
        yield indented(ink(f"{view.source} {view.record}{day}: {word}: {view.why}{fixed}"), 2)
    also = (*finding.aliases, *finding.upstream)
    if also:
        yield indented(_labelled("also known as", ", ".join(also)), 2)
    yield indented(_labelled("how sure", f"{finding.confidence}, by {finding.path}"), 2)


def _scores(one: Explained) -> Iterator[RenderableType]:
    yield from _below("Scores", [] if one.vectors else ["no CVSS vector is published, which is not a low score"])
    for vector in one.vectors:
        yield from _vector(vector)
    for text in one.line.assumed:
        yield indented(_labelled("not known, so the worse counts", text), 2)


def _vector(vector: Adjusted) -> Iterator[RenderableType]:
    published, scores = vector.published, vector.scores
    if published.base is None:
        yield indented(ink(f"{published.vector}: {published.reason}"), 2)
        return
    groups = (
        ("base", scores.base),
        ("with exploitation", scores.temporal),
        ("in this device", scores.environmental),
    )
    numbers = ", ".join(f"{word} {score:.1f}" for word, score in groups if score is not None)
    yield indented(ink(f"published: {published.vector}: {published.overall:.1f} {published.rating}"), 2)
    yield indented(ink(f"in this device: {scores.vector}: {scores.overall:.1f} {scores.rating}", "bold"), 2)
    yield indented(ink(numbers), _DEEPER)
    for changed in vector.changed:
        before = changed.before or "not said"
        yield indented(
            ink(f"{before} → {changed.metric}:{changed.after}: {changed.why} [{changed.source}]"), _DEEPER
        )


def _rubric(found: Interview | None) -> Iterator[RenderableType]:
    if found is None:
        yield from _below("Rubric for medical devices", ["nobody has answered it: `medward triage interview`"])
        return
    yield from _below(
        "Rubric for medical devices", [f"{found.scores.vector}: {found.scores.overall} {found.scores.rating}"]
    )
    for told in found.metrics:
        yield indented(ink(told.reason), _DEEPER)


def _threat(one: Explained) -> Iterator[RenderableType]:
    entry, epss = one.line.finding.known_exploited, one.line.epss
    listed_on = f"in CISA's catalogue (KEV) since {entry.added}" if entry else "not in CISA's catalogue (KEV)"
    level = one.exploitability.level
    easy = level.replace("_", " ") if level is not None else "unknown"
    yield from _below(
        "Exploitation",
        [
            listed_on,
            str(epss) if epss is not None else "no EPSS score is known, which is not a low one",
            f"exploitability in this device: {easy}, {one.exploitability.reason}",
        ],
    )


def _path(path: Path) -> Iterator[RenderableType]:
    role = "who makes the device" if path.role == "supplier" else "who runs it"
    yield from _below(f"SSVC for {role} ({path.role})", [in_words(path.outcome)])
    for step in path.steps:
        values = " or ".join(map(said, step.values))
        yield indented(ink(f"{said(step.point)}: {values} ({step.source})"), _DEEPER)


def _harm(one: Explained) -> Iterator[RenderableType]:
    reach = one.line.reach
    where = ", ".join(reach.processes) or "no process that is named"
    yield from _below("Harm", [f"runs in {where}; worst harm: {harm(reach.worst_severity)}"])
    for chain in one.chains:
        yield indented(ink(chain), _DEEPER)


def _risk(one: Explained) -> Iterator[RenderableType]:
    risk, aware = one.line.risk, one.aware
    yield from _below("Risk, in the words of FDA", [f"{risk.state}: {'; '.join(risk.reasons)}"])
    stood = one.line.route.aware if one.line.route is not None else None
    instead = f"; its first decision, of {stood}, stands for that day" if stood else ""
    unwritten = f"nobody wrote down when the maker learned of it{instead}"
    yield indented(ink(f"the maker learned of it on {aware}" if aware else unwritten), 2)
    if one.line.route is not None:
        yield from _route(one.line.route)


def _route(route: Route) -> Iterator[RenderableType]:
    yield indented(
        ink(f"uncontrolled: tell customers by {route.tell_by}, fix by {route.fix_by} ({route.citation})"), 2
    )
    for condition in route.conditions:
        yield indented(ink(f"{condition.holds}: {condition.text}"), _DEEPER)
    words = {
        "yes": "not needed, because all conditions hold",
        "no": "needed, because a condition does not hold",
        "unknown": "cannot be said yet, because a condition is open",
    }
    yield indented(ink(f"report under 21 CFR part 806: {words[route.unreported]}"), _DEEPER)


def _decisions(one: Explained, paper: Paper) -> Iterator[RenderableType]:
    yield from _below("Decisions", [] if one.history else ["nobody has decided"])
    current = one.line.decision.id if one.line.decision is not None else ""
    for made in one.history:
        holds = said(one.line.standing) if made.id == current else "an earlier one"
        yield indented(Text.assemble(ink(made.id, "bold"), ink(f": {decided(made)}{paper.dot}{holds}")), 2)
        for text in _decision(made):
            yield indented(ink(text), _DEEPER)
    for change in one.changes:
        word = "opens it again" if change.reopens else "told, not decisive"
        yield indented(ink(f"{word}: {change.text}", "yellow" if change.reopens else ""), 2)


def _decision(made: Decision) -> Iterator[str]:
    yield f"{made.reason}"
    if made.justification:
        yield f"justification: {said(made.justification)}"
    until = f", holds until {made.expires}" if made.expires else ""
    yield f"{made.author}, {made.decided}, for the {made.scope}, risk {made.risk_state}{until}"
    if made.evidence:
        yield f"evidence: {', '.join(made.evidence)}"
    if made.carried_from:
        yield f"carried forward from {made.carried_from}"
    if not made.kept:
        yield "its facts were not kept, so most changes since cannot be noticed"
