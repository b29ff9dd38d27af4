# SPDX-License-Identifier: Apache-2.0
"""The sentence on a finding: why it stands where it stands, and what to do. It decides nothing."""

from collections.abc import Sequence

from medward.advisories.epss import Epss
from medward.advisories.model import Finding
from medward.dossier.model.keeping import RiskState, Triage
from medward.triage.decisions import Standing
from medward.triage.environment import Adjusted
from medward.triage.exploitability import Exploitability
from medward.triage.fda import FdaRisk
from medward.triage.reach import Reach
from medward.triage.ssvc import in_words
from medward.triage.tables import Outcome

_STANDS = {
    Standing.UNDECIDED: "nobody has decided about it",
    Standing.EXPIRED: "the decision about it has expired",
    Standing.REOPENED: "the decision about it no longer holds",
    Standing.UNDER_INVESTIGATION: "it is still under investigation",
    Standing.WITHOUT_REASON: "the decision about it has no reason",
    Standing.CLOSED: "it is decided not to affect the device, or fixed",
    Standing.CONTROLLED: "its risk is controlled",
    Standing.UNCONTROLLED: "its risk is not controlled",
    Standing.RISK_UNKNOWN: "nobody has said whether its risk is controlled",
}
_ACTIONS = {
    Standing.UNDECIDED: "Decide about it",
    Standing.EXPIRED: "Decide about it again",
    Standing.REOPENED: "Decide about it again",
    Standing.UNDER_INVESTIGATION: "Bring the investigation to a decision",
    Standing.WITHOUT_REASON: "Write down the reason of the decision",
    Standing.CLOSED: "Nothing to do",
    Standing.CONTROLLED: "Fix it with a routine update",
    Standing.UNCONTROLLED: "Tell customers, put interim controls in place and fix it",
    Standing.RISK_UNKNOWN: "Say whether its risk is controlled",
}


def why(
    finding: Finding,
    stands: tuple[Standing, Sequence[str]],
    reach: Reach,
    easy: Exploitability,
    risk: FdaRisk,
    numbers: tuple[Outcome, Epss | None, Adjusted | None],
) -> str:
    """Why a finding stands where it stands, what counts most first.

    `stands` is its standing, and what re-opened its decision; `numbers` are SSVC, EPSS and the score.
    """
    standing, reopened = stands
    priority, epss, adjusted = numbers
    entry = finding.known_exploited
    said = [f"known to be exploited since {entry.added} (CISA KEV)"] if entry is not None else []
    said.append(_because(_STANDS[standing], reopened if standing is Standing.REOPENED else ()))
    if risk.state is RiskState.UNCONTROLLED and standing is not Standing.UNCONTROLLED:
        said.append(f"its risk counts as uncontrolled, because {risk.reasons[0]}")
    said += [_easy(easy), _reached(reach), in_words(priority)]
    said.append(str(epss) if epss is not None else "no EPSS score is known")
    said.append(_score(adjusted))
    return "; ".join(said)


def action(standing: Standing, risk: FdaRisk, fixed_in: Sequence[str], made: Triage | None) -> str:
    """What to do."""
    if standing is Standing.CONTROLLED and made is not None and made.action:
        return made.action
    said = _ACTIONS[standing]
    if risk.state is RiskState.UNCONTROLLED and standing is not Standing.UNCONTROLLED:
        said = f"{said}; until then treat it as uncontrolled"
    if standing in {Standing.CLOSED, Standing.CONTROLLED}:
        return said
    fix = f"fixed in {', '.join(fixed_in)}" if fixed_in else "no fixed version is known"
    return f"{said} ({fix})"


def _because(said: str, reasons: Sequence[str]) -> str:
    return f"{said}, because {', and '.join(reasons)}" if reasons else said


def _easy(easy: Exploitability) -> str:
    if easy.level is None:
        return f"exploitability unknown: {easy.reason}"
    return f"exploitability {easy.level.replace('_', ' ')}"


def _reached(reach: Reach) -> str:
    if not reach.processes and not reach.threats and not reach.harms:
        return "no process is said to run the component"
    through = f" through {', '.join(reach.processes)}" if reach.processes else ""
    if reach.worst_severity is None:
        return f"no harm is linked to what it reaches{through}"
    return f"can reach a harm that is {reach.worst_severity}{through}"


def _score(adjusted: Adjusted | None) -> str:
    if adjusted is None or adjusted.scores.overall is None:
        return "no CVSS score is published, which is not a low one"
    return f"CVSS {adjusted.scores.overall:.1f} in this device, {adjusted.published.base:.1f} as published"
