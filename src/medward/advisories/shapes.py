# SPDX-License-Identifier: Apache-2.0
"""Whether the generic order may be trusted with two versions, by their shapes alone.

The generic order stands in where no source tells how a maker orders versions. Two versions are taken apart into
numbers and words with what separates them, and compared until they first differ. The order is to be trusted where

- two numbers differ, with the same before them, as in `1.0.2k` and `1.0.3`: every maker counts upwards;
- one version ends, and the other goes on with numbers after dots, as in `1.2` and `1.2.1`;
- two single letters differ with the same before them, as in `1.0.2g` and `1.0.2k`;
- nothing differs. `5.4.x` is the series 5.4.

It is not to be trusted where

- a number stands against a word, or a version goes on with a word or after another separator than a dot: `1.0.2`
  and `1.0.2k`, `2.0` and `2.0-rc1`, `1.2` and `1.2-3`, `1.3.0` and `1.3.0 Build 14`. A word may stand before or
  after the release;
- two words of more letters differ (`12.2SXI`, `12.2SXJ`), or separators do (`1.2-3`, `1.2.4`);
- one begins with a year or a date and the other does not, or with one written otherwise: `2016` and `10.0.4`;
- one is a single number and the other has three or more: a count of builds against a version.
"""

import re
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from medward.advisories.orders import without_v

_TOKEN = re.compile(r"([^0-9a-z]*)([0-9]+|[a-z]+)")
_YEAR = re.compile(r"(?:19[89]|20[0-9])[0-9](?:[01][0-9](?:[0-3][0-9])?)?")
_SERIES = re.compile(r"\.[*x]$")
_SEVERAL = 3
MAX_TOKENS = 200
"""Numbers and words of one version; what has more is never to be trusted."""


class _Token(NamedTuple):
    separator: str
    text: str

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


_END = _Token("", "")


@lru_cache(maxsize=65_536)
def decided(one: str, other: str) -> bool:
    """Whether the generic order of two versions is the order of every maker, as far as their shapes tell."""
    first, second = _tokens(one), _tokens(other)
    if first == second:
        return True
    if not first or not second or max(len(first), len(second)) > MAX_TOKENS:
        return False
    if _dated(first) != _dated(second) or _counts(first, second) or _counts(second, first):
        return False
    pairs = zip_longest(first, second, fillvalue=_END)
    return next(
        (_differs_surely(*pair, first, second) for pair in pairs if not _same(*pair)),
        True,
    )


@lru_cache(maxsize=16_384)
def _tokens(version: str) -> tuple[_Token, ...]:
    return tuple(_Token(*found) for found in _TOKEN.findall(_SERIES.sub("", without_v(version.strip()).lower())))


def _dated(tokens: tuple[_Token, ...]) -> int:
    """How many digits of a year, a month or a day it begins with; 0 for none."""
    return len(tokens[0].text) if _YEAR.fullmatch(tokens[0].text) else 0


def _counts(one: tuple[_Token, ...], other: tuple[_Token, ...]) -> bool:
    """Whether one is a single number that is not 0, and the other has several."""
    return len(one) == 1 and one[0].is_number and one[0].text.strip("0") != "" and len(other) >= _SEVERAL


def _same(one: _Token, other: _Token) -> bool:
    if not one.text or not other.text or one.is_number != other.is_number:
        return False
    return _number(one) == _number(other) if one.is_number else one.text == other.text


def _number(token: _Token) -> str:
    """A number without leading zeros; as text, because numbers may have any length."""
    return token.text.lstrip("0")


def _differs_surely(one: _Token, other: _Token, first: tuple[_Token, ...], second: tuple[_Token, ...]) -> bool:
    """Whether the first difference decides for every maker."""
    if not one.text or not other.text:
        longer = first if not other.text else second
        rest = longer[min(len(first), len(second)) :]
        return all(token.is_number and token.separator == "." for token in rest)
    if one.separator != other.separator or one.is_number != other.is_number:
        return False
    return one.is_number or len(one.text) == len(other.text) == 1
