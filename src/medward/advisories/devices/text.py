# SPDX-License-Identifier: Apache-2.0
"""Names of makers and devices as words that can be compared.

`words` is one fixed reading of a name: case, accents, marks (®, ™), punctuation and mistaken encodings do not
count. It is idempotent: the words of a reading, joined, have the same reading.

- Letters with marks become plain ones: `Dräger` is `drager`; a name that was decoded as Latin-1 is mended first.
- `+` is a word, because `Link+` is another product than `Link`; an apostrophe is nothing, `N'Vision` is `nvision`.
- Up to three letters and the number after them are one word: `EC 40` is `ec40`; a decimal stays one word, and a
  zero at its end does not count: `3.0T` is `3t`.
- A plain plural is its singular: `monitors` is `monitor`.
"""

import re
import unicodedata
from functools import lru_cache

MAX_NAME = 500
"""Characters of a name; the rest is not read."""

_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ß": "ss", "æ": "ae", "Æ": "AE", "đ": "d", "ł": "l", "’": "'"})
_MARKS = re.compile(r"\(r\)|\(tm\)|[®™©]", re.IGNORECASE)
_WORD = re.compile(r"[0-9]+(?:\.(?:[0-9]+|x\b))+[a-z]*|[a-z0-9]+|\+")
_ZEROS = re.compile(r"(?:\.0)+(?=[a-z]*$)")
_MOJIBAKE = re.compile("[\u00c2\u00c3][\u0080-\u00bf]")
_PLURAL = re.compile(r"[a-z]{3,}(?![aisu])[a-z]s")
_PREFIX = 3


@lru_cache(maxsize=65_536)
def words(text: str) -> tuple[str, ...]:
    """The words of a name, in order."""
    return tuple(_joined([_plain(word) for word in _WORD.findall(folded(text))]))


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Text in small plain letters, without marks and apostrophes."""
    text = _MARKS.sub(" ", _mended(text[:MAX_NAME])).translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.casefold().replace("'", "").replace("&", " and ").split())


def _mended(text: str) -> str:
    """UTF-8 that was read as Latin-1, read again; anything else as it is."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _plain(word: str) -> str:
    if word == "+":
        return "plus"
    return word[:-1] if _PLURAL.fullmatch(word) else _ZEROS.sub("", word)


def _joined(found: list[str]) -> list[str]:
    """Short letters and the number after them as one word."""
    result: list[str] = []
    for word in found:
        before = result[-1] if result else ""
        counted = word[0].isdigit() and "." not in word
        if counted and before.isalpha() and len(before) <= _PREFIX and before not in _APART:
            result[-1] = before + word
            continue
        result.append(word)
    return result


_APART = frozenset({"and", "for", "no", "of", "or", "the", "to", "rev", "ver"})
"""Words that a number may follow without being part of a designation."""
