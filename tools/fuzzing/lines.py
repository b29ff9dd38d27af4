# SPDX-License-Identifier: Apache-2.0
"""Changes to an input as a list of parts: lines of YAML, XML and CSV; bounds of a range; cells.

The separator is drawn as well, so that a text in one line has parts too.
"""

import re
from random import Random

from fuzzing.oddities import LINES, TEXTS

MOST_COPIES = 2_000
MOST_BYTES = 100_000

_SEPARATORS = (b"\n", b"\n", b"\n", b"\n", b",", b">", b" ", b"|", b".")
_VALUE = re.compile(rb"[:=>]\s*")
_NUMBER = re.compile(rb"[0-9]+")


def changed(rng: Random, data: bytes, other: bytes) -> bytes:
    """One change to the parts; `other` is an input of the same reader to take a part from."""
    separator = rng.choice(_SEPARATORS)
    parts = data.split(separator)
    here, there = rng.randrange(len(parts)), rng.randrange(len(parts))
    match rng.randrange(9):
        case 0:
            del parts[here]
        case 1:
            parts.insert(there, parts[here])
        case 2:
            parts[here], parts[there] = parts[there], parts[here]
        case 3:
            copies = min(rng.choice((2, 10, MOST_COPIES)), MOST_BYTES // (len(parts[here]) + 1))
            parts[here:here] = [parts[here]] * copies
        case 4:
            parts.insert(here, rng.choice(LINES))
        case 5:
            parts.insert(here, rng.choice(other.split(separator)))
        case 6:
            parts[here] = _indented(rng, parts[here])
        case 7:
            parts[here] = _revalued(rng, parts[here])
        case _:
            parts[here] = _NUMBER.sub(_number(rng), parts[here], count=1)
    return separator.join(parts)


def _indented(rng: Random, part: bytes) -> bytes:
    """The part at another depth."""
    depth = rng.choice((0, 1, 2, 4, 60))
    return rng.choice((b" ", b"\t", b"- ", b"[", b"<a>")) * depth + part.lstrip()


def _revalued(rng: Random, part: bytes) -> bytes:
    """The key of a part with another value; a part without a key is replaced."""
    odd = rng.choice(TEXTS).encode("utf-8", "surrogatepass")
    found = _VALUE.search(part)
    return part[: found.end()] + odd if found else odd


def _number(rng: Random) -> bytes:
    return rng.choice((b"0", b"-1", b"00", b"65536", b"9" * 40, b"9" * 5_000, b"1e400", b"\xd9\xa1"))
