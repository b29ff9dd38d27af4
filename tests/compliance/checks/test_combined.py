# SPDX-License-Identifier: Apache-2.0
"""`all` and `any`: the laws of combining."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medward.compliance.checks.combined import every, one
from medward.compliance.model import BrokenLink, Proof, Status
from medward.compliance.outcome import Outcome

M, N, U, E, X = Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.ERROR, Status.NOT_APPLICABLE


def of(*statuses: Status) -> list[Outcome]:
    return [Outcome(status, f"reason {number}") for number, status in enumerate(statuses)]


def lacking(number: int, reason: str = "links are missing") -> Outcome:
    links = tuple(BrokenLink(f"link {index}", "threat:T-1", "mend", "mend") for index in range(number))
    return Outcome(N, reason, (), links)


@pytest.mark.parametrize(
    ("statuses", "all_", "any_"),
    [
        ([M, M], M, M),
        ([M, N], N, M),
        ([M, U], U, M),
        ([M, E], E, M),
        ([N, U], N, U),
        ([N, E], E, E),
        ([U, E], E, E),
        ([N, N], N, N),
        ([X, M], M, M),
        ([X, N], N, N),
        ([X, U], U, U),
        ([X, X], X, X),
    ],
)
def test_two_statuses_combine_as_the_language_says(statuses: list[Status], all_: Status, any_: Status) -> None:
    assert every(of(*statuses)).status is all_
    assert one(of(*statuses)).status is any_


def test_the_reason_of_all_is_that_of_what_decides_it() -> None:
    assert every(of(M, N, U, N)).reason == "reason 1; reason 3"
    assert every(of(M, M)).reason == "reason 0; reason 1"


def test_where_nothing_applies_every_reason_is_told() -> None:
    assert every(of(X, X)).reason == "reason 0; reason 1"
    assert one(of(X, X)).reason == "reason 0; reason 1"


def test_all_keeps_every_proof_and_broken_link_once() -> None:
    proof = Proof("it is there", "test:TE-1")
    outcome = every([Outcome(M, "a", (proof,)), Outcome(M, "b", (proof,)), lacking(2), lacking(1)])
    assert outcome.proofs == (proof,)
    assert [link.text for link in outcome.broken] == ["link 0", "link 1"]


def test_any_is_met_by_the_first_that_is() -> None:
    assert one(of(N, M, M)).reason == "reason 1"


def test_any_that_is_not_met_shows_the_alternative_that_lacks_least() -> None:
    outcome = one([lacking(3, "three"), lacking(1, "one"), lacking(2, "two")])
    assert len(outcome.broken) == 1
    assert outcome.reason == "none of these holds: three; one; two"


def test_any_with_one_alternative_gives_its_reason_alone() -> None:
    assert one([Outcome(X, "left out"), lacking(1, "one")]).reason == "one"


STATUSES = st.lists(st.sampled_from(list(Status)), min_size=1, max_size=6)


@given(STATUSES, st.randoms())
def test_the_status_does_not_depend_on_the_order(statuses: list[Status], random: object) -> None:
    shuffled = list(statuses)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis hands over a random.Random
    assert every(of(*statuses)).status is every(of(*shuffled)).status
    assert one(of(*statuses)).status is one(of(*shuffled)).status


@given(STATUSES)
def test_nesting_changes_nothing(statuses: list[Status]) -> None:
    whole = of(*statuses)
    for cut in range(1, len(whole)):
        left, right = whole[:cut], whole[cut:]
        assert every([every(left), every(right)]).status is every(whole).status
        assert one([one(left), one(right)]).status is one(whole).status


@given(STATUSES)
def test_what_does_not_apply_is_left_out(statuses: list[Status]) -> None:
    outside = [*of(*statuses), Outcome(X, "left out")]
    assert every(outside).status is every(of(*statuses)).status
    assert one(outside).status is one(of(*statuses)).status


@given(STATUSES)
def test_all_is_met_only_where_everything_that_applies_is(statuses: list[Status]) -> None:
    applying = [status for status in statuses if status is not X]
    assert (every(of(*statuses)).status is M) == (bool(applying) and set(applying) == {M})


@given(STATUSES)
def test_any_is_met_where_one_is_and_only_there(statuses: list[Status]) -> None:
    assert (one(of(*statuses)).status is M) == (M in statuses)
