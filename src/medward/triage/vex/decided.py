# SPDX-License-Identifier: Apache-2.0
"""From the triage decisions of a dossier to statements, as of a day.

Rules:

- A decision speaks for every component that it names, in its release, or in every release that has such a
  component.
- Where several speak for one component and vulnerability, the one for this very release goes before one for every
  release; then the latest, then the last id (as `medward.triage.decisions` has it). Decisions of after the day are
  not known on it.
- A decision that has expired, or whose reason nobody has written, is told as `under_investigation`: others rest on
  what is exported, so nothing is told as settled that is not.
- Nothing is told of a vulnerability that is under embargo on the day (see `medward.triage.disclosure`).
- What is published of the vulnerabilities stands beside the statements (`known`), and changes none of them.
- What is left out, and what was told as less than decided, stands in the notes.
- The revisions of an export are the days on which something changed: decisions were made, or expired. So the same
  dossier has the same history on any later day, as long as nobody dates a decision back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from medward.dossier.model import Dossier
from medward.dossier.model.keeping import Triage, TriageStatus
from medward.dossier.model.parts import filled
from medward.trace.components import ComponentIndex, Named
from medward.triage.decisions import expired
from medward.triage.disclosure import credits_of, embargoed
from medward.triage.vex.known import NOTHING, Known
from medward.triage.vex.model import Product, Statement
from medward.triage.vex.releases import ReleaseParts, product_of


@dataclass(frozen=True, slots=True)
class Revision:
    """A day on which something changed.

    Attributes:
        day: the day.
        summary: what changed, in words.
    """

    day: date
    summary: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a dossier says to others.

    Attributes:
        statements: by vulnerability, product and component.
        revisions: by day; at least one where there is a statement.
        notes: what is left out or told as less, one sentence each.
        released: id of a release → its day, for those that were released by the day.
        known: id of a vulnerability → what is published of it.
        credits: id of a vulnerability → names of reporters who agreed to be thanked.
    """

    statements: tuple[Statement, ...]
    revisions: tuple[Revision, ...]
    notes: tuple[str, ...]
    released: Mapping[str, date]
    known: Mapping[str, Known] = field(default_factory=dict)
    credits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, vulnerability: str) -> Known:
        """What is published of a vulnerability."""
        return self.known.get(vulnerability, NOTHING)


def decided(
    dossier: Dossier, releases: Sequence[ReleaseParts], as_of: date, known_of: Mapping[str, Known] | None = None
) -> Decided:
    """The statements that hold on a day, for the given releases; `known_of` is what is published, by id."""
    published = known_of or {}
    secret = _secret(dossier, published, as_of)
    known = [one for one in dossier.triage if one.known_from <= as_of and one.vulnerability not in secret]
    notes = [
        f"{one.id} is about {one.vulnerability}, which is under embargo ({secret[one.vulnerability]}); left out"
        for one in dossier.triage
        if one.vulnerability in secret
    ]
    notes += [
        f"{one.id} is of {one.known_from}, which is after {as_of}; left out"
        for one in dossier.triage
        if one.known_from > as_of
    ]
    found: dict[tuple[str, str, Product], tuple[Triage, ReleaseParts]] = {}
    first: dict[tuple[str, str, Product], date] = {}
    spoken: dict[str, Triage] = {}
    for release in releases:
        for decision, component in _spoken_for(known, release):
            spoken[decision.id] = decision
            key = (decision.vulnerability, release.id, component)
            first[key] = min(decision.date, first.get(key, decision.date))
            if key not in found or _rank(decision) > _rank(found[key][0]):
                found[key] = (decision, release)
    notes += [
        f"{one.id} names '{one.component}', which is in no SBOM of these releases; left out"
        for one in known
        if one.id not in spoken
    ]
    statements = [
        replace(
            _statement(made, release, key[2], as_of),
            aliases=published.get(key[0], NOTHING).aliases(key[0]),
            first=midnight(first[key]),
        )
        for key, (made, release) in found.items()
    ]
    used = {made.id: made for made, _ in found.values()}
    notes += [note for made in used.values() if (note := _lessened(made, as_of))]
    return Decided(
        statements=tuple(sorted(statements, key=_order)),
        revisions=tuple(_revisions(spoken.values(), as_of)),
        notes=tuple(notes),
        released={one.id: one.released for one in releases if one.released is not None and one.released <= as_of},
        known=published,
        credits=credits_of(dossier.disclosures, as_of),
    )


def _secret(dossier: Dossier, published: Mapping[str, Known], as_of: date) -> dict[str, str]:
    """Decided vulnerabilities of which nothing may be told, by any of their ids → the case that says so."""
    cases = embargoed(dossier.disclosures, as_of)
    return {
        one.vulnerability: cases[name]
        for one in dossier.triage
        for name in (one.vulnerability, *published.get(one.vulnerability, NOTHING).ids)
        if name in cases
    }


def _rank(decision: Triage) -> tuple[bool, date, str]:
    return (decision.release is not None, decision.date, decision.id)


def _order(one: Statement) -> tuple[str, str, str, str]:
    component = one.component or Product()
    return (one.vulnerability, one.product.ref, component.label, repr(component))


def _spoken_for(decisions: Iterable[Triage], release: ReleaseParts) -> Iterator[tuple[Triage, Product]]:
    """Every decision with each component of a release for which it speaks."""
    components = release.components
    index = ComponentIndex(
        Named(("component", str(number)), one.purl, one.group, one.name, one.version)
        for number, one in enumerate(components)
    )
    for decision in decisions:
        if decision.release in {None, release.id}:
            for _, number in index.find(decision.component):
                yield decision, product_of(components[int(number)])


def _statement(made: Triage, release: ReleaseParts, component: Product, as_of: date) -> Statement:
    lessened = bool(_lessened(made, as_of))
    return Statement(
        vulnerability=made.vulnerability,
        product=release.product,
        component=component,
        status=TriageStatus.UNDER_INVESTIGATION if lessened else made.status,
        justification=None if lessened else made.justification,
        impact="" if lessened else made.reason,
        action="" if lessened or not filled(made.action) else made.action or "",
        author=made.author,
        time=midnight(_since(made, as_of)),
        source=made.id,
    )


def _since(made: Triage, as_of: date) -> date:
    """The day from which what is told of a decision holds."""
    if made.expires is not None and expired(made, as_of):
        return made.expires + timedelta(days=1)
    return made.date


def _lessened(made: Triage, as_of: date) -> str:
    """Why a decision is told as less than it says; empty where it is told as it is."""
    if made.status is TriageStatus.UNDER_INVESTIGATION:
        return ""
    if expired(made, as_of):
        return f"{made.id} expired on {made.expires}; told as under investigation"
    return "" if filled(made.reason) else f"{made.id} has no reason; told as under investigation"


def _revisions(decisions: Iterable[Triage], as_of: date) -> Iterator[Revision]:
    made: dict[date, int] = {}
    ended: dict[date, int] = {}
    for one in decisions:
        made[one.date] = made.get(one.date, 0) + 1
        if one.expires is not None and expired(one, as_of):
            day = one.expires + timedelta(days=1)
            ended[day] = ended.get(day, 0) + 1
    for day in sorted({*made, *ended}):
        said = [f"{_counted(made[day])} made"] if day in made else []
        said += [f"{_counted(ended[day])} expired"] if day in ended else []
        yield Revision(day, ", ".join(said).capitalize() + ".")


def _counted(number: int) -> str:
    return "1 decision" if number == 1 else f"{number:,} decisions"


def midnight(day: date) -> datetime:
    """The beginning of a day, UTC."""
    return datetime.combine(day, time(), UTC)
