# SPDX-License-Identifier: Apache-2.0
"""Facts on patch times, the support of releases and the validity of evidence."""

from typing import Any

import pytest

from compliance.dossiers import EVIDENCE, RELEASE, context, dossier, fact, part
from medward.compliance.model import Status
from medward.compliance.outcome import Outcome

PLAN = {
    "id": "PL-1",
    "title": "patches",
    "plan_kind": "patching",
    "text": "we patch",
    "routine_patch_days": 90,
    "urgent_patch_days": 30,
    "cadence_reason": "hospitals can follow this pace",
}
CADENCE = "plans.patch_cadence_justified"
SUPPORTED = "releases.support_not_past"
EVIDENCED = "evidence.all_valid"


def on(name: str, **keys: Any) -> Outcome:
    return fact(name, context(dossier(**keys)))


def test_both_times_with_a_reason_in_one_plan_are_met() -> None:
    assert on(CADENCE, plans=[PLAN]).reason == "plan PL-1 sets and justifies the patch times"


def test_halves_in_two_plans_are_not_and_the_nearest_is_told() -> None:
    plans = [
        part(PLAN, urgent_patch_days=None),
        part(PLAN, id="PL-2", routine_patch_days=None, cadence_reason="?"),
    ]
    outcome = on(CADENCE, plans=plans)
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == "plan PL-1 does not say the longest time to an urgent update"


def test_a_plan_past_its_review_does_not_count() -> None:
    outcome = on(CADENCE, plans=[part(PLAN, approved="2025-01-01", review_by="2026-01-01")])
    assert outcome.reason == "plan PL-1 was to be reviewed by 2026-01-01"


@pytest.mark.parametrize(
    "plans", [[], [part(PLAN, routine_patch_days=None, urgent_patch_days=None, cadence_reason=None)]]
)
def test_no_plan_that_says_anything_of_them_is_not_met(plans: list[dict[str, Any]]) -> None:
    assert on(CADENCE, plans=plans).reason == "no plan sets the patch times"


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-06-01", None),
        ("2026-05-31", "release R-1 '1.0' was supported until 2026-05-31"),
        (None, "release R-1 '1.0' does not say until when it is supported"),
    ],
)
def test_support_lasts_to_its_last_day(until: str | None, said: str | None) -> None:
    outcome = on(SUPPORTED, releases=[part(RELEASE, supported_until=until)])
    assert [link.text for link in outcome.broken] == ([said] if said else [])
    assert (outcome.status is Status.MET) == (said is None)


def test_without_a_release_nobody_knows_of_support() -> None:
    assert on(SUPPORTED).status is Status.UNKNOWN


def test_evidence_of_the_day_is_valid() -> None:
    assert on(EVIDENCED, evidence=[EVIDENCE]).status is Status.MET
    outcome = on(EVIDENCED, evidence=[EVIDENCE, part(EVIDENCE, id="EV-2", valid_until="2026-05-31")])
    assert outcome.status is Status.NOT_MET
    assert outcome.reason == (
        "1 of 2 pieces of evidence: evidence EV-2 'test report' only speaks for the time until 2026-05-31"
    )


def test_without_evidence_nobody_knows() -> None:
    assert on(EVIDENCED).status is Status.UNKNOWN
