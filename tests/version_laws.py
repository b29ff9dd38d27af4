# SPDX-License-Identifier: Apache-2.0
"""What every scheme's tests ask of its key: tables of versions in order, and agreement with a plain comparison."""

from collections.abc import Callable, Sequence
from itertools import product, zip_longest
from typing import Any

from medward.versions import InvalidVersionError

Key = Callable[[str], bytes]
Compare = Callable[[str, str], int]


def sign(one: Any, other: Any) -> int:
    """-1, 0 or 1, as `one` is lower than, equal to or higher than `other`."""
    return int(one > other) - int(one < other)


def assert_in_order(key: Key, in_order: Sequence[str]) -> None:
    """Each entry holds spellings of one version, apart by blanks; the entries are in ascending order."""
    keys = [{key(spelling) for spelling in spellings.split()} for spellings in in_order]
    assert [spellings for spellings, found in zip(in_order, keys, strict=True) if len(found) != 1] == []
    ascending = [one for (one,) in keys]
    assert [in_order[place] for place in range(1, len(keys)) if not ascending[place - 1] < ascending[place]] == []


def assert_agrees_on_all_pairs(key: Key, compare: Compare, in_order: Sequence[str]) -> None:
    """The plain comparison orders every pair of the table as the keys do."""
    texts = [spelling for spellings in in_order for spelling in spellings.split()]
    wrong = [(a, b) for a, b in product(texts, texts) if compare(a, b) != sign(key(a), key(b))]
    assert wrong == []


def refused(key: Key, text: str) -> bool:
    """Whether the scheme refuses a text, in the one way that it may."""
    try:
        assert isinstance(key(text), bytes)
    except InvalidVersionError:
        return True
    return False


def by_steps(steps: Sequence[tuple[Any, Any]]) -> int:
    """The first difference among pairs of values that compare with each other."""
    return next((sign(one, other) for one, other in steps if one != other), 0)


def in_turn(one: Sequence[Any], other: Sequence[Any], compare: Callable[[Any, Any], int], missing: Any) -> int:
    """Compare two lists item by item; a missing item is `missing`."""
    results = (compare(mine, its) for mine, its in zip_longest(one, other, fillvalue=missing))
    return next((result for result in results if result), 0)
