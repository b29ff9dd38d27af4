# SPDX-License-Identifier: Apache-2.0
"""Designators: the words of a device's name that hold a number, and what advisories mean by them.

An advisory writes many models in one name. Read are:

- lists that shorten: `MX800/700/600`, `865240/41/42`, `M8001A/2A`, `MP5/5SC`: each item replaces the end of the
  one before;
- ranges: `MX400-MX850`, `MP2-MP90`, `400-550`;
- placeholders: `5x0`, `8.0.x`: the `x` stands for any digits.

A word is a designator when it holds a digit. One of letters and digits with at least three characters, or of at
least four digits, says alone which device of a maker is meant (`telling`); `64` does not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MAX_ITEMS = 40
_NUMBERED = re.compile(r"([a-z]*)(\d+)([a-z]*)")
_LIST = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:/[A-Za-z]{0,3}\d+[A-Za-z]*)+")
_RANGE = re.compile(r"\b([A-Za-z]{0,4})(\d{1,5})\s?-\s?([A-Za-z]{0,4})(\d{1,5})\b")
_PLACEHOLDER = re.compile(r"([a-z]{0,4})([0-9][0-9.]*x[0-9x.]*)")
_RUN_ON = re.compile(r"(?<=[a-z]{3})(?=[A-Z]{1,3}\d)")
_MIN_MIXED, _MIN_DIGITS = 3, 4


def is_designator(word: str) -> bool:
    """Whether a word holds a digit."""
    return any(letter.isdigit() for letter in word)


def is_telling(word: str) -> bool:
    """Whether a designator says alone which device of a maker is meant."""
    if word.isdigit():
        return len(word) >= _MIN_DIGITS
    return len(word) >= _MIN_MIXED and "." not in word


@dataclass(frozen=True, slots=True)
class Span:
    """A range of designators: a prefix and the numbers from `low` to `high`."""

    prefix: str
    low: int
    high: int

    def holds(self, word: str) -> bool:
        """Whether a designator is in the range."""
        found = _NUMBERED.fullmatch(word)
        return bool(found and found[1] == self.prefix and self.low <= int(found[2]) <= self.high)


def spans(text: str) -> tuple[Span, ...]:
    """The ranges that a name writes out. A range of bare numbers takes the prefix of the word before it."""
    found = []
    for match in _RANGE.finditer(text[:400]):
        prefix, low, second, high = match.groups()
        if second and second.casefold() != prefix.casefold():
            continue
        before = re.search(r"([A-Za-z]{1,4})\s*\(?$", text[: match.start()])
        prefix = prefix or (before[1] if before else "")
        if int(low) < int(high):
            found.append(Span(prefix.casefold(), int(low), int(high)))
    return tuple(found)


def written_out(text: str) -> str:
    """A name with its shortened lists written out: `MX800/700` becomes `MX800 MX700`."""
    text = _RUN_ON.sub(" ", text)
    return _LIST.sub(lambda match: " ".join(_items(match[0].split("/")[:MAX_ITEMS])), text)


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str] | None:
    if not (found := _PLACEHOLDER.fullmatch(word)):
        return None
    body = "".join("[0-9]+" if letter == "x" else re.escape(letter) for letter in found[2])
    return re.compile(re.escape(found[1]) + body)


def agrees(stated: str, word: str) -> bool:
    """Whether a designator of an advisory, which may hold placeholders, means one of a unit."""
    if stated == word:
        return True
    pattern = _pattern(stated)
    return bool(pattern and pattern.fullmatch(word))


def any_agrees(stated: Iterable[str], ranges: Iterable[Span], unit: Iterable[str]) -> tuple[str, ...]:
    """The unit's designators that an advisory means."""
    stated, ranges = tuple(stated), tuple(ranges)
    return tuple(
        word
        for word in unit
        if any(agrees(one, word) for one in stated) or any(span.holds(word) for span in ranges)
    )


def _items(parts: list[str]) -> list[str]:
    """Each item of a shortened list in full."""
    result = [parts[0]]
    for part in parts[1:]:
        before = result[-1]
        first, here = _NUMBERED.fullmatch(before.casefold()), _NUMBERED.fullmatch(part.casefold())
        if not first or not here or here[1]:
            result.append(part)
        elif len(part) < len(before) and len(here[2]) < len(first[2]):
            result.append(before[: len(before) - len(part)] + part)
        else:
            result.append(before[: len(first[1])] + part)
    return result
