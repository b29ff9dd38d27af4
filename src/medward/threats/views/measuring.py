# SPDX-License-Identifier: Apache-2.0
"""How wide a text is at most, and how it is broken into lines.

Widths are those of DejaVu Sans, the widest of the fonts that the pictures name, so that a text fits its box
whichever of them a reader has, and so that a picture's bytes hang on no font of the machine that drew it. What is
no printable character (control characters, marks that turn the direction of writing) is shown by its escape.
"""

import unicodedata
from functools import cache

WIDTHS = (
    *(32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34),
    *(34, 84, 84, 84, 53, 100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74),
    *(69, 99, 69, 62, 69, 39, 34, 39, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64),
    *(64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84),
)
"""Width of the characters from space to tilde in hundredths of the size of the font."""
_FIRST = 32
_OTHER = 100
_BOLD = 1.17


def shown(text: str) -> str:
    """Text on one line, in printable characters only."""
    return "".join(char if char.isprintable() else _escaped(char) for char in " ".join(text.split()))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The greatest width of a line in points."""
    return sum(map(_width, text)) * size / 100 * (_BOLD if bold else 1)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit the room in points; a word that is too long alone is cut where it must be."""
    lines: list[str] = []
    for word in shown(text).split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
        else:
            lines.extend(_cut(word, size, room, bold=bold))
    return tuple(lines)


def _cut(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


@cache
def _width(char: str) -> int:
    place = ord(char) - _FIRST
    if 0 <= place < len(WIDTHS):
        return WIDTHS[place]
    return 0 if unicodedata.combining(char) else _OTHER


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()
