# SPDX-License-Identifier: Apache-2.0
"""The residual risk of the device as a whole.

Rules:

- It never stands better than its worst risk. Without risks, with a threat that no risk assesses, with an open
  finding that touches no risk, or with a method that is not approved by the day, it is unknown at best.
- That each risk is acceptable does not say that all of them are: ISO 14971:2019, clause 8, asks people to judge.
  Medward adds nothing up. It names the risks that can end in one harm, and holds the decision of people
  (`overall_risk`) against the day. Without one, or where it does not speak of every risk, the whole is unknown.
  What people decided can make it worse than its risks, and never better.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from medward.dossier.model import Dossier
from medward.dossier.model.parts import filled
from medward.dossier.model.risk import Harm, OverallDecision, OverallRisk, RiskMethod
from medward.risk.acceptance import SEVERITIES
from medward.risk.model import Gap, Overall, RiskLine, Standing, Together
from medward.trace.model import Trace

ORDER = tuple(Standing)

_DECIDED = {
    OverallDecision.ACCEPTABLE: Standing.ACCEPTABLE,
    OverallDecision.OUTWEIGHED: Standing.OUTWEIGHED,
    OverallDecision.NOT_ACCEPTABLE: Standing.NOT_ACCEPTABLE,
}


def overall(
    lines: tuple[RiskLine, ...], untaken: tuple[Gap, ...], dossier: Dossier, trace: Trace, as_of: date
) -> Overall:
    """The statement on all risks; `lines` with the worst first, `untaken` what no risk takes up."""
    made = _made(dossier.overall_risk, as_of)
    open_ = (*_open(lines, untaken, dossier.risk_method, as_of), *_undecided(lines, made))
    least = max(
        Standing.UNKNOWN if open_ else Standing.ACCEPTABLE,
        _DECIDED[made.decision] if made is not None else Standing.ACCEPTABLE,
        key=ORDER.index,
    )
    counts = Counter(line.standing for line in lines)
    return Overall(
        standing=max((least, *counts), key=ORDER.index),
        counts={standing.value: counts[standing] for standing in reversed(ORDER)},
        worst=lines[0].id if lines else "",
        together=tuple(together(lines, trace)),
        reasons=(*open_, *_said(made)),
    )


def together(lines: Iterable[RiskLine], trace: Trace) -> Iterator[Together]:
    """Harms in which several risks can end, the worst first."""
    ends: dict[str, list[str]] = {}
    for line in lines:
        for harm in line.harms:
            ends.setdefault(harm, []).append(line.id)
    found = [
        Together(harm, data.name, data.severity, tuple(sorted(risks)))
        for harm, risks in ends.items()
        if len(risks) > 1 and isinstance(data := trace.nodes["harm", harm].data, Harm)
    ]
    yield from sorted(found, key=lambda one: (-SEVERITIES.index(one.severity), one.harm))


def _made(written: OverallRisk | None, as_of: date) -> OverallRisk | None:
    """The decision of people, where one was made by the day and says why."""
    return written if written is not None and written.date <= as_of and filled(written.reason) else None


def _undecided(lines: Iterable[RiskLine], made: OverallRisk | None) -> Iterator[str]:
    """Why the decision of people does not settle the whole."""
    if made is None:
        yield "nobody has judged all residual risks together (overall_risk)"
        return
    if left := sorted(line.id for line in lines if line.id not in made.risks):
        yield f"the decision on all of them, of {made.date}, does not speak of {', '.join(left)}"


def _said(made: OverallRisk | None) -> Iterator[str]:
    """What people decided, where it is more than that the whole is acceptable."""
    if made is not None and made.decision is not OverallDecision.ACCEPTABLE:
        what = "outweighed by benefit" if made.decision is OverallDecision.OUTWEIGHED else "not acceptable"
        yield f"on {made.date} all of them together were judged to be {what}: {made.reason}"


def _open(
    lines: tuple[RiskLine, ...], untaken: tuple[Gap, ...], method: RiskMethod | None, as_of: date
) -> Iterator[str]:
    if not lines:
        yield "there is no risk, and an empty list proves nothing"
    if untaken:
        more = f", and {len(untaken) - 1} more like it" if len(untaken) > 1 else ""
        yield f"{untaken[0].text}{more}"
    if method is None:
        yield "the dossier has no risk method"
    elif method.approved is None or method.approved > as_of:
        yield "the risk method is not approved"
