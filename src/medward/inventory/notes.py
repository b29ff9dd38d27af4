# SPDX-License-Identifier: Apache-2.0
"""What a reader says about the parts of a file that it did not take over, or that were not clean."""

from collections.abc import Collection, Mapping, Sized
from itertools import islice

SHOWN = 3


def left_out(sections: Mapping[str, Sized | None]) -> list[str]:
    """One note for each section that is not empty, with its number of entries, in the order given."""
    return [f"not taken over: {name} ({len(held)})" for name, held in sections.items() if held]


def counted(count: int, what: str, examples: Collection[str] = ()) -> list[str]:
    """A note such as `2 duplicate refs, renamed: a, b`; nothing where the count is 0."""
    if not count:
        return []
    shown = ", ".join(islice(examples, SHOWN))
    more = ", …" if len(examples) > SHOWN else ""
    return [f"{count} {what}: {shown}{more}" if shown else f"{count} {what}"]
