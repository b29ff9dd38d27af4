# SPDX-License-Identifier: Apache-2.0
"""The residual risk as a whole: where its worst risk stands, and which risks end in one harm."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.dossiers import finding, part
from medward.dossier.model.risk import Severity
from medward.risk.model import Standing
from medward.risk.overall import ORDER
from risk.pumps import AFTER, DECISION, OVERALL, TE1, judged, method, report, risk, texts

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


@pytest.mark.parametrize("made", [None, part(OVERALL, reason="?"), part(OVERALL, date="2026-06-02")])
def test_it_is_unknown_where_nobody_has_judged_all_risks_together_by_the_day(made: dict[str, Any] | None) -> None:
    # ISO 14971:2019, clause 8: that each risk is acceptable does not say that all of them are
    found = report(overall_risk=made)
    assert found.overall.standing is Standing.UNKNOWN
    assert found.overall.reasons == ("nobody has judged all residual risks together (overall_risk)",)
    assert found.needs_somebody


def test_a_risk_that_came_later_opens_the_decision_on_the_whole_again() -> None:
    found = report(risks=[risk(), risk(id="RK-2"), risk(id="RK-3")], overall_risk=judged("RK-1"))
    assert found.overall.standing is Standing.UNKNOWN
    assert found.overall.reasons == ("the decision on all of them, of 2026-05-15, does not speak of RK-2, RK-3",)


@pytest.mark.parametrize("decision", ["outweighed", "not_acceptable"])
def test_what_people_decided_can_make_the_whole_worse_than_its_risks(decision: str) -> None:
    found = report(overall_risk=judged("RK-1", decision=decision)).overall
    assert found.standing == decision
    assert found.reasons[0].startswith("on 2026-05-15 all of them together were judged to be ")
    assert found.counts["acceptable"] == 1


@given(st.sampled_from([AFTER, HIGH, None]), st.sampled_from(["acceptable", "outweighed"]), st.booleans())
def test_a_decision_on_the_whole_never_makes_it_better_than_its_worst_risk(
    after: dict[str, Any] | None, decision: str, failed: bool
) -> None:
    tests = [part(TE1, result="failed" if failed else "passed")]
    found = report(risks=[risk(after=after)], tests=tests, overall_risk=judged("RK-1", decision=decision))
    (line,) = found.risks
    assert ORDER.index(found.overall.standing) >= ORDER.index(line.standing)


def test_an_open_finding_that_touches_no_risk_leaves_the_whole_unknown() -> None:
    found = report(finding("motor"))
    assert texts(found.findings) == ["component acme-motor 1.0 has CVE-2026-1, which touches no risk"]
    assert found.overall.standing is Standing.UNKNOWN
    assert found.overall.reasons == ("component acme-motor 1.0 has CVE-2026-1, which touches no risk",)
    assert [line.standing for line in found.risks] == [Standing.ACCEPTABLE]


def test_several_things_that_no_risk_takes_up_are_counted() -> None:
    found = report(finding("motor"), finding("motor", "CVE-2026-2"))
    assert found.overall.reasons[0].endswith("which touches no risk, and 1 more like it")


def test_a_finding_that_touches_a_risk_or_is_settled_is_not_named() -> None:
    assert report(finding()).findings == ()
    settled = part(DECISION, component="acme-motor@1.0")
    assert report(finding("motor", purl="pkg:pypi/acme-motor@1.0"), triage=[settled]).findings == ()
