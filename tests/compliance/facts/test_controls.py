# SPDX-License-Identifier: Apache-2.0
"""Facts on controls: what is left to users is told to them, and what controls make worse was looked at."""

from typing import Any

import pytest

from compliance.dossiers import CONTROL, context, dossier, fact, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

NAME = "controls.user_deployed_explained"
ITEM = {"id": "L-1", "topic": "recommended_controls", "text": "put a firewall before it", "controls": ["C-012"]}


def on(*controls: dict[str, Any], labeling: list[dict[str, Any]] | None = None) -> Outcome:
    return fact(NAME, context(dossier(controls=list(controls), labeling=labeling or [])))


@pytest.mark.parametrize("locus", ["user_deployed", "transferred"])
def test_what_is_left_to_users_must_be_explained(locus: str) -> None:
    theirs = part(CONTROL, reduces=None, locus=locus)
    outcome = on(theirs)
    assert outcome.status is Status.NOT_MET
    assert outcome.broken[0].text == (
        "control C-012 'signed library' is left to users and no labeling explains it"
    )
    assert on(theirs, labeling=[ITEM]).status is Status.MET


def test_what_is_designed_in_needs_no_explanation() -> None:
    assert on(part(CONTROL, reduces=None)).reason == "no control is left to users"


def test_a_category_that_is_not_provided_is_not_left_to_anybody() -> None:
    assert on(part(CONTROL, reduces=None, locus="transferred", not_provided="no data")).status is Status.MET


def test_without_controls_nobody_knows() -> None:
    assert on().status is Status.UNKNOWN


EXAMINED = "controls.new_risks_examined"
ONE: dict[str, Any] = {**part(CONTROL, reduces=None), "id": "C-1"}
OTHER: dict[str, Any] = {**ONE, "id": "C-2"}
RISK: dict[str, Any] = {
    "id": "RI-1",
    "title": "wrong dose",
    "controls": ["C-1"],
    "before": {"exploitability": "high", "severity": "critical"},
}
NONE = "nothing, therapy does not wait for it"


def examined(*controls: dict[str, Any], risks: list[dict[str, Any]]) -> Outcome:
    return fact(EXAMINED, context(dossier(controls=list(controls), risks=risks)))


@pytest.mark.parametrize(
    ("control", "risk", "status"),
    [
        ({}, {}, Status.NOT_MET),
        ({"new_risks": NONE}, {}, Status.MET),
        ({}, {"new_risks": NONE}, Status.MET),
        ({"new_risks": "?"}, {"new_risks": "?"}, Status.NOT_MET),
    ],
)
def test_control_or_risk_says_what_a_control_makes_worse(
    control: dict[str, Any], risk: dict[str, Any], status: Status
) -> None:
    assert examined({**ONE, **control}, risks=[{**RISK, **risk}]).status is status


def test_a_risk_speaks_for_all_of_its_controls_and_a_control_for_itself_alone() -> None:
    both = {**RISK, "controls": ["C-1", "C-2"]}
    assert examined(ONE, OTHER, risks=[{**both, "new_risks": NONE}]).status is Status.MET
    outcome = examined({**ONE, "new_risks": NONE}, OTHER, risks=[both])
    assert [broken.node for broken in outcome.broken] == ["control:C-2"]


def test_what_one_risk_says_of_a_control_does_not_hold_for_another() -> None:
    said, silent = {**RISK, "new_risks": NONE}, {**RISK, "id": "RI-2"}
    assert examined(ONE, risks=[said, silent]).status is Status.NOT_MET


def test_a_control_that_lowers_no_risk_was_not_looked_at() -> None:
    outcome = examined({**ONE, "new_risks": NONE}, OTHER, risks=[RISK])
    assert [broken.text for broken in outcome.broken] == ["control C-2 'signed library' lowers no risk"]


def test_without_a_control_that_is_provided_nothing_was_looked_at() -> None:
    assert examined(risks=[]).status is Status.NOT_MET
    assert examined({**ONE, "not_provided": "no data"}, risks=[]).status is Status.NOT_MET
