# SPDX-License-Identifier: Apache-2.0
"""Which decision holds for a finding on a day, and where the finding then stands."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import AS_OF, finding, part
from medward.dossier.model.keeping import Triage
from medward.triage.decisions import SETTLED, TRIAGED, Standing, decision, expired, standing
from triage.devices import DECISION, pump

CLOSED = {
    "status": "not_affected",
    "justification": "vulnerable_code_not_in_execute_path",
    "risk_state": "unknown",
}


def made(*triage: dict[str, Any], as_of: dt.date = AS_OF) -> Triage | None:
    found = pump(finding("app"), triage=triage).trace
    (node,) = found.of_kind("finding")
    return decision(node, found, as_of)


def stands(**changed: object) -> Standing:
    return standing(Triage.model_validate(part(DECISION, **changed)), AS_OF)


def test_without_a_decision_a_finding_is_undecided() -> None:
    assert made() is None
    assert standing(None, AS_OF) is Standing.UNDECIDED


def test_a_decision_of_after_the_day_is_not_known_on_the_day() -> None:
    assert made(DECISION, as_of=dt.date(2026, 4, 30)) is None


def test_the_latest_decision_holds() -> None:
    later = part(DECISION, id="TR-2", date="2026-05-20")
    assert getattr(made(later, DECISION), "id", None) == "TR-2"


def test_of_one_day_the_last_id_holds() -> None:
    assert getattr(made(part(DECISION, id="TR-2"), DECISION), "id", None) == "TR-2"


def test_an_expired_decision_still_holds_over_an_earlier_one() -> None:
    later = part(DECISION, id="TR-2", date="2026-05-10", expires="2026-05-20")
    assert getattr(made(DECISION, later), "id", None) == "TR-2"


def test_a_decision_for_this_release_goes_before_one_for_every_release() -> None:
    for_all = part(DECISION, id="TR-2", release=None, date="2026-05-20")
    assert getattr(made(for_all, DECISION), "id", None) == "TR-1"


def test_a_decision_holds_on_its_last_day_and_not_after() -> None:
    last = Triage.model_validate(part(DECISION, expires="2026-06-01"))
    assert not expired(last, AS_OF)
    assert expired(last, AS_OF + dt.timedelta(days=1))
    assert standing(last, AS_OF + dt.timedelta(days=1)) is Standing.EXPIRED


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({}, Standing.CONTROLLED),
        ({"risk_state": "uncontrolled"}, Standing.UNCONTROLLED),
        ({"risk_state": "unknown"}, Standing.RISK_UNKNOWN),
        ({"status": "under_investigation"}, Standing.UNDER_INVESTIGATION),
        ({"reason": "?"}, Standing.WITHOUT_REASON),
        ({"status": "fixed"}, Standing.CLOSED),
        (CLOSED, Standing.CLOSED),
        ({"status": "fixed", "expires": "2026-05-31"}, Standing.EXPIRED),
    ],
)
def test_a_finding_stands_where_its_decision_puts_it(changed: dict[str, Any], where: Standing) -> None:
    assert stands(**changed) is where


def test_only_what_is_closed_or_controlled_needs_nobody() -> None:
    assert {Standing.CLOSED, Standing.CONTROLLED} == SETTLED
    assert Standing.UNCONTROLLED in TRIAGED - SETTLED
