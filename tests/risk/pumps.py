# SPDX-License-Identifier: Apache-2.0
"""A pump with one security risk in order, from its component to its proof; a test changes what its rule is about.

component tls ◀─ T-1 ─▶ HS-1 ─▶ H-1 (critical)
                  ╰── RK-1: high × critical, with C-1 low × critical; C-1 ◀─ TE-1 ◀─ EV-1
"""

from collections.abc import Mapping, Sequence
from typing import Any

from compliance.dossiers import (
    AS_OF,
    CONTROL,
    EVIDENCE,
    RELEASE,
    TEST,
    THREAT,
    component,
    context,
    database,
    dossier,
    inventory,
    matched,
    part,
    read,
)
from medward.advisories.model import Finding
from medward.dossier.model import Dossier
from medward.risk.evaluating import evaluate
from medward.risk.model import RiskLine, RiskReport
from medward.risk.reopening import Looked
from medward.trace.model import Trace
from medward.triage.ordering import ordered

LEVELS = ("very_low", "low", "medium", "high", "very_high")
SEVERITIES = ("negligible", "minor", "serious", "critical", "catastrophic")
LIMITS = ("very_high", "medium", "low", "low", "very_low")

METHOD: Mapping[str, Any] = {
    "description": "exploitability × severity",
    "exploitability": {level: f"what {level} means" for level in LEVELS},
    "acceptance": [
        {"severity": severity, "acceptable_up_to": limit}
        for severity, limit in zip(SEVERITIES, LIMITS, strict=True)
    ],
    "approved": "2026-01-01",
}
HARM: Mapping[str, Any] = {"id": "H-1", "name": "overdose", "severity": "critical"}
SITUATION: Mapping[str, Any] = {"id": "HS-1", "name": "too fast", "harms": ["H-1"]}
T1 = part(THREAT, id="T-1", components=["acme-tls@1.0"], leads_to=["HS-1"])
C1 = part(CONTROL, id="C-1", reduces=["T-1"])
TE1 = part(TEST, id="TE-1", verifies=["C-1"], release="R-1", date="2026-05-01", evidence=["EV-1"])
BEFORE: Mapping[str, Any] = {"exploitability": "high", "severity": "critical", "rationale": "open to the ward"}
AFTER: Mapping[str, Any] = {"exploitability": "low", "severity": "critical", "rationale": "needs a key"}
RISK: Mapping[str, Any] = {
    "id": "RK-1",
    "title": "rogue library",
    "threats": ["T-1"],
    "hazardous_situations": ["HS-1"],
    "before": BEFORE,
    "controls": ["C-1"],
    "after": AFTER,
    "new_risks": "a lost key keeps the old library",
    "transfer": {"safety_id": "RM-1", "date": "2026-04-01", "outcome": "accepted"},
}
OVERALL: Mapping[str, Any] = {
    "decision": "acceptable",
    "reason": "one risk, within the criteria for the whole",
    "risks": ["RK-1"],
    "author": "Risk board",
    "date": "2026-05-15",
}
KEYS: Mapping[str, Any] = {
    "releases": [RELEASE],
    "risk_method": METHOD,
    "harms": [HARM],
    "hazardous_situations": [SITUATION],
    "threats": [T1],
    "controls": [C1],
    "tests": [TE1],
    "evidence": [EVIDENCE],
    "risks": [RISK],
    "overall_risk": OVERALL,
}
DECISION: Mapping[str, Any] = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": "acme-tls@1.0",
    "release": "R-1",
    "status": "not_affected",
    "justification": "vulnerable_code_not_in_execute_path",
    "reason": "the pump never opens archives",
    "author": "Product security",
    "date": "2026-05-10",
}


def risk(**changed: object) -> dict[str, Any]:
    """The risk with some of its keys changed."""
    return part(RISK, **changed)


def method(**changed: object) -> dict[str, Any]:
    """The method with some of its keys changed."""
    return part(METHOD, **changed)


def judged(*risks: str, **changed: object) -> dict[str, Any]:
    """The decision on the whole, on these risks and with some of its keys changed."""
    return part(OVERALL, risks=list(risks), **changed)


def built(*findings: Finding, looked: bool = True, **keys: object) -> tuple[Dossier, Trace, Looked]:
    """The pump with these keys in place of its own, and these findings; a key that is None is left out."""
    given = dossier(**_fitting(part(KEYS, **keys)))
    found = inventory(component("tls"), component("motor"))
    report = matched(found, *findings) if looked else None
    at = context(given, read(given, found, report), database=database() if looked else None)
    known = Looked(ordered(at.trace, AS_OF), ("R-1",), "") if looked else Looked(releases=("R-1",))
    return given, at.trace, known


def _fitting(keys: dict[str, Any]) -> dict[str, Any]:
    """The keys, with the usual decision on the whole speaking of every risk that is there."""
    if keys.get("overall_risk") is OVERALL:
        keys["overall_risk"] = judged(*(one["id"] for one in keys.get("risks", ())))
    return keys


def report(*findings: Finding, looked: bool = True, **keys: object) -> RiskReport:
    """The risks of the pump."""
    given, trace, known = built(*findings, looked=looked, **keys)
    return evaluate(given, trace, AS_OF, known)


def only(*findings: Finding, looked: bool = True, **keys: object) -> RiskLine:
    """The one risk of the pump."""
    (line,) = report(*findings, looked=looked, **keys).risks
    return line


def texts(found: Sequence[Any]) -> list[str]:
    """What chains or gaps say."""
    return [one.text for one in found]
