# SPDX-License-Identifier: Apache-2.0
"""Every risk of a dossier on a day: judged by the method, held against what has happened since, put in order.

Rules:

- A risk is acceptable, or outweighed by benefit, only where its assessment says so, nothing opens it again
  (`medward.risk.reopening`) and somebody looked for findings. What is above the criteria stays not acceptable,
  whatever else opens it.
- FDA's words (postmarket guidance, 28 December 2016, section VII): controlled is an acceptable residual risk,
  uncontrolled one that is not, or one to which a finding adds that is uncontrolled. Whether a risk that is only
  outweighed by benefit counts as controlled is for people to say, so it is unknown here.
- Order: where it stands, the worst first; severity; exploitability; id.
"""

from datetime import date

from medward.dossier.model import Dossier
from medward.dossier.model.keeping import RiskState
from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Risk
from medward.risk import gaps, transfer
from medward.risk.acceptance import SEVERITIES, cells
from medward.risk.judging import about, before, residual
from medward.risk.levels import LEVELS
from medward.risk.model import Chain, Judged, RiskLine, RiskReport, Standing, State
from medward.risk.overall import ORDER, overall
from medward.risk.reopening import Looked, Reopening
from medward.trace.model import Node, Trace
from medward.triage import harm

_STANDING = {
    State.ACCEPTABLE: Standing.ACCEPTABLE,
    State.OUTWEIGHED: Standing.OUTWEIGHED,
    State.UNKNOWN: Standing.UNKNOWN,
    State.NOT_ACCEPTABLE: Standing.NOT_ACCEPTABLE,
}


def evaluate(dossier: Dossier, trace: Trace, as_of: date, looked: Looked | None = None) -> RiskReport:
    """The risks of a dossier; `trace` is its graph, `looked` what triage says of findings."""
    known = looked or Looked()
    reopening = Reopening(trace, as_of, known)
    lines = tuple(
        sorted(
            (
                _line(node, node.data, trace, as_of, reopening, known.gap)
                for node in trace.of_kind("risk")
                if isinstance(node.data, Risk)
            ),
            key=_place,
        )
    )
    unassessed, touchless = tuple(gaps.threats(trace)), tuple(gaps.findings(reopening.touchless()))
    return RiskReport(
        as_of=as_of,
        risks=lines,
        cells=cells(dossier.risk_method, lines),
        overall=overall(lines, (*unassessed, *touchless), dossier, trace, as_of),
        new_risks=tuple(gaps.new_risks(lines, trace)),
        anomalies=tuple(gaps.anomalies(trace)),
        situations=tuple(transfer.untold(trace, as_of)),
        threats=unassessed,
        findings=touchless,
        gap=known.gap,
    )


def _line(node: Node, risk: Risk, trace: Trace, as_of: date, reopening: Reopening, gap: str) -> RiskLine:
    on = about(node, risk, trace)
    after, chains = residual(on), reopening.chains(node)
    standing = _standing(after, chains, gap)
    return RiskLine(
        id=risk.id,
        title=risk.title,
        threats=risk.threats,
        harms=tuple(sorted(one.id for one in harm.harms(harm.situations(node, trace), trace))),
        controls=risk.controls,
        before=before(on),
        after=after,
        standing=standing,
        reasons=(*after.reasons, *((gap,) if gap else ())),
        chains=chains,
        unreviewed=gaps.unreviewed(node, risk, trace),
        benefit_risk=risk.benefit_risk if risk.benefit_risk is not None and filled(risk.benefit_risk) else "",
        lacks_benefit_risk=after.state is State.NOT_ACCEPTABLE and not filled(risk.benefit_risk),
        fda=_fda(standing, uncontrolled=reopening.uncontrolled(node)),
        transfer=transfer.line(node, risk, trace, as_of),
    )


def _standing(after: Judged, chains: tuple[Chain, ...], gap: str) -> Standing:
    """The worst of what the criteria, the causes and the gap say."""
    found = [_STANDING[after.state]]
    found += [Standing.REOPENED] if chains else []
    found += [Standing.UNKNOWN] if gap else []
    return max(found, key=ORDER.index)


def _fda(standing: Standing, *, uncontrolled: bool) -> RiskState:
    if uncontrolled or standing is Standing.NOT_ACCEPTABLE:
        return RiskState.UNCONTROLLED
    return RiskState.CONTROLLED if standing is Standing.ACCEPTABLE else RiskState.UNKNOWN


def _place(line: RiskLine) -> tuple[int, int, int, str]:
    """The order; what nobody knows stands with the worst."""
    severity, level = line.after.severity, line.after.level
    return (
        -ORDER.index(line.standing),
        -(SEVERITIES.index(severity) if severity is not None else len(SEVERITIES)),
        -(LEVELS.index(level) if level is not None else len(LEVELS)),
        line.id,
    )
