# SPDX-License-Identifier: Apache-2.0
"""Versions of no known scheme: an order that suits most of them, close to that of libversion.

Reference: the `generic` type of the vers specification, which points to libversion; and `github`, the tags of
repositories, which is the same order after the letters and separators before the first digit (`v`, `release-`,
`curl-7_`) are dropped.

Accepted is every text of printable ASCII characters and blanks that holds a letter or a digit. Refused is the
rest.

The order: runs of digits and runs of letters are parts; everything else only separates. At each place

    word before a release < 0 = the end < word after a release < a number above 0 < letters right after a number

Words after a release are `post`, `patch`, `pl`, `p` before a digit, `sp`, `sr`, `errata`, `hotfix`, `hf`,
`update`, `upd`, `build`. All others stand before a release (`rc1`, `beta`, `dev`), unless they follow a number
at once and no digit follows them (`1.0a`, `2.4B`): these are letters of the version itself, but for `alpha`,
`beta`, `rc`, `pre`, `dev`, `snapshot`. Words compare by alphabet without regard to case; `a` and `b` before a
digit count as `alpha` and `beta`. Zeros right before the first word before a release do not count (`1.0-rc1` =
`1-rc1`). Unlike libversion, words compare by all their letters, not by the first.

The key: words and letters are a mark, the text and a zero byte, zeros as in `padding`.
"""

import re

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.padding import ZERO, number, numbers, padded

_BEFORE, _AFTER, _LETTERS, _TEXT_END = b"\x01", b"\x06", b"\xc0", b"\x00"
_AFTER_WORDS = frozenset(("post", "patch", "pl", "sp", "sr", "errata", "hotfix", "hf", "update", "upd", "build"))
_BEFORE_WORDS = frozenset(("alpha", "beta", "rc", "pre", "dev", "snapshot"))
_SHORT = {"a": "alpha", "b": "beta", "p": "patch"}
_ALPHANUMERIC = re.compile(r"[0-9A-Za-z]")
_PART = re.compile(r"([0-9]+)|[a-z]+")
_NAME = re.compile(r"^[^0-9]*")


def key(version: str) -> bytes:
    """The sortable key of a version of no known scheme. Raises InvalidVersionError."""
    return _key("generic", version, version)


def github(version: str) -> bytes:
    """The sortable key of a repository's tag. Raises InvalidVersionError."""
    return _key("github", version, _NAME.sub("", version) or version)


def _key(scheme: str, version: str, text: str) -> bytes:
    """The key of `text`; `version` is what an error names."""
    try:
        return numbers(text)
    except KeyError:
        pass
    if len(version) > MAX_LENGTH:
        raise too_long(scheme, version)
    if not (version.isascii() and version.isprintable() and _ALPHANUMERIC.search(version)):
        raise InvalidVersionError(
            scheme, version, "it holds no letter or digit, or control or non-ASCII characters"
        )
    return padded(_parts(text.lower()))


def _parts(text: str) -> list[bytes]:
    """The parts as items, without zeros right before the first word before a release."""
    parts = [number(match[1]) if match[1] else _word(match, text) for match in _PART.finditer(text)]
    first = next((place for place, part in enumerate(parts) if part[:1] == _BEFORE), 0)
    kept = first
    while kept and parts[kept - 1] == ZERO:
        kept -= 1
    return parts[:kept] + parts[first:]


def _word(match: re.Match[str], text: str) -> bytes:
    """A run of letters: what it means depends on whether digits stand right before and after it."""
    word, digit_after = match[0], text[match.end() : match.end() + 1].isdigit()
    word = _SHORT.get(word, word) if digit_after else word
    if word in _AFTER_WORDS:
        mark = _AFTER
    elif word in _BEFORE_WORDS or digit_after or not text[: match.start()][-1:].isdigit():
        mark = _BEFORE
    else:
        mark = _LETTERS
    return mark + word.encode("ascii") + _TEXT_END
