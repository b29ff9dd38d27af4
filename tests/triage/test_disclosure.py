# SPDX-License-Identifier: Apache-2.0
"""A report's way to its publication: one step at a time, each with its day, and what is overdue."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.triage.disclosure import (
    ALLOWED,
    Case,
    Deadline,
    DisclosureError,
    Stage,
    advance,
    case_of,
    credits_of,
    due,
    embargoed,
    overdue,
    report,
    steps_as_json,
    under_embargo,
    waiting,
)
from triage.disclosures import disclosure, step
from triage.vex.made import dossier

DAY = date(2026, 3, 2)
POLICY = (
    Deadline(Stage.ACKNOWLEDGED, 3),
    Deadline(Stage.TRIAGED, 10),
    Deadline(Stage.FIXED, 30, since=Stage.TRIAGED),
    Deadline(Stage.PUBLISHED, 90),
)


def case(*stages: Stage, days: int = 1) -> Case:
    """A case that took these steps, some days apart."""
    found = report("CVD-1", "Crash in the parser", DAY, "A researcher")
    for number, stage in enumerate(stages, 1):
        found = advance(found, stage, DAY + timedelta(days=days * number), "Security", note="As found.")
    return found


def test_a_case_goes_from_report_to_publication() -> None:
    found = case(Stage.ACKNOWLEDGED, Stage.TRIAGED, Stage.FIXED, Stage.PUBLISHED)
    assert found.stage is Stage.PUBLISHED
    assert list(found.reached(date.max)) == ["reported", "acknowledged", "triaged", "fixed", "published"]
    assert due(found, POLICY, date.max) == ()


def test_users_may_be_told_before_there_is_a_fix() -> None:
    found = case(Stage.ACKNOWLEDGED, Stage.TRIAGED, Stage.PUBLISHED, Stage.FIXED)
    assert found.stage is Stage.FIXED


@pytest.mark.parametrize(
    ("stages", "stage"),
    [
        ((), Stage.TRIAGED),
        ((), Stage.REPORTED),
        ((Stage.ACKNOWLEDGED,), Stage.FIXED),
        ((Stage.ACKNOWLEDGED, Stage.TRIAGED, Stage.FIXED), Stage.CLOSED),
        ((Stage.ACKNOWLEDGED, Stage.TRIAGED, Stage.FIXED, Stage.PUBLISHED), Stage.FIXED),
        ((Stage.ACKNOWLEDGED, Stage.CLOSED), Stage.TRIAGED),
    ],
)
def test_a_step_that_is_not_allowed_is_refused(stages: tuple[Stage, ...], stage: Stage) -> None:
    with pytest.raises(DisclosureError, match=f"cannot be '{stage}'"):
        advance(case(*stages), stage, DAY + timedelta(days=50), "Security", note="x")


def test_a_step_is_not_before_the_last_one() -> None:
    with pytest.raises(DisclosureError, match="is before 'acknowledged' on 2026-03-03"):
        advance(case(Stage.ACKNOWLEDGED), Stage.TRIAGED, DAY, "Security")


def test_closing_needs_a_reason() -> None:
    with pytest.raises(DisclosureError, match="without a reason"):
        advance(case(Stage.ACKNOWLEDGED), Stage.CLOSED, date(2026, 4, 1), "Security", note=" ")


def test_a_case_needs_an_id_and_a_title() -> None:
    with pytest.raises(DisclosureError):
        report("CVD-1", " ", DAY, "A researcher")


def test_a_step_changes_nothing_in_the_case_before_it() -> None:
    before = case()
    advance(before, Stage.ACKNOWLEDGED, DAY, "Security", vulnerability="CVE-2099-0001")
    assert before == case()


def test_the_vulnerability_stays_once_it_is_named() -> None:
    named = advance(case(), Stage.ACKNOWLEDGED, DAY, "Security", vulnerability="CVE-2099-0001")
    assert advance(named, Stage.TRIAGED, DAY, "Security").vulnerability == "CVE-2099-0001"


def test_a_deadline_is_overdue_on_the_day_after_its_last() -> None:
    last = DAY + timedelta(days=3)
    assert overdue(case(), POLICY, last) == ()
    (one,) = overdue(case(), POLICY, last + timedelta(days=1))
    assert (one.stage, one.by, one.days_late) == (Stage.ACKNOWLEDGED, last, 1)


def test_what_is_due_first_stands_in_front() -> None:
    assert [one.stage for one in due(case(), POLICY, DAY)] == ["acknowledged", "triaged", "published"]


def test_a_deadline_runs_from_the_stage_that_it_names() -> None:
    found = {
        one.stage: one.by for one in due(case(Stage.ACKNOWLEDGED, Stage.TRIAGED), POLICY, DAY + timedelta(days=9))
    }
    assert found == {Stage.FIXED: DAY + timedelta(days=32), Stage.PUBLISHED: DAY + timedelta(days=90)}


def test_a_closed_case_owes_nothing() -> None:
    assert due(case(Stage.ACKNOWLEDGED, Stage.CLOSED), POLICY, date(2030, 1, 1)) == ()


def test_a_step_of_a_later_day_is_not_known() -> None:
    found = case(Stage.ACKNOWLEDGED, days=5)
    as_of = DAY + timedelta(days=4)
    assert found.stage_on(as_of) is Stage.REPORTED
    assert [one.stage for one in overdue(found, POLICY, as_of)] == ["acknowledged"]
    assert found.stage_on(DAY - timedelta(days=1)) is None


@given(st.lists(st.tuples(st.sampled_from(Stage), st.integers(0, 9)), max_size=12), st.integers(0, 200))
def test_whatever_is_tried_a_record_stays_in_order_and_no_stage_is_twice(
    tries: list[tuple[Stage, int]], after: int
) -> None:
    found = case()
    for stage, days in tries:
        try:
            found = advance(found, stage, found.steps[-1].day + timedelta(days=days), "Security", note="x")
        except DisclosureError:
            assert stage not in ALLOWED[found.stage] or stage in {step.stage for step in found.steps}
    stages = [step.stage for step in found.steps]
    assert len(set(stages)) == len(stages)
    assert [step.day for step in found.steps] == sorted(step.day for step in found.steps)
    owed = {one.stage for one in due(found, POLICY, DAY + timedelta(days=after))}
    assert not owed & set(found.reached(DAY + timedelta(days=after)))


REPORTED = step("reported", "2026-03-02")
PUBLISHED = (
    REPORTED,
    step("acknowledged", "2026-03-03"),
    step("triaged", "2026-03-04"),
    step("published", "2026-03-05"),
)


def test_a_case_of_a_dossier_has_its_steps_and_not_its_reporter() -> None:
    found = case_of(disclosure(*PUBLISHED))
    assert found.stage is Stage.PUBLISHED
    assert "Mallory" not in repr(found)
    assert steps_as_json(found) == list(PUBLISHED)


def test_the_longest_overdue_case_comes_first_and_later_cases_are_not_known() -> None:
    cases = [
        disclosure(REPORTED, id="CVD-1"),
        disclosure(step("reported", "2026-03-01"), id="CVD-2"),
        disclosure(*PUBLISHED, id="CVD-0"),
        disclosure(step("reported", "2027-01-01"), id="CVD-3"),
    ]
    deadline = {"id": "DL-1", "stage": "acknowledged", "days": 3}
    whole = dossier().model_copy(update={"disclosures": tuple(cases)})
    whole = type(whole).model_validate(whole.model_dump() | {"disclosure_deadlines": [deadline]})
    found = waiting(whole, date(2026, 3, 20))
    assert [(one.record.id, one.days_late) for one in found] == [("CVD-2", 16), ("CVD-1", 15), ("CVD-0", 0)]
    assert [one.open for one in found] == [True, True, True]
    assert found[2].next == (Stage.FIXED,)


@pytest.mark.parametrize(
    ("steps", "as_of", "secret"),
    [
        ((REPORTED,), date(2026, 6, 1), True),
        ((REPORTED,), date(2026, 6, 2), False),
        (PUBLISHED, date(2026, 3, 4), True),
        (PUBLISHED, date(2026, 3, 5), False),
    ],
)
def test_an_embargo_ends_with_its_day_or_with_the_publication(
    steps: tuple[dict[str, str], ...], as_of: date, secret: bool
) -> None:
    record = disclosure(*steps, embargo_until="2026-06-01")
    assert under_embargo(record, as_of) is secret
    assert embargoed([record], as_of) == ({"CVE-2099-0001": "CVD-1"} if secret else {})


def test_thanks_go_to_who_agreed_and_only_after_the_publication() -> None:
    thanked, silent = disclosure(*PUBLISHED, credit="M. Example"), disclosure(*PUBLISHED)
    assert credits_of([thanked, silent], date(2026, 3, 5)) == {"CVE-2099-0001": ("M. Example",)}
    assert credits_of([thanked], date(2026, 3, 4)) == {}
