# SPDX-License-Identifier: Apache-2.0
"""The counts that suites of JUnit XML state, against the cases that they hold.

- `tests` is the number of cases: all below the suite, or only its own. Dialects do either.
- `failures` and `errors` are taken together, because what is which differs. The sum lies between the number of
  cases that failed and the number of elements that say so: some count a case that failed in its test and again in
  its tear-down once, some twice. A suite that broke as a whole counts with its own elements.
- A count that is no number contradicts too. A count that is not stated says nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from medward.testing.source import clean, whole


@dataclass(slots=True)
class Tally:
    """What was found in a suite: `below` it at any depth, and its `own`.

    Each is the number of cases, of cases that failed, and of elements that say that something failed.
    """

    below: list[int] = field(default_factory=lambda: [0, 0, 0])
    own: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, numbers: Iterable[int], *, own: bool) -> None:
        """Add what was found in one case, or in the suite itself."""
        for index, number in enumerate(numbers):
            self.below[index] += number
            self.own[index] += number if own else 0


def contradictions(suites: Iterable[tuple[etree._Element, Tally]]) -> Iterator[str]:
    """For each suite what its counts say that its cases do not."""
    for suite, tally in suites:
        name = clean(suite.get("name"), 80) or suite.tag
        if (tests := suite.get("tests")) is not None and whole(tests) not in {tally.below[0], tally.own[0]}:
            yield f"the suite '{name}' states {clean(tests, 20)} tests, and {tally.below[0]} are there"
        elif (stated := _stated(suite)) is not None and not any(_agrees(stated, one) for one in _both(tally)):
            yield f"the suite '{name}' states {stated} failures and errors, and {tally.below[1]} cases failed"


def _stated(suite: etree._Element) -> int | None:
    """Failures and errors as stated; None where neither is, -1 where one is no count."""
    said = [whole(text) for key in ("failures", "errors") if (text := suite.get(key)) is not None]
    if not said:
        return None
    return -1 if None in said else sum(filter(None, said))


def _both(tally: Tally) -> tuple[list[int], list[int]]:
    return tally.below, tally.own


def _agrees(stated: int, found: list[int]) -> bool:
    _, failed, elements = found
    return failed <= stated <= elements
