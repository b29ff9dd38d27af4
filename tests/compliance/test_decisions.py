# SPDX-License-Identifier: Apache-2.0
"""Which decision holds for a finding, and where that leaves it."""

import datetime as dt
from typing import Any

import pytest

from compliance.dossiers import (
    AS_OF,
    RELEASE,
    component,
    context,
    database,
    dossier,
    finding,
    inventory,
    matched,
    part,
    read,
)
from medward.compliance.decisions import SETTLED, TRIAGED, Standing, decision, expired, standing
from medward.dossier.model.keeping import Triage

TRIAGE: dict[str, Any] = {
    "id": "TR-1",
    "vulnerability": "CVE-2026-1",
    "component": "pkg:pypi/acme-tls",
    "status": "affected",
    "risk_state": "controlled",
    "reason": "its input is checked first",
    "author": "product security",
    "date": "2026-05-01",
}


def holding(*decisions: dict[str, Any], as_of: dt.date = AS_OF) -> str | None:
    """The id of the decision that holds for the one finding."""
    made = dossier(releases=[RELEASE], triage=[part(TRIAGE, **one) for one in decisions])
    found = inventory(component("tls"))
    at = context(made, read(made, found, matched(found, finding())), database=database())
    held = decision(at.trace.of_kind("finding")[0], at.trace, as_of)
    return held.id if held else None


def stands(**changed: Any) -> Standing:
    (made,) = dossier(triage=[part(TRIAGE, **changed)]).triage
    return standing(made, AS_OF)


def test_without_a_decision_none_holds() -> None:
    assert holding() is None
    assert standing(None, AS_OF) is Standing.UNDECIDED


def test_the_latest_decision_holds() -> None:
    assert holding({"id": "TR-1", "date": "2026-05-02"}, {"id": "TR-2", "date": "2026-05-01"}) == "TR-1"


def test_of_one_day_the_last_id_holds() -> None:
    assert holding({"id": "TR-2"}, {"id": "TR-1"}) == "TR-2"


def test_a_decision_for_this_release_goes_before_one_for_every_release() -> None:
    assert holding({"id": "TR-1", "release": "R-1"}, {"id": "TR-2", "date": "2026-05-20"}) == "TR-1"


def test_a_decision_of_after_the_day_is_not_known_on_the_day() -> None:
    assert holding({"date": "2026-05-02"}, as_of=dt.date(2026, 5, 1)) is None
    assert holding({"date": "2026-05-02"}, as_of=dt.date(2026, 5, 2)) == "TR-1"


def test_an_expired_decision_still_holds_over_an_earlier_one() -> None:
    assert holding({"id": "TR-1"}, {"id": "TR-2", "date": "2026-05-10", "expires": "2026-05-20"}) == "TR-2"


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({}, Standing.CONTROLLED),
        ({"risk_state": "uncontrolled"}, Standing.UNCONTROLLED),
        ({"risk_state": "unknown"}, Standing.RISK_UNKNOWN),
        ({"status": "fixed"}, Standing.CLOSED),
        ({"status": "not_affected", "justification": "component_not_present"}, Standing.CLOSED),
        ({"status": "under_investigation"}, Standing.UNDER_INVESTIGATION),
        ({"reason": "?"}, Standing.WITHOUT_REASON),
        ({"expires": "2026-05-31"}, Standing.EXPIRED),
        ({"expires": "2026-06-01"}, Standing.CONTROLLED),
        ({"status": "fixed", "expires": "2026-05-31"}, Standing.EXPIRED),
    ],
)
def test_a_decision_leaves_a_finding_somewhere(changed: dict[str, Any], where: Standing) -> None:
    assert stands(**changed) is where


def test_a_decision_without_an_end_never_expires() -> None:
    (made,) = dossier(triage=[TRIAGE]).triage
    assert isinstance(made, Triage)
    assert not expired(made, dt.date.max)


def test_what_is_settled_was_decided_and_what_is_open_is_not_settled() -> None:
    assert SETTLED < TRIAGED
    assert set(Standing) - TRIAGED == {
        Standing.UNDECIDED,
        Standing.EXPIRED,
        Standing.UNDER_INVESTIGATION,
        Standing.WITHOUT_REASON,
    }
