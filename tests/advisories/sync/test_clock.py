# SPDX-License-Identifier: Apache-2.0
"""A polite rate: never more requests to a host in any run of seconds than it allows."""

from hypothesis import given
from hypothesis import strategies as st

from advisories.sync.publisher import MovedClock
from medward.advisories.sync.clock import Pacer
from medward.advisories.sync.sources import Rate


def test_requests_within_the_rate_do_not_wait(clock: MovedClock) -> None:
    pacer = Pacer(clock)
    for _ in range(5):
        pacer.wait("a", Rate(requests=5, seconds=30))
    assert clock.waits == []


def test_the_next_one_waits_until_the_first_is_old_enough(clock: MovedClock) -> None:
    pacer, rate = Pacer(clock), Rate(requests=2, seconds=30)
    pacer.wait("a", rate)
    clock.seconds += 10
    pacer.wait("a", rate)
    pacer.wait("a", rate)
    assert clock.waits == [20.0]


def test_hosts_do_not_wait_for_each_other(clock: MovedClock) -> None:
    pacer, rate = Pacer(clock), Rate(requests=1, seconds=30)
    pacer.wait("a", rate)
    pacer.wait("b", rate)
    assert clock.waits == []


@given(
    st.integers(1, 6),
    st.integers(1, 60),
    st.lists(st.floats(0, 40), min_size=1, max_size=40),
)
def test_no_run_of_seconds_has_more_requests_than_allowed(
    requests: int, seconds: int, pauses: list[float]
) -> None:
    clock = MovedClock()
    pacer, rate, asked = Pacer(clock), Rate(requests=requests, seconds=seconds), []
    for pause in pauses:
        clock.seconds += pause
        pacer.wait("a", rate)
        asked.append(clock.seconds)
    for first, past in zip(asked, asked[requests:], strict=False):
        assert past - first >= seconds - 1e-6
