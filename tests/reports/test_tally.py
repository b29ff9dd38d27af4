# SPDX-License-Identifier: Apache-2.0
"""Counting verdicts, and the ladder of what a check fails on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.model import Assessment, Status
from medward.reports.choices import FailOn
from medward.reports.tally import fails, of_framework, tally
from reports.factories import all_met, assessment, broken_sbom, framework, verdict

LADDER = (FailOn.NEVER, FailOn.ERROR, FailOn.NOT_MET, FailOn.UNKNOWN)


def with_statuses(*statuses: Status) -> Assessment:
    verdicts = tuple(verdict(number, "x", status, "because") for number, status in enumerate(statuses))
    return replace(all_met(), frameworks=(replace(framework(), verdicts=verdicts),))


def test_every_status_is_counted_in_the_order_in_which_reports_show_it() -> None:
    shares = of_framework(framework()).shares
    assert [(share.status.value, share.count) for share in shares] == [
        ("met", 2),
        ("not_met", 2),
        ("unknown", 1),
        ("error", 1),
        ("not_applicable", 1),
    ]


def test_what_does_not_apply_is_not_asked() -> None:
    counts = of_framework(framework())
    assert (counts.met, counts.asked, counts.total) == (2, 6, 7)


@given(st.lists(st.sampled_from(Status)))
def test_no_verdict_is_lost(statuses: list[Status]) -> None:
    counts = tally(verdict(0, "x", status, "because") for status in statuses)
    assert counts.total == len(statuses)
    assert all(counts.of(status) == statuses.count(status) for status in Status)


@pytest.mark.parametrize(
    ("statuses", "failing"),
    [
        ((Status.MET,), set()),
        ((Status.MET, Status.NOT_APPLICABLE), set()),
        ((Status.MET, Status.UNKNOWN), {FailOn.UNKNOWN}),
        ((Status.MET, Status.NOT_MET), {FailOn.UNKNOWN, FailOn.NOT_MET}),
        ((Status.MET, Status.ERROR), {FailOn.UNKNOWN, FailOn.NOT_MET, FailOn.ERROR}),
    ],
)
def test_each_step_fails_on_one_thing_more(statuses: tuple[Status, ...], failing: set[FailOn]) -> None:
    assert {step for step in FailOn if fails(with_statuses(*statuses), step)} == failing


@given(st.lists(st.sampled_from(Status)))
def test_a_step_fails_on_all_that_the_step_below_it_fails_on(statuses: list[Status]) -> None:
    failed = [fails(with_statuses(*statuses), step) for step in LADDER]
    assert failed == sorted(failed)


def test_what_cannot_be_read_is_an_error_although_no_verdict_rests_on_it() -> None:
    given_problem = replace(all_met(), problems=broken_sbom().problems)
    assert fails(given_problem, FailOn.ERROR)
    assert not fails(given_problem, FailOn.NEVER)


def test_without_a_verdict_nothing_was_proven() -> None:
    assert fails(replace(assessment(), frameworks=()), FailOn.ERROR)
