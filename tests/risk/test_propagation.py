# SPDX-License-Identifier: Apache-2.0
"""The law of propagation on random dossiers: bad news makes no risk better, and reaches each that rests on it.

Drawn are risks on threats on components, with controls, requirements, tests, anomalies and decisions of every
state; then one failed test, one finding or one open anomaly is added.
"""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.dossiers import EVIDENCE, RELEASE, finding, part
from medward.advisories.model import Finding
from medward.dossier.model.keeping import RiskState
from medward.risk.model import NEEDS_NOBODY, Cause, RiskReport
from medward.risk.overall import ORDER
from risk.pumps import AFTER, C1, DECISION, LEVELS, SEVERITIES, T1, TE1, judged, report, risk

COMPONENTS = ("tls", "motor")
THREATS, CONTROLS, REQUIREMENTS, RISKS = (
    tuple(f"{prefix}-{number}" for number in (1, 2, 3)) for prefix in ("T", "C", "SR", "RK")
)
FDA = (RiskState.CONTROLLED, RiskState.UNKNOWN, RiskState.UNCONTROLLED)
"""From good to bad."""
ARCHITECTURE = {
    "zones": [{"id": "Z-1", "name": "pump", "trust": "trusted"}],
    "processes": [
        {"id": f"P-{one}", "name": one, "zone": "Z-1", "runs": [f"acme-{one}@1.0"]} for one in COMPONENTS
    ],
}
OF_MOTOR = part(DECISION, vulnerability="CVE-2026-8", component="acme-motor@1.0")
OTHER = {"id": "R-9", "version": "0.9", "status": "withdrawn"}


def some(names: tuple[str, ...], least: int = 0) -> st.SearchStrategy[list[str]]:
    """A few of several names."""
    return st.lists(st.sampled_from(names), min_size=least, unique=True)


def threats() -> st.SearchStrategy[dict[str, Any]]:
    """A threat on components, at processes, or on nothing that is named; accepted or put aside."""
    return st.builds(
        lambda components, processes, status: {
            "components": [f"acme-{one}@1.0" for one in components],
            "threatens": [f"P-{one}" for one in processes],
            "status": status,
            "reason": "as the workshop said",
        },
        some(COMPONENTS),
        some(COMPONENTS),
        st.sampled_from(["accepted", "mitigated", "proposed", "not_applicable"]),
    )


def tests() -> st.SearchStrategy[dict[str, Any]]:
    """A test of controls and requirements, of any result."""
    return st.fixed_dictionaries(
        {
            "verifies": some((*CONTROLS, *REQUIREMENTS)),
            "result": st.sampled_from(["passed", "failed", "not_run", "inconclusive"]),
            "release": st.sampled_from(["R-1", "R-9", None]),
            "date": st.sampled_from(["2026-05-01", "2026-06-02", None]),
            "evidence": st.sampled_from([["EV-1"], []]),
        }
    )


def anomalies() -> st.SearchStrategy[dict[str, Any]]:
    """An anomaly of any disposition, with or without risks."""
    return st.fixed_dictionaries(
        {
            "title": st.just("a parser stops"),
            "disposition": st.sampled_from(["open", "fixed", "accepted"]),
            "security_impact": st.sampled_from(["yes", "no", "unknown"]),
            "risks": some(RISKS),
        }
    )


def risks() -> st.SearchStrategy[dict[str, Any]]:
    """A risk on some threats and controls, judged in any way or not at all."""
    after = st.builds(
        lambda level, severity: part(AFTER, exploitability=level, severity=severity, severity_reason="bounded"),
        st.sampled_from(LEVELS[:3]),
        st.sampled_from(SEVERITIES),
    )
    return st.fixed_dictionaries(
        {
            "threats": some(THREATS, least=1),
            "controls": some(CONTROLS),
            "after": st.one_of(st.none(), after, after),
            "benefit_risk": st.sampled_from([None, "no other pump"]),
        }
    )


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Any]:
    """The keys of a dossier that hang together at random."""
    loci = st.sampled_from(["designed_in", "user_deployed", "transferred"])
    decided = st.sampled_from([{}, {"status": "under_investigation", "justification": None}])
    return {
        "architecture": ARCHITECTURE,
        "releases": [RELEASE, OTHER],
        "evidence": [EVIDENCE],
        "threats": [part(T1, id=name, **draw(threats())) for name in THREATS],
        "controls": [part(C1, id=name, reduces=[], locus=draw(loci)) for name in CONTROLS],
        "requirements": [{"id": name, "text": "t", "specifies": draw(some(CONTROLS))} for name in REQUIREMENTS],
        "tests": [part(TE1, id=f"TE-{number}", **draw(tests())) for number in range(draw(st.integers(0, 3)))],
        "anomalies": [{"id": f"AN-{number}", **draw(anomalies())} for number in range(draw(st.integers(0, 2)))],
        "risks": [risk(id=name, **draw(risks())) for name in RISKS],
        "triage": [part(OF_MOTOR, risks=draw(some(RISKS)), **draw(decided))] if draw(st.booleans()) else [],
        "overall_risk": draw(st.sampled_from([None, judged(*RISKS), judged(*RISKS, decision="outweighed")])),
    }


