# SPDX-License-Identifier: Apache-2.0
"""The words of a finding's sentence."""

import datetime as dt

import pytest

from compliance.dossiers import finding
from medward.advisories.epss import Epss
from medward.dossier.model.keeping import RiskState, Triage
from medward.dossier.model.risk import Severity
from medward.triage.decisions import Standing
from medward.triage.exploitability import Exploitability
from medward.triage.fda import FdaRisk
from medward.triage.reach import Reach
from medward.triage.tables import Outcome
from medward.triage.wording import action, why
from triage.devices import DECISION

UNKNOWN = FdaRisk(RiskState.UNKNOWN, ("nobody knows",))
UNCONTROLLED = FdaRisk(RiskState.UNCONTROLLED, ("it is easy",))
PRIORITY = Outcome("supplier", ("defer",), ())
EASY = Exploitability(None, "no CVSS vector says how it is exploited")


def said(reach: Reach, epss: Epss | None = None, risk: FdaRisk = UNKNOWN) -> str:
    return why(finding(), (Standing.UNDECIDED, ()), reach, EASY, risk, (PRIORITY, epss, None))


def test_what_is_missing_is_told_as_missing() -> None:
    text = said(Reach())
    assert text == (
        "nobody has decided about it; exploitability unknown: no CVSS vector says how it is exploited; "
        "no process is said to run the component; SSVC supplier: defer; no EPSS score is known; "
        "no CVSS score is published, which is not a low one"
    )


def test_a_harm_is_told_with_its_processes() -> None:
    assert "can reach a harm that is serious through P-1, P-2" in said(
        Reach(("P-1", "P-2"), harms=("H-1",), worst_severity=Severity.SERIOUS)
    )
    assert "no harm is linked to what it reaches through P-1" in said(Reach(("P-1",)))


def test_a_percentile_is_told_with_its_day() -> None:
    epss = Epss("CVE-2026-0001", 0.5, 0.97, dt.date(2026, 5, 30), "v1")
    assert "EPSS percentile 97.0 on 2026-05-30" in said(Reach(), epss)


def test_a_risk_that_the_criteria_refuse_is_told_before_anybody_decides() -> None:
    assert "its risk counts as uncontrolled, because it is easy" in said(Reach(), risk=UNCONTROLLED)


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_has_something_to_do(standing: Standing) -> None:
    assert action(standing, UNKNOWN, (), None)


def test_an_action_names_the_fix_or_that_there_is_none() -> None:
    assert action(Standing.UNDECIDED, UNKNOWN, ("2.0", "1.9.1"), None) == "Decide about it (fixed in 2.0, 1.9.1)"
    assert action(Standing.UNDECIDED, UNKNOWN, (), None) == "Decide about it (no fixed version is known)"


def test_the_action_of_the_decision_is_told_where_there_is_one() -> None:
    made = Triage.model_validate({**DECISION, "action": "Update in 3.3.0"})
    assert action(Standing.CONTROLLED, UNKNOWN, ("2.0",), made) == "Update in 3.3.0"
