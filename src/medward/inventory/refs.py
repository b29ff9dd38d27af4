# SPDX-License-Identifier: Apache-2.0
"""One ref for each component: those of the file where they are there and unique, others with a number.

The number is counted up over the whole file and never tried twice, so that a file full of refs that are made to
collide costs no more than any other.
"""

from itertools import count


class Refs:
    """Gives out refs.

    Attributes:
        taken: every ref that was given out.
        missing: how many components had none.
        repeated: the refs that came again, in order.
    """

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self.missing = 0
        self.repeated: list[str] = []
        self._numbers = count(1)

    def take(self, ref: str | None, stem: str) -> str:
        """The ref itself where nobody has it; else a numbered one, of the ref or of `stem` where there is none."""
        if not ref or ref in self.taken:
            ref = self._numbered(ref, stem)
        self.taken.add(ref)
        return ref

    def _numbered(self, ref: str | None, stem: str) -> str:
        if ref:
            self.repeated.append(ref)
        else:
            self.missing += 1
        while (numbered := f"{ref or stem}#{next(self._numbers)}") in self.taken:
            continue
        return numbered
