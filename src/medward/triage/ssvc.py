# SPDX-License-Identifier: Apache-2.0
"""SSVC for a device: what is known of CERT/CC's decision points, and the priority that follows.

| decision point | from |
|---|---|
| exploitation | CISA's catalogue (KEV): active. Else the SSVC container of the CVE record, as of its day |
| automatable, technical impact | the SSVC container of the CVE record |
| system exposure | the ways in: local or physical is small, adjacent controlled, network controlled or open |
| safety impact | the worst harm that the trace links to the finding |
| mission impact, value density | whoever decides; unknown until then |

Rules:

- No report of exploitation is not "none": without a source that says none, exploitation is unknown.
- EPSS decides nothing here: it is a forecast, and SSVC asks what was seen. It stands beside the priority.
- The four severities of SSVC are those of IEC 61508; ours are matched so that none becomes milder. A harm that
  nobody has linked is unknown, and then every severity is possible.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from medward.advisories.claims import Assessment
from medward.dossier.model.risk import Severity
from medward.triage.tables import Known, Outcome, Tables, evaluate
from medward.triage.ways import Nearness

DEPLOYER: Final = "deployer"
SUPPLIER: Final = "supplier"

_EXPLOITATION = {"none": "none", "poc": "public_poc", "active": "active"}
_YES_NO = {"yes": "yes", "no": "no"}
_TECHNICAL = {"partial": "partial", "total": "total"}
_EXPOSURE = {
    Nearness.PHYSICAL: ("small",),
    Nearness.LOCAL: ("small",),
    Nearness.ADJACENT: ("controlled",),
    Nearness.NETWORK: ("controlled", "open"),
}
_SAFETY = {
    Severity.NEGLIGIBLE: ("negligible",),
    Severity.MINOR: ("negligible",),
    Severity.SERIOUS: ("marginal",),
    Severity.CRITICAL: ("critical",),
    Severity.CATASTROPHIC: ("critical", "catastrophic"),
}


@dataclass(frozen=True, slots=True)
class Published:
    """What the SSVC container of a CVE record says; None where it does not say.

    Attributes:
        exploitation: `none`, `public_poc` or `active`.
        automatable: `yes` or `no`.
        technical_impact: `partial` or `total`.
        day: the day of the container; None where it has none.
    """

    exploitation: str | None = None
    automatable: str | None = None
    technical_impact: str | None = None
    day: date | None = None


def assessed(points: Assessment) -> Published:
    """What CISA's assessment in an advisory database says, in the words of the decision tables."""
    return Published(
        exploitation=_EXPLOITATION.get(points.exploitation),
        automatable=_YES_NO.get(points.automatable),
        technical_impact=_TECHNICAL.get(points.technical_impact),
        day=points.decided,
    )


def known(
    *,
    exploited: bool,
    told: Published | None,
    nearest: Nearness | None,
    severity: Severity | None,
    decided: Known | None = None,
) -> dict[str, tuple[str, ...]]:
    """The decision points of which something is known.

    Args:
        exploited: whether CISA's catalogue lists the vulnerability.
        told: the SSVC container of the CVE record, where there is one.
        nearest: the worst way in; None where nobody knows.
        severity: the worst linked harm; None where none is linked.
        decided: what somebody decided, such as mission impact; it goes before everything else but the catalogue.
    """
    told = told or Published()
    found = {
        "exploitation": (told.exploitation,),
        "automatable": (told.automatable,),
        "technical_impact": (told.technical_impact,),
        "system_exposure": _EXPOSURE[nearest] if nearest is not None else (),
        "safety_impact": _SAFETY[severity] if severity is not None else (),
    }
    values = {point: tuple(one for one in given if one is not None) for point, given in found.items()}
    values |= {point: tuple(given) for point, given in (decided or {}).items()}
    if exploited:
        values["exploitation"] = ("active",)
    return {point: given for point, given in values.items() if given}


def priority(tables: Tables, role: str, given: Known) -> Outcome:
    """What SSVC says to a `deployer` or a `supplier`."""
    return evaluate(tables, role, given)


def in_words(outcome: Outcome) -> str:
    """A priority and how sure it is: `SSVC supplier: immediate (out of cycle or immediate; unknown: …)`."""
    said = f"SSVC {outcome.table}: {_word(outcome.worst)}"
    if len(outcome.possible) == 1:
        return said
    possible = " or ".join(map(_word, outcome.possible))
    return f"{said} ({possible}; unknown: {', '.join(map(_word, outcome.unknown))})"


def _word(value: str) -> str:
    return value.replace("_", " ")
