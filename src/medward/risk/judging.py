# SPDX-License-Identifier: Apache-2.0
"""Risks against the acceptance criteria: one assessment, and the residual risk.

Rules:

- What the criteria refuse is not acceptable, whatever else is known.
- Without a method, an assessment, a rationale, a threat or a linked harm it is unknown: a level that nobody
  explains, of a harm that nobody names, proves nothing.
- A severity that is milder than the worst harm to which the risk's hazardous situations lead has to be explained
  (`severity_reason`). Without that, an assessment that only the milder severity makes acceptable is unknown.
- A residual risk needs both assessments, and one that is lower with controls than without needs a control.
- A benefit that outweighs counts only above the criteria, and only where nothing is unknown (ISO 14971:2019, 7.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Assessment, Level, Risk, RiskMethod, Severity
from medward.risk.acceptance import SEVERITIES, accepts
from medward.risk.levels import LEVELS, ease
from medward.risk.model import Judged, State
from medward.trace.model import Node, Trace
from medward.triage import harm

_NO_METHOD = "the dossier has no risk method"


@dataclass(frozen=True, slots=True)
class About:
    """What a risk is judged by.

    Attributes:
        risk: the risk.
        method: the method; None where the dossier has none.
        linked: the worst harm to which its hazardous situations lead; None where none is linked.
    """

    risk: Risk
    method: RiskMethod | None
    linked: Severity | None


def about(node: Node, risk: Risk, trace: Trace) -> About:
    """What there is to judge a risk by."""
    method = trace.nodes.get(("risk_method", "risk_method"))
    found = method.data if method is not None and isinstance(method.data, RiskMethod) else None
    return About(risk, found, harm.of_harms(harm.harms(harm.situations(node, trace), trace)))


def before(on: About) -> Judged:
    """The risk without its controls; benefit is not weighed."""
    said = on.risk.before
    if said is None:
        return Judged(None, None, State.UNKNOWN, ("nobody has assessed it without its controls",))
    return _judged(said, on, tuple(_questions(said, on, "without")))


def residual(on: About) -> Judged:
    """The risk with its controls."""
    said = on.risk.after
    if said is None:
        return Judged(None, None, State.UNKNOWN, ("nobody has assessed it with its controls",))
    questions = (*_questions(said, on, "with"), *_unlowered(on, said))
    found = _judged(said, on, questions)
    if found.state is not State.NOT_ACCEPTABLE or questions or not filled(on.risk.benefit_risk):
        return found
    reason = f"its benefit outweighs it, by what somebody wrote: {on.risk.benefit_risk}"
    return Judged(found.level, found.severity, State.OUTWEIGHED, (*found.reasons, reason))


def _judged(said: Assessment, on: About, questions: tuple[str, ...]) -> Judged:
    """An assessment against the criteria, with the questions that it leaves open."""
    level, reasons = ease(said, on.method) if on.method is not None else (None, (_NO_METHOD,))
    state = accepts(on.method, said.severity, level) if level is not None else State.UNKNOWN
    cell = f"{_words(level)} × {said.severity}"
    if state is State.NOT_ACCEPTABLE:
        return Judged(
            level, said.severity, state, (f"{cell} is above the acceptance criteria", *reasons, *questions)
        )
    if level is not None and state is State.UNKNOWN:
        reasons = (*reasons, f"the method has no acceptance criterion for {said.severity} harm")
    if questions or state is State.UNKNOWN:
        return Judged(level, said.severity, State.UNKNOWN, (*reasons, *questions))
    return Judged(level, said.severity, state, (f"{cell} is within the acceptance criteria", *reasons))


def _questions(said: Assessment, on: About, when: str) -> Iterator[str]:
    """What an assessment leaves open."""
    if not filled(said.rationale):
        yield f"nobody has written why it is assessed so {when} its controls"
    if not on.risk.threats:
        yield "nobody has said from which threat it comes"
    if on.linked is None:
        yield "nobody has linked a harm in which it can end"
    elif _needs_reason(said, on.linked, on.method):
        yield (
            f"it is judged as {said.severity} harm {when} its controls, its hazardous situations can end in "
            f"{on.linked} harm, and nobody has written why it stays milder (severity_reason)"
        )


def _needs_reason(said: Assessment, linked: Severity, method: RiskMethod | None) -> bool:
    """Whether only a severity that is milder than the linked harm makes it acceptable, and nobody says why."""
    milder = SEVERITIES.index(said.severity) < SEVERITIES.index(linked)
    return milder and not filled(said.severity_reason) and not _accepted_as(linked, said, method)


def _accepted_as(severity: Severity, said: Assessment, method: RiskMethod | None) -> bool:
    """Whether it would be acceptable at another severity as well."""
    level = ease(said, method).level if method is not None else None
    return level is not None and accepts(method, severity, level) is State.ACCEPTABLE


def _unlowered(on: About, after: Assessment) -> Iterator[str]:
    """What is missing between the two assessments."""
    said = on.risk.before
    if said is None:
        yield "nobody has assessed it without its controls, so nothing shows what they do"
    elif not on.risk.controls and _lower(after, said):
        yield "it is lower with its controls than without, and names no control"


def _lower(after: Assessment, said: Assessment) -> bool:
    harder = LEVELS.index(after.exploitability) < LEVELS.index(said.exploitability)
    return harder or SEVERITIES.index(after.severity) < SEVERITIES.index(said.severity)


def _words(level: Level | None) -> str:
    return level.replace("_", " ") if level is not None else "unknown"