def never_better(before: RiskReport, after: RiskReport) -> None:
    """No risk, and not the whole of them, stands better than before."""
    was = {line.id: line for line in before.risks}
    for line in after.risks:
        assert ORDER.index(line.standing) >= ORDER.index(was[line.id].standing), line.id
        assert FDA.index(line.fda) >= FDA.index(was[line.id].fda), line.id
    assert ORDER.index(after.overall.standing) >= ORDER.index(before.overall.standing)
    assert after.needs_somebody >= before.needs_somebody


def opened(found: RiskReport, risk_id: str, cause: Cause, step: str) -> bool:
    """Whether a risk is open, and says for this cause that it begins or passes here."""
    (line,) = [line for line in found.risks if line.id == risk_id]
    chains = [chain for chain in line.chains if chain.cause is cause and step in chain.steps]
    return bool(chains) and line.standing not in NEEDS_NOBODY


@settings(max_examples=40)
@given(dossiers(), some((*CONTROLS, *REQUIREMENTS), least=1), st.lists(st.sampled_from(COMPONENTS), max_size=1))
def test_a_failed_test_opens_each_risk_that_rests_on_its_controls_and_makes_none_better(
    keys: dict[str, Any], verifies: list[str], open_on: list[str]
) -> None:
    findings = [finding(one, "CVE-2026-9") for one in open_on]
    failed = part(TE1, id="TE-NEW", verifies=verifies, result="failed")
    before, after = (report(*findings, **{**keys, "tests": [*keys["tests"], *more]}) for more in ((), (failed,)))
    never_better(before, after)
    specified = {one for spec in keys["requirements"] if spec["id"] in verifies for one in spec["specifies"]}
    for made in keys["risks"]:
        if {*verifies, *specified} & set(made["controls"]):
            assert opened(after, made["id"], Cause.TEST, "test:TE-NEW")


@settings(max_examples=40)
@given(dossiers(), st.sampled_from(COMPONENTS), st.booleans())
def test_a_finding_opens_each_risk_whose_threats_rest_on_its_component_and_makes_none_better(
    keys: dict[str, Any], component: str, another: bool
) -> None:
    there: list[Finding] = [finding("motor", "CVE-2026-8", purl="pkg:pypi/acme-motor@1.0")] if another else []
    new = finding(component, "CVE-2026-9", purl=f"pkg:pypi/acme-{component}@1.0")
    before, after = report(*there, **keys), report(*there, new, **keys)
    never_better(before, after)
    name = f"acme-{component}@1.0"
    touched = {
        one["id"]
        for one in keys["threats"]
        if one["status"] != "not_applicable"
        and (name in one["components"] or (not one["components"] and f"P-{component}" in one["threatens"]))
    }
    resting = {made["id"] for made in keys["risks"] if touched & set(made["threats"])}
    for made in resting:
        (line,) = [line for line in after.risks if line.id == made]
        assert any("CVE-2026-9" in chain.text for chain in line.chains)
        assert line.standing not in NEEDS_NOBODY
    assert resting or any("CVE-2026-9" in gap.text for gap in after.findings)


@settings(max_examples=40)
@given(dossiers(), some(RISKS))
def test_an_open_anomaly_opens_the_risks_that_it_names_and_makes_none_better(
    keys: dict[str, Any], names: list[str]
) -> None:
    tests_there = [one["id"] for one in keys["tests"]][:1]
    new = {
        "id": "AN-NEW",
        "title": "a parser stops",
        "disposition": "open",
        "security_impact": "unknown",
        "risks": names,
        "found_by": tests_there,
    }
    before, after = (report(**{**keys, "anomalies": [*keys["anomalies"], *more]}) for more in ((), (new,)))
    never_better(before, after)
    for name in names:
        assert opened(after, name, Cause.ANOMALY, "anomaly:AN-NEW")
