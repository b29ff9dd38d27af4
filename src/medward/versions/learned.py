# SPDX-License-Identifier: Apache-2.0
"""A mapping that works out what it does not know yet and keeps it, within bounds.

Versions hardly repeat, but their parts do: `2`, `0rc1` and `1+deb12u3` stand in thousands of them. Looking a part
up costs a fraction of taking it apart, so keys are put together from parts that were seen before.

The bounds: a part longer than `LONGEST_KEPT` is worked out each time, and the mapping starts afresh when it holds
`MOST_KEPT`, so that no input makes it grow (1 to 2 MB at most). What it answers never depends on what it holds.
A scheme's `key` tries plain parts first, of `LONGEST_PLAIN` characters at most, and reads the version as a whole
where a part is none: only there it checks the length, and says what is wrong.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

LONGEST_KEPT = 16
LONGEST_PLAIN = 64
MOST_KEPT = 8192

_Value = TypeVar("_Value")


class Learned(dict[str, _Value], Generic[_Value]):
    """Part → what `work` makes of it. A lookup raises what `work` raises, and then keeps nothing."""

    __slots__ = ("_longest", "_work")

    def __init__(self, work: Callable[[str], _Value], longest: int | None = None) -> None:
        """Learn from `work`; a part with more than `longest` characters raises KeyError where that is given."""
        super().__init__()
        self._work = work
        self._longest = longest

    def __missing__(self, part: str) -> _Value:
        if self._longest is not None and len(part) > self._longest:
            raise KeyError(part)
        value = self._work(part)
        if len(part) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[part] = value
        return value
