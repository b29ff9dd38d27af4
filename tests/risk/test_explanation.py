# SPDX-License-Identifier: Apache-2.0
"""The example of the page `docs/explanation/risk.md`, step by step, as the page tells it."""

from pathlib import Path

from compliance.dossiers import finding, part
from medward.dossier.model.keeping import RiskState
from medward.dossier.model.risk import Severity
from medward.risk.model import Handed, Standing, State
from risk.pumps import AFTER, DECISION, TE1, report, risk

PAGE = (Path(__file__).parents[2] / "docs" / "explanation" / "risk.md").read_text()
FAILED = [part(TE1, result="failed")]


def test_what_is_written_makes_the_risk_acceptable_and_leaves_nothing_to_do() -> None:
    found = report()
    (line,) = found.risks
    assert (line.before.level, line.before.severity, line.before.state) == (
        "high",
        Severity.CRITICAL,
        State.NOT_ACCEPTABLE,
    )
    assert (line.after.level, line.after.state, line.fda) == ("low", State.ACCEPTABLE, RiskState.CONTROLLED)
    assert (line.transfer.safety_id, line.transfer.handed) == ("RM-1", Handed.ANSWERED)
    assert found.overall.standing is Standing.ACCEPTABLE
    assert not found.needs_somebody


def test_an_advisory_opens_it_again_and_with_it_the_whole() -> None:
    found = report(finding())
    (line,) = found.risks
    assert (line.standing, line.fda) == (Standing.REOPENED, RiskState.UNCONTROLLED)
    assert found.overall.standing is Standing.REOPENED


def test_a_decision_with_a_reason_closes_it_as_it_was() -> None:
    assert report(finding(), triage=[DECISION]).risks == report().risks


def test_a_test_that_fails_opens_it_by_the_chain_that_the_page_shows() -> None:
    (line,) = report(finding(), triage=[DECISION], tests=FAILED).risks
    (chain,) = line.chains
    assert f"`{' → '.join(chain.steps)}`" in PAGE
    assert line.standing is Standing.REOPENED


def test_a_worse_judgment_makes_it_not_acceptable_whatever_the_tests_say() -> None:
    worse = [risk(after=part(AFTER, exploitability="medium"))]
    for tests in ([TE1], FAILED):
        (line,) = report(risks=worse, tests=tests).risks
        assert (line.standing, line.fda) == (Standing.NOT_ACCEPTABLE, RiskState.UNCONTROLLED)
        assert line.lacks_benefit_risk
    (line,) = report(risks=[part(worse[0], benefit_risk="no other pump feeds neonates")]).risks
    assert line.standing is Standing.OUTWEIGHED


def test_the_page_names_every_part_of_the_example() -> None:
    for name in ("T-1", "HS-1", "H-1", "RK-1", "C-1", "TE-1", "RM-1", "tls 1.0"):
        assert name in PAGE
