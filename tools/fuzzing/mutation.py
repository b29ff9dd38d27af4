# SPDX-License-Identifier: Apache-2.0
"""Broken inputs out of good ones. Input `number` of a reader under a seed is the same on every machine, for ever.

An input is one of the reader's seeds, changed one to five times: as a tree where it is JSON, as lines, as bytes.
"""

from collections.abc import Sequence
from random import Random

from fuzzing import blocks, lines, trees

MAX_BYTES = 200_000
"""No input is longer: what a small input can do is looked for, and limits on size have tests of their own."""

_TIMES = (1, 1, 1, 2, 3, 5)
_TREE, _LINES = 0.6, 0.85


def made(seed: int, reader: str, number: int, seeds: Sequence[bytes]) -> bytes:
    """The input of this number. The first ones are the seeds themselves."""
    if number < len(seeds):
        return seeds[number]
    rng = Random(f"{seed}:{reader}:{number}")  # noqa: S311 - an input must come again from its seed
    data = rng.choice(seeds)
    for _ in range(rng.choice(_TIMES)):
        data = _changed(rng, data, rng.choice(seeds))[:MAX_BYTES]
    return data


def _changed(rng: Random, data: bytes, other: bytes) -> bytes:
    drawn = rng.random()
    if drawn < _TREE and (bent := trees.changed(rng, data, other)) is not None:
        return bent
    return lines.changed(rng, data, other) if drawn < _LINES else blocks.changed(rng, data, other)
