# SPDX-License-Identifier: Apache-2.0
"""Facts on known vulnerabilities: every component was asked about, every finding was decided on.

Without an advisory database nobody knows, so every fact here is unknown. Where no component has a finding, that is
good news only as far as the components could be asked about: with one that could not, it is unknown. So it is
where a source that was asked failed or is incomplete, and of known exploitation without CISA's catalogue.
"""

from collections.abc import Callable, Sequence

from medward.advisories.facts import finding_of
from medward.advisories.model import ComponentMatch, Status
from medward.advisories.parts import EPSS, KEV
from medward.compliance import phrases
from medward.compliance.context import Context
from medward.compliance.facts.fact import Fact
from medward.compliance.facts.quantified import Fault, every, gaps
from medward.compliance.model import Proof
from medward.compliance.model import Status as VerdictStatus
from medward.compliance.outcome import Outcome, met, unknown
from medward.trace.model import Node
from medward.triage.decisions import TRIAGED, Standing, decision, standing

NO_DATABASE = "no advisory database was given, so nobody knows which vulnerabilities the components have"
_SHOWN = 5
_WITHOUT_DECISION = {
    Standing.UNDECIDED: Fault(
        "has no triage decision", "Decide about the finding in triage", "triage.decides.finding"
    ),
    Standing.EXPIRED: Fault(
        "has a triage decision that has expired", "Decide about the finding again", "triage.expired"
    ),
    Standing.REOPENED: Fault(
        "has a triage decision whose facts have changed", "Decide about the finding again", "triage.reopened"
    ),
    Standing.UNDER_INVESTIGATION: Fault(
        "is still under investigation", "Bring the investigation of the finding to a decision", "triage.open"
    ),
    Standing.WITHOUT_REASON: Fault(
        "has a triage decision without a reason", "Give the reason of the triage decision", "triage.reason"
    ),
}


def database_present(context: Context) -> Outcome:
    """Whether there is a database to ask."""
    if context.database is None:
        return unknown(NO_DATABASE)
    lacking = [f"{one.title}, {one.doubt}" for one in context.database.sources if one.doubt and one.name != EPSS]
    if lacking:
        return unknown(f"the advisory database holds {'; '.join(lacking)}")
    dates = [source.newest for source in context.database.sources if source.newest is not None]
    newest = f"; its newest entry is of {max(dates)}" if dates else ""
    number = len(context.database.sources)
    said = f"the advisory database holds {number} {'source' if number == 1 else 'sources'}{newest}"
    return met(said, [Proof(f"advisory database {context.database.digest}")])


def every_component_covered(context: Context) -> Outcome:
    """Every component could be named to a source, and there is a source for it, but for those that none names.

    That no public source names a component counts only where somebody confirmed it in the dossier and the
    confirmation has not expired; the reason then names the component. At least one component must have been asked.
    """
    if (gap := gaps(context, "component", "finding")) is not None:
        return gap
    matches = _matches(context)
    if not matches:
        return unknown("no SBOM lists a component")
    unnamed = [one for one in matches if _is_unnamed(one)]
    asked = [one for one in matches if not _is_unnamed(one)]
    uncovered = [one for one in asked if one.status in {Status.UNIDENTIFIED, Status.NOT_COVERED}]
    if silent := uncovered or (matches if not asked else ()):
        said = f"{len(silent)} of {phrases.count(len(matches), 'component')} could not be asked about"
        return unknown(f"{said}: {_some(silent)}")
    if doubts := _doubts(context):
        return unknown(doubts)
    proof = Proof(f"{phrases.count(len(asked), 'component')} looked up")
    but = f" but {_some(unnamed)}, which somebody confirmed that no public source names" if unnamed else ""
    return met(f"an advisory source was asked about every component{but}", [proof])


def every_finding_triaged(context: Context) -> Outcome:
    """Every finding has a decision that has not expired."""
    return _of_findings(context, _findings(context), "no component has a finding", _untriaged, "is decided on")


def no_untriaged_known_exploited(context: Context) -> Outcome:
    """Every finding of CISA's catalogue of known exploited vulnerabilities has a decision that has not expired."""
    return _of_exploited(context, _untriaged, "that is known to be exploited is decided on")


def known_exploited_designed_out(context: Context) -> Outcome:
    """Every finding of CISA's catalogue is decided as not affected or as fixed."""
    return _of_exploited(context, _not_designed_out, "that is known to be exploited is designed out")


def no_uncontrolled_risk(context: Context) -> Outcome:
    """The residual risk of every finding is controlled; where nobody has said so, it is unknown."""
    found = _findings(context)
    uncontrolled = [node for node in found if _standing(node, context) is Standing.UNCONTROLLED]
    if uncontrolled:
        return _of_findings(context, uncontrolled, "", _uncontrolled, "")
    outcome = _of_findings(context, found, "no component has a finding", _risk_unknown, "has a controlled risk")
    return unknown(outcome.reason, outcome.broken) if outcome.broken else outcome


