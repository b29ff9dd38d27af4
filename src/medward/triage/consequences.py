# SPDX-License-Identifier: Apache-2.0
"""The CVSS metrics that speak of people who are hurt, from the worst harm that the trace links to a finding.

| worst harm | CVSS 2.0, collateral damage (CDP, 2.3.1) | CVSS 4.0, safety (MSI:S, MSA:S, 4.2) |
|---|---|---|
| negligible, minor | L | stays |
| serious | LM | safety |
| critical | MH | safety |
| catastrophic | H | safety |
| nobody has linked one | as serious | as serious |

Rules:

- Safety in 4.0 goes with an impact: MSI:S where integrity is lost (VI or SI), MSA:S where availability is (VA or
  SA). 4.0 asks for an injury that IEC 61508 calls marginal or worse; serious is the least of ours that is that.
- Target distribution of 2.0 (TD, 2.3.2) is high: every unit of the release has the component.
- CVSS 3.x has no metric for people; there the harm stands beside the score and never in it.
- A harm that nobody has linked counts as serious, as it does in the order of findings, and that is told.
"""

from dataclasses import dataclass

from medward.dossier.model.risk import Severity
from medward.triage import cvss

_UNLINKED = "nobody has linked a harm to it, so a serious one counts"
_DAMAGE = {
    Severity.NEGLIGIBLE: "L",
    Severity.MINOR: "L",
    Severity.SERIOUS: "LM",
    Severity.CRITICAL: "MH",
    Severity.CATASTROPHIC: "H",
}
_INJURES = (Severity.SERIOUS, Severity.CRITICAL, Severity.CATASTROPHIC)


@dataclass(frozen=True, slots=True)
class Consequence:
    """One metric that follows from the worst harm.

    Attributes:
        metric: `CDP`, `TD`, `MSI` or `MSA`.
        value: its value.
        text: why, in words, without a full stop.
        source: where FIRST defines it.
    """

    metric: str
    value: str
    text: str
    source: str


def consequences(vector: str, severity: Severity | None) -> tuple[Consequence, ...]:
    """The metrics of a vector that follow from the worst harm; None where nobody has linked one."""
    worst = severity or Severity.SERIOUS
    said = f"the worst harm that it can reach is {worst}" if severity is not None else _UNLINKED
    family = cvss.family_of(vector)
    if family == "2.0":
        return (
            Consequence("CDP", _DAMAGE[worst], said, "CVSS 2.0, 2.3.1"),
            Consequence("TD", "H", "every unit of the release has the component", "CVSS 2.0, 2.3.2"),
        )
    if family == "4.0" and worst in _INJURES:
        return tuple(
            Consequence(f"MS{letter}", "S", f"{said}, which can injure people", "CVSS 4.0, 4.2")
            for letter in "IA"
            if _lost(vector, letter)
        )
    return ()


def unknown(found: tuple[Consequence, ...], severity: Severity | None) -> str:
    """What nobody knows and was taken for the worse; empty where nothing was."""
    counted = any(one.metric != "TD" for one in found)
    return _UNLINKED if severity is None and counted else ""


def _lost(vector: str, letter: str) -> bool:
    given = cvss.metrics(vector)
    return given[f"V{letter}"] != "N" or given[f"S{letter}"] != "N"
