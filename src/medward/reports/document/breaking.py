# SPDX-License-Identifier: Apache-2.0
"""Where long words may break: digests, addresses and ids that are wider than their line or their column.

Rules:

- A place to break is a zero-width space. It is put only into words that are longer than their place, so that all
  others can be found and copied.
- Such a word may break after a joint such as `/` or `-`.
- What is still too long between two joints may break after every fourth letter, where it is no word of a language:
  with a digit or four capitals in it, or very long. Words of a language are left to hyphenation.
- Nothing breaks before a mark that belongs to the letter before it.
"""

import re
from functools import cache

BREAK = "\u200b"
IN_LINE = 30
"""Letters of a word that fit into any line of a page, also into one of its title."""
_JOINT = re.compile(r"(?<=[/:@._+=\]-])(?=[\w\[])")
_LETTERS = re.compile(r"\S{4}(?=[\w!-~])")


def breakable(text: str, room: int, *, code: bool = False) -> str:
    """`text`, whose words of more than `room` letters may break; `code` is not hyphenated, but breaks anywhere."""
    if len(text) <= room:
        return text
    long, run = _patterns(room + 1, code=code)
    return long.sub(lambda word: run.sub(_broken, _JOINT.sub(BREAK, word.group())), text)


@cache
def _patterns(length: int, *, code: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words of a length or more, and what of them is no word of a language."""
    letter = rf"[^\s{BREAK}]"
    foreign = "" if code else rf"(?={letter}*(?:\d|[A-Z]{{4}}))"
    return re.compile(rf"\S{{{length},}}"), re.compile(rf"{letter}{{25,}}|{foreign}{letter}{{{length},}}")


def _broken(run: re.Match[str]) -> str:
    return _LETTERS.sub(rf"\g<0>{BREAK}", run.group())
