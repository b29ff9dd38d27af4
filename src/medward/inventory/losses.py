# SPDX-License-Identifier: Apache-2.0
"""What a conversion could not carry over, counted, for the person who asked for it."""

from collections import Counter


class Losses:
    """Counts what was lost, by a sentence that says what; told in the order in which each was first met."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, count: int = 1) -> None:
        """Count a loss; nothing for a count of 0."""
        if count:
            self._counts[what] += count

    def told(self) -> tuple[str, ...]:
        """One line for each, such as `3 x components without a type, written as 'library'`."""
        return tuple(f"{count} x {what}" for what, count in self._counts.items())
