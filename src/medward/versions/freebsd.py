# SPDX-License-Identifier: Apache-2.0
"""Versions of FreeBSD's ports and packages in the order of `pkg version -t`: `version[_revision][,epoch]`.

Reference: `pkg_version_cmp` of pkg(8), and the Porter's Handbook, chapter on versions. The epoch goes before the
version, the version before the revision. A version is blocks between `+`, a block is components; both lists
compare as if zeros followed them for ever. A component is a number, a letter and a patch level, in this order:

- Components begin after any character but letters, digits, `+` and `*`; a letter after a patch level begins one,
  too.
- A component that begins with a letter has the number -1, so `1.a` is below `1`. Without a letter it has letter 0.
- Of several letters the first counts, without case: `1.d2` equals `1.dev2`. But `alpha`, `beta`, `pre`, `rc` (as
  `a`, `b`, `p`, `r`) and `pl`, below all letters, begin a component of their own: `10beta` is `10.b`, below `10`.
- A letter without a patch level has -1; so `1a` is below `1a0`.
- `*` is the least component there is, and swallows what follows it in its block.

Accepted are ASCII letters, digits and `.+*:` in the version; refused is the rest, as the hyphen that ends a name.
"""

import re
from collections.abc import Iterator

from medward.versions.errors import MAX_LENGTH, InvalidVersionError, too_long
from medward.versions.numbers import NUMBERS
from medward.versions.numbers import ZERO as ZERO_NUMBER
from medward.versions.padding import END, ZERO, padded

SCHEME = "freebsd"

_VERSION = re.compile(r"([0-9A-Za-z.+*:]+)(?:_([0-9]+))?(?:,([0-9]+))?")
_STAGES = {"pl": 0, "alpha": 1, "beta": 2, "pre": 16, "rc": 18}
_STAGE = r"(?i:pl|alpha|beta|pre|rc)(?![A-Za-z])"
_BETWEEN = r"[^0-9A-Za-z*]*"
_COMPONENT = re.compile(
    rf"(?P<number>[0-9]+)(?:(?!{_STAGE})(?P<letter>[A-Za-z])[A-Za-z]*(?P<level>[0-9]*))?{_BETWEEN}"
    rf"|(?P<stage>{_STAGE})(?P<of_stage>[0-9]*){_BETWEEN}"
    rf"|(?P<alone>[A-Za-z])[A-Za-z]*(?P<of_alone>[0-9]*){_BETWEEN}"
    r"|(?P<star>\*.*)"
    r"|[^0-9A-Za-z*]+"
)
_STAR, _NO_NUMBER, _NO_LEVEL = b"\x01", b"\x02", b"\x01"
_NO_LETTER = b"\x01" + NUMBERS["0"]
"""Letter 0 and patch level 0."""
_BELOW, _ABOVE = b"\x02", b"\x06"


def key(version: str) -> bytes:
    """The sortable key of a FreeBSD version. Raises InvalidVersionError."""
    if len(version) > MAX_LENGTH:
        raise too_long(SCHEME, version)
    match = _VERSION.fullmatch(version)
    if match is None:
        raise InvalidVersionError(SCHEME, version, "it is not version[_revision][,epoch]")
    blocks = [_block(block) for block in match[1].split("+")]
    return NUMBERS[match[3] or "0"] + padded(blocks) + NUMBERS[match[2] or "0"]


def _block(block: str) -> bytes:
    """A block as an item of the list of blocks."""
    written = padded(_components(block))
    if written == END:
        return ZERO
    return (_BELOW if written < END else _ABOVE) + written


def _components(block: str) -> Iterator[bytes]:
    """The components of a block, as items."""
    for match in _COMPONENT.finditer(block):
        if match["star"]:
            yield _STAR
        elif match["number"]:
            yield _numbered(match["number"], match["letter"], match["level"])
        elif match["stage"]:
            yield _NO_NUMBER + _lettered(_STAGES[match["stage"].lower()], match["of_stage"])
        elif match["alone"]:
            yield _NO_NUMBER + _lettered(_place(match["alone"]), match["of_alone"])
        else:
            yield _NO_NUMBER + _NO_LETTER


def _numbered(number: str, letter: str | None, level: str | None) -> bytes:
    if letter is not None:
        return NUMBERS[number] + _lettered(_place(letter), level or "")
    return ZERO if NUMBERS[number] == ZERO_NUMBER else NUMBERS[number] + _NO_LETTER


def _lettered(letter: int, level: str) -> bytes:
    """A letter by its place, and its patch level."""
    return bytes((letter + 1,)) + (NUMBERS[level] if level else _NO_LEVEL)


def _place(letter: str) -> int:
    """The place of a letter in the alphabet."""
    return ord(letter.lower()) - ord("a") + 1
