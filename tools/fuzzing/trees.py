# SPDX-License-Identifier: Apache-2.0
"""Changes to an input as a tree of JSON: still JSON afterwards, mostly, but of another shape."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any, TypeAlias

from fuzzing.oddities import RAW, TEXTS, VALUES

Holder: TypeAlias = "tuple[Any, Any]"
"""A list or mapping, and the index or key at which a value stands in it."""

MOST_COPIES = 200
DEPTHS = (2, 30, 120, 990, 5_000)
_MARK = "\x01raw\x01"
_MARKED = json.dumps(_MARK)


def changed(rng: Random, data: bytes, other: bytes) -> bytes | None:
    """One change to the tree, or None where the input is not JSON; `other` is an input to take a branch from."""
    root = _tree(data)
    if root is None:
        return None
    holder, key = rng.choice(list(_holders(root)))
    raw = _change(rng, holder, key, other)
    if not root:
        return b""
    text = json.dumps(root[0], ensure_ascii=rng.random() < 1 / 2, indent=rng.choice((None, 1)))
    return text.replace(_MARKED, raw, 1).encode("utf-8", "surrogatepass")


def _tree(data: bytes) -> list[Any] | None:
    """The value in a list of its own, so that the whole can be replaced like any part."""
    if data[:1] not in {b"{", b"["}:
        return None
    try:
        return [json.loads(data)]
    except (ValueError, RecursionError):
        return None


def _holders(value: Any) -> Iterator[Holder]:
    """Every place in a tree, without recursion."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        for key in holder if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


def _change(rng: Random, holder: Any, key: Any, other: bytes) -> str:
    """Change one place; the text that the mark there stands for, if it was set."""
    value = holder[key]
    match rng.randrange(9):
        case 0:
            del holder[key]
        case 1:
            holder[key] = rng.choice(VALUES)
        case 2:
            holder[key] = rng.choice(TEXTS)
        case 3:
            holder[key] = _other_branch(rng, other)
        case 4:
            holder[key] = [value] * rng.choice((0, 1, 2, MOST_COPIES))
        case 5:
            _repeat(rng, holder, key)
        case 6:
            holder[key] = _bent(rng, value)
        case 7:
            holder[key] = _MARK
            return _deepened(rng, value)
        case _:
            holder[key] = _MARK
            return _twice(rng, holder, key, value)
    return ""


def _other_branch(rng: Random, other: bytes) -> Any:
    root = _tree(other)
    if root is None:
        return rng.choice(VALUES)
    holder, key = rng.choice(list(_holders(root)))
    return holder[key]


def _repeat(rng: Random, holder: Any, key: Any) -> None:
    """An item again and again, or a value under another key."""
    if isinstance(holder, list):
        holder[key:key] = [holder[key]] * rng.choice((1, 2, MOST_COPIES))
    else:
        holder[rng.choice((*holder, *TEXTS))] = holder[key]


def _bent(rng: Random, value: Any) -> Any:
    """A value near the one that stood there: a text with something odd in it, a number further off."""
    if isinstance(value, str):
        place = rng.randrange(len(value) + 1)
        return value[:place] + rng.choice(TEXTS) + value[place + rng.choice((0, 1, 5)) :]
    if isinstance(value, int):
        return rng.choice((-value, value + 1, value * 2**32, str(value), float(value % 2**53)))
    return rng.choice((str(value), [], {}, {"": value}))


def _deepened(rng: Random, value: Any) -> str:
    """The value below many lists or mappings."""
    depth = rng.choice(DEPTHS)
    opening, closing = rng.choice((("[", "]"), ('{"components":', "}"), ('{"branches":[', "]}")))
    return opening * depth + json.dumps(value) + closing * depth


def _twice(rng: Random, holder: Any, key: Any, value: Any) -> str:
    """A key that stands twice; in a list, a piece that is no JSON."""
    if isinstance(holder, list):
        return rng.choice(RAW)
    return f"{json.dumps(value)}, {json.dumps(key)}: {rng.choice((*RAW, json.dumps(value)))}"
