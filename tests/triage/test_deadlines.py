# SPDX-License-Identifier: Apache-2.0
"""By when something must be done, and where that day comes from."""

import datetime as dt
from typing import Any

from compliance.dossiers import AS_OF, part
from medward.dossier.model.keeping import Triage
from medward.triage.deadlines import deadline
from medward.triage.decisions import standing
from medward.triage.fda import Handling, route
from triage.devices import DECISION, trace

AWARE = dt.date(2026, 5, 2)
PLAN = {
    "id": "PL-1",
    "title": "patches",
    "plan_kind": "patching",
    "text": "as said",
    "routine_patch_days": 90,
    "urgent_patch_days": 45,
}
PLANNED = trace(plans=[PLAN])
UNPLANNED = trace()


def due(
    aware: dt.date | None = AWARE, *, uncontrolled: bool = False, handling: Handling | None = None, **decided: Any
) -> str:
    made = Triage.model_validate(part(DECISION, **decided)) if decided else None
    handling = handling or Handling()
    way = route(aware, AS_OF, handling) if aware and uncontrolled else None
    found = deadline(standing(made, AS_OF), made, way, aware, handling, PLANNED)
    return f"{found.day}: {found.reason}" if found is not None else "no day"


def test_customers_are_told_of_an_uncontrolled_risk_within_30_days() -> None:
    assert due(uncontrolled=True) == "2026-06-01: 30 days after 2026-05-02, to tell customers"


def test_then_it_is_fixed_within_60_days_or_the_makers_own_time() -> None:
    told = Handling(told=AWARE)
    assert (
        due(uncontrolled=True, handling=told)
        == "2026-06-16: 45 days after 2026-05-02, by the maker's own plan, to fix it"
    )
    found = deadline(standing(None, AS_OF), None, route(AWARE, AS_OF, told), AWARE, told, UNPLANNED)
    assert found is not None
    assert found.day == dt.date(2026, 7, 1)


def test_what_is_fixed_has_no_deadline() -> None:
    assert due(uncontrolled=True, handling=Handling(told=AWARE, fixed=AWARE)) == "no day"


def test_an_undecided_finding_is_decided_before_customers_would_have_to_be_told() -> None:
    assert due() == "2026-06-01: 30 days after 2026-05-02: were it uncontrolled, customers must be told"


def test_without_a_day_of_learning_no_day_is_made_up() -> None:
    assert due(None) == "no day"


def test_an_expired_decision_was_due_when_it_expired() -> None:
    assert due(uncontrolled=True, expires="2026-05-20") == "2026-05-20: the day on which the decision expired"


def test_an_investigation_ends_when_it_says_but_not_after_the_30th_day() -> None:
    assert due(status="under_investigation", expires="2026-06-01").startswith("2026-06-01")
    assert due(None, status="under_investigation", expires="2026-12-31").startswith("2026-12-31")
    assert due(status="under_investigation", expires="2026-12-31").startswith("2026-06-01")


def test_a_controlled_risk_waits_for_the_routine_update() -> None:
    assert due(id="TR-1") == "2026-07-30: the next routine update, every 90 days"
    made = Triage.model_validate(DECISION)
    assert deadline(standing(made, AS_OF), made, None, AWARE, Handling(), UNPLANNED) is None


def test_what_does_not_affect_the_device_has_no_deadline() -> None:
    assert due(status="fixed") == "no day"
