# SPDX-License-Identifier: Apache-2.0
"""When something is left to do about the risks: a risk, the whole, a hand-over, or what nobody looked at."""

from typing import Any

import pytest

from compliance.dossiers import finding, part
from medward.risk.model import HANDED_OVER, NEEDS_NOBODY, Handed, Standing
from risk.pumps import C1, RISK, SITUATION, T1, judged, report, risk

KNOWN_THERE = [part(SITUATION, safety_id="HZ-14")]
"""The hazardous situation is in the safety risk file, so that only the hand-over of the risk is missing."""
ANOMALY = {"id": "AN-1", "title": "a parser stops", "disposition": "accepted", "security_impact": "no"}


def test_nothing_is_left_to_do_where_all_is_in_order() -> None:
    assert not report().needs_somebody


@pytest.mark.parametrize(
    "keys",
    [
        {"risks": [risk(after=None)]},
        {"overall_risk": None},
        {"overall_risk": judged()},
        {"risks": [risk(transfer=None)], "hazardous_situations": KNOWN_THERE},
        {"risks": [risk(transfer=part(RISK["transfer"], outcome=None))]},
        {"risks": [risk(new_risks=None)]},
        {"threats": [T1, part(T1, id="T-2")]},
        {"anomalies": [ANOMALY]},
        {"controls": [part(C1, not_provided="no keyboard")]},
    ],
    ids=[
        *("a risk that nobody assessed", "nobody judged the whole", "a risk came after the judgment"),
        *("not handed over", "no answer from safety", "nobody looked for new risks"),
        *("a threat in no risk", "an anomaly without an assessment", "a control that is left out"),
    ],
)
def test_each_thing_that_is_missing_needs_somebody(keys: dict[str, Any]) -> None:
    assert report(**keys).needs_somebody


def test_an_open_finding_needs_somebody_whether_it_touches_a_risk_or_none() -> None:
    assert report(finding()).needs_somebody
    assert report(finding("motor")).needs_somebody


def test_a_hand_over_that_nobody_can_tell_is_needed_is_left_to_do() -> None:
    assert {*Handed} - HANDED_OVER == {Handed.WAITING, Handed.MISSING, Handed.UNKNOWN}


def test_only_what_is_accepted_or_outweighed_needs_nobody() -> None:
    assert {*Standing} - NEEDS_NOBODY == {Standing.UNKNOWN, Standing.REOPENED, Standing.NOT_ACCEPTABLE}
