# SPDX-License-Identifier: Apache-2.0
"""A risk against the criteria: acceptable only where nothing is missing, and never by leaving something out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import part
from medward.risk.model import State
from risk.pumps import AFTER, BEFORE, HARM, LEVELS, METHOD, SEVERITIES, SITUATION, method, only, report, risk


def after(**changed: object) -> dict[str, Any]:
    return risk(after=part(AFTER, **changed))


def test_a_risk_within_the_criteria_is_acceptable() -> None:
    line = only()
    assert (line.before.state, line.after.state) == (State.NOT_ACCEPTABLE, State.ACCEPTABLE)
    assert line.after.reasons == ("low × critical is within the acceptance criteria",)


def test_a_risk_above_the_criteria_is_not_acceptable_and_needs_a_word_on_benefit() -> None:
    line = only(risks=[after(exploitability="medium")])
    assert line.after.state is State.NOT_ACCEPTABLE
    assert line.after.reasons == ("medium × critical is above the acceptance criteria",)
    assert line.lacks_benefit_risk


def test_a_benefit_outweighs_a_risk_above_the_criteria() -> None:
    # ISO 14971:2019, 7.4: only for a residual risk that the criteria do not accept
    line = only(risks=[part(after(exploitability="medium"), benefit_risk="no other pump feeds neonates")])
    assert line.after.state is State.OUTWEIGHED
    assert (
        line.after.reasons[-1] == "its benefit outweighs it, by what somebody wrote: no other pump feeds neonates"
    )
    assert not line.lacks_benefit_risk


@pytest.mark.parametrize(
    "made",
    [
        risk(after=part(AFTER, exploitability="medium", rationale=None)),
        part(after(exploitability="medium"), before=None),
    ],
)
def test_a_benefit_outweighs_nothing_where_something_is_unknown(made: dict[str, Any]) -> None:
    assert only(risks=[part(made, benefit_risk="no other pump")]).after.state is State.NOT_ACCEPTABLE


def test_a_placeholder_outweighs_nothing() -> None:
    line = only(risks=[part(after(exploitability="medium"), benefit_risk="?")])
    assert (line.after.state, line.lacks_benefit_risk) == (State.NOT_ACCEPTABLE, True)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"risk_method": None}, "the dossier has no risk method"),
        ({"risks": [risk(after=None)]}, "nobody has assessed it with its controls"),
        (
            {"risks": [risk(before=None)]},
            "nobody has assessed it without its controls, so nothing shows what they do",
        ),
        ({"risks": [after(rationale=None)]}, "nobody has written why it is assessed so with its controls"),
        ({"risks": [risk(threats=[])]}, "nobody has said from which threat it comes"),
        (
            {"hazardous_situations": [part(SITUATION, harms=[])]},
            "nobody has linked a harm in which it can end",
        ),
        ({"risks": [risk(controls=[])]}, "it is lower with its controls than without, and names no control"),
        ({"risk_method": method(acceptance=[])}, "the method has no acceptance criterion for critical harm"),
        ({"risk_method": method(exploitability={})}, "the method does not say what the exploitability low means"),
    ],
)
def test_what_is_missing_leaves_a_risk_unknown(keys: dict[str, Any], said: str) -> None:
    found = only(**keys).after
    assert found.state is State.UNKNOWN
    assert said in found.reasons


def test_a_harm_that_is_judged_milder_than_it_can_be_has_to_be_explained() -> None:
    deadly: dict[str, Any] = {"harms": [part(HARM, severity="catastrophic")]}
    found = only(**deadly).after
    assert found.state is State.UNKNOWN
    (reason,) = found.reasons
    assert reason.startswith(
        "it is judged as critical harm with its controls, its hazardous situations can end in"
    )
    assert reason.endswith("catastrophic harm, and nobody has written why it stays milder (severity_reason)")
    explained = only(**deadly, risks=[after(severity_reason="hard limits of the pump bound the dose")])
    assert explained.after.state is State.ACCEPTABLE


def test_a_milder_severity_needs_no_word_where_it_decides_nothing() -> None:
    found = only(harms=[part(HARM, severity="catastrophic")], risks=[after(exploitability="very_low")])
    assert found.after.state is State.ACCEPTABLE


def test_a_vector_that_says_easier_makes_a_risk_unacceptable() -> None:
    vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
    found = only(risks=[after(cvss=vector)]).after
    assert found.state is State.NOT_ACCEPTABLE
    assert found.reasons[0] == "very high × critical is above the acceptance criteria"


assessments = st.fixed_dictionaries(
    {"exploitability": st.sampled_from(LEVELS), "severity": st.sampled_from(SEVERITIES)},
    optional={"rationale": st.just("why"), "severity_reason": st.just("bounded")},
)


@st.composite
def dossiers(draw: st.DrawFn) -> dict[str, Any]:
    """The pump with a risk and a harm of any level and severity, from which parts may be missing."""
    kept = draw(st.sets(st.sampled_from(["threats", "hazardous_situations", "before", "controls"])))
    made = {key: value for key, value in risk().items() if key in {"id", "title", *kept}}
    made["after"] = draw(assessments)
    if draw(st.booleans()):
        made["before"] = draw(assessments)
    return {"risks": [made], "harms": [part(HARM, severity=draw(st.sampled_from(SEVERITIES)))]}


@given(dossiers(), st.sampled_from(["exploitability", "severity", "harm"]))
def test_making_a_risk_worse_never_makes_it_acceptable(keys: dict[str, Any], what: str) -> None:
    if only(**keys).after.state is State.ACCEPTABLE:
        return
    made, harm = keys["risks"][0], keys["harms"][0]
    scale = LEVELS if what == "exploitability" else SEVERITIES
    holder, key = (harm, "severity") if what == "harm" else (made["after"], what)
    for worse in scale[scale.index(holder[key]) :]:
        changed = {**holder, key: worse}
        moved = {"harms": [changed]} if what == "harm" else {"risks": [{**made, "after": changed}]}
        assert only(**{**keys, **moved}).after.state is not State.ACCEPTABLE


def taken(keys: dict[str, Any], what: str) -> dict[str, Any]:
    """The dossier without one fact that speaks for the risk."""
    made = keys["risks"][0]
    if what in {"rationale", "severity_reason"}:
        return {**keys, "risks": [{**made, "after": part(made["after"], **{what: None})}]}
    if what == "harms":
        return {**keys, "hazardous_situations": [part(SITUATION, harms=[])], "harms": []}
    if what == "method":
        return {**keys, "risk_method": None}
    if what == "criteria":
        return {**keys, "risk_method": {**METHOD, "acceptance": METHOD["acceptance"][:3]}}
    return {**keys, "risks": [part(made, **{what: None})]}


FACTS = (
    *("rationale", "severity_reason", "harms", "method", "criteria", "before", "after"),
    *("threats", "controls", "benefit_risk", "new_risks", "transfer"),
)


@given(dossiers(), st.sampled_from(FACTS))
def test_taking_out_a_fact_never_makes_a_risk_acceptable(keys: dict[str, Any], what: str) -> None:
    if only(**keys).after.state is State.ACCEPTABLE:
        return
    assert only(**taken(keys, what)).after.state is not State.ACCEPTABLE


@pytest.mark.parametrize(
    "what", ["harms", "method", "criteria", "before", "after", "threats", "controls", "rationale"]
)
def test_each_fact_that_an_acceptable_risk_rests_on_is_needed(what: str) -> None:
    keys: dict[str, Any] = {"risks": [risk()], "harms": [HARM]}
    assert only(**keys).after.state is State.ACCEPTABLE
    assert only(**taken(keys, what)).after.state is State.UNKNOWN


def test_no_risk_is_no_good_news() -> None:
    found = report(risks=[], tests=[], evidence=[], controls=[], threats=[])
    assert found.overall.standing == "unknown"
    assert found.overall.reasons == ("there is no risk, and an empty list proves nothing",)


def test_the_assessment_without_controls_is_judged_by_the_same_rules() -> None:
    mild = risk(before=part(BEFORE, exploitability="low", rationale=None))
    found = only(risks=[mild]).before
    assert found.state is State.UNKNOWN
    assert found.reasons == ("nobody has written why it is assessed so without its controls",)
