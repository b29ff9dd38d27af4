# SPDX-License-Identifier: Apache-2.0
"""Facts on tests and anomalies."""

from typing import Any

import pytest

from compliance.dossiers import RELEASE, TEST, context, dossier, fact, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

ELEMENTS = {
    "independence": "a third party",
    "scope": "the whole pump",
    "duration_days": 10,
    "methods": "by hand and by tool",
    "results": "two findings",
}
PENETRATION = part(TEST, test_kind="penetration", verifies=None, penetration=ELEMENTS)
ANOMALY = {
    "id": "AN-1",
    "title": "restart",
    "security_impact": "yes",
    "assessment": "it can be provoked from the ward",
    "disposition": "accepted",
}


def run(*tests: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"tests": list(tests), **keys}


def on(name: str, **keys: Any) -> Outcome:
    return fact(name, context(dossier(**keys)))


PENETRATION_REPORT_COMPLETE = "tests.penetration_report_complete"


def test_five_elements_are_complete() -> None:
    assert on(PENETRATION_REPORT_COMPLETE, **run(PENETRATION)).status is Status.MET


@pytest.mark.parametrize("element", sorted(ELEMENTS))
def test_a_missing_element_is_named(element: str) -> None:
    report = part(ELEMENTS, **{element: None})
    outcome = on(PENETRATION_REPORT_COMPLETE, **run(part(PENETRATION, penetration=report)))
    assert outcome.status is Status.NOT_MET
    assert f"has no {element.replace('_', ' ')} in its penetration-test report" in outcome.broken[0].text


def test_a_placeholder_is_no_element() -> None:
    report = part(ELEMENTS, scope="?")
    assert on(PENETRATION_REPORT_COMPLETE, **run(part(PENETRATION, penetration=report))).status is Status.NOT_MET


def test_a_test_without_any_report_lacks_all_five() -> None:
    outcome = on(PENETRATION_REPORT_COMPLETE, **run(part(PENETRATION, penetration=None)))
    assert "independence, scope, duration days, methods, results" in outcome.broken[0].text


@pytest.mark.parametrize("tests", [[], [part(PENETRATION, result="not_run")], [part(TEST, verifies=None)]])
def test_where_none_was_run_it_is_not_met(tests: list[dict[str, Any]]) -> None:
    assert on(PENETRATION_REPORT_COMPLETE, **run(*tests)).reason == "no penetration test was run"


CURRENT_RELEASE = "tests.current_release"
PASSED = part(TEST, verifies=None, release="R-1")
OTHER = part(RELEASE, id="R-0", status="withdrawn", sboms=None)


def on_current_release(*tests: dict[str, Any]) -> Outcome:
    return on(CURRENT_RELEASE, **run(*tests, releases=[RELEASE, OTHER]))


def test_a_test_of_an_assessed_release_is_met() -> None:
    assert on_current_release(PASSED).status is Status.MET


def test_a_test_of_an_old_release_is_told() -> None:
    outcome = on_current_release(part(PASSED, release="R-0"))
    assert outcome.broken[0].text.endswith("passed on release R-0, which is not assessed")


def test_a_test_that_does_not_say_on_which_release_is_told() -> None:
    outcome = on_current_release(part(PASSED, release=None))
    assert outcome.broken[0].text.endswith("passed but does not say on which release")


def test_only_passed_tests_are_asked() -> None:
    assert on_current_release(part(PASSED, release="R-0", result="failed")).status is Status.UNKNOWN


ANOMALIES_ASSESSED = "anomalies.assessed"


def on_anomalies_assessed(**changed: Any) -> Outcome:
    return on(ANOMALIES_ASSESSED, anomalies=[part(ANOMALY, **changed)])


def test_looked_at_for_security_is_met() -> None:
    assert on_anomalies_assessed().status is Status.MET
    assert on_anomalies_assessed(security_impact="no").status is Status.MET


@pytest.mark.parametrize("changed", [{"security_impact": "unknown"}, {"assessment": None}, {"assessment": "?"}])
def test_silence_on_security_does_not_count(changed: dict[str, Any]) -> None:
    outcome = on_anomalies_assessed(**changed)
    assert outcome.broken[0].text == "anomaly AN-1 'restart' is not assessed for security"


def test_what_is_deferred_needs_a_plan_that_somebody_wrote() -> None:
    assert on_anomalies_assessed(disposition="deferred", plan="in 1.1").status is Status.MET
    assert on_anomalies_assessed(disposition="deferred", plan="?").broken[0].mend_id == "anomaly.plan"


def test_without_anomalies_nobody_knows() -> None:
    assert on(ANOMALIES_ASSESSED).status is Status.UNKNOWN
