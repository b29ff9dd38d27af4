# SPDX-License-Identifier: Apache-2.0
"""Changes to an input as bytes, whatever its format: what a bad disk, a cut connection or a hex editor does."""

from random import Random

from fuzzing.oddities import BYTES

LONGEST = 2_000


def changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """One change at a place drawn by `rng`; `other` is an input of the same reader to take a piece from."""
    start = rng.randrange(len(data) + 1)
    end = min(len(data), start + rng.choice((0, 1, 2, 4, 16, LONGEST)))
    match rng.randrange(7):
        case 0:
            middle = b""
        case 1:
            middle = rng.choice(BYTES)
        case 2:
            middle = data[start:end] * rng.choice((2, 3, 100))
        case 3:
            middle = rng.randbytes(end - start)
        case 4:
            middle = _flipped(rng, data[start:end])
        case 5:
            return data[:start]
        case _:
            return data[:start] + other[rng.randrange(len(other) + 1) :]
    return data[:start] + middle + data[end:]


def _flipped(rng: Random, data: bytes) -> bytes:
    """The same with one bit the other way round."""
    if not data:
        return rng.choice(BYTES)
    place = rng.randrange(len(data))
    return data[:place] + bytes((data[place] ^ (1 << rng.randrange(8)),)) + data[place + 1 :]
