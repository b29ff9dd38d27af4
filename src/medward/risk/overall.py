# SPDX-License-Identifier: Apache-2.0
"""The residual risk of the device as a whole, as far as single risks tell it.

Rules:

- It stands where its worst risk stands. Without risks, with a threat that no risk assesses, or with a method that
  is not approved by the day, it is unknown at best.
- Several risks that can end in one harm are named together: that each is acceptable does not say that all of them
  are. ISO 14971:2019, clause 8, asks people to judge that; Medward adds nothing up.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from medward.dossier.model.risk import Harm, RiskMethod
from medward.risk.acceptance import SEVERITIES
from medward.risk.model import Gap, Overall, RiskLine, Standing, Together
from medward.trace.model import Trace

ORDER = tuple(Standing)


def overall(
    lines: tuple[RiskLine, ...], unassessed: tuple[Gap, ...], method: RiskMethod | None, trace: Trace, as_of: date
) -> Overall:
    """The statement on all risks; `lines` with the worst first."""
    open_ = tuple(_open(lines, unassessed, method, as_of))
    least = Standing.UNKNOWN if open_ else Standing.ACCEPTABLE
    counts = Counter(line.standing for line in lines)
    return Overall(
        standing=max((least, *counts), key=ORDER.index),
        counts={standing.value: counts[standing] for standing in reversed(ORDER)},
        worst=lines[0].id if lines else "",
        together=tuple(together(lines, trace)),
        reasons=open_,
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


def _open(
    lines: tuple[RiskLine, ...], unassessed: tuple[Gap, ...], method: RiskMethod | None, as_of: date
) -> Iterator[str]:
    if not lines:
        yield "there is no risk, and an empty list proves nothing"
    if unassessed:
        more = f" and {len(unassessed) - 1} more" if len(unassessed) > 1 else ""
        yield f"no risk assesses {unassessed[0].node.replace(':', ' ')}{more}"
    if method is None:
        yield "the dossier has no risk method"
    elif method.approved is None or method.approved > as_of:
        yield "the risk method is not approved"
