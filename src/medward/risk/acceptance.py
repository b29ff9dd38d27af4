# SPDX-License-Identifier: Apache-2.0
"""The acceptance matrix of a method: severity × exploitability → acceptable, not acceptable or unknown.

For each severity the method states the highest level that is acceptable. That says every matrix that makes sense,
because what is accepted must stay accepted where it is harder to exploit. The loader refuses a method in which a
worse harm is accepted where a milder one is not (`dossier.not-monotone`). So a worse cell is never accepted where
a milder one is refused.

A severity without a criterion is unknown, except where a milder harm is refused at this level already: then it is
refused too. ISO 14971:2019, 4.4 c; AAMI SW96:2023; FDA, premarket guidance, V.A.2.
"""

from medward.dossier.model.risk import Level, RiskMethod, Severity
from medward.risk.levels import LEVELS
from medward.risk.model import Cell, RiskLine, State

SEVERITIES = tuple(Severity)


def accepts(method: RiskMethod | None, severity: Severity, level: Level) -> State:
    """What a method says of one cell."""
    criteria = {one.severity: one.acceptable_up_to for one in method.acceptance} if method is not None else {}
    milder = SEVERITIES[: SEVERITIES.index(severity) + 1]
    if any(_refuses(criteria[one], level) for one in milder if one in criteria):
        return State.NOT_ACCEPTABLE
    return State.ACCEPTABLE if severity in criteria else State.UNKNOWN


def cells(method: RiskMethod | None, risks: tuple[RiskLine, ...]) -> tuple[Cell, ...]:
    """The matrix with the risks in it; a risk whose level or severity nobody knows is in no cell."""
    return tuple(
        Cell(
            severity,
            level,
            accepts(method, severity, level),
            tuple(sorted(one.id for one in risks if (one.before.severity, one.before.level) == (severity, level))),
            tuple(sorted(one.id for one in risks if (one.after.severity, one.after.level) == (severity, level))),
        )
        for severity in reversed(SEVERITIES)
        for level in LEVELS
    )


def _refuses(limit: Level | None, level: Level) -> bool:
    return limit is None or LEVELS.index(level) > LEVELS.index(limit)
