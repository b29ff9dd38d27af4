# SPDX-License-Identifier: Apache-2.0
"""Versions of Ruby gems, in the order of `Gem::Version`.

Accepted is what `Gem::Version.correct?` accepts: a number, then numbers and words of ASCII letters and digits
between dots, then the same after a hyphen, and blanks around the whole. Refused is everything else, and empty
texts, which RubyGems takes for 0.

The order: a hyphen means `.pre.`; runs of digits and runs of letters are segments of their own. Zeros at the
end, and before the first word, do not count. Then segment by segment: words by ASCII below numbers, a missing
one as 0. So `1.0.a` < `1.0` = `1`, and `1.a.0.b` < `1.a`.

The key: a word is 0x01, its letters and a zero byte, a number above 0 itself, zeros as in `padding`.
"""

import re
from itertools import takewhile

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.learned import LONGEST_PLAIN, Learned
from medward.versions.padding import ZERO, number, numbers, padded, trimmed

SCHEME = "gem"

_WORD, _WORD_END = b"\x01", b"\x00"
_VERSION = re.compile(r"[0-9]+(?:\.[0-9A-Za-z]+)*(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?")
_RELEASE = re.compile(r"([0-9.]+)\.(?=[A-Za-z])")
_WORDED = re.compile(r"[A-Za-z][0-9A-Za-z]*(?:\.[0-9A-Za-z]+)*")
_split_segments = re.compile(r"[0-9]+|[A-Za-z]+").findall


def key(version: str) -> bytes:
    """The sortable key of a gem's version. Raises InvalidVersionError."""
    try:
        release = _RELEASE.match(version)
        if release is None:
            return numbers(version)
        return trimmed(release[1]) + _WORDS[version[release.end() :]]
    except KeyError:
        return _whole(version)


def _whole(version: str) -> bytes:
    """The key of any version."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    text = version.strip(" \t\r\n\f\v")
    if not _VERSION.fullmatch(text):
        raise InvalidVersionError(
            SCHEME, version, "RubyGems wants a number, and numbers and words between dots after it"
        )
    items = [_segment(segment) for segment in _split_segments(text.replace("-", ".pre."))]
    release = list(takewhile(_is_number, items))
    words = items[len(release) :]
    while release and release[-1] == ZERO:
        release.pop()
    return padded(release + words)


def _is_number(item: bytes) -> bool:
    return item[:1] != _WORD


def _segment(segment: str) -> bytes:
    if segment.isdigit():
        return number(segment)
    return _WORD + segment.encode("ascii") + _WORD_END


def _words(text: str) -> bytes:
    """The segments from the first word on. Raises KeyError for what only `_whole` can judge."""
    if not _WORDED.fullmatch(text):
        raise KeyError(text)
    return padded(map(_segment, _split_segments(text)))


_WORDS = Learned(_words, LONGEST_PLAIN)