def _of_exploited(context: Context, fault: Callable[[Node, Context], Fault | None], good: str) -> Outcome:
    """A fact on the findings of CISA's catalogue; without all of it nobody knows that there are no others."""
    found = [node for node in _findings(context) if finding_of(node).known_exploited is not None]
    none = "no component has a finding that is known to be exploited"
    outcome = _of_findings(context, found, none, fault, good)
    doubt = _without_catalogue(context)
    return unknown(f"{outcome.reason}, but {doubt}") if doubt and outcome.status is VerdictStatus.MET else outcome


def _without_catalogue(context: Context) -> str:
    """Why the database does not show what is known to be exploited; empty where it does."""
    sources = [one for one in (context.database.sources if context.database else ()) if one.name == KEV]
    if not sources:
        return "the database does not hold CISA's catalogue of known exploited vulnerabilities"
    return next((f"it rests on {one.title}, {one.doubt}" for one in sources if one.doubt), "")


def _of_findings(
    context: Context, found: list[Node], none: str, fault: Callable[[Node, Context], Fault | None], good: str
) -> Outcome:
    """A fact on some findings; `none` says that there are none of them.

    A fault of a finding that is known is a no, whatever else is not known; without one, what is not known decides.
    """
    if (gap := gaps(context, "component", "finding")) is not None and not any(
        fault(one, context) for one in found
    ):
        return gap
    if found:
        outcome = every(context, "finding", found, lambda node: fault(node, context), good)
        doubts = _doubts(context)
        return (
            unknown(f"{outcome.reason}, but {doubts}")
            if doubts and outcome.status is VerdictStatus.MET
            else outcome
        )
    covered = every_component_covered(context)
    if covered.status is not VerdictStatus.MET:
        return unknown(f"{none}, but {covered.reason}")
    return met(f"{none}, and {covered.reason}", covered.proofs)


def _findings(context: Context) -> list[Node]:
    return list(context.trace.of_kind("finding"))


def _is_unnamed(match: ComponentMatch) -> bool:
    """Whether somebody confirmed that no public source names the component."""
    return match.status is Status.UNIDENTIFIED and match.identity == "none"


def _some(matches: Sequence[ComponentMatch]) -> str:
    """Components by name and version, the rest counted."""
    named = [f"{one.name} {one.version}".rstrip() for one in matches]
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return f"{', '.join(named[:_SHOWN])}{more}"


def _matches(context: Context) -> list[ComponentMatch]:
    return [one for sbom in context.sboms for one in sbom.matches]


def _doubts(context: Context) -> str:
    """The sources that were asked and failed or are incomplete, so that more may be known; empty for none."""
    doubts = sorted({one.doubt for one in _matches(context) if one.doubt})
    return f"the answers rest on {'; '.join(doubts)}" if doubts else ""


def _standing(node: Node, context: Context) -> Standing:
    known = context.standings.get(node.key)
    return known or standing(decision(node, context.trace, context.as_of), context.as_of)


def _untriaged(node: Node, context: Context) -> Fault | None:
    stands = _standing(node, context)
    return None if stands in TRIAGED else _WITHOUT_DECISION[stands]


def _not_designed_out(node: Node, context: Context) -> Fault | None:
    stands = _standing(node, context)
    if stands in {Standing.CLOSED, *_WITHOUT_DECISION}:
        return _WITHOUT_DECISION.get(stands)
    mend = "Remove or fix the component, so that the device is not affected"
    return Fault("is known to be exploited and affects the device", mend, "finding.designed_out")


def _uncontrolled(node: Node, context: Context) -> Fault | None:
    if _standing(node, context) is not Standing.UNCONTROLLED:
        return None
    mend = "Bring the risk of the finding under control, or fix it"
    return Fault("has an uncontrolled risk", mend, "triage.risk_state=controlled")


def _risk_unknown(node: Node, context: Context) -> Fault | None:
    stands = _standing(node, context)
    if stands is Standing.RISK_UNKNOWN:
        mend = "Say whether the residual risk of the finding is controlled"
        return Fault("is decided on without saying whether its risk is controlled", mend, "triage.risk_state")
    return _WITHOUT_DECISION.get(stands)


FACTS = (
    Fact("vulnerabilities.database_present", "There is an advisory database to ask.", database_present),
    Fact(
        "vulnerabilities.every_component_covered",
        "An advisory source could be asked about every component, but for those that no public source names, "
        "as somebody confirmed.",
        every_component_covered,
    ),
    Fact(
        "vulnerabilities.every_finding_triaged",
        "Every finding has a triage decision that has not expired.",
        every_finding_triaged,
    ),
    Fact(
        "vulnerabilities.no_untriaged_known_exploited",
        "Every finding that is known to be exploited has a triage decision that has not expired.",
        no_untriaged_known_exploited,
    ),
    Fact(
        "vulnerabilities.known_exploited_designed_out",
        "Every finding that is known to be exploited is decided as not affecting the device, or as fixed.",
        known_exploited_designed_out,
    ),
    Fact(
        "vulnerabilities.no_uncontrolled_risk",
        "The residual risk of every finding is said to be controlled.",
        no_uncontrolled_risk,
    ),
)
