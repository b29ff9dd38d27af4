# SPDX-License-Identifier: Apache-2.0
"""The clock that the run is handed, and the polite rate that it keeps by it."""

from collections import defaultdict, deque
from datetime import datetime
from typing import Protocol

from medward.advisories.sync.sources import Rate


class Clock(Protocol):
    """Time as the run sees it; the command line gives the real one, tests one that they move themselves."""

    def now(self) -> datetime:
        """The time of day, aware, in UTC."""

    def elapsed(self) -> float:
        """Seconds since some fixed moment; never runs backwards."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Pacer:
    """Keeps to a rate for each host, whichever sources ask it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, host: str, rate: Rate) -> None:
        """Wait until one more request to `host` keeps to `rate` over any run of `rate.seconds`, and count it."""
        asked = self._asked[host]
        if len(asked) >= rate.requests:
            wait = asked[-rate.requests] + rate.seconds - self._clock.elapsed()
            if wait > 0:
                self._clock.sleep(wait)
        asked.append(self._clock.elapsed())
        while len(asked) > _REMEMBERED:
            asked.popleft()


_REMEMBERED = 1_000
