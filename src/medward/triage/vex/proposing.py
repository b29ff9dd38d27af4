# SPDX-License-Identifier: Apache-2.0
"""From statements of others to proposals for a dossier's triage. Nothing is decided here: a person reviews them.

A statement is applied only where all of this holds; otherwise it is reported as not applied, with the reason:

- it has a status and a vulnerability; `not_affected` also has one of the five justifications of VEX, in the
  format's field for it: an impact in words is no justification, and a word without an equal is not translated;
- the product that it names is a component of the release, or the release itself. A statement about a component
  inside another product is about the use of the component in there: it is applied only where that product is the
  release, or is a component of the release without which nothing in the release uses the inner component;
- `fixed` names a version: otherwise it would say that every version is fixed.

Where it cannot be decided whether a statement means a component (a range of versions without a known order, a
name alone beside a range), it applies as *possible*: `under_investigation` is proposed, with what it says and why
that is not sure, and never what would suppress a finding. A decision that stands already is not touched by it.

A vulnerability's id alone never applies anything. Where statements about one component and vulnerability say
different things, the later one goes, if both have a time and they stand in one OpenVEX document (which is how that
format revises); every other difference is a conflict, which shows both sides and proposes neither. The same holds
against a decision that stands in the dossier already.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from medward.advisories.aliases import Aliases
from medward.base.canonical import Json
from medward.dossier.model.keeping import Triage, TriageStatus
from medward.inventory.model import Component
from medward.trace.components import ComponentIndex
from medward.trace.components import Named as NamedNode
from medward.triage.decisions import expired
from medward.triage.vex.model import Document, Format, Statement
from medward.triage.vex.naming import Named, ReleaseIndex, is_release, release_doubt
from medward.triage.vex.releases import ReleaseParts, stable_id

_Subject: TypeAlias = tuple[str, str, str]
"""Release, component and vulnerability."""
MAX_WORDS = 10_000
REPLACED = "a later statement of the same document replaces it"
SURER = "another statement of the document surely speaks of the same component"
SAME = "another statement of the document possibly speaks of the same component, and is proposed"
UNREVIEWED = "?"
"""The author of a proposal: who reviews it writes their role here."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision that a statement would justify.

    Attributes:
        id: a stable id for it.
        release: id of the release.
        component: key of the component.
        how: by what the component was known.
        statement: the statement.
        doubt: why it is not sure that the component is meant, without a full stop; empty where it is sure.
    """

    id: str
    release: str
    component: str
    how: str
    statement: Statement
    doubt: str = ""

    @property
    def status(self) -> TriageStatus:
        """What is proposed: what the statement says, or an investigation where it is not sure that it applies."""
        return TriageStatus.UNDER_INVESTIGATION if self.doubt else self.statement.status

    def as_triage(self, as_of: date, document: Document) -> dict[str, Json]:
        """The proposal as an item of `triage:`, to be decided on a day."""
        one = self.statement
        said = one.time.date().isoformat() if one.time is not None else "an unknown day"
        name = f" {document.id}" if document.id else ""
        who = one.author or document.author or "an author who is not named"
        origin = f"Stated by {who} on {said} in the {document.format} document{name} ({document.digest})"
        value: dict[str, Json] = {
            "id": self.id,
            "vulnerability": _plain(one.vulnerability),
            "component": self.component,
            "release": self.release,
            "status": self.status.value,
            "justification": one.justification.value if one.justification and not self.doubt else "",
            "reason": _plain(f"{origin}, {self.how}. {self._possibly()}{one.impact}"),
            "action": "" if self.doubt else _plain(one.action),
            "author": UNREVIEWED,
            "date": as_of.isoformat(),
        }
        return {key: inner for key, inner in value.items() if inner}

    def _possibly(self) -> str:
        """What is said, where it is not sure that it is said of this component."""
        if not self.doubt:
            return ""
        why = f" ({self.statement.justification})" if self.statement.justification else ""
        return f"It says {self.statement.status}{why}, and possibly not of this component: {self.doubt}. "


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A statement that proposes nothing, with the reason as one sentence without a full stop."""

    statement: Statement
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Things that are said of one component and vulnerability and do not fit together.

    Attributes:
        release: id of the release.
        component: key of the component.
        statements: the statements, at least one.
        decision: the decision of the dossier that says something else; None where statements differ.
    """

    release: str
    component: str
    statements: tuple[Statement, ...]
    decision: Triage | None = None


@dataclass(frozen=True, slots=True)
class Proposals:
    """What came of a document.

    Attributes:
        proposals: what a person can take over.
        conflicts: what a person has to settle.
        agreed: statements that say what a decision of the dossier says already.
        not_applied: the rest, with the reasons.
    """

    proposals: tuple[Proposal, ...]
    conflicts: tuple[Conflict, ...]
    agreed: tuple[Statement, ...]
    not_applied: tuple[NotApplied, ...]


@dataclass(frozen=True, slots=True)
class _Applied:
    """A statement with one component of which it speaks."""

    release: str
    component: str
    how: str
    statement: Statement
    doubt: str


def propose(
    document: Document, releases: Sequence[ReleaseParts], decisions: Sequence[Triage], as_of: date
) -> Proposals:
    """What a document means for the releases of a dossier, whose decisions are those of a day."""
    applied: list[_Applied] = []
    refused: list[NotApplied] = []
    indexes = [ReleaseIndex(release) for release in releases]
    for statement in document.statements:
        reason = _unfit(statement)
        found = [] if reason else [one for index in indexes for one in _applied(statement, index)]
        applied += found
        if not found:
            refused.append(NotApplied(statement, reason or _nowhere(statement, indexes)))
    holding = [one for one in decisions if one.date <= as_of and not expired(one, as_of)]
    return _Settling(document, releases, holding, applied).settled(refused)


def _unfit(one: Statement) -> str:
    """Why a statement can propose nothing, wherever it applies."""
    if not one.vulnerability:
        return "it names no vulnerability"
    if one.status is TriageStatus.NOT_AFFECTED and one.justification is None:
        if one.stated:
            return f"it says '{one.stated}', which has no equal among the five justifications of VEX"
        return "it says not_affected without a justification"
    return ""


def _nowhere(one: Statement, indexes: Sequence[ReleaseIndex]) -> str:
    """Why a statement applies to no release."""
    meant = one.component or one.product
    found = [named for index in indexes for named in index.named(meant)]
    if one.status is TriageStatus.FIXED and found and not any(named.exact for named in found):
        return "it says fixed without saying in which version"
    if one.component is None and any(is_release(one.product, index.release) for index in indexes):
        return "it names the release as a whole; the dossier decides by component"
    if one.component is not None and found:
        return (
            f"it speaks of the component inside '{one.product.label}', which is not what the release uses, "
            "or not all that uses it"
        )
    return f"no component of the releases is '{meant.label}'"


def _applied(one: Statement, index: ReleaseIndex) -> Iterator[_Applied]:
    """The components of a release of which a statement speaks, each once."""
    found = index.named(one.component or one.product)
    doubt = release_doubt(one.product, index.release) if one.component is not None else ""
    if doubt is None:
        holders = [named for named in index.named(one.product) if not named.doubt]
        found = tuple(named for named in found if _is_only_in(named, index.users_of(named), holders))
    if one.status is TriageStatus.FIXED:
        found = tuple(named for named in found if named.exact or named.doubt)
    surest = sorted(found, key=lambda named: bool(named.doubt), reverse=True)
    for key, named in sorted({_name(named.component): named for named in surest}.items()):
        yield _Applied(index.release.id, key, named.how, one, named.doubt or doubt or "")


def _is_only_in(inner: Named, users: AbstractSet[str], holders: Iterable[Named]) -> bool:
    """Whether all that uses a component, as far as its SBOM says, is a product that was named."""
    allowed = {named.component.ref for named in holders if named.inventory is inner.inventory}
    return bool(users) and users <= allowed


def _name(component: Component) -> str:
    """How a dossier names a component."""
    if component.purl:
        return component.purl
    name = f"{component.group}/{component.name}" if component.group else component.name
    return f"{name}@{component.version}"


class _Settling:
    """What is said of each component and vulnerability, beside what the dossier has decided."""

    def __init__(
        self,
        document: Document,
        releases: Iterable[ReleaseParts],
        decisions: Iterable[Triage],
        applied: Iterable[_Applied],
    ) -> None:
        self._revises = document.format is Format.OPENVEX
        self._ids = _one_id(document)
        self._decided = _decided(releases, decisions, self._ids)
        self._groups: dict[_Subject, list[_Applied]] = defaultdict(list)
        for one in applied:
            vulnerability = self._ids.get(one.statement.vulnerability, one.statement.vulnerability)
            self._groups[one.release, one.component, vulnerability].append(one)
        self._agreed: list[Statement] = []
        self._conflicts: list[Conflict] = []
        self._proposals: list[Proposal] = []
        self._refused: list[NotApplied] = []

    def settled(self, refused: list[NotApplied]) -> Proposals:
        """Every group settled; statements that a later one replaces join the refused."""
        for subject, group in sorted(self._groups.items()):
            last = self._last(group)
            self._refuse([one for one in group if one not in last], REPLACED)
            sure = [one for one in last if not one.doubt]
            doubted = [one for one in last if one.doubt]
            if sure:
                self._refuse(doubted, SURER)
                self._settle(subject, sure)
            else:
                self._settle_doubted(subject, doubted)
        told = dict.fromkeys((*refused, *self._refused))
        agreed = dict.fromkeys(self._agreed)
        return Proposals(tuple(self._proposals), tuple(self._conflicts), tuple(agreed), tuple(told))

    def _refuse(self, applied: Iterable[_Applied], reason: str) -> None:
        self._refused += [NotApplied(one.statement, reason) for one in applied]

    def _last(self, group: list[_Applied]) -> list[_Applied]:
        """The latest statements of a group, in a format that revises by later statements."""
        times = [one.statement.time for one in group if one.statement.time is not None]
        if not self._revises or len(times) < len(group):
            return group
        return [one for one in group if one.statement.time == max(times)]

    def _settle(self, subject: _Subject, group: list[_Applied]) -> None:
        release, component, _ = subject
        first = group[0]
        statements = tuple(one.statement for one in group)
        decision = self._decided.get(subject)
        if len({(one.status, one.justification) for one in statements}) > 1:
            self._conflicts.append(Conflict(release, component, statements, decision))
        elif decision is None or decision.status is TriageStatus.UNDER_INVESTIGATION:
            self._propose(subject, first)
        elif (decision.status, decision.justification) == (first.statement.status, first.statement.justification):
            self._agreed += statements
        else:
            self._conflicts.append(Conflict(release, component, statements, decision))

    def _settle_doubted(self, subject: _Subject, group: list[_Applied]) -> None:
        """Statements of which none surely speaks of the component: at most an investigation comes of them."""
        decision = self._decided.get(subject)
        if decision is None:
            self._propose(subject, group[0])
            self._refuse(group[1:], SAME)
        elif decision.status is TriageStatus.UNDER_INVESTIGATION:
            self._agreed += [one.statement for one in group]
        else:
            for one in group:
                self._refuse([one], f"it possibly applies: {one.doubt}; {decision.id} of the dossier stands")

    def _propose(self, subject: _Subject, one: _Applied) -> None:
        release, component, vulnerability = subject
        status = TriageStatus.UNDER_INVESTIGATION if one.doubt else one.statement.status
        made = stable_id("proposal", release, component, vulnerability, status)
        name = f"VEX-{made.replace('-', '')[:12]}"
        self._proposals.append(Proposal(name, release, component, one.how, one.statement, one.doubt))


def _one_id(document: Document) -> dict[str, str]:
    """Every id of a vulnerability → the one that names it, by what the document says of aliases."""
    aliases = Aliases()
    for one in document.statements:
        aliases.link(one.vulnerability, one.aliases)
    return {each: group[0] for each, group in aliases.groups().items()}


def _decided(
    releases: Iterable[ReleaseParts], decisions: Iterable[Triage], ids: Mapping[str, str]
) -> dict[_Subject, Triage]:
    """The decision that holds for each component and vulnerability of each release."""
    found: dict[_Subject, Triage] = {}
    ordered = sorted(decisions, key=lambda one: (one.release is not None, one.date, one.id))
    for release in releases:
        index = ComponentIndex(
            NamedNode(("component", _name(one)), one.purl, one.group, one.name, one.version)
            for one in release.components
        )
        for decision in ordered:
            if decision.release in {None, release.id}:
                for _, component in index.find(decision.component):
                    vulnerability = ids.get(decision.vulnerability, decision.vulnerability)
                    found[release.id, component, vulnerability] = decision
    return found


def _plain(text: str) -> str:
    """Text of others as a dossier takes it: no control characters, of a bounded length."""
    kept = "".join(char if char.isprintable() or char in "\n\t" else " " for char in text)
    return kept.strip()[:MAX_WORDS]
