# SPDX-License-Identifier: Apache-2.0
"""The residual risk as a whole: where its worst risk stands, and which risks end in one harm."""

import pytest

from compliance.dossiers import finding, part
from medward.dossier.model.risk import Severity
from medward.risk.model import Standing
from risk.pumps import AFTER, method, report, risk

HIGH = part(AFTER, exploitability="high")


def test_it_is_acceptable_where_every_risk_is_and_nothing_is_missing() -> None:
    found = report()
    assert found.overall.standing is Standing.ACCEPTABLE
    assert found.overall.counts["acceptable"] == 1
    assert not found.needs_somebody


def test_it_stands_where_its_worst_risk_stands() -> None:
    found = report(risks=[risk(), risk(id="RK-2", after=HIGH), risk(id="RK-3", after=None)])
    assert found.overall.standing is Standing.NOT_ACCEPTABLE
    assert found.overall.worst == "RK-2"
    counted = {standing: number for standing, number in found.overall.counts.items() if number}
    assert counted == {"not_acceptable": 1, "unknown": 1, "acceptable": 1}


def test_it_is_unknown_where_one_risk_is() -> None:
    assert report(risks=[risk(), risk(id="RK-2", after=None)]).overall.standing is Standing.UNKNOWN


def test_it_is_open_again_where_one_risk_is() -> None:
    assert report(finding()).overall.standing is Standing.REOPENED


def test_it_is_unknown_where_nobody_looked_for_findings() -> None:
    found = report(looked=False)
    assert (found.overall.standing, found.gap) == (Standing.UNKNOWN, "nobody looked for findings")


@pytest.mark.parametrize("approved", [None, "2026-06-02"])
def test_it_is_unknown_where_the_method_is_not_approved_by_the_day(approved: str | None) -> None:
    found = report(risk_method=method(approved=approved)).overall
    assert (found.standing, found.reasons) == (Standing.UNKNOWN, ("the risk method is not approved",))


def test_without_a_method_it_is_unknown_and_says_why() -> None:
    assert "the dossier has no risk method" in report(risk_method=None).overall.reasons


def test_a_benefit_that_outweighs_is_told_apart_from_what_is_acceptable() -> None:
    found = report(risks=[risk(after=HIGH, benefit_risk="no other pump")])
    assert found.overall.standing is Standing.OUTWEIGHED
    assert not found.needs_somebody


def test_several_risks_that_can_end_in_one_harm_are_named_together_and_not_added_up() -> None:
    (together,) = report(risks=[risk(), risk(id="RK-2")]).overall.together
    assert (together.harm, together.severity, together.risks) == ("H-1", Severity.CRITICAL, ("RK-1", "RK-2"))
    assert report().overall.together == ()
