# SPDX-License-Identifier: Apache-2.0
"""Stacked bars: counts as lengths, so that what is there is always seen."""

from collections.abc import Sequence


def whole_parts(counts: Sequence[int], length: int, least: int = 1) -> list[int]:
    """Split `length` units among counts: `least` for each that is above 0, and the rest in proportion.

    The parts add up to `length` exactly. Where there is no room for `least` units each, they get fewer. What is
    left over by rounding down goes to the largest remainders, the first of equals first. All parts are 0 where
    every count is.
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    floor = [least if count else 0 for count in counts]
    spare = length - sum(floor)
    if spare < 0:
        return whole_parts([min(count, 1) for count in counts], length, least - 1)
    shares = [divmod(spare * count, total) for count in counts]
    parts = [start + whole for start, (whole, _) in zip(floor, shares, strict=True)]
    by_remainder = sorted(range(len(counts)), key=lambda index: (-shares[index][1], index))
    for index in by_remainder[: length - sum(parts)]:
        parts[index] += 1
    return parts
