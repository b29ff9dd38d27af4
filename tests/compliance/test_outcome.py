# SPDX-License-Identifier: Apache-2.0
"""The order in which statuses count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.model import BrokenLink, Proof, Status
from medward.compliance.outcome import (
    BEST_FIRST,
    WORST_FIRST,
    best,
    error,
    met,
    not_applicable,
    not_met,
    unknown,
    worst,
)

STATUSES = st.lists(st.sampled_from(list(Status)), min_size=1, max_size=8)


def test_both_orders_rank_every_status_once() -> None:
    assert set(WORST_FIRST) == set(BEST_FIRST) == set(Status)
    assert len(WORST_FIRST) == len(BEST_FIRST) == len(Status)


def test_none_at_all_is_not_applicable() -> None:
    assert worst([]) is Status.NOT_APPLICABLE
    assert best([]) is Status.NOT_APPLICABLE


@given(STATUSES, st.sampled_from(list(Status)))
def test_one_more_that_must_hold_never_makes_it_better(statuses: list[Status], more: Status) -> None:
    before, after = worst(statuses), worst([*statuses, more])
    assert WORST_FIRST.index(after) <= WORST_FIRST.index(before)


@given(STATUSES, st.sampled_from(list(Status)))
def test_one_more_that_could_hold_never_takes_met_away(statuses: list[Status], more: Status) -> None:
    assert best(statuses) is not Status.MET or best([*statuses, more]) is Status.MET


@given(STATUSES)
def test_neither_unknown_nor_error_ever_counts_as_met(statuses: list[Status]) -> None:
    bad = {Status.UNKNOWN, Status.ERROR} & set(statuses)
    assert worst(statuses) is not Status.MET or not bad


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (met("why"), Status.MET),
        (not_met("why"), Status.NOT_MET),
        (unknown("why"), Status.UNKNOWN),
        (error("why"), Status.ERROR),
        (not_applicable("why"), Status.NOT_APPLICABLE),
    ],
)
def test_every_outcome_has_a_reason(made: object, status: Status) -> None:
    assert getattr(made, "status", None) is status
    assert getattr(made, "reason", None) == "why"


def test_proofs_and_broken_links_are_frozen_into_tuples() -> None:
    proof, link = Proof("there"), BrokenLink("gone", "threat:T-1", "mend it", "threat.mend")
    assert met("why", [proof]).proofs == (proof,)
    assert not_met("why", [link], [proof]).broken == (link,)
    assert unknown("why", [link]).broken == (link,)
